/** A clock drawn as a tape of calendar days. */
import { segmentOwning, startedOn, totalWorkingDays } from './clock.ts';
import type { Clock } from './clock.ts';
import { asIfResumed, dueOn } from './clock-reading.ts';
import type { DueOn } from './clock-reading.ts';
import type { HolidayName } from './arrangement.ts';
import { addDays, laterOf } from './local-date.ts';
import type { LocalDate } from './local-date.ts';
import { chinaCalendar } from './working-days.ts';
import type { WorkingDayCalendar } from './working-days.ts';

/**
 * - `start`: the day the clock was started, not counted;
 * - `counted`: a working day that is used, today included; `future`: one that will be;
 * - `due`: the last day of the limit, past or to come; `overdue`: a working day beyond it;
 * - `paused`: a working day on which the clock stood still;
 * - `weekend`, `holiday`: days off, running or not.
 */
export type TapeKind = 'start' | 'counted' | 'future' | 'due' | 'overdue' | 'paused' | 'weekend' | 'holiday';

export interface TapeDay {
  readonly date: LocalDate;
  readonly kind: TapeKind;
  readonly today: boolean;
  /** 1 for the first counted day; on `counted`, `future`, `due` and `overdue` days. */
  readonly number?: number;
  readonly holiday?: HolidayName;
}

export interface Tape {
  /**
   * From the start day to the due day, or to today (or the stop) where that is later. Ends with the
   * last published day when the notices end before that.
   */
  readonly days: readonly TapeDay[];
  /** The clock's own due day; the tape of a paused clock goes on as if it ran again after today. */
  readonly due: DueOn;
  readonly projected: boolean;
}

/** The tape of a clock as seen on `today`. Never fails: what is not known is not drawn. */
export function tape(clock: Clock, today: LocalDate, calendar: WorkingDayCalendar = chinaCalendar): Tape {
  const drawn = asIfResumed(clock, today);
  const cut = clock.stoppedOn ?? today;
  const draw = dayDrawer(drawn, { today, cut, calendar });
  const end = lastDayOf(dueOn(drawn, calendar), cut);
  const days: TapeDay[] = [];
  let day = draw(startedOn(clock));
  while (day !== undefined) {
    days.push(day);
    day = day.date === end ? undefined : draw(addDays(day.date, 1));
  }
  return { days, due: dueOn(clock, calendar), projected: drawn !== clock };
}

/** Where a tape ends; undefined when it runs to the end of the published notices. */
function lastDayOf(due: DueOn, cut: LocalDate): LocalDate | undefined {
  if (due.ok) return laterOf(due.date, cut);
  return due.reason === 'clock-paused' ? cut : undefined;
}

interface View {
  readonly today: LocalDate;
  /** The last day that counts as past. */
  readonly cut: LocalDate;
  readonly calendar: WorkingDayCalendar;
}

/** Draws one day after the other, keeping the number of the last counted one. */
function dayDrawer(clock: Clock, { today, cut, calendar }: View): (date: LocalDate) => TapeDay | undefined {
  const limit = totalWorkingDays(clock);
  const start = startedOn(clock);
  let number = 0;
  return (date) => {
    const common = { date, today: date === today };
    if (date === start) return { ...common, kind: 'start' };
    const day = calendar.dayKind(date);
    if (!day.ok) return undefined;
    if (day.kind === 'holiday') return { ...common, kind: 'holiday', holiday: day.name };
    if (day.kind === 'weekend') return { ...common, kind: 'weekend' };
    if (segmentOwning(clock, date)?.kind === 'paused') return { ...common, kind: 'paused' };
    number += 1;
    return { ...common, number, kind: kindOfCounted(number, { limit, past: date <= cut }) };
  };
}

function kindOfCounted(number: number, { limit, past }: { limit: number; past: boolean }): TapeKind {
  if (number === limit) return 'due';
  if (number > limit) return 'overdue';
  return past ? 'counted' : 'future';
}
