import { ANY, listOf } from '../types/type.ts';
import type { FeelContext, FeelList, Run, Value } from '../values/value.ts';
import { define, way } from './define.ts';
import { ANYTHING, CONTEXT, listsOf, TEXT } from './kinds.ts';

/** Entries are contexts with a `key` and a `value`; no key twice. */
function contextOf(entries: readonly FeelContext[]): FeelContext | undefined {
  const context = new Map<string, Value>();
  for (const entry of entries) {
    const key = entry.get('key');
    const value = entry.get('value');
    if (typeof key !== 'string' || value === undefined || context.has(key)) return undefined;
    context.set(key, value);
  }
  return context;
}

/** A copy with another value at the end of the path of keys; all but the last must lead to contexts. */
function withValue(context: FeelContext, keys: readonly string[], value: Value): FeelContext | undefined {
  const [key, ...further] = keys;
  if (key === undefined) return undefined;
  if (further.length === 0) return new Map(context).set(key, value);
  const inner = context.get(key);
  const changed = inner instanceof Map ? withValue(inner, further, value) : undefined;
  return changed && new Map(context).set(key, changed);
}

function put(context: FeelContext, keys: readonly string[], value: Value, run: Run): FeelContext | undefined {
  run.spend(context.size + keys.length);
  run.reserve(context.size + 1);
  return withValue(context, keys, value);
}

function merge(contexts: readonly FeelContext[], run: Run): FeelContext {
  run.reserve(contexts.reduce((sum, context) => sum + context.size, 0));
  return new Map(contexts.flatMap((context) => [...context]));
}

function entriesOf(context: FeelContext, run: Run): FeelList {
  run.spend(context.size);
  return [...context].map(
    ([key, value]) =>
      new Map<string, Value>([
        ['key', key],
        ['value', value],
      ]),
  );
}

/** DMN 1.5, clause 10.3.4.10. */
export const CONTEXT_FUNCTIONS = [
  define(
    'get value',
    way(
      [
        ['m', CONTEXT],
        ['key', TEXT],
      ],
      ANY,
      (context, key) => context.get(key),
    ),
  ),
  define('get entries', way([['m', CONTEXT]], listOf(CONTEXT.type), entriesOf)),
  define('context', way([['entries', listsOf(CONTEXT)]], CONTEXT.type, contextOf)),
  define(
    'context put',
    way(
      [
        ['context', CONTEXT],
        ['key', TEXT],
        ['value', ANYTHING],
      ],
      CONTEXT.type,
      (context, key, value, run) => put(context, [key], value, run),
    ),
    way(
      [
        ['context', CONTEXT],
        ['keys', listsOf(TEXT)],
        ['value', ANYTHING],
      ],
      CONTEXT.type,
      put,
    ),
  ),
  define('context merge', way([['contexts', listsOf(CONTEXT)]], CONTEXT.type, merge)),
];
