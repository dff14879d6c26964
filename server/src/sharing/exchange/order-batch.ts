import type { Transact } from '../../platform/database/transaction.ts';
import type { EnqueueJob, JobDefinition } from '../../platform/jobs/jobs.ts';
import { insertBatch, type Batch, type BatchFormat } from './batch-store.ts';
import { permitCall } from './enforce-terms.ts';
import { governed, type ExchangeContext } from './govern-call.ts';

export const BATCH_GIVEN_UP_JOB: JobDefinition<{ batchId: string }> = {
  name: 'exchange-batch-given-up',
  expireInSeconds: 60,
  retryLimit: 20,
};

export const BATCH_JOB: JobDefinition<{ batchId: string }> = {
  name: 'exchange-batch',
  expireInSeconds: 3600,
  retryLimit: 3,
  onGivenUp: BATCH_GIVEN_UP_JOB,
};

export interface OrderBatchInput {
  agreementId: string;
  purpose: string | undefined;
  items: readonly string[];
  format: BatchFormat;
}

export interface Ordering {
  /** The caller's own transaction opener: under an idempotency key one order is made, however often it is sent. */
  transact: Transact;
  enqueue: EnqueueJob;
}

/**
 * Orders a file of all agreed rows. Held against the agreement now, when the file is made, and when it is fetched.
 * @throws RefusedCall
 */
export async function orderBatch(
  context: ExchangeContext,
  { transact, enqueue }: Ordering,
  input: OrderBatchInput,
): Promise<Batch> {
  const call = { ...input, mode: 'batch' as const, where: [] };
  return governed(
    context,
    call,
    async (tx, { terms, compiled }) => {
      permitCall(compiled, call);
      const batch = await insertBatch(tx, {
        agreementId: terms.agreementId,
        agreementVersion: terms.version,
        requesterId: terms.requesterId,
        providerId: terms.providerId,
        resourceId: terms.resourceId,
        datasetVersionId: compiled.dataset.versionId,
        purpose: terms.purpose.code,
        items: [...input.items],
        format: input.format,
      });
      await enqueue(tx, BATCH_JOB, { batchId: batch.id });
      return batch;
    },
    transact,
  );
}
