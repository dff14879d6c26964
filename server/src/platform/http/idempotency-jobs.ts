import type { JobDefinition, Jobs } from '../jobs/jobs.ts';
import { sweepIdempotency } from './idempotency.ts';

const SWEEP: JobDefinition<Record<string, never>> = {
  name: 'platform-idempotency',
  expireInSeconds: 300,
  retryLimit: 0,
};

/** Forgets keyed writes past their time, once an hour over all servers. */
export async function idempotencyJobs(jobs: Jobs): Promise<void> {
  await jobs.every(SWEEP, '7 * * * *', async (_payload, { transact }) => {
    await transact(sweepIdempotency);
  });
}
