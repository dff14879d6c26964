import { decodeCursor, toPage, type Page } from '../../platform/http/paging.ts';
import type { Tx } from '../../platform/database/transaction.ts';
import { viewClock, type ClockView } from './clock.ts';
import { CLOCK_COLUMNS, toRecord, type ClockRow } from './clock-store.ts';

/** How often the authority urged whoever must act, and the last time of it. */
export interface Urges {
  times: number;
  at: string;
  by: string;
}

/** A matter that ran over its limit. */
export interface LateMatter {
  clock: ClockView;
  number: string | null;
  /** Null: never urged. */
  urges: Urges | null;
}

export interface LateFilter {
  /** Who must act. */
  departmentId?: string | undefined;
  kind?: string | undefined;
  urged?: boolean | undefined;
  /** Late at any time since this day, whether done since or not; without it, late now. */
  since?: string | undefined;
}

interface LateRow extends ClockRow {
  due_key: string;
  urged: number;
  urged_at: Date | null;
  urged_by: string | null;
}

const SINCE = (parameter: string) =>
  `overdue_since >= ${parameter}::date::timestamp at time zone 'Asia/Shanghai'`;

/** Late matters that the actor may see, earliest due day first. Keyset on (due_at, id). */
export async function listLateMatters(
  tx: Tx,
  filter: LateFilter & { limit: number; cursor?: string | undefined },
): Promise<Page<LateMatter>> {
  const after = decodeCursor(filter.cursor, ['instant', 'uuid']);
  const result = await tx.client.query<LateRow>(
    `select ${CLOCK_COLUMNS}, urged, urged_at, urged_by,
       coalesce(due_at, 'infinity'::timestamptz)::text as due_key
     from clocks.clock
     where overdue_since is not null and ${filter.since === undefined ? `state <> 'stopped' and $1::date is null` : SINCE('$1')}
       and ($2::uuid is null or department_id = $2)
       and ($3::text is null or kind = $3)
       and ($4::boolean is null or (urged > 0) = $4)
       and ($5::timestamptz is null or (coalesce(due_at, 'infinity'::timestamptz), id) > ($5, $6::uuid))
     order by coalesce(due_at, 'infinity'::timestamptz), id
     limit $7`,
    [
      filter.since ?? null,
      filter.departmentId ?? null,
      filter.kind ?? null,
      filter.urged ?? null,
      after?.[0] ?? null,
      after?.[1] ?? null,
      filter.limit + 1,
    ],
  );
  const page = toPage(result.rows, filter.limit, (row) => [row.due_key, row.id]);
  return { ...page, items: page.items.map((row) => toMatter(row, tx)) };
}

function toMatter(row: LateRow, tx: Tx): LateMatter {
  const { urged, urged_at, urged_by } = row;
  return {
    clock: viewClock(toRecord(row), tx.today, { withTape: false }),
    number: row.subject_number,
    urges: urged_at && { times: urged, at: urged_at.toISOString(), by: urged_by ?? '' },
  };
}

/** Late matters of one department, kind and standing of urging. */
export interface LateCount {
  departmentId: string;
  kind: string;
  urged: boolean;
  /** Late now. */
  open: number;
  /** Late at any time since the day asked for, whether done since or not. */
  total: number;
}

/** What `listLateMatters` lists, counted; `since` is `YYYY-MM-DD`. */
export async function countLateMatters(tx: Tx, since: string): Promise<LateCount[]> {
  const result = await tx.client.query<LateCount>(
    `select department_id as "departmentId", kind, urged > 0 as urged,
       count(*) filter (where state <> 'stopped')::int as open, count(*) filter (where ${SINCE('$1')})::int as total
     from clocks.clock
     where overdue_since is not null and (state <> 'stopped' or ${SINCE('$1')})
     group by 1, 2, 3`,
    [since],
  );
  return result.rows;
}

/** Puts on the clock that the authority urged whoever must act; the act itself is the room's record. */
export async function urgeClock(tx: Tx, id: string): Promise<void> {
  await tx.client.query(
    'update clocks.clock set urged = urged + 1, urged_at = $2, urged_by = $3 where id = $1',
    [id, tx.now, tx.actor.name],
  );
}
