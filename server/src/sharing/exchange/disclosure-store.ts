import type { Tx } from '../../platform/database/transaction.ts';
import { decodeCursor, toPage, type Page } from '../../platform/http/paging.ts';

/** One line of the call log: what was asked and whether it was answered; no values. */
export interface Disclosure {
  id: string;
  at: string;
  receipt: string;
  agreementId: string | null;
  requesterId: string;
  providerId: string | null;
  callerKind: string;
  mode: string;
  purpose: string;
  outcome: 'answered' | 'refused';
  refusalCode: string | null;
  ruleId: string | null;
  items: string[];
  rowCount: number;
}

export interface DisclosureFilter {
  agreementId?: string | undefined;
  outcome?: 'answered' | 'refused' | undefined;
  limit: number;
  cursor?: string | undefined;
}

/** Calls the actor may see, newest first. */
export async function listDisclosures(tx: Tx, filter: DisclosureFilter): Promise<Page<Disclosure>> {
  const before = decodeCursor(filter.cursor, 1)?.[0] ?? null;
  const result = await tx.client.query<Omit<Disclosure, 'at'> & { at: Date }>(
    `select id, at, entry_id as receipt, agreement_id as "agreementId", requester_id as "requesterId",
       provider_id as "providerId", caller_kind as "callerKind", mode, purpose, outcome, refusal_code as "refusalCode",
       rule_id as "ruleId", items, row_count as "rowCount"
     from exchange.disclosure
     where ($1::uuid is null or agreement_id = $1) and ($2::text is null or outcome = $2) and ($3::uuid is null or id < $3)
     order by id desc limit $4`,
    [filter.agreementId ?? null, filter.outcome ?? null, before, filter.limit + 1],
  );
  const page = toPage(result.rows, filter.limit, (row) => [row.id]);
  return { ...page, items: page.items.map((row) => ({ ...row, at: row.at.toISOString() })) };
}

export interface DailyCount {
  day: string;
  mode: string;
  outcome: string;
  calls: number;
  rows: number;
}

/** Calls a day, by mode and outcome, for the cockpit. Bounded by the number of days. */
export async function countDisclosures(tx: Tx, period: { from: string; to: string }): Promise<DailyCount[]> {
  const result = await tx.client.query<DailyCount>(
    `select day, mode, outcome, sum(calls)::bigint as calls, sum(row_count)::bigint as rows
     from exchange.daily_count where day between $1 and $2 group by day, mode, outcome order by day, mode, outcome`,
    [period.from, period.to],
  );
  return result.rows;
}
