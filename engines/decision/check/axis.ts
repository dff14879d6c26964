import type { Expression, PositiveTest, UnaryTests } from '../feel/ast.ts';
import type { Value } from '../values/value.ts';
import { membersOf, setFrom, setOf } from './bit-set.ts';
import { constantOf, kindOf, type ScalarKind } from './constant.ts';
import type { Budget } from './budget.ts';
import { matcherOf, matchSegment, partsOfTests } from './match-segment.ts';
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
  /** Allowed values that the analysis can't tell. */
  untold: UnaryTests | undefined;
  /** Rules (indexes) with tests that the analysis can't tell. */
  unknown: readonly number[];
}

/** The parts that a column is divided into, and what is told of them whatever its cells say. */
interface Division {
  segments: readonly Segment[];
  /** Those of which it is told that they are allowed. */
  allowedFor: bigint;
  /** Allowed values that the analysis can't tell. */
  untold: UnaryTests | undefined;
}

/** An input and the tests of each rule on it, all of which must hold; the segments into which these divide it. */
interface DividedColumn {
  column: Column;
  rules: readonly (readonly UnaryTests[])[];
  division: Division;
}

/** To keep sets of a part's rules is as dear as so many looks at it. */
const SET_LOOKS = 4;

/** Divides inputs by the tests of their cells. Columns that allow the same values, and name none but these, share that. */
export class Divider {
  readonly #budget: Budget;
  readonly #shared = new Map<UnaryTests | undefined, SharedDivision[]>();

  constructor(budget: Budget) {
    this.#budget = budget;
  }

  /** Undefined if that is more than the budget has. */
  divide(column: Column, rules: readonly (readonly UnaryTests[])[]): DividedColumn | undefined {
    const all = rules.flat();
    const missing = rules.reduce((sum, cells) => (cells.length === 0 ? sum + 1 : sum), 0);
    const tests = all.reduce((sum, cell) => sum + 1 + looksAt(cell), missing);
    const looks = Math.max(tests, constantsIn(all, partsAsked).length);
    const division = this.#divisionOf(column, all);
    if (!division || !this.#budget.spend((looks + SET_LOOKS) * division.segments.length)) return undefined;
    return { column, rules, division };
  }

  #divisionOf(column: Column, tests: readonly UnaryTests[]): Division | undefined {
    const { allowed } = column;
    const written = constantsIn(tests);
    const areOrdered = [...tests, ...allowed].some(({ tests: parts }) => parts.some(orders));
    const alike = this.#shared.get(allowed[0]) ?? [];
    const known = alike.find(
      (one) =>
        one.areOrdered === areOrdered &&
        haveSameValues(one.column, column) &&
        written.every((value) => value === null || one.named.has(value)),
    );
    if (known) return known.division;
    const constants = [...written, ...constantsIn(allowed), ...endsOf(column.domain)];
    if (!this.#budget.spend(constants.length * Math.ceil(Math.log2(constants.length + 1)))) return undefined;
    const division = this.#divided(column, constants, areOrdered);
    const named = new Set(constantsIn(allowed).filter(isNameable));
    if (division && allowed.length > 0 && written.every((value) => value === null || named.has(value)))
      this.#shared.set(allowed[0], [...alike, { column, areOrdered, named, division }]);
    return division;
  }

  #divided(column: Column, constants: readonly Value[], areOrdered: boolean): Division | undefined {
    const { allowed } = column;
    const all = divide(column, constants, areOrdered);
    const looks = allowed.reduce((sum, tests) => sum + looksAt(tests), 0);
    // Each is asked whether it is ruled out, and those that remain whether they are allowed for sure.
    if (!this.#budget.spend(2 * looks * all.length)) return undefined;
    const segments = all.filter(
      (segment) => isOther(segment) || allowed.every((tests) => matchSegment(tests, segment) !== false),
    );
    const truths = allowed.map((tests) => segments.map((segment) => matchSegment(tests, segment)));
    const isAllowed = (segment: Segment | undefined, index: number) =>
      segment?.kind === 'null' || truths.every((of) => of[index] === true);
    return {
      segments,
      allowedFor: setOf(segments.length, (index) => {
        const segment = segments[index];
        return segment !== undefined && !('fine' in segment) && isAllowed(segment, index);
      }),
      untold: allowed.find((_, at) => truths[at]?.includes(undefined)),
    };
  }
}

interface SharedDivision {
  column: Column;
  areOrdered: boolean;
  /** Values that cells may name without dividing more. */
  named: ReadonlySet<Value>;
  division: Division;
}

const isNameable = (value: Value): boolean => typeof value === 'string' || typeof value === 'number';

function haveSameValues(a: Column, b: Column): boolean {
  const [one, other] = [a.domain, b.domain];
  return (
    a.allowed.length === b.allowed.length &&
    a.allowed.every((tests, at) => tests === b.allowed[at]) &&
    a.kinds?.join() === b.kinds?.join() &&
    one?.isWhole === other?.isWhole &&
    one?.low === other?.low &&
    one?.high === other?.high
  );
}

/** How many tests of a cell are to be looked at for each segment. */
function looksAt(tests: UnaryTests): number {
  const { named, others } = partsOfTests(tests);
  return others.length + (named ? 1 : 0);
}

const [FAILS, UNTOLD, HOLDS] = [0, 1, 2];

/** Looks at every segment with the tests of each rule. */
export function makeAxis({ column, rules, division }: DividedColumn): Axis {
  const { segments } = division;
  const width = segments.length;
  const holds = new Uint8Array(rules.length * width);
  for (const [rule, tests] of rules.entries()) {
    const matchers = tests.map(matcherOf);
    for (let segment = 0; segment < width; segment += 1)
      holds[rule * width + segment] = truthOf(matchers, segments[segment] as Segment);
  }
  const known = new Map<string, bigint>();
  const bySegment = (least: number) =>
    segments.map((_, segment) =>
      setOf(rules.length, (rule) => (holds[rule * width + segment] ?? FAILS) >= least, known),
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
    allowedFor: areValuesTold(column) ? division.allowedFor : 0n,
    untold: division.untold,
    unknown: isTold
      ? []
      : rules.flatMap((_, rule) =>
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
  if (!segments.some((segment) => 'aside' in segment)) return 0n;
  const alike = new Set(membersOf(values).map((index) => possible[index]));
  const unlike = [...segments.entries()].filter(
    ([index, segment]) => 'aside' in segment && !alike.has(possible[index]),
  );
  const isTold = unlike.every(([, segment]) => 'fine' in segment);
  return isTold ? 0n : setFrom(unlike.map(([index]) => index));
}

const isAside = (segment: Segment): boolean => segment.kind === 'foreign' || 'aside' in segment;

/** Whether it needs no allowance. */
const isOther = ({ kind }: Segment): boolean => kind === 'null' || kind === 'foreign';

function truthOf(matchers: readonly ReturnType<typeof matcherOf>[], segment: Segment): number {
  let least = HOLDS;
  for (const matcher of matchers) {
    const truth = matcher(segment);
    if (truth === false) return FAILS;
    if (truth === undefined) least = UNTOLD;
  }
  return least;
}

/** The segments of a column, those that are not allowed among them. */
function divide({ kinds, domain }: Column, constants: readonly Value[], areOrdered: boolean): Segment[] {
  const found = constants.map(kindOf).filter((kind) => kind !== undefined);
  const withCounterparts = new Set(found.flatMap((kind) => [kind, COUNTERPARTS[kind] ?? kind]));
  // Of a moment only values tell whether it has a zone.
  const spoken = kinds
    ? kinds.filter((kind) => !(kind in COUNTERPARTS) || withCounterparts.has(kind))
    : [...withCounterparts];
  const isClosed = kinds !== undefined && kinds.length > 0 && spoken.length === kinds.length;
  const values = spoken
    .flatMap((kind) => segmentsOf(kind, constants, kind !== 'string' || areOrdered))
    .filter((segment) => domain === undefined || hasValues(domain, segment));
  return [...values, { kind: 'null' }, ...(isClosed ? [] : [{ kind: 'foreign' } as const])];
}

const expressionOf = (test: PositiveTest): Expression =>
  test.kind === 'compare' ? test.operand : test.expression;

const allTests = ({ tests }: UnaryTests): readonly PositiveTest[] => tests;
const partsAsked = (tests: UnaryTests): readonly PositiveTest[] => partsOfTests(tests).others;

function constantsIn(cells: readonly UnaryTests[], testsOf = allTests): Value[] {
  const within = (expression: Expression): Value[] => {
    const value = constantOf(expression);
    return value === undefined ? partsOf(expression).flatMap(within) : [value];
  };
  return cells.flatMap((cell) => testsOf(cell).flatMap((test) => within(expressionOf(test))));
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
