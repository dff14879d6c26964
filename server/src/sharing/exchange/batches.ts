import { Readable } from 'node:stream';
import { writeCsv, writeParquet, writeXlsx } from '@tandem/tabular';
import type { EnqueueJob, JobContext, JobDefinition } from '../../platform/jobs/jobs.ts';
import type { FileStore } from '../../platform/files/file-store.ts';
import { findDataset, openForDisclosure, streamRows } from '../imports/index.ts';
import { governed, masked, type ExchangeContext } from './answer-call.ts';
import { getBatch, insertBatch, markFailed, markReady, markRunning, type Batch, type BatchFormat } from './batch-store.ts';
import { permitCall, type Call } from './enforce-terms.ts';
import { exchangeError } from './errors.ts';
import { recordAnswer } from './record-disclosure.ts';
import { AppError } from '../../platform/app-error.ts';

export const BATCH_JOB: JobDefinition<{ batchId: string }> = { name: 'exchange-batch', expireInSeconds: 3600, retryLimit: 3 };

/** A finished file can be fetched this long. */
const KEEP_HOURS = 72;
const MAX_FILE_BYTES = 8 * 1024 ** 3;

export interface BatchInput {
  agreementId: string;
  purpose: string | undefined;
  items: readonly string[];
  format: BatchFormat;
}

/** Orders a file. Checked against the agreement now, and again when it is made and when it is fetched. */
export async function orderBatch(context: ExchangeContext, enqueue: EnqueueJob, input: BatchInput): Promise<Batch> {
  const call: Call = { mode: 'batch', purpose: input.purpose, items: input.items, where: [] };
  return governed(context, { ...call, agreementId: input.agreementId }, async (tx, { terms, compiled }) => {
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
  });
}

const WRITERS: Readonly<Record<BatchFormat, typeof writeCsv>> = { csv: writeCsv, xlsx: writeXlsx, parquet: writeParquet };

async function* counted<T>(batches: AsyncIterable<T[]>, count: (rows: number) => void, signal: AbortSignal): AsyncGenerator<T> {
  for await (const batch of batches) {
    signal.throwIfAborted();
    count(batch.length);
    yield* batch;
  }
}

interface MakeBatchOptions {
  files: FileStore;
  findTerms: ExchangeContext['findTerms'];
  compiled: ExchangeContext['compiled'];
}

/** Makes the file of an ordered batch, in a stream from the database to the store. Runs again after a crash. */
export async function makeBatch(batchId: string, options: MakeBatchOptions, job: JobContext): Promise<void> {
  const batch = await job.transact((tx) => markRunning(tx, batchId));
  if (!batch) return;
  try {
    await job.transact(async (tx) => {
      const terms = await options.findTerms(tx, batch.agreementId);
      const dataset = await findDataset(tx, batch.resourceId);
      if (!terms || !dataset) throw exchangeError('EXCHANGE_DATA_NOT_SUPPLIED', { rule: '22.supply' });
      const compiled = options.compiled.get(terms, dataset);
      const call: Call = { mode: 'batch', purpose: batch.purpose, items: batch.items, where: [] };
      const { items, conditions } = permitCall(compiled, call);
      await openForDisclosure(tx, dataset);
      let rowCount = 0;
      const rows = streamRows(tx, dataset, { columns: items.map((item) => item.column), conditions });
      const shown = (async function* () {
        for await (const part of rows) yield masked(part, items);
      })();
      const content = WRITERS[batch.format](
        { columns: items.map((item) => item.name) },
        counted(shown, (added) => (rowCount += added), job.signal),
      );
      const file = await options.files.put(Readable.from(content), { maxBytes: MAX_FILE_BYTES });
      const expiresAt = new Date(tx.now.getTime() + KEEP_HOURS * 3_600_000);
      await markReady(tx, batchId, { hash: file.hash, sizeBytes: file.sizeBytes, rowCount, expiresAt });
    });
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    await job.transact((tx) => markFailed(tx, batchId, error.code));
  }
}

export interface BatchContent {
  batch: Batch;
  hash: string;
  receipt: string;
}

/**
 * Lets a finished file leave: the agreement must still be in force; recorded, with the file's digest and row
 * count, before the first byte. The caller streams the file after this returned.
 */
export async function releaseBatch(
  context: ExchangeContext,
  input: { agreementId: string; batchId: string; purpose: string | undefined },
): Promise<BatchContent> {
  const call = { mode: 'batch' as const, purpose: input.purpose, items: [] };
  return governed(context, { ...call, agreementId: input.agreementId }, async (tx, { terms, compiled }) => {
    const batch = await getBatch(tx, input.batchId);
    if (batch.agreementId !== terms.agreementId) throw exchangeError('EXCHANGE_BATCH_NOT_FOUND');
    if (batch.state === 'expired') throw exchangeError('EXCHANGE_BATCH_EXPIRED');
    if (batch.state !== 'ready' || batch.fileHash === null) throw exchangeError('EXCHANGE_BATCH_NOT_READY');
    permitCall(compiled, { mode: 'batch', purpose: input.purpose, items: batch.items, where: [] });
    const receipt = await recordAnswer(tx, {
      terms,
      datasetVersionId: batch.datasetVersionId,
      mode: 'batch',
      items: batch.items,
      rowCount: batch.rowCount ?? 0,
      digest: Buffer.from(batch.fileHash, 'hex'),
    });
    return { batch, hash: batch.fileHash, receipt };
  });
}

