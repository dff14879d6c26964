import { Decimal as Reference } from 'decimal.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromParts, numberToText, parseNumber } from './number.ts';
import { powerOfNumbers } from './power.ts';
import { expNumber, logNumber, sqrtNumber } from './transcendental.ts';
import type { FeelNumber } from './value.ts';

const Reference34 = Reference.clone({ precision: 34, rounding: 6, toExpNeg: -9e15, toExpPos: 9e15 });
const text = (value: FeelNumber | undefined) => (value === undefined ? 'none' : numberToText(value));

/** Positive, of up to 34 digits. */
const positive = (lowest: number, highest: number) =>
  fc
    .tuple(fc.bigInt({ min: 1n, max: 10n ** 34n - 1n }), fc.integer({ min: lowest, max: highest }))
    .map(([coefficient, exponent]) => fromParts({ coefficient, exponent }) ?? 0);

/** Of powers decimal.js promises no more than nearly all digits. */
const Reference80 = Reference34.clone({ precision: 80 });

const reference = (value: FeelNumber) => new Reference34(numberToText(value));

describe('to 34 digits, half to even, as decimal.js', () => {
  it('square roots', () => {
    fc.assert(
      fc.property(positive(-50, 20), (value) => {
        expect(text(sqrtNumber(value))).toBe(reference(value).sqrt().toString());
      }),
    );
  });

  it('exponentials', () => {
    fc.assert(
      fc.property(positive(-45, -31), fc.boolean(), (size, isNegative) => {
        const value = isNegative ? (parseNumber(`-${numberToText(size)}`) ?? 0) : size;
        expect(text(expNumber(value))).toBe(reference(value).exp().toString());
      }),
      { numRuns: 60 },
    );
  });

  it('logarithms', () => {
    fc.assert(
      fc.property(positive(-50, 20), (value) => {
        expect(text(logNumber(value))).toBe(reference(value).ln().toString());
      }),
      { numRuns: 60 },
    );
  });

  it('powers with a fraction', () => {
    fc.assert(
      fc.property(positive(-40, -25), fc.integer({ min: -99, max: 99 }), (base, tenths) => {
        const exponent = parseNumber(String(tenths / 10)) ?? 0;
        const power = new Reference80(numberToText(base)).pow(tenths / 10);
        expect(text(powerOfNumbers(base, exponent))).toBe(power.toSignificantDigits(34).toString());
      }),
      { numRuns: 40 },
    );
  });
});

describe('where the result is exact', () => {
  it('it is found', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 0n, max: 10n ** 17n - 1n }),
        fc.integer({ min: -9, max: 9 }),
        (root, exponent) => {
          const square = fromParts({ coefficient: root * root, exponent: 2 * exponent }) ?? 0;
          const result = fromParts({ coefficient: root, exponent });
          expect(sqrtNumber(square)).toEqual(result);
          expect(powerOfNumbers(square, 0.5)).toEqual(result);
        },
      ),
    );
    expect(powerOfNumbers(25, 1.5)).toBe(125);
    expect(logNumber(1)).toBe(0);
    expect(expNumber(0)).toBe(1);
  });

  it('near 1 no digit is lost', () => {
    expect(text(logNumber(parseNumber('1.000000000000000000000000000000001') ?? 0))).toBe(
      '0.0000000000000000000000000000000009999999999999999999999999999999995',
    );
  });

  it('there is none beyond the range', () => {
    expect([sqrtNumber(-1), logNumber(0), logNumber(-1), expNumber(15_000)]).toEqual(
      Array.from({ length: 4 }, () => undefined),
    );
    expect(expNumber(-1e300)).toBe(0);
  });
});
