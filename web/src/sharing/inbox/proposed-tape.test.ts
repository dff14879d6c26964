import { expect, test } from 'vitest';
import type { Clock, RequestDetail } from '../requests/request-api.ts';
import { proposedTape } from './proposed-tape.ts';

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
