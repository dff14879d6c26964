import type { Tx } from '../../../platform/database/transaction.ts';
import { filterSql, type Facet, type SearchFilter } from './search-filter.ts';

export interface FacetCount {
  value: string;
  /** What a person reads where the value is an id; else the same as `value`. */
  label: string;
  count: number;
}

export interface FacetCounts {
  total: number;
  /** True: the counts were taken over the first `COUNTED` hits only, so each is a least number. */
  atLeast: boolean;
  facets: Record<Facet, FacetCount[]>;
}

/** More hits than these are not counted one by one. */
export const COUNTED = 5000;
/** Values a facet lists; departments are the only facet that can have more. */
const VALUES = 30;

/** The hits that the counts are about. */
export type HitSource = { anywhere: string } | { substring: string } | undefined;

function sourceSql(source: HitSource): { where: string; value: string | null } {
  if (source === undefined) return { where: '$1::text is null', value: null };
  if ('anywhere' in source) return { where: 'matching @@ $1::tsquery', value: source.anywhere };
  const pattern = `%${source.substring.replace(/[\\%_]/g, '\\$&')}%`;
  return { where: `(title || ' ' || items) ilike $1`, value: pattern };
}

/**
 * Counts by facet. A value's count is what choosing it would give: the other facets narrow it, its own facet
 * does not. One pass over at most `COUNTED` narrow rows.
 */
export async function countFacets(tx: Tx, source: HitSource, filter: SearchFilter): Promise<FacetCounts> {
  const sql = filterSql(filter, 2);
  const from = sourceSql(source);
  const count = (facet: Facet, value: string, label = value, join = '') =>
    `(select '${facet}' as facet, ${value} as value, min(${label}) as label, count(*) as count
      from hit${join} where ${sql.where(facet)} group by 2 order by 4 desc, 2 limit ${VALUES})`;
  const result = await tx.client.query<{
    facet: Facet | 'total' | 'seen';
    value: string;
    label: string;
    count: number;
  }>(
    `with hit as materialized (
       select share_class, provider_id, provider_name, cycle, modes, level, personal from catalogue.search_document
       where ${from.where} limit ${COUNTED + 1})
     ${count('shareClass', 'share_class')} union all ${count('provider', 'provider_id::text', 'provider_name')}
     union all ${count('cycle', 'cycle')} union all ${count('mode', 'mode', 'mode', ' cross join unnest(modes) as mode')}
     union all ${count('level', 'level')} union all ${count('personal', 'personal::text')}
     union all select 'total', '', '', count(*) from hit where ${sql.where()}
     union all select 'seen', '', '', count(*) from hit`,
    [from.value, ...sql.values],
  );
  const of = (facet: string) =>
    result.rows
      .filter((row) => row.facet === facet)
      .map(({ value, label, count }) => ({ value, label, count }));
  return {
    total: of('total')[0]?.count ?? 0,
    atLeast: (of('seen')[0]?.count ?? 0) > COUNTED,
    facets: {
      shareClass: of('shareClass'),
      provider: of('provider'),
      cycle: of('cycle'),
      mode: of('mode'),
      level: of('level'),
      personal: of('personal'),
    },
  };
}
