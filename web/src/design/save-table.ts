import { toCsv } from './csv.ts';
import { saveBlob } from './save-file.ts';

/** As what a table can be exported, the handier one first. */
export const exportFormats = ['xlsx', 'csv'] as const;
export type ExportFormat = (typeof exportFormats)[number];

interface ExportedTable {
  /** File name without its ending, and the name of the sheet. */
  name: string;
  header: readonly string[];
  rows: readonly (readonly string[])[];
}

/** Hands rows to the person as a file; the writer of workbooks is fetched when the first one is asked for. */
export async function saveTable(format: ExportFormat, { name, header, rows }: ExportedTable): Promise<void> {
  if (format === 'csv') {
    return saveBlob(`${name}.csv`, new Blob([toCsv(header, rows)], { type: 'text/csv;charset=utf-8' }));
  }
  const { writeWorkbook } = await import('@tandem/tabular/workbook');
  const columns = header.map((title) => ({ name: title, type: 'text' as const }));
  const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
  return saveBlob(`${name}.xlsx`, new Blob([writeWorkbook([{ name, columns, rows }])], { type }));
}
