/** Years that a FEEL date may have (XML Schema dateTime, nine digits). */
const MAX_YEAR = 999_999_999;

const DAYS_BEFORE_MONTH = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334];

export function isLeapYear(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
}

export function daysInMonth(year: number, month: number): number {
  if (month === 2) return isLeapYear(year) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** Days since 1970-01-01 in the proleptic Gregorian calendar. */
export function dayNumber(year: number, month: number, day: number): number {
  const before = year - 1;
  const leapDays = Math.floor(before / 4) - Math.floor(before / 100) + Math.floor(before / 400);
  const ofYear = (DAYS_BEFORE_MONTH[month - 1] ?? 0) + (month > 2 && isLeapYear(year) ? 1 : 0) + day;
  return before * 365 + leapDays + ofYear - 719_163;
}

const ZERO = 0x30;
const HYPHEN = 0x2d;

interface CalendarDay {
  year: number;
  month: number;
  day: number;
}

/** Howard Hinnant's civil_from_days, with years that begin in March. */
function calendarDay(days: number): CalendarDay {
  const shifted = days + 719_468;
  const era = Math.floor(shifted / 146_097);
  const ofEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (ofEra - Math.floor(ofEra / 1460) + Math.floor(ofEra / 36_524) - Math.floor(ofEra / 146_096)) / 365,
  );
  const ofYear = ofEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const fromMarch = Math.floor((5 * ofYear + 2) / 153);
  const month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9;
  const day = ofYear - Math.floor((153 * fromMarch + 2) / 5) + 1;
  return { year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day };
}

/** What is no day. */
const NONE = -(2 ** 30);

/** The day number of `2026-11-27`, in whole numbers of 32 bits, the fastest that JavaScript has; of all else `NONE`. */
function dayOfTenCharacters(text: string): number {
  if (text.length !== 10) return NONE;
  const a = text.charCodeAt(0) ^ ZERO;
  const b = text.charCodeAt(1) ^ ZERO;
  const c = text.charCodeAt(2) ^ ZERO;
  const d = text.charCodeAt(3) ^ ZERO;
  const e = text.charCodeAt(5) ^ ZERO;
  const f = text.charCodeAt(6) ^ ZERO;
  const g = text.charCodeAt(8) ^ ZERO;
  const h = text.charCodeAt(9) ^ ZERO;
  // Six more than a digit has four bits; of all else the signs have more.
  const more = (a + 6) | (b + 6) | (c + 6) | (d + 6) | (e + 6) | (f + 6) | (g + 6) | (h + 6);
  const between = (text.charCodeAt(4) ^ HYPHEN) | (text.charCodeAt(7) ^ HYPHEN);
  if (((more & ~15) | between) !== 0) return NONE;
  return dayOfFourDigits(a * 1000 + b * 100 + c * 10 + d, e * 10 + f, g * 10 + h);
}

function dayOfFourDigits(year: number, month: number, day: number): number {
  if (month < 1 || month > 12 || day < 1) return NONE;
  if (day > 28 && day > daysInMonth(year, month)) return NONE;
  // Years that begin in March, 400 years later, so that nothing is negative (Howard Hinnant's days_from_civil).
  const isEarly = (month - 3) >>> 31;
  const shifted = year + 400 - isEarly;
  const fromMarch = month - 3 + isEarly * 12;
  const leapDays = (shifted >> 2) - ((shifted / 100) | 0) + ((shifted / 400) | 0);
  return shifted * 365 + leapDays + (((153 * fromMarch + 2) / 5) | 0) + day - 865_566;
}

/** The day numbers of the first and the last date. */
const FIRST_DAY = dayNumber(-MAX_YEAR, 1, 1);
const LAST_DAY = dayNumber(MAX_YEAR, 12, 31);

/** A calendar date without a zone (XML Schema date, proleptic Gregorian). Order is that of `days`. */
export class FeelDate {
  /** Days since 1970-01-01. */
  readonly days: number;

  private constructor(days: number) {
    this.days = days;
  }

  get year(): number {
    return calendarDay(this.days).year;
  }

  get month(): number {
    return calendarDay(this.days).month;
  }

  get day(): number {
    return calendarDay(this.days).day;
  }

  /** Undefined for a date that the calendar does not have. */
  static of(year: number, month: number, day: number): FeelDate | undefined {
    if (!Number.isSafeInteger(year) || !Number.isSafeInteger(month) || !Number.isSafeInteger(day))
      return undefined;
    if (Math.abs(year) > MAX_YEAR) return undefined;
    if (month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return undefined;
    return new FeelDate(dayNumber(year, month, day));
  }

  static ofDays(days: number): FeelDate | undefined {
    return Number.isSafeInteger(days) && days >= FIRST_DAY && days <= LAST_DAY
      ? new FeelDate(days)
      : undefined;
  }

  /** Reads `2026-11-27`, `-0044-03-15`; years of more than four digits without a leading zero. */
  static parse(text: string): FeelDate | undefined {
    // Nearly all are of four digits: no pattern is needed for them.
    const days = dayOfTenCharacters(text);
    if (days !== NONE) return new FeelDate(days);
    const [, sign, year, month, day] = /^(-?)(\d{4}|[1-9]\d{4,8})-(\d{2})-(\d{2})$/.exec(text) ?? [];
    if (year === undefined) return undefined;
    return FeelDate.of(Number(`${sign}${year}`), Number(month), Number(day));
  }

  /** As `parse`, but the number of the day. */
  static parseDays(text: string): number | undefined {
    const days = dayOfTenCharacters(text);
    return days === NONE ? FeelDate.parse(text)?.days : days;
  }

  /** The same day so many months on, or the last of a shorter month. */
  plusMonths(months: number): FeelDate | undefined {
    const from = calendarDay(this.days);
    const total = from.year * 12 + from.month - 1 + months;
    const year = Math.floor(total / 12);
    const month = total - year * 12 + 1;
    return FeelDate.of(year, month, Math.min(from.day, daysInMonth(year, month)));
  }

  toString(): string {
    const { year, month, day } = calendarDay(this.days);
    const pad = (value: number, length: number) => String(value).padStart(length, '0');
    return `${year < 0 ? '-' : ''}${pad(Math.abs(year), 4)}-${pad(month, 2)}-${pad(day, 2)}`;
  }
}
