import { checkPlan, TabularError, type ImportPlan } from '@tandem/tabular';
import type { Transact } from '../../platform/database/transaction.ts';
import type { FileStore } from '../../platform/files/file-store.ts';
import { importError } from './errors.ts';
import { getImport } from './import-store.ts';
import type { Estimate } from './reading/messages.ts';
import { estimateFile } from './reading/read-table.ts';

/** Rows that an estimate looks at. */
const SAMPLE_ROWS = 5000;

/** What a plan would do to the first rows of the file, before anything is loaded by it. Changes nothing. */
export async function estimatePlan(
  transact: Transact,
  files: FileStore,
  input: { importId: string; plan: ImportPlan; signal: AbortSignal },
): Promise<Estimate> {
  const { plan, signal } = input;
  const run = await transact((tx) => getImport(tx, input.importId));
  if (run.inspection === null) throw importError('IMPORT_NOT_INSPECTED');
  try {
    checkPlan(
      plan,
      run.inspection.columns.map((column) => column.source),
    );
    const file = { name: run.fileName, sizeBytes: run.fileBytes, reading: run.reading };
    return await estimateFile({ files, hash: run.fileHash, signal }, { file, plan, rows: SAMPLE_ROWS });
  } catch (error) {
    if (!(error instanceof TabularError)) throw error;
    throw importError('IMPORT_PLAN_INVALID', {
      params: { ...error.params },
      rule: '18.quality',
      cause: error,
    });
  }
}
