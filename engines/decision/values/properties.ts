import { FeelDateTime } from './date-time.ts';
import { FeelDate } from './date.ts';
import { DaysDuration, MonthsDuration } from './duration.ts';
import { fromJs } from './number.ts';
import { FeelRange } from './range.ts';
import { FeelTime } from './time.ts';
import type { Value } from './value.ts';

const SECOND = 1_000_000_000n;

/** Names of all properties, for the reader of names. */
export const PROPERTY_NAMES = [
  'year',
  'month',
  'day',
  'weekday',
  'hour',
  'minute',
  'second',
  'time offset',
  'timezone',
  'years',
  'months',
  'days',
  'hours',
  'minutes',
  'seconds',
  'value',
  'start',
  'end',
  'start included',
  'end included',
] as const;

/** A property of a date, time, duration or range (DMN 1.5, table 65); undefined where there is none of that name. */
export function propertyOf(value: Value, name: string): Value | undefined {
  if (value instanceof FeelDate) return dateProperty(value, name);
  if (value instanceof FeelDateTime)
    return dateProperty(value.date, name) ?? timeProperty(value, value.time, name);
  if (value instanceof FeelTime) return timeProperty(value, value, name);
  if (value instanceof DaysDuration) return daysProperty(value, name);
  if (value instanceof MonthsDuration) return monthsProperty(value, name);
  return value instanceof FeelRange ? rangeProperty(value, name) : undefined;
}

function dateProperty(date: FeelDate, name: string): Value | undefined {
  switch (name) {
    case 'year':
      return date.year;
    case 'month':
      return date.month;
    case 'day':
      return date.day;
    case 'weekday':
      return ((((date.days + 3) % 7) + 7) % 7) + 1;
    default:
      return undefined;
  }
}

function timeProperty(of: FeelTime | FeelDateTime, time: FeelTime, name: string): Value | undefined {
  switch (name) {
    case 'hour':
      return time.hour;
    case 'minute':
      return time.minute;
    case 'second':
      return time.second;
    case 'time offset':
      return of.offset === undefined ? null : new DaysDuration(BigInt(of.offset) * SECOND);
    case 'timezone':
      return time.zone && 'name' in time.zone ? time.zone.name : null;
    default:
      return undefined;
  }
}

function daysProperty(duration: DaysDuration, name: string): Value | undefined {
  const { fields } = duration;
  switch (name) {
    case 'days':
      return fromJs(fields.days);
    case 'hours':
      return fromJs(fields.hours);
    case 'minutes':
      return fromJs(fields.minutes);
    case 'seconds':
      return fromJs(fields.seconds);
    case 'value':
      return fromJs(duration.nanoseconds / SECOND);
    default:
      return undefined;
  }
}

function monthsProperty({ months }: MonthsDuration, name: string): Value | undefined {
  switch (name) {
    case 'years':
      return fromJs(Math.trunc(months / 12));
    case 'months':
      return fromJs(months % 12);
    case 'value':
      return months;
    default:
      return undefined;
  }
}

function rangeProperty(range: FeelRange, name: string): Value | undefined {
  switch (name) {
    case 'start':
      return range.low;
    case 'end':
      return range.high;
    case 'start included':
      return range.lowIncluded;
    case 'end included':
      return range.highIncluded;
    default:
      return undefined;
  }
}
