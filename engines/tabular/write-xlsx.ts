import { constants, crc32, deflateRawSync } from 'node:zlib';
import { Zip } from 'fflate';
import type { ZipInputFile } from 'fflate';
import type { ExportColumn, ExportRows } from './export-values.ts';
import { fixedParts, rowXml, SHEET_END, sheetName, sheetPath, sheetStart } from './workbook-xml.ts';

const MAX_ROWS = 1_048_576;
const CHUNK_CHARACTERS = 128 * 1024;

/**
 * Rows as an XLSX workbook (ECMA-376, transitional), streamed: header in bold and frozen, texts inline (never
 * run as formulas), dates as real dates, integers beyond 15 digits and decimals that a double can't hold as
 * text. Rows beyond a sheet's 1,048,576 go on in further sheets. No clock: entries are dated 1980-01-01.
 * Throws `TABULAR_XLSX_CELL_TOO_LONG` and `TABULAR_VALUE_UNWRITABLE`.
 */
export async function* writeXlsx(
  columns: readonly ExportColumn[],
  rows: ExportRows,
  options: { sheet?: string; maxSheetRows?: number } = {},
): AsyncGenerator<Uint8Array> {
  const archive = new Archive();
  const name = sheetName(options.sheet ?? 'Sheet1');
  const maxRows = Math.min(options.maxSheetRows ?? MAX_ROWS, MAX_ROWS);
  let sheets = 0;
  let row = 0;
  let text = '';
  const begin = () => {
    sheets++;
    archive.open(sheetPath(sheets));
    text = sheetStart(columns);
    row = 1;
  };
  begin();
  for await (const values of rows) {
    if (row >= maxRows) {
      archive.write(`${text}${SHEET_END}`, true);
      begin();
    }
    row++;
    text += rowXml(columns, values, row);
    if (text.length < CHUNK_CHARACTERS) continue;
    archive.write(text, false);
    text = '';
    yield* archive.take();
  }
  archive.write(`${text}${SHEET_END}`, true);
  finishWorkbook(
    archive,
    Array.from({ length: sheets }, (_, i) => (i === 0 ? name : `${name} ${i + 1}`)),
  );
  yield* archive.take();
}

function finishWorkbook(archive: Archive, names: readonly string[]): void {
  for (const [part, content] of fixedParts(names)) {
    archive.open(part);
    archive.write(content, true);
  }
  archive.end();
}

/**
 * A part of the ZIP, deflated natively: each piece on its own, ended at a byte boundary, so that the pieces
 * make one stream (RFC 1951, 3.2.4).
 */
class DeflatedPart implements ZipInputFile {
  readonly filename: string;
  readonly compression = 8;
  readonly mtime = new Date(1980, 0, 1, 0, 0, 0);
  crc = 0;
  size = 0;
  ondata?: NonNullable<ZipInputFile['ondata']>;

  constructor(filename: string) {
    this.filename = filename;
  }

  push(piece: Buffer, last: boolean): void {
    this.crc = crc32(piece, this.crc);
    this.size += piece.length;
    const finishFlush = last ? constants.Z_FINISH : constants.Z_SYNC_FLUSH;
    this.ondata!(null, deflateRawSync(piece, { level: 6, finishFlush }), last);
  }
}

/** A ZIP that is written part after part; pieces are taken as they get ready. */
class Archive {
  readonly #zip: Zip;
  #part: DeflatedPart | undefined;
  #ready: Uint8Array[] = [];

  constructor() {
    this.#zip = new Zip((error, piece) => {
      if (error) throw error;
      this.#ready.push(piece);
    });
  }

  open(name: string): void {
    this.#part = new DeflatedPart(name);
    this.#zip.add(this.#part);
  }

  write(text: string, last: boolean): void {
    this.#part!.push(Buffer.from(text, 'utf8'), last);
  }

  end(): void {
    this.#zip.end();
  }

  *take(): Generator<Uint8Array> {
    const ready = this.#ready;
    this.#ready = [];
    yield* ready;
  }
}
