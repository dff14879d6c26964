import { BatchBuilder } from './batch-builder.ts';
import { TabularError } from './errors.ts';
import { withDefaults } from './limits.ts';
import type { Limits } from './limits.ts';
import { recogniseCorrection } from './reject-file.ts';
import { nameColumns } from './row-batch.ts';
import type { RowBatch, Table, TableNote } from './row-batch.ts';
import { readSharedStrings } from './shared-strings.ts';
import type { SharedStrings } from './shared-strings.ts';
import { sheetHandlers } from './xlsx-sheet.ts';
import type { CellSink } from './xlsx-sheet.ts';
import { readWorkbook } from './xlsx-workbook.ts';
import type { SheetInfo, Workbook } from './xlsx-workbook.ts';
import { XmlStream } from './xml-stream.ts';
import { ZipArchive } from './zip-archive.ts';
import type { RandomAccess, ZipEntry } from './zip-archive.ts';

export interface XlsxOptions {
  /** Name of the sheet. By default the first visible sheet that has a value. */
  sheet?: string;
  /** Row of the header, from 1. By default the first of the leading 20 rows that is about as full as the fullest. */
  headerRow?: number;
  limits?: Partial<Limits>;
}

export interface XlsxTable extends Table {
  format: 'xlsx';
  sheet: string;
  sheets: readonly { name: string; hidden: boolean }[];
  headerRow: number;
}

const HEADER_SEARCH_ROWS = 20;
const MAX_SHEET_COLUMNS = 16_384;

/** The sheets of a workbook. Throws like `readXlsx`. */
export async function listSheets(
  file: RandomAccess,
  limits?: Partial<Limits>,
): Promise<{ name: string; hidden: boolean }[]> {
  const bounds = withDefaults(limits);
  const workbook = await readWorkbook(await ZipArchive.open(file, bounds), bounds);
  return workbook.sheets.map(({ name, hidden }) => ({ name, hidden }));
}

/**
 * Opens one sheet of an XLSX workbook through random access (the directory stands at a ZIP's end); the sheet
 * is streamed, shared strings are held in memory within bounds. Numbers come digit by digit as stored, dates
 * (told by their style) as `YYYY-MM-DD[ HH:MM:SS]`, booleans as TRUE and FALSE, formulas as their stored
 * results; error cells, and formulas without a stored result, become defects, merged cells are noted (the value
 * stands in the first). Throws
 * `TABULAR_ZIP_*`, `TABULAR_XML_*`, `TABULAR_XLSX_*`, `TABULAR_EMPTY`, `TABULAR_TOO_MANY_HEADERS`.
 */
export async function readXlsx(file: RandomAccess, options: XlsxOptions = {}): Promise<XlsxTable> {
  const limits = withDefaults(options.limits);
  const zip = await ZipArchive.open(file, limits);
  const workbook = await readWorkbook(zip, limits);
  const strings = await readSharedStrings(zip, workbook.sharedStringsPart, limits);
  const book: Book = { zip, workbook, strings, limits };
  const { sheet, head } = await chooseSheet(book, options.sheet);
  const headerRow = options.headerRow ?? findHeader(head);
  const header = head.find(({ row }) => row === headerRow);
  if (!header || header.cells.length === 0) throw new TabularError('TABULAR_EMPTY');
  if (header.cells.length > limits.maxColumns) {
    throw new TabularError('TABULAR_TOO_MANY_HEADERS', {
      columns: header.cells.length,
      max: limits.maxColumns,
    });
  }
  const notes: TableNote[] = [];
  const titles = head.filter(({ row, cells }) => row < headerRow && cells.some((cell) => cell !== '')).length;
  if (titles > 0) notes.push({ code: 'TABULAR_TITLE_ROWS', params: { rows: titles } });
  const columns = nameColumns(header.cells, notes);
  return recogniseCorrection({
    format: 'xlsx',
    columns,
    batches: readRows(book, sheet, { columns: columns.length, headerRow, notes }),
    notes,
    sheet: sheet.name,
    sheets: workbook.sheets.map(({ name, hidden }) => ({ name, hidden })),
    headerRow,
  });
}

interface Book {
  zip: ZipArchive;
  workbook: Workbook;
  strings: SharedStrings;
  limits: Limits;
}

interface HeadRow {
  row: number;
  cells: string[];
}

async function chooseSheet(
  book: Book,
  name: string | undefined,
): Promise<{ sheet: SheetInfo; head: HeadRow[] }> {
  const { sheets } = book.workbook;
  const candidates =
    name === undefined
      ? sheets.filter(({ hidden }) => !hidden)
      : sheets.filter((sheet) => sheet.name === name);
  for (const sheet of candidates) {
    const head = await readHead(book, sheet);
    if (head.length > 0) return { sheet, head };
  }
  if (candidates.length === 0) throw new TabularError('TABULAR_XLSX_SHEET_MISSING');
  throw new TabularError('TABULAR_EMPTY');
}

function entryOf(book: Book, sheet: SheetInfo): ZipEntry {
  const entry = book.zip.entries.get(sheet.part);
  if (!entry) throw new TabularError('TABULAR_XLSX_BROKEN', { part: 'worksheet' });
  return entry;
}

/** The first rows that have a value. */
async function readHead(book: Book, sheet: SheetInfo): Promise<HeadRow[]> {
  const rows: HeadRow[] = [];
  let current: HeadRow = { row: 0, cells: [] };
  const put = (column: number, text: string) => {
    if (column >= MAX_SHEET_COLUMNS) return;
    while (current.cells.length < column) current.cells.push('');
    current.cells[column] = text;
  };
  const { strings, limits } = book;
  const sink: CellSink = {
    beginRow: (row) => {
      current = { row, cells: [] };
    },
    text: put,
    shared: (column, index) =>
      put(column, strings.bytes.toString('utf8', strings.startOf(index), strings.endOf(index))),
    fault: put,
    endRow: () => {
      while (current.cells.at(-1)?.trim() === '') current.cells.pop();
      if (current.cells.length > 0) rows.push(current);
    },
    merged: () => {},
  };
  const xml = new XmlStream(
    sheetHandlers(book.workbook, strings, sink, limits.maxCellBytes),
    limits.maxXmlDepth,
  );
  let searched = 0;
  for await (const piece of book.zip.content(entryOf(book, sheet))) {
    xml.write(piece);
    searched += piece.length;
    if (rows.length >= HEADER_SEARCH_ROWS || (rows.length > 0 && searched > limits.maxRowBytes)) return rows;
  }
  xml.end();
  return rows;
}

function findHeader(head: readonly HeadRow[]): number {
  const filled = ({ cells }: HeadRow) => cells.filter((cell) => cell.trim() !== '').length;
  const leading = head.slice(0, HEADER_SEARCH_ROWS);
  const fullest = Math.max(...leading.map(filled));
  return leading.find((row) => filled(row) >= 0.8 * fullest)!.row;
}

interface Layout {
  columns: number;
  headerRow: number;
  notes: TableNote[];
}

async function* readRows(book: Book, sheet: SheetInfo, layout: Layout): AsyncGenerator<RowBatch> {
  const entry = entryOf(book, sheet);
  const rows = new SheetRows(book, layout);
  const { builder } = rows;
  const xml = new XmlStream(
    sheetHandlers(book.workbook, book.strings, rows, book.limits.maxCellBytes),
    book.limits.maxXmlDepth,
  );
  const onRead = (bytes: number) => {
    builder.batch.bytesRead += bytes;
  };
  for await (const piece of book.zip.content(entry, onRead)) {
    xml.write(piece);
    yield* rows.take(false);
  }
  xml.end();
  yield* rows.take(true);
  if (rows.mergedCells > 0) {
    layout.notes.push({
      code: 'TABULAR_MERGED_CELLS',
      params: { count: rows.mergedCells, first: rows.firstMerged },
    });
  }
}

/** Rows of one piece of XML may exceed a batch, so they wait here, laid out in cells, until they are taken. */
class SheetRows implements CellSink {
  readonly builder: BatchBuilder;
  mergedCells = 0;
  firstMerged = '';
  readonly #strings: SharedStrings;
  readonly #layout: Layout;
  readonly #maxCellBytes: number;
  #waiting: WaitingRow[] = [];
  #row: WaitingRow = { row: 0, cells: [] };

  constructor(book: Book, layout: Layout) {
    this.builder = new BatchBuilder(layout.columns);
    this.builder.beginRow();
    this.#strings = book.strings;
    this.#layout = layout;
    this.#maxCellBytes = book.limits.maxCellBytes;
  }

  beginRow(row: number): void {
    this.#row = { row, cells: [] };
  }

  text(column: number, text: string): void {
    if (text !== '') this.#add({ column, text, shared: -1, fault: 0 });
  }

  shared(column: number, index: number): void {
    if (this.#strings.endOf(index) > this.#strings.startOf(index)) {
      this.#add({ column, text: '', shared: index, fault: 0 });
    }
  }

  fault(column: number, text: string, fault: number): void {
    this.#add({ column, text, shared: -1, fault });
  }

  /** A row that claims more cells than a sheet can have keeps those it has so far. */
  #add(cell: WaitingCell): void {
    if (this.#row.cells.length <= MAX_SHEET_COLUMNS) this.#row.cells.push(cell);
  }

  endRow(): void {
    if (this.#row.row > this.#layout.headerRow) this.#waiting.push(this.#row);
  }

  merged(reference: string): void {
    if (this.mergedCells === 0) this.firstMerged = reference;
    this.mergedCells++;
  }

  *take(all: boolean): Generator<RowBatch> {
    const { builder } = this;
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const row of waiting) {
      this.#place(row);
      if (!builder.full) continue;
      yield builder.batch;
      builder.clear();
    }
    if (all) yield builder.batch;
  }

  #place({ row, cells }: WaitingRow): void {
    const { builder } = this;
    const { columns } = this.#layout;
    const tooMany = cells.some(({ column }) => column >= columns);
    const tooLong = cells.some((cell) => this.#size(cell) > this.#maxCellBytes);
    if (tooMany || tooLong) {
      builder.addBroken(
        row,
        tooMany ? 'TABULAR_TOO_MANY_COLUMNS' : 'TABULAR_CELL_TOO_LONG',
        this.#texts(cells),
      );
      return;
    }
    builder.beginRow();
    for (const { column, text, shared, fault } of cells) {
      if (shared >= 0)
        builder.setBytes(
          column,
          this.#strings.bytes,
          this.#strings.startOf(shared),
          this.#strings.endOf(shared),
        );
      else if (fault > 0) builder.setFault(column, text, fault);
      else builder.setText(column, text);
    }
    builder.endRow(row);
  }

  #size({ text, shared }: WaitingCell): number {
    return shared < 0 ? Buffer.byteLength(text) : this.#strings.endOf(shared) - this.#strings.startOf(shared);
  }

  #texts(cells: readonly WaitingCell[]): string[] {
    const texts: string[] = [];
    for (const { column, text, shared } of cells) {
      while (texts.length < column) texts.push('');
      const start = shared < 0 ? 0 : this.#strings.startOf(shared);
      texts[column] =
        shared < 0 ? text : this.#strings.bytes.toString('utf8', start, this.#strings.endOf(shared));
    }
    return texts;
  }
}

interface WaitingCell {
  column: number;
  text: string;
  /** Index of a shared string, -1 if the text is here. */
  shared: number;
  /** `CELL_ERROR` or `CELL_UNCALCULATED`; 0 of a cell with a value. */
  fault: number;
}

interface WaitingRow {
  row: number;
  cells: WaitingCell[];
}
