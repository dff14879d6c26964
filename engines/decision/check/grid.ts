import type { UnaryTests } from '../feel/ast.ts';
import { Divider, makeAxis, type Axis, type Column } from './axis.ts';
import { allOf, membersOf, setFrom } from './bit-set.ts';
import type { Budget } from './budget.ts';
import { Coverage, type Box } from './cover.ts';
import { areRelated } from './roots.ts';

/** A decision table as the analysis sees it: the product of its axes, and each rule a box within it. */
export interface Grid {
  axes: readonly Axis[];
  rules: number;
  /** All that inputs may be, null and foreign kinds too. */
  whole: Box;
  /** Without null and foreign kinds, unless the table speaks of them. */
  values: Box;
  /** The same with null. */
  valuesAndNull: Box;
  /** By axis, whether its data and that of another are related. */
  dependent: readonly (readonly boolean[])[];
}

/**
 * Columns with the same expression are one axis, so that no combination is thought of that can't be. Undefined if the
 * table is too large for the budget.
 */
export function makeGrid(
  columns: readonly (Column & { expression: string; roots: readonly string[] })[],
  tests: readonly (readonly UnaryTests[])[],
  budget: Budget,
): Grid | undefined {
  // Each is looked at with each other.
  if (!budget.spend(4 * columns.length ** 2)) return undefined;
  const byExpression = Map.groupBy(columns.keys(), (index) => columns[index]?.expression);
  const leading = [...byExpression.values()].flatMap(([index]) => columns[index ?? 0] ?? []);
  if (!budget.spend(4 * byExpression.size * tests.length)) return undefined;
  const divider = new Divider(budget);
  const divided = [];
  for (const indexes of byExpression.values()) {
    const column = columns[indexes[0] ?? 0];
    const rules = tests.map((cells) => cellsOf(cells, indexes));
    const one = column && divider.divide(column, rules);
    if (!one) return undefined;
    divided.push(one);
  }
  const axes = divided.map(makeAxis);
  return {
    axes,
    rules: tests.length,
    whole: axes.map(({ segments }) => allOf(segments.length)),
    values: axes.map(({ values }) => values),
    valuesAndNull: axes.map(
      ({ values, segments }) => values | setFrom([segments.findLastIndex(({ kind }) => kind === 'null')]),
    ),
    dependent: leading.map((one) =>
      leading.map((other) => one !== other && areRelated(one.roots, other.roots)),
    ),
  };
}

const NONE: readonly UnaryTests[] = [];

function cellsOf(cells: readonly UnaryTests[], indexes: readonly number[]): readonly UnaryTests[] {
  const found = indexes.flatMap((index) => cells[index] ?? NONE);
  return found.length === 0 ? NONE : found;
}

/** What certainly no rule covers, among values; at most so many boxes, no two of which meet. */
export function findGaps(grid: Grid, budget: Budget, atMost: number): ReturnType<Coverage['gaps']> {
  const dimensions = grid.axes.map(({ possible, values }) => ({ rules: possible, within: values }));
  return new Coverage(dimensions, grid.rules, budget).gaps(allOf(grid.rules), atMost);
}

/** Where both rules hold for sure, among values and null; undefined if that is nowhere. */
export function overlapOf(
  { axes, valuesAndNull }: Grid,
  [first, second]: readonly [number, number],
  budget: Budget,
): Box | undefined {
  const box: bigint[] = [];
  for (const [at, { sureOf, segments }] of axes.entries()) {
    budget.spend(costOf(segments.length));
    const both = (sureOf[first] ?? 0n) & (sureOf[second] ?? 0n) & (valuesAndNull[at] ?? 0n);
    if (both === 0n) return undefined;
    box.push(both);
  }
  return box;
}

/**
 * Whether there are cases in a box for sure: it restricts no two axes that depend on each other, and none to values of
 * which it is not told that they are allowed.
 */
export function isCertain({ axes, dependent }: Grid, box: Box, within: Box): boolean {
  const restricted = [...axes.keys()].filter((at) => ((within[at] ?? 0n) & ~(box[at] ?? 0n)) !== 0n);
  return restricted.every(
    (at) =>
      ((box[at] ?? 0n) & (axes[at]?.allowedFor ?? 0n)) !== 0n &&
      !restricted.some((other) => dependent[at]?.[other] === true),
  );
}

/** Whether a rule can't hold anywhere. */
export const neverHolds = ({ axes }: Grid, rule: number): boolean =>
  axes.some(({ possibleOf }) => possibleOf[rule] === 0n);

/**
 * Which of these other rules hold wherever a rule may hold, as few as are needed; undefined if they leave something to
 * it, or the budget is used up. `domain`: of all inputs, or of values only.
 */
export function coverersOf(
  grid: Grid,
  rule: number,
  others: readonly number[],
  { domain, budget }: { domain: Box; budget: Budget },
): number[] | undefined {
  const box = grid.axes.map(({ possibleOf }, at) => (possibleOf[rule] ?? 0n) & (domain[at] ?? 0n));
  const looks = new Looks(grid, box);
  const touching = others.filter((other) => !budget.isUsedUp && looks.meets(other));
  const single = touching.find((other) => looks.contains(other));
  // Sixteen of these are as dear as one step of coverage.
  budget.spend(Math.ceil((others.length + looks.done) / 16));
  if (single !== undefined) return [single];
  if (touching.length < 2) return undefined;
  const all = setFrom(touching);
  const dimensions = grid.axes.map(({ sure }, at) => ({
    rules: sure,
    within: box[at] ?? 0n,
    among: all,
  }));
  const coverage = new Coverage(dimensions, grid.rules, budget);
  const isWhole = (rules: readonly number[]) => coverage.isWhole(setFrom(rules));
  if (!isWhole(touching)) return undefined;
  return touching.reduce((kept, other) => {
    const without = kept.filter((one) => one !== other);
    return isWhole(without) ? without : kept;
  }, touching);
}

/** How dear a set of so many is, against a small one. */
export const costOf = (bits: number): number => 1 + (bits >> 9);

/** Looks at rules and a box, and counts axes that it looks at beyond a few. */
class Looks {
  readonly #axes: readonly Axis[];
  readonly #box: Box;
  readonly #costs: readonly number[];
  done = 0;

  constructor({ axes }: Grid, box: Box) {
    this.#axes = axes;
    this.#box = box;
    this.#costs = axes.map(({ segments }, at) => (at < FREE ? costOf(segments.length) - 1 : 1));
  }

  meets(rule: number): boolean {
    return this.#axes.every(({ sureOf }, at) => {
      this.done += this.#costs[at] ?? 0;
      return ((sureOf[rule] ?? 0n) & (this.#box[at] ?? 0n)) !== 0n;
    });
  }

  contains(rule: number): boolean {
    return this.#axes.every(({ sureOf }, at) => {
      this.done += this.#costs[at] ?? 0;
      return ((this.#box[at] ?? 0n) & ~(sureOf[rule] ?? 0n)) === 0n;
    });
  }
}

/** Columns of a usual table. */
const FREE = 20;

/** Whether no rule holds for null in this axis, though the table does not speak of it. */
export function leavesNullOut({ segments, possible, values }: Axis): boolean {
  const index = segments.findIndex(({ kind }) => kind === 'null');
  return !membersOf(values).includes(index) && possible[index] === 0n;
}
