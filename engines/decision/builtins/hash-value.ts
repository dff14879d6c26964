import { FeelDate } from '../values/date.ts';
import { Decimal } from '../values/decimal.ts';
import type { Value } from '../values/value.ts';

/** Characters, members and levels that are looked at: enough to tell most values apart. */
const MOST_CHARACTERS = 64;
const MOST_MEMBERS = 32;
const MOST_LEVELS = 3;

/** A whole number of 32 bits, the same for values that are equal by FEEL's `=`. */
export function hashOf(value: Value, levels = MOST_LEVELS): number {
  if (value === null || typeof value !== 'object') return hashOfText(`${typeof value} ${value}`);
  if (value instanceof Decimal) return hashOfText(`decimal ${value.coefficient}e${value.exponent}`);
  if (value instanceof FeelDate) return value.days;
  const isList = Array.isArray(value);
  if (!isList && !(value instanceof Map)) return 1;
  const size = isList ? value.length : value.size;
  if (levels === 0 || size > MOST_MEMBERS) return mixed(2, size);
  if (isList) return value.reduce((hash: number, item: Value) => mixed(hash, hashOf(item, levels - 1)), size);
  let hash = size;
  // Entries are equal in any order.
  for (const [key, member] of value) hash = (hash + mixed(hashOfText(key), hashOf(member, levels - 1))) | 0;
  return hash;
}

function hashOfText(text: string): number {
  let hash = text.length;
  for (let at = 0; at < Math.min(text.length, MOST_CHARACTERS); at += 1)
    hash = mixed(hash, text.charCodeAt(at));
  return hash;
}

const mixed = (hash: number, more: number): number => {
  const product = Math.imul(hash ^ more, 0x9e37_79b1);
  return product ^ (product >>> 15);
};
