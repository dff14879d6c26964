import { withoutTrailingZeros } from '../values/decimal.ts';
import { DaysDuration, MonthsDuration } from '../values/duration.ts';
import { divideNumbers, partsOf, type Rounding } from '../values/number.ts';
import type { FeelNumber, Value } from '../values/value.ts';
import { numberSql } from './constants.ts';
import { balanced, type Dialect } from './dialect.ts';
import { FEEL_DIGITS, productOf, sumOf, within, type Digits } from './digits.ts';
import { madeOf, NULL_SQL, Refusal, scalar, type Quotient, type Scalar, type SqlValue } from './value.ts';

/** What writes SQL: its dialect, and how a value that is read more than once gets a column. */
export interface Writing {
  dialect: Dialect;
  bind: (value: Scalar) => Scalar;
  /** As single values; each that is none is told. @throws Refusal when one was refused */
  scalars: (values: readonly SqlValue[]) => Scalar[];
}

const number = (text: string, digits: Digits, parts: readonly Scalar[]): Scalar =>
  scalar('number', text, { digits, ...madeOf(parts) });

/** Of one or more numbers. @throws Refusal DIGITS_EXCEEDED where FEEL might round */
export function added(dialect: Dialect, parts: readonly Scalar[]): Scalar {
  const [only] = parts;
  if (only && parts.length === 1) return only;
  const digits = within(sumOf(parts.map((part) => part.digits)), FEEL_DIGITS);
  // Each is brought to the type of the sum, so that no part of it needs more room.
  const text = balanced(
    parts.map((part) => dialect.asDecimal(part.text, digits)),
    (a, b) => dialect.asDecimal(`(${a} + ${b})`, digits),
  );
  return number(text, digits, parts);
}

/** @throws Refusal DIGITS_EXCEEDED */
export function multiplied(dialect: Dialect, a: Scalar, b: Scalar): Scalar {
  const digits = within(productOf(a.digits, b.digits), FEEL_DIGITS);
  return number(dialect.asDecimal(dialect.product(a, b, digits), digits), digits, [a, b]);
}

export const negated = (value: Scalar): Scalar => ({ ...value, text: `(-${value.text})` });

/** FEEL's `+ − * / **` and the sign. @throws Refusal for operands without an exact counterpart */
export function arithmeticSql(writing: Writing, operator: string, args: readonly SqlValue[]): SqlValue {
  const [left = NULL_SQL, right = NULL_SQL] = args;
  const { dialect } = writing;
  if (operator === 'negate' && left.form === 'quotient')
    return { ...left, numerator: negated(left.numerator) };
  if (operator === '*' && left.form === 'quotient' && right.form === 'scalar')
    return scaledQuotient(dialect, left, right);
  if (operator === '*' && right.form === 'quotient' && left.form === 'scalar')
    return scaledQuotient(dialect, right, left);
  const [a = NULL_SQL, b = NULL_SQL] = writing.scalars([left, right]);
  if (a.kind === 'null' || (b.kind === 'null' && operator !== 'negate')) return NULL_SQL;
  const refused = new Refusal('OPERANDS_UNSUPPORTED', { operator, left: a.kind, right: b.kind });
  if (operator === 'negate') {
    if (a.kind === 'number' || a.kind === 'days' || a.kind === 'months') return negated(a);
    throw refused;
  }
  if (a.kind === 'number' && b.kind === 'number') return ofNumbers(dialect, operator, a, b);
  if (operator === '+' && a.kind === 'string' && b.kind === 'string')
    return scalar('string', `(${a.text} || ${b.text})`, madeOf([a, b]));
  if (operator === '-' && a.kind === 'date' && b.kind === 'date') return sinceDate(dialect, a, b);
  const moved = operator === '+' || operator === '-' ? movedDate(dialect, operator, a, b) : undefined;
  if (!moved) throw refused;
  return moved;
}

function ofNumbers(dialect: Dialect, operator: string, a: Scalar, b: Scalar): SqlValue {
  switch (operator) {
    case '+':
      return added(dialect, [a, b]);
    case '-':
      return added(dialect, [a, negated(b)]);
    case '*':
      return multiplied(dialect, a, b);
    case '/':
      return divided(dialect, a, b);
    default:
      throw new Refusal('EXPRESSION_UNSUPPORTED', { expression: operator });
  }
}

const asNumber = (value: Value | undefined): FeelNumber | undefined =>
  typeof value === 'number' || (typeof value === 'object' && value !== null && 'coefficient' in value)
    ? value
    : undefined;

/** By a constant whose reciprocal is a decimal it is a product; else it stays a quotient. */
function divided(dialect: Dialect, a: Scalar, b: Scalar): SqlValue {
  const divisor = asNumber(b.constant);
  if (divisor === 0) return NULL_SQL;
  const reciprocal = divisor === undefined ? undefined : divideNumbers(1, divisor);
  if (divisor !== undefined && reciprocal !== undefined && isOne(divisor, reciprocal))
    return multiplied(dialect, a, numberSql(reciprocal, dialect));
  return { form: 'quotient', numerator: a, denominator: b };
}

function isOne(a: FeelNumber, b: FeelNumber): boolean {
  const [left, right] = [partsOf(a), partsOf(b)];
  const { coefficient, exponent } = withoutTrailingZeros({
    coefficient: left.coefficient * right.coefficient,
    exponent: left.exponent + right.exponent,
  });
  return coefficient === 1n && exponent === 0;
}

/** By a power of ten, which changes no digit of what FEEL has rounded. */
function scaledQuotient(dialect: Dialect, quotient: Quotient, by: Scalar): SqlValue {
  const constant = asNumber(by.constant);
  if (constant === undefined || withoutTrailingZeros(partsOf(constant)).coefficient !== 1n)
    throw new Refusal('DIVISION_INEXACT', {}, quotient.text);
  return { ...quotient, numerator: multiplied(dialect, quotient.numerator, by) };
}

const DAY_DIGITS: Digits = { whole: 7, fraction: 0 };
const SECONDS_OF_DAY = 86_400;

/** Whole days between two dates. */
export const daysBetween = (dialect: Dialect, until: Scalar, since: Scalar): Scalar =>
  number(
    `cast(${dialect.daysBetween(until.text, since.text)} as ${dialect.decimal(DAY_DIGITS)})`,
    DAY_DIGITS,
    [until, since],
  );

function sinceDate(dialect: Dialect, until: Scalar, since: Scalar): Scalar {
  const seconds = multiplied(dialect, daysBetween(dialect, until, since), numberSql(SECONDS_OF_DAY, dialect));
  return { ...seconds, kind: 'days' };
}

const DAY_NANOSECONDS = 86_400_000_000_000n;
/** Some ten thousand years: dates of columns can be moved so far in all databases. */
const MOST_DAYS = 3_650_000n;
const MOST_MONTHS = 120_000;

/** A date and a constant duration, of months or of whole days. */
function movedDate(dialect: Dialect, operator: string, left: Scalar, right: Scalar): Scalar | undefined {
  const isMirrored = operator === '+' && right.kind === 'date';
  const [date, duration] = isMirrored ? [right, left] : [left, right];
  const { constant } = duration;
  const sign = operator === '-' ? -1 : 1;
  if (date.kind !== 'date') return undefined;
  const moved = (text: string) => scalar('date', text, madeOf([date]));
  if (constant instanceof MonthsDuration && Math.abs(constant.months) <= MOST_MONTHS)
    return moved(dialect.plusMonths(date.text, sign * constant.months));
  if (!(constant instanceof DaysDuration) || constant.nanoseconds % DAY_NANOSECONDS !== 0n) return undefined;
  const days = constant.nanoseconds / DAY_NANOSECONDS;
  return days > MOST_DAYS || -days > MOST_DAYS
    ? undefined
    : moved(dialect.plusDays(date.text, sign * Number(days)));
}

function floored(dialect: Dialect, value: Scalar): Scalar {
  const digits = { whole: value.digits.whole + 1, fraction: 0 };
  return number(dialect.asDecimal(`floor(${value.text})`, digits), digits, [value]);
}

/** The power of ten that moves the point so far to the right. */
const tens = (dialect: Dialect, places: number): Scalar => {
  const one = numberSql(1, dialect);
  return places === 0 ? one : numberSql(Number(`1e${places}`), dialect);
};

/** FEEL's rounding to so many digits behind the point, by `floor` alone. @throws Refusal DIGITS_EXCEEDED */
export function rounded(writing: Writing, given: Scalar, scale: number, rounding: Rounding): Scalar {
  const { dialect, bind } = writing;
  if (scale >= given.digits.fraction) return given;
  const value = bind(scale === 0 ? given : multiplied(dialect, given, tens(dialect, scale)));
  const whole = wholeOf(writing, value, rounding);
  return scale === 0 ? whole : multiplied(dialect, whole, tens(dialect, -scale));
}

function wholeOf({ dialect, bind }: Writing, value: Scalar, rounding: Rounding): Scalar {
  const half = numberSql(0.5, dialect);
  const floor = (of: Scalar) => floored(dialect, of);
  const ceiling = (of: Scalar) => negated(floor(negated(of)));
  const bySign = (positive: Scalar, negative: Scalar) => ({
    ...positive,
    text: `(case when ${value.text} < 0 then ${negative.text} else ${positive.text} end)`,
  });
  switch (rounding) {
    case 'floor':
      return floor(value);
    case 'ceiling':
      return ceiling(value);
    case 'down':
      return bySign(floor(value), ceiling(value));
    case 'up':
      return bySign(ceiling(value), floor(value));
    case 'halfUp':
      return bySign(floor(added(dialect, [value, half])), ceiling(added(dialect, [value, negated(half)])));
    case 'halfDown':
      return bySign(ceiling(added(dialect, [value, negated(half)])), floor(added(dialect, [value, half])));
    case 'halfEven': {
      const low = bind(floor(value));
      const rest = added(dialect, [value, negated(low)]).text;
      const [zero, one, two] = [0, 1, 2].map((size) => numberSql(size, dialect).text);
      const isUp = `${rest} > 0.5 or (${rest} = 0.5 and ${low.text} % ${two} <> 0)`;
      const step = number(`(case when ${isUp} then ${one} else ${zero} end)`, { whole: 1, fraction: 0 }, [
        value,
        low,
      ]);
      return added(dialect, [low, { ...step, nullable: false }]);
    }
  }
}
