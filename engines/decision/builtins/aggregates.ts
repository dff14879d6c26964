import { BOOLEAN, listOf, NUMBER, ANY } from '../types/type.ts';
import { DECIMAL_STEPS } from '../values/arithmetic.ts';
import { compare } from '../values/comparison.ts';
import { Decimal, powerOfTen } from '../values/decimal.ts';
import {
  addNumbers,
  compareNumbers,
  divideNumbers,
  equalNumbers,
  multiplyNumbers,
  partsOf,
} from '../values/number.ts';
import { rootOfQuotient } from '../values/transcendental.ts';
import type { FeelList, FeelNumber, Run, Value } from '../values/value.ts';
import { define, listWays } from './define.ts';
import { FEEL_NUMBER, LIST, listsOf, nullable, TRUTH } from './kinds.ts';

type Numbers = readonly FeelNumber[];

/** Undefined for an empty list, and beyond the range of decimal128. */
function fold(
  numbers: Numbers,
  run: Run,
  combine: (a: FeelNumber, b: FeelNumber) => FeelNumber | undefined,
): FeelNumber | undefined {
  let result = numbers[0];
  for (let index = 1; result !== undefined && index < numbers.length; index += 1) {
    result = combine(result, numbers[index] ?? 0);
    if (result instanceof Decimal || numbers[index] instanceof Decimal) run.spend(DECIMAL_STEPS);
  }
  return result;
}

function mean(numbers: Numbers, run: Run): FeelNumber | undefined {
  const sum = fold(numbers, run, addNumbers);
  return sum === undefined ? undefined : divideNumbers(sum, numbers.length);
}

const inOrder = (numbers: Numbers): Numbers => numbers.toSorted(compareNumbers);

function median(numbers: Numbers, run: Run): FeelNumber | undefined {
  const sorted = inOrder(numbers);
  const middle = Math.floor(sorted.length / 2);
  return mean(sorted.slice(sorted.length % 2 === 0 ? middle - 1 : middle, middle + 1), run);
}

/** The numbers that occur most often, the lowest first. */
function mode(numbers: Numbers): Numbers {
  const groups: { number: FeelNumber; count: number }[] = [];
  for (const number of inOrder(numbers)) {
    const last = groups.at(-1);
    if (last && equalNumbers(last.number, number)) last.count += 1;
    else groups.push({ number, count: 1 });
  }
  const most = groups.reduce((highest, { count }) => Math.max(highest, count), 0);
  return groups.filter(({ count }) => count === most).map(({ number }) => number);
}

/** Of a sample: √((n Σx² − (Σx)²) / (n (n − 1))), rounded once. */
function standardDeviation(numbers: Numbers, run: Run): FeelNumber | undefined {
  if (numbers.length < 2) return undefined;
  const parts = numbers.map(partsOf);
  const lowest = parts.reduce((least, { exponent }) => Math.min(least, exponent), Infinity);
  let [sum, squares] = [0n, 0n];
  for (const { coefficient, exponent } of parts) {
    run.spend(DECIMAL_STEPS + ((exponent - lowest) >> 1));
    const whole = coefficient * powerOfTen(exponent - lowest);
    sum += whole;
    squares += whole * whole;
  }
  const count = BigInt(numbers.length);
  return rootOfQuotient(
    { coefficient: count * squares - sum * sum, exponent: 2 * lowest },
    count * (count - 1n),
  );
}

/** The one that no other comes before (`sign` 1) or after (−1); null for an empty list, undefined where two can't be compared. */
function extreme(list: FeelList, sign: number, run: Run): Value | undefined {
  let [best] = list;
  if (best === undefined) return null;
  if (compare(best, best, run) === undefined) return undefined;
  for (const item of list) {
    const order = compare(item, best, run);
    if (order === undefined) return undefined;
    if (order * sign < 0) best = item;
  }
  return best;
}

/** Whether one is `decisive`; if not, null if one is null. */
function quantified(truths: readonly (boolean | null)[], decisive: boolean): boolean | null {
  if (truths.includes(decisive)) return decisive;
  return truths.includes(null) ? null : !decisive;
}

const NUMBERS = listsOf(FEEL_NUMBER);
const TRUTHS = listsOf(nullable(TRUTH));

const ofNumbers = (
  name: string,
  body: (numbers: Numbers, run: Run) => FeelNumber | undefined,
  ofNone?: null,
) =>
  define(
    name,
    ...listWays(NUMBERS, NUMBER, (numbers, run) => (numbers.length === 0 ? ofNone : body(numbers, run))),
  );

/** Functions of lists that reckon (DMN 1.5, clause 10.3.4.4). */
export const AGGREGATES = [
  define('min', ...listWays(LIST, ANY, (list, run) => extreme(list, 1, run))),
  define('max', ...listWays(LIST, ANY, (list, run) => extreme(list, -1, run))),
  ofNumbers('sum', (numbers, run) => fold(numbers, run, addNumbers), null),
  ofNumbers('product', (numbers, run) => fold(numbers, run, multiplyNumbers)),
  ofNumbers('mean', mean, null),
  ofNumbers('median', median, null),
  ofNumbers('stddev', standardDeviation),
  define('mode', ...listWays(NUMBERS, listOf(NUMBER), mode)),
  define('all', ...listWays(TRUTHS, BOOLEAN, (truths) => quantified(truths, false))),
  define('any', ...listWays(TRUTHS, BOOLEAN, (truths) => quantified(truths, true))),
];
