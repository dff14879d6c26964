import { chinaCalendar, localDate } from '@tandem/calendar';
import type { TapeDay } from '../../design/tape-cells.ts';
import type { Clock, RequestDetail } from './request-api.ts';

export type Extension = RequestDetail['extensions'][number];
type Extensions = readonly Pick<Extension, 'decision' | 'decidedDays' | 'workingDays'>[];

/** Working days that were added to the first limit (Art 21: 10, and with consent up to 10 more). */
export function extendedBy(extensions: Extensions): number {
  return extensions
    .filter(({ decision }) => decision === 'granted')
    .reduce((sum, { decidedDays, workingDays }) => sum + (decidedDays ?? workingDays), 0);
}

/** The extension that waits for the authority's consent. */
export function openExtension(request: Pick<RequestDetail, 'extensions'>): Extension | undefined {
  return request.extensions.find(({ decision }) => decision === null);
}

/** The days of a clock: those beyond the first limit marked, none after the day that stopped it, or after today while it is paused. */
export function tapeDays(clock: Clock, extraDays = 0): TapeDay[] {
  const limit = clock.totalDays - extraDays;
  const isStopped = clock.state === 'done' || clock.urgency === 'done-late';
  const isPaused = clock.state === 'paused';
  const days = (clock.tape ?? []).map(({ date, kind, today, number }): TapeDay => {
    // A stopped clock runs no more: its due day was used like the others. A paused one has none yet.
    const drawn = (isStopped || isPaused) && kind === 'due' ? 'counted' : kind;
    const extended = extraDays > 0 && number !== undefined && number > limit && kind !== 'overdue';
    return { date, kind: drawn, today, number, ...(extended ? { extended } : {}) };
  });
  if (isPaused) return days.slice(0, days.findIndex((day) => day.today) + 1);
  if (!isStopped) return days;
  const last = days.findLastIndex(
    ({ kind, number }) => kind === 'start' || kind === 'paused' || (number ?? Infinity) <= clock.usedDays,
  );
  return days.slice(0, last + 1);
}

/** The clock's own days, and after its due day those that an extension would add, dashed. */
export function proposedTape(clock: Clock, extension: Pick<Extension, 'workingDays'>): TapeDay[] {
  const days = tapeDays(clock);
  if (!clock.dueOn) return days;
  const kept = days.filter((day) => day.date <= (clock.dueOn ?? ''));
  let number = 0;
  let day = localDate(clock.dueOn);
  while (number < extension.workingDays) {
    const next = nextDay(day);
    const kind = chinaCalendar.dayKind(next);
    if (!kind.ok) break;
    day = next;
    if (kind.kind === 'weekend' || kind.kind === 'holiday') {
      kept.push({ date: day, kind: kind.kind });
    } else {
      number += 1;
      kept.push({ date: day, kind: 'proposed', number });
    }
  }
  return kept;
}

function nextDay(day: ReturnType<typeof localDate>): ReturnType<typeof localDate> {
  const next = new Date(`${day}T00:00:00Z`);
  next.setUTCDate(next.getUTCDate() + 1);
  return localDate(next.toISOString().slice(0, 10));
}
