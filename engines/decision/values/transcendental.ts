import { absolute, digitCount, DIGITS, powerOfTen, type Parts } from './decimal.ts';
import { fromParts, partsOf } from './number.ts';
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
  if (parts.coefficient === 0n) return 1;
  const isHuge = digitCount(parts.coefficient) + parts.exponent > 6;
  const power = isHuge ? GREATEST_POWER * SCALE : absolute(toScale(parts));
  if (power >= GREATEST_POWER * SCALE) return parts.coefficient < 0n ? 0 : undefined;
  const scaled = parts.coefficient < 0n ? -power : power;
  const tens = scaled / lnOfTen();
  const coefficient = scaledExp(scaled - tens * lnOfTen());
  return fromParts({ coefficient, exponent: Number(tens) - SCALE_DIGITS });
}

/** The natural logarithm; undefined for what is not above zero. */
export function logNumber(value: FeelNumber): FeelNumber | undefined {
  const { coefficient, exponent } = partsOf(value);
  if (coefficient <= 0n) return undefined;
  const digits = digitCount(coefficient);
  const mantissa = coefficient * powerOfTen(SCALE_DIGITS - digits + 1);
  let logarithm = BigInt(
    Math.round(Math.log(Number(mantissa / powerOfTen(SCALE_DIGITS - 17)) / 1e17) * 1e15),
  );
  logarithm *= powerOfTen(SCALE_DIGITS - 15);
  // Halley's steps: each has three times as many digits.
  for (let step = 0; step < 3; step += 1) {
    const power = scaledExp(logarithm);
    logarithm += (2n * SCALE * (mantissa - power)) / (mantissa + power);
  }
  const tens = BigInt(digits - 1 + exponent);
  return fromParts({ coefficient: logarithm + tens * lnOfTen(), exponent: -SCALE_DIGITS });
}
