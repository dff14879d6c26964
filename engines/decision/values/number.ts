import { absolute, Decimal, digitCount, DIGITS, powerOfTen, roundToDigits, type Parts } from './decimal.ts';
import type { FeelNumber } from './value.ts';

/**
 * FEEL numbers (DMN 1.5, clause 10.3.2.3.1): decimal128 results, half to even. See value.ts for the two forms.
 *
 * Paths that stay with JavaScript numbers, and why they are exact:
 * - Comparison: S keeps order, since the rounding intervals of doubles do not overlap.
 * - Whole numbers: sums, differences and products of safe integers are exact while the result is a safe integer.
 * - Scaled whole numbers: a decimal n/10^k with |n| < 10^15 has at most 15 digits, which doubles keep apart, so the
 *   double nearest to it, `n / 10^k` (division is correctly rounded), stands for exactly that decimal.
 * Everything else is done in whole numbers of any length.
 */

const SCALE = 1e6;
const SCALE_DIGITS = 6;
const HALF_SCALE = 1e3;
const EXACT = 1e15;

/** `value * scale` if that is a whole number below 10^15 of which `value` is the nearest double; else NaN. */
function scaled(value: number, scale: number): number {
  const whole = Math.round(value * scale);
  return Math.abs(whole) < EXACT && whole / scale === value ? whole : Number.NaN;
}

const SHORTEST = /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]\d+))?$/;

/** Exactly what a number stands for. */
export function partsOf(value: FeelNumber): Parts {
  if (value instanceof Decimal) return value;
  if (Number.isSafeInteger(value)) return { coefficient: BigInt(value), exponent: 0 };
  const whole = scaled(value, SCALE);
  if (!Number.isNaN(whole)) return { coefficient: BigInt(whole), exponent: -SCALE_DIGITS };
  const [, sign = '', integer = '', fraction = '', exponent = '0'] = SHORTEST.exec(String(value)) ?? [];
  return {
    coefficient: BigInt(`${sign}${integer}${fraction}`),
    exponent: Number(exponent) - fraction.length,
  };
}

/** Doubles keep all decimals of so many digits apart. */
const DIGITS_OF_DOUBLES = 17;

/** The one form of a decimal; undefined beyond the range of decimal128. */
export function fromParts(parts: Parts): FeelNumber | undefined {
  const rounded = roundToDigits(parts);
  if (!rounded) return undefined;
  const { coefficient, exponent } = rounded;
  if (coefficient === 0n) return 0;
  if (digitCount(coefficient) <= DIGITS_OF_DOUBLES) {
    const double = Number(`${coefficient}e${exponent}`);
    if (double !== 0 && Number.isFinite(double) && standsFor(double, rounded)) return double;
  }
  return new Decimal(coefficient, exponent);
}

function standsFor(double: number, { coefficient, exponent }: Parts): boolean {
  const own = partsOf(double);
  if (own.exponent === exponent) return own.coefficient === coefficient;
  const shift = exponent - own.exponent;
  if (Math.abs(shift) > 400) return false;
  return shift > 0
    ? own.coefficient === coefficient * powerOfTen(shift)
    : own.coefficient * powerOfTen(-shift) === coefficient;
}

/** A JavaScript number or bigint as a FEEL number: its shortest decimal. Undefined for NaN and infinities. */
export function fromJs(value: number | bigint): FeelNumber | undefined {
  if (typeof value === 'bigint') return fromParts({ coefficient: value, exponent: 0 });
  if (!Number.isFinite(value)) return undefined;
  return value === 0 ? 0 : value; // no −0
}

const NUMBER_TEXT = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,6}))?$/;
const LONGEST_TEXT = 10_000;

/** Reads `1.50`, `.5`, `-3`, `12e3`. Undefined for anything else, and beyond the range of decimal128. */
export function parseNumber(text: string): FeelNumber | undefined {
  if (text.length > LONGEST_TEXT) return undefined;
  const [found, sign = '', whole = '', fraction = '', exponent = '0'] = NUMBER_TEXT.exec(text) ?? [];
  if (found === undefined || whole + fraction === '') return undefined;
  const coefficient = BigInt(whole + fraction);
  return fromParts({
    coefficient: sign === '-' ? -coefficient : coefficient,
    exponent: Number(exponent) - fraction.length,
  });
}

/** Without exponent, as FEEL's `string()` gives it: `0.1`, `-12`, `1000000000000000000000`. */
export function numberToText(value: FeelNumber): string {
  const { coefficient, exponent } = partsOf(value);
  const sign = coefficient < 0n ? '-' : '';
  const digits = absolute(coefficient).toString();
  if (exponent >= 0) return sign + digits + '0'.repeat(exponent);
  const padded = digits.padStart(1 - exponent, '0');
  const fraction = padded.slice(exponent).replace(/0+$/, '');
  return sign + padded.slice(0, exponent) + (fraction === '' ? '' : `.${fraction}`);
}

/** Where doubles are far enough from their ends, and so far apart that no rounding changes which is the greater. */
const TINY = 1e-250;
const HUGE = 1e250;
const DOUBTFUL = 1e-12;

const approximation = (value: FeelNumber): number =>
  typeof value === 'number' ? value : Number(value.coefficient) * 10 ** value.exponent;

/** Negative, zero or positive as `a` is less than, equal to or greater than `b`. */
export function compareNumbers(a: FeelNumber, b: FeelNumber): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  const [about, near] = [approximation(a), approximation(b)];
  const largest = Math.max(Math.abs(about), Math.abs(near));
  if (largest > TINY && largest < HUGE && Math.abs(about - near) > largest * DOUBTFUL) return about - near;
  const [left, right] = aligned(partsOf(a), partsOf(b));
  return left < right ? -1 : left > right ? 1 : 0;
}

/** Coefficients to one exponent, as far as comparison needs it. */
function aligned(a: Parts, b: Parts): [bigint, bigint] {
  const shift = a.exponent - b.exponent;
  const far = DIGITS * 2 + 2;
  if (Math.abs(shift) > far) {
    const [signA, signB] = [signOf(a.coefficient), signOf(b.coefficient)];
    if (signA !== signB) return [signA, signB];
    const size = digitCount(a.coefficient) + a.exponent - digitCount(b.coefficient) - b.exponent;
    return [size > 0 ? signA : 0n, size > 0 ? 0n : signA];
  }
  return shift >= 0
    ? [a.coefficient * powerOfTen(shift), b.coefficient]
    : [a.coefficient, b.coefficient * powerOfTen(-shift)];
}

const signOf = (value: bigint): bigint => (value > 0n ? 1n : value < 0n ? -1n : 0n);

/** How many digits whole numbers need for both at once, beyond their own. */
export const digitsApart = (a: FeelNumber, b: FeelNumber): number =>
  a instanceof Decimal || b instanceof Decimal ? Math.abs(partsOf(a).exponent - partsOf(b).exponent) : 0;

/** Each decimal has one form. */
export function equalNumbers(a: FeelNumber, b: FeelNumber): boolean {
  if (typeof a === 'number' || typeof b === 'number') return a === b;
  return a.exponent === b.exponent && a.coefficient === b.coefficient;
}

function addJs(a: number, b: number): number | undefined {
  const sum = a + b;
  if (Number.isSafeInteger(a) && Number.isSafeInteger(b) && Number.isSafeInteger(sum)) return sum;
  const whole = scaled(a, SCALE) + scaled(b, SCALE);
  return Math.abs(whole) < EXACT ? whole / SCALE : undefined;
}

export function addNumbers(a: FeelNumber, b: FeelNumber): FeelNumber | undefined {
  const fast = typeof a === 'number' && typeof b === 'number' ? addJs(a, b) : undefined;
  if (fast !== undefined) return fast === 0 ? 0 : fast;
  const [left, right] = [partsOf(a), partsOf(b)];
  const [high, low] = left.exponent >= right.exponent ? [left, right] : [right, left];
  // Beyond this distance the smaller one only decides which way a tie is rounded: one digit says as much.
  const reach = DIGITS * 2 + 4;
  const shift = high.exponent - low.exponent;
  if (shift > reach && high.coefficient !== 0n) {
    const far = { coefficient: signOf(low.coefficient), exponent: high.exponent - reach };
    return fromParts({
      coefficient: high.coefficient * powerOfTen(reach) + far.coefficient,
      exponent: far.exponent,
    });
  }
  return fromParts({
    coefficient: high.coefficient * powerOfTen(shift) + low.coefficient,
    exponent: low.exponent,
  });
}

export function negateNumber(value: FeelNumber): FeelNumber {
  if (typeof value === 'number') return value === 0 ? 0 : -value;
  return new Decimal(-value.coefficient, value.exponent);
}

export function subtractNumbers(a: FeelNumber, b: FeelNumber): FeelNumber | undefined {
  return addNumbers(a, negateNumber(b));
}

function multiplyJs(a: number, b: number): number | undefined {
  const product = a * b;
  if (Number.isSafeInteger(a) && Number.isSafeInteger(b) && Number.isSafeInteger(product)) return product;
  const whole = scaled(a, HALF_SCALE) * scaled(b, HALF_SCALE);
  return Math.abs(whole) < EXACT ? whole / SCALE : undefined;
}

export function multiplyNumbers(a: FeelNumber, b: FeelNumber): FeelNumber | undefined {
  const fast = typeof a === 'number' && typeof b === 'number' ? multiplyJs(a, b) : undefined;
  if (fast !== undefined) return fast === 0 ? 0 : fast;
  const [left, right] = [partsOf(a), partsOf(b)];
  return fromParts({
    coefficient: left.coefficient * right.coefficient,
    exponent: left.exponent + right.exponent,
  });
}

/** Undefined for a division by zero. */
export function divideNumbers(a: FeelNumber, b: FeelNumber): FeelNumber | undefined {
  if (b === 0) return undefined;
  if (Number.isSafeInteger(a) && Number.isSafeInteger(b)) {
    const quotient = (a as number) / (b as number);
    if (Number.isSafeInteger(quotient) && quotient * (b as number) === a)
      return quotient === 0 ? 0 : quotient;
  }
  return fromParts(quotientOf(partsOf(a), partsOf(b)));
}

/** With enough digits for one rounding: what is left over shows as a last digit that makes no tie. */
function quotientOf(a: Parts, b: Parts): Parts {
  const wanted = Math.max(0, DIGITS + 3 - digitCount(a.coefficient) + digitCount(b.coefficient));
  const numerator = a.coefficient * powerOfTen(wanted);
  const quotient = numerator / b.coefficient;
  const exponent = a.exponent - b.exponent - wanted;
  const isExact = numerator % b.coefficient === 0n;
  if (isExact) return { coefficient: quotient, exponent };
  const isNegative = numerator < 0n !== b.coefficient < 0n;
  return { coefficient: quotient * 10n + (isNegative ? -1n : 1n), exponent: exponent - 1 };
}

/** `a − b × floor(a / b)`: of the sign of `b`. Undefined for a division by zero. */
export function moduloNumbers(a: FeelNumber, b: FeelNumber): FeelNumber | undefined {
  if (b === 0) return undefined;
  if (Number.isSafeInteger(a) && Number.isSafeInteger(b)) {
    const rest = (a as number) % (b as number);
    return rest === 0 ? 0 : rest < 0 === (b as number) < 0 ? rest : rest + (b as number);
  }
  const [left, right] = [partsOf(a), partsOf(b)];
  const exponent = Math.min(left.exponent, right.exponent);
  const divisor = right.coefficient * powerOfTen(right.exponent - exponent);
  const rest = (left.coefficient * powerOfTen(left.exponent - exponent)) % divisor;
  const coefficient = rest === 0n || rest < 0n === divisor < 0n ? rest : rest + divisor;
  return fromParts({ coefficient, exponent });
}

export type Rounding = 'halfEven' | 'halfUp' | 'halfDown' | 'up' | 'down' | 'floor' | 'ceiling';

/** Rounded to so many digits behind the point (or before it, when negative). */
export function roundNumber(value: FeelNumber, scale: number, rounding: Rounding): FeelNumber | undefined {
  const fast = typeof value === 'number' ? roundJs(value, scale, rounding) : undefined;
  if (fast !== undefined) return fast === 0 ? 0 : fast;
  const parts = partsOf(value);
  const surplus = -scale - parts.exponent;
  if (surplus <= 0) return value;
  // Of a number far below the last digit asked for, a hundredth of that digit with its sign rounds the same way.
  const isFar = surplus > digitCount(parts.coefficient) + 2;
  const coefficient = isFar
    ? roundedQuotient(signOf(parts.coefficient), 100n, rounding)
    : roundedQuotient(parts.coefficient, powerOfTen(surplus), rounding);
  return fromParts({ coefficient, exponent: -scale });
}

const UNITS = [1e6, 1e5, 1e4, 1e3, 100, 10, 1];
const POWERS = [1, 10, 100, 1e3, 1e4, 1e5, 1e6];

function roundJs(value: number, scale: number, rounding: Rounding): number | undefined {
  const [unit, power] = [UNITS[scale], POWERS[scale]];
  const whole = scaled(value, SCALE);
  if (unit === undefined || power === undefined || Number.isNaN(whole)) return undefined;
  const rest = whole % unit;
  const quotient = (whole - rest) / unit;
  if (rest === 0) return value;
  const half = Math.sign(2 * Math.abs(rest) - unit);
  const isAway = roundsAway(rounding, { isNegative: whole < 0, half, isOdd: quotient % 2 !== 0 });
  return (isAway ? quotient + Math.sign(whole) : quotient) / power;
}

function roundedQuotient(numerator: bigint, denominator: bigint, rounding: Rounding): bigint {
  const quotient = numerator / denominator;
  const rest = numerator % denominator;
  if (rest === 0n) return quotient;
  const twice = absolute(rest) * 2n;
  const half = twice > denominator ? 1 : twice < denominator ? -1 : 0;
  const isAway = roundsAway(rounding, { isNegative: numerator < 0n, half, isOdd: quotient % 2n !== 0n });
  return isAway ? quotient + signOf(numerator) : quotient;
}

/** Whether what is left over, more than nothing, takes the number to the next one away from zero. */
function roundsAway(
  rounding: Rounding,
  { isNegative, half, isOdd }: { isNegative: boolean; half: number; isOdd: boolean },
): boolean {
  switch (rounding) {
    case 'up':
      return true;
    case 'down':
      return false;
    case 'floor':
      return isNegative;
    case 'ceiling':
      return !isNegative;
    case 'halfUp':
      return half >= 0;
    case 'halfDown':
      return half > 0;
    case 'halfEven':
      return half > 0 || (half === 0 && isOdd);
  }
}
