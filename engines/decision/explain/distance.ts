import type { Table, Test } from '../compile/ir.ts';
import { FeelDateTime } from '../values/date-time.ts';
import { FeelDate } from '../values/date.ts';
import { Decimal } from '../values/decimal.ts';
import { DaysDuration, MonthsDuration } from '../values/duration.ts';
import { numberToText } from '../values/number.ts';
import { FeelRange } from '../values/range.ts';
import { FeelTime } from '../values/time.ts';
import type { Value } from '../values/value.ts';

/** Where values that can be near each other lie; those of one kind lie on one line. */
interface Place {
  kind: string;
  at: number;
}

/** What a failed condition counts where nothing tells how far it is off. */
const FAR = 1;

/**
 * How far inputs are from meeting the conditions of a rule that failed: the sum of 0 to 1 for each. Numbers and times count
 * by their gap to what the cell asks for, measured by how far apart the bounds of the column lie; all else counts 1.
 */
export function distanceOf(
  table: Table,
  rule: number,
  inputs: readonly Value[],
  holds: readonly Value[],
): number {
  const tests = table.rules[rule]?.tests ?? [];
  return tests.reduce((sum, test, column) => {
    if (holds[column] === true) return sum;
    const place = placeOf(inputs[column] ?? null);
    const gap = place && gapOf(test, place);
    return sum + (gap === undefined || !place ? FAR : share(gap, spreadOf(table, column, place.kind)));
  }, 0);
}

const share = (gap: number, spread: number): number => (gap === 0 ? 0 : gap / (gap + spread));

const spreads = new WeakMap<Table, Map<string, number>>();

/** How far apart the bounds in a column lie, or the one that it has from zero; looked up once for all rules. */
function spreadOf(table: Table, column: number, kind: Place['kind']): number {
  const key = `${column} ${kind}`;
  const known = spreads.get(table) ?? new Map<string, number>();
  const spread = known.get(key) ?? measured(table, column, kind);
  spreads.set(table, known.set(key, spread));
  return spread;
}

function measured(table: Table, column: number, kind: Place['kind']): number {
  const bounds = table.rules.flatMap(({ tests }) => {
    const test = tests[column];
    return test ? boundsOf(test).flatMap((bound) => (bound.kind === kind ? [bound.at] : [])) : [];
  });
  const [lowest, highest] = [
    bounds.reduce((a, b) => Math.min(a, b), Infinity),
    bounds.reduce((a, b) => Math.max(a, b), -Infinity),
  ];
  return highest > lowest ? highest - lowest : Math.abs(lowest) || 1;
}

function boundsOf(test: Test): Place[] {
  switch (test.test) {
    case 'compare':
    case 'matches':
      return test.operand.op === 'constant' ? placesIn(test.operand.value) : [];
    case 'between':
      return [test.low, test.high].flatMap((end) => (end.op === 'constant' ? placesIn(end.value) : []));
    case 'either':
      return test.tests.flatMap(boundsOf);
    default:
      return [];
  }
}

function placesIn(value: Value): Place[] {
  if (Array.isArray(value)) return value.flatMap(placesIn);
  if (value instanceof FeelRange) return [value.low, value.high].flatMap(placesIn);
  return [placeOf(value)].filter((place) => place !== undefined);
}

/** How far a value is from passing a test that it fails; undefined where that can't be told. */
function gapOf(test: Test, place: Place): number | undefined {
  switch (test.test) {
    case 'compare':
      return test.operator === '!=' ? 0 : toNearest(boundsOf(test), place);
    case 'between':
    case 'matches':
      return toNearest(boundsOf(test), place);
    case 'either':
      return least(test.tests.map((one) => gapOf(one, place)));
    default:
      return undefined;
  }
}

/** A value that fails lies beyond the nearest bound. */
const toNearest = (bounds: readonly Place[], { kind, at }: Place): number | undefined =>
  least(bounds.map((bound) => (bound.kind === kind ? Math.abs(bound.at - at) : undefined)));

function least(gaps: readonly (number | undefined)[]): number | undefined {
  const told = gaps.filter((gap) => gap !== undefined);
  return told.length === 0 ? undefined : told.reduce((a, b) => Math.min(a, b), Infinity);
}

function placeOf(value: Value): Place | undefined {
  if (typeof value === 'number') return { kind: 'number', at: value };
  if (value instanceof Decimal) return { kind: 'number', at: Number(numberToText(value)) };
  if (value instanceof FeelDate) return { kind: 'date', at: value.days };
  if (value instanceof FeelDateTime || value instanceof FeelTime) {
    const kind = value instanceof FeelTime ? 'time' : 'moment';
    return { kind, at: Number(value.localNanoseconds) / 1e9 - (value.offset ?? 0) };
  }
  if (value instanceof DaysDuration) return { kind: 'days', at: Number(value.nanoseconds) };
  return value instanceof MonthsDuration ? { kind: 'months', at: value.months } : undefined;
}
