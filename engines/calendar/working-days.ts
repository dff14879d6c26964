/**
 * Working days of the People's Republic of China: Monday to Friday, less the holidays, plus the
 * make-up days of the published notices (行政许可法 Art 82: working days exclude statutory holidays).
 *
 * A year without a published notice has no working days and no days off, only the explicit answer
 * `calendar-unpublished`. Both bounds follow the statute: the start day is not counted, the last day is.
 */
import type { HolidayName, YearArrangement } from './arrangement.ts';
import { CalendarError, epochDay, fromEpochDay, weekdayOfEpochDay, yearOf } from './local-date.ts';
import type { LocalDate } from './local-date.ts';
import { publishedArrangements } from './published-arrangements.ts';

/** The first year that an answer would need and whose notice is not published. */
export interface CalendarUnpublished {
  readonly ok: false;
  readonly reason: 'calendar-unpublished';
  readonly year: number;
}

export type DayKind =
  | { readonly ok: true; readonly kind: 'working' | 'make-up' | 'weekend' }
  | { readonly ok: true; readonly kind: 'holiday'; readonly name: HolidayName }
  | CalendarUnpublished;

/** Immutable; safe to share. Every method is a pure function of its arguments and the notices. */
export interface WorkingDayCalendar {
  /** Years with a published notice, ascending. */
  readonly publishedYears: readonly number[];
  dayKind(date: LocalDate): DayKind;
  isWorkingDay(date: LocalDate): { readonly ok: true; readonly workingDay: boolean } | CalendarUnpublished;
  /**
   * The n-th working day after `start` (`start` is not counted, whether it is a working day or not).
   * n = 0 gives `start`; a negative n gives the n-th working day before it. Throws DAYS_NOT_WHOLE when `n` is not an integer.
   */
  addWorkingDays(
    start: LocalDate,
    n: number,
  ): { readonly ok: true; readonly date: LocalDate } | CalendarUnpublished;
  /** Working days after `from` up to and including `to`; negative when `to` lies before `from`. */
  countWorkingDays(
    from: LocalDate,
    to: LocalDate,
  ): { readonly ok: true; readonly days: number } | CalendarUnpublished;
}

type SpecialDay = { readonly kind: 'make-up' } | { readonly kind: 'holiday'; readonly name: HolidayName };

/** Working days as sorted day numbers: counting is a binary search, adding an index. */
interface Index {
  readonly years: ReadonlySet<number>;
  readonly special: ReadonlyMap<number, SpecialDay>;
  readonly workingDays: readonly number[];
}

/**
 * A calendar over the given notices. Of two notices for one year the later in the list replaces the
 * earlier; of two notices that speak of one day (元旦 bridges), that of the later year decides.
 *
 * @example createCalendar([...publishedArrangements, arrangementOf2027])
 */
export function createCalendar(arrangements: readonly YearArrangement[]): WorkingDayCalendar {
  const byYear = new Map(arrangements.map((arrangement) => [arrangement.year, arrangement]));
  const publishedYears = [...byYear.keys()].toSorted((a, b) => a - b);
  const ordered = publishedYears.flatMap((year) => byYear.get(year) ?? []);
  const index = buildIndex(publishedYears, ordered);
  return Object.freeze({
    publishedYears: Object.freeze(publishedYears),
    dayKind: (date: LocalDate) => kindOn(index, date),
    isWorkingDay: (date: LocalDate) => isWorkedOn(index, date),
    addWorkingDays: (start: LocalDate, n: number) => add(index, start, n),
    countWorkingDays: (from: LocalDate, to: LocalDate) => count(index, from, to),
  });
}

/** The calendar of all notices that this release carries. */
export const chinaCalendar: WorkingDayCalendar = createCalendar(publishedArrangements);

/** The methods of {@link chinaCalendar}, for callers that need no other calendar. */
export const { publishedYears, dayKind, isWorkingDay, addWorkingDays, countWorkingDays } = chinaCalendar;

function buildIndex(years: readonly number[], ordered: readonly YearArrangement[]): Index {
  const special = new Map<number, SpecialDay>();
  for (const { holidays, makeUpDays } of ordered) {
    for (const { date, name } of holidays) special.set(epochDay(date), { kind: 'holiday', name });
    for (const date of makeUpDays) special.set(epochDay(date), { kind: 'make-up' });
  }
  const workingDays: number[] = [];
  for (const year of years) {
    const last = firstDayOf(year + 1);
    for (let day = firstDayOf(year); day < last; day += 1) {
      const kind = special.get(day)?.kind;
      if (kind === 'make-up' || (kind === undefined && weekdayOfEpochDay(day) < 6)) workingDays.push(day);
    }
  }
  return { years: new Set(years), special, workingDays };
}

function kindOn({ years, special }: Index, date: LocalDate): DayKind {
  if (!years.has(yearOf(date))) return unpublished(yearOf(date));
  const day = epochDay(date);
  const found = special.get(day);
  if (found !== undefined) return { ok: true, ...found };
  return { ok: true, kind: weekdayOfEpochDay(day) < 6 ? 'working' : 'weekend' };
}

function isWorkedOn(index: Index, date: LocalDate): ReturnType<WorkingDayCalendar['isWorkingDay']> {
  const day = kindOn(index, date);
  return day.ok ? { ok: true, workingDay: day.kind === 'working' || day.kind === 'make-up' } : day;
}

function add(index: Index, start: LocalDate, n: number): ReturnType<WorkingDayCalendar['addWorkingDays']> {
  if (!Number.isInteger(n)) throw new CalendarError('DAYS_NOT_WHOLE', String(n));
  if (n === 0) return { ok: true, date: start };
  const forward = n > 0;
  const from = epochDay(start);
  const { workingDays } = index;
  const position = forward ? countUpTo(workingDays, from) + n - 1 : countUpTo(workingDays, from - 1) + n;
  const found = workingDays[position];
  // Beyond the last known working day the walk runs into an unpublished year in any case.
  const end = found ?? (forward ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY);
  const span = forward ? { first: from + 1, last: end } : { first: end, last: from - 1 };
  const gap = firstUnpublished(index, { ...span, forward });
  return gap === undefined ? { ok: true, date: fromEpochDay(end) } : unpublished(gap);
}

function count(
  index: Index,
  from: LocalDate,
  to: LocalDate,
): ReturnType<WorkingDayCalendar['countWorkingDays']> {
  if (to < from) {
    const back = count(index, to, from);
    return back.ok ? { ok: true, days: 0 - back.days } : back;
  }
  if (to === from) return { ok: true, days: 0 };
  const first = epochDay(from) + 1;
  const last = epochDay(to);
  const gap = firstUnpublished(index, { first, last, forward: true });
  if (gap !== undefined) return unpublished(gap);
  return { ok: true, days: countUpTo(index.workingDays, last) - countUpTo(index.workingDays, first - 1) };
}

interface Span {
  /** Day numbers, both inclusive; one end may be infinite. */
  readonly first: number;
  readonly last: number;
  readonly forward: boolean;
}

/** The unpublished year in the span that a walk in the given direction meets first. */
function firstUnpublished({ years }: Index, { first, last, forward }: Span): number | undefined {
  const step = forward ? 1 : -1;
  const end = forward ? last : first;
  let year = yearOfDay(forward ? first : last);
  while (forward ? firstDayOf(year) <= end : firstDayOf(year + 1) > end) {
    if (!years.has(year)) return year;
    year += step;
  }
  return undefined;
}

/** How many of the sorted day numbers are at most `day`. */
function countUpTo(days: readonly number[], day: number): number {
  let low = 0;
  let high = days.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((days[middle] ?? day) <= day) low = middle + 1;
    else high = middle;
  }
  return low;
}

function firstDayOf(year: number): number {
  return Date.UTC(year, 0, 1) / 86_400_000;
}

function yearOfDay(day: number): number {
  return new Date(day * 86_400_000).getUTCFullYear();
}

function unpublished(year: number): CalendarUnpublished {
  return { ok: false, reason: 'calendar-unpublished', year };
}
