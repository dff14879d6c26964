import { authorsOf, withAuthors } from '../../foundation/people/index.ts';
import { decodeCursor, toPage, type Page } from '../../platform/http/paging.ts';
import type { Tx } from '../../platform/database/transaction.ts';
import { assertVersion } from '../../platform/http/version.ts';
import type { EntryContent } from './entry-content.ts';
import { catalogueError } from './errors.ts';
import type { SimilarEntry } from './find-similar.ts';
import { findLastDecision } from './history-store.ts';
import type { DraftState } from './workflow.ts';

export type Cause = 'first' | 'law' | 'decision' | 'duty' | 'other';

/** A change to an entry that is under way. */
export interface Draft {
  resourceId: string;
  providerId: string;
  authorityId: string;
  state: DraftState;
  intent: 'publish' | 'withdraw';
  cause: Cause;
  causeBasis: string;
  version: number;
  upcomingVersion: number;
  content: EntryContent;
  recollectionReason: string | null;
  similarFound: SimilarEntry[];
  returnedStage: 'head' | 'authority' | null;
  returnedReason: string | null;
  /** Who wrote content or recorded an assessment, and whom they stood in for. */
  writtenBy: string[];
  filedBy: string | null;
  filedByName: string | null;
  filedFor: string | null;
  filedAt: Date | null;
  consentedBy: string | null;
  consentedByName: string | null;
  consentedFor: string | null;
  consentedAt: Date | null;
  updateClockId: string | null;
  reviewClockId: string | null;
  copiedFrom: string | null;
  importId: string | null;
  createdAt: Date;
  updatedAt: Date;
}

const COLUMNS = `resource_id as "resourceId", provider_id as "providerId", authority_id as "authorityId", state, intent,
  cause, cause_basis as "causeBasis", version, upcoming_version as "upcomingVersion", content,
  recollection_reason as "recollectionReason", similar_found as "similarFound", returned_stage as "returnedStage",
  returned_reason as "returnedReason", written_by as "writtenBy", filed_by as "filedBy", filed_by_name as "filedByName", filed_for as "filedFor",
  filed_at as "filedAt", consented_by as "consentedBy", consented_by_name as "consentedByName",
  consented_for as "consentedFor", consented_at as "consentedAt", update_clock_id as "updateClockId",
  review_clock_id as "reviewClockId", copied_from as "copiedFrom", import_id as "importId",
  created_at as "createdAt", updated_at as "updatedAt"`;

export type NewDraft = Pick<
  Draft,
  | 'resourceId'
  | 'providerId'
  | 'authorityId'
  | 'intent'
  | 'cause'
  | 'causeBasis'
  | 'upcomingVersion'
  | 'content'
> &
  Partial<Pick<Draft, 'copiedFrom' | 'importId' | 'updateClockId'>>;

/** @throws the unique violation `draft_pkey` when a change is already under way. */
export async function insertDraft(tx: Tx, draft: NewDraft): Promise<void> {
  await tx.client.query(
    `insert into catalogue.draft (resource_id, provider_id, authority_id, state, intent, cause, cause_basis,
       upcoming_version, content, copied_from, import_id, update_clock_id, created_by, created_at, updated_by, updated_at, written_by)
     values ($1, $2, $3, 'draft', $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $12, $13, $14)`,
    [
      draft.resourceId,
      draft.providerId,
      draft.authorityId,
      draft.intent,
      draft.cause,
      draft.causeBasis,
      draft.upcomingVersion,
      JSON.stringify(draft.content),
      draft.copiedFrom ?? null,
      draft.importId ?? null,
      draft.updateClockId ?? null,
      tx.actor.personId,
      tx.now,
      authorsOf(tx.actor),
    ],
  );
}

export async function findDraft(tx: Tx, resourceId: string): Promise<Draft | undefined> {
  const result = await tx.client.query<Draft>(
    `select ${COLUMNS} from catalogue.draft where resource_id = $1`,
    [resourceId],
  );
  return result.rows[0];
}

/** Whoever comes too late is told how the change ended. */
async function refuseMissing(tx: Tx, resourceId: string): Promise<never> {
  const decided = await findLastDecision(tx, resourceId);
  if (decided) throw catalogueError('CATALOGUE_CHANGE_DECIDED', { params: { ...decided } });
  throw catalogueError('CATALOGUE_DRAFT_NOT_FOUND');
}

/** @throws AppError CATALOGUE_DRAFT_NOT_FOUND: none, or not the actor's to see; CATALOGUE_CHANGE_DECIDED: announced. */
export async function getDraft(tx: Tx, resourceId: string): Promise<Draft> {
  const draft = await findDraft(tx, resourceId);
  if (!draft) return refuseMissing(tx, resourceId);
  return draft;
}

/** The change, locked until the transaction ends. Whoever also locks the entry locks this first. */
export async function findLockedDraft(tx: Tx, resourceId: string): Promise<Draft | undefined> {
  const result = await tx.client.query<Draft>(
    `select ${COLUMNS} from catalogue.draft where resource_id = $1 for update`,
    [resourceId],
  );
  return result.rows[0];
}

/**
 * The change, locked until the transaction ends, in the version the caller looked at.
 * @throws AppError CATALOGUE_DRAFT_NOT_FOUND; PLATFORM_VERSION_CHANGED (412) when somebody was faster;
 *   CATALOGUE_CHANGE_DECIDED when the change was announced meanwhile.
 */
export async function lockDraft(tx: Tx, resourceId: string, expectedVersion: number): Promise<Draft> {
  const draft = await findLockedDraft(tx, resourceId);
  if (!draft) return refuseMissing(tx, resourceId);
  assertVersion(draft.version, expectedVersion);
  return draft;
}

/** Why the entry changes is another than was said; what was written stays as it is, in its version. */
export async function restateCause(
  tx: Tx,
  draft: Draft,
  stated: Pick<Draft, 'cause' | 'causeBasis' | 'updateClockId'>,
): Promise<void> {
  await tx.client.query(
    `update catalogue.draft set cause = $2, cause_basis = $3, update_clock_id = $4, written_by = $5, updated_by = $6,
       updated_at = $7 where resource_id = $1`,
    [
      draft.resourceId,
      stated.cause,
      stated.causeBasis,
      stated.updateClockId,
      withAuthors(draft.writtenBy, tx.actor),
      tx.actor.personId,
      tx.now,
    ],
  );
}

/** Counts the actor among the writers. */
export async function addWriters(tx: Tx, draft: Draft): Promise<void> {
  await tx.client.query('update catalogue.draft set written_by = $2 where resource_id = $1', [
    draft.resourceId,
    withAuthors(draft.writtenBy, tx.actor),
  ]);
}

/** The next version number after the write; the row was locked by `lockDraft`. A save that changes nothing makes no writer. */
export async function saveContent(tx: Tx, draft: Draft, content: EntryContent): Promise<number> {
  const result = await tx.client.query<{ version: number }>(
    `update catalogue.draft set content = $2, state = 'draft', returned_stage = null, version = version + 1,
       written_by = case when content = $2::jsonb then written_by else $5 end, updated_by = $3, updated_at = $4
     where resource_id = $1 returning version`,
    [
      draft.resourceId,
      JSON.stringify(content),
      tx.actor.personId,
      tx.now,
      withAuthors(draft.writtenBy, tx.actor),
    ],
  );
  return result.rows[0]?.version ?? 0;
}

export async function markFiled(
  tx: Tx,
  resourceId: string,
  filing: { recollectionReason: string | null; similarFound: readonly SimilarEntry[] },
): Promise<number> {
  const { actor } = tx;
  const result = await tx.client.query<{ version: number }>(
    `update catalogue.draft set state = 'awaitingConsent', returned_stage = null, version = version + 1,
       recollection_reason = $2, similar_found = $3, filed_by = $4, filed_by_name = $5, filed_for = $6, filed_at = $7,
       consented_by = null, consented_by_name = null, consented_for = null, consented_at = null,
       updated_by = $4, updated_at = $7
     where resource_id = $1 returning version`,
    [
      resourceId,
      filing.recollectionReason,
      JSON.stringify(filing.similarFound),
      actor.personId,
      actor.name,
      actor.delegatedBy ?? null,
      tx.now,
    ],
  );
  return result.rows[0]?.version ?? 0;
}

export async function markConsented(tx: Tx, resourceId: string, reviewClockId: string): Promise<number> {
  const { actor } = tx;
  const result = await tx.client.query<{ version: number }>(
    `update catalogue.draft set state = 'awaitingReview', version = version + 1, consented_by = $2,
       consented_by_name = $3, consented_for = $4, consented_at = $5, review_clock_id = $6
     where resource_id = $1 returning version`,
    [resourceId, actor.personId, actor.name, actor.delegatedBy ?? null, tx.now, reviewClockId],
  );
  return result.rows[0]?.version ?? 0;
}

export async function markReturned(
  tx: Tx,
  resourceId: string,
  back: {
    state: 'draft' | 'returned';
    stage: 'head' | 'authority' | null;
    reason: string | null;
    updateClockId: string | null;
  },
): Promise<number> {
  const result = await tx.client.query<{ version: number }>(
    `update catalogue.draft set state = $2, returned_stage = $3, returned_reason = $4, update_clock_id = $5,
       review_clock_id = null, version = version + 1
     where resource_id = $1 returning version`,
    [resourceId, back.state, back.stage, back.reason, back.updateClockId],
  );
  return result.rows[0]?.version ?? 0;
}

export async function deleteDraft(tx: Tx, resourceId: string): Promise<void> {
  await tx.client.query('delete from catalogue.draft where resource_id = $1', [resourceId]);
}

export interface DraftRow {
  resourceId: string;
  title: string;
  titleEn: string;
  state: DraftState;
  intent: 'publish' | 'withdraw';
  cause: Cause;
  providerId: string;
  providerName: string;
  shareClass: string | null;
  itemCount: number;
  version: number;
  upcomingVersion: number;
  updatedAt: string;
}

export interface DraftFilter {
  state?: DraftState | undefined;
  providerId?: string | undefined;
  limit: number;
  cursor?: string | undefined;
}

/** Changes under way that the actor may see, last touched first. Keyset on (updated_at, resource_id). */
export async function listDrafts(tx: Tx, filter: DraftFilter): Promise<Page<DraftRow>> {
  const after = decodeCursor(filter.cursor, ['instant', 'uuid']);
  const result = await tx.client.query<Omit<DraftRow, 'updatedAt'> & { updatedAt: Date; touched: string }>(
    `select d.resource_id as "resourceId", d.content ->> 'title' as title, coalesce(d.content ->> 'titleEn', '') as "titleEn",
       d.state, d.intent, d.cause,
       d.provider_id as "providerId", r.provider_name as "providerName", d.content ->> 'shareClass' as "shareClass",
       jsonb_array_length(d.content -> 'items') as "itemCount", d.version, d.upcoming_version as "upcomingVersion",
       d.updated_at as "updatedAt", d.updated_at::text as touched
     from catalogue.draft d join catalogue.resource r on r.id = d.resource_id
     where ($1::text is null or d.state = $1) and ($2::uuid is null or d.provider_id = $2)
       and ($3::timestamptz is null or (d.updated_at, d.resource_id) < ($3, $4::uuid))
     order by d.updated_at desc, d.resource_id desc limit $5`,
    [
      filter.state ?? null,
      filter.providerId ?? null,
      after?.[0] ?? null,
      after?.[1] ?? null,
      filter.limit + 1,
    ],
  );
  const page = toPage(result.rows, filter.limit, (row) => [row.touched, row.resourceId]);
  const items = page.items.map(({ touched: _touched, updatedAt, ...row }) => ({
    ...row,
    updatedAt: updatedAt.toISOString(),
  }));
  return { ...page, items };
}

/** Which of these titles the own department has already, announced or under way. */
export async function listOwnTitles(tx: Tx, titles: readonly string[]): Promise<Set<string>> {
  const found = await tx.client.query<{ title: string }>(
    `select content ->> 'title' as title from catalogue.draft
      where provider_id = $1 and content ->> 'title' = any ($2)
     union
     select title from catalogue.search_document where provider_id = $1 and title = any ($2)`,
    [tx.actor.departmentId, titles],
  );
  return new Set(found.rows.map(({ title }) => title));
}
