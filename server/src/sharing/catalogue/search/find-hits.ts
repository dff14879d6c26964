import type { Tx } from '../../../platform/database/transaction.ts';
import { decodeCursor, toPage, type Page } from '../../../platform/http/paging.ts';
import type { Cycle, Level, Mode, ShareClass } from '../entry-content.ts';
import {
  COUNTED,
  countedHits,
  countLinesSql,
  readCounts,
  type CountLine,
  type FacetCounts,
} from './count-facets.ts';
import { modesOf } from './mode-bits.ts';
import type { QueryVectors } from './read-query.ts';
import { firstHits } from './first-hits.ts';
import { filterSql, type FilterSql, type SearchFilter } from './search-filter.ts';
import { substringPattern } from './substring-pattern.ts';

/** An entry as the list shows it, before its hits are marked. */
export interface HitRow {
  resourceId: string;
  code: string;
  title: string;
  summary: string;
  /** 法律依据 of a withheld entry; else empty. */
  basis: string;
  providerId: string;
  providerName: string;
  shareClass: ShareClass;
  cycle: Cycle;
  modes: Mode[];
  level: Level;
  personal: boolean;
  isSource: boolean;
  itemCount: number;
  publishedAt: Date;
  /** The title, then an item a line: name, tab, column. */
  body: string;
}

export type SortOrder = 'relevance' | 'newest' | 'title';

export interface HitRequest {
  filter: SearchFilter;
  /** Whether counts are wanted too. */
  facets: boolean;
  limit: number;
  cursor?: string | undefined;
}

/** Entries that are ranked, those with all words in the title first; a broad question is not ranked beyond these. */
const CANDIDATES = 400;
/** Titles that begin as typed are always among them. */
const BY_BEGINNING = 30;

const COLUMNS = `d.resource_id as "resourceId", d.code, d.title, t.summary, t.basis, d.provider_id as "providerId",
  d.provider_name as "providerName", d.share_class as "shareClass", d.cycle, d.modes as "modeBits", d.level, d.personal,
  d.is_source as "isSource", d.item_count as "itemCount", d.published_at as "publishedAt", t.body`;

type Row<T> = Omit<HitRow, 'modes'> & { modeBits: number } & T;

function pageOf<T>(rows: Row<T>[], limit: number, keyOf: (row: Row<T>) => (string | number)[]): Page<HitRow> {
  const page = toPage(rows, limit, keyOf);
  return { ...page, items: page.items.map(({ modeBits, ...row }) => ({ ...row, modes: modesOf(modeBits) })) };
}

/**
 * Keeps PostgreSQL on bitmaps of the text index for the rest of the transaction. It takes reading the lexemes of
 * an entry for cheap, which lie outside the row, and is wrong by a factor of fifty.
 */
export async function preferTextIndex(tx: Tx): Promise<void> {
  await tx.client.query('set local enable_seqscan = off; set local enable_indexscan = off');
}

/** The statement of `findRankedHits`; with `counted`, the hits are found once for both the page and the counts. */
function rankedSql(filter: FilterSql, counted: boolean): string {
  const ids = (test: string) => ({
    columns: 'resource_id',
    test: `${test} and ${filter.where}`,
    limit: CANDIDATES,
  });
  const anywhere = counted ? 'select resource_id from hit' : firstHits(ids('matching @@ $2::tsquery'));
  const counts = `case when row_number() over () = 1 then (select jsonb_agg(line) from (${countLinesSql(filter)}) as line) end`;
  return `with ${counted ? `${countedHits('matching @@ $2::tsquery')},` : ''}
     titled as materialized (${firstHits(ids('matching @@ $1::tsquery'))}),
     candidate as materialized (
       select resource_id from titled
       union
       (select resource_id from catalogue.search_document
         where title ^@ $4 and ${filter.where} limit ${BY_BEGINNING})
       union
       (select resource_id from (${anywhere}) as hit_anywhere limit (select ${CANDIDATES} - count(*) from titled))),
     scored as (
       select s.resource_id, round(1e6 * (
           ts_rank_cd('{0.1,0.2,0.5,1.0}', t.ranking, $3::tsquery)
           + case when lower(s.title) = $4 then 10 when starts_with(lower(s.title), $4) then 2
                  when strpos(lower(s.title), $4) > 0 then 1 else 0 end
           + case when s.is_source then 0.3 else 0 end
           - least(length(s.title), 60) * 0.001))::bigint as score
       from candidate c
       join catalogue.search_document s on s.resource_id = c.resource_id
       join catalogue.search_text t on t.resource_id = c.resource_id),
     page as (
       select resource_id, score from scored
       where $5::bigint is null or (score, resource_id) < ($5, $6::uuid)
       order by score desc, resource_id desc limit $7)
     select page.score, ${COLUMNS}${counted ? `, ${counts} as counts` : ''} from page
     join catalogue.search_document d on d.resource_id = page.resource_id
     join catalogue.search_text t on t.resource_id = page.resource_id
     order by page.score desc, page.resource_id desc`;
}

/**
 * Hits of a question, best first. Cover density over weighted words; the title as typed, its beginning and
 * being the source department count extra. Keyset on (score, id): stable while the entries stay the same.
 * `counts` comes along where no facet narrows the question, as the same hits serve both.
 *
 *   title begins as typed ───┐
 *   all words in the title ──┼─ candidates ─► score ─► page
 *   all words anywhere ──────┘
 */
export async function findRankedHits(
  tx: Tx,
  question: { text: string; vectors: QueryVectors },
  request: HitRequest,
): Promise<Page<HitRow> & { counts?: FacetCounts }> {
  const after = decodeCursor(request.cursor, ['number', 'uuid']);
  const filter = filterSql(request.filter, 8);
  const { vectors } = question;
  const counted = request.facets && filter.values.length === 0;
  const result = await tx.client.query<Row<{ score: number; counts?: CountLine[] }>>(
    rankedSql(filter, counted),
    [
      vectors.inTitle,
      vectors.anywhere,
      vectors.ranking,
      question.text,
      after?.[0] ?? null,
      after?.[1] ?? null,
      request.limit + 1,
      ...filter.values,
    ],
  );
  const lines = result.rows.find((row) => row.counts)?.counts;
  const page = pageOf(result.rows, request.limit, (row) => [row.score, row.resourceId]);
  return lines ? { ...page, counts: readCounts(lines) } : page;
}

/**
 * Whether a question has so many hits that walking the entries in order meets a page of them sooner than sorting
 * all hits would take.
 */
async function isBroad(tx: Tx, anywhere: string): Promise<boolean> {
  const hits = firstHits({ columns: '1', test: 'matching @@ $1::tsquery', limit: COUNTED + 1 });
  const result = await tx.client.query<{ n: number }>(`select count(*) as n from (${hits}) as hit`, [
    anywhere,
  ]);
  return (result.rows[0]?.n ?? 0) > COUNTED;
}

/** Entries newest or alphabetically first, of a question or of all. Keyset on the order's own column. */
export async function findSortedHits(
  tx: Tx,
  sort: 'newest' | 'title',
  anywhere: string | undefined,
  request: HitRequest,
): Promise<Page<HitRow>> {
  const after = decodeCursor(request.cursor, [sort === 'newest' ? 'instant' : 'text', 'uuid']);
  const filter = filterSql(request.filter, anywhere === undefined ? 4 : 5);
  const inOrder = anywhere !== undefined && (await isBroad(tx, anywhere));
  if (inOrder) await tx.client.query('set local enable_indexscan = on; set local enable_bitmapscan = off');
  const newest = sort === 'newest';
  const [key, type, direction, sign] = newest
    ? ['published_at', 'timestamptz', 'desc', '<']
    : ['title', 'text', 'asc', '>'];
  const hits = firstHits({ columns: 'resource_id', test: 'matching @@ $4::tsquery', limit: COUNTED + 1 });
  const narrow = anywhere === undefined ? 'true' : `d.resource_id in (${hits})`;
  const matching = inOrder ? 'd.matching @@ $4::tsquery' : narrow;
  const result = await tx.client.query<Row<{ key: string }>>(
    `with page as (
       select d.resource_id, d.${key} as key from catalogue.search_document d
       where ($1::${type} is null or (d.${key}, d.resource_id) ${sign} ($1, $2::uuid)) and ${filter.where} and ${matching}
       order by d.${key} ${direction}, d.resource_id ${direction} limit $3)
     select ${COLUMNS}, page.key::text as key from page
     join catalogue.search_document d on d.resource_id = page.resource_id
     join catalogue.search_text t on t.resource_id = page.resource_id
     order by page.key ${direction}, page.resource_id ${direction}`,
    [
      after?.[0] ?? null,
      after?.[1] ?? null,
      request.limit + 1,
      ...(anywhere === undefined ? [] : [anywhere]),
      ...filter.values,
    ],
  );
  if (inOrder) await tx.client.query('set local enable_bitmapscan = on; set local enable_indexscan = off');
  return pageOf(result.rows, request.limit, (row) => [row.key, row.resourceId]);
}

/** Entries whose title or items contain `text` literally: for what no dictionary cuts, three characters and more. */
export async function findSubstringHits(tx: Tx, text: string, request: HitRequest): Promise<Page<HitRow>> {
  const after = decodeCursor(request.cursor, ['text', 'uuid']);
  const filter = filterSql(request.filter, 5);
  const result = await tx.client.query<Row<{ key: string }>>(
    `select ${COLUMNS}, d.title as key
     from catalogue.search_text t join catalogue.search_document d using (resource_id)
     where t.body ilike $1
       and ($2::text is null or (d.title, d.resource_id) > ($2, $3::uuid)) and ${filter.where}
     order by d.title, d.resource_id limit $4`,
    [substringPattern(text), after?.[0] ?? null, after?.[1] ?? null, request.limit + 1, ...filter.values],
  );
  return pageOf(result.rows, request.limit, (row) => [row.key, row.resourceId]);
}
