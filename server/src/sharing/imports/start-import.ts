import type { EnqueueJob, JobDefinition } from '../../platform/jobs/jobs.ts';
import type { Transact } from '../../platform/database/transaction.ts';
import { getUploadedFile } from '../../platform/files/uploads.ts';
import type { ImportRun } from './import-run.ts';
import { getImport, insertImport } from './import-store.ts';

export const INSPECT_JOB: JobDefinition<{ importId: string }> = {
  name: 'imports-inspect',
  expireInSeconds: 1800,
  retryLimit: 20,
};

/** Begins with an uploaded file: a job looks at it and proposes a plan. `correctionOf`: whose rejects it brings back. */
export async function startImport(
  transact: Transact,
  enqueue: EnqueueJob,
  input: { fileId: string; resourceId?: string | undefined; correctionOf?: string | undefined },
): Promise<ImportRun> {
  return transact(async (tx) => {
    const file = await getUploadedFile(tx, input.fileId);
    const origin = input.correctionOf === undefined ? undefined : await getImport(tx, input.correctionOf);
    const run = await insertImport(tx, {
      fileHash: file.hash,
      fileName: file.name,
      fileBytes: file.sizeBytes,
      resourceId: input.resourceId ?? origin?.resourceId ?? undefined,
      correctionOf: origin?.id,
    });
    await enqueue(tx, INSPECT_JOB, { importId: run.id });
    return run;
  });
}
