import { PeekedBytes } from './byte-source.ts';
import type { ByteChunks } from './byte-source.ts';
import { recordText, splitRecord } from './csv-record.ts';
import type { Dialect } from './csv-record.ts';
import { CsvScanner } from './csv-scanner.ts';
import { detectDialect, lineFeeds } from './detect-dialect.ts';
import { detectEncoding } from './detect-encoding.ts';
import { looksLikeText } from './detect-format.ts';
import { TabularError } from './errors.ts';
import { withDefaults } from './limits.ts';
import type { Limits } from './limits.ts';
import { recogniseCorrection } from './reject-file.ts';
import { nameColumns } from './row-batch.ts';
import type { RowBatch, Table, TableNote } from './row-batch.ts';
import { createTranscoder } from './transcode.ts';
import type { Encoding } from './transcode.ts';

export interface CsvOptions {
  /** Detected when not given. */
  encoding?: Encoding;
  dialect?: Partial<Dialect>;
  /** Whether the first record (after the titles) names the columns. Guessed when not given. */
  header?: boolean;
  /** Records to skip before the header. Guessed when not given. */
  titleRows?: number;
  /**
   * Reads a piece out of the middle of a file: everything up to the first line end is dropped and the
   * columns are these. For scattered samples only; row numbers then count within the piece.
   */
  fragmentColumns?: readonly string[];
  limits?: Partial<Limits>;
}

export interface CsvTable extends Table {
  format: 'csv';
  encoding: Encoding;
  dialect: Dialect;
  header: boolean;
}

const HEAD_BYTES = 64 * 1024;
/** Records after the header that tell whether a last column without a name is one. */
const WIDTH_RECORDS = 200;
/** Larger chunks are worked through in pieces that stay in the processor's cache. */
const PIECE_BYTES = 128 * 1024;

/**
 * Opens a CSV file of any size. Detects encoding, dialect and header from the first 64 KiB unless told.
 * Memory is bounded by `limits.maxRowBytes` and the largest chunk. Structural damage ends as `broken` rows,
 * never as an exception; exceptions are `TABULAR_ENCODING_UNKNOWN`, `TABULAR_FORMAT_UNKNOWN` (binary content),
 * `TABULAR_EMPTY`, `TABULAR_TOO_MANY_HEADERS`, `TABULAR_ROW_UNREADABLE` (the header itself).
 */
export async function readCsv(chunks: ByteChunks, options: CsvOptions = {}): Promise<CsvTable> {
  const limits = withDefaults(options.limits);
  const source = new PeekedBytes(chunks);
  let { head, complete } = await source.peek(HEAD_BYTES);
  const encoding = options.encoding ?? detectEncoding(head).encoding;
  const guessed = options.encoding === undefined && !encoding.startsWith('utf-16');
  if (guessed && !looksLikeText(head)) throw new TabularError('TABULAR_FORMAT_UNKNOWN');
  let text = decodeHead(head, encoding, complete);
  const guess = detectDialect(text);
  const dialect = { ...guess.dialect, ...options.dialect };
  const layout = { titleRows: options.titleRows ?? guess.titleRows, header: options.header ?? guess.header };
  const notes: TableNote[] = [];
  if (options.fragmentColumns) {
    const columns = [...options.fragmentColumns];
    const skip = { bytes: 0, line: true, records: 1 };
    const batches = scan(source, { encoding, dialect, limits, columns: columns.length, skip });
    return { format: 'csv', columns, batches, notes, encoding, dialect, header: false };
  }
  let start = findStart(text, dialect, layout, complete);
  if (start === undefined) {
    ({ head, complete } = await source.peek(limits.maxRowBytes));
    text = decodeHead(head, encoding, complete);
    start = findStart(text, dialect, layout, true);
  }
  if (start === undefined) throw new TabularError('TABULAR_ROW_UNREADABLE', { row: layout.titleRows + 1 });
  const names = layout.header ? start.names : Array.from({ length: guess.columns }, () => '');
  if (names.length > limits.maxColumns) {
    throw new TabularError('TABULAR_TOO_MANY_HEADERS', { columns: names.length, max: limits.maxColumns });
  }
  if (layout.titleRows > 0) notes.push({ code: 'TABULAR_TITLE_ROWS', params: { rows: layout.titleRows } });
  const columns = nameColumns(names, notes);
  const skip = { bytes: start.end, line: false, records: start.records };
  const batches = scan(source, { encoding, dialect, limits, columns: columns.length, skip });
  return recogniseCorrection({
    format: 'csv',
    columns,
    batches,
    notes,
    encoding,
    dialect,
    header: layout.header,
  });
}

function decodeHead(head: Buffer, encoding: Encoding, complete: boolean): Buffer {
  const transcoder = createTranscoder(encoding);
  const text = transcoder.push(head);
  return complete ? Buffer.concat([text, transcoder.end()]) : text;
}

/** Where the data begins: decoded bytes and records to skip, and the header's cells. */
function findStart(
  head: Buffer,
  dialect: Dialect,
  layout: { titleRows: number; header: boolean },
  complete: boolean,
): { end: number; records: number; names: string[] } | undefined {
  const bytes = dialect.newline === 'cr' ? lineFeeds(Buffer.from(head)) : head;
  let from = 0;
  let titles = layout.titleRows;
  for (let records = 0; from < bytes.length; records++) {
    const record = splitRecord(bytes, { from, to: bytes.length }, dialect, 1 << 16);
    const open = record.state !== 'complete' && !(record.state === 'open-end' && complete);
    if (open || (!complete && record.next >= bytes.length)) return undefined;
    const names = recordText(bytes, record, dialect);
    const blank = names.every((name) => name.trim() === '');
    if (!blank && titles === 0) {
      if (!layout.header) return { end: from, records, names: [] };
      const width = Math.max(1, usedWidth(bytes, record.next, dialect));
      while (names.length > width && names.at(-1)!.trim() === '') names.pop();
      return { end: record.next, records: records + 1, names };
    }
    if (!blank) titles--;
    from = record.next;
  }
  throw new TabularError('TABULAR_EMPTY');
}

/** Columns that the first records use: as many as most of them have, up to the last that holds a value. */
function usedWidth(bytes: Buffer, from: number, dialect: Dialect): number {
  const widths: number[] = [];
  let filled = 0;
  for (let at = from; at < bytes.length && widths.length < WIDTH_RECORDS;) {
    const record = splitRecord(bytes, { from: at, to: bytes.length }, dialect, 1 << 16);
    if (record.state === 'open-quote' || record.state === 'stray-quote') break;
    const cells = recordText(bytes, record, dialect);
    const last = cells.findLastIndex((cell) => cell.trim() !== '');
    if (last >= 0) widths.push(cells.length);
    filled = Math.max(filled, last + 1);
    at = record.next;
  }
  const usual = widths.toSorted((a, b) => a - b)[Math.floor(widths.length / 2)] ?? 0;
  return Math.min(filled, usual);
}

interface ScanOptions {
  encoding: Encoding;
  dialect: Dialect;
  limits: Limits;
  columns: number;
  skip: { bytes: number; line: boolean; records: number };
}

async function* scan(source: PeekedBytes, options: ScanOptions): AsyncGenerator<RowBatch> {
  const { dialect, limits, columns, skip } = options;
  const transcoder = createTranscoder(options.encoding);
  const scanner = new CsvScanner({ dialect, columns, limits, firstRowNumber: skip.records + 1 });
  const decode = skipping(dialect.newline === 'cr', skip);
  let bytesRead = 0;
  for await (const chunk of source.chunks()) {
    for (let at = 0; at < chunk.length; at += PIECE_BYTES) {
      const piece = chunk.subarray(at, at + PIECE_BYTES);
      bytesRead += piece.length;
      scanner.append(decode(transcoder.push(piece)));
      scanner.batch.bytesRead = bytesRead;
      while (scanner.next(false)) yield scanner.batch;
    }
  }
  scanner.append(decode(transcoder.end()));
  while (scanner.next(true)) yield scanner.batch;
  // An empty last batch carries the final count of blank rows.
  yield scanner.batch;
}

/** Applies line-end conversion and drops what stands before the data. */
function skipping(oldLineEnds: boolean, skip: { bytes: number; line: boolean }): (piece: Buffer) => Buffer {
  let bytes = skip.bytes;
  let line = skip.line;
  return (piece) => {
    let rest = oldLineEnds ? lineFeeds(Buffer.from(piece)) : piece;
    if (line) {
      const end = rest.indexOf(10);
      if (end < 0) return Buffer.alloc(0);
      line = false;
      rest = rest.subarray(end + 1);
    }
    const dropped = Math.min(bytes, rest.length);
    bytes -= dropped;
    return rest.subarray(dropped);
  };
}
