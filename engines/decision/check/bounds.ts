import type { ArithmeticOperator, PositiveTest, UnaryTests } from '../feel/ast.ts';
import { isNumber } from '../values/arithmetic.ts';
import { addNumbers, compareNumbers, multiplyNumbers, negateNumber } from '../values/number.ts';
import type { FeelNumber, Value } from '../values/value.ts';
import { constantOf } from './constant.ts';

/** Numbers between which all values lie that are numbers, both included. */
export interface Bounds {
  low: FeelNumber;
  high: FeelNumber;
}

export const excludesZero = ({ low, high }: Bounds): boolean =>
  compareNumbers(low, 0) > 0 || compareNumbers(high, 0) < 0;

export const isZero = ({ low, high }: Bounds): boolean =>
  compareNumbers(low, 0) === 0 && compareNumbers(high, 0) === 0;

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

const around = (a: Bounds, b: Bounds): Bounds => ({
  low: compareNumbers(a.low, b.low) <= 0 ? a.low : b.low,
  high: compareNumbers(a.high, b.high) >= 0 ? a.high : b.high,
});

/** Of a sum, difference or product. Rounding keeps the order of numbers, and so their bounds. */
export function boundsOfArithmetic(
  operator: ArithmeticOperator,
  a: Bounds | undefined,
  b: Bounds | undefined,
): Bounds | undefined {
  if (!a || !b) return undefined;
  switch (operator) {
    case '+':
      return between(addNumbers(a.low, b.low), addNumbers(a.high, b.high));
    case '-':
      return boundsOfArithmetic('+', a, { low: negateNumber(b.high), high: negateNumber(b.low) });
    case '*': {
      const ends = [a.low, a.high].flatMap((one) =>
        [b.low, b.high].map((other) => multiplyNumbers(one, other)),
      );
      const all = ends.map((end) => between(end, end)).filter((end) => end !== undefined);
      return all.length < ends.length ? undefined : all.reduce(around);
    }
    default:
      return undefined;
  }
}

const between = (low: FeelNumber | undefined, high: FeelNumber | undefined): Bounds | undefined =>
  low === undefined || high === undefined ? undefined : { low, high };
