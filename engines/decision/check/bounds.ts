import type { ArithmeticOperator, Expression, PositiveTest, UnaryTests } from '../feel/ast.ts';
import { isNumber } from '../values/arithmetic.ts';
import { addNumbers, compareNumbers, multiplyNumbers, negateNumber } from '../values/number.ts';
import type { FeelNumber, Value } from '../values/value.ts';
import { constantOf } from './constant.ts';

/** Numbers between which all values lie that are numbers, both included; an infinity where there is no end. */
export interface Bounds {
  low: FeelNumber;
  high: FeelNumber;
}

/** Of whatever it is. */
const EVERYTHING: Bounds = { low: -Infinity, high: Infinity };
const NOT_NEGATIVE: Bounds = { low: 0, high: Infinity };

const isInfinite = (end: FeelNumber): end is number => typeof end === 'number' && !Number.isFinite(end);

function order(a: FeelNumber, b: FeelNumber): number {
  if (a === b) return 0;
  if (isInfinite(a)) return a;
  return isInfinite(b) ? -b : compareNumbers(a, b);
}

export const excludesZero = ({ low, high }: Bounds): boolean => order(low, 0) > 0 || order(high, 0) < 0;

export const isZero = ({ low, high }: Bounds): boolean => order(low, 0) === 0 && order(high, 0) === 0;

/** Of a constant; undefined if it is no number. */
export const boundsOf = (value: Value | undefined): Bounds | undefined =>
  value !== undefined && isNumber(value) ? { low: value, high: value } : undefined;

/** Between the least and the greatest of the values that tests allow, if each has two ends. */
export function boundsOfTests({ any, negated, tests }: UnaryTests): Bounds | undefined {
  if (any || negated) return undefined;
  const all = tests.map(boundsOfTest).filter((bounds) => bounds !== undefined);
  return all.length < tests.length ? undefined : all.reduce(around);
}

function boundsOfTest(test: PositiveTest): Bounds | undefined {
  if (test.kind === 'compare' || test.usesInput) return undefined;
  const { expression } = test;
  if (expression.kind !== 'range') return boundsOf(constantOf(expression));
  const [from, to] = [expression.low, expression.high].map((end) => boundsOf(end && constantOf(end)));
  return expression.operator === undefined && from && to ? { low: from.low, high: to.high } : undefined;
}

const least = (a: FeelNumber, b: FeelNumber): FeelNumber => (order(a, b) <= 0 ? a : b);
const greatest = (a: FeelNumber, b: FeelNumber): FeelNumber => (order(a, b) >= 0 ? a : b);

const around = (a: Bounds, b: Bounds): Bounds => ({
  low: least(a.low, b.low),
  high: greatest(a.high, b.high),
});

/** Of the values of several; undefined where one is not told. */
export const boundsAround = (all: readonly (Bounds | undefined)[]): Bounds | undefined =>
  all.map((bounds) => bounds ?? EVERYTHING).reduce(around, all[0] ?? EVERYTHING);

/** Of what is passed over in a list or range that is written out. */
export function boundsOfItems(of: Expression): Bounds | undefined {
  if (of.kind === 'list') return boundsAround(constantBounds(of.items));
  if (of.kind !== 'range' || !of.low || !of.high) return undefined;
  return boundsAround(constantBounds([of.low, of.high]));
}

/** Of expressions that may be constants. */
export const constantBounds = (expressions: readonly Expression[]): (Bounds | undefined)[] =>
  expressions.map((expression) => boundsOf(constantOf(expression)));

/**
 * Of a sum, difference, product or power. Rounding keeps the order of numbers, and so their bounds; what is beyond all
 * numbers is null. `isSquare`: both sides are the same.
 */
export function boundsOfArithmetic(
  operator: ArithmeticOperator,
  a: Bounds = EVERYTHING,
  b: Bounds = EVERYTHING,
  isSquare = false,
): Bounds | undefined {
  switch (operator) {
    case '+':
      return { low: sum(a.low, b.low, -Infinity), high: sum(a.high, b.high, Infinity) };
    case '-':
      return boundsOfArithmetic('+', a, { low: negated(b.high), high: negated(b.low) });
    case '*': {
      const ends = [a.low, a.high].flatMap((one) => [b.low, b.high].map((other) => product(one, other)));
      const all = ends.map((end) => ({ low: end, high: end })).reduce(around);
      return isSquare ? { ...all, low: greatest(all.low, 0) } : all;
    }
    case '**':
      return b.low === b.high && typeof b.low === 'number' && b.low % 2 === 0 ? NOT_NEGATIVE : undefined;
    default:
      return undefined;
  }
}

const negated = (end: FeelNumber): FeelNumber => (isInfinite(end) ? -end : negateNumber(end));

function sum(a: FeelNumber, b: FeelNumber, beyond: number): FeelNumber {
  if (isInfinite(a) || isInfinite(b)) return beyond;
  return addNumbers(a, b) ?? beyond;
}

function product(a: FeelNumber, b: FeelNumber): FeelNumber {
  const sign = Math.sign(order(a, 0)) * Math.sign(order(b, 0));
  if (sign === 0) return 0;
  return (isInfinite(a) || isInfinite(b) ? undefined : multiplyNumbers(a, b)) ?? sign * Infinity;
}

/** Of a built-in function of these arguments; of one list that is written out, of its items. */
export function boundsOfCall(name: string, args: readonly (Bounds | undefined)[]): Bounds | undefined {
  const all = args.map((bounds) => bounds ?? EVERYTHING);
  const [first] = all;
  if (!first) return undefined;
  switch (name) {
    case 'count':
    case 'string length':
    case 'sqrt':
      return NOT_NEGATIVE;
    case 'abs': {
      const mirrored = { low: negated(first.high), high: negated(first.low) };
      const high = greatest(first.high, mirrored.high);
      return { low: greatest(0, greatest(first.low, mirrored.low)), high };
    }
    case 'max':
      return {
        low: all.map(({ low }) => low).reduce(greatest),
        high: all.map(({ high }) => high).reduce(greatest),
      };
    case 'min':
      return {
        low: all.map(({ low }) => low).reduce(least),
        high: all.map(({ high }) => high).reduce(least),
      };
    default:
      return undefined;
  }
}
