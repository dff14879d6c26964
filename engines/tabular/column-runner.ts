import { dropBlanks, skipBlanks } from './cell-bytes.ts';
import { KEEP, REPLACED } from './cell-workspace.ts';
import type { CellWorkspace } from './cell-workspace.ts';
import { ChangeLog } from './change-log.ts';
import type { ProfileCollector } from './column-profile.ts';
import type { CompiledColumn } from './compile-column.ts';
import type { DefectLog } from './defect-log.ts';
import { RULE_NUMBER } from './defect-rules.ts';
import { looksLikeFormula } from './formula-guard.ts';
import { maskPersonal } from './mask-personal.ts';
import { OUT_NULL, OUT_WORKSPACE } from './output-grid.ts';
import type { OutputGrid } from './output-grid.ts';
import {
  CELL_BAD,
  CELL_CONTROL,
  CELL_ERROR,
  CELL_NULL,
  CELL_SPECIAL,
  CELL_UNCALCULATED,
} from './row-batch.ts';
import type { RowBatch } from './row-batch.ts';

const SUSPECT_FLAGS = CELL_BAD | CELL_CONTROL | CELL_ERROR | CELL_UNCALCULATED;
const MARK_FORMULA = 1;
const MARK_FIRST = 2;
const MARK_LAST = 4;

/** By byte: may begin a formula, may begin a blank, may end a blank. */
const MARKS = new Uint8Array(256);
for (const byte of Buffer.from('=+-@\t\r')) MARKS[byte]! |= MARK_FORMULA;
for (let byte = 0; byte <= 0x20; byte++) MARKS[byte]! |= MARK_FIRST | MARK_LAST;
for (const byte of [0xc2, 0xe2, 0xe3, 0xef]) MARKS[byte]! |= MARK_FIRST;
for (const byte of [0x80, 0x8b, 0xa0, 0xbf]) MARKS[byte]! |= MARK_LAST;

/** Carries one source column through a batch: judges, converts, profiles. */
export class ColumnRunner {
  readonly #column: CompiledColumn;
  /** Index in the batch, and of the (first) target column in the output. */
  readonly #source: number;
  readonly #target: number;
  readonly #currencyTarget: boolean;
  readonly #log: DefectLog;
  readonly #work: CellWorkspace;
  readonly profile: ProfileCollector;
  readonly changes = new ChangeLog();

  constructor(options: {
    column: CompiledColumn;
    source: number;
    target: number;
    log: DefectLog;
    work: CellWorkspace;
    profile: ProfileCollector;
  }) {
    this.#column = options.column;
    this.#source = options.source;
    this.#target = options.target;
    this.#currencyTarget =
      options.column.plan.type === 'money' && options.column.plan.money?.currencyTarget !== undefined;
    this.#log = options.log;
    this.#work = options.work;
    this.profile = options.profile;
  }

  run(batch: RowBatch, grid: OutputGrid): void {
    const { bytes, starts, ends, flags, chars, rows, columns } = batch;
    const { nulls, trim, convert, plan } = this.#column;
    const isText = plan.type === 'text';
    const plain = convert === undefined && plan.maxLength === undefined && this.#column.allowed === undefined;
    const { profile } = this;
    let cell = this.#source;
    let out = this.#target;
    for (let row = 0; row < rows; row++, cell += columns, out += grid.columns) {
      const rawFrom = starts[cell]!;
      const rawTo = ends[cell]!;
      let from = rawFrom;
      let to = rawTo;
      const flag = flags[cell]!;
      if (
        to > from &&
        ((MARKS[bytes[from]!]! & MARK_FIRST) !== 0 || (MARKS[bytes[to - 1]!]! & MARK_LAST) !== 0)
      ) {
        from = skipBlanks(bytes, from, to);
        to = dropBlanks(bytes, from, to);
      }
      const isEmpty = from === to || (flag & CELL_NULL) !== 0;
      if (isEmpty || nulls.matches(bytes, from, to)) {
        profile.empty++;
        this.#putNull(grid, out);
        if (!isEmpty) this.#noteToken(batch, grid, row, bytes.toString('utf8', from, to));
        if (plan.required) this.#defect(batch, grid, row, RULE_NUMBER.TABULAR_REQUIRED);
        continue;
      }
      profile.addValue(bytes, from, to, chars[cell]!);
      if ((flag & SUSPECT_FLAGS) !== 0 && !this.#passFlags(batch, grid, row)) {
        this.#putNull(grid, out);
        continue;
      }
      if (isText && (MARKS[bytes[rawFrom]!]! & MARK_FORMULA) !== 0) this.#noteFormula(batch, grid, row);
      if (!trim) {
        from = rawFrom;
        to = rawTo;
      }
      if (plain) {
        if (to - from !== rawTo - rawFrom) this.#countChange(batch, row, bytes, from, to);
        grid.from[out] = from;
        grid.to[out] = (flag & CELL_SPECIAL) === 0 ? to : -to;
        continue;
      }
      this.#convert(batch, grid, { row, out, from, to });
    }
  }

  #convert(
    batch: RowBatch,
    grid: OutputGrid,
    at: { row: number; out: number; from: number; to: number },
  ): void {
    const { row, out, from, to } = at;
    const { convert, ordered, plan } = this.#column;
    const work = this.#work;
    const { bytes } = batch;
    let verdict = convert === undefined ? KEEP : convert(bytes, from, to, work);
    if (verdict < 0 && (plan.maxLength !== undefined || this.#column.allowed)) {
      verdict = this.#judgeText(
        verdict === KEEP ? bytes : work.bytes,
        verdict === KEEP ? from : work.from,
        verdict === KEEP ? to : work.to,
        verdict,
      );
    }
    if (verdict >= 0) {
      this.#putNull(grid, out);
      this.#defect(batch, grid, row, verdict);
      return;
    }
    if (work.warning >= 0) {
      this.#note(batch, row, work.warning, 'warning');
      work.warning = -1;
    }
    if (ordered) this.profile.addNumber(work.value);
    const special = plan.type === 'text';
    if (verdict === REPLACED) {
      this.#countChange(batch, row, work.bytes, work.from, work.to);
      grid.from[out] = OUT_WORKSPACE + work.from;
      grid.to[out] = special ? -work.to : work.to;
    } else {
      this.#countChange(batch, row, bytes, from, to);
      grid.from[out] = from;
      grid.to[out] = special ? -to : to;
    }
    if (this.#currencyTarget) {
      work.put(work.currency);
      grid.from[out + 1] = OUT_WORKSPACE + work.from;
      grid.to[out + 1] = work.to;
    }
  }

  /** Notes the cell if its text, `bytes[from..to)` by now, is no longer what the file says. */
  #countChange(batch: RowBatch, row: number, bytes: Buffer, from: number, to: number): void {
    const cell = row * batch.columns + this.#source;
    const start = batch.starts[cell]!;
    const end = batch.ends[cell]!;
    if (to - from === end - start && sameBytes(bytes, from, batch.bytes, start, to - from)) return;
    this.changes.countConverted(batch.bytes.subarray(start, end), bytes.subarray(from, to));
  }

  /** Length and allowed values, on the resulting text. Returns the verdict so far or a rule. */
  #judgeText(bytes: Buffer, from: number, to: number, verdict: number): number {
    const { plan, allowed } = this.#column;
    const { maxLength } = plan;
    const text =
      allowed || (maxLength !== undefined && to - from > maxLength) ? bytes.toString('utf8', from, to) : '';
    if (maxLength !== undefined && text.length > maxLength && [...text].length > maxLength) {
      return RULE_NUMBER.TABULAR_TOO_LONG;
    }
    return allowed && !allowed.has(text) ? RULE_NUMBER.TABULAR_NOT_ALLOWED : verdict;
  }

  #putNull(grid: OutputGrid, out: number): void {
    grid.from[out] = OUT_NULL;
    if (this.#currencyTarget) grid.from[out + 1] = OUT_NULL;
  }

  /** Judges what the reader noticed about a cell. Returns false if the value can't be used. */
  #passFlags(batch: RowBatch, grid: OutputGrid, row: number): boolean {
    const cell = row * batch.columns + this.#source;
    const content = batch.bytes.subarray(batch.starts[cell], batch.ends[cell]);
    if ((batch.flags[cell]! & (CELL_ERROR | CELL_UNCALCULATED)) !== 0) {
      const isError = (batch.flags[cell]! & CELL_ERROR) !== 0;
      const { TABULAR_CELL_ERROR, TABULAR_NOT_CALCULATED } = RULE_NUMBER;
      this.#defect(batch, grid, row, isError ? TABULAR_CELL_ERROR : TABULAR_NOT_CALCULATED);
      return false;
    }
    if ((batch.flags[cell]! & CELL_CONTROL) !== 0) {
      const nul = content.includes(0);
      if (nul) this.#defect(batch, grid, row, RULE_NUMBER.TABULAR_NUL);
      else this.#judge(batch, grid, row, RULE_NUMBER.TABULAR_CONTROL_CHARACTER);
      if (nul) return false;
    }
    if ((batch.flags[cell]! & CELL_BAD) !== 0 && content.includes('\ufffd')) {
      return this.#judge(batch, grid, row, RULE_NUMBER.TABULAR_BAD_CHARACTER);
    }
    return true;
  }

  /** A text for "no value": nothing is emptied unseen. */
  #noteToken(batch: RowBatch, grid: OutputGrid, row: number, token: string): void {
    const rejects = this.#column.plan.nullTokensAs === 'reject';
    const rule = rejects ? RULE_NUMBER.TABULAR_NULL_TOKEN : RULE_NUMBER.TABULAR_EMPTIED;
    if (rejects) grid.reject({ row, column: this.#source, rule });
    else this.changes.countEmptied(token);
    if (!this.#log.count(rule, this.#source)) return;
    this.#log.sample(rule, { column: this.#source, rowNumber: batch.rowNumbers[row]! }, token);
  }

  #noteFormula(batch: RowBatch, grid: OutputGrid, row: number): void {
    const cell = row * batch.columns + this.#source;
    const text = batch.bytes.toString('utf8', batch.starts[cell], batch.ends[cell]);
    if (looksLikeFormula(text)) this.#judge(batch, grid, row, RULE_NUMBER.TABULAR_FORMULA);
  }

  /** A rule whose severity decides: returns true if the value is kept. */
  #judge(batch: RowBatch, grid: OutputGrid, row: number, rule: number): boolean {
    const kept = this.#log.severities[rule] === 'warning';
    this.#note(batch, row, rule, kept ? 'warning' : 'error');
    if (!kept) grid.reject({ row, column: this.#source, rule });
    return kept;
  }

  /** A value that can't be loaded: the row goes, or only the value if the plan says so. */
  #defect(batch: RowBatch, grid: OutputGrid, row: number, rule: number): void {
    const emptied = this.#column.plan.badValues === 'empty' && !this.#column.plan.required;
    this.#note(batch, row, rule, emptied ? 'warning' : 'error');
    if (!emptied) grid.reject({ row, column: this.#source, rule });
  }

  #note(batch: RowBatch, row: number, rule: number, severity: 'error' | 'warning'): void {
    if (!this.#log.count(rule, this.#source, severity)) return;
    const cell = row * batch.columns + this.#source;
    const text = batch.bytes.toString(
      'utf8',
      batch.starts[cell],
      Math.min(batch.ends[cell]!, batch.starts[cell]! + 400),
    );
    const excerpt = this.#column.personal ? maskPersonal(text) : text;
    const at = { column: this.#source, rowNumber: batch.rowNumbers[row]! };
    this.#log.sample(rule, at, excerpt, severity);
  }
}

function sameBytes(a: Buffer, aFrom: number, b: Buffer, bFrom: number, size: number): boolean {
  if (a === b && aFrom === bFrom) return true;
  for (let i = 0; i < size; i++) if (a[aFrom + i] !== b[bFrom + i]) return false;
  return true;
}
