import type { CellWorkspace } from './cell-workspace.ts';
import { RULE_NUMBER } from './defect-rules.ts';
import { OUT_WORKSPACE } from './output-grid.ts';
import type { OutputGrid } from './output-grid.ts';
import type { RowBatch } from './row-batch.ts';

/** Whose refused rows a corrected file brings back. */
export interface Corrected {
  /** Name of the file that the row numbers are of. */
  origin: string;
  /** Numbers of its rows that are refused still. Those that join are taken out. */
  refused: Set<number>;
}

/** Lets each refused row join once; the COPY text ends with a column `origin:number` that says which it was. */
export class RefusedRows {
  readonly #corrected: Corrected;
  readonly #taken: { row: number; number: number }[] = [];

  constructor(corrected: Corrected) {
    this.#corrected = corrected;
  }

  /** Before values are compared with other rows. */
  check(batch: RowBatch, grid: OutputGrid, work: CellWorkspace): void {
    const { origin, refused } = this.#corrected;
    this.#taken.length = 0;
    for (let row = 0; row < batch.rows; row++) {
      if (grid.rejected[row] === 1) continue;
      const number = batch.rowNumbers[row]!;
      if (!refused.delete(number)) {
        grid.reject({ row, column: -1, rule: RULE_NUMBER.TABULAR_NOT_A_REFUSED_ROW });
        continue;
      }
      this.#taken.push({ row, number });
      work.put(`${origin}:${number}`);
      const last = (row + 1) * grid.columns - 1;
      grid.from[last] = OUT_WORKSPACE + work.from;
      grid.to[last] = work.to;
    }
  }

  /** After the last check: a row that was rejected all the same is refused still. */
  settle(grid: OutputGrid): void {
    for (const { row, number } of this.#taken)
      if (grid.rejected[row] === 1) this.#corrected.refused.add(number);
  }
}
