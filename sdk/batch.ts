import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { TandemError } from './tandem-error.ts';
import { send, type Transport } from './transport.ts';

export interface BatchOrder {
  purpose: string;
  items: readonly string[];
  format: 'csv' | 'xlsx' | 'parquet';
}

export interface BatchState {
  id: string;
  state: 'queued' | 'running' | 'ready' | 'failed' | 'expired';
  rowCount: number | null;
  sizeBytes: number | null;
  expiresAt: string | null;
  problem: string | null;
}

/** An ordered file. */
export interface Batch {
  readonly id: string;
  state(): Promise<BatchState>;
  /** Until the file is ready. @throws TandemError BATCH_FAILED or BATCH_EXPIRED; BATCH_WAIT_OVER after `timeoutMs` */
  wait(options?: { timeoutMs?: number; pollMs?: number }): Promise<BatchState>;
  /** The bytes as they come, and the receipt of this disclosure. */
  download(): Promise<{ receipt: string; content: Readable }>;
  /** Writes the bytes to a file. */
  saveTo(path: string): Promise<{ receipt: string }>;
}

export async function createBatch(
  transport: Transport,
  agreementId: string,
  order: BatchOrder,
): Promise<Batch> {
  const { purpose, items, format } = order;
  const path = batchesPath(agreementId);
  const response = await send(transport, { method: 'POST', path, purpose, body: { items, format } });
  const { id } = (await response.json()) as BatchState;
  return batchOf(transport, `${path}/${id}`, { id, purpose });
}

export async function findBatch(
  transport: Transport,
  agreementId: string,
  given: { batchId: string; purpose: string },
): Promise<Batch> {
  const path = `${batchesPath(agreementId)}/${encodeURIComponent(given.batchId)}`;
  const batch = batchOf(transport, path, { id: given.batchId, purpose: given.purpose });
  await batch.state();
  return batch;
}

function batchesPath(agreementId: string): string {
  return `/api/v1/exchange/agreements/${encodeURIComponent(agreementId)}/batches`;
}

function batchOf(transport: Transport, path: string, about: { id: string; purpose: string }): Batch {
  const state = async () => (await (await send(transport, { method: 'GET', path })).json()) as BatchState;
  const download = async () => {
    const response = await send(transport, {
      method: 'GET',
      path: `${path}/content`,
      purpose: about.purpose,
    });
    const content = response.body ? Readable.fromWeb(response.body) : Readable.from([]);
    return { receipt: response.headers.get('tandem-receipt') ?? '', content };
  };
  return {
    id: about.id,
    state,
    wait: (options = {}) => waitUntilReady(state, options),
    download,
    saveTo: async (target) => {
      const { receipt, content } = await download();
      await pipeline(content, createWriteStream(target));
      return { receipt };
    },
  };
}

async function waitUntilReady(
  state: () => Promise<BatchState>,
  { timeoutMs = 10 * 60_000, pollMs = 500 }: { timeoutMs?: number; pollMs?: number },
): Promise<BatchState> {
  const deadline = performance.now() + timeoutMs;
  for (;;) {
    const now = await state();
    if (now.state === 'ready') return now;
    if (now.state === 'failed') throw ended('BATCH_FAILED', now);
    if (now.state === 'expired') throw ended('BATCH_EXPIRED', now);
    if (performance.now() >= deadline) throw ended('BATCH_WAIT_OVER', now);
    await pause(pollMs);
  }
}

function ended(code: string, batch: BatchState): TandemError {
  return new TandemError({ code, title: batch.problem ?? `${code}: ${batch.id}` }, { status: 0 });
}
