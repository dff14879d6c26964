import { printKey, quote } from '../feel/print-expression.ts';
import { Decimal } from './decimal.ts';
import { FeelFunction } from './function.ts';
import { numberToText } from './number.ts';
import { FeelRange } from './range.ts';
import type { Value } from './value.ts';

/** What FEEL's `string()` gives: a string as it is; inside lists and contexts strings are quoted (DMN 1.5, table 71). */
export function toText(value: Value): string {
  return typeof value === 'string' ? value : partToText(value);
}

function partToText(value: Value): string {
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'number' || value instanceof Decimal) return numberToText(value);
  if (typeof value === 'string') return quote(value);
  if (Array.isArray(value)) return `[${value.map(partToText).join(', ')}]`;
  if (value instanceof Map)
    return `{${[...value].map(([key, entry]) => `${printKey(key)}: ${partToText(entry)}`).join(', ')}}`;
  if (value instanceof FeelRange) return rangeToText(value);
  if (value instanceof FeelFunction) return `function(${value.parameters.join(', ')})`;
  return value.toString();
}

function rangeToText({ low, high, lowIncluded, highIncluded, operator }: FeelRange): string {
  if (operator !== undefined) return `(${operator} ${partToText(low ?? high)})`;
  const ends = `${partToText(low)}..${partToText(high)}`;
  return `${lowIncluded ? '[' : '('}${ends}${highIncluded ? ']' : ')'}`;
}
