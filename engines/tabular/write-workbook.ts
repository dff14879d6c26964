import { strToU8, zipSync } from 'fflate';
import type { ExportColumn, ExportValue } from './export-values.ts';
import { fixedParts, rowXml, SHEET_END, sheetName, sheetPath, sheetStart } from './workbook-xml.ts';

export interface WorkbookSheet {
  /** Cut to what a sheet may be called. */
  name: string;
  columns: readonly ExportColumn[];
  rows: Iterable<readonly ExportValue[]>;
}

/**
 * A small workbook of several sheets in one piece, such as a form to fill in; cells as `writeXlsx` writes them.
 * Runs in browsers too. Throws `TABULAR_XLSX_CELL_TOO_LONG` and `TABULAR_VALUE_UNWRITABLE`.
 */
export function writeWorkbook(sheets: readonly WorkbookSheet[]): Uint8Array<ArrayBuffer> {
  const parts = sheets.map(({ columns, rows }, i): [string, string] => {
    const body = [...rows].map((values, row) => rowXml(columns, values, row + 2)).join('');
    return [sheetPath(i + 1), `${sheetStart(columns)}${body}${SHEET_END}`];
  });
  const all = [...parts, ...fixedParts(sheets.map(({ name }) => sheetName(name)))];
  const files = Object.fromEntries(all.map(([path, content]) => [path, strToU8(content)]));
  return zipSync(files, { level: 6, mtime: new Date(1980, 0, 1, 0, 0, 0) });
}
