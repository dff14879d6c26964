import { FeelDateTime } from './date-time.ts';
import { FeelDate } from './date.ts';
import { Decimal } from './decimal.ts';
import { DaysDuration, MonthsDuration } from './duration.ts';
import { compareNumbers } from './number.ts';
import { FeelTime } from './time.ts';
import type { Value } from './value.ts';

/**
 * Negative, zero or positive as `a` comes before `b`, is equal to it or comes after it (DMN 1.5, clause 10.3.2.3 and
 * table 54). Undefined for values of different kinds, of kinds without order, and where only one says its zone.
 */
export function compare(a: Value, b: Value): number | undefined {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  if (typeof a === 'string') return typeof b === 'string' ? compareText(a, b) : undefined;
  if (a instanceof Decimal || typeof a === 'number')
    return b instanceof Decimal || typeof b === 'number' ? compareNumbers(a, b) : undefined;
  if (a instanceof FeelDate) return b instanceof FeelDate ? a.days - b.days : undefined;
  if (a instanceof FeelDateTime) return b instanceof FeelDateTime ? compareMoments(a, b) : undefined;
  if (a instanceof FeelTime) return b instanceof FeelTime ? compareMoments(a, b) : undefined;
  if (a instanceof MonthsDuration) return b instanceof MonthsDuration ? a.months - b.months : undefined;
  if (a instanceof DaysDuration && b instanceof DaysDuration)
    return a.nanoseconds < b.nanoseconds ? -1 : a.nanoseconds > b.nanoseconds ? 1 : 0;
  return undefined;
}

/** By code points: a pair of surrogates comes after U+FFFF, though its units come before U+E000. */
export function compareText(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let at = 0; at < length; at += 1) {
    const [left, right] = [a.charCodeAt(at), b.charCodeAt(at)];
    if (left !== right) return rankOfUnit(left) - rankOfUnit(right);
  }
  return a.length - b.length;
}

const rankOfUnit = (unit: number): number =>
  unit < 0xd800 ? unit : unit >= 0xe000 ? unit - 0x2000 : unit + 0x2000;

/** Whole seconds, as the specification counts them: fractions of a second are neither before nor after each other. */
function compareMoments(a: FeelTime | FeelDateTime, b: FeelTime | FeelDateTime): number | undefined {
  const [left, right] = [a.offset, b.offset];
  if ((left === undefined) !== (right === undefined)) return undefined;
  return secondsOf(a) - (left ?? 0) - (secondsOf(b) - (right ?? 0));
}

/** By its own clock: of the day, or since 1970. */
export const secondsOf = (value: FeelTime | FeelDateTime): number =>
  value instanceof FeelTime ? value.secondOfDay : value.date.days * 86_400 + value.time.secondOfDay;
