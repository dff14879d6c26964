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
  announced?: AnnouncedFilter | undefined;
}

export const ANNOUNCEMENTS = ['first', 'recollected'] as const;

/** Entries by how they were announced in a span of days, both included: for the first time, or collected again. */
export interface AnnouncedFilter {
  as: (typeof ANNOUNCEMENTS)[number];
  from: string;
  to: string;
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

/** Entries announced in the span that `place` holds as two days. */
export const ANNOUNCED: Readonly<Record<AnnouncedFilter['as'], (place: string) => string>> = {
  first: (place) => announcedIn('number = 1', place),
  recollected: (place) => announcedIn('recollection_reason is not null', place),
};

function announcedIn(test: string, place: string): string {
  const day = (index: number) => `(${place}::date[])[${index}]`;
  return `resource_id in (select v.resource_id from catalogue.resource_version v where v.${test}
    and v.published_at >= ${day(1)}::timestamp at time zone 'Asia/Shanghai'
    and v.published_at < (${day(2)} + 1)::timestamp at time zone 'Asia/Shanghai')`;
}

export interface FilterSql {
  values: unknown[];
  /** What is no facet, so that counts are taken within it; `true` when nothing is asked. */
  within: string;
  /** Condition of all facets, or of all but one; `true` when nothing is asked. */
  facets(except?: Facet): string;
  /** Both. */
  where: string;
}

/** SQL of a filter; its parameters are numbered from `first`. Only what is set appears. */
export function filterSql(filter: SearchFilter, first: number): FilterSql {
  const set = FACETS.filter((facet) => {
    const value = filter[facet];
    return Array.isArray(value) ? value.length > 0 : value !== undefined;
  });
  const tests = set.map((facet, index) => ({ facet, sql: TESTS[facet](`$${first + index}`) }));
  const values: unknown[] = set.map((facet) =>
    facet === 'mode' ? modeBits(filter.mode ?? []) : filter[facet],
  );
  const { announced } = filter;
  const within = announced ? ANNOUNCED[announced.as](`$${first + set.length}`) : 'true';
  if (announced) values.push([announced.from, announced.to]);
  const facets = (except?: Facet) => {
    const kept = tests.filter(({ facet }) => facet !== except).map(({ sql }) => sql);
    return kept.length === 0 ? 'true' : kept.join(' and ');
  };
  return { values, within, facets, where: `${within} and ${facets()}` };
}
