import { getBatch, type Batch } from './batch-store.ts';
import type { CompiledAgreement } from './compile-agreement.ts';
import { permitCall } from './enforce-terms.ts';
import { exchangeError } from './errors.ts';
import { governed, type ExchangeContext } from './govern-call.ts';
import { recordAnswer } from './record-disclosure.ts';

export interface BatchContent {
  batch: Batch;
  /** SHA-256 of the file, also its address in the store. */
  hash: string;
  receipt: string;
}

/** A file made by former terms may hold what the present ones do not give. */
function assertReleasable(batch: Batch, { terms }: CompiledAgreement): string {
  if (batch.state === 'expired') throw exchangeError('EXCHANGE_BATCH_EXPIRED');
  if (batch.state !== 'ready' || batch.fileHash === null) throw exchangeError('EXCHANGE_BATCH_NOT_READY');
  const gradedBy = terms.raised?.entryVersion ?? null;
  if (batch.agreementVersion !== terms.version || batch.entryVersion !== gradedBy) {
    throw exchangeError('EXCHANGE_BATCH_SUPERSEDED', {
      rule: '25.scope',
      params: { version: terms.version },
    });
  }
  return batch.fileHash;
}

/**
 * Lets a finished file leave: the agreement must still be in force, in the version the file was made by;
 * recorded with the file's digest and row count before the first byte. The caller streams the file after this
 * returned. @throws RefusedCall
 */
export async function releaseBatch(
  context: ExchangeContext,
  input: { agreementId: string; batchId: string; purpose: string | undefined },
): Promise<BatchContent> {
  const { agreementId, purpose } = input;
  const call = { agreementId, purpose, mode: 'batch' as const, items: [] };
  return governed(context, call, async (tx, { terms, compiled }) => {
    const batch = await getBatch(tx, input);
    const hash = assertReleasable(batch, compiled);
    // What the file holds was permitted when it was made, by these terms and its own data, whatever is served now.
    permitCall({ ...compiled, untold: undefined }, { mode: 'batch', purpose, items: [], where: [] });
    const { datasetVersionId, items, rowCount } = batch;
    const masked = batch.masked ?? items.filter((name) => compiled.items.get(name)?.mask);
    const receipt = await recordAnswer(tx, {
      terms,
      datasetVersionId,
      mode: 'batch',
      items,
      masked,
      rowCount: rowCount ?? 0,
      digest: Buffer.from(hash, 'hex'),
      batch,
    });
    return { batch, hash, receipt };
  });
}
