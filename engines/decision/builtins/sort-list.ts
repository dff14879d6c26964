import { compare } from '../values/comparison.ts';
import type { FeelFunction } from '../values/function.ts';
import type { FeelList, Run, Value } from '../values/value.ts';

type Precedes = (a: Value, b: Value) => boolean | undefined;

/**
 * Sorted by a function that says whether its first argument comes before its second, or by `<`; items of which neither
 * comes first keep their order. Undefined where two items can't be put in order. Whatever the function says, it is
 * asked no more than n × log₂ n times.
 */
export function sortList(list: FeelList, by: FeelFunction | undefined, run: Run): FeelList | undefined {
  return mergeSorted(list, by ? precedesBy(by, run) : comesFirst(run), run);
}

const comesFirst =
  (run: Run): Precedes =>
  (a, b) => {
    const order = compare(a, b, run);
    return order === undefined ? undefined : order < 0;
  };

const precedesBy =
  (by: FeelFunction, run: Run): Precedes =>
  (a, b) => {
    const holds = by.call([a, b], run);
    return typeof holds === 'boolean' ? holds : undefined;
  };

function mergeSorted(list: FeelList, precedes: Precedes, run: Run): FeelList | undefined {
  if (list.length < 2) return list;
  run.spend(list.length);
  const middle = Math.floor(list.length / 2);
  const left = mergeSorted(list.slice(0, middle), precedes, run);
  const right = left && mergeSorted(list.slice(middle), precedes, run);
  return right && merged(left, right, precedes);
}

function merged(left: FeelList, right: FeelList, precedes: Precedes): FeelList | undefined {
  const result: Value[] = [];
  let [atLeft, atRight] = [0, 0];
  while (atLeft < left.length && atRight < right.length) {
    const [first, second] = [left[atLeft] ?? null, right[atRight] ?? null];
    const isSecond = precedes(second, first);
    if (isSecond === undefined) return undefined;
    result.push(isSecond ? second : first);
    if (isSecond) atRight += 1;
    else atLeft += 1;
  }
  return result.concat(left.slice(atLeft), right.slice(atRight));
}
