import { CELL_BAD, CELL_CONTROL, CELL_NON_ASCII, CELL_NULL, CELL_SPECIAL } from './row-batch.ts';
import type { RowBatch } from './row-batch.ts';
import type { RuleCode } from './defect-rules.ts';

const BATCH_BYTES = 256 * 1024;
const BATCH_CELLS = 1 << 16;
const MAX_ROWS = 8192;

/** Collects rows of readers that make cells one by one (XLSX, Parquet, JSON lines) into a batch. */
export class BatchBuilder {
  readonly batch: RowBatch;
  readonly #maxRows: number;
  #used = 0;
  #cell = 0;
  #filled = false;

  constructor(columns: number) {
    this.#maxRows = Math.max(1, Math.min(MAX_ROWS, Math.floor(BATCH_CELLS / columns)));
    const cells = this.#maxRows * columns;
    this.batch = {
      bytes: Buffer.allocUnsafeSlow(2 * BATCH_BYTES),
      columns,
      rows: 0,
      starts: new Int32Array(cells),
      ends: new Int32Array(cells),
      flags: new Uint8Array(cells),
      chars: new Int32Array(cells),
      rowNumbers: new Float64Array(this.#maxRows),
      broken: [],
      notices: [],
      blankRows: 0,
      bytesRead: 0,
    };
  }

  /** True once the batch should be handed on. */
  get full(): boolean {
    const { rows, broken } = this.batch;
    return rows >= this.#maxRows || broken.length >= this.#maxRows || this.#used >= BATCH_BYTES;
  }

  get empty(): boolean {
    return this.batch.rows === 0 && this.batch.broken.length === 0;
  }

  /** Empties the batch after it was consumed. */
  clear(): void {
    this.batch.rows = 0;
    this.batch.broken = [];
    this.batch.notices = [];
    this.#used = 0;
    this.beginRow();
  }

  /** Starts a row with all cells null; an unfinished row is forgotten. */
  beginRow(): void {
    const { batch } = this;
    this.#cell = batch.rows * batch.columns;
    this.#filled = false;
    if (batch.rows >= this.#maxRows) return;
    const end = this.#cell + batch.columns;
    batch.starts.fill(0, this.#cell, end);
    batch.ends.fill(0, this.#cell, end);
    batch.chars.fill(0, this.#cell, end);
    batch.flags.fill(CELL_NULL, this.#cell, end);
  }

  setText(column: number, text: string): void {
    const start = this.#used;
    const bytes = this.#room(text.length * 3);
    this.#finish(column, start, start + bytes.write(text, start, 'utf8'));
  }

  setBytes(column: number, content: Uint8Array, from = 0, to = content.length): void {
    const start = this.#used;
    const bytes = this.#room(to - from);
    for (let i = from; i < to; i++) bytes[start + i - from] = content[i]!;
    this.#finish(column, start, start + to - from);
  }

  /** A spreadsheet cell that has no usable value: `fault` is `CELL_ERROR` or `CELL_UNCALCULATED`. */
  setFault(column: number, text: string, fault: number): void {
    this.setText(column, text);
    this.batch.flags[this.#cell + column]! |= fault;
  }

  /** Ends the row; a row without any value counts as blank. */
  endRow(rowNumber: number): void {
    if (!this.#filled) {
      this.batch.blankRows++;
      return;
    }
    this.batch.rowNumbers[this.batch.rows] = rowNumber;
    this.batch.rows++;
  }

  addBroken(rowNumber: number, rule: RuleCode, cells: string[]): void {
    this.batch.broken.push({ rowNumber, rule, cells, before: this.batch.rows });
  }

  #room(size: number): Buffer {
    const { batch } = this;
    if (this.#used + size > batch.bytes.length) {
      const larger = Buffer.allocUnsafeSlow(Math.max(batch.bytes.length * 2, this.#used + size));
      batch.bytes.copy(larger, 0, 0, this.#used);
      batch.bytes = larger;
    }
    return batch.bytes;
  }

  #finish(column: number, start: number, end: number): void {
    const { batch } = this;
    const cell = this.#cell + column;
    let mask = 0;
    let chars = 0;
    for (let at = start; at < end; at++) {
      const byte = batch.bytes[at]!;
      if (byte >= 0x80) {
        mask |= CELL_NON_ASCII;
        if (byte === 0xef) mask |= CELL_BAD;
        if (byte < 0xc0) continue;
      } else if (byte < 0x20) mask |= byte === 9 || byte === 10 || byte === 13 ? CELL_SPECIAL : CELL_CONTROL;
      else if (byte === 0x5c) mask |= CELL_SPECIAL;
      chars++;
    }
    batch.starts[cell] = start;
    batch.ends[cell] = end;
    batch.flags[cell] = mask;
    batch.chars[cell] = chars;
    this.#used = end;
    if (end > start) this.#filled = true;
  }
}
