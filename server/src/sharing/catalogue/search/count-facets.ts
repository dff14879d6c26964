import type { Tx } from '../../../platform/database/transaction.ts';
import { MODES } from '../entry-content.ts';
import { modeBits } from './mode-bits.ts';
import { FACETS, filterSql, type Facet, type FilterSql, type SearchFilter } from './search-filter.ts';
import { firstHits } from './first-hits.ts';
import { substringPattern } from './substring-pattern.ts';

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
export const COUNTED = 1000;
/** Values a facet lists; departments are the only facet that can have more. */
const VALUES = 30;
/** What is counted by, of `catalogue.search_document`. */
const COUNTED_COLUMNS = 'resource_id, share_class, provider_id, provider_name, cycle, modes, level, personal';

/** The hits that the counts are about: of a text query, of a literal text, all entries, or none. */
export type HitSource = { anywhere: string } | { substring: string } | 'all' | 'none';

/** CTE `hit`: the hits that are counted, of those that pass `test`. */
export function countedHits(test: string): string {
  return `hit as materialized (${firstHits({ columns: COUNTED_COLUMNS, test, limit: COUNTED + 1 })})`;
}

function sourceSql(source: HitSource, within: string): { hits: string; value: string | null } {
  const limited = (from: string) =>
    `hit as materialized (select ${COUNTED_COLUMNS} from ${from} and ${within} limit ${COUNTED + 1})`;
  if (source === 'all')
    return { hits: limited('catalogue.search_document where $1::text is null'), value: null };
  if (source === 'none')
    return { hits: limited('catalogue.search_document where $1::text <> $1'), value: null };
  if ('anywhere' in source) {
    return { hits: countedHits(`matching @@ $1::tsquery and ${within}`), value: source.anywhere };
  }
  const joined =
    'catalogue.search_text join catalogue.search_document using (resource_id) where body ilike $1';
  return { hits: limited(joined), value: substringPattern(source.substring) };
}

/** One line of the counts: a value of the facet that `grouped` tells by its bits, with a count for each facet. */
export interface CountLine {
  grouped: number;
  value: string | null;
  label: string | null;
  seen: number;
  total: number;
  counts: number[];
  modes: number[];
}

/** Bits of `grouping(…)`: the column that is 0 is the one the line is about. */
const GROUPED: Readonly<Record<Exclude<Facet, 'mode'>, number>> = {
  shareClass: 0b01111,
  provider: 0b10111,
  cycle: 0b11011,
  level: 0b11101,
  personal: 0b11110,
};
const WHOLE = 0b11111;

/** Lines of counts over a relation `hit` with `COUNTED_COLUMNS`, in one pass. */
export function countLinesSql(filter: FilterSql): string {
  const counts = FACETS.map((facet) => `count(*) filter (where ${filter.facets(facet)})`).join(', ');
  const modes = MODES.map(
    (mode) => `count(*) filter (where modes & ${modeBits([mode])} <> 0 and ${filter.facets('mode')})`,
  );
  return `select grouping(share_class, provider_id, cycle, level, personal) as grouped,
      coalesce(share_class, provider_id::text, cycle, level, personal::text) as value, min(provider_name) as label,
      count(*) as seen, count(*) filter (where ${filter.facets()}) as total, array[${counts}] as counts,
      array[${modes.join(', ')}] as modes
    from hit group by grouping sets ((share_class), (provider_id), (cycle), (level), (personal), ())`;
}

/** Reads the lines of `countLinesSql`. */
export function readCounts(lines: readonly CountLine[]): FacetCounts {
  const whole = lines.find(({ grouped }) => grouped === WHOLE);
  const list = (facet: Exclude<Facet, 'mode'>): FacetCount[] => {
    const at = FACETS.indexOf(facet);
    const found = lines.filter(({ grouped }) => grouped === GROUPED[facet]);
    return sortCounts(
      found.map(({ value, label, counts }) => ({
        value: value ?? '',
        label: (facet === 'provider' ? label : value) ?? '',
        count: Number(counts[at] ?? 0),
      })),
    );
  };
  const modes = MODES.map((mode, index) => ({
    value: mode,
    label: mode,
    count: Number(whole?.modes[index] ?? 0),
  }));
  return {
    total: Number(whole?.total ?? 0),
    atLeast: Number(whole?.seen ?? 0) > COUNTED,
    facets: {
      shareClass: list('shareClass'),
      provider: list('provider'),
      cycle: list('cycle'),
      mode: sortCounts(modes),
      level: list('level'),
      personal: list('personal'),
    },
  };
}

function sortCounts(counts: readonly FacetCount[]): FacetCount[] {
  const there = counts.filter(({ count }) => count > 0);
  return there.toSorted((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1)).slice(0, VALUES);
}

/**
 * Counts by facet. A value's count is what choosing it would give: the other facets narrow it, its own facet
 * does not. One pass over at most `COUNTED` narrow rows.
 */
export async function countFacets(tx: Tx, source: HitSource, filter: SearchFilter): Promise<FacetCounts> {
  const sql = filterSql(filter, 2);
  const { hits, value } = sourceSql(source, sql.within);
  const result = await tx.client.query<CountLine>(`with ${hits} ${countLinesSql(sql)}`, [
    value,
    ...sql.values,
  ]);
  return readCounts(result.rows);
}
