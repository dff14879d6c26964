import { digitCount, divideHalfEven, powerOfTen, type Parts } from './decimal.ts';
import { divideNumbers, fromParts, partsOf } from './number.ts';
import type { FeelNumber } from './value.ts';

/** Far more digits than a result has, so that what is cut off on the way decides no rounding but an exact tie's. */
const WORKING_DIGITS = 100;

function shortened({ coefficient, exponent }: Parts): Parts {
  const surplus = digitCount(coefficient) - WORKING_DIGITS;
  if (surplus <= 0) return { coefficient, exponent };
  return {
    coefficient: divideHalfEven(coefficient, powerOfTen(surplus)),
    exponent: exponent + surplus,
  };
}

/** `base ** exponent` for whole exponents; undefined beyond the range of decimal128, for 0 ** −1, and other exponents. */
export function powerOfNumbers(base: FeelNumber, exponent: FeelNumber): FeelNumber | undefined {
  if (typeof exponent !== 'number' || !Number.isSafeInteger(exponent)) return undefined;
  const one: Parts = { coefficient: 1n, exponent: 0 };
  let result = one;
  let square = partsOf(base);
  for (let left = Math.abs(exponent); left > 0; left = Math.floor(left / 2)) {
    if (left % 2 === 1) result = shortened(product(result, square));
    if (isBeyond(result)) return undefined;
    square = shortened(product(square, square));
  }
  const size = fromParts(result);
  if (exponent >= 0 || size === undefined) return size;
  return divideNumbers(1, size);
}

const product = (a: Parts, b: Parts): Parts => ({
  coefficient: a.coefficient * b.coefficient,
  exponent: a.exponent + b.exponent,
});

const isBeyond = ({ exponent }: Parts): boolean => Math.abs(exponent) > 100_000_000;
