import { ruleDays } from '../../foundation/statute/index.ts';
import type { Tx } from '../../platform/database/transaction.ts';

/** How soon requests were replied to lately. */
export interface ReplyTime {
  /** Of requests for the resource itself; else of the provider's requests of the same share class. */
  of: 'resource' | 'provider';
  replies: number;
  medianWorkingDays: number;
}

export interface RepliedResource {
  resourceId: string;
  providerId: string;
  shareClass: 'unconditional' | 'conditional' | 'withheld';
}

const PERIOD_DAYS = 90;

/** Working days that a reply may take (Art 21). */
export function replyLimit(shareClass: 'unconditional' | 'conditional'): number {
  return shareClass === 'unconditional'
    ? ruleDays('21.reply.unconditional')
    : ruleDays('21.reply.conditional');
}

/** Median working days of the replies of the last 90 days, by resource; sums that everyone signed in may know. */
export async function replyTimesOf(
  tx: Tx,
  resources: readonly RepliedResource[],
): Promise<Map<string, ReplyTime>> {
  const since = new Date(tx.now.getTime() - PERIOD_DAYS * 86_400_000);
  const result = await tx.client.query<{
    id: string;
    share_class: string;
    replies: number;
    median_days: number;
  }>('select id, share_class, replies, median_days from requests.reply_times($1, $2, $3)', [
    resources.map(({ resourceId }) => resourceId),
    [...new Set(resources.map(({ providerId }) => providerId))],
    since,
  ]);
  const known = new Map(result.rows.map((row) => [`${row.id} ${row.share_class}`, row]));
  return new Map(
    resources.flatMap(({ resourceId, providerId, shareClass }) => {
      const own = known.get(`${resourceId} ${shareClass}`);
      const row = own ?? known.get(`${providerId} ${shareClass}`);
      if (!row) return [];
      const of = own ? 'resource' : 'provider';
      return [[resourceId, { of, replies: row.replies, medianWorkingDays: row.median_days }] as const];
    }),
  );
}
