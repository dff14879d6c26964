import { expect, test } from 'vitest';
import type { Clock, RequestDetail } from '../requests/request-api.ts';
import { extendedBy, proposedTape, tapeDays } from './request-tape.ts';

const clock = {
  dueOn: '2026-11-26',
  tape: [
    { date: '2026-11-25', kind: 'future', today: false, number: 9 },
    { date: '2026-11-26', kind: 'due', today: false, number: 10 },
  ],
} as unknown as Clock;
const extension = (workingDays: number) => ({ workingDays }) as RequestDetail['extensions'][number];

test('an extension adds its working days after the due day, weekends between', () => {
  const days = proposedTape(clock, extension(3));
  expect(days.slice(2)).toEqual([
    { date: '2026-11-27', kind: 'proposed', number: 1 },
    { date: '2026-11-28', kind: 'weekend' },
    { date: '2026-11-29', kind: 'weekend' },
    { date: '2026-11-30', kind: 'proposed', number: 2 },
    { date: '2026-12-01', kind: 'proposed', number: 3 },
  ]);
});

test('it ends where the published calendar ends, and draws nothing that is not known', () => {
  const late = {
    ...clock,
    dueOn: '2026-12-30',
    tape: [{ date: '2026-12-30', kind: 'due', today: false }],
  } as unknown as Clock;
  expect(proposedTape(late, extension(10)).map((day) => day.date)).toEqual(['2026-12-30', '2026-12-31']);
  expect(proposedTape({ ...clock, dueOn: null }, extension(2))).toHaveLength(2);
});

const day = (date: string, kind: string, number?: number) => ({ date, kind, today: false, number });

test('days that an extension added are marked, and only those that were granted', () => {
  const granted = { decision: 'granted', decidedDays: 1, workingDays: 3 } as const;
  const refused = { decision: 'refused', decidedDays: null, workingDays: 5 } as const;
  expect(extendedBy([granted, refused])).toBe(1);
  const extended = {
    ...clock,
    totalDays: 3,
    tape: [
      day('2026-11-23', 'start'),
      day('2026-11-24', 'counted', 1),
      day('2026-11-25', 'future', 2),
      day('2026-11-26', 'due', 3),
    ],
  } as unknown as Clock;
  expect(tapeDays(extended, 1).map((cell) => cell.extended ?? false)).toEqual([false, false, false, true]);
  expect(tapeDays(extended).some((cell) => cell.extended)).toBe(false);
});

test('the tape of a clock that was stopped ends with the day of the reply', () => {
  const answered = {
    ...clock,
    state: 'done',
    usedDays: 1,
    totalDays: 3,
    tape: [
      day('2026-11-23', 'start'),
      day('2026-11-24', 'counted', 1),
      day('2026-11-25', 'future', 2),
      day('2026-11-26', 'due', 3),
    ],
  } as unknown as Clock;
  expect(tapeDays(answered).map((cell) => cell.date)).toEqual(['2026-11-23', '2026-11-24']);
  expect(tapeDays({ ...answered, usedDays: 3 } as Clock).at(-1)).toMatchObject({
    date: '2026-11-26',
    kind: 'counted',
  });
});

test('while a clock is paused no due day is drawn, and no day after today, on the day of the notice either', () => {
  const today = (date: string, kind: string, number?: number) => ({
    ...day(date, kind, number),
    today: true,
  });
  const paused = { ...clock, state: 'paused', dueOn: null, usedDays: 1, totalDays: 2 };
  const later = [
    day('2026-11-23', 'start'),
    day('2026-11-24', 'counted', 1),
    today('2026-11-25', 'paused'),
    day('2026-11-26', 'due', 2),
  ];
  const shown = tapeDays({ ...paused, tape: later } as unknown as Clock);
  expect(shown.map(({ date, kind }) => `${date} ${kind}`)).toEqual([
    '2026-11-23 start',
    '2026-11-24 counted',
    '2026-11-25 paused',
  ]);
  const noticeDay = [day('2026-11-23', 'start'), today('2026-11-24', 'due', 1)];
  expect(tapeDays({ ...paused, tape: noticeDay } as unknown as Clock).map(({ kind }) => kind)).toEqual([
    'start',
    'counted',
  ]);
});
