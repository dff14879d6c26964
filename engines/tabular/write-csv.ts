import { csvLine, UTF8_BOM } from './csv-text.ts';
import { exportText } from './export-values.ts';
import type { ExportColumn, ExportRows, ExportValue } from './export-values.ts';
import { guardFormula } from './formula-guard.ts';

const CHUNK_CHARACTERS = 64 * 1024;

/**
 * Rows as CSV: UTF-8 with byte order mark (so that spreadsheets read Chinese), RFC 4180, CRLF. Texts that a
 * spreadsheet would run as formulas get a leading apostrophe; numbers don't. Chunks of about 64 Ki characters.
 */
export async function* writeCsv(
  columns: readonly ExportColumn[],
  rows: ExportRows,
): AsyncGenerator<Uint8Array> {
  let text = UTF8_BOM + csvLine(columns.map(({ name }) => guardFormula(name)));
  for await (const row of rows) {
    text += csvLine(columns.map((_, i) => csvText(row[i])));
    if (text.length < CHUNK_CHARACTERS) continue;
    yield Buffer.from(text, 'utf8');
    text = '';
  }
  if (text !== '') yield Buffer.from(text, 'utf8');
}

function csvText(value: ExportValue): string {
  return typeof value === 'string' ? guardFormula(value) : exportText(value);
}
