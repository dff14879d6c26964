import type { Tx } from '../../platform/database/transaction.ts';
import { decodeCursor, toPage, type CountedPage } from '../../platform/http/paging.ts';
import type { Mode } from './compile-agreement.ts';
import { countCalls } from './disclosure-figures.ts';
import { SANDBOX } from './sandbox.ts';
import { sideCondition, type Side } from './side-condition.ts';

/** What a disclosure is about: names as they were, so that the record reads by itself. */
export interface DisclosureSubject {
  agreementId: string;
  agreementNumber: string;
  agreementVersion: number;
  providerId: string;
  providerName: string;
  resourceId: string;
  resourceTitle: string;
}

export interface DisclosureCaller {
  kind: string;
  id: string | null;
  name: string;
}

export interface NewDisclosure {
  /** The ledger entry's id. */
  id: string;
  /** Undefined when the caller named an agreement that is not known to it. */
  subject: DisclosureSubject | undefined;
  requester: { id: string; name: string };
  datasetVersionId: string | undefined;
  mode: Mode;
  purpose: string;
  items: readonly string[];
  rowCount: number;
  refusal: { code: string; rule: string | undefined; params: Record<string, string | number> } | undefined;
  /** SHA-256 of the answer; undefined for a refusal. */
  digest: Buffer | undefined;
  caller: DisclosureCaller;
  /** The ordered file that leaves, or could not be made. */
  batch: { id: string; orderedBy: { name: string } | null } | undefined;
  /** Calls of the sandbox are recorded and held to a quota, but are no figures of sharing. */
  counts: boolean;
}

/** What is used up today, this call included; zero for refusals, which use nothing up. */
export interface UsedToday {
  calls: number;
  rows: number;
}

/**
 * Inserts the disclosure, counts it for the day, and (if it answers) counts it against the quota: one
 * statement, the last before the commit, so that the two counters' rows are held for the shortest time.
 */
export async function insertDisclosure(tx: Tx, row: NewDisclosure): Promise<UsedToday> {
  const { subject, requester, refusal, digest, caller, batch } = row;
  const result = await tx.client.query<{ calls: number | null; rows: number | null }>({
    name: 'exchange-disclosure',
    text: `with counted as (
        insert into exchange.daily_count as day (day, requester_id, requester_name, provider_id, provider_name,
          resource_id, resource_title, mode, outcome, calls, row_count)
        select $3, $4, $5, $9, $10, $11, $12, $17, $19, 1, $23 where $25
        on conflict on constraint daily_count_key do update
          set calls = day.calls + 1, row_count = day.row_count + excluded.row_count),
      used as (
        insert into exchange.quota_use as used (agreement_id, requester_id, provider_id, day, calls, row_count)
        select $6, $4, $9, $3, 1, $23 where $19 = 'answered'
        on conflict (agreement_id, requester_id, day) do update
          set calls = used.calls + 1, row_count = used.row_count + excluded.row_count
        returning calls, row_count),
      disclosed as (
        insert into exchange.disclosure
          (id, at, requester_id, requester_name, agreement_id, agreement_number, agreement_version, provider_id,
           provider_name, resource_id, resource_title, dataset_version_id, caller_kind, caller_id, caller_name, mode,
           purpose, outcome, refusal_code, rule_id, items, row_count, answer_digest, refusal_params, batch_id,
           ordered_by_name)
        values ($1, $2, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $26,
          $27, $28))
      select used.calls, used.row_count as rows from (values (1)) one left join used on true`,
    values: [
      row.id,
      tx.now,
      tx.today,
      requester.id,
      requester.name,
      subject?.agreementId ?? null,
      subject?.agreementNumber ?? null,
      subject?.agreementVersion ?? null,
      subject?.providerId ?? null,
      subject?.providerName ?? null,
      subject?.resourceId ?? null,
      subject?.resourceTitle ?? null,
      row.datasetVersionId ?? null,
      caller.kind,
      caller.id,
      caller.name,
      row.mode,
      row.purpose,
      refusal ? 'refused' : 'answered',
      refusal?.code ?? null,
      refusal?.rule ?? null,
      row.items,
      row.rowCount,
      digest ?? null,
      row.counts,
      refusal ? JSON.stringify(refusal.params) : null,
      batch?.id ?? null,
      batch?.orderedBy?.name ?? null,
    ],
  });
  return { calls: result.rows[0]?.calls ?? 0, rows: result.rows[0]?.rows ?? 0 };
}

/** What a requester has used of an agreement's quota today. */
export async function findUsedToday(
  tx: Tx,
  of: { agreementId: string; requesterId: string },
): Promise<UsedToday> {
  const result = await tx.client.query<UsedToday>(
    `select calls, row_count as rows from exchange.quota_use
     where agreement_id = $1 and requester_id = $2 and day = $3`,
    [of.agreementId, of.requesterId, tx.today],
  );
  return result.rows[0] ?? { calls: 0, rows: 0 };
}

/** One line of the call log: what was asked and whether it was answered; no values. */
export interface Disclosure {
  /** Also the receipt's id. */
  id: string;
  at: string;
  agreementId: string | null;
  agreementNumber: string | null;
  agreementVersion: number | null;
  requesterId: string;
  requesterName: string;
  providerId: string | null;
  providerName: string | null;
  resourceId: string | null;
  resourceTitle: string | null;
  callerKind: string;
  callerName: string;
  /** The ordered file that left, or could not be made; null for calls and for files of before. */
  batchId: string | null;
  /** Who ordered that file. */
  orderedByName: string | null;
  mode: Mode;
  purpose: string;
  outcome: 'answered' | 'refused';
  refusalCode: string | null;
  refusalParams: Record<string, string | number> | null;
  ruleId: string | null;
  items: string[];
  rowCount: number;
  /** SHA-256 of the answer, 64 hexadecimal digits; null for a refusal. */
  answerSha256: string | null;
}

export interface DisclosureFilter {
  side: Side;
  agreementId?: string | undefined;
  resourceId?: string | undefined;
  mode?: Mode | undefined;
  outcome?: 'answered' | 'refused' | undefined;
  /** Only calls of the sandbox, or all but these, which are what figures count. */
  sandbox?: boolean | undefined;
  /** Days in Asia/Shanghai, both included. */
  from?: string | undefined;
  to?: string | undefined;
  limit: number;
  cursor?: string | undefined;
}

const COLUMNS = `id, at, agreement_id as "agreementId", agreement_number as "agreementNumber",
  agreement_version as "agreementVersion", requester_id as "requesterId", requester_name as "requesterName",
  provider_id as "providerId", provider_name as "providerName", resource_id as "resourceId",
  resource_title as "resourceTitle", caller_kind as "callerKind", caller_name as "callerName",
  batch_id as "batchId", ordered_by_name as "orderedByName", mode, purpose, outcome,
  refusal_code as "refusalCode", refusal_params as "refusalParams", rule_id as "ruleId", items, row_count as "rowCount",
  encode(answer_digest, 'hex') as "answerSha256"`;

/** Calls the actor may see, newest first. Keyset on (at, id). Counted where the daily counts know the number. */
export async function listDisclosures(tx: Tx, filter: DisclosureFilter): Promise<CountedPage<Disclosure>> {
  const after = decodeCursor(filter.cursor, ['instant', 'uuid']);
  const result = await tx.client.query<Omit<Disclosure, 'at'> & { at: Date }>(
    `select ${COLUMNS}
     from exchange.disclosure
     where ${sideCondition(filter.side)}
       and ($1::uuid is null or agreement_id = $1) and ($2::uuid is null or resource_id = $2)
       and ($3::text is null or mode = $3) and ($4::text is null or outcome = $4)
       and ($5::date is null or at >= $5::date::timestamp at time zone 'Asia/Shanghai')
       and ($6::date is null or at < ($6::date + 1)::timestamp at time zone 'Asia/Shanghai')
       and ($7::timestamptz is null or (at, id) < ($7, $8::uuid))
       and ($9::boolean is null or (agreement_id is not distinct from '${SANDBOX.agreementId}') = $9)
     order by at desc, id desc limit $10`,
    [
      filter.agreementId ?? null,
      filter.resourceId ?? null,
      filter.mode ?? null,
      filter.outcome ?? null,
      filter.from ?? null,
      filter.to ?? null,
      after?.[0] ?? null,
      after?.[1] ?? null,
      filter.sandbox ?? null,
      filter.limit + 1,
    ],
  );
  // Times were written by the platform's clock in milliseconds, so ISO text is exact.
  const page = toPage(result.rows, filter.limit, (row) => [row.at.toISOString(), row.id]);
  const items = page.items.map((row) => ({ ...row, at: row.at.toISOString() }));
  const counts = filter.sandbox === false && filter.agreementId === undefined && !after;
  return { ...page, items, ...(counts ? { total: await countCalls(tx, filter) } : {}) };
}

/** Receipts of the newest disclosures the actor may see. */
export async function listRecentReceipts(tx: Tx, limit: number): Promise<string[]> {
  const result = await tx.client.query<{ id: string }>(
    'select id from exchange.disclosure order by at desc, id desc limit $1',
    [limit],
  );
  return result.rows.map((row) => row.id);
}
