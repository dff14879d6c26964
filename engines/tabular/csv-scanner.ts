import { CELL_SPECIAL } from './row-batch.ts';
import type { RowBatch } from './row-batch.ts';
import { byteKinds, lastFilled, undoEscapes } from './csv-bytes.ts';
import { CR, LF, recordText, splitRecord } from './csv-record.ts';
import type { Dialect, SplitRecord } from './csv-record.ts';
import type { RuleCode } from './defect-rules.ts';
import type { Limits } from './limits.ts';

const REPLACEMENT = Buffer.from('\ufffd', 'utf8');
const FLAG_MASK = 0xf8;
const BATCH_CELLS = 1 << 16;
/** What is kept of a line that is too long. */
const EXCERPT_BYTES = 4096;

export interface ScannerOptions {
  dialect: Dialect;
  columns: number;
  limits: Limits;
  /** Number of the first record that will be scanned. */
  firstRowNumber: number;
}

/**
 * Cuts valid UTF-8 into a grid of cells without making strings. A row without anomalies costs one table
 * look-up a character; any anomaly sends its record through `splitRecord`, so strange rows cost more but are
 * judged in one place. Time is linear in the input: an unfinished record is looked at again only after the
 * buffer has doubled, and a quote that never closes is searched for no further than `maxRowBytes`.
 */
export class CsvScanner {
  readonly batch: RowBatch;
  readonly #options: ScannerOptions;
  readonly #delimiter: number;
  readonly #quote: number;
  readonly #capacity: number;
  readonly #kinds: { plain: Uint8Array; quoted: Uint8Array }[];
  #plain: Uint8Array;
  #quoted: Uint8Array;
  #from = 0;
  #to = 0;
  #waitFor = 0;
  #rowNumber: number;
  #skippingLongRow = false;
  readonly #escapedCells: number[] = [];

  constructor(options: ScannerOptions) {
    this.#options = options;
    this.#delimiter = options.dialect.delimiter.charCodeAt(0);
    this.#quote = options.dialect.quote.charCodeAt(0);
    this.#rowNumber = options.firstRowNumber;
    this.#capacity = Math.max(1, Math.floor(BATCH_CELLS / options.columns));
    this.#kinds = [false, true].map((suspect) => ({
      plain: byteKinds([this.#delimiter, LF, CR], suspect),
      quoted: byteKinds([this.#quote], suspect),
    }));
    this.#plain = this.#kinds[0]!.plain;
    this.#quoted = this.#kinds[0]!.quoted;
    const cells = this.#capacity * options.columns;
    this.batch = {
      bytes: Buffer.allocUnsafeSlow(512 * 1024),
      columns: options.columns,
      rows: 0,
      starts: new Int32Array(cells),
      ends: new Int32Array(cells),
      flags: new Uint8Array(cells),
      chars: new Int32Array(cells),
      rowNumbers: new Float64Array(this.#capacity),
      broken: [],
      notices: [],
      blankRows: 0,
      bytesRead: 0,
    };
  }

  /** Adds decoded bytes behind what is not scanned yet. Invalidates the batch. */
  append(chunk: Buffer): void {
    const rest = this.#to - this.#from;
    const size = rest + chunk.length;
    const old = this.batch.bytes;
    if (size + 8 > old.length) this.batch.bytes = Buffer.allocUnsafeSlow(Math.max(size + 8, old.length * 2));
    old.copy(this.batch.bytes, 0, this.#from, this.#to);
    chunk.copy(this.batch.bytes, rest);
    this.#from = 0;
    this.#to = size;
  }

  /**
   * Fills the batch with the records that are complete (`final`: with all that is left). Returns false once
   * more bytes are needed; call it again while it returns true.
   */
  next(final: boolean): boolean {
    const { batch } = this;
    batch.rows = 0;
    batch.broken = [];
    batch.notices = [];
    if (this.#from >= this.#to || (!final && this.#to - this.#from < this.#waitFor)) return false;
    this.#waitFor = 0;
    batch.bytes[this.#to] = LF;
    batch.bytes[this.#to + 1] = this.#quote;
    const suspect = batch.bytes.subarray(this.#from, this.#to).includes(REPLACEMENT) ? 1 : 0;
    this.#plain = this.#kinds[suspect]!.plain;
    this.#quoted = this.#kinds[suspect]!.quoted;
    if (this.#skippingLongRow) this.#skipLongRow();
    this.#fill(final);
    return batch.rows > 0 || batch.broken.length > 0;
  }

  #fill(final: boolean): void {
    let at = this.#from;
    while (at < this.#to && this.batch.rows < this.#capacity && this.batch.broken.length < this.#capacity) {
      let next = this.#scanRow(at, final);
      if (next < 0) next = this.#judgeRecord(at, final);
      if (next < 0) {
        this.#waitFor = 2 * (this.#to - at);
        break;
      }
      at = next;
    }
    this.#from = at;
  }

  /** The fast path. Returns the position after the row, or -1 when the record needs a closer look. */
  #scanRow(from: number, final: boolean): number {
    const { batch } = this;
    const { bytes, starts, ends, flags, chars, columns } = batch;
    const plain = this.#plain;
    const delimiter = this.#delimiter;
    const quote = this.#quote;
    const to = this.#to;
    const { maxCellBytes: maxCell, maxRowBytes: maxRow } = this.#options.limits;
    const first = batch.rows * columns;
    const last = first + columns;
    let cell = first;
    let at = from;
    this.#escapedCells.length = 0;
    for (;;) {
      let mask = 0;
      let count = 0;
      let start = at;
      let end: number;
      if (bytes[at] === quote) {
        start = at + 1;
        end = this.#scanQuoted(start, cell, final);
        if (end < 0) return -1;
        mask = flags[cell]!;
        count = chars[cell]!;
        at = end + 1;
        if (bytes[at] === CR && bytes[at + 1] === LF) at++;
      } else {
        for (;;) {
          const kind = plain[bytes[at]!]!;
          if (kind === 0) {
            if (bytes[at] !== CR) {
              end = at;
              break;
            }
            if (bytes[at + 1] === LF) {
              end = at++;
              break;
            }
            mask |= CELL_SPECIAL;
            at++;
          } else {
            mask |= kind;
            at += kind & 7;
          }
          count++;
        }
      }
      if (end - start > maxCell || cell === last) return -1;
      starts[cell] = start;
      ends[cell] = end;
      flags[cell] = mask & FLAG_MASK;
      chars[cell] = count;
      cell++;
      if (bytes[at] === delimiter) {
        at++;
        continue;
      }
      if (bytes[at] !== LF || cell !== last || (at >= to && !final) || at - from > maxRow) return -1;
      return this.#finishRow(at + 1);
    }
  }

  /** Scans a quoted cell from behind its quote; leaves flags and length in the grid; returns its end or -1. */
  #scanQuoted(from: number, cell: number, final: boolean): number {
    const { bytes, flags, chars, columns, rows } = this.batch;
    const quoted = this.#quoted;
    const to = this.#to;
    let at = from;
    let mask = 0;
    let count = 0;
    let escaped = false;
    for (;;) {
      const kind = quoted[bytes[at]!]!;
      if (kind === 0) {
        if (at >= to || (at + 1 >= to && !final)) return -1;
        if (bytes[at + 1] !== this.#quote || at + 1 >= to) break;
        escaped = true;
        at += 2;
      } else {
        mask |= kind;
        at += kind & 7;
      }
      count++;
    }
    if (cell >= (rows + 1) * columns) return -1;
    if (escaped) this.#escapedCells.push(cell);
    flags[cell] = mask;
    chars[cell] = count;
    return at;
  }

  #finishRow(next: number): number {
    const { batch } = this;
    for (const cell of this.#escapedCells) undoEscapes(batch, cell, this.#quote);
    const first = batch.rows * batch.columns;
    const last = first + batch.columns - 1;
    if (batch.starts[last] === batch.ends[last]) {
      let empty = true;
      for (let cell = first; cell <= last && empty; cell++) empty = batch.starts[cell] === batch.ends[cell];
      if (empty) {
        batch.blankRows++;
        this.#rowNumber++;
        return next;
      }
    }
    batch.rowNumbers[batch.rows] = this.#rowNumber;
    this.#rowNumber++;
    batch.rows++;
    return next;
  }

  /** Decides what to do with a record that the fast path refused. Returns the next position or -1 for more. */
  #judgeRecord(from: number, final: boolean): number {
    const { limits, dialect } = this.#options;
    const { bytes } = this.batch;
    const waiting = !final && this.#to - from <= limits.maxRowBytes;
    const record = splitRecord(bytes, { from, to: this.#to }, dialect, limits.maxColumns);
    switch (record.state) {
      case 'open-quote':
        return waiting ? -1 : this.#breakLine(from, 'TABULAR_UNCLOSED_QUOTE', final);
      case 'stray-quote': {
        const line = this.#lineEnd(from);
        const crosses = line >= 0 && line < record.next;
        return this.#breakLine(from, crosses ? 'TABULAR_UNCLOSED_QUOTE' : 'TABULAR_STRAY_QUOTE', final);
      }
      case 'open-end':
        if (waiting) return -1;
        if (!final) return this.#breakLine(from, 'TABULAR_UNCLOSED_QUOTE', final);
        break;
      case 'complete':
        // A CR as the last byte at hand may turn out to be half a line end, or none.
        if (waiting && record.next >= this.#to && bytes[this.#to - 1] === CR) return -1;
    }
    if (record.next - from > limits.maxRowBytes)
      return this.#breakLine(from, 'TABULAR_UNCLOSED_QUOTE', final);
    return this.#placeRecord(record);
  }

  #placeRecord(record: SplitRecord): number {
    const { limits, columns } = this.#options;
    const { bytes } = this.batch;
    const cells = record.starts.length;
    const filled = lastFilled(bytes, record);
    if (filled === 0) {
      this.batch.blankRows++;
      this.#rowNumber++;
      return record.next;
    }
    if (record.starts.some((start, i) => record.ends[i]! - start > limits.maxCellBytes)) {
      return this.#breakRecord(record, 'TABULAR_CELL_TOO_LONG');
    }
    if (cells < columns) return this.#breakRecord(record, 'TABULAR_TOO_FEW_COLUMNS');
    if (filled > columns) return this.#breakRecord(record, 'TABULAR_TOO_MANY_COLUMNS');
    if (cells > columns) {
      this.batch.notices.push({ rowNumber: this.#rowNumber, rule: 'TABULAR_EXTRA_EMPTY_COLUMNS' });
    }
    return this.#acceptRecord(record);
  }

  #acceptRecord(record: SplitRecord): number {
    const { batch } = this;
    const { bytes, columns } = batch;
    this.#escapedCells.length = 0;
    for (let c = 0; c < columns; c++) {
      const cell = batch.rows * columns + c;
      let mask = 0;
      let count = 0;
      for (let at = record.starts[c]!; at < record.ends[c]!; count++) {
        const kind = this.#quoted[bytes[at]!]!;
        mask |= kind;
        if (kind === 0) at += record.escaped[c] ? 2 : 1;
        else at += kind & 7;
      }
      batch.starts[cell] = record.starts[c]!;
      batch.ends[cell] = record.ends[c]!;
      batch.flags[cell] = mask & FLAG_MASK;
      batch.chars[cell] = count;
      if (record.escaped[c]) this.#escapedCells.push(cell);
    }
    return this.#finishRow(record.next);
  }

  #lineEnd(from: number): number {
    const end = this.batch.bytes.indexOf(LF, from);
    return end >= 0 && end < this.#to ? end : -1;
  }

  /**
   * Gives up the first physical line from `from` and goes on behind it. A line that is itself beyond the row
   * bound is reported as such, whatever `rule` says, so that the outcome does not depend on chunk borders.
   */
  #breakLine(from: number, rule: RuleCode, final: boolean): number {
    const { maxRowBytes } = this.#options.limits;
    const found = this.#lineEnd(from);
    if (found < 0 && !final && this.#to - from <= maxRowBytes) return -1;
    const end = found < 0 ? this.#to : found;
    const tooLong = end - from > maxRowBytes;
    const excerptEnd = tooLong ? from + Math.min(EXCERPT_BYTES, maxRowBytes) : end;
    const line = this.batch.bytes
      .toString('utf8', from, excerptEnd)
      .replace(tooLong ? /\ufffd$/u : /\r$/u, '');
    this.#addBroken(tooLong ? 'TABULAR_ROW_TOO_LONG' : rule, line.split(this.#options.dialect.delimiter));
    this.#skippingLongRow = found < 0 && !final;
    return found < 0 ? this.#to : found + 1;
  }

  #breakRecord(record: SplitRecord, rule: RuleCode): number {
    this.#addBroken(rule, recordText(this.batch.bytes, record, this.#options.dialect));
    return record.next;
  }

  #addBroken(rule: RuleCode, cells: string[]): void {
    this.batch.broken.push({ rowNumber: this.#rowNumber, rule, cells, before: this.batch.rows });
    this.#rowNumber++;
  }

  #skipLongRow(): void {
    const end = this.#lineEnd(this.#from);
    this.#from = end < 0 ? this.#to : end + 1;
    this.#skippingLongRow = end < 0;
  }
}
