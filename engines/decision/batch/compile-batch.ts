import type { CompiledModel, Prepared } from '../compile/compiled-model.ts';
import type { Plan } from '../compile/plan.ts';
import type { Limits } from '../compile/run.ts';
import { DecisionError } from '../decision-error.ts';
import { columnOf, lengthOf, type Column, type ColumnOf } from './column.ts';
import { BLOCK, FastRun, fastPlanOf, lookOf, type FastPlan } from './fast-plan.ts';
import { HitBitmaps } from './hit-bitmaps.ts';
import { ALONE } from './kernels.ts';
import { ResultWriter } from './result-writer.ts';
import { RowByRow, type Failure } from './row-by-row.ts';

export interface BatchResult {
  /** Results of the rows, the first being `from`. Those beyond the limits are null. */
  output: ColumnOf<'number'> | ColumnOf<'coded'>;
  /**
   * For each rule of the decision's table the rows in which all its tests pass, whatever the hit policy makes of it: bit
   * `row % 32` of number `row / 32`, counted from `from`. Empty if the decision is no table, undefined if not asked for.
   */
  hits: readonly Uint32Array[] | undefined;
  failures: readonly Failure[];
}

export interface BatchOptions {
  /** The first row, and the one after the last; all by default. */
  from?: number | undefined;
  to?: number | undefined;
  hits?: boolean | undefined;
}

/** By the keys of input data, as for `evaluate`; one that is missing is null in all rows. A dictionary that was given must not change any more. */
export type Columns = ReadonlyMap<string, Column>;

/**
 * Decides many cases at once, with the results of deciding them one by one. Holds nothing of what it decided.
 *
 * Tables are asked by column: what all rules say of a value is found out once for each value of a dictionary, and once
 * between two thresholds of numbers and dates. Where that is not all there is to say, rows are decided one by one.
 */
export class BatchProgram {
  /** Keys of the input data that it reads. */
  readonly inputs: readonly string[];
  readonly #plan: Plan;
  readonly #prepared: Prepared;
  readonly #bounds: { limits: Limits; now: number | undefined };
  readonly #decision: string;
  /** By the kinds of columns. */
  readonly #fast = new Map<string, FastPlan | undefined>();

  constructor(compiled: CompiledModel, decision: string, now?: number) {
    this.#decision = decision;
    this.#plan = compiled.lowered(decision);
    this.#prepared = compiled.prepare(decision, now);
    this.#bounds = { limits: compiled.limits, now };
    this.inputs = this.#prepared.inputs;
  }

  /** @throws DecisionError COLUMN_TOO_SHORT */
  run(columns: Columns, rows: number, { from = 0, to = rows, hits = false }: BatchOptions = {}): BatchResult {
    const given = this.#plan.given.map(({ keys }) => {
      const key = keys.find((one) => columns.has(one)) ?? '';
      const column = columns.get(key);
      if (column && lengthOf(column) < rows) throw new DecisionError('COLUMN_TOO_SHORT', { name: key, rows });
      return column?.kind === 'values' ? columnOf(column.values) : column;
    });
    const [start, end] = [Math.max(0, from), Math.min(to, rows)];
    const count = Math.max(0, end - start);
    const bitmaps = hits ? new HitBitmaps(this.#plan, count, this.#bounds) : undefined;
    const alone = new RowByRow(this.#prepared, this.#decision, { columns: given, start, bitmaps });
    const fast = this.#fastFor(given);
    const output = fast
      ? runByColumn(new FastRun(fast, given), { start, count }, alone, bitmaps)
      : runByRow({ start, count }, alone);
    return { output, hits: bitmaps?.bitmaps, failures: alone.failures };
  }

  #fastFor(given: readonly (Column | undefined)[]): FastPlan | undefined {
    const looks = given.map(lookOf);
    const key = looks.join();
    if (!this.#fast.has(key))
      this.#fast.set(key, fastPlanOf(this.#plan, looks, this.#bounds.limits, this.#bounds.now));
    return this.#fast.get(key);
  }
}

/** @throws DecisionError NOT_FOUND, REQUIREMENT_CYCLE */
export const compileBatch = (compiled: CompiledModel, decision: string, now?: number): BatchProgram =>
  new BatchProgram(compiled, decision, now);

interface Rows {
  start: number;
  count: number;
}

function runByRow({ start, count }: Rows, alone: RowByRow): BatchResult['output'] {
  const results = new ResultWriter(count);
  for (let row = start; row < start + count; row += 1) {
    results.set(row - start, alone.decide(row));
    alone.hits(row);
  }
  return results.column;
}

function runByColumn(
  fast: FastRun,
  { start, count }: Rows,
  alone: RowByRow,
  bitmaps: HitBitmaps | undefined,
): BatchResult['output'] {
  const results = fast.numbers && new ResultWriter(count);
  const codes = new Int32Array(results ? Math.min(count, BLOCK) : count);
  for (let at = 0; at < count; at += BLOCK) {
    const size = Math.min(BLOCK, count - at);
    const block = results ? codes.subarray(0, size) : codes.subarray(at, at + size);
    const toDecide = fast.block(start + at, size, block) ? size : 0;
    if (fast.numbers) results?.setNumbers(at, fast.numbers.subarray(0, size));
    for (let row = 0; row < toDecide; row += 1) {
      if (block[row] !== ALONE) continue;
      const value = alone.decide(start + at + row);
      if (results) results.set(at + row, value);
      else block[row] = fast.dictionary.codeOf(value);
    }
    const uncertain = bitmaps?.block(at, size, fast.candidates) ?? [];
    for (const row of uncertain) alone.hits(start + at + row);
  }
  return results?.column ?? { kind: 'coded', codes, dictionary: fast.dictionary.values };
}
