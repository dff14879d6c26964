import { csvLine, UTF8_BOM } from './csv-text.ts';
import { DEFECT_RULES } from './defect-rules.ts';
import type { RuleCode } from './defect-rules.ts';
import { guardFormula, restoreFormula } from './formula-guard.ts';
import type { RowBatch, Table } from './row-batch.ts';

/** Added before the original columns; by the words in brackets a corrected file is recognised. */
export const REJECT_COLUMNS = [
  '原行号 (reject:row)',
  '规则 (reject:rules)',
  '原因 Reasons (reject:reasons)',
] as const;
const MARKERS = ['(reject:row)', '(reject:rules)', '(reject:reasons)'];
const ADDED = REJECT_COLUMNS.length;

export interface RejectFinding {
  rule: RuleCode;
  /** Source column; undefined for the whole row. */
  column?: string;
  /** Row that holds the value first, for duplicates. */
  firstRow?: number;
}

/** First line of a reject file: UTF-8 byte order mark and header. */
export function rejectHeader(columns: readonly string[]): string {
  return UTF8_BOM + csvLine([...REJECT_COLUMNS, ...columns.map(guardFormula)]);
}

/**
 * One rejected row: its number, its rules, its reasons in Chinese and English, then its cells as they came,
 * as many as it had. Cells that look like formulas are neutralised; `recogniseCorrection` undoes it.
 */
export function rejectLine(
  rowNumber: number,
  findings: readonly RejectFinding[],
  cells: readonly string[],
): string {
  const rules = findings.map(({ rule, column }) => (column === undefined ? rule : `${rule}[${column}]`));
  const reasons = findings.map(reasonText);
  return csvLine([String(rowNumber), rules.join('; '), reasons.join('; '), ...cells].map(guardFormula));
}

function reasonText({ rule, column, firstRow }: RejectFinding): string {
  const { zh, en } = DEFECT_RULES[rule];
  const first = firstRow === undefined ? '' : `（第 ${firstRow} 行 row ${firstRow}）`;
  return `${column === undefined ? '' : `${column}：`}${zh} / ${en}${first}`;
}

export function isRejectHeader(columns: readonly string[]): boolean {
  return columns.length > ADDED && MARKERS.every((marker, i) => columns[i]!.includes(marker));
}

/**
 * A corrected reject file reads like the original: the added columns are dropped, neutralised cells
 * restored, and rows keep their original numbers. Any other table is returned as it is.
 */
export function recogniseCorrection<T extends Table>(table: T): T {
  if (!isRejectHeader(table.columns)) return table;
  table.notes.push({ code: 'TABULAR_CORRECTION', params: { columns: table.columns.length - ADDED } });
  return {
    ...table,
    columns: table.columns.slice(ADDED).map(restoreFormula),
    batches: restoreBatches(table.batches),
  };
}

async function* restoreBatches(batches: AsyncIterable<RowBatch>): AsyncGenerator<RowBatch> {
  for await (const batch of batches) yield restoreBatch(batch);
}

/** Works on a copy of the positions: the reader goes on with its own. */
function restoreBatch(batch: RowBatch): RowBatch {
  const columns = batch.columns - ADDED;
  const cells = batch.rows * columns;
  const restored: RowBatch = {
    ...batch,
    columns,
    starts: new Int32Array(cells),
    ends: new Int32Array(cells),
    flags: new Uint8Array(cells),
    chars: new Int32Array(cells),
    rowNumbers: Float64Array.from(batch.rowNumbers.subarray(0, batch.rows)),
    broken: batch.broken.map((row) => ({ ...row, cells: row.cells.slice(ADDED).map(restoreFormula) })),
  };
  for (let row = 0; row < batch.rows; row++) {
    const first = row * batch.columns;
    const number = Number(batch.bytes.toString('latin1', batch.starts[first], batch.ends[first]));
    if (Number.isSafeInteger(number) && number > 0) restored.rowNumbers[row] = number;
    for (let c = 0; c < columns; c++) restoreCell(batch, first + ADDED + c, restored, row * columns + c);
  }
  return restored;
}

function restoreCell(batch: RowBatch, from: number, restored: RowBatch, to: number): void {
  const start = batch.starts[from]!;
  const end = batch.ends[from]!;
  const guarded = batch.bytes[start] === 0x27 && end > start && isGuarded(batch.bytes, start, end);
  restored.starts[to] = guarded ? start + 1 : start;
  restored.ends[to] = end;
  restored.flags[to] = batch.flags[from]!;
  restored.chars[to] = batch.chars[from]! - (guarded ? 1 : 0);
}

function isGuarded(bytes: Buffer, start: number, end: number): boolean {
  const text = bytes.toString('utf8', start, end);
  return restoreFormula(text) !== text;
}
