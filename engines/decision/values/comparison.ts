import { FeelDateTime } from './date-time.ts';
import { FeelDate } from './date.ts';
import { Decimal } from './decimal.ts';
import { DaysDuration, MonthsDuration } from './duration.ts';
import { compareNumbers } from './number.ts';
import { FeelTime } from './time.ts';
import { SHORT_TEXT, walkSteps } from './text-steps.ts';
import type { Run, Value } from './value.ts';

/**
 * Negative, zero or positive as `a` comes before `b`, is equal to it or comes after it (DMN 1.5, clause 10.3.2.3 and
 * table 54). Undefined for values of different kinds, and of kinds without order. What is walked through of texts is paid.
 */
export function compare(a: Value, b: Value, run?: Run): number | undefined {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  if (typeof a === 'string') return typeof b === 'string' ? compareText(a, b, run) : undefined;
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
export function compareText(a: string, b: string, run?: Run): number {
  const length = Math.min(a.length, b.length);
  let at = 0;
  while (at < length && a.charCodeAt(at) === b.charCodeAt(at)) at += 1;
  if (at > SHORT_TEXT) run?.spend(walkSteps(at));
  return at < length ? rankOfUnit(a.charCodeAt(at)) - rankOfUnit(b.charCodeAt(at)) : a.length - b.length;
}

const rankOfUnit = (unit: number): number =>
  unit < 0xd800 ? unit : unit >= 0xe000 ? unit - 0x2000 : unit + 0x2000;

type Moment = FeelTime | FeelDateTime;

/** To the nanosecond. One that says no zone has the offset of the other (DMN 1.5, table 54), so their clocks decide. */
const compareMoments = (a: Moment, b: Moment): number =>
  secondsApart(a, b) || nanosecondOf(a) - nanosecondOf(b);

/** Whole seconds from the second to the first. */
function secondsApart(a: Moment, b: Moment): number {
  const [left, right] = [a.offset, b.offset];
  const apart = secondsOf(a) - secondsOf(b);
  return left === undefined || right === undefined ? apart : apart - left + right;
}

/** Whole seconds, as the specification counts them for `=`; null where only one says its zone (table 53). */
export function equalMoments(a: Moment, b: Moment): boolean | null {
  if ((a.offset === undefined) !== (b.offset === undefined)) return null;
  return secondsApart(a, b) === 0;
}

/** By its own clock: of the day, or since 1970. */
const secondsOf = (value: Moment): number =>
  value instanceof FeelTime ? value.secondOfDay : value.date.days * 86_400 + value.time.secondOfDay;

/** Of its second. */
export const nanosecondOf = (value: Moment): number =>
  value instanceof FeelTime ? value.nanosecond : value.time.nanosecond;
