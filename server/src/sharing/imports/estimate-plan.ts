import { checkPlan, TabularError, type ImportPlan } from '@tandem/tabular';
import type { Transact } from '../../platform/database/transaction.ts';
import type { FileStore } from '../../platform/files/file-store.ts';
import { importError } from './errors.ts';
import { tableFileOf } from './import-run.ts';
import { getImport } from './import-store.ts';
import type { Estimate } from './reading/messages.ts';
import { estimateFile } from './reading/read-table.ts';
import { planForEntry } from './plan-for-entry.ts';
import type { FindTargetResource } from './target-resource.ts';

/** Rows that an estimate looks at. */
const SAMPLE_ROWS = 5000;

/** What a plan would do to the first rows of the file, by the key of the entry too. Changes nothing. */
export async function estimatePlan(
  transact: Transact,
  room: { files: FileStore; findResource: FindTargetResource },
  input: { importId: string; plan: ImportPlan; resourceId: string | undefined; signal: AbortSignal },
): Promise<Estimate> {
  const { signal } = input;
  const { run, plan } = await transact(async (tx) => {
    const found = await getImport(tx, input.importId);
    const resourceId = input.resourceId ?? found.resourceId;
    const resource = resourceId === null ? undefined : await room.findResource(tx, resourceId, 'compiled');
    return { run: found, plan: resource ? planForEntry(input.plan, resource, found.inspection) : input.plan };
  });
  if (run.inspection === null) throw importError('IMPORT_NOT_INSPECTED');
  try {
    checkPlan(
      plan,
      run.inspection.columns.map((column) => column.source),
    );
    return await estimateFile(
      { files: room.files, hash: run.fileHash, signal },
      { file: tableFileOf(run), plan, rows: SAMPLE_ROWS },
    );
  } catch (error) {
    if (!(error instanceof TabularError)) throw error;
    throw importError('IMPORT_PLAN_INVALID', {
      params: { ...error.params },
      rule: '18.quality',
      cause: error,
    });
  }
}
