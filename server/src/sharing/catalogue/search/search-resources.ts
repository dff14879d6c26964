import type { Tx } from '../../../platform/database/transaction.ts';
import { mapDesignations, type Designation } from '../source-store.ts';
import { mapEntryTexts, type EntryTexts } from './entry-texts.ts';
import { countFacets, type FacetCounts, type HitSource } from './count-facets.ts';
import {
  findRankedHits,
  preferTextIndex,
  findSortedHits,
  findSubstringHits,
  type HitRequest,
  type HitRow,
  type SortOrder,
} from './find-hits.ts';
import { hasHit, hitMarker, type Segment } from './mark-hits.ts';
import { queryVectors, queryWords, readQuery, type Query } from './read-query.ts';
import type { SearchFilter } from './search-filter.ts';
import { stemWords, type Stems } from './stem-words.ts';
import { listSynonyms } from './synonym-store.ts';

export interface SearchRequest {
  /** As typed. Blank: all entries. */
  q: string;
  /** False: only the words as typed. */
  synonyms: boolean;
  filter: SearchFilter;
  sort: SortOrder;
  limit: number;
  cursor?: string | undefined;
  /** False leaves the counts out: further pages of a list do not need them. */
  facets: boolean;
}

export interface Hit extends Omit<HitRow, 'title' | 'summary' | 'body' | 'publishedAt'> {
  title: Segment[];
  titleEn: Segment[];
  summary: Segment[];
  summaryEn: Segment[];
  /** Tags that were asked for. */
  matchedTags: Segment[][];
  /** Names of items that were asked for, at most `SHOWN_ITEMS`; and how many there are. */
  matchedItems: Segment[][];
  matchedItemCount: number;
  publishedAt: string;
  sourceDepartment: Pick<
    Designation,
    | 'departmentId'
    | 'departmentName'
    | 'resourceId'
    | 'resourceTitle'
    | 'resourceTitleEn'
    | 'itemNames'
    | 'designatedAt'
  > | null;
}

export interface SearchAnswer {
  items: Hit[];
  next?: string;
  /** How the hits were found: all words, literally as a part of the text, or some of the words. */
  matched: 'all' | 'allWords' | 'substring' | 'someWords';
  /** Terms that were also looked for, by the term typed. */
  synonyms: { term: string; others: string[] }[];
  counts: FacetCounts | null;
}

const SHOWN_ITEMS = 8;

type Found = Pick<SearchAnswer, 'next' | 'matched'> & {
  rows: HitRow[];
  source: HitSource;
  counts?: FacetCounts;
};

function found(
  page: { items: HitRow[]; next?: string; counts?: FacetCounts },
  matched: SearchAnswer['matched'],
  source: HitSource,
): Found {
  const { items, ...rest } = page;
  return { rows: items, ...rest, matched, source };
}

async function findByWords(
  tx: Tx,
  query: Query,
  stems: Stems,
  request: SearchRequest,
  join: '&' | '|',
): Promise<Found> {
  const vectors = queryVectors(query, stems, join);
  const { sort } = request;
  const page =
    sort === 'relevance'
      ? await findRankedHits(tx, { text: query.text, vectors }, request)
      : await findSortedHits(tx, sort, vectors.anywhere, request);
  return found(page, join === '&' ? 'allWords' : 'someWords', { anywhere: vectors.anywhere });
}

/** All words; else the text literally; else some of the words. Later pages stay with what the first found. */
async function findHits(tx: Tx, query: Query, request: SearchRequest): Promise<Found> {
  const paged: HitRequest = request;
  if (query.text === '') {
    const sort = request.sort === 'title' ? 'title' : 'newest';
    return found(await findSortedHits(tx, sort, undefined, paged), 'all', 'all');
  }
  await preferTextIndex(tx);
  const stems = await stemWords(tx, queryWords(query));
  if (query.parts.length > 0) {
    const byAll = await findByWords(tx, query, stems, request, '&');
    if (byAll.rows.length > 0 || request.cursor !== undefined) return byAll;
  }
  if ([...query.text].length >= 3) {
    const page = await findSubstringHits(tx, query.text, paged);
    if (page.items.length > 0) return found(page, 'substring', { substring: query.text });
  }
  if (query.parts.length > 1) return findByWords(tx, query, stems, { ...request, sort: 'relevance' }, '|');
  return found({ items: [] }, 'allWords', 'none');
}

interface Beside {
  texts: EntryTexts | undefined;
  designation: Designation | undefined;
}

function toHit(row: HitRow, mark: (text: string) => Segment[], { texts, designation }: Beside): Hit {
  const { body, title, summary, publishedAt, ...rest } = row;
  const [, ...items] = body.split('\n');
  const lines = items.map((line) => {
    const [name = '', column = ''] = line.split('\t');
    const byName = mark(name);
    return hasHit(byName) || !hasHit(mark(column)) ? byName : [...byName, { text: ` ${column}`, hit: true }];
  });
  const matched = lines.filter(hasHit);
  return {
    ...rest,
    title: mark(title),
    titleEn: mark(texts?.titleEn ?? ''),
    summary: mark(summary),
    summaryEn: mark(texts?.summaryEn ?? ''),
    matchedTags: (texts?.tags ?? []).map(mark).filter(hasHit),
    matchedItems: matched.slice(0, SHOWN_ITEMS),
    matchedItemCount: matched.length,
    publishedAt: publishedAt.toISOString(),
    sourceDepartment: designation
      ? {
          departmentId: designation.departmentId,
          departmentName: designation.departmentName,
          resourceId: designation.resourceId,
          resourceTitle: designation.resourceTitle,
          resourceTitleEn: designation.resourceTitleEn,
          itemNames: designation.itemNames,
          designatedAt: designation.designatedAt,
        }
      : null,
  };
}

/** Announced entries that answer a question, with counts by facet. Everyone signed in sees the same. */
export async function searchResources(tx: Tx, request: SearchRequest): Promise<SearchAnswer> {
  const groups = request.q.trim() === '' ? [] : await listSynonyms(tx);
  const query = readQuery(request.q, request.synonyms ? groups : []);
  const hits = await findHits(tx, query, request);
  const counts = request.facets
    ? (hits.counts ?? (await countFacets(tx, hits.source, request.filter)))
    : null;
  const ids = hits.rows.map((row) => row.resourceId);
  const designations = await mapDesignations(tx, ids);
  const texts = await mapEntryTexts(tx, ids);
  const mark = hitMarker(query);
  return {
    items: hits.rows.map((row) =>
      toHit(row, mark, {
        texts: texts.get(row.resourceId),
        designation: designations.get(row.resourceId),
      }),
    ),
    ...(hits.next === undefined ? {} : { next: hits.next }),
    matched: hits.matched,
    synonyms: query.parts.flatMap((part) =>
      part.synonyms.length === 0 ? [] : [{ term: part.text, others: part.synonyms.map(({ text }) => text) }],
    ),
    counts,
  };
}
