import type { Tx } from '../../../platform/database/transaction.ts';
import { decodeCursor, toPage, type Page } from '../../../platform/http/paging.ts';
import type { Cycle, Level, Mode, ShareClass } from '../entry-content.ts';
import type { QueryVectors } from './read-query.ts';
import { filterSql, type SearchFilter } from './search-filter.ts';

/** An entry as the list shows it, before its hits are marked. */
export interface HitRow {
  resourceId: string;
  code: string;
  title: string;
  summary: string;
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
  /** An item a line: name, tab, column. */
  items: string;
}

export type SortOrder = 'relevance' | 'newest' | 'title';

export interface HitRequest {
  filter: SearchFilter;
  limit: number;
  cursor?: string | undefined;
}

/** Best by title and any others that are ranked; a broad question is not ranked beyond these. */
const TITLE_CANDIDATES = 1000;
const CANDIDATES = 1500;

const COLUMNS = `d.resource_id as "resourceId", d.code, d.title, d.summary, d.provider_id as "providerId",
  d.provider_name as "providerName", d.share_class as "shareClass", d.cycle, d.modes, d.level, d.personal,
  d.is_source as "isSource", d.item_count as "itemCount", d.published_at as "publishedAt", d.items`;

/**
 * Hits of a question, best first. Cover density over weighted words; the title as typed, its beginning and
 * being the source department count extra. Keyset on (score, id): stable while the entries stay the same.
 *
 *   title candidates ─┐
 *                     ├─ union ─► score ─► page
 *   any candidates  ──┘
 */
export async function findRankedHits(
  tx: Tx,
  question: { text: string; vectors: QueryVectors },
  request: HitRequest,
): Promise<Page<HitRow>> {
  const after = decodeCursor(request.cursor, 2);
  const filter = filterSql(request.filter, 8);
  const { vectors } = question;
  const result = await tx.client.query<HitRow & { score: number }>(
    `with candidate as materialized (
       (select resource_id from catalogue.search_document
         where matching @@ $1::tsquery and ${filter.where()} limit ${TITLE_CANDIDATES})
       union
       (select resource_id from catalogue.search_document
         where matching @@ $2::tsquery and ${filter.where()} limit ${CANDIDATES})),
     scored as (
       select s.resource_id, round(1e6 * (
           ts_rank_cd('{0.1,0.2,0.5,1.0}', s.ranking, $3::tsquery)
           + case when lower(s.title) = $4 then 10 when starts_with(lower(s.title), $4) then 2
                  when strpos(lower(s.title), $4) > 0 then 1 else 0 end
           + case when s.is_source then 0.3 else 0 end
           - least(length(s.title), 60) * 0.001))::bigint as score
       from catalogue.search_document s where s.resource_id in (select resource_id from candidate)),
     page as (
       select resource_id, score from scored
       where $5::bigint is null or (score, resource_id) < ($5, $6::uuid)
       order by score desc, resource_id desc limit $7)
     select page.score, ${COLUMNS} from page join catalogue.search_document d on d.resource_id = page.resource_id
     order by page.score desc, page.resource_id desc`,
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
  return toPage(result.rows, request.limit, (row) => [row.score, row.resourceId]);
}

/** Entries newest or alphabetically first, of a question or of all. Keyset on the order's own column. */
export async function findSortedHits(
  tx: Tx,
  sort: 'newest' | 'title',
  anywhere: string | undefined,
  request: HitRequest,
): Promise<Page<HitRow>> {
  const after = decodeCursor(request.cursor, 2);
  const filter = filterSql(request.filter, 5);
  const newest = sort === 'newest';
  const [key, type, direction, sign] = newest
    ? ['published_at', 'timestamptz', 'desc', '<']
    : ['title', 'text', 'asc', '>'];
  const result = await tx.client.query<HitRow & { key: string }>(
    `select ${COLUMNS}, d.${key}::text as key from catalogue.search_document d
     where ($1::tsquery is null or d.matching @@ $1)
       and ($2::${type} is null or (d.${key}, d.resource_id) ${sign} ($2, $3::uuid))
       and ${filter.where()}
     order by d.${key} ${direction}, d.resource_id ${direction} limit $4`,
    [anywhere ?? null, after?.[0] ?? null, after?.[1] ?? null, request.limit + 1, ...filter.values],
  );
  return toPage(result.rows, request.limit, (row) => [row.key, row.resourceId]);
}

/** Entries whose title or items contain `text` literally: for what no dictionary cuts, three characters and more. */
export async function findSubstringHits(tx: Tx, text: string, request: HitRequest): Promise<Page<HitRow>> {
  const after = decodeCursor(request.cursor, 2);
  const filter = filterSql(request.filter, 5);
  const pattern = `%${text.replace(/[\\%_]/g, '\\$&')}%`;
  const result = await tx.client.query<HitRow & { key: string }>(
    `select ${COLUMNS}, d.title as key from catalogue.search_document d
     where (d.title || ' ' || d.items) ilike $1
       and ($2::text is null or (d.title, d.resource_id) > ($2, $3::uuid)) and ${filter.where()}
     order by d.title, d.resource_id limit $4`,
    [pattern, after?.[0] ?? null, after?.[1] ?? null, request.limit + 1, ...filter.values],
  );
  return toPage(result.rows, request.limit, (row) => [row.key, row.resourceId]);
}
