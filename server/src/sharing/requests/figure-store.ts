import type { Tx } from '../../platform/database/transaction.ts';

/** Whose figures: replies that a department owes, or all of an authority's area, or everything visible. */
export interface FigureScope {
  providerId?: string | undefined;
  authorityId?: string | undefined;
}

/** What a month shows of replies: matters by the day on which they are judged, replies by the day they were given. */
export interface ReplyMonth {
  month: string;
  /** Replied to in time in the month, or fallen due in it without a reply; each matter once. */
  judged: number;
  /** Of these, fallen due without a reply. */
  late: number;
  /** Replies given in the month. */
  replies: number;
  /** Sum of the working days they took. */
  days: number;
  supplements: number;
}

const MONTH_OF = (column: string) => `to_char(${column} at time zone 'Asia/Shanghai', 'YYYY-MM')`;
const DAY_OF = (column: string) => `(${column} at time zone 'Asia/Shanghai')::date`;
const IN_SCOPE = `($1::uuid is null or provider_id = $1) and ($2::uuid is null or authority_id = $2)`;

export interface DepartmentReplies extends ReplyMonth {
  departmentId: string;
  departmentName: string;
}

/**
 * By provider and month, the months without anything left out. `from` and `to` are months, both included. A matter that fell
 * due without a reply is late in that month for good; its reply counts as a reply when it is given, and its days are known.
 */
export async function replyMonths(
  tx: Tx,
  scope: FigureScope,
  period: { from: string; to: string },
): Promise<DepartmentReplies[]> {
  const result = await tx.client.query<DepartmentReplies>(
    `with span as (select ($3 || '-01')::date as first, (($4 || '-01')::date + interval '1 month')::date as next)
     select provider_id as "departmentId", max(provider_name) as "departmentName", month,
       sum(judged)::int as judged, sum(late)::int as late, sum(replies)::int as replies, sum(days)::int as days,
       sum(supplements)::int as supplements
     from (
       select provider_id, provider_name, to_char(reply_judged_on, 'YYYY-MM') as month, 1 as judged,
           (reply_missed_on is not null)::int as late, 0 as replies, 0 as days, 0 as supplements
         from requests.request, span where reply_judged_on >= first and reply_judged_on < next and ${IN_SCOPE}
       union all
       select provider_id, provider_name, ${MONTH_OF('replied_at')}, 0, 0,
           (reply_days is not null or reply_clock_id is null)::int, coalesce(reply_days, 0),
           (supplement_notices > 0 and (reply_days is not null or reply_clock_id is null))::int
         from requests.request, span
         where replied_at >= first::timestamp at time zone 'Asia/Shanghai'
           and replied_at < next::timestamp at time zone 'Asia/Shanghai' and ${IN_SCOPE}) matters
     group by provider_id, month order by 2, 3`,
    [scope.providerId ?? null, scope.authorityId ?? null, period.from, period.to],
  );
  return result.rows;
}

/** Requests that ran late in each month, by the month in which they did; they stay there when done since. */
export async function overdueMonths(
  tx: Tx,
  scope: FigureScope,
  period: { from: string; to: string },
): Promise<{ month: string; count: number }[]> {
  const result = await tx.client.query<{ month: string; count: number }>(
    `select ${MONTH_OF('overdue_since')} as month, count(*)::int as count from requests.request
     where overdue_since is not null and ${IN_SCOPE} and ${MONTH_OF('overdue_since')} between $3 and $4
     group by 1 order by 1`,
    [scope.providerId ?? null, scope.authorityId ?? null, period.from, period.to],
  );
  return result.rows;
}

export interface OpenOverdue {
  departmentId: string;
  open: number;
}

/** Requests whose reply is late now, by provider. */
export async function openOverdueByDepartment(tx: Tx, scope: FigureScope): Promise<OpenOverdue[]> {
  const result = await tx.client.query<OpenOverdue>(
    `select provider_id as "departmentId", count(*)::int as open from requests.request
     where overdue_since is not null and replied_at is null and closed_at is null and ${IN_SCOPE} group by 1`,
    [scope.providerId ?? null, scope.authorityId ?? null],
  );
  return result.rows;
}

export interface SupplyMonth {
  month: string;
  asked: number;
  granted: number;
  supplied: number;
}

/** Supply and demand: what was asked for, granted and supplied in each month. */
export async function supplyMonths(tx: Tx, period: { from: string; to: string }): Promise<SupplyMonth[]> {
  const result = await tx.client.query<SupplyMonth>(
    `select month, sum(asked)::int as asked, sum(granted)::int as granted, sum(supplied)::int as supplied from (
       select ${MONTH_OF('submitted_at')} as month, 1 as asked, 0 as granted, 0 as supplied
         from requests.request where submitted_at is not null
       union all select ${MONTH_OF('replied_at')}, 0, 1, 0
         from requests.request where replied_at is not null and reply ->> 'decision' = 'grant'
       union all select ${MONTH_OF('supplied_at')}, 0, 0, 1
         from requests.request where supplied_at is not null) events
     where month between $1 and $2 group by month order by month`,
    [period.from, period.to],
  );
  return result.rows;
}

export interface Wanted {
  resourceId: string;
  title: string;
  providerName: string;
  requests: number;
  departments: number;
}

export async function mostWanted(tx: Tx, since: string): Promise<Wanted[]> {
  const result = await tx.client.query<Wanted>(
    `select resource_id as "resourceId", max(resource_title) as title, max(provider_name) as "providerName",
       count(*)::int as requests, count(distinct requester_id)::int as departments
     from requests.request
     where submitted_at is not null and ${MONTH_OF('submitted_at')} >= $1
     group by 1 order by 4 desc, 1 limit 10`,
    [since],
  );
  return result.rows;
}

export interface Missing {
  demandId: string;
  title: string;
  requesterName: string;
  state: string;
}

export async function missingData(tx: Tx): Promise<Missing[]> {
  const result = await tx.client.query<Missing>(
    `select id as "demandId", title, requester_name as "requesterName", state
     from requests.demand where state in ('open', 'designated') order by id limit 20`,
  );
  return result.rows;
}

export async function countAgreementsInForce(
  tx: Tx,
  scope: FigureScope & { requesterId?: string },
): Promise<number> {
  const result = await tx.client.query<{ count: number }>(
    `select count(*)::int as count from requests.agreement
     where state = 'inForce' and $4::date between term_from and term_to and ${IN_SCOPE}
       and ($3::uuid is null or requester_id = $3)`,
    [scope.providerId ?? null, scope.authorityId ?? null, scope.requesterId ?? null, tx.today],
  );
  return result.rows[0]?.count ?? 0;
}

/** Agreements that were in force on an earlier day: confirmed, within their term, not closed yet. */
export async function countAgreementsInForceOn(tx: Tx, scope: FigureScope, day: string): Promise<number> {
  const result = await tx.client.query<{ count: number }>(
    `select count(*)::int as count from requests.agreement
     where ${DAY_OF('in_force_at')} <= $3::date and $3::date between term_from and term_to
       and (closed_at is null or ${DAY_OF('closed_at')} > $3) and ${IN_SCOPE}`,
    [scope.providerId ?? null, scope.authorityId ?? null, day],
  );
  return result.rows[0]?.count ?? 0;
}

/** Requests whose reply was late on an earlier day. */
export async function countOpenOverdueOn(tx: Tx, scope: FigureScope, day: string): Promise<number> {
  const result = await tx.client.query<{ count: number }>(
    `select count(*)::int as count from requests.request
     where ${DAY_OF('overdue_since')} <= $3::date and (replied_at is null or ${DAY_OF('replied_at')} > $3)
       and (closed_at is null or ${DAY_OF('closed_at')} > $3) and ${IN_SCOPE}`,
    [scope.providerId ?? null, scope.authorityId ?? null, day],
  );
  return result.rows[0]?.count ?? 0;
}
