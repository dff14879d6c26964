import { buffer } from 'node:stream/consumers';
import type { Transact, Tx } from '../../../platform/database/transaction.ts';
import type { FileStore } from '../../../platform/files/file-store.ts';
import { getUploadedFile } from '../../../platform/files/uploads.ts';
import { listClassification } from '../classification-store.ts';
import { catalogueError } from '../errors.ts';
import { listOwnTitles } from '../draft-store.ts';
import { openNewEntry } from '../open-draft.ts';
import { parseSpreadsheet, titlesOf, type CellProblem, type ParsedEntry } from './parse-spreadsheet.ts';
import { readSpreadsheet } from './read-rows.ts';

const MAX_BYTES = 20 * 1024 * 1024;

export interface SpreadsheetEntry {
  row: number;
  number: string;
  title: string;
  itemCount: number;
  problems: CellProblem[];
  /** Whether a draft can be made of it as it stands. */
  creatable: boolean;
  resourceId: string | null;
}

export interface SpreadsheetReport {
  entries: SpreadsheetEntry[];
  /** Item rows that belong to no entry. */
  lost: CellProblem[];
  created: number;
}

export interface SpreadsheetInput {
  fileId: string;
  /** Rows of the entries sheet to make drafts of; absent: none, only look. */
  rows?: readonly number[] | undefined;
}

const canCreate = (entry: ParsedEntry) => !entry.problems.some(({ blocking }) => blocking);

async function readUpload(tx: Tx, files: FileStore, fileId: string): Promise<Uint8Array> {
  const file = await getUploadedFile(tx, fileId);
  if (file.sizeBytes > MAX_BYTES)
    throw catalogueError('CATALOGUE_SPREADSHEET_INVALID', { params: { maxBytes: MAX_BYTES } });
  return buffer(await files.read(file.hash));
}

/**
 * Looks through a filled-in template of the own department and makes drafts of the rows asked for, all in one
 * transaction. @throws AppError CATALOGUE_SPREADSHEET_NO_ROWS when a row asked for cannot become a draft
 */
export async function importSpreadsheet(
  transact: Transact,
  files: FileStore,
  input: SpreadsheetInput,
): Promise<SpreadsheetReport> {
  return transact(async (tx) => {
    const rows = await readSpreadsheet(await readUpload(tx, files, input.fileId));
    const known = new Set((await listClassification(tx)).map(({ code }) => code));
    const { entries, lost } = parseSpreadsheet(rows, {
      classification: (code) => code.length >= 6 && known.has(code),
      titles: await listOwnTitles(tx, titlesOf(rows)),
    });
    if (entries.length === 0) throw catalogueError('CATALOGUE_SPREADSHEET_NO_ROWS');
    const wanted = new Set(input.rows ?? []);
    const creatable = new Set(entries.filter(canCreate).map(({ row }) => row));
    const refused = [...wanted].find((row) => !creatable.has(row));
    if (refused !== undefined)
      throw catalogueError('CATALOGUE_SPREADSHEET_NO_ROWS', { params: { row: refused } });
    const made = new Map<number, string>();
    for (const entry of entries) {
      if (wanted.has(entry.row)) made.set(entry.row, (await openNewEntry(tx, entry.content)).resourceId);
    }
    return {
      entries: entries.map(({ row, number, content, problems }) => ({
        row,
        number,
        title: content.title,
        itemCount: content.items.length,
        problems,
        creatable: creatable.has(row),
        resourceId: made.get(row) ?? null,
      })),
      lost,
      created: made.size,
    };
  });
}
