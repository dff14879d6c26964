import type { Transact } from '../../platform/database/transaction.ts';
import type { EnqueueJob, JobDefinition } from '../../platform/jobs/jobs.ts';
import { endCancelled, takeForgotten } from './lease-store.ts';
import { LOAD_JOB } from './run-import.ts';
import { INSPECT_JOB } from './start-import.ts';

export const REVIVE_JOB: JobDefinition<object> = {
  name: 'imports-revive',
  expireInSeconds: 60,
  retryLimit: 0,
};

/** Longer than the queue ever leaves a job of a killed worker lying. */
const SILENT_MINUTES = 10;

/** Queues again what should be at work but of which nothing was heard: its job was lost, or failed for good. */
export async function reviveImports(
  transact: Transact,
  enqueue: EnqueueJob,
  silentMinutes = SILENT_MINUTES,
): Promise<number> {
  return transact(async (tx) => {
    const forgotten = await takeForgotten(tx, silentMinutes);
    for (const { id, state } of forgotten) {
      if (state === 'cancelling') await endCancelled(tx, id);
      else await enqueue(tx, state === 'inspecting' ? INSPECT_JOB : LOAD_JOB, { importId: id });
    }
    return forgotten.length;
  });
}
