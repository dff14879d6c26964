import { digitCount, divideHalfEven, powerOfTen, type Parts } from './decimal.ts';
import { fromParts, partsOf } from './number.ts';
import { raiseNumber } from './transcendental.ts';
import type { FeelNumber } from './value.ts';

/** Far more digits than a result has, so that what is cut off on the way decides no rounding but an exact tie's. */
const WORKING_DIGITS = 100;
const FAR_BEYOND = 100_000_000;

/** `base ** exponent`; undefined beyond the range of decimal128, for 0 ** −1 and for roots of negative numbers. */
export function powerOfNumbers(base: FeelNumber, exponent: FeelNumber): FeelNumber | undefined {
  if (typeof exponent === 'number' && Number.isSafeInteger(exponent)) return wholePower(base, exponent);
  return raiseNumber(base, exponent);
}

function wholePower(base: FeelNumber, exponent: number): FeelNumber | undefined {
  let result: Parts = { coefficient: 1n, exponent: 0 };
  let square = partsOf(base);
  for (let left = Math.abs(exponent); left > 0; left = Math.floor(left / 2)) {
    if (left % 2 === 1) result = shortened(multiplied(result, square));
    if (Math.abs(result.exponent) > FAR_BEYOND) return result.exponent > 0 === exponent > 0 ? undefined : 0;
    square = shortened(multiplied(square, square));
  }
  return exponent >= 0 ? fromParts(result) : inverse(result);
}

/** Rounded once. */
function inverse({ coefficient, exponent }: Parts): FeelNumber | undefined {
  if (coefficient === 0n) return undefined;
  const digits = digitCount(coefficient) + WORKING_DIGITS;
  return fromParts({ coefficient: powerOfTen(digits) / coefficient, exponent: -exponent - digits });
}

function shortened({ coefficient, exponent }: Parts): Parts {
  const surplus = digitCount(coefficient) - WORKING_DIGITS;
  if (surplus <= 0) return { coefficient, exponent };
  return { coefficient: divideHalfEven(coefficient, powerOfTen(surplus)), exponent: exponent + surplus };
}

const multiplied = (a: Parts, b: Parts): Parts => ({
  coefficient: a.coefficient * b.coefficient,
  exponent: a.exponent + b.exponent,
});
