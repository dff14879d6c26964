import type { JobDefinition } from '../../platform/jobs/jobs.ts';
import { expireBatches, markFailed } from './batch-store.ts';
import { makeBatch } from './make-batch.ts';
import { BATCH_GIVEN_UP_JOB, BATCH_JOB } from './order-batch.ts';
import type { ExchangeRoom } from './routes.ts';

const EXPIRY: JobDefinition<Record<string, never>> = {
  name: 'exchange-expiry',
  expireInSeconds: 300,
  retryLimit: 0,
};

export async function exchangeJobs({ platform, files, findTerms, compiled }: ExchangeRoom): Promise<void> {
  const { jobs } = platform;
  await jobs.handle(BATCH_JOB, ({ batchId }, job) => makeBatch(batchId, { files, findTerms, compiled }, job));
  await jobs.handle(BATCH_GIVEN_UP_JOB, ({ batchId }, { transact }) =>
    transact((tx) => markFailed(tx, batchId, 'EXCHANGE_BATCH_FAILED')),
  );
  await jobs.every(EXPIRY, '13 * * * *', async (_payload, { transact }) => {
    const hashes = await transact(expireBatches);
    for (const hash of hashes) await files.remove(hash);
  });
}
