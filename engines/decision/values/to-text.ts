import { printKey, quote } from '../feel/print-expression.ts';
import { withinLimits } from '../within-limits.ts';
import { Decimal } from './decimal.ts';
import { FeelFunction } from './function.ts';
import { numberToText } from './number.ts';
import { FeelRange } from './range.ts';
import type { Run, Value } from './value.ts';

/**
 * What FEEL's `string()` gives: a string as it is; inside lists and contexts strings are quoted (DMN 1.5, table 71).
 * Parts are counted, since one list may stand in another many times over.
 * @throws DecisionError LIMIT_DEPTH, LIMIT_SIZE
 */
export function toText(value: Value, run?: Run): string {
  return typeof value === 'string' ? value : withinLimits(() => partToText(value, run));
}

function partToText(value: Value, run: Run | undefined): string {
  run?.spend(1);
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'number' || value instanceof Decimal) return numberToText(value);
  if (typeof value === 'string') {
    run?.spend(value.length >> 3);
    return quote(value);
  }
  if (Array.isArray(value)) return `[${value.map((item) => partToText(item, run)).join(', ')}]`;
  if (value instanceof Map)
    return `{${[...value].map(([key, entry]) => `${printKey(key)}: ${partToText(entry, run)}`).join(', ')}}`;
  if (value instanceof FeelRange) return rangeToText(value, run);
  if (value instanceof FeelFunction) return `function(${value.parameters.join(', ')})`;
  return value.toString();
}

function rangeToText(range: FeelRange, run: Run | undefined): string {
  const { low, high, lowIncluded, highIncluded, operator } = range;
  if (operator !== undefined) return `(${operator} ${partToText(low ?? high, run)})`;
  const ends = `${partToText(low, run)}..${partToText(high, run)}`;
  return `${lowIncluded ? '[' : '('}${ends}${highIncluded ? ']' : ')'}`;
}
