import { compare, equalMoments } from './comparison.ts';
import { FeelDateTime } from './date-time.ts';
import { FeelFunction } from './function.ts';
import { FeelRange } from './range.ts';
import { SHORT_TEXT, walkSteps } from './text-steps.ts';
import { FeelTime } from './time.ts';
import type { FeelContext, FeelList, Run, Value } from './value.ts';

/**
 * FEEL's `=` (DMN 1.5, table 53): null for values of different kinds. Null equals null alone. Lists, contexts and
 * ranges are equal when all their parts are: one unequal part decides, else one that can not be compared makes it null.
 * Parts are counted, since one list may stand in another many times over.
 */
export function equal(a: Value, b: Value, run?: Run): boolean | null {
  if (typeof a === 'string' && typeof b === 'string') return equalTexts(a, b, run);
  if (a === b) return true;
  if (a === null || b === null) return false;
  if (typeof a === 'boolean') return typeof b === 'boolean' ? false : null;
  if (Array.isArray(a)) return Array.isArray(b) ? equalLists(a, b, run) : null;
  if (a instanceof Map) return b instanceof Map ? equalContexts(a, b, run) : null;
  if (a instanceof FeelRange) return b instanceof FeelRange ? equalRanges(a, b, run) : null;
  if (a instanceof FeelFunction) return b instanceof FeelFunction ? false : null;
  if (a instanceof FeelDateTime) return b instanceof FeelDateTime ? equalMoments(a, b) : null;
  if (a instanceof FeelTime) return b instanceof FeelTime ? equalMoments(a, b) : null;
  const order = compare(a, b, run);
  return order === undefined ? null : order === 0;
}

function equalTexts(a: string, b: string, run: Run | undefined): boolean {
  if (a.length > SHORT_TEXT && a.length === b.length) run?.spend(walkSteps(a.length));
  return a === b;
}

function equalLists(a: FeelList, b: FeelList, run: Run | undefined): boolean | null {
  if (a.length !== b.length) return false;
  let result: boolean | null = true;
  for (const [index, item] of a.entries()) {
    run?.spend(1);
    const holds = equal(item, b[index] ?? null, run);
    if (holds === false) return false;
    if (holds === null) result = null;
  }
  return result;
}

function equalContexts(a: FeelContext, b: FeelContext, run: Run | undefined): boolean | null {
  if (a.size !== b.size || [...a.keys()].some((key) => !b.has(key))) return false;
  const others = [...a.keys()].map((key) => b.get(key) ?? null);
  return equalLists([...a.values()], others, run);
}

function equalRanges(a: FeelRange, b: FeelRange, run: Run | undefined): boolean | null {
  const isOfOneForm =
    a.operator === b.operator && a.lowIncluded === b.lowIncluded && a.highIncluded === b.highIncluded;
  return isOfOneForm && equalLists([a.low, a.high], [b.low, b.high], run);
}
