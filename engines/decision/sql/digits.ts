import { digitCount, withoutTrailingZeros } from '../values/decimal.ts';
import { partsOf } from '../values/number.ts';
import type { FeelNumber } from '../values/value.ts';
import { Refusal } from './value.ts';

/** Bounds of a number: below 10^whole, and a multiple of 10^−fraction. */
export interface Digits {
  whole: number;
  fraction: number;
}

/** A FEEL number has 34: a result that can not have more is not rounded, and thus the same in any exact arithmetic. */
export const FEEL_DIGITS = 34;

export function digitsOf(value: FeelNumber): Digits {
  const { coefficient, exponent } = withoutTrailingZeros(partsOf(value));
  return {
    whole: Math.max(0, digitCount(coefficient) + exponent),
    fraction: Math.max(0, -exponent),
  };
}

export const precisionOf = ({ whole, fraction }: Digits): number => Math.max(1, whole + fraction);

/** @throws Refusal DIGITS_EXCEEDED */
export function within(digits: Digits, limit: number): Digits {
  if (digits.whole + digits.fraction > limit)
    throw new Refusal('DIGITS_EXCEEDED', { digits: digits.whole + digits.fraction, limit });
  return digits;
}

export const unionOf = (all: readonly Digits[]): Digits => ({
  whole: Math.max(0, ...all.map(({ whole }) => whole)),
  fraction: Math.max(0, ...all.map(({ fraction }) => fraction)),
});

/** Of a sum of so many. */
export function sumOf(all: readonly Digits[]): Digits {
  const { whole, fraction } = unionOf(all);
  return { whole: whole + String(Math.max(1, all.length - 1)).length, fraction };
}

export const productOf = (a: Digits, b: Digits): Digits => ({
  whole: a.whole + b.whole,
  fraction: a.fraction + b.fraction,
});
