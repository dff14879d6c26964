import type { RepeatedRow } from './defect-log.ts';

/** Marks a cell without value in `OutputGrid.from`. */
export const OUT_NULL = -1;
/** Added to positions that point into the workspace instead of the batch. */
export const OUT_WORKSPACE = 2 ** 30;

/** A finding of one batch: the row's index, the source column's index (-1: whole row), the rule's number. */
export interface Finding {
  row: number;
  column: number;
  rule: number;
  /** For duplicates: the row that has the value first. */
  repeats?: RepeatedRow;
}

/**
 * Where the columns of a batch leave their verdicts: row-major positions of the texts to write, and which
 * rows are rejected. `to` is negated for texts that need escaping in COPY.
 */
export class OutputGrid {
  from = new Int32Array(0);
  to = new Int32Array(0);
  rejected = new Uint8Array(0);
  readonly columns: number;
  /** Errors of the rejected rows, in no particular order. */
  findings: Finding[] = [];

  constructor(columns: number) {
    this.columns = columns;
  }

  reset(rows: number): void {
    const cells = rows * this.columns;
    if (cells > this.from.length) {
      this.from = new Int32Array(cells);
      this.to = new Int32Array(cells);
    }
    if (rows > this.rejected.length) this.rejected = new Uint8Array(rows);
    else this.rejected.fill(0, 0, rows);
    this.findings = [];
  }

  reject(finding: Finding): void {
    this.rejected[finding.row] = 1;
    this.findings.push(finding);
  }
}
