import { maskByKind } from '@tandem/identifiers';
import {
  guessColumns,
  rowText,
  type ColumnGuess,
  type FurtherKeys,
  type HashKey,
  type KnownDivisions,
  type RowBatch,
  type Table,
  type TableNote,
} from '@tandem/tabular';
import type { Inspection, Reading } from '../import-run.ts';
import { furtherKeysOf, openTable, type TableBytes } from './open-table.ts';

const PREVIEW_ROWS = 20;
const SAMPLE_ROWS = 10_000;

/** What readers tell beyond `Table`, by format. */
type Details = Partial<{
  encoding: string;
  dialect: { delimiter: string };
  sheet: string;
  sheets: readonly { name: string }[];
  headerRow: number;
  header: boolean;
}>;

/** Counts rows and bytes of a sample while it is read, and keeps its first rows. */
interface Seen {
  rows: number;
  bytes: number;
  ended: boolean;
  preview: string[][];
}

async function* watched(table: Table, seen: Seen): AsyncGenerator<RowBatch> {
  for await (const batch of table.batches) {
    for (let row = 0; row < batch.rows && seen.preview.length < PREVIEW_ROWS; row += 1)
      seen.preview.push(rowText(batch, row));
    seen.rows += batch.rows + batch.broken.length;
    seen.bytes = batch.bytesRead;
    yield batch;
  }
  seen.ended = true;
}

/** Identifiers of persons are outlined in a preview: what they are can be seen, whose they are can not. */
function previewCell(cell: string, column: ColumnGuess | undefined): string {
  const personal = column?.type === 'residentId' || column?.type === 'phone' ? column.type : undefined;
  return personal === undefined ? cell.slice(0, 200) : maskByKind(personal, cell, 3);
}

function countRows(table: Table, seen: Seen, size: number): Inspection['rows'] {
  if (table.totalRows !== undefined) return { count: table.totalRows, exact: true };
  if (seen.ended) return { count: seen.rows, exact: true };
  const streams = table.format === 'csv' || table.format === 'jsonl';
  if (!streams || seen.bytes === 0) return null;
  return { count: Math.round((seen.rows * size) / seen.bytes), exact: false };
}

/** Names that a remark has room for. */
const NAMED_KEYS = 10;

function leftOutNotes(further: FurtherKeys | undefined): TableNote[] {
  const { leftOut = [] } = further ?? {};
  if (leftOut.length === 0) return [];
  const names = leftOut.slice(0, NAMED_KEYS).map((name) => name.slice(0, 40));
  return [{ code: 'TABULAR_KEYS_LEFT_OUT', params: { count: leftOut.length, names: names.join('、') } }];
}

/** First look at a file: format, encoding, columns with guessed types and profiles, a preview. */
export async function inspectTable(
  bytes: TableBytes,
  options: { reading: Reading; knownDivisions: KnownDivisions; hashKey: HashKey },
): Promise<Inspection> {
  const { reading, ...known } = options;
  const further = await furtherKeysOf(bytes);
  const table = await openTable(bytes, { reading, ...(further ? { furtherKeys: further.keys } : {}) });
  const seen: Seen = { rows: 0, bytes: 0, ended: false, preview: [] };
  const sample = { ...table, batches: watched(table, seen) };
  const columns = await guessColumns(sample, { rows: SAMPLE_ROWS, ...known });
  const details = table as Details;
  return {
    format: table.format,
    encoding: details.encoding ?? null,
    delimiter: details.dialect?.delimiter ?? null,
    headerRow: details.headerRow ?? null,
    ...(details.header === undefined ? {} : { header: details.header }),
    sheet: details.sheet ?? null,
    sheets: (details.sheets ?? []).map((sheet) => sheet.name),
    rows: countRows(table, seen, bytes.size),
    columns,
    notes: [...table.notes, ...leftOutNotes(further)],
    ...(further ? { furtherKeys: further.keys } : {}),
    preview: seen.preview.map((cells) => cells.map((cell, index) => previewCell(cell, columns[index]))),
  };
}
