import { csvLine, UTF8_BOM } from './csv-text.ts';
import type { RepeatedRow } from './defect-log.ts';
import { DEFECT_RULES } from './defect-rules.ts';
import type { RuleCode } from './defect-rules.ts';
import { guardFormula, restoreFormula } from './formula-guard.ts';
import type { RowBatch, Table } from './row-batch.ts';

/** Added before the original columns; by the words in brackets a corrected file is recognised. */
const REJECT_COLUMNS = [
  '原行号 (reject:row)',
  '规则 (reject:rules)',
  '原因 Reasons (reject:reasons)',
] as const;
const ROW_MARKER = '(reject:row)';
const MARKERS = [ROW_MARKER, '(reject:rules)', '(reject:reasons)'];
/** Stands for the number of a row that names none, or none that makes sense. */
const NO_ROW = 0;

export interface RejectFinding {
  rule: RuleCode;
  /** Source column; undefined for the whole row. */
  column?: string;
  /** For duplicates. */
  repeats?: RepeatedRow;
}

/** First line of a reject file: UTF-8 byte order mark and header. `origin` names whose rows the numbers are. */
export function rejectHeader(columns: readonly string[], origin?: string): string {
  const [row, ...others] = REJECT_COLUMNS;
  const numbers = origin === undefined ? row : `${row} ${origin}`;
  return UTF8_BOM + csvLine([numbers, ...others, ...columns.map(guardFormula)]);
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
  const number = rowNumber === NO_ROW ? '' : String(rowNumber);
  return csvLine([number, rules.join('; '), reasons.join('; '), ...cells].map(guardFormula));
}

function reasonText({ rule, column, repeats }: RejectFinding): string {
  const { zh, en } = DEFECT_RULES[rule];
  return `${column === undefined ? '' : `${column}：`}${zh} / ${en}${repeats ? rowText(repeats) : ''}`;
}

function rowText({ row, of }: RepeatedRow): string {
  return of === 'file' ? `（第 ${row} 行 row ${row}）` : `（已载入数据第 ${row} 行 loaded row ${row}）`;
}

/** How many of our columns stand in front, in any number, and which of them holds the row numbers (-1: none). */
interface AddedColumns {
  count: number;
  row: number;
}

function addedColumns(columns: readonly string[]): AddedColumns {
  const own = columns.findIndex((name) => !MARKERS.some((marker) => name.includes(marker)));
  const count = Math.max(0, own);
  return { count, row: columns.slice(0, count).findIndex((name) => name.includes(ROW_MARKER)) };
}

/**
 * A corrected reject file reads like the original: the added columns are dropped, neutralised cells restored, and rows
 * keep their original numbers. Its note says whether it has these (`rows`: 1 or 0) and whose they are (`origin`). Any
 * other table is returned as it is.
 */
export function recogniseCorrection<T extends Table>(table: T): T {
  const added = addedColumns(table.columns);
  if (added.count === 0) return table;
  const name = table.columns[added.row];
  const origin = name?.slice(name.indexOf(ROW_MARKER) + ROW_MARKER.length).trim() ?? '';
  const rows = name === undefined ? 0 : 1;
  const params = { columns: table.columns.length - added.count, rows, ...(origin === '' ? {} : { origin }) };
  table.notes.push({ code: 'TABULAR_CORRECTION', params });
  return {
    ...table,
    columns: table.columns.slice(added.count).map(restoreFormula),
    batches: restoreBatches(table.batches, added),
  };
}

async function* restoreBatches(
  batches: AsyncIterable<RowBatch>,
  added: AddedColumns,
): AsyncGenerator<RowBatch> {
  for await (const batch of batches) yield restoreBatch(batch, added);
}

function originalRow(text: string | undefined): number {
  const number = Number(text);
  return Number.isSafeInteger(number) && number > 0 ? number : NO_ROW;
}

/** Works on a copy of the positions: the reader goes on with its own. */
function restoreBatch(batch: RowBatch, added: AddedColumns): RowBatch {
  const columns = batch.columns - added.count;
  const cells = batch.rows * columns;
  const restored: RowBatch = {
    ...batch,
    columns,
    starts: new Int32Array(cells),
    ends: new Int32Array(cells),
    flags: new Uint8Array(cells),
    chars: new Int32Array(cells),
    rowNumbers: Float64Array.from(batch.rowNumbers.subarray(0, batch.rows)),
    broken: batch.broken.map((row) => ({
      ...row,
      rowNumber: added.row < 0 ? row.rowNumber : originalRow(row.cells[added.row]),
      cells: row.cells.slice(added.count).map(restoreFormula),
    })),
  };
  for (let row = 0; row < batch.rows; row++) {
    const first = row * batch.columns;
    const at = first + added.row;
    if (added.row >= 0)
      restored.rowNumbers[row] = originalRow(
        batch.bytes.toString('latin1', batch.starts[at], batch.ends[at]),
      );
    for (let c = 0; c < columns; c++)
      restoreCell(batch, first + added.count + c, restored, row * columns + c);
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
