import type { Cycle, Level, Mode, ShareClass } from '../entry-content.ts';
import { modeBits } from './mode-bits.ts';

/** What a reader narrows the list by. Within one facet any value fits, between facets all must. */
export interface SearchFilter {
  shareClass?: readonly ShareClass[] | undefined;
  provider?: readonly string[] | undefined;
  cycle?: readonly Cycle[] | undefined;
  mode?: readonly Mode[] | undefined;
  level?: readonly Level[] | undefined;
  personal?: boolean | undefined;
}

export const FACETS = ['shareClass', 'provider', 'cycle', 'mode', 'level', 'personal'] as const;
export type Facet = (typeof FACETS)[number];

const TESTS: Readonly<Record<Facet, (place: string) => string>> = {
  shareClass: (place) => `share_class = any (${place}::text[])`,
  provider: (place) => `provider_id = any (${place}::uuid[])`,
  cycle: (place) => `cycle = any (${place}::text[])`,
  mode: (place) => `modes & ${place}::int <> 0`,
  level: (place) => `level = any (${place}::text[])`,
  personal: (place) => `personal = ${place}::boolean`,
};

export interface FilterSql {
  values: unknown[];
  /** Condition of all facets, or of all but one; `true` when nothing is asked. */
  where(except?: Facet): string;
}

/** SQL of a filter; its parameters are numbered from `first`. Only facets that are set appear. */
export function filterSql(filter: SearchFilter, first: number): FilterSql {
  const set = FACETS.filter((facet) => {
    const value = filter[facet];
    return Array.isArray(value) ? value.length > 0 : value !== undefined;
  });
  const tests = set.map((facet, index) => ({ facet, sql: TESTS[facet](`$${first + index}`) }));
  return {
    values: set.map((facet) => (facet === 'mode' ? modeBits(filter.mode ?? []) : filter[facet])),
    where: (except) => {
      const kept = tests.filter(({ facet }) => facet !== except).map(({ sql }) => sql);
      return kept.length === 0 ? 'true' : kept.join(' and ');
    },
  };
}
