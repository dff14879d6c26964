import { countAtMost } from '../../platform/database/count-at-most.ts';
import { decodeCursor, toPage, type CountedPage, type Page } from '../../platform/http/paging.ts';
import type { Tx } from '../../platform/database/transaction.ts';
import { englishTitlesOf } from '../catalogue/index.ts';
import { REQUEST_COLUMNS, type RequestRecord } from './request-store.ts';
import type { RequestState } from './request.ts';
import { clocksOf, toRequestRow } from './view-request.ts';
import type { RequestRow } from './views.ts';

export interface RequestFilter {
  states?: readonly RequestState[] | undefined;
  /** The reader's own side; both, and others' for an authority, when absent. */
  side?: 'outgoing' | 'incoming' | undefined;
  /** Late now, or once late. */
  overdue?: boolean | undefined;
  resourceId?: string | undefined;
  departmentId?: string | undefined;
  /** Asked of this department. */
  providerId?: string | undefined;
  /** The reply is late and still owed. */
  owed?: boolean | undefined;
  decision?: 'grant' | 'refuse' | undefined;
  q?: string | undefined;
  /** Day of submission, both included. */
  from?: string | undefined;
  to?: string | undefined;
  /** Day of the reply, both included. */
  repliedFrom?: string | undefined;
  repliedTo?: string | undefined;
  /** Day on which a matter counts for timeliness: of its reply, or the due day that passed without one. Both included. */
  judgedFrom?: string | undefined;
  judgedTo?: string | undefined;
  /** Day on which a matter ran late, both included; it stays so when it is done since. */
  lateFrom?: string | undefined;
  lateTo?: string | undefined;
  /** Sent back for papers before it was replied to. */
  supplemented?: boolean | undefined;
  /** Asked of departments of this authority's area. */
  authorityId?: string | undefined;
  limit: number;
  cursor?: string | undefined;
}

const ESCAPED = /[\\%_]/g;

/** For `ilike`: what was typed, anywhere. */
export function likePattern(q: string | undefined): string | null {
  return q === undefined || q === '' ? null : `%${q.replace(ESCAPED, '\\$&')}%`;
}

const MATCHES = `($1::text[] is null or state = any ($1))
  and ($2::text is null or ($2 = 'outgoing' and requester_id = $3) or ($2 = 'incoming' and provider_id = $3))
  and ($4::boolean is not true or overdue_since is not null or reply_late)
  and ($5::uuid is null or resource_id = $5)
  and ($6::uuid is null or $6 in (requester_id, provider_id))
  and ($7::text is null
    or (resource_title || ' ' || requester_name || ' ' || provider_name || ' ' || coalesce(number, '')) ilike $7)
  and ($8::date is null or submitted_at >= ($8::date)::timestamp at time zone 'Asia/Shanghai')
  and ($9::date is null or submitted_at < ($9::date + 1)::timestamp at time zone 'Asia/Shanghai')
  and ($10::uuid is null or provider_id = $10)
  and ($11::boolean is not true or (overdue_since is not null and replied_at is null and closed_at is null))
  and ($12::text is null or (replied_at is not null and reply ->> 'decision' = $12))
  and ($13::date is null or replied_at >= ($13::date)::timestamp at time zone 'Asia/Shanghai')
  and ($14::date is null or replied_at < ($14::date + 1)::timestamp at time zone 'Asia/Shanghai')
  and ($15::date is null or reply_judged_on >= $15)
  and ($16::date is null or reply_judged_on <= $16)
  and ($17::date is null or overdue_since >= ($17::date)::timestamp at time zone 'Asia/Shanghai')
  and ($18::date is null or overdue_since < ($18::date + 1)::timestamp at time zone 'Asia/Shanghai')
  and ($19::boolean is not true or supplement_notices > 0)
  and ($20::uuid is null or authority_id = $20)`;

function valuesOf(tx: Tx, filter: RequestFilter): unknown[] {
  return [
    filter.states ?? null,
    filter.side ?? null,
    tx.actor.departmentId ?? null,
    filter.overdue ?? null,
    filter.resourceId ?? null,
    filter.departmentId ?? null,
    likePattern(filter.q),
    filter.from ?? null,
    filter.to ?? null,
    filter.providerId ?? null,
    filter.owed ?? null,
    filter.decision ?? null,
    filter.repliedFrom ?? null,
    filter.repliedTo ?? null,
    filter.judgedFrom ?? null,
    filter.judgedTo ?? null,
    filter.lateFrom ?? null,
    filter.lateTo ?? null,
    filter.supplemented ?? null,
    filter.authorityId ?? null,
  ];
}

async function selectRequests(tx: Tx, filter: RequestFilter): Promise<Page<RequestRecord>> {
  const after = decodeCursor(filter.cursor, ['uuid']);
  const result = await tx.client.query<RequestRecord>(
    `select ${REQUEST_COLUMNS} from requests.request
     where ${MATCHES} and ($21::uuid is null or id < $21) order by id desc limit $22`,
    [...valuesOf(tx, filter), after?.[0] ?? null, filter.limit + 1],
  );
  return toPage(result.rows, filter.limit, (row) => [row.id]);
}

/** How many requests the filter finds, for the first page. */
async function countRequests(tx: Tx, filter: RequestFilter): Promise<{ total?: number }> {
  if (filter.cursor !== undefined) return {};
  return countAtMost(tx, `select from requests.request where ${MATCHES}`, valuesOf(tx, filter));
}

/** Requests the actor may see, newest first. */
export async function listRequests(tx: Tx, filter: RequestFilter): Promise<CountedPage<RequestRow>> {
  const page = await selectRequests(tx, filter);
  const clocks = await clocksOf(
    tx,
    page.items.map((request) => request.id),
  );
  const titles = await englishTitlesOf(
    tx,
    page.items.map((request) => request.resourceId),
  );
  const items = page.items.map((request) =>
    toRequestRow(request, clocks.get(request.id), titles.get(request.resourceId) ?? ''),
  );
  return { ...page, items, ...(await countRequests(tx, filter)) };
}
