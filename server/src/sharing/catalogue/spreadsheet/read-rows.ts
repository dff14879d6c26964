import { bytesAccess, readXlsx, rowText, TabularError } from '@tandem/tabular';
import { catalogueError } from '../errors.ts';
import { ENTRIES_SHEET, ITEMS_SHEET } from './columns.ts';

/** A row of one of the two sheets: cells by heading, trimmed; `row` as the spreadsheet numbers it. */
export interface SheetRow {
  row: number;
  cells: Readonly<Record<string, string>>;
}

export interface SheetRows {
  entries: SheetRow[];
  items: SheetRow[];
}

/** Bounds of one upload, beside those against zip bombs. */
export const MOST_ENTRIES = 500;
export const MOST_ITEMS = 20_000;
const LIMITS = {
  maxColumns: 100,
  maxInflatedBytes: 256 * 1024 * 1024,
  maxSharedStrings: 500_000,
  maxCellBytes: 16 * 1024,
};

async function readSheet(bytes: Uint8Array, sheet: string, most: number): Promise<SheetRow[]> {
  const table = await readXlsx(bytesAccess(bytes), { sheet, headerRow: 1, limits: LIMITS });
  const rows: SheetRow[] = [];
  for await (const batch of table.batches) {
    for (let index = 0; index < batch.rows; index += 1) {
      const texts = rowText(batch, index);
      const cells = Object.fromEntries(table.columns.map((name, at) => [name, (texts[at] ?? '').trim()]));
      if (Object.values(cells).some((cell) => cell !== ''))
        rows.push({ row: batch.rowNumbers[index] ?? 0, cells });
      if (rows.length > most)
        throw catalogueError('CATALOGUE_SPREADSHEET_INVALID', { params: { sheet, most } });
    }
  }
  return rows;
}

/**
 * The two sheets of a filled-in template. @throws AppError CATALOGUE_SPREADSHEET_INVALID for files that are no
 * workbook, lack a sheet, are too large or inflate beyond bounds
 */
export async function readSpreadsheet(bytes: Uint8Array): Promise<SheetRows> {
  try {
    const entries = await readSheet(bytes, ENTRIES_SHEET, MOST_ENTRIES);
    const items = await readSheet(bytes, ITEMS_SHEET, MOST_ITEMS);
    return { entries, items };
  } catch (error) {
    if (!(error instanceof TabularError)) throw error;
    throw catalogueError('CATALOGUE_SPREADSHEET_INVALID', { params: { reason: error.code }, cause: error });
  }
}
