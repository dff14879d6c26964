/** Digits of a FEEL number: those of decimal128 (IEEE 754-2008). */
export const DIGITS = 34;
/** Exponents of the last digit. */
export const LOWEST_EXPONENT = -6176;
export const HIGHEST_EXPONENT = 6144;

/**
 * A decimal that no JavaScript number stands for: `coefficient × 10^exponent`, the coefficient without trailing zeros
 * and of at most 34 digits. Made by number.ts only, so that each decimal has one form.
 */
export class Decimal {
  readonly coefficient: bigint;
  readonly exponent: number;

  constructor(coefficient: bigint, exponent: number) {
    this.coefficient = coefficient;
    this.exponent = exponent;
  }
}

/** Any decimal on its way: `coefficient × 10^exponent`, of any length. */
export interface Parts {
  coefficient: bigint;
  exponent: number;
}

const MOST_KEPT = 200;
const powers: bigint[] = [];

export function powerOfTen(exponent: number): bigint {
  if (exponent > MOST_KEPT) return 10n ** BigInt(exponent);
  return (powers[exponent] ??= 10n ** BigInt(exponent));
}
export const absolute = (value: bigint): bigint => (value < 0n ? -value : value);

const SMALL = 1_000_000_000_000_000n;

export function digitCount(coefficient: bigint): number {
  const size = absolute(coefficient);
  // The text of a small number is made much faster.
  return (size < SMALL ? String(Number(size)) : size.toString()).length;
}

/** `numerator / denominator`, rounded to a whole number half to even. `denominator` is positive. */
export function divideHalfEven(numerator: bigint, denominator: bigint): bigint {
  const quotient = numerator / denominator;
  const twice = absolute(numerator % denominator) * 2n;
  if (twice < denominator || (twice === denominator && quotient % 2n === 0n)) return quotient;
  return numerator < 0n ? quotient - 1n : quotient + 1n;
}

/** The same value without trailing zeros. */
export function withoutTrailingZeros({ coefficient, exponent }: Parts): Parts {
  if (coefficient === 0n) return { coefficient, exponent: 0 };
  if (coefficient % 10n !== 0n) return { coefficient, exponent };
  const text = coefficient.toString();
  let zeros = 0;
  while (text.endsWith('0', text.length - zeros)) zeros += 1;
  return { coefficient: BigInt(text.slice(0, -zeros)), exponent: exponent + zeros };
}

/** Rounded to decimal128 half to even; undefined beyond its range, zero below it. */
export function roundToDigits({ coefficient, exponent }: Parts): Parts | undefined {
  const surplus = Math.max(digitCount(coefficient) - DIGITS, LOWEST_EXPONENT - exponent);
  const rounded =
    surplus <= 0
      ? { coefficient, exponent }
      : { coefficient: divideHalfEven(coefficient, powerOfTen(surplus)), exponent: exponent + surplus };
  const trimmed = withoutTrailingZeros(rounded);
  const highest = digitCount(trimmed.coefficient) + trimmed.exponent - 1;
  if (trimmed.coefficient !== 0n && highest > HIGHEST_EXPONENT) return undefined;
  return trimmed;
}
