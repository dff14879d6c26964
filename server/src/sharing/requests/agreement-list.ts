import { countAtMost } from '../../platform/database/count-at-most.ts';
import { decodeCursor, toPage, type CountedPage } from '../../platform/http/paging.ts';
import type { Tx } from '../../platform/database/transaction.ts';
import { englishTitlesOf } from '../catalogue/index.ts';
import { AGREEMENT_COLUMNS, type AgreementRecord } from './agreement-store.ts';
import type { AgreementStanding } from './agreement.ts';
import { likePattern } from './request-list.ts';
import { toAgreementRow } from './view-agreement.ts';
import type { AgreementRow } from './views.ts';

export interface AgreementFilter {
  states?: readonly AgreementStanding[] | undefined;
  side?: 'outgoing' | 'incoming' | undefined;
  resourceId?: string | undefined;
  /** Ends on or before this day. */
  endsBy?: string | undefined;
  undisposed?: boolean | undefined;
  q?: string | undefined;
  limit: number;
  cursor?: string | undefined;
}

const MATCHES = `($1::text[] is null or case when state <> 'inForce' then state when $2::date < term_from then 'scheduled'
      when $2::date > term_to then 'expired' else 'inForce' end = any ($1))
  and ($3::text is null or ($3 = 'outgoing' and requester_id = $4) or ($3 = 'incoming' and provider_id = $4))
  and ($5::uuid is null or resource_id = $5)
  and ($6::date is null or term_to <= $6)
  and ($7::boolean is not true or (state in ('ended', 'expired') and disposed_at is null))
  and ($8::text is null
    or (resource_title || ' ' || requester_name || ' ' || provider_name || ' ' || number) ilike $8)`;

/** Agreements the actor may see, newest first. States are those of today: terms begin and end by their days. */
export async function listAgreements(tx: Tx, filter: AgreementFilter): Promise<CountedPage<AgreementRow>> {
  const after = decodeCursor(filter.cursor, ['uuid']);
  const values = [
    filter.states ?? null,
    tx.today,
    filter.side ?? null,
    tx.actor.departmentId ?? null,
    filter.resourceId ?? null,
    filter.endsBy ?? null,
    filter.undisposed ?? null,
    likePattern(filter.q),
  ];
  const result = await tx.client.query<AgreementRecord>(
    `select ${AGREEMENT_COLUMNS} from requests.agreement
     where ${MATCHES} and ($9::uuid is null or id < $9) order by id desc limit $10`,
    [...values, after?.[0] ?? null, filter.limit + 1],
  );
  const page = toPage(result.rows, filter.limit, (row) => [row.id]);
  const titles = await englishTitlesOf(
    tx,
    page.items.map((agreement) => agreement.resourceId),
  );
  const items = page.items.map((agreement) =>
    toAgreementRow(agreement, tx.today, titles.get(agreement.resourceId) ?? ''),
  );
  const counted = after
    ? {}
    : await countAtMost(tx, `select from requests.agreement where ${MATCHES}`, values);
  return { ...page, items, ...counted };
}
