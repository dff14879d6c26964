import { compare } from './comparison.ts';
import { FeelFunction } from './function.ts';
import { FeelRange } from './range.ts';
import type { FeelContext, FeelList, Value } from './value.ts';

/**
 * FEEL's `=` (DMN 1.5, table 53): null for values of different kinds. Null equals null alone. Lists, contexts and
 * ranges are equal when all their parts are: one unequal part decides, else one that can not be compared makes it null.
 */
export function equal(a: Value, b: Value): boolean | null {
  if (a === b) return true;
  if (a === null || b === null) return false;
  if (typeof a === 'boolean') return typeof b === 'boolean' ? false : null;
  if (Array.isArray(a)) return Array.isArray(b) ? equalLists(a, b) : null;
  if (a instanceof Map) return b instanceof Map ? equalContexts(a, b) : null;
  if (a instanceof FeelRange) return b instanceof FeelRange ? equalRanges(a, b) : null;
  if (a instanceof FeelFunction) return b instanceof FeelFunction ? false : null;
  const order = compare(a, b);
  return order === undefined ? null : order === 0;
}

function equalLists(a: FeelList, b: FeelList): boolean | null {
  if (a.length !== b.length) return false;
  return every(a, (item, index) => equal(item, b[index] ?? null));
}

function equalContexts(a: FeelContext, b: FeelContext): boolean | null {
  if (a.size !== b.size || [...a.keys()].some((key) => !b.has(key))) return false;
  return every([...a], ([key, value]) => equal(value, b.get(key) ?? null));
}

function equalRanges(a: FeelRange, b: FeelRange): boolean | null {
  if (a.operator !== b.operator || a.lowIncluded !== b.lowIncluded || a.highIncluded !== b.highIncluded)
    return false;
  return every([0, 1], (end) => (end === 0 ? equal(a.low, b.low) : equal(a.high, b.high)));
}

function every<T>(items: readonly T[], test: (item: T, index: number) => boolean | null): boolean | null {
  let result: boolean | null = true;
  for (const [index, item] of items.entries()) {
    const holds = test(item, index);
    if (holds === false) return false;
    if (holds === null) result = null;
  }
  return result;
}
