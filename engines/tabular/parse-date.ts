import { halfWidth } from './cell-bytes.ts';
import { KEEP } from './cell-workspace.ts';
import type { Convert } from './cell-workspace.ts';
import { RULE_NUMBER } from './defect-rules.ts';

const DASH = 0x2d;
const SLASH = 0x2f;
const DAYS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

export interface CalendarDate {
  year: number;
  month: number;
  day: number;
}

/** Proleptic Gregorian, years 1 to 9999. */
export function isRealDate(year: number, month: number, day: number): boolean {
  if (!(year >= 1 && year <= 9999 && month >= 1 && month <= 12 && day >= 1)) return false;
  if (month === 2 && day === 29) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return day <= DAYS[month - 1]!;
}

/** The number written in the digits `bytes[from..to)`, -1 if there is anything else. */
function digitsAt(bytes: Uint8Array, from: number, to: number): number {
  let value = 0;
  for (let at = from; at < to; at++) {
    const digit = bytes[at]! - 0x30;
    if (digit < 0 || digit > 9) return -1;
    value = value * 10 + digit;
  }
  return value;
}

const SEPARATED = /^(\d{4})(?:[-/.](\d{1,2})[-/.](\d{1,2})|年(\d{1,2})月(\d{1,2})日?)$/u;
const MIDNIGHT = /[T ]0{1,2}:00(?::00(?:\.0+)?)?$/u;

/** `2019-01-02`, `2019/1/2`, `2019.1.2`, `20190102`, `2019年1月2日`, each also with the time 00:00. */
export function parseDate(text: string): CalendarDate | undefined {
  const narrow = halfWidth(text).replace(MIDNIGHT, '').replace(/\s+/gu, '');
  const compact = /^(\d{4})(\d{2})(\d{2})$/u.exec(narrow);
  const match = compact ?? SEPARATED.exec(narrow);
  if (!match) return undefined;
  const year = Number(match[1]);
  const month = Number(match[2] ?? match[4]);
  const day = Number(match[3] ?? match[5]);
  return isRealDate(year, month, day) ? { year, month, day } : undefined;
}

export function formatDate({ year, month, day }: CalendarDate): string {
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

/**
 * Day of a spreadsheet serial number (1900 system: 1 is 1900-01-01 and 60 the day that never was, hence
 * undefined; 1904 system: 0 is 1904-01-01). Whole and fractional part are told apart by the caller.
 */
export function serialDay(serial: number, date1904 = false): CalendarDate | undefined {
  const days = date1904 ? serial + 1462 : serial;
  if (!Number.isInteger(days) || days < 1 || days > 2_958_465 || (days === 60 && !date1904)) return undefined;
  const sinceEpoch = days - 25_569 + (days < 60 ? 1 : 0);
  const date = new Date(sinceEpoch * 86_400_000);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}

/** Dates → `YYYY-MM-DD`. With `serials`, whole numbers are spreadsheet serials (1900 system). */
export function dateConverter(options: { serials: boolean }): Convert {
  return (bytes, from, to, work) => {
    if (
      to - from === 10 &&
      (bytes[from + 4] === DASH || bytes[from + 4] === SLASH) &&
      bytes[from + 7] === bytes[from + 4]
    ) {
      const year = digitsAt(bytes, from, from + 4);
      const month = digitsAt(bytes, from + 5, from + 7);
      const day = digitsAt(bytes, from + 8, to);
      if (!isRealDate(year, month, day)) return RULE_NUMBER.TABULAR_NOT_A_DATE;
      work.value = year * 10_000 + month * 100 + day;
      return bytes[from + 4] === DASH ? KEEP : work.put(formatDate({ year, month, day }));
    }
    const text = bytes.toString('utf8', from, to);
    const serial = options.serials && /^\d{1,7}(?:\.0+)?$/u.test(text);
    const date = serial ? serialDay(Number(text)) : parseDate(text);
    if (!date) return RULE_NUMBER.TABULAR_NOT_A_DATE;
    work.value = date.year * 10_000 + date.month * 100 + date.day;
    return work.put(formatDate(date));
  };
}

const TIME =
  /^(.*?[\d日])(?:[T ]\s*|(?<=日))(\d{1,2})(?::|时|点)(\d{1,2})(?:(?::|分)(\d{1,2})(?:\.(\d{1,9}))?)?[秒分]?\s*(Z|[-+]\d{2}(?::?\d{2})?)?$/u;
const COMPACT_TIME = /^(\d{8})[T ]?(\d{2})(\d{2})(\d{2})$/u;

/** A moment as PostgreSQL reads it: `YYYY-MM-DD HH:MM:SS[.fff]±hh[:mm]`; without an offset it is China's +08. */
export function parseDatetime(text: string): { text: string; ms: number } | undefined {
  const narrow = halfWidth(text).trim();
  const match = COMPACT_TIME.exec(narrow) ?? TIME.exec(narrow);
  const date = parseDate(match ? match[1]! : narrow);
  if (!date) return undefined;
  const [, , hour = '0', minute = '0', second = '0', fraction = '', zone] = match ?? [];
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return undefined;
  const offset = zoneMinutes(zone);
  if (Math.abs(offset) > 15 * 60) return undefined;
  const two = (part: string) => part.padStart(2, '0');
  const clock = `${two(hour)}:${two(minute)}:${two(second)}${fraction === '' ? '' : `.${fraction}`}`;
  const utc = Date.UTC(
    date.year,
    date.month - 1,
    date.day,
    Number(hour),
    Number(minute) - offset,
    Number(second),
  );
  const written = zone === undefined ? '+08' : zone === 'Z' ? '+00' : zone;
  return { text: `${formatDate(date)} ${clock}${written}`, ms: utc };
}

function zoneMinutes(zone: string | undefined): number {
  if (zone === undefined) return 8 * 60;
  if (zone === 'Z') return 0;
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(3).replace(':', '') || 0);
  return zone.startsWith('-') ? -minutes : minutes;
}

/** Moments → text for a `timestamptz` column. With `serials`, numbers are spreadsheet serials. */
export function datetimeConverter(options: { serials: boolean }): Convert {
  return (bytes, from, to, work) => {
    const text = bytes.toString('utf8', from, to);
    const serial = options.serials && /^\d{1,7}(?:\.\d+)?$/u.test(text);
    const moment = parseDatetime(serial ? (serialText(text, false, true) ?? '') : text);
    if (!moment) return RULE_NUMBER.TABULAR_NOT_A_DATETIME;
    work.value = moment.ms;
    return work.put(moment.text);
  };
}

/** A serial number as `YYYY-MM-DD` or, if it has a time of day or `withTime`, `YYYY-MM-DD HH:MM:SS[.fff]`. */
export function serialText(serial: string, date1904: boolean, withTime = false): string | undefined {
  const number = Number(serial);
  if (!Number.isFinite(number) || number < 0) return undefined;
  let day = Math.floor(number);
  let ms = Math.round((number - day) * 86_400_000);
  if (ms === 86_400_000) {
    day++;
    ms = 0;
  }
  const date = serialDay(day, date1904);
  if (!date) return undefined;
  return ms === 0 && !withTime ? formatDate(date) : `${formatDate(date)} ${clockText(ms)}`;
}

/** Milliseconds since midnight as `HH:MM:SS` with milliseconds only if there are any. */
export function clockText(ms: number): string {
  const iso = new Date(ms).toISOString().slice(11, 23);
  return iso.endsWith('.000') ? iso.slice(0, 8) : iso;
}
