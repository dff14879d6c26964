import type { CellWorkspace } from './cell-workspace.ts';
import { targetColumns } from './column-plan.ts';
import type { ImportPlan } from './column-plan.ts';
import type { RepeatedRow } from './defect-log.ts';
import { RULE_NUMBER } from './defect-rules.ts';
import { OUT_NULL, OUT_WORKSPACE } from './output-grid.ts';
import type { OutputGrid } from './output-grid.ts';
import type { RowBatch } from './row-batch.ts';
import { UniqueIndex } from './unique-index.ts';
import { ValueHasher } from './value-hash.ts';

/** Values that stand already where the rows go, in the texts that an import writes. */
export interface StandingValues {
  rows: readonly number[];
  /** As many a row as columns were asked for, one row after the other. */
  values: readonly string[];
}

/** A value, or the values of a key together, that another row has. */
export interface Repetition {
  row: number;
  /** Index of the source column; -1 for a key of several. */
  column: number;
  rule: number;
  /** Undefined where the index is full and nothing can be said. */
  repeats: RepeatedRow | undefined;
}

interface UniqueKey {
  names: readonly string[];
  column: number;
  /** Of the output. */
  targets: readonly number[];
  rule: number;
  index: UniqueIndex;
}

/** Target columns, each alone or several together, whose values may occur once: what `StandingValues` are asked for. */
export function uniqueColumnsOf({ columns, key = [] }: ImportPlan): (readonly string[])[] {
  const alone = columns.filter((column) => column.unique).map((column) => [column.target]);
  const known = key.length === 0 || (key.length === 1 && alone.some(([name]) => name === key[0]));
  return known ? alone : [...alone, key];
}

/** Finds rows that repeat a unique column or the key, by hashes of the texts that are written. */
export class UniqueKeys {
  readonly #keys: readonly UniqueKey[];
  readonly #hasher = new ValueHasher();
  /** Two halves of each part's hash, to be hashed as one. */
  readonly #parts: Buffer;

  constructor(plan: ImportPlan, sources: readonly string[], capacity?: number) {
    const targets = targetColumns(plan).map(({ name }) => name);
    this.#keys = uniqueColumnsOf(plan).map((names) => {
      const planned = plan.columns.find((column) => column.target === names[0]);
      const alone = names.length === 1 && planned?.unique === true;
      return {
        names,
        column: names.length === 1 && planned ? sources.indexOf(planned.source) : -1,
        targets: names.map((name) => targets.indexOf(name)),
        rule: alone ? RULE_NUMBER.TABULAR_DUPLICATE : RULE_NUMBER.TABULAR_KEY_REPEATED,
        index: new UniqueIndex(capacity),
      };
    });
    this.#parts = Buffer.alloc(8 * Math.max(1, ...this.#keys.map(({ names }) => names.length)));
  }

  /** Makes rows of the file with these values repetitions. `names` as `uniqueColumnsOf` gives them. */
  remember(names: readonly string[], { rows, values }: StandingValues): void {
    const key = this.#keys.find((one) => one.names.join('\0') === names.join('\0'));
    if (!key) return;
    rows.forEach((row, n) => {
      names.forEach((_, part) => {
        const bytes = Buffer.from(values[n * names.length + part]!, 'utf8');
        this.#hasher.hash(bytes, 0, bytes.length);
        this.#put(part);
      });
      this.#hashParts(names.length);
      // Below zero: a row that was there before the file.
      key.index.add(this.#hasher.halves.a, this.#hasher.halves.b, -row);
    });
  }

  /** After all columns, so that a row rejected for another reason does not hold a value against later rows. */
  check(batch: RowBatch, grid: OutputGrid, work: CellWorkspace, found: (one: Repetition) => void): void {
    for (const key of this.#keys) {
      for (let row = 0; row < batch.rows; row++) {
        if (grid.rejected[row] === 1 || !this.#hashRow(key, row, { batch, grid, work })) continue;
        const { column, rule, index } = key;
        const first = index.add(this.#hasher.halves.a, this.#hasher.halves.b, batch.rowNumbers[row]!);
        if (first !== 0) found({ row, column, rule, repeats: repeatedRow(first) });
        else if (index.full) found({ row, column, rule, repeats: undefined });
      }
    }
  }

  /** @returns false when a part is empty: nothing repeats what is not there. */
  #hashRow(
    { targets }: UniqueKey,
    row: number,
    from: { batch: RowBatch; grid: OutputGrid; work: CellWorkspace },
  ): boolean {
    const { batch, grid, work } = from;
    for (let part = 0; part < targets.length; part++) {
      const at = row * grid.columns + targets[part]!;
      const start = grid.from[at]!;
      if (start === OUT_NULL) return false;
      const end = Math.abs(grid.to[at]!);
      if (start >= OUT_WORKSPACE) this.#hasher.hash(work.bytes, start - OUT_WORKSPACE, end);
      else this.#hasher.hash(batch.bytes, start, end);
      if (targets.length > 1) this.#put(part);
    }
    this.#hashParts(targets.length);
    return true;
  }

  #put(part: number): void {
    const { a, b } = this.#hasher.halves;
    this.#parts.writeInt32LE(a, 8 * part);
    this.#parts.writeInt32LE(b, 8 * part + 4);
  }

  #hashParts(count: number): void {
    if (count > 1) this.#hasher.hash(this.#parts, 0, 8 * count);
  }
}

const repeatedRow = (row: number): RepeatedRow =>
  row > 0 ? { row, of: 'file' } : { row: -row, of: 'loaded' };
