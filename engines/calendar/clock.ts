/**
 * Statutory clocks as data: a limit of working days, when it ran and when it stood still.
 *
 * Which day counts (Decree 809 Art 21; the platform's reading of a supplement notice):
 * - the day on which something happens still belongs to the state before it, the next day to the state
 *   after it. The start day is not counted; the day of a notice is counted; the day on which the
 *   supplement arrives is not;
 * - so a segment owns the days after `after`, up to and including the `after` of the next segment;
 * - one exception: a notice on the last day leaves that day uncounted. It was cut short, and otherwise
 *   nothing would be left to answer in when the supplement arrives.
 *
 * A clock is plain JSON and immutable: each change returns a new clock, or the reason why it may not be.
 */
import { addDays } from './local-date.ts';
import type { LocalDate } from './local-date.ts';
import { chinaCalendar } from './working-days.ts';
import type { CalendarUnpublished, WorkingDayCalendar } from './working-days.ts';

export interface ClockSegment {
  readonly kind: 'running' | 'paused';
  /** The day of the event that began the segment. */
  readonly on: LocalDate;
  /** The segment owns the days after this one. Equals `on`, save for a notice on the last day. */
  readonly after: LocalDate;
}

export interface ClockExtension {
  readonly on: LocalDate;
  readonly workingDays: number;
}

/** Fit for a jsonb column as it stands. */
export interface Clock {
  /** The limit as first set, without extensions. */
  readonly workingDays: number;
  readonly extensions: readonly ClockExtension[];
  /** Begins running; kinds alternate; days never go back. */
  readonly segments: readonly [ClockSegment, ...ClockSegment[]];
  readonly stoppedOn: LocalDate | null;
}

export type ClockRefusal =
  | { readonly ok: false; readonly reason: 'limit-invalid'; readonly workingDays: number }
  | { readonly ok: false; readonly reason: 'clock-stopped'; readonly stoppedOn: LocalDate }
  | { readonly ok: false; readonly reason: 'clock-paused'; readonly pausedOn: LocalDate }
  | { readonly ok: false; readonly reason: 'clock-running'; readonly since: LocalDate }
  | { readonly ok: false; readonly reason: 'date-before-last-event'; readonly lastEventOn: LocalDate }
  | { readonly ok: false; readonly reason: 'clock-lapsed'; readonly dueOn: LocalDate }
  | {
      readonly ok: false;
      readonly reason: 'extension-above-maximum';
      readonly maxWorkingDays: number;
      readonly alreadyExtended: number;
    };

export type ClockChange = { readonly ok: true; readonly clock: Clock } | ClockRefusal;

/** A new running clock. The first counted day is the first working day after `startedOn`. */
export function startClock(options: { startedOn: LocalDate; workingDays: number }): ClockChange {
  const { startedOn, workingDays } = options;
  if (!isLimit(workingDays)) return { ok: false, reason: 'limit-invalid', workingDays };
  const running: ClockSegment = { kind: 'running', on: startedOn, after: startedOn };
  return { ok: true, clock: { workingDays, extensions: [], segments: [running], stoppedOn: null } };
}

/**
 * The clock stands still from the day after `on` (see the exception above). Answers
 * `calendar-unpublished` when the notices do not reach to `on`, as the days used so far are then unknown.
 */
export function pauseClock(
  clock: Clock,
  on: LocalDate,
  calendar: WorkingDayCalendar = chinaCalendar,
): ClockChange | CalendarUnpublished {
  const refusal = refuseChange(clock, on, 'running');
  if (refusal !== undefined) return refusal;
  const today = countRunning(clock, on, calendar);
  if (!today.ok) return today;
  const yesterday = countRunning(clock, addDays(on, -1), calendar);
  if (!yesterday.ok) return yesterday;
  const limit = totalWorkingDays(clock);
  const onLastDay = today.days === limit && yesterday.days === limit - 1;
  return append(clock, { kind: 'paused', on, after: onLastDay ? addDays(on, -1) : on });
}

/** The clock runs again from the day after `on`, the day on which the supplement arrived. */
export function resumeClock(clock: Clock, on: LocalDate): ClockChange {
  return refuseChange(clock, on, 'paused') ?? append(clock, { kind: 'running', on, after: on });
}

/**
 * Lengthens the limit, paused or running. All extensions together never exceed `maxWorkingDays`; a
 * limit that is already over is not extended (`clock-lapsed`). While the due day is not known yet,
 * it is not over.
 */
export function extendClock(
  clock: Clock,
  extension: ClockExtension & { readonly maxWorkingDays: number },
  calendar: WorkingDayCalendar = chinaCalendar,
): ClockChange {
  const { on, workingDays, maxWorkingDays } = extension;
  const refusal = refuseChange(clock, on, lastSegment(clock).kind);
  if (refusal !== undefined) return refusal;
  if (!isLimit(workingDays)) return { ok: false, reason: 'limit-invalid', workingDays };
  const alreadyExtended = extendedBy(clock);
  if (alreadyExtended + workingDays > maxWorkingDays) {
    return { ok: false, reason: 'extension-above-maximum', maxWorkingDays, alreadyExtended };
  }
  const due = nthCountedDay(clock, totalWorkingDays(clock), calendar);
  if (due.ok && on > due.date) return { ok: false, reason: 'clock-lapsed', dueOn: due.date };
  return { ok: true, clock: { ...clock, extensions: [...clock.extensions, { on, workingDays }] } };
}

/** What the clock waited for has happened (or is given up) on this day. Final. */
export function stopClock(clock: Clock, on: LocalDate): ClockChange {
  return refuseChange(clock, on, lastSegment(clock).kind) ?? { ok: true, clock: { ...clock, stoppedOn: on } };
}

export function startedOn(clock: Clock): LocalDate {
  return clock.segments[0].on;
}

/** The limit with all extensions, in working days. */
export function totalWorkingDays(clock: Clock): number {
  return clock.workingDays + extendedBy(clock);
}

/** The state after everything that has happened so far. */
export function clockState(clock: Clock): 'running' | 'paused' | 'stopped' {
  return clock.stoppedOn === null ? lastSegment(clock).kind : 'stopped';
}

/** Why the n-th counted day has no date: the clock stands still, with `remaining` days to count. */
export interface ClockStandsStill {
  readonly ok: false;
  readonly reason: 'clock-paused';
  readonly remaining: number;
}

/**
 * The day that is counted as number `n` (n ≥ 1), as if nothing but what is known will happen: the last
 * running segment is open-ended, even when the clock was stopped in it.
 */
export function nthCountedDay(
  clock: Clock,
  n: number,
  calendar: WorkingDayCalendar,
): { readonly ok: true; readonly date: LocalDate } | ClockStandsStill | CalendarUnpublished {
  let remaining = n;
  for (const { after, until } of runningSpans(clock)) {
    if (until === undefined) return calendar.addWorkingDays(after, remaining);
    const counted = calendar.countWorkingDays(after, until);
    if (!counted.ok) return counted;
    if (counted.days >= remaining) return calendar.addWorkingDays(after, remaining);
    remaining -= counted.days;
  }
  return { ok: false, reason: 'clock-paused', remaining };
}

/** Counted days up to and including `date`; none after the clock was stopped. */
export function countRunning(
  clock: Clock,
  date: LocalDate,
  calendar: WorkingDayCalendar,
): { readonly ok: true; readonly days: number } | CalendarUnpublished {
  const cut = clock.stoppedOn !== null && clock.stoppedOn < date ? clock.stoppedOn : date;
  let days = 0;
  for (const { after, until = cut } of runningSpans(clock)) {
    const end = until < cut ? until : cut;
    if (end <= after) continue;
    const counted = calendar.countWorkingDays(after, end);
    if (!counted.ok) return counted;
    days += counted.days;
  }
  return { ok: true, days };
}

/** The segment that owns a day; the start day itself belongs to none. */
export function segmentOwning(clock: Clock, date: LocalDate): ClockSegment | undefined {
  return clock.segments.findLast(({ after }) => after < date);
}

export function lastSegment({ segments }: Clock): ClockSegment {
  return segments.at(-1) ?? segments[0];
}

function runningSpans({ segments }: Clock): { after: LocalDate; until: LocalDate | undefined }[] {
  return segments.flatMap(({ kind, after }, index) =>
    kind === 'running' ? [{ after, until: segments[index + 1]?.after }] : [],
  );
}

function append(clock: Clock, segment: ClockSegment): ClockChange {
  return { ok: true, clock: { ...clock, segments: [...clock.segments, segment] } };
}

function refuseChange(clock: Clock, on: LocalDate, expected: ClockSegment['kind']): ClockRefusal | undefined {
  const last = lastSegment(clock);
  if (clock.stoppedOn !== null) return { ok: false, reason: 'clock-stopped', stoppedOn: clock.stoppedOn };
  if (last.kind !== expected) {
    return last.kind === 'paused'
      ? { ok: false, reason: 'clock-paused', pausedOn: last.on }
      : { ok: false, reason: 'clock-running', since: last.on };
  }
  return on < last.on ? { ok: false, reason: 'date-before-last-event', lastEventOn: last.on } : undefined;
}

function extendedBy({ extensions }: Clock): number {
  return extensions.reduce((sum, { workingDays }) => sum + workingDays, 0);
}

function isLimit(workingDays: number): boolean {
  return Number.isInteger(workingDays) && workingDays >= 1;
}
