/**
 * Errors that end the reading or writing of a whole file. What is wrong with single rows is never thrown:
 * it is a defect (see `defect-rules.ts`).
 */
export const TABULAR_ERRORS = {
  TABULAR_FORMAT_UNKNOWN: 'not CSV, XLSX, Parquet or JSON lines',
  TABULAR_FORMAT_REFUSED: 'a known format that is not read (old XLS, encrypted XLSX, PDF, archives, …)',
  TABULAR_ENCODING_UNKNOWN: 'neither UTF-8, UTF-16 nor GB18030',
  TABULAR_EMPTY: 'the file has no header row',
  TABULAR_TOO_MANY_HEADERS: 'the header row has more columns than allowed',
  TABULAR_ROW_UNREADABLE: 'a record that cannot be skipped safely',
  TABULAR_ZIP_BROKEN: 'the ZIP structure is damaged',
  TABULAR_ZIP_BOMB: 'the ZIP inflates beyond the allowed size or ratio',
  TABULAR_ZIP_TOO_MANY_ENTRIES: 'the ZIP has more entries than allowed',
  TABULAR_ZIP_ENTRY_NAME: 'an entry name is absolute, climbs out of the archive or appears twice',
  TABULAR_XML_BROKEN: 'XML that is not well-formed UTF-8',
  TABULAR_XML_DTD_REFUSED: 'XML with a document type declaration',
  TABULAR_XML_TOO_DEEP: 'XML nested deeper than allowed',
  TABULAR_XLSX_BROKEN: 'a workbook part is missing or contradicts another',
  TABULAR_XLSX_SHEET_MISSING: 'the chosen sheet does not exist',
  TABULAR_XLSX_SHARED_STRINGS_TOO_LARGE: 'the shared strings exceed the bound',
  TABULAR_XLSX_CELL_TOO_LONG: 'a cell to be written is longer than 32,767 characters',
  TABULAR_PARQUET_BROKEN: 'the Parquet file is damaged or uses an unsupported feature',
  TABULAR_PARQUET_TOO_LARGE: 'a Parquet row group or page exceeds the bound',
  TABULAR_PLAN_INVALID: 'the column plan does not fit the file or contradicts itself',
  TABULAR_VALUE_UNWRITABLE: 'a value does not fit its export column',
} as const;

export type TabularErrorCode = keyof typeof TABULAR_ERRORS;

/** `code` is stable; `params` holds what a message in any language needs (names, numbers; no cell values). */
export class TabularError extends Error {
  readonly code: TabularErrorCode;
  readonly params: Readonly<Record<string, string | number>>;

  constructor(code: TabularErrorCode, params: Record<string, string | number> = {}, cause?: unknown) {
    super(`${code}: ${TABULAR_ERRORS[code]}`, cause === undefined ? undefined : { cause });
    this.name = 'TabularError';
    this.code = code;
    this.params = params;
  }
}
