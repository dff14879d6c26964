import type { Tx } from '../../platform/database/transaction.ts';
import { decodeCursor, toPage, type Page } from '../../platform/http/paging.ts';

export type HistoryAct =
  | 'created'
  | 'filed'
  | 'recalled'
  | 'consented'
  | 'returned'
  | 'published'
  | 'withdrawn'
  | 'withdrawalFiled'
  | 'revisionOpened'
  | 'extensionAsked'
  | 'extensionGranted'
  | 'extensionRefused'
  | 'assessed'
  | 'discarded'
  | 'sourceNamed';

/** What every department learns of; all other steps are the department's and the authority's. */
const ANNOUNCED: ReadonlySet<HistoryAct> = new Set(['published', 'withdrawn', 'sourceNamed']);

export interface HistoryInput {
  resourceId: string;
  providerId: string;
  authorityId: string;
  versionNumber: number;
  act: HistoryAct;
  reason?: string | undefined;
  details?: Record<string, string | number | boolean | null> | undefined;
  entryId?: string | undefined;
}

export async function recordHistory(tx: Tx, input: HistoryInput): Promise<void> {
  const { actor } = tx;
  await tx.client.query(
    `insert into catalogue.history (resource_id, provider_id, authority_id, version_number, act, actor_id, actor_name,
       actor_department_id, actor_department_name, at, reason, details, entry_id, announced, acted_for)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)`,
    [
      input.resourceId,
      input.providerId,
      input.authorityId,
      input.versionNumber,
      input.act,
      actor.personId ?? null,
      actor.name,
      actor.departmentId ?? null,
      actor.departmentName ?? '',
      tx.now,
      input.reason ?? '',
      JSON.stringify(input.details ?? {}),
      input.entryId ?? null,
      ANNOUNCED.has(input.act),
      actor.delegatedBy ?? null,
    ],
  );
}

/** Who of a department has acted on an entry, or on one version of it, and in whose name. */
export async function listHands(
  tx: Tx,
  of: { resourceId: string; versionNumber?: number; departmentId: string },
): Promise<string[]> {
  const result = await tx.client.query<{ id: string }>(
    `select distinct p.id from catalogue.history h cross join lateral (values (h.actor_id), (h.acted_for)) as p (id)
     where h.resource_id = $1 and h.version_number = coalesce($2, h.version_number) and h.actor_department_id = $3 and p.id is not null`,
    [of.resourceId, of.versionNumber ?? null, of.departmentId],
  );
  return result.rows.map(({ id }) => id);
}

export interface HistoryLine {
  id: string;
  versionNumber: number;
  act: HistoryAct;
  actorName: string;
  departmentName: string;
  at: string;
  reason: string;
  details: Record<string, unknown>;
  receipt: string | null;
}

/** Steps of an entry that the actor may see, newest first. */
export async function listHistory(
  tx: Tx,
  filter: { resourceId: string; limit: number; cursor?: string | undefined },
): Promise<Page<HistoryLine>> {
  const before = decodeCursor(filter.cursor, ['uuid'])?.[0] ?? null;
  const result = await tx.client.query<Omit<HistoryLine, 'at'> & { at: Date }>(
    `select id, version_number as "versionNumber", act, actor_name as "actorName",
       actor_department_name as "departmentName", at, reason, details, entry_id as receipt
     from catalogue.history where resource_id = $1 and ($2::uuid is null or id < $2) order by id desc limit $3`,
    [filter.resourceId, before, filter.limit + 1],
  );
  const page = toPage(result.rows, filter.limit, (row) => [row.id]);
  return { ...page, items: page.items.map((row) => ({ ...row, at: row.at.toISOString() })) };
}

/** How the last change to an entry ended, if the last step was its announcement: by whom and when, in Asia/Shanghai. */
export async function findLastDecision(
  tx: Tx,
  resourceId: string,
): Promise<{ act: HistoryAct; name: string; at: string } | undefined> {
  const result = await tx.client.query<{ act: HistoryAct; name: string; at: string }>(
    `select act, actor_name as name, to_char(at at time zone 'Asia/Shanghai', 'YYYY-MM-DD HH24:MI') as at
     from catalogue.history where resource_id = $1 and $2::uuid in (provider_id, authority_id) order by id desc limit 1`,
    [resourceId, tx.actor.departmentId ?? null],
  );
  const [last] = result.rows;
  return last && (last.act === 'published' || last.act === 'withdrawn') ? last : undefined;
}
