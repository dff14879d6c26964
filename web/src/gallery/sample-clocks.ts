import type { ClockView } from '../design/clock-tone.ts';
import type { TapeDay } from '../design/tape-cells.ts';

const reply = { id: '21.reply.conditional', article: 21, kind: 'statute' } as const;
const update = { id: '17.update.review', article: 17, kind: 'statute' } as const;
const setting = { id: 'platform.catalogue-review', article: null, kind: 'platform' } as const;

function clock(change: Partial<ClockView>): ClockView {
  return {
    state: 'running',
    totalDays: 10,
    usedDays: 0,
    remainingDays: 10,
    dueOn: null,
    rule: reply,
    ...change,
  };
}

/** One clock in each state. */
export const sampleClocks = {
  calm: clock({ usedDays: 2, remainingDays: 8, dueOn: '2026-12-03' }),
  middle: clock({ totalDays: 5, usedDays: 3, remainingDays: 2, dueOn: '2026-11-25', rule: setting }),
  soon: clock({ usedDays: 7, remainingDays: 3, dueOn: '2026-11-26' }),
  lastBut: clock({ totalDays: 2, usedDays: 1, remainingDays: 1, dueOn: '2026-11-24', rule: update }),
  today: clock({ totalDays: 2, usedDays: 2, remainingDays: 0, dueOn: '2026-11-23', rule: update }),
  late: clock({ state: 'late', usedDays: 12, remainingDays: 0, overdueDays: 2, dueOn: '2026-11-19' }),
  lateByOne: clock({
    state: 'late',
    usedDays: 11,
    remainingDays: 0,
    overdueDays: 1,
    dueOn: '2026-11-20',
    rule: { id: '26.correct', article: 26, kind: 'statute' },
  }),
  paused: clock({ state: 'paused', usedDays: 4, remainingDays: 6, pausedSince: '2026-11-18' }),
  done: clock({ state: 'done', usedDays: 4, remainingDays: 6, dueOn: '2026-11-19' }),
  doneLate: clock({
    state: 'done',
    urgency: 'done-late',
    usedDays: 12,
    remainingDays: 0,
    dueOn: '2026-11-19',
  }),
  unpublished: clock({
    state: 'unpublished',
    totalDays: 20,
    usedDays: 3,
    remainingDays: 17,
    unpublishedYear: 2027,
  }),
  far: clock({ usedDays: 4, remainingDays: 6, dueOn: '2026-12-01', rule: setting }),
  farther: clock({ usedDays: 2, remainingDays: 8, dueOn: '2026-12-03', rule: setting }),
} as const;

interface Span {
  from: string;
  days: number;
}

const dayMs = 86_400_000;

function datesOf({ from, days }: Span): string[] {
  const start = Date.parse(`${from}T00:00:00Z`);
  return Array.from({ length: days }, (_, index) =>
    new Date(start + index * dayMs).toISOString().slice(0, 10),
  );
}

const isWeekend = (date: string) => [0, 6].includes(new Date(`${date}T00:00:00Z`).getUTCDay());

/** Days of a clock that started on the first of them; numbers run over the working days that count. */
function tape(
  span: Span,
  marks: { paused?: string[]; today: string; due: string; proposedFrom?: string },
): TapeDay[] {
  let number = 0;
  let proposed = 0;
  return datesOf(span).map((date, index): TapeDay => {
    const today = date === marks.today;
    if (index === 0) return { date, kind: 'start', today };
    if (isWeekend(date)) return { date, kind: 'weekend', today };
    if (marks.paused?.includes(date)) return { date, kind: 'paused', today };
    if (date > marks.due && marks.proposedFrom) return { date, kind: 'proposed', number: (proposed += 1) };
    number += 1;
    const kind =
      date > marks.due ? 'overdue' : date === marks.due ? 'due' : date <= marks.today ? 'counted' : 'future';
    return { date, kind, number, today };
  });
}

export const supplementedTape = tape(
  { from: '2026-11-05', days: 21 },
  {
    paused: ['2026-11-11', '2026-11-12', '2026-11-13', '2026-11-16'],
    today: '2026-11-23',
    due: '2026-11-25',
  },
);

export const extensionTape = tape(
  { from: '2026-11-12', days: 29 },
  { today: '2026-11-23', due: '2026-11-26', proposedFrom: '2026-11-27' },
);

export const overdueTape = tape({ from: '2026-11-05', days: 19 }, { today: '2026-11-23', due: '2026-11-19' });
