import type { Tx } from '../../platform/database/transaction.ts';
import { decodeCursor, toPage, type Page } from '../../platform/http/paging.ts';
import { exchangeError } from './errors.ts';

export const BATCH_FORMATS = ['csv', 'xlsx', 'parquet'] as const;
export type BatchFormat = (typeof BATCH_FORMATS)[number];
export type BatchState = 'queued' | 'running' | 'ready' | 'failed' | 'expired';

/** The person or program that ordered a file, and answers for it. */
export interface Orderer {
  kind: 'person' | 'system';
  id: string;
  name: string;
}

export interface Batch {
  id: string;
  agreementId: string;
  /** Of the terms as ordered; once ready, of the terms by which the file was made. */
  agreementVersion: number;
  /** The entry's version whose raised grades the file was made by; null where none were raised. */
  entryVersion: number | null;
  requesterId: string;
  /** Null for orders of before the log named them. */
  orderedBy: Orderer | null;
  resourceId: string;
  datasetVersionId: string;
  purpose: string;
  items: string[];
  format: BatchFormat;
  state: BatchState;
  /** Error code of a failed order. */
  problem: string | null;
  /** Of the finished file; of what is written so far while it is being made. */
  rowCount: number | null;
  sizeBytes: number | null;
  fileHash: string | null;
  /** Items that the file holds masked; null until it is made, and of files of before this was kept. */
  masked: string[] | null;
  requestedAt: string;
  readyAt: string | null;
  expiresAt: string | null;
}

const COLUMNS = `id, agreement_id as "agreementId", agreement_version as "agreementVersion", entry_version as "entryVersion",
  requester_id as "requesterId", case when requested_by_name is not null
    then json_build_object('kind', requested_by_kind, 'id', requested_by, 'name', requested_by_name) end as "orderedBy",
  resource_id as "resourceId", dataset_version_id as "datasetVersionId", purpose, items,
  format, state, problem, row_count as "rowCount", size_bytes as "sizeBytes", file_hash as "fileHash", masked,
  requested_at as "requestedAt", ready_at as "readyAt", expires_at as "expiresAt"`;

type Moments = 'requestedAt' | 'readyAt' | 'expiresAt';
type BatchRow = Omit<Batch, Moments> & { requestedAt: Date; readyAt: Date | null; expiresAt: Date | null };

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
  | 'agreementId'
  | 'agreementVersion'
  | 'requesterId'
  | 'resourceId'
  | 'datasetVersionId'
  | 'purpose'
  | 'items'
  | 'format'
> & { providerId: string };

export async function insertBatch(tx: Tx, batch: NewBatch): Promise<Batch> {
  const result = await tx.client.query<BatchRow>(
    `insert into exchange.batch (agreement_id, agreement_version, requester_id, provider_id, resource_id,
       dataset_version_id, requested_by, purpose, items, format, state, requested_at, requested_by_kind, requested_by_name)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 'queued', $11, $12, $13) returning ${COLUMNS}`,
    [
      batch.agreementId,
      batch.agreementVersion,
      batch.requesterId,
      batch.providerId,
      batch.resourceId,
      batch.datasetVersionId,
      tx.actor.personId ?? null,
      batch.purpose,
      batch.items,
      batch.format,
      tx.now,
      tx.actor.kind,
      tx.actor.name,
    ],
  );
  const row = result.rows[0];
  if (!row) throw new Error('the batch was not inserted');
  return toBatch(row);
}

/** @throws AppError EXCHANGE_BATCH_NOT_FOUND, also when it belongs to another agreement */
export async function getBatch(tx: Tx, of: { agreementId: string; batchId: string }): Promise<Batch> {
  const result = await tx.client.query<BatchRow>(
    `select ${COLUMNS} from exchange.batch where id = $1 and agreement_id = $2`,
    [of.batchId, of.agreementId],
  );
  const row = result.rows[0];
  if (!row) throw exchangeError('EXCHANGE_BATCH_NOT_FOUND');
  return toBatch(row);
}

/** Takes an order up, also one that a crashed server had begun; undefined when it is done. */
export async function markRunning(tx: Tx, id: string): Promise<Batch | undefined> {
  const result = await tx.client.query<BatchRow>(
    `update exchange.batch set state = 'running', row_count = null where id = $1 and state in ('queued', 'running') returning ${COLUMNS}`,
    [id],
  );
  return result.rows[0] && toBatch(result.rows[0]);
}

/** Tells how many rows of a file that is being made are written. */
export async function markProgress(tx: Tx, id: string, rowCount: number): Promise<void> {
  await tx.client.query(`update exchange.batch set row_count = $2 where id = $1 and state = 'running'`, [
    id,
    rowCount,
  ]);
}

export interface MadeFile {
  hash: string;
  sizeBytes: number;
  rowCount: number;
  /** Of the terms and the data that the file was made from. */
  agreementVersion: number;
  entryVersion: number | null;
  datasetVersionId: string;
  masked: readonly string[];
  expiresAt: Date;
}

export async function markReady(tx: Tx, id: string, file: MadeFile): Promise<void> {
  await tx.client.query(
    `update exchange.batch set state = 'ready', file_hash = $2, size_bytes = $3, row_count = $4, expires_at = $5,
       ready_at = $6, agreement_version = $7, dataset_version_id = $8, entry_version = $9, masked = $10
     where id = $1 and state = 'running'`,
    [
      id,
      file.hash,
      file.sizeBytes,
      file.rowCount,
      file.expiresAt,
      tx.now,
      file.agreementVersion,
      file.datasetVersionId,
      file.entryVersion,
      file.masked,
    ],
  );
}

/** Ends an order that is not done yet. */
export async function markFailed(tx: Tx, id: string, problem: string): Promise<void> {
  await tx.client.query(
    `update exchange.batch set state = 'failed', problem = $2, row_count = null
     where id = $1 and state in ('queued', 'running')`,
    [id, problem],
  );
}

/** Lets batches whose time is over expire. @returns hashes of files that no ready batch needs any longer */
export async function expireBatches(tx: Tx): Promise<string[]> {
  const expired = await tx.client.query<{ hash: string }>(
    `update exchange.batch set state = 'expired' where state = 'ready' and expires_at < $1 returning file_hash as hash`,
    [tx.now],
  );
  const unneeded = await tx.client.query<{ hash: string }>(
    `select distinct hash from unnest($1::text[]) hash
     where not exists (select from exchange.batch b where b.file_hash = hash and b.state = 'ready')`,
    [expired.rows.map((row) => row.hash)],
  );
  return unneeded.rows.map((row) => row.hash);
}

/** Orders under an agreement, newest first. */
export async function listBatches(
  tx: Tx,
  filter: { agreementId: string; limit: number; cursor?: string | undefined },
): Promise<Page<Batch>> {
  const before = decodeCursor(filter.cursor, ['uuid'])?.[0] ?? null;
  const result = await tx.client.query<BatchRow>(
    `select ${COLUMNS} from exchange.batch
     where agreement_id = $1 and ($2::uuid is null or id < $2) order by id desc limit $3`,
    [filter.agreementId, before, filter.limit + 1],
  );
  const page = toPage(result.rows, filter.limit, (row) => [row.id]);
  return { ...page, items: page.items.map(toBatch) };
}
