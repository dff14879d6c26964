import { maskByKind } from '@tandem/identifiers';
import { guessColumns, planFromGuesses, rowText, TabularError, type ColumnGuess, type Table } from '@tandem/tabular';
import type { FileStore } from '../../platform/files/file-store.ts';
import type { JobContext } from '../../platform/jobs/jobs.ts';
import type { Inspection } from './import-run.ts';
import { getImport, markEnded, saveInspection } from './import-store.ts';
import { openTable, type SourceFile } from './open-table.ts';

const PREVIEW_ROWS = 20;

async function previewRows(table: Table): Promise<string[][]> {
  const rows: string[][] = [];
  for await (const batch of table.batches) {
    for (let row = 0; row < batch.rows && rows.length < PREVIEW_ROWS; row += 1) {
      rows.push(rowText(batch, row));
    }
    if (rows.length >= PREVIEW_ROWS) break;
  }
  return rows;
}

/** Identifiers of persons are outlined in a preview: what they are can be seen, whose they are can not. */
function previewCell(cell: string, column: ColumnGuess | undefined): string {
  const personal = column?.type === 'residentId' || column?.type === 'phone' ? column.type : undefined;
  return personal === undefined ? cell.slice(0, 200) : maskByKind(personal, cell, 3);
}

/** First look at a file: format, encoding, columns with guessed types and profiles, a preview. */
export async function inspectTable(files: FileStore, file: SourceFile): Promise<Inspection> {
  const table = await openTable(files, file);
  const columns = await guessColumns(table);
  const preview = await previewRows(await openTable(files, file));
  const details = table as Partial<{ encoding: string; dialect: { delimiter: string }; sheet: string; sheets: { name: string }[] }>;
  return {
    format: table.format,
    encoding: details.encoding ?? null,
    delimiter: details.dialect?.delimiter ?? null,
    sheet: details.sheet ?? null,
    sheets: (details.sheets ?? []).map((sheet) => sheet.name),
    columns,
    notes: table.notes,
    preview: preview.map((cells) => cells.map((cell, index) => previewCell(cell, columns[index]))),
  };
}

/** The job behind a new import. Safe to run again: it only ever writes a run that is still being inspected. */
export async function inspectImport(importId: string, files: FileStore, job: JobContext): Promise<void> {
  const run = await job.transact((tx) => getImport(tx, importId));
  if (run.state !== 'inspecting') return;
  try {
    const inspection = await inspectTable(files, { hash: run.fileHash, name: run.fileName, sizeBytes: run.fileBytes });
    const plan = planFromGuesses(inspection.columns);
    await job.transact((tx) => saveInspection(tx, importId, inspection, plan));
  } catch (error) {
    if (!(error instanceof TabularError)) throw error;
    const problem = { code: error.code, params: { ...error.params } };
    await job.transact((tx) => markEnded(tx, importId, { state: 'failed', problem }));
  }
}
