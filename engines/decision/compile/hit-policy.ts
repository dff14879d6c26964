import { compare } from '../values/comparison.ts';
import { add, isNumber } from '../values/arithmetic.ts';
import { equal } from '../values/equality.ts';
import type { Run, Value } from '../values/value.ts';
import type { Table } from './ir.ts';

type Shape = Pick<Table, 'hitPolicy' | 'aggregation' | 'outputs'>;

/** What a cell costs that no rule has written: it takes room in the result. */
const STEPS_OF_MISSING = 4;

/** The result of one rule: its only output, or a context of them; those that it lacks are null. */
export function outputOf(run: Run, { outputs }: Shape, values: readonly Value[]): Value {
  if (outputs.length === 1) return values[0] ?? null;
  const missing = outputs.length - values.length;
  if (missing > 0) run.spend(missing * STEPS_OF_MISSING);
  return new Map(outputs.map(({ name }, column) => [name ?? '', values[column] ?? null]));
}

/** What a table without a default output says when no rule is hit. */
export const resultOfNone = ({ hitPolicy, aggregation }: Shape): Value =>
  hitPolicy === 'COLLECT' && aggregation === 'COUNT' ? 0 : null;

/**
 * What a table says when these rules are hit, one at least, in their order (DMN 1.5, clause 8.2.8). A violated hit
 * policy is null with a warning.
 */
export function resultOfHits(run: Run, table: Shape, hits: readonly (readonly Value[])[]): Value {
  const first = hits[0] ?? [];
  const results = () => hits.map((values) => outputOf(run, table, values));
  switch (table.hitPolicy) {
    case 'UNIQUE':
      return hits.length === 1 ? outputOf(run, table, first) : violated(run, table);
    case 'ANY': {
      const [one, ...others] = results();
      const areEqual = others.every((other) => equal(other, one ?? null, run) === true);
      return areEqual ? (one ?? null) : violated(run, table);
    }
    case 'FIRST':
      return outputOf(run, table, first);
    case 'PRIORITY':
      return outputOf(run, table, byPriority(run, table, hits)[0] ?? first);
    case 'OUTPUT ORDER':
      return byPriority(run, table, hits).map((values) => outputOf(run, table, values));
    case 'RULE ORDER':
      return results();
    case 'COLLECT':
      return table.aggregation ? aggregated(run, table, results()) : results();
  }
}

export function violated(run: Run, { hitPolicy }: Shape): null {
  run.warn('HIT_POLICY_VIOLATED', { hitPolicy });
  return null;
}

/** By the places of outputs in the lists of allowed ones, the first column before the others; ties in rule order. */
export function byPriority(
  run: Run,
  { outputs }: Shape,
  hits: readonly (readonly Value[])[],
): readonly (readonly Value[])[] {
  const ranked = outputs.flatMap(({ ranks }, column) => (ranks.length > 0 ? [{ ranks, column }] : []));
  const known = hits.map((values) => ({
    values,
    places: ranked.map(({ ranks, column }) => placeAmong(ranks, values[column] ?? null, run)),
  }));
  return known.toSorted((a, b) => comparePlaces(a.places, b.places)).map(({ values }) => values);
}

export function comparePlaces(a: readonly number[], b: readonly number[]): number {
  const column = a.findIndex((place, index) => place !== b[index]);
  return column < 0 ? 0 : (a[column] ?? 0) < (b[column] ?? 0) ? -1 : 1;
}

const isPlain = (value: Value): boolean => ['string', 'number', 'boolean'].includes(typeof value);

const places = new WeakMap<readonly Value[], ReadonlyMap<Value, number> | undefined>();

/** Where each of these values stands, if all are such as are the same only when JavaScript says so. */
function placesOf(ranks: readonly Value[]): ReadonlyMap<Value, number> | undefined {
  if (places.has(ranks)) return places.get(ranks);
  const made = ranks.every(isPlain)
    ? new Map(ranks.map((value, place) => [value, place] as const).toReversed())
    : undefined;
  places.set(ranks, made);
  return made;
}

/** The place of a value among others; infinity if it is none of them. */
export function placeAmong(ranks: readonly Value[], value: Value, run?: Run): number {
  const plain = isPlain(value) ? placesOf(ranks) : undefined;
  if (plain) return plain.get(value) ?? Infinity;
  run?.spend(ranks.length >> 4);
  const found = ranks.findIndex((one) => equal(one, value, run) === true);
  return found < 0 ? Infinity : found;
}

function aggregated(run: Run, table: Shape, results: readonly Value[]): Value {
  switch (table.aggregation) {
    case 'COUNT':
      return results.length;
    case 'SUM':
      return sumOf(run, results);
    default:
      return extreme(run, results, table.aggregation === 'MIN' ? -1 : 1);
  }
}

/** Of numbers, as the built-in `sum` (clause 10.3.2.10). */
function sumOf(run: Run, results: readonly Value[]): Value {
  if (results.every(isNumber)) return results.reduce<Value>((sum, value) => add(run, sum, value), 0);
  run.warn('AGGREGATION_UNDEFINED', { aggregation: 'SUM' });
  return null;
}

function extreme(run: Run, results: readonly Value[], sign: 1 | -1): Value {
  let best = results[0] ?? null;
  for (const value of results) {
    const order = compare(value, best, run);
    if (order === undefined) {
      run.warn('AGGREGATION_UNDEFINED', { aggregation: sign < 0 ? 'MIN' : 'MAX' });
      return null;
    }
    if (order * sign > 0) best = value;
  }
  return best;
}
