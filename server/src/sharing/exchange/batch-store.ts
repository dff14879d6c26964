import type { Tx } from '../../platform/database/transaction.ts';
import { decodeCursor, toPage, type Page } from '../../platform/http/paging.ts';
import { exchangeError } from './errors.ts';

export type BatchFormat = 'csv' | 'xlsx' | 'parquet';

export interface Batch {
  id: string;
  agreementId: string;
  requesterId: string;
  providerId: string;
  resourceId: string;
  datasetVersionId: string;
  requestedBy: string | null;
  purpose: string;
  items: string[];
  format: BatchFormat;
  state: 'queued' | 'running' | 'ready' | 'failed' | 'expired';
  problem: string | null;
  rowCount: number | null;
  sizeBytes: number | null;
  fileHash: string | null;
  requestedAt: string;
  readyAt: string | null;
  expiresAt: string | null;
}

const COLUMNS = `id, agreement_id as "agreementId", requester_id as "requesterId", provider_id as "providerId",
  resource_id as "resourceId", dataset_version_id as "datasetVersionId", requested_by as "requestedBy", purpose, items,
  format, state, problem, row_count as "rowCount", size_bytes as "sizeBytes", file_hash as "fileHash",
  requested_at as "requestedAt", ready_at as "readyAt", expires_at as "expiresAt"`;

type BatchRow = Omit<Batch, 'requestedAt' | 'readyAt' | 'expiresAt'> & {
  requestedAt: Date;
  readyAt: Date | null;
  expiresAt: Date | null;
};

function toBatch(row: BatchRow): Batch {
  return {
    ...row,
    requestedAt: row.requestedAt.toISOString(),
    readyAt: row.readyAt?.toISOString() ?? null,
    expiresAt: row.expiresAt?.toISOString() ?? null,
  };
}

export type NewBatch = Pick<
  Batch,
  'agreementId' | 'requesterId' | 'providerId' | 'resourceId' | 'datasetVersionId' | 'purpose' | 'items' | 'format'
> & { agreementVersion: number };

export async function insertBatch(tx: Tx, batch: NewBatch): Promise<Batch> {
  const result = await tx.client.query<BatchRow>(
    `insert into exchange.batch (agreement_id, agreement_version, requester_id, provider_id, resource_id,
       dataset_version_id, requested_by, purpose, items, format, state, requested_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 'queued', $11) returning ${COLUMNS}`,
    [
      batch.agreementId, batch.agreementVersion, batch.requesterId, batch.providerId, batch.resourceId,
      batch.datasetVersionId, tx.actor.personId ?? null, batch.purpose, batch.items, batch.format, tx.now,
    ],
  );
  const row = result.rows[0];
  if (!row) throw new Error('the batch was not inserted');
  return toBatch(row);
}

/** @throws AppError EXCHANGE_BATCH_NOT_FOUND */
export async function getBatch(tx: Tx, id: string): Promise<Batch> {
  const result = await tx.client.query<BatchRow>(`select ${COLUMNS} from exchange.batch where id = $1`, [id]);
  const row = result.rows[0];
  if (!row) throw exchangeError('EXCHANGE_BATCH_NOT_FOUND');
  return toBatch(row);
}

export async function markRunning(tx: Tx, id: string): Promise<Batch | undefined> {
  const result = await tx.client.query<BatchRow>(
    `update exchange.batch set state = 'running' where id = $1 and state in ('queued', 'running') returning ${COLUMNS}`,
    [id],
  );
  return result.rows[0] && toBatch(result.rows[0]);
}

export async function markReady(
  tx: Tx,
  id: string,
  file: { hash: string; sizeBytes: number; rowCount: number; expiresAt: Date },
): Promise<void> {
  await tx.client.query(
    `update exchange.batch set state = 'ready', file_hash = $2, size_bytes = $3, row_count = $4, expires_at = $5, ready_at = $6
     where id = $1`,
    [id, file.hash, file.sizeBytes, file.rowCount, file.expiresAt, tx.now],
  );
}

export async function markFailed(tx: Tx, id: string, problem: string): Promise<void> {
  await tx.client.query(`update exchange.batch set state = 'failed', problem = $2 where id = $1`, [id, problem]);
}

/** Batches whose time is over; their files may be removed. */
export async function expireBatches(tx: Tx): Promise<string[]> {
  const result = await tx.client.query<{ hash: string }>(
    `with over as (select id, file_hash from exchange.batch where state = 'ready' and expires_at < $1 for update)
     update exchange.batch b set state = 'expired', file_hash = null from over where b.id = over.id
     returning over.file_hash as hash`,
    [tx.now],
  );
  return result.rows.map((row) => row.hash);
}

export async function listBatches(
  tx: Tx,
  filter: { agreementId: string; limit: number; cursor?: string | undefined },
): Promise<Page<Batch>> {
  const before = decodeCursor(filter.cursor, 1)?.[0] ?? null;
  const result = await tx.client.query<BatchRow>(
    `select ${COLUMNS} from exchange.batch
     where agreement_id = $1 and ($2::uuid is null or id < $2) order by id desc limit $3`,
    [filter.agreementId, before, filter.limit + 1],
  );
  const page = toPage(result.rows, filter.limit, (row) => [row.id]);
  return { ...page, items: page.items.map(toBatch) };
}
