/** What a clock says on a given day. Counts include the day itself: on the due day nothing remains. */
import {
  clockState,
  countRunning,
  lastSegment,
  nthCountedDay,
  resumeClock,
  segmentOwning,
  startedOn,
  totalWorkingDays,
} from './clock.ts';
import type { Clock, ClockStandsStill } from './clock.ts';
import { laterOf, localDate } from './local-date.ts';
import type { LocalDate } from './local-date.ts';
import { chinaCalendar } from './working-days.ts';
import type { CalendarUnpublished, WorkingDayCalendar } from './working-days.ts';

/** A due day, or why there is none: the clock stands still, or a notice is not published yet. */
export type DueOn = { readonly ok: true; readonly date: LocalDate } | ClockStandsStill | CalendarUnpublished;

export type CountedDays = { readonly ok: true; readonly days: number } | CalendarUnpublished;

/** When to remind; a deployment's rulebook may differ from the default of 70 % and one working day. */
export interface Reminders {
  /** A whole number from 1 to 100. */
  readonly sharePercent: number;
  /** A whole number from 1. */
  readonly workingDaysBefore: number;
}

export interface ReadOptions {
  readonly calendar?: WorkingDayCalendar;
  readonly reminders?: Reminders;
}

export type WarnOn =
  | {
      readonly ok: true;
      /** The day on which the share of the working days, rounded up, is used. */
      readonly shareUsedOn: LocalDate;
      /**
       * The given working days before due, but never before the clock (last) began to run: a limit of
       * one working day warns on its start day.
       */
      readonly lastCallOn: LocalDate;
    }
  | ClockStandsStill
  | CalendarUnpublished;

/**
 * The last day of the limit with all pauses and extensions known so far. A clock that stands still has
 * no due day, unless the limit was over before it was paused. A stopped clock keeps the one it had.
 */
export function dueOn(clock: Clock, calendar: WorkingDayCalendar = chinaCalendar): DueOn {
  return nthCountedDay(clock, totalWorkingDays(clock), calendar);
}

/** The due day as first set: no pauses, no extensions. */
export function originalDueOn(clock: Clock, calendar: WorkingDayCalendar = chinaCalendar): DueOn {
  return calendar.addWorkingDays(startedOn(clock), clock.workingDays);
}

/** The due day if a clock that stands still ran again from `resumedOn`; of any other clock {@link dueOn}. */
export function projectDue(
  clock: Clock,
  resumedOn: LocalDate,
  calendar: WorkingDayCalendar = chinaCalendar,
): DueOn {
  return dueOn(asIfResumed(clock, resumedOn), calendar);
}

/** The two days on which to remind. */
export function warnOn(clock: Clock, options: ReadOptions = {}): WarnOn {
  const { calendar = chinaCalendar, reminders = defaultReminders } = options;
  const due = dueOn(clock, calendar);
  if (!due.ok) return due;
  const share = nthCountedDay(clock, daysOfShare(clock, reminders), calendar);
  if (!share.ok) return share;
  const before = calendar.addWorkingDays(due.date, -reminders.workingDaysBefore);
  if (!before.ok) return before;
  const ranFrom = segmentOwning(clock, due.date)?.after ?? startedOn(clock);
  return { ok: true, shareUsedOn: share.date, lastCallOn: laterOf(before.date, ranFrom) };
}

/** Working days used up to and including `date`; goes on past the limit until the clock is stopped. */
export function elapsed(clock: Clock, date: LocalDate, calendar = chinaCalendar): CountedDays {
  return countRunning(clock, date, calendar);
}

/** Working days left after `date`, never below 0. */
export function remaining(clock: Clock, date: LocalDate, calendar = chinaCalendar): CountedDays {
  const used = countRunning(clock, date, calendar);
  return used.ok ? { ok: true, days: Math.max(0, totalWorkingDays(clock) - used.days) } : used;
}

/**
 * Working days beyond the limit, up to and including `date`. 0 on a weekend right after the due day:
 * ask {@link readClock} for `urgency`, which is overdue from the first calendar day after due.
 */
export function overdueBy(clock: Clock, date: LocalDate, calendar = chinaCalendar): CountedDays {
  const used = countRunning(clock, date, calendar);
  return used.ok ? { ok: true, days: Math.max(0, used.days - totalWorkingDays(clock)) } : used;
}

/**
 * How a clock is shown. `soon` from the first reminder on; `last-day` on the due day (and
 * while nothing remains but the day is not over); `done-late` when it was stopped after its due day.
 */
export type Urgency = 'calm' | 'soon' | 'last-day' | 'overdue' | 'paused' | 'done' | 'done-late';

export interface ClockReading {
  readonly state: 'running' | 'paused' | 'stopped';
  readonly urgency: Urgency;
  /** Working days: the limit with extensions, used, left, beyond the limit, stood still. */
  readonly total: number;
  readonly used: number;
  readonly remaining: number;
  readonly overdue: number;
  readonly paused: number;
  readonly due: DueOn;
  readonly originalDue: DueOn;
  /** The first year that the counts would need and whose notice is not published: they end before it. Null: exact. */
  readonly unpublishedYear: number | null;
}

/**
 * Everything a clock chip or an inbox row needs, in one answer. `today` is at or after the last event. Where the notices
 * do not reach to today, used, overdue and paused are what is certain so far; whether it is late needs the due day only.
 */
export function readClock(clock: Clock, today: LocalDate, options: ReadOptions = {}): ClockReading {
  const { calendar = chinaCalendar, reminders = defaultReminders } = options;
  const known = knownUntil(clock, today, calendar);
  const used = certainDays(countRunning(clock, known.date, calendar));
  const total = totalWorkingDays(clock);
  const due = dueOn(clock, calendar);
  return {
    state: clockState(clock),
    urgency: urgencyOf(clock, { today, used, due, reminders }),
    total,
    used,
    remaining: Math.max(0, total - used),
    overdue: Math.max(0, used - total),
    paused: certainDays(calendar.countWorkingDays(startedOn(clock), known.date)) - used,
    due,
    originalDue: originalDueOn(clock, calendar),
    unpublishedYear: known.unpublishedYear,
  };
}

/** A clock that stands still as if the supplement arrived on `on`; any other clock unchanged. */
export function asIfResumed(clock: Clock, on: LocalDate): Clock {
  const resumed = resumeClock(clock, laterOf(on, lastSegment(clock).on));
  return resumed.ok ? resumed.clock : clock;
}

const defaultReminders: Reminders = { sharePercent: 70, workingDaysBefore: 1 };

function daysOfShare(clock: Clock, { sharePercent }: Reminders): number {
  return Math.max(1, Math.ceil((totalWorkingDays(clock) * sharePercent) / 100));
}

function urgencyOf(
  clock: Clock,
  at: { today: LocalDate; used: number; due: DueOn; reminders: Reminders },
): Urgency {
  const { today, used, due, reminders } = at;
  const late = due.ok && (clock.stoppedOn ?? today) > due.date;
  if (clock.stoppedOn !== null) return late ? 'done-late' : 'done';
  if (late) return 'overdue';
  if (clockState(clock) === 'paused') return 'paused';
  const left = totalWorkingDays(clock) - used;
  if (left <= 0) return 'last-day';
  const isSoon = left <= reminders.workingDaysBefore || used >= daysOfShare(clock, reminders);
  return isSoon ? 'soon' : 'calm';
}

/** The last day of the count on `date`: the stop at the latest, and before the first year without a notice. */
function knownUntil(
  clock: Clock,
  date: LocalDate,
  calendar: WorkingDayCalendar,
): { date: LocalDate; unpublishedYear: number | null } {
  const from = startedOn(clock);
  const cut = clock.stoppedOn !== null && clock.stoppedOn < date ? clock.stoppedOn : date;
  const counted = calendar.countWorkingDays(from, laterOf(from, cut));
  if (counted.ok) return { date: laterOf(from, cut), unpublishedYear: null };
  const last = localDate(`${String(counted.year - 1).padStart(4, '0')}-12-31`);
  return { date: laterOf(from, last), unpublishedYear: counted.year };
}

/** A count of days that `knownUntil` has found published. */
const certainDays = (counted: CountedDays): number => (counted.ok ? counted.days : 0);
