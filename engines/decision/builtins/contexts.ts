import { DecisionError } from '../decision-error.ts';
import { ANY, listOf } from '../types/type.ts';
import { walkSteps } from '../values/text-steps.ts';
import type { FeelContext, FeelList, Run, Value } from '../values/value.ts';
import { define, way } from './define.ts';
import { ANYTHING, CONTEXT, listsOf, TEXT } from './kinds.ts';

/** The runtime tells longer keys apart by their lengths only, and takes the square of their number for it. */
const LONGEST_KEY = 10_000;

/** @throws DecisionError LIMIT_SIZE, LIMIT_STEPS */
function payForKey(key: string, run: Run): void {
  if (key.length > LONGEST_KEY) throw new DecisionError('LIMIT_SIZE', { limit: LONGEST_KEY });
  run.spend(walkSteps(key.length));
}

/** Entries are contexts with a `key` and a `value`; no key twice. */
function contextOf(entries: readonly FeelContext[], run: Run): FeelContext | undefined {
  const context = new Map<string, Value>();
  for (const entry of entries) {
    const key = entry.get('key');
    const value = entry.get('value');
    if (typeof key !== 'string' || value === undefined) return undefined;
    payForKey(key, run);
    if (context.has(key)) return undefined;
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
  for (const key of keys) payForKey(key, run);
  return withValue(context, keys, value);
}

function merge(contexts: readonly FeelContext[], run: Run): FeelContext {
  const size = contexts.reduce((sum, context) => sum + context.size, 0);
  run.spend(size);
  run.reserve(size);
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
      (context, key, run) => {
        run.spend(walkSteps(key.length));
        return context.get(key);
      },
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
