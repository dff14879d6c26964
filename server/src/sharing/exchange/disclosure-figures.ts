import type { Tx } from '../../platform/database/transaction.ts';
import type { Mode } from './compile-agreement.ts';
import type { DisclosureFilter } from './disclosure-store.ts';
import { sideCondition } from './side-condition.ts';

/** Days in Asia/Shanghai, both included. */
export interface Period {
  from: string;
  to: string;
}

export interface DailyCount {
  day: string;
  mode: Mode;
  outcome: 'answered' | 'refused';
  calls: number;
  rows: number;
}

/**
 * Governed calls a day, by mode and outcome, of the departments the actor may see. Read from daily counts, which
 * grow with agreements and days and not with calls.
 */
export async function countDisclosures(tx: Tx, period: Period): Promise<DailyCount[]> {
  const result = await tx.client.query<DailyCount>(
    `select day, mode, outcome, sum(calls)::bigint as calls, sum(row_count)::bigint as rows
     from exchange.daily_count where day between $1 and $2 group by day, mode, outcome order by day, mode, outcome`,
    [period.from, period.to],
  );
  return result.rows;
}

/** How many calls a list has: those of the sandbox are in no count. */
export async function countCalls(
  tx: Tx,
  of: Omit<DisclosureFilter, 'agreementId' | 'sandbox' | 'limit' | 'cursor'>,
): Promise<number> {
  const result = await tx.client.query<{ calls: number }>(
    `select coalesce(sum(calls), 0)::bigint as calls from exchange.daily_count
     where ${sideCondition(of.side)} and ($1::uuid is null or resource_id = $1) and ($2::text is null or mode = $2)
       and ($3::text is null or outcome = $3) and ($4::date is null or day >= $4) and ($5::date is null or day <= $5)`,
    [of.resourceId ?? null, of.mode ?? null, of.outcome ?? null, of.from ?? null, of.to ?? null],
  );
  return result.rows[0]?.calls ?? 0;
}

export interface ResourceUse {
  resourceId: string;
  resourceTitle: string;
  providerName: string;
  /** Departments that called. */
  requesters: number;
  calls: number;
  rows: number;
}

export interface AnsweredUse {
  calls: number;
  departments: number;
}

/** Answered calls of each of the resources, whoever made them; sums that everyone signed in may know. */
export async function useOf(
  tx: Tx,
  resourceIds: readonly string[],
  period: Period,
): Promise<Map<string, AnsweredUse>> {
  const result = await tx.client.query<{ resource_id: string; calls: number; departments: number }>(
    'select resource_id, calls, departments from exchange.use_of($1, $2, $3)',
    [resourceIds, period.from, period.to],
  );
  return new Map(
    result.rows.map(({ resource_id, calls, departments }) => [resource_id, { calls, departments }]),
  );
}

/** The resources that were answered from most often. */
export async function listMostUsed(tx: Tx, period: Period & { limit: number }): Promise<ResourceUse[]> {
  const result = await tx.client.query<ResourceUse>(
    `select resource_id as "resourceId", max(resource_title) as "resourceTitle", max(provider_name) as "providerName",
       count(distinct requester_id)::integer as requesters, sum(calls)::bigint as calls, sum(row_count)::bigint as rows
     from exchange.daily_count
     where day between $1 and $2 and outcome = 'answered' and resource_id is not null
     group by resource_id order by calls desc, resource_id limit $3`,
    [period.from, period.to, period.limit],
  );
  return result.rows;
}
