import { Readable } from 'node:stream';
import {
  TabularError,
  writeCsv,
  writeParquet,
  writeXlsx,
  type ExportColumn,
  type ExportType,
} from '@tandem/tabular';
import { AppError } from '../../platform/app-error.ts';
import type { Tx } from '../../platform/database/transaction.ts';
import type { FileStore } from '../../platform/files/file-store.ts';
import type { JobContext } from '../../platform/jobs/jobs.ts';
import {
  findDataset,
  openForDisclosure,
  streamRows,
  type HostedRow,
  type ItemType,
} from '../imports/index.ts';
import type { AgreementTerms } from '../requests/index.ts';
import { maskedAmong, shownValues } from './answer-query.ts';
import {
  markFailed,
  markProgress,
  markReady,
  markRunning,
  type Batch,
  type BatchFormat,
} from './batch-store.ts';
import type { CompiledAgreements, CompiledItem } from './compile-agreement.ts';
import { assertInForce, permitCall } from './enforce-terms.ts';
import { exchangeError } from './errors.ts';
import type { FindTerms } from './govern-call.ts';
import { recordRefusal } from './record-disclosure.ts';
import { sandboxTerms } from './sandbox.ts';

/** A finished file can be fetched this long. */
const KEEP_HOURS = 72;
const MAX_FILE_BYTES = 8 * 1024 ** 3;
const TELL_EVERY_MS = 1000;

export interface MakeBatchOptions {
  files: FileStore;
  findTerms: FindTerms;
  compiled: CompiledAgreements;
}

const WRITERS: Readonly<
  Record<
    BatchFormat,
    (columns: ExportColumn[], rows: AsyncIterable<(string | null)[]>) => AsyncGenerator<Uint8Array>
  >
> = {
  csv: writeCsv,
  xlsx: writeXlsx,
  parquet: writeParquet,
};

const EXPORT_TYPES: Partial<Record<ItemType, ExportType>> = {
  integer: 'integer',
  decimal: 'decimal',
  money: 'decimal',
  date: 'date',
  datetime: 'datetime',
  boolean: 'boolean',
};

function exportColumn(item: CompiledItem): ExportColumn {
  const type = item.mask ? undefined : EXPORT_TYPES[item.type];
  return { name: item.name, type: type ?? 'text' };
}

async function* writtenRows(
  batches: AsyncIterable<HostedRow[]>,
  items: readonly CompiledItem[],
  limits: { count: (rows: number) => Promise<void>; signal: AbortSignal },
): AsyncGenerator<(string | null)[]> {
  for await (const rows of batches) {
    limits.signal.throwIfAborted();
    await limits.count(rows.length);
    for (const row of rows) yield shownValues(row, items);
  }
}

/** The terms by which a batch is made; the platform makes it, on behalf of its requester. */
async function termsOf(tx: Tx, batch: Batch, findTerms: FindTerms): Promise<AgreementTerms> {
  const requester = { id: batch.requesterId, name: '' };
  const terms = sandboxTerms(batch.agreementId, requester) ?? (await findTerms(tx, batch.agreementId));
  if (!terms) throw exchangeError('EXCHANGE_AGREEMENT_UNKNOWN');
  return terms;
}

interface RowCounter {
  count: (rows: number) => Promise<void>;
  total: () => number;
}

/** Tells from time to time how far the file is. One larger than a day's quota could never leave, so it is not finished. */
function rowCounter({ quota }: AgreementTerms, tell: (total: number) => Promise<void>): RowCounter {
  let total = 0;
  let toldAtMs = Date.now();
  const count = async (rows: number) => {
    total += rows;
    if (total > quota.rowsPerDay) {
      const params = { rowsPerDay: quota.rowsPerDay };
      throw exchangeError('EXCHANGE_QUOTA_ROWS', { rule: '25.scope', params });
    }
    if (Date.now() - toldAtMs < TELL_EVERY_MS) return;
    toldAtMs = Date.now();
    await tell(total);
  };
  return { count, total: () => total };
}

interface Making {
  batch: Batch;
  terms: AgreementTerms;
  options: MakeBatchOptions;
  job: JobContext;
}

async function writeFile(tx: Tx, { batch, terms, options, job }: Making): Promise<void> {
  assertInForce(terms, batch.requesterId, tx.today);
  const dataset = await findDataset(tx, batch.resourceId);
  if (!dataset) throw exchangeError('EXCHANGE_DATA_NOT_SUPPLIED', { rule: '22.supply' });
  const compiled = options.compiled.get(terms, dataset);
  const { items, conditions } = permitCall(compiled, { ...batch, mode: 'batch', where: [] });
  await openForDisclosure(tx, dataset);
  // One statement feeds the whole file, at the pace of the disk.
  await tx.client.query(`set local statement_timeout = '1h'`);
  // Told in transactions of their own: this one is not seen before the file is whole.
  const { count, total } = rowCounter(terms, (rowCount) =>
    job.transact((aside) => markProgress(aside, batch.id, rowCount)),
  );
  const rows = streamRows(tx, dataset, { columns: items.map((item) => item.column), conditions });
  const content = WRITERS[batch.format](
    items.map(exportColumn),
    writtenRows(rows, items, { count, signal: job.signal }),
  );
  const { hash, sizeBytes } = await options.files.put(Readable.from(content), { maxBytes: MAX_FILE_BYTES });
  const expiresAt = new Date(tx.now.getTime() + KEEP_HOURS * 3_600_000);
  const from = {
    agreementVersion: terms.version,
    entryVersion: terms.raised?.entryVersion ?? null,
    datasetVersionId: dataset.versionId,
    masked: maskedAmong(items),
  };
  await markReady(tx, batch.id, { hash, sizeBytes, rowCount: total(), expiresAt, ...from });
}

/**
 * Makes the file of an ordered batch, in a stream from the database to the store. Runs again after a crash:
 * the file is visible only once it is whole. What the agreement refuses by now is recorded as a refusal; what the
 * format can't hold ends the order.
 */
export async function makeBatch(batchId: string, options: MakeBatchOptions, job: JobContext): Promise<void> {
  const batch = await job.transact((tx) => markRunning(tx, batchId));
  if (!batch) return;
  let terms: AgreementTerms | undefined;
  try {
    await job.transact(async (tx) => {
      terms = await termsOf(tx, batch, options.findTerms);
      await writeFile(tx, { batch, terms, options, job });
    });
  } catch (error) {
    if (!(error instanceof AppError) && !(error instanceof TabularError)) throw error;
    await job.transact(async (tx) => {
      await markFailed(tx, batchId, error.code);
      const { purpose, items } = batch;
      if (terms && error instanceof AppError)
        await recordRefusal(tx, { terms, mode: 'batch', purpose, items, error, batch });
    });
  }
}
