import type { Tx } from '../../../platform/database/transaction.ts';
import { MODES } from '../entry-content.ts';
import { substringPattern } from './find-hits.ts';
import { modeBits } from './mode-bits.ts';
import { filterSql, type Facet, type FilterSql, type SearchFilter } from './search-filter.ts';

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

/** The hits that the counts are about: of a text query, of a literal text, all entries, or none. */
export type HitSource = { anywhere: string } | { substring: string } | 'all' | 'none';

const NARROW = 'share_class, provider_id, provider_name, cycle, modes, level, personal';

function sourceSql(source: HitSource): { hits: string; value: string | null } {
  const limited = (from: string) => `select ${NARROW} from ${from} limit ${COUNTED + 1}`;
  if (source === 'all')
    return { hits: limited('catalogue.search_document where $1::text is null'), value: null };
  if (source === 'none')
    return { hits: limited('catalogue.search_document where $1::text <> $1'), value: null };
  if ('anywhere' in source) {
    return {
      hits: limited('catalogue.search_document where matching @@ $1::tsquery'),
      value: source.anywhere,
    };
  }
  const joined =
    'catalogue.search_text join catalogue.search_document using (resource_id) where body ilike $1';
  return { hits: limited(joined), value: substringPattern(source.substring) };
}

function countsSql(filter: FilterSql): string {
  const counted = (facet: Facet, value: string, label: string) =>
    `(select '${facet}', ${value}, min(${label}), count(*) from hit where ${filter.where(facet)}
      group by 2 order by 4 desc, 2 limit ${VALUES})`;
  const modes = MODES.map(
    (mode) =>
      `select 'mode', '${mode}', '${mode}', count(*) from hit where modes & ${modeBits([mode])} <> 0 and ${filter.where('mode')}`,
  );
  return [
    counted('shareClass', 'share_class', 'share_class'),
    counted('provider', 'provider_id::text', 'provider_name'),
    counted('cycle', 'cycle', 'cycle'),
    counted('level', 'level', 'level'),
    counted('personal', 'personal::text', 'personal::text'),
    ...modes,
    `select 'total', '', '', count(*) from hit where ${filter.where()}`,
    `select 'seen', '', '', count(*) from hit`,
  ].join(' union all ');
}

interface CountRow extends FacetCount {
  facet: Facet | 'total' | 'seen';
}

/**
 * Counts by facet. A value's count is what choosing it would give: the other facets narrow it, its own facet
 * does not. One pass over at most `COUNTED` narrow rows.
 */
export async function countFacets(tx: Tx, source: HitSource, filter: SearchFilter): Promise<FacetCounts> {
  const sql = filterSql(filter, 2);
  const { hits, value } = sourceSql(source);
  const result = await tx.client.query<CountRow>(
    `with hit as materialized (${hits}), counted(facet, value, label, count) as (${countsSql(sql)})
     select facet, value, label, count from counted where count > 0`,
    [value, ...sql.values],
  );
  const of = (facet: CountRow['facet']) => result.rows.filter((row) => row.facet === facet);
  const list = (facet: Facet): FacetCount[] =>
    of(facet)
      .map(({ value, label, count }) => ({ value, label, count }))
      .toSorted((a, b) => b.count - a.count);
  return {
    total: of('total')[0]?.count ?? 0,
    atLeast: (of('seen')[0]?.count ?? 0) > COUNTED,
    facets: {
      shareClass: list('shareClass'),
      provider: list('provider'),
      cycle: list('cycle'),
      mode: list('mode'),
      level: list('level'),
      personal: list('personal'),
    },
  };
}
