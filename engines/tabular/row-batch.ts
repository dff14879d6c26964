import type { RuleCode } from './defect-rules.ts';

/** Bits of `RowBatch.flags`. A bit that is not set promises its absence. */
export const CELL_NON_ASCII = 8;
/** Has tab, line feed, carriage return or backslash: must be escaped in COPY text. */
export const CELL_SPECIAL = 16;
/** Has a control character other than tab, line feed, carriage return. */
export const CELL_CONTROL = 32;
/** May have U+FFFD, which stands for bytes that could not be decoded. */
export const CELL_BAD = 64;
/** The source itself says that there is no value (JSON null, empty XLSX cell, Parquet null). */
export const CELL_NULL = 128;
/** A spreadsheet error such as #N/A. Excludes CELL_NULL and shares its own low bit. */
export const CELL_ERROR = 1;
/** A spreadsheet formula whose result was never stored; the text is the formula. */
export const CELL_UNCALCULATED = 2;

/**
 * Rows between a reader and whoever consumes them. The grid is row-major: cell (r, c) is
 * `bytes[starts[r * columns + c] .. ends[r * columns + c])`, valid UTF-8. Rows that do not fit the grid are
 * in `broken`. A batch is the reader's working memory: it is valid until the next one is asked for.
 */
export interface RowBatch {
  bytes: Buffer;
  columns: number;
  rows: number;
  starts: Int32Array;
  ends: Int32Array;
  flags: Uint8Array;
  /** Length in characters (code points). */
  chars: Int32Array;
  /** Position of each row among all records of the source, header and blank ones included, from 1. */
  rowNumbers: Float64Array;
  broken: BrokenRow[];
  notices: RowNotice[];
  /** Blank records skipped so far, since the beginning of the source. */
  blankRows: number;
  /** Source bytes consumed so far, for progress. */
  bytesRead: number;
}

/** A record whose structure is damaged, with its cells as far as they can be told apart. */
export interface BrokenRow {
  rowNumber: number;
  rule: RuleCode;
  cells: string[];
  /** Number of grid rows of this batch that stand before it. */
  before: number;
}

/** A remark on a row that stays in the grid. */
export interface RowNotice {
  rowNumber: number;
  rule: RuleCode;
}

/** Remark on the whole table, such as merged cells. */
export interface TableNote {
  code:
    | 'TABULAR_MERGED_CELLS'
    | 'TABULAR_TITLE_ROWS'
    | 'TABULAR_HEADER_RENAMED'
    | 'TABULAR_CORRECTION'
    | 'TABULAR_KEYS_LEFT_OUT';
  params: Record<string, string | number>;
}

/** What every reader gives. `notes` may grow until the last batch was read. */
export interface Table {
  format: 'csv' | 'jsonl' | 'xlsx' | 'parquet';
  /** Unique, non-empty column names in source order. */
  columns: string[];
  batches: AsyncIterable<RowBatch>;
  notes: TableNote[];
  /** Known in advance for Parquet only. */
  totalRows?: number;
}

/** Characters of a column's name; a form's header may explain itself at length. */
const NAME_CHARACTERS = 180;

function cutName(name: string): string {
  const characters = [...name];
  return characters.length <= NAME_CHARACTERS ? name : characters.slice(0, NAME_CHARACTERS).join('');
}

/** Unique, non-empty names: blanks become 列1, 列2, …, repeats get a suffix. Line breaks become spaces. */
export function nameColumns(header: readonly string[], notes: TableNote[]): string[] {
  const taken = new Set<string>();
  return header.map((raw, i) => {
    const clean = raw
      .toWellFormed()
      .replace(/[\s\u3000\u0000-\u001f]+/gu, ' ')
      .trim();
    const wanted = clean === '' ? `列${i + 1}` : cutName(clean);
    let name = wanted;
    for (let n = 2; taken.has(name); n++) name = `${wanted}_${n}`;
    taken.add(name);
    if (name !== raw) notes.push({ code: 'TABULAR_HEADER_RENAMED', params: { column: i + 1, name } });
    return name;
  });
}

export function cellText(batch: RowBatch, cell: number): string {
  return batch.bytes.toString('utf8', batch.starts[cell], batch.ends[cell]);
}

/** False of a workbook's cell that holds an error, or a formula without a stored result. */
export function hasValue(batch: RowBatch, at: { row: number; column: number }): boolean {
  return (batch.flags[at.row * batch.columns + at.column]! & (CELL_ERROR | CELL_UNCALCULATED)) === 0;
}

/** The cells of one grid row as text; null cells are empty. */
export function rowText(batch: RowBatch, row: number): string[] {
  const cells: string[] = [];
  for (let c = 0; c < batch.columns; c++) cells.push(cellText(batch, row * batch.columns + c));
  return cells;
}
