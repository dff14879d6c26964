export type ClockState = 'running' | 'paused' | 'done' | 'late' | 'unpublished';

/** A clock as the server states it (every `ClockView` of the API fits). Days are working days. */
export interface ClockView {
  state: ClockState;
  totalDays: number;
  usedDays: number;
  remainingDays: number;
  overdueDays?: number | undefined;
  /** Plain date, `2026-11-26`; null while it cannot be told. */
  dueOn: string | null;
  /** The year whose calendar is not published yet: the due day is not known, or the days are what is certain so far. */
  unpublishedYear?: number | null | undefined;
  /** The rule behind the limit; of kind `platform` it is no statute, whichever article it serves. */
  rule?: { id: string; article: number | null; kind: 'statute' | 'platform' } | undefined;
  /** The server's own reading; only `done-late` says more than the state does. */
  urgency?: string | undefined;
  /** Day the pause began, plain date. */
  pausedSince?: string | undefined;
}

export type ClockTone = 'calm' | 'soon' | 'today' | 'late' | 'paused' | 'done' | 'doneLate' | 'unknown';

/** Share of the clock from which it turns ochre. */
export const soonShare = 0.7;

/** What the clock looks like: ochre from 70 % or at one working day, red on the last day and after. */
export function clockTone(clock: ClockView): ClockTone {
  switch (clock.state) {
    case 'paused':
      return 'paused';
    case 'done':
      return clock.urgency === 'done-late' ? 'doneLate' : 'done';
    case 'late':
      return 'late';
    case 'unpublished':
      return 'unknown';
    case 'running':
      return runningTone(clock);
  }
}

function runningTone({ totalDays, usedDays, remainingDays }: ClockView): ClockTone {
  if (remainingDays <= 0) return 'today';
  if (remainingDays === 1 && totalDays > 1) return 'soon';
  return totalDays > 0 && usedDays / totalDays >= soonShare ? 'soon' : 'calm';
}

/** Days of a year whose calendar is not published can not be counted yet. */
export const isUncounted = ({ unpublishedYear }: ClockView) => typeof unpublishedYear === 'number';

/** Share of the ring that is filled, 0 to 1. */
export function usedShare({ totalDays, usedDays }: ClockView): number {
  if (totalDays <= 0) return 1;
  return Math.min(1, Math.max(0, usedDays / totalDays));
}

/** Working days over the limit; none yet on the days of rest that follow the last one. */
export function overdueDays(clock: ClockView): number {
  const { totalDays, usedDays, remainingDays } = clock;
  const derived = remainingDays < 0 ? -remainingDays : usedDays - totalDays;
  return Math.max(0, clock.overdueDays ?? derived);
}
