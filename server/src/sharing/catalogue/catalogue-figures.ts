import type { Tx } from '../../platform/database/transaction.ts';
import { ANNOUNCED } from './search/search-filter.ts';

export interface CatalogueFigures {
  /** Announced and not withdrawn, now. */
  published: number;
  byShareClass: { unconditional: number; conditional: number; withheld: number };
  departments: number;
  /** Entries for which the authority named a source department, now. */
  withSource: number;
  /** Entries announced now, and for the first time in the period. */
  firstPublished: number;
  /** Acts of the period, both days included. */
  revised: number;
  withdrawn: number;
  returned: number;
  /** Entries announced now, and in the period in spite of likeness to another department's entry, with a reason. */
  recollected: number;
}

/** Counters for the cockpit, of what the actor may see. Days are YYYY-MM-DD in Asia/Shanghai, both included. */
export async function catalogueFigures(
  tx: Tx,
  period: { from: string; to: string },
): Promise<CatalogueFigures> {
  const stock = await tx.client.query<{
    unconditional: number;
    conditional: number;
    withheld: number;
    departments: number;
    with_source: number;
  }>(
    `select count(*) filter (where share_class = 'unconditional') as unconditional,
       count(*) filter (where share_class = 'conditional') as conditional,
       count(*) filter (where share_class = 'withheld') as withheld,
       count(distinct provider_id) as departments,
       (select count(*) from catalogue.designated_resource where ended_at is null) as with_source
     from catalogue.search_document`,
  );
  const acts = await tx.client.query<{
    first_published: number;
    revised: number;
    withdrawn: number;
    returned: number;
    recollected: number;
  }>(
    `with span as (
       select $1::date::timestamp at time zone 'Asia/Shanghai' as begins,
         ($2::date + 1)::timestamp at time zone 'Asia/Shanghai' as ends)
     select count(*) filter (where h.act = 'published' and h.version_number > 1) as revised,
       count(*) filter (where h.act = 'withdrawn') as withdrawn,
       count(*) filter (where h.act = 'returned') as returned,
       (select count(*) from catalogue.search_document where ${ANNOUNCED.first('$3')}) as first_published,
       (select count(*) from catalogue.search_document where ${ANNOUNCED.recollected('$3')}) as recollected
     from catalogue.history h, span where h.at >= span.begins and h.at < span.ends`,
    [period.from, period.to, [period.from, period.to]],
  );
  const now = stock.rows[0] ?? {
    unconditional: 0,
    conditional: 0,
    withheld: 0,
    departments: 0,
    with_source: 0,
  };
  const done = acts.rows[0] ?? { first_published: 0, revised: 0, withdrawn: 0, returned: 0, recollected: 0 };
  const { unconditional, conditional, withheld } = now;
  return {
    published: unconditional + conditional + withheld,
    byShareClass: { unconditional, conditional, withheld },
    departments: now.departments,
    withSource: now.with_source,
    firstPublished: done.first_published,
    revised: done.revised,
    withdrawn: done.withdrawn,
    returned: done.returned,
    recollected: done.recollected,
  };
}
