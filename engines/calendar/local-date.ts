/**
 * Civil dates of the statute: a day on the wall calendar in Asia/Shanghai, without a time.
 *
 * Asia/Shanghai is counted as UTC+08:00 without summer time, which holds for every instant since
 * 1991-09-15. Instants before that day are outside what this library is for.
 */

declare const localDateBrand: unique symbol;

/** A valid Gregorian date 'YYYY-MM-DD'. Compares, sorts and stores as the plain string it is. */
export type LocalDate = string & { readonly [localDateBrand]: true };

export type CalendarErrorCode = 'LOCAL_DATE_INVALID' | 'INSTANT_INVALID' | 'DAYS_NOT_WHOLE';

/** A caller's mistake (a value no user can enter through a parser). What users can cause is a result. */
export class CalendarError extends Error {
  readonly code: CalendarErrorCode;
  readonly value: string;
  constructor(code: CalendarErrorCode, value: string) {
    super(`${code}: ${value}`);
    this.name = 'CalendarError';
    this.code = code;
    this.value = value;
  }
}

const dayMs = 86_400_000;
const shanghaiOffsetMs = 8 * 3_600_000;
const shape = /^[1-9]\d{3}-\d{2}-\d{2}$/;

/** 'YYYY-MM-DD' (years 1000–9999) as a date, or undefined when it is no day of the calendar. */
export function parseLocalDate(text: string): LocalDate | undefined {
  if (!shape.test(text)) return undefined;
  const ms = Date.parse(`${text}T00:00:00Z`);
  if (Number.isNaN(ms) || new Date(ms).toISOString().slice(0, 10) !== text) return undefined;
  return text as LocalDate;
}

/** For literals and trusted columns: as {@link parseLocalDate}, throws LOCAL_DATE_INVALID. */
export function localDate(text: string): LocalDate {
  const date = parseLocalDate(text);
  if (date === undefined) throw new CalendarError('LOCAL_DATE_INVALID', text);
  return date;
}

/** The day in Asia/Shanghai on which an instant falls. Throws INSTANT_INVALID on an invalid Date. */
export function localDateOf(instant: Date): LocalDate {
  if (Number.isNaN(instant.getTime())) throw new CalendarError('INSTANT_INVALID', String(instant));
  return localDate(new Date(instant.getTime() + shanghaiOffsetMs).toISOString().slice(0, 10));
}

/** 00:00:00.000 of the day in Asia/Shanghai. */
export function startOfDay(date: LocalDate): Date {
  return new Date(epochDay(date) * dayMs - shanghaiOffsetMs);
}

/** 23:59:59.999 of the day in Asia/Shanghai, the last millisecond at which an act is still in time. */
export function endOfDay(date: LocalDate): Date {
  return new Date((epochDay(date) + 1) * dayMs - shanghaiOffsetMs - 1);
}

/** The date `days` calendar days later (earlier when negative). */
export function addDays(date: LocalDate, days: number): LocalDate {
  return fromEpochDay(epochDay(date) + days);
}

export function yearOf(date: LocalDate): number {
  return Number(date.slice(0, 4));
}

/** 1 Monday … 7 Sunday (ISO 8601). */
export function weekdayOf(date: LocalDate): 1 | 2 | 3 | 4 | 5 | 6 | 7 {
  return weekdayOfEpochDay(epochDay(date));
}

export function laterOf(a: LocalDate, b: LocalDate): LocalDate {
  return a > b ? a : b;
}

/** Days since 1970-01-01. Internal to this engine: the door does not export it. */
export function epochDay(date: LocalDate): number {
  return Date.parse(`${date}T00:00:00Z`) / dayMs;
}

export function fromEpochDay(day: number): LocalDate {
  return localDate(new Date(day * dayMs).toISOString().slice(0, 10));
}

export function weekdayOfEpochDay(day: number): 1 | 2 | 3 | 4 | 5 | 6 | 7 {
  return (((((day + 3) % 7) + 7) % 7) + 1) as 1 | 2 | 3 | 4 | 5 | 6 | 7;
}
