import type { EnqueueJob, JobDefinition } from '../../platform/jobs/jobs.ts';
import type { Transact } from '../../platform/database/transaction.ts';
import { getUploadedFile } from '../../platform/files/uploads.ts';
import type { ImportRun } from './import-run.ts';
import { insertImport } from './import-store.ts';

export const INSPECT_JOB: JobDefinition<{ importId: string }> = { name: 'imports-inspect', expireInSeconds: 600, retryLimit: 2 };

/** Begins with an uploaded file: a job looks at it and proposes a plan. */
export async function startImport(
  transact: Transact,
  enqueue: EnqueueJob,
  input: { fileId: string; resourceId?: string | undefined },
): Promise<ImportRun> {
  return transact(async (tx) => {
    const file = await getUploadedFile(tx, input.fileId);
    const run = await insertImport(tx, {
      fileHash: file.hash,
      fileName: file.name,
      fileBytes: file.sizeBytes,
      resourceId: input.resourceId,
    });
    await enqueue(tx, INSPECT_JOB, { importId: run.id });
    return run;
  });
}
