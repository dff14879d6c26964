import { Decimal as Reference } from 'decimal.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Decimal } from './decimal.ts';
import {
  addNumbers,
  compareNumbers,
  divideNumbers,
  equalNumbers,
  fromJs,
  fromParts,
  multiplyNumbers,
  negateNumber,
  numberToText,
  parseNumber,
  partsOf,
  roundNumber,
  subtractNumbers,
  type Rounding,
} from './number.ts';
import type { FeelNumber } from './value.ts';

const Decimal128 = Reference.clone({
  precision: 34,
  rounding: Reference.ROUND_HALF_EVEN,
  maxE: 6144,
  minE: -6143,
  toExpNeg: -9e15,
  toExpPos: 9e15,
});
const reference = (value: FeelNumber) => new Decimal128(numberToText(value));
const text = (value: FeelNumber | undefined) => (value === undefined ? 'none' : numberToText(value));
function same(value: FeelNumber | undefined, wanted: Reference): void {
  expect(text(value)).toBe(wanted.isFinite() ? text(parseNumber(wanted.toString())) : 'none');
}

/** Money, counts, doubles of all kinds, and decimals of up to 34 digits. */
const number = fc
  .oneof(
    fc.integer(),
    fc.maxSafeInteger(),
    fc.tuple(fc.integer(), fc.integer({ min: 0, max: 6 })).map(([whole, scale]) => whole / 10 ** scale),
    fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e30, max: 1e30 }),
    fc
      .tuple(fc.bigInt({ min: -(10n ** 34n) + 1n, max: 10n ** 34n - 1n }), fc.integer({ min: -40, max: 10 }))
      .map(([coefficient, exponent]) => fromParts({ coefficient, exponent }) ?? 0),
  )
  .map((value) => (typeof value === 'number' ? (fromJs(value) ?? 0) : value));

describe('arithmetic is that of decimal128', () => {
  it.each([
    ['+', addNumbers, 'plus'],
    ['−', subtractNumbers, 'minus'],
    ['×', multiplyNumbers, 'times'],
  ] as const)('%s', (_sign, operation, name) => {
    fc.assert(
      fc.property(number, number, (a, b) => same(operation(a, b), reference(a)[name](reference(b)))),
      { numRuns: 2000 },
    );
  });

  it('÷', () => {
    fc.assert(
      fc.property(number, number, (a, b) => {
        if (b === 0) expect(divideNumbers(a, b)).toBeUndefined();
        else same(divideNumbers(a, b), reference(a).dividedBy(reference(b)));
      }),
      { numRuns: 2000 },
    );
  });

  it('known results', () => {
    expect(text(addNumbers(0.1, 0.2))).toBe('0.3');
    expect(text(divideNumbers(1, 3))).toBe('0.3333333333333333333333333333333333');
    expect(text(divideNumbers(2, 3))).toBe('0.6666666666666666666666666666666667');
    expect(text(multiplyNumbers(parseNumber('9999999999999999999') ?? 0, 10))).toBe('99999999999999999990');
    expect(text(addNumbers(9_007_199_254_740_991, 2))).toBe('9007199254740993');
    expect(text(multiplyNumbers(parseNumber('1e6144') ?? 0, 10))).toBe('none');
  });
});

describe('each decimal has one form', () => {
  it('read from its text it is itself again', () => {
    fc.assert(
      fc.property(number, (value) => {
        const again = parseNumber(numberToText(value));
        expect(again).toStrictEqual(value);
        expect(equalNumbers(value, again ?? 0)).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  it('a Decimal stands for what no JavaScript number stands for', () => {
    fc.assert(
      fc.property(number, (value) => {
        if (!(value instanceof Decimal)) return;
        const nearest = Number(numberToText(value));
        expect(partsOf(nearest)).not.toEqual(partsOf(value));
      }),
      { numRuns: 2000 },
    );
  });

  it('trailing zeros, signs of zero and ways of writing make no difference', () => {
    for (const written of ['1.50', '1.5', '15e-1', '+1.5', '0.15E1']) expect(parseNumber(written)).toBe(1.5);
    expect(Object.is(parseNumber('-0'), 0)).toBe(true);
    expect(Object.is(negateNumber(0), 0)).toBe(true);
    for (const wrong of ['', '.', '1.2.3', 'e5', '0x1', ' 1', 'NaN', 'Infinity'])
      expect(parseNumber(wrong)).toBeUndefined();
  });
});

describe('order', () => {
  it('of JavaScript numbers is that of their shortest decimals, of all others that of decimals', () => {
    fc.assert(
      fc.property(number, number, (a, b) => {
        expect(Math.sign(compareNumbers(a, b))).toBe(reference(a).comparedTo(reference(b)));
        expect(equalNumbers(a, b)).toBe(reference(a).equals(reference(b)));
      }),
      { numRuns: 3000 },
    );
  });

  it('holds for decimals that differ far behind where doubles do', () => {
    const digits = fc.bigInt({ min: 10n ** 29n, max: 10n ** 33n });
    const apart = fc.bigInt({ min: -(10n ** 18n), max: 10n ** 18n });
    fc.assert(
      fc.property(digits, apart, fc.integer({ min: -40, max: 10 }), (n, difference, exponent) => {
        const [a, b] = [n, n + difference].map((value) => parseNumber(`${value}e${exponent}`) ?? 0);
        const wanted = difference === 0n ? 0 : difference > 0n ? -1 : 1;
        expect(Math.sign(compareNumbers(a ?? 0, b ?? 0))).toBe(wanted);
      }),
      { numRuns: 3000 },
    );
  });

  it('holds for neighbouring doubles', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true, min: 1e-10, max: 1e20 }), (value) => {
        const next = value * (1 + Number.EPSILON);
        if (next === value) return;
        expect(new Reference(String(value)).lessThan(new Reference(String(next)))).toBe(value < next);
      }),
    );
  });
});

describe('rounding', () => {
  const modes: Record<Rounding, Reference.Rounding> = {
    up: Reference.ROUND_UP,
    down: Reference.ROUND_DOWN,
    ceiling: Reference.ROUND_CEIL,
    floor: Reference.ROUND_FLOOR,
    halfUp: Reference.ROUND_HALF_UP,
    halfDown: Reference.ROUND_HALF_DOWN,
    halfEven: Reference.ROUND_HALF_EVEN,
  };
  it.each(Object.keys(modes) as Rounding[])('%s', (mode) => {
    fc.assert(
      fc.property(number, fc.integer({ min: 0, max: 20 }), (value, scale) => {
        same(roundNumber(value, scale, mode), reference(value).toDecimalPlaces(scale, modes[mode]));
      }),
      { numRuns: 500 },
    );
  });
});
