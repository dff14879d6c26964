import type { EnqueueJob, JobDefinition } from '../../platform/jobs/jobs.ts';
import type { Transact } from '../../platform/database/transaction.ts';
import type { FileStore } from '../../platform/files/file-store.ts';
import { holdContent } from '../../platform/files/hold-content.ts';
import { getUploadedFile } from '../../platform/files/uploads.ts';
import type { ImportRun } from './import-run.ts';
import { getImport, insertImport } from './import-store.ts';
import { ownResource, type FindTargetResource } from './target-resource.ts';

export const INSPECT_JOB: JobDefinition<{ importId: string }> = {
  name: 'imports-inspect',
  expireInSeconds: 1800,
  retryLimit: 20,
};

/** Begins with an uploaded file: a job looks at it and proposes a plan. `correctionOf`: whose rejects it brings back. */
export async function startImport(
  transact: Transact,
  room: { enqueue: EnqueueJob; files: FileStore; findResource: FindTargetResource },
  input: { fileId: string; resourceId?: string | undefined; correctionOf?: string | undefined },
): Promise<ImportRun> {
  return transact(async (tx) => {
    const file = await getUploadedFile(tx, input.fileId);
    await holdContent(tx, room.files, file.hash);
    const origin = input.correctionOf === undefined ? undefined : await getImport(tx, input.correctionOf);
    const resourceId = input.resourceId ?? origin?.resourceId ?? undefined;
    const resource =
      resourceId === undefined ? undefined : await ownResource(tx, room.findResource, resourceId);
    const run = await insertImport(tx, {
      fileHash: file.hash,
      fileName: file.name,
      fileBytes: file.sizeBytes,
      resourceId,
      resourceTitle: resource?.title,
      correctionOf: origin?.id,
    });
    await room.enqueue(tx, INSPECT_JOB, { importId: run.id });
    return run;
  });
}
