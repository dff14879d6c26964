import type { Tx } from '../../platform/database/transaction.ts';
import { requestError } from './errors.ts';

/** Papers of one request at most. */
export const MAX_ATTACHMENTS = 50;
export const MAX_ATTACHMENT_BYTES = 20 * 1024 * 1024;

export interface Attachment {
  id: string;
  name: string;
  sizeBytes: number;
  addedByName: string;
  addedAt: string;
}

export async function listAttachments(tx: Tx, requestId: string): Promise<Attachment[]> {
  const result = await tx.client.query<Omit<Attachment, 'addedAt'> & { addedAt: Date }>(
    `select id, name, size_bytes as "sizeBytes", added_by_name as "addedByName", added_at as "addedAt"
     from requests.attachment where request_id = $1 order by id limit ${MAX_ATTACHMENTS}`,
    [requestId],
  );
  return result.rows.map((row) => ({ ...row, addedAt: row.addedAt.toISOString() }));
}

export async function insertAttachment(
  tx: Tx,
  paper: { requestId: string; name: string; hash: string; sizeBytes: number },
): Promise<string> {
  const result = await tx.client.query<{ id: string }>(
    `insert into requests.attachment (request_id, name, hash, size_bytes, added_by_name, added_by_department, added_at)
     values ($1, $2, $3, $4, $5, $6, $7) returning id`,
    [paper.requestId, paper.name, paper.hash, paper.sizeBytes, tx.actor.name, tx.actor.departmentId, tx.now],
  );
  return result.rows[0]?.id ?? '';
}

/** Which of these contents are papers of a request. */
export async function findAttached(tx: Tx, hashes: readonly string[]): Promise<string[]> {
  const result = await tx.client.query<{ hash: string }>(
    'select distinct hash from requests.attachment where hash = any ($1)',
    [hashes],
  );
  return result.rows.map((row) => row.hash);
}

/** @throws AppError REQUEST_ATTACHMENT_NOT_FOUND */
export async function getAttachment(
  tx: Tx,
  on: { requestId: string; id: string },
): Promise<{ name: string; hash: string; sizeBytes: number }> {
  const result = await tx.client.query<{ name: string; hash: string; sizeBytes: number }>(
    `select name, hash, size_bytes as "sizeBytes" from requests.attachment where request_id = $1 and id = $2`,
    [on.requestId, on.id],
  );
  const row = result.rows[0];
  if (!row) throw requestError('REQUEST_ATTACHMENT_NOT_FOUND');
  return row;
}
