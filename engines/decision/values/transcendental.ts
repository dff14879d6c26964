import { absolute, digitCount, DIGITS, divideHalfEven, powerOfTen, type Parts } from './decimal.ts';
import { compareNumbers, fromParts, partsOf } from './number.ts';
import type { FeelNumber } from './value.ts';

/**
 * Square root, exponential and logarithm to 34 digits, half to even: whole-number arithmetic with so many digits behind
 * the point that what it leaves out lies far behind the last digit that any tie is decided by.
 */
const SCALE_DIGITS = 130;
const SCALE = powerOfTen(SCALE_DIGITS);

/** The largest whole number whose square is not greater. */
function wholeRoot(value: bigint): bigint {
  if (value < 2n) return value;
  let root = powerOfTen(Math.ceil(digitCount(value) / 2));
  for (;;) {
    const next = (root + value / root) / 2n;
    if (next >= root) return root;
    root = next;
  }
}

/** The root of `numerator / denominator`, both positive. */
export function rootOfQuotient(numerator: Parts, denominator: bigint): FeelNumber | undefined {
  const wanted = 2 * (DIGITS + 3) + Math.max(0, digitCount(denominator) - digitCount(numerator.coefficient));
  const shift = wanted + ((numerator.exponent - wanted) % 2 === 0 ? 0 : 1);
  const dividend = numerator.coefficient * powerOfTen(shift);
  const radicand = dividend / denominator;
  const root = wholeRoot(radicand);
  const isExact = root * root === radicand && radicand * denominator === dividend;
  // What is left over shows as a last digit that makes no tie.
  return fromParts({
    coefficient: root * 10n + (isExact ? 0n : 1n),
    exponent: (numerator.exponent - shift) / 2 - 1,
  });
}

/** Undefined below zero. */
export function sqrtNumber(value: FeelNumber): FeelNumber | undefined {
  const parts = partsOf(value);
  return parts.coefficient < 0n ? undefined : rootOfQuotient(parts, 1n);
}

/** artanh(1 / n), scaled. */
function artanhOfInverse(n: bigint): bigint {
  let power = SCALE / n;
  let sum = 0n;
  for (let odd = 1n; power !== 0n; odd += 2n) {
    sum += power / odd;
    power /= n * n;
  }
  return sum;
}

let lnTen: bigint | undefined;

/** ln 10, scaled, by Machin's way: 46 artanh(1/31) + 34 artanh(1/49) + 20 artanh(1/161). */
function lnOfTen(): bigint {
  lnTen ??= 46n * artanhOfInverse(31n) + 34n * artanhOfInverse(49n) + 20n * artanhOfInverse(161n);
  return lnTen;
}

const HALVINGS = 24n;

/** e to a scaled power between −3 and 3, scaled: Taylor's series after halving, then squared back. */
function scaledExp(power: bigint): bigint {
  const small = power >> HALVINGS;
  let term = SCALE;
  let sum = SCALE;
  for (let n = 1n; term !== 0n && term !== -1n; n += 1n) {
    term = (term * small) / (n * SCALE);
    sum += term;
  }
  for (let n = 0n; n < HALVINGS; n += 1n) sum = (sum * sum) / SCALE;
  return sum;
}

/** Beyond, e to this power is beyond decimal128. */
const GREATEST_POWER = 20_000n;

function toScale({ coefficient, exponent }: Parts): bigint {
  const shift = exponent + SCALE_DIGITS;
  if (shift >= 0) return coefficient * powerOfTen(shift);
  return -shift > digitCount(coefficient) ? 0n : coefficient / powerOfTen(-shift);
}

/** Undefined beyond the range of decimal128. */
export function expNumber(value: FeelNumber): FeelNumber | undefined {
  const parts = partsOf(value);
  const isHuge = parts.coefficient !== 0n && digitCount(parts.coefficient) + parts.exponent > 6;
  if (isHuge) return parts.coefficient < 0n ? 0 : undefined;
  return expOfScaled(toScale(parts));
}

/** Digits to which a power is rounded first, so that one that is exact is found so, and its ties are ties. */
const EXACT_DIGITS = 110;

function expOfScaled(power: bigint): FeelNumber | undefined {
  if (absolute(power) > GREATEST_POWER * SCALE) return power < 0n ? 0 : undefined;
  const tens = power / lnOfTen();
  const exact = divideHalfEven(scaledExp(power - tens * lnOfTen()), powerOfTen(SCALE_DIGITS - EXACT_DIGITS));
  return fromParts({ coefficient: exact, exponent: Number(tens) - EXACT_DIGITS });
}

/** The natural logarithm; undefined for what is not above zero. */
export function logNumber(value: FeelNumber): FeelNumber | undefined {
  const logarithm = scaledLog(partsOf(value));
  return logarithm === undefined ? undefined : fromParts({ coefficient: logarithm, exponent: -SCALE_DIGITS });
}

/** `base ** exponent` for any exponent; undefined for a base below zero, 0 to a power below zero, and beyond the range. */
export function raiseNumber(base: FeelNumber, exponent: FeelNumber): FeelNumber | undefined {
  if (base === 0) return compareNumbers(exponent, 0) > 0 ? 0 : undefined;
  const logarithm = scaledLog(partsOf(base));
  if (logarithm === undefined) return undefined;
  const { coefficient, exponent: tens } = partsOf(exponent);
  return expOfScaled(toScale({ coefficient: logarithm * coefficient, exponent: tens - SCALE_DIGITS }));
}

function scaledLog({ coefficient, exponent }: Parts): bigint | undefined {
  if (coefficient <= 0n) return undefined;
  const digits = digitCount(coefficient);
  const mantissa = coefficient * powerOfTen(SCALE_DIGITS - digits + 1);
  const double = Number(mantissa / powerOfTen(SCALE_DIGITS - 17)) / 1e17;
  let logarithm = BigInt(Math.round(Math.log(double) * 1e15)) * powerOfTen(SCALE_DIGITS - 15);
  // Halley's steps: each has three times as many digits.
  for (let step = 0; step < 3; step += 1) {
    const power = scaledExp(logarithm);
    logarithm += (2n * SCALE * (mantissa - power)) / (mantissa + power);
  }
  return logarithm + BigInt(digits - 1 + exponent) * lnOfTen();
}
