import { bytesAccess, hasValue, readXlsx, rowText, TabularError } from '@tandem/tabular';
import { catalogueError } from '../errors.ts';
import { ENTRIES_SHEET, ENTRY_COLUMNS, ITEM_COLUMNS, ITEMS_SHEET, type SheetColumn } from './columns.ts';

/** A row of one of the two sheets: cells by heading, trimmed; `row` as the spreadsheet numbers it. */
export interface SheetRow {
  row: number;
  cells: Readonly<Record<string, string>>;
  /** What stands in cells without a value, which are empty in `cells`: an error, or a formula that was never calculated. */
  faults: Readonly<Record<string, string>>;
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

interface SheetShape {
  sheet: string;
  columns: readonly SheetColumn[];
  most: number;
}

/** Headings as people leave them: with a star for what is required, a line break, the English name. */
const plain = (heading: string) => heading.normalize('NFKC').replaceAll(/[\s*]/g, '').toLowerCase();

/** The template's name of each column of the file. @throws AppError CATALOGUE_SPREADSHEET_HEADINGS */
function headingsOf(found: readonly string[], { sheet, columns }: SheetShape): string[] {
  const known = new Map(
    columns.flatMap(({ name, nameEn }) => [name, nameEn].map((word) => [plain(word), name])),
  );
  const headings = found.map((heading) => known.get(plain(heading)) ?? heading);
  const missing = columns.filter(({ name, required }) => required && !headings.includes(name));
  if (missing.length === 0) return headings;
  const params = { sheet, missing: missing.map(({ name }) => name).join('、') };
  throw catalogueError('CATALOGUE_SPREADSHEET_HEADINGS', { params });
}

async function readSheet(bytes: Uint8Array, shape: SheetShape): Promise<SheetRow[]> {
  const { sheet, most } = shape;
  const table = await readXlsx(bytesAccess(bytes), { sheet, headerRow: 1, limits: LIMITS });
  const headings = headingsOf(table.columns, shape);
  const rows: SheetRow[] = [];
  for await (const batch of table.batches) {
    for (let index = 0; index < batch.rows; index += 1) {
      const texts = rowText(batch, index);
      if (texts.every((text) => text.trim() === '')) continue;
      const cells: Record<string, string> = {};
      const faults: Record<string, string> = {};
      headings.forEach((name, at) => {
        const isValue = hasValue(batch, { row: index, column: at });
        cells[name] = isValue ? (texts[at] ?? '').trim() : '';
        if (!isValue) faults[name] = texts[at] ?? '';
      });
      rows.push({ row: batch.rowNumbers[index] ?? 0, cells, faults });
      if (rows.length > most)
        throw catalogueError('CATALOGUE_SPREADSHEET_TOO_MANY', { params: { sheet, most } });
    }
  }
  return rows;
}

/**
 * The two sheets of a filled-in template. @throws AppError CATALOGUE_SPREADSHEET_INVALID for files that are no
 * workbook, lack a sheet or inflate beyond bounds; CATALOGUE_SPREADSHEET_HEADINGS, _TOO_MANY
 */
export async function readSpreadsheet(bytes: Uint8Array): Promise<SheetRows> {
  try {
    const entries = await readSheet(bytes, {
      sheet: ENTRIES_SHEET,
      columns: ENTRY_COLUMNS,
      most: MOST_ENTRIES,
    });
    const items = await readSheet(bytes, { sheet: ITEMS_SHEET, columns: ITEM_COLUMNS, most: MOST_ITEMS });
    return { entries, items };
  } catch (error) {
    if (!(error instanceof TabularError)) throw error;
    throw catalogueError('CATALOGUE_SPREADSHEET_INVALID', { params: { reason: error.code }, cause: error });
  }
}
