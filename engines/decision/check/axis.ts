import type { Expression, PositiveTest, UnaryTests } from '../feel/ast.ts';
import type { Value } from '../values/value.ts';
import { membersOf, setFrom, setOf } from './bit-set.ts';
import { constantOf, kindOf, type ScalarKind } from './constant.ts';
import { matchSegment } from './match-segment.ts';
import { endsOf, hasValues, type Domain } from './domain.ts';
import { COUNTERPARTS, segmentsOf, type Segment } from './segment.ts';
import { partsOf } from './walk.ts';

/** What the analysis knows of an input column. */
export interface Column {
  label: string;
  /** Kinds of its values as declared; undefined: not declared. Empty: lists, contexts and whatever else has no segments. */
  kinds: readonly ScalarKind[] | undefined;
  /** Each value meets all of these. */
  allowed: readonly UnaryTests[];
  /** Which values its expression has; undefined: not told. */
  domain: Domain | undefined;
}

/**
 * An input of a table divided into segments. Sets are bits of whole numbers: bit r of `sure[s]` says that rule r holds
 * for every value of segment s, of `possible[s]` that it may hold there.
 */
export interface Axis extends Column {
  segments: readonly Segment[];
  sure: readonly bigint[];
  possible: readonly bigint[];
  /** By rule, the segments where it holds for sure, or may hold. */
  sureOf: readonly bigint[];
  possibleOf: readonly bigint[];
  /** Segments of values: null only where the column speaks of it, other kinds only where it speaks of none. */
  values: bigint;
  /** Segments of which it is told that they have values, allowed ones. */
  allowedFor: bigint;
  /** Rules (indexes) with tests that the analysis can't tell. */
  unknown: readonly number[];
}

/** An input and the tests of each rule on it, all of which must hold; the segments into which these divide it. */
export interface DividedColumn {
  column: Column;
  rules: readonly (readonly UnaryTests[])[];
  segments: readonly Segment[];
  /** How much is to be looked at. */
  cost: number;
}

/** Divides an input by the tests of its cells. */
export function divideColumn(column: Column, rules: readonly (readonly UnaryTests[])[]): DividedColumn {
  const all = rules.flat();
  const segments = divide(column, all);
  const missing = rules.reduce((sum, cells) => (cells.length === 0 ? sum + 1 : sum), 0);
  const tests = all.reduce((sum, cell) => sum + cell.tests.length + 1, missing);
  return { column, rules, segments, cost: Math.max(tests, constantsIn(all).length) * segments.length };
}

const [FAILS, UNTOLD, HOLDS] = [0, 1, 2];

/** Looks at every segment with the tests of each rule. */
export function makeAxis({ column, rules, segments }: DividedColumn): Axis {
  const width = segments.length;
  const holds = new Uint8Array(rules.length * width);
  for (const [rule, tests] of rules.entries())
    for (let segment = 0; segment < width; segment += 1)
      holds[rule * width + segment] = truthOf(tests, segments[segment] as Segment);
  const bySegment = (least: number) =>
    segments.map((_, segment) =>
      setOf(rules.length, (rule) => (holds[rule * width + segment] ?? FAILS) >= least),
    );
  const byRule = (least: number) =>
    rules.map((_, rule) => setOf(width, (segment) => (holds[rule * width + segment] ?? FAILS) >= least));
  const isTold = !holds.includes(UNTOLD);
  const [sure, sureOf] = [bySegment(HOLDS), byRule(HOLDS)];
  const values = valuesAmong(segments, constantsIn(rules.flat()).includes(null));
  return {
    ...column,
    segments,
    sure,
    possible: isTold ? sure : bySegment(UNTOLD),
    sureOf,
    possibleOf: isTold ? sureOf : byRule(UNTOLD),
    values,
    allowedFor: setOf(segments.length, (index) => {
      const segment = segments[index];
      return (
        segment !== undefined &&
        areValuesTold(column) &&
        !('fine' in segment) &&
        column.allowed.every((test) => isToldOf(test, segment))
      );
    }),
    unknown: rules.flatMap((_, rule) =>
      segments.some((segment, index) => !isAside(segment) && holds[rule * width + index] === UNTOLD)
        ? [rule]
        : [],
    ),
  };
}

function valuesAmong(segments: readonly Segment[], speaksOfNull: boolean): bigint {
  const speaksOfKinds = segments.some((segment) => segment.kind !== 'null' && !isAside(segment));
  const isValue = (segment: Segment | undefined) => {
    if (segment?.kind === 'null') return speaksOfNull;
    return segment === undefined || !isAside(segment) || !speaksOfKinds;
  };
  return setOf(segments.length, (index) => isValue(segments[index]));
}

/** Whether all values that a column is declared to have occur: those of data do. */
export const areValuesTold = ({ domain }: Column): boolean => domain?.isFull === true;

/**
 * Segments of moments of the other kind where other rules hold than for any of the values that cells speak of; none if
 * that is so for fractions of seconds only.
 */
export function unlikeAside({ segments, possible, values }: Axis): bigint {
  const alike = new Set(membersOf(values).map((index) => possible[index]));
  const unlike = [...segments.entries()].filter(
    ([index, segment]) => 'aside' in segment && !alike.has(possible[index]),
  );
  const isTold = unlike.every(([, segment]) => 'fine' in segment);
  return isTold ? 0n : setFrom(unlike.map(([index]) => index));
}

/** Null needs no allowance. */
const isToldOf = (allowed: UnaryTests, segment: Segment): boolean =>
  segment.kind === 'null' || matchSegment(allowed, segment) === true;

const isAside = (segment: Segment): boolean => segment.kind === 'foreign' || 'aside' in segment;

function truthOf(tests: readonly UnaryTests[], segment: Segment): number {
  let least = HOLDS;
  for (const test of tests) {
    const truth = matchSegment(test, segment);
    if (truth === false) return FAILS;
    if (truth === undefined) least = UNTOLD;
  }
  return least;
}

function divide({ kinds, allowed, domain }: Column, tests: readonly UnaryTests[]): Segment[] {
  const written = constantsIn([...tests, ...allowed]);
  const constants = [...written, ...endsOf(domain)];
  const found = constants.map(kindOf).filter((kind) => kind !== undefined);
  const withCounterparts = new Set(found.flatMap((kind) => [kind, COUNTERPARTS[kind] ?? kind]));
  // Of a moment only values tell whether it has a zone.
  const spoken = kinds
    ? kinds.filter((kind) => !(kind in COUNTERPARTS) || withCounterparts.has(kind))
    : [...withCounterparts];
  const isClosed = kinds !== undefined && kinds.length > 0 && spoken.length === kinds.length;
  const isOrdered = [...tests, ...allowed].some(({ tests: parts }) => parts.some(orders));
  const values = spoken
    .flatMap((kind) => segmentsOf(kind, constants, kind !== 'string' || isOrdered))
    .filter((segment) => domain === undefined || hasValues(domain, segment))
    .filter((segment) => allowed.every((test) => matchSegment(test, segment) !== false));
  return [...values, { kind: 'null' }, ...(isClosed ? [] : [{ kind: 'foreign' } as const])];
}

const expressionOf = (test: PositiveTest): Expression =>
  test.kind === 'compare' ? test.operand : test.expression;

function constantsIn(tests: readonly UnaryTests[]): Value[] {
  const within = (expression: Expression): Value[] => {
    const value = constantOf(expression);
    return value === undefined ? partsOf(expression).flatMap(within) : [value];
  };
  return tests.flatMap((cell) => cell.tests.flatMap((test) => within(expressionOf(test))));
}

const ORDERS: readonly string[] = ['<', '<=', '>', '>='];

/** Whether it puts values in order rather than naming them. */
function orders(test: PositiveTest): boolean {
  const within = (expression: Expression): boolean =>
    expression.kind === 'range' ||
    expression.kind === 'between' ||
    (expression.kind === 'binary' && ORDERS.includes(expression.operator)) ||
    (expression.kind === 'in' &&
      expression.tests.some((inner) => inner.kind === 'compare' && ORDERS.includes(inner.operator))) ||
    partsOf(expression).some(within);
  return (test.kind === 'compare' && ORDERS.includes(test.operator)) || within(expressionOf(test));
}
