import { FeelDateTime } from './date-time.ts';
import { FeelDate } from './date.ts';
import { Decimal } from './decimal.ts';
import { DaysDuration, MonthsDuration } from './duration.ts';
import {
  addNumbers,
  digitsApart,
  divideNumbers,
  fromJs,
  multiplyNumbers,
  negateNumber,
  partsOf,
  roundNumber,
  subtractNumbers,
} from './number.ts';
import { powerOfNumbers } from './power.ts';
import { FeelTime, isNamed } from './time.ts';
import type { FeelNumber, Run, Value } from './value.ts';
import { ZONE_STEPS } from './zone.ts';

const SECOND = 1_000_000_000n;
const DAY = 86_400n * SECOND;

export const isNumber = (value: Value): value is FeelNumber =>
  typeof value === 'number' || value instanceof Decimal;

function refuse(run: Run, operation: string): null {
  run.warn('OPERANDS_UNFIT', { operation });
  return null;
}

/** The result, or null beyond the range of its kind. */
function orNull(run: Run, operation: string, result: Value | undefined): Value {
  if (result !== undefined) return result;
  run.warn('RESULT_OUT_OF_RANGE', { operation });
  return null;
}

/** What arithmetic of many digits costs, as steps: so much more than that of JavaScript numbers. */
export const DECIMAL_STEPS = 20;

/** The same of numbers; what takes long is paid for. */
function ofNumbers(
  run: Run,
  operation: string,
  sides: readonly [FeelNumber, FeelNumber],
  result: FeelNumber | undefined,
): Value {
  const [a, b] = sides;
  if (a instanceof Decimal || b instanceof Decimal || result instanceof Decimal)
    run.spend(DECIMAL_STEPS + (digitsApart(a, b) >> 6));
  return orNull(run, operation, result);
}

/** Of a power with a whole exponent, for each of its bits; with any other. */
const SQUARING_STEPS = 20;
const POWER_STEPS = 1000;

/** FEEL's `+` (DMN 1.5, table 56). Null with a warning for operands that can not be added. */
export function add(run: Run, a: Value, b: Value): Value {
  if (typeof a === 'string' && typeof b === 'string') {
    run.reserve(a.length + b.length);
    return a + b;
  }
  if (isNumber(a)) return isNumber(b) ? ofNumbers(run, '+', [a, b], addNumbers(a, b)) : refuse(run, '+');
  if (a instanceof DaysDuration && b instanceof DaysDuration)
    return new DaysDuration(a.nanoseconds + b.nanoseconds);
  if (a instanceof MonthsDuration && b instanceof MonthsDuration)
    return orNull(run, '+', MonthsDuration.of(a.months + b.months));
  if (isTemporal(a) && isDuration(b)) return orNull(run, '+', later(run, a, b, 1));
  if (isDuration(a) && isTemporal(b)) return orNull(run, '+', later(run, b, a, 1));
  return refuse(run, '+');
}

/** FEEL's `-` between two values. Null with a warning for operands that can not be subtracted. */
export function subtract(run: Run, a: Value, b: Value): Value {
  if (isNumber(a)) return isNumber(b) ? ofNumbers(run, '-', [a, b], subtractNumbers(a, b)) : refuse(run, '-');
  if (a instanceof DaysDuration && b instanceof DaysDuration)
    return new DaysDuration(a.nanoseconds - b.nanoseconds);
  if (a instanceof MonthsDuration && b instanceof MonthsDuration)
    return orNull(run, '-', MonthsDuration.of(a.months - b.months));
  if (isTemporal(a) && isDuration(b)) return orNull(run, '-', later(run, a, b, -1));
  if (isTemporal(a) && isTemporal(b)) return difference(a, b) ?? refuse(run, '-');
  return refuse(run, '-');
}

/** FEEL's `*`. Null with a warning for operands that can not be multiplied. */
export function multiply(run: Run, a: Value, b: Value): Value {
  if (isNumber(a) && isNumber(b)) return ofNumbers(run, '*', [a, b], multiplyNumbers(a, b));
  if (isNumber(a) && isDuration(b))
    return orNull(
      run,
      '*',
      scaled(b, (size) => multiplyNumbers(size, a)),
    );
  if (isDuration(a) && isNumber(b))
    return orNull(
      run,
      '*',
      scaled(a, (size) => multiplyNumbers(size, b)),
    );
  return refuse(run, '*');
}

/** FEEL's `/`. Null with a warning for a division by zero and for operands that can not be divided. */
export function divide(run: Run, a: Value, b: Value): Value {
  if (b === 0 && (isNumber(a) || isDuration(a))) {
    run.warn('DIVISION_BY_ZERO');
    return null;
  }
  if (isNumber(a) && isNumber(b)) return ofNumbers(run, '/', [a, b], divideNumbers(a, b));
  if (isDuration(a) && isNumber(b))
    return orNull(
      run,
      '/',
      scaled(a, (size) => divideNumbers(size, b)),
    );
  if (a instanceof MonthsDuration && b instanceof MonthsDuration) return ratio(run, a.months, b.months);
  if (a instanceof DaysDuration && b instanceof DaysDuration)
    return ratio(run, fromJs(a.nanoseconds), fromJs(b.nanoseconds));
  return refuse(run, '/');
}

function ratio(run: Run, a: FeelNumber | undefined, b: FeelNumber | undefined): Value {
  if (a === undefined || b === undefined) return refuse(run, '/');
  return divide(run, a, b);
}

/** FEEL's `**`. Whole exponents are exact to the last digit. */
export function power(run: Run, a: Value, b: Value): Value {
  if (!isNumber(a) || !isNumber(b)) return refuse(run, '**');
  const isWhole = typeof b === 'number' && Number.isSafeInteger(b);
  run.spend(isWhole ? SQUARING_STEPS * (1 + Math.ceil(Math.log2(Math.abs(b) + 1))) : POWER_STEPS);
  return orNull(run, '**', powerOfNumbers(a, b));
}

/** FEEL's `-` before a value. */
export function negate(run: Run, value: Value): Value {
  if (isNumber(value)) return negateNumber(value);
  if (value instanceof DaysDuration) return new DaysDuration(-value.nanoseconds);
  if (value instanceof MonthsDuration) return orNull(run, '-', MonthsDuration.of(-value.months));
  return refuse(run, '-');
}

type Temporal = FeelDate | FeelTime | FeelDateTime;
type Duration = DaysDuration | MonthsDuration;

const isTemporal = (value: Value): value is Temporal =>
  value instanceof FeelDate || value instanceof FeelDateTime || value instanceof FeelTime;
const isDuration = (value: Value): value is Duration =>
  value instanceof DaysDuration || value instanceof MonthsDuration;

/** Months by the calendar and the same clock, whatever the zone; all else by the instant. */
function later(run: Run, from: Temporal, by: Duration, sign: 1 | -1): Value | undefined {
  if (from instanceof FeelDateTime && isNamed(from.time.zone)) run.spend(ZONE_STEPS);
  if (by instanceof MonthsDuration) {
    if (from instanceof FeelTime) return undefined;
    const date = (from instanceof FeelDate ? from : from.date).plusMonths(sign * by.months);
    return date && (from instanceof FeelDate ? date : new FeelDateTime(date, from.time));
  }
  const nanoseconds = BigInt(sign) * by.nanoseconds;
  if (from instanceof FeelDateTime || from instanceof FeelTime) return from.plusNanoseconds(nanoseconds);
  // A date counts as its midnight; what is left of a day is dropped.
  const days = nanoseconds / DAY - (nanoseconds % DAY < 0n ? 1n : 0n);
  return FeelDate.ofDays(from.days + Number(days));
}

/** Undefined where only one of both says its zone. A date alone is its midnight in UTC. */
function difference(a: Temporal, b: Temporal): DaysDuration | undefined {
  if (a instanceof FeelDate && b instanceof FeelDate) return new DaysDuration(BigInt(a.days - b.days) * DAY);
  if (a instanceof FeelTime !== b instanceof FeelTime) return undefined;
  const [left, right] = [momentOf(a), momentOf(b)];
  const [until, since] = [left.offset, right.offset];
  if ((since === undefined) !== (until === undefined)) return undefined;
  const offsets = BigInt((since ?? 0) - (until ?? 0)) * SECOND;
  return new DaysDuration(left.localNanoseconds - right.localNanoseconds + offsets);
}

const momentOf = (value: Temporal): FeelTime | FeelDateTime =>
  value instanceof FeelDate ? FeelDateTime.startOf(value) : value;

/** Whole months, and whole nanoseconds: what is less than one is dropped. */
function scaled(
  duration: Duration,
  scale: (size: FeelNumber) => FeelNumber | undefined,
): Duration | undefined {
  const size = duration instanceof MonthsDuration ? duration.months : fromJs(duration.nanoseconds);
  const result = size === undefined ? undefined : scale(size);
  const whole = result === undefined ? undefined : roundNumber(result, 0, 'down');
  if (whole === undefined) return undefined;
  if (duration instanceof MonthsDuration)
    return typeof whole === 'number' ? MonthsDuration.of(whole) : undefined;
  const { coefficient, exponent } = partsOf(whole);
  if (exponent > 40) return undefined;
  return new DaysDuration(coefficient * 10n ** BigInt(exponent));
}
