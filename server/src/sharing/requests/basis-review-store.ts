import type { Tx } from '../../platform/database/transaction.ts';
import { decodeCursor, toPage, type Page } from '../../platform/http/paging.ts';
import { requestError } from './errors.ts';

export interface BasisReview {
  id: string;
  version: number;
  state: 'open' | 'upheld' | 'toRevise';
  resourceId: string;
  resourceTitle: string;
  basis: string;
  requesterId: string;
  requesterName: string;
  providerId: string;
  providerName: string;
  authorityId: string;
  reason: string;
  finding: string | null;
  askedBy: string;
  askedFor: string | null;
  decidedByName: string | null;
  decidedAt: Date | null;
  createdAt: Date;
}

const COLUMNS = `id, version, state, resource_id as "resourceId", resource_title as "resourceTitle", basis,
  requester_id as "requesterId", requester_name as "requesterName", provider_id as "providerId",
  provider_name as "providerName", authority_id as "authorityId", reason, finding,
  asked_by as "askedBy", asked_for as "askedFor", decided_by_name as "decidedByName", decided_at as "decidedAt", created_at as "createdAt"`;

function one(rows: readonly BasisReview[]): BasisReview {
  const [row] = rows;
  if (!row) throw requestError('BASIS_REVIEW_NOT_FOUND');
  return row;
}

export async function insertReview(
  tx: Tx,
  review: {
    resource: { id: string; title: string; basis: string; providerId: string; providerName: string };
    reason: string;
    authorityId: string;
    by: { id: string; name: string; departmentId: string; departmentName: string };
  },
): Promise<BasisReview> {
  const { resource, by } = review;
  const inserted = await tx.client.query<BasisReview>(
    `insert into requests.basis_review (resource_id, resource_title, basis, requester_id, requester_name, provider_id,
       provider_name, authority_id, reason, asked_by, asked_by_name, asked_for, created_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) returning ${COLUMNS}`,
    [
      resource.id,
      resource.title,
      resource.basis,
      by.departmentId,
      by.departmentName,
      resource.providerId,
      resource.providerName,
      review.authorityId,
      review.reason,
      by.id,
      by.name,
      tx.actor.delegatedBy ?? null,
      tx.now,
    ],
  );
  return one(inserted.rows);
}

/** @throws AppError BASIS_REVIEW_NOT_FOUND */
export async function lockReview(tx: Tx, id: string): Promise<BasisReview> {
  const found = await tx.client.query<BasisReview>(
    `select ${COLUMNS} from requests.basis_review where id = $1 for update`,
    [id],
  );
  return one(found.rows);
}

export async function saveFinding(
  tx: Tx,
  review: BasisReview,
  decided: { state: 'upheld' | 'toRevise'; finding: string },
): Promise<BasisReview> {
  const saved = await tx.client.query<BasisReview>(
    `update requests.basis_review set version = version + 1, state = $2, finding = $3, decided_by_name = $4,
       decided_at = $5 where id = $1 returning ${COLUMNS}`,
    [review.id, decided.state, decided.finding, tx.actor.name, tx.now],
  );
  return one(saved.rows);
}

/** Newest first, those the actor is a party of. */
export async function listReviews(
  tx: Tx,
  filter: { state?: BasisReview['state'] | undefined; limit: number; cursor?: string | undefined },
): Promise<Page<BasisReview>> {
  const before = decodeCursor(filter.cursor, ['uuid'])?.[0] ?? null;
  const found = await tx.client.query<BasisReview>(
    `select ${COLUMNS} from requests.basis_review
     where ($1::text is null or state = $1) and ($2::uuid is null or id < $2) order by id desc limit $3`,
    [filter.state ?? null, before, filter.limit + 1],
  );
  return toPage(found.rows, filter.limit, ({ id }) => [id]);
}
