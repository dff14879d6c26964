import { toCsv } from './csv.ts';
import { saveBlob } from './save-file.ts';

/** As what a table can be exported, the handier one first. */
export const exportFormats = ['xlsx', 'csv'] as const;
export type ExportFormat = (typeof exportFormats)[number];

export interface ExportedTable {
  /** File name without its ending, and the name of the sheet. */
  name: string;
  header: readonly string[];
  rows: readonly (readonly string[])[];
}

/** Hands rows to the person as a file. */
export async function saveTable(format: ExportFormat, table: ExportedTable): Promise<void> {
  const { name, header, rows } = table;
  if (format === 'xlsx') return saveWorkbook(name, [table]);
  return saveBlob(`${name}.csv`, new Blob([toCsv(header, rows)], { type: 'text/csv;charset=utf-8' }));
}

/** Several tables in one file, a sheet each; the writer of workbooks is fetched when the first one is asked for. */
export async function saveWorkbook(name: string, tables: readonly ExportedTable[]): Promise<void> {
  const { writeWorkbook } = await import('@tandem/tabular/workbook');
  const sheets = tables.map((table) => ({
    name: table.name,
    columns: table.header.map((title) => ({ name: title, type: 'text' as const })),
    rows: table.rows,
  }));
  const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
  return saveBlob(`${name}.xlsx`, new Blob([writeWorkbook(sheets)], { type }));
}
