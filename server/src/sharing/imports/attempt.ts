import type { JobContext } from '../../platform/jobs/jobs.ts';
import { problemOf } from './import-problem.ts';
import type { ImportProblem, ImportRun } from './import-run.ts';
import { endCancelled, handBack, LeaseLost, markEnded, takeLease, type Lease } from './lease-store.ts';

/** Ends a load at its owner's wish; what was committed stays. */
export class LoadCancelled extends Error {}

/** Another worker is at it: the queue shall ask again later. */
export class ImportBusy extends Error {}

type Work = (run: ImportRun, lease: Lease) => Promise<void>;

/**
 * One worker's try at an import that stands in `state`. What another try can mend goes back to the queue; after too
 * many tries in vain, and for everything else, the import has failed and says why.
 */
export async function attempt(
  at: { importId: string; state: 'inspecting' | 'loading' },
  job: JobContext,
  work: Work,
): Promise<void> {
  const { importId, state } = at;
  const taken = await job.transact((tx) => takeLease(tx, importId, state));
  switch (taken.kind) {
    case 'busy':
      throw new ImportBusy();
    case 'none':
      return job.transact((tx) => endCancelled(tx, importId));
    case 'hopeless':
      return job.transact((tx) => markEnded(tx, taken.lease, { state: 'failed', problem: gaveUp(taken) }));
    case 'yours':
      return work(taken.run, taken.lease).catch((error: unknown) => endAttempt(error, taken.lease, job));
  }
}

function gaveUp(taken: { failures: number; problem: ImportProblem | null }): ImportProblem {
  return {
    code: 'IMPORT_GAVE_UP',
    params: { times: taken.failures, cause: taken.problem?.params['cause'] ?? 'PLATFORM_INTERNAL' },
  };
}

async function endAttempt(error: unknown, lease: Lease, job: JobContext): Promise<void> {
  const { importId } = lease;
  if (error instanceof LeaseLost) {
    // Or the wish to end it was not heard before the last row.
    await job.transact((tx) => endCancelled(tx, importId, lease));
    return job.log.warn({ importId }, 'the import was taken over by another worker, or cancelled at its end');
  }
  if (error instanceof LoadCancelled)
    return job.transact((tx) => markEnded(tx, lease, { state: 'cancelled', problem: null }));
  const { problem, lasting } = problemOf(error);
  const stopping = job.signal.aborted;
  if (lasting && !stopping) {
    job.log.warn({ importId, code: problem.code, err: error }, 'import failed');
    return job.transact((tx) => markEnded(tx, lease, { state: 'failed', problem }));
  }
  try {
    await job.transact((tx) => handBack(tx, lease, { stopping, problem: stopping ? null : problem }));
  } catch (failure) {
    // The database may be the one that is away; then the lease runs out by itself.
    job.log.warn({ err: failure }, 'import not handed back');
  }
  throw error;
}
