import { FeelDateTime } from './date-time.ts';
import { FeelDate } from './date.ts';
import { DaysDuration, MonthsDuration } from './duration.ts';
import { FeelTime } from './time.ts';
import type { Value } from './value.ts';

/** Reads what stands behind `@`: a date, time, date and time, or duration; undefined for anything else. */
export function parseTemporal(text: string): Value | undefined {
  if (/^-?P/.test(text)) return DaysDuration.parse(text) ?? MonthsDuration.parse(text);
  if (/^-?\d+-/.test(text)) return text.includes('T') ? FeelDateTime.parse(text) : FeelDate.parse(text);
  return FeelTime.parse(text);
}
