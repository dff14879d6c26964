import { localDateOf } from '@tandem/calendar';
import { parseEntry } from '@tandem/ledger';
import type { Tx } from '../database/transaction.ts';
import type { WaitingEntry } from './log-store.ts';

/** Counts entries by day and kind, in the transaction that gives them their index. */
export async function countByDay(tx: Tx, entries: readonly WaitingEntry[]): Promise<void> {
  const leaves = entries.map(({ leaf }) => parseEntry(leaf));
  await tx.client.query({
    name: 'ledger-count',
    text: `insert into ledger.daily_count as counted (day, kind, entries)
           select day, kind, count(*) from unnest($1::date[], $2::text[]) as leaf (day, kind) group by day, kind
           on conflict (day, kind) do update set entries = counted.entries + excluded.entries`,
    values: [leaves.map(({ at }) => localDateOf(new Date(at))), leaves.map(({ kind }) => kind)],
  });
}

export interface EntryCount {
  day: string;
  kind: string;
  entries: number;
}

/** Entries of these kinds a day, of the whole log. Days in Asia/Shanghai, both included. */
export async function listEntryCounts(
  tx: Tx,
  of: { from: string; to: string; kinds: readonly string[] },
): Promise<EntryCount[]> {
  const result = await tx.client.query<EntryCount>(
    `select day, kind, entries from ledger.daily_count
     where day between $1 and $2 and kind = any ($3) order by day, kind`,
    [of.from, of.to, of.kinds],
  );
  return result.rows;
}

/** Entries of the whole log by month and kind, since a day. */
export async function listEntryMonths(
  tx: Tx,
  since: string,
): Promise<{ month: string; kind: string; entries: number }[]> {
  const result = await tx.client.query<{ month: string; kind: string; entries: number }>(
    `select to_char(day, 'YYYY-MM') as month, kind, sum(entries)::bigint as entries from ledger.daily_count
     where day >= $1 group by 1, 2`,
    [since],
  );
  return result.rows;
}

/** Entries of the whole log that have their index; of one kind, of a span of days. */
export async function countEntries(
  tx: Tx,
  of: { kind?: string | undefined; from?: string | undefined; to?: string | undefined },
): Promise<number> {
  const result = await tx.client.query<{ entries: number }>(
    `select coalesce(sum(entries), 0)::bigint as entries from ledger.daily_count
     where ($1::text is null or kind = $1) and ($2::date is null or day >= $2) and ($3::date is null or day <= $3)`,
    [of.kind ?? null, of.from ?? null, of.to ?? null],
  );
  return result.rows[0]?.entries ?? 0;
}
