import type { Tx } from '../../../platform/database/transaction.ts';
import { plainText } from './cut-words.ts';
import { preferTextIndex } from './find-hits.ts';
import { hitMarker, type Segment } from './mark-hits.ts';
import { firstHits } from './first-hits.ts';
import { queryVectors, queryWords, readQuery, type Query } from './read-query.ts';
import { stemWords } from './stem-words.ts';
import { substringPattern } from './substring-pattern.ts';
import { listSynonyms } from './synonym-store.ts';

export interface Suggestion {
  kind: 'entry' | 'item';
  text: Segment[];
  /** Set for entries. */
  resourceId: string | null;
  /** Whose entry it is, or in how many entries the item stands. */
  note: string;
}

const TITLES = 6;
const ITEMS = 4;
const CANDIDATES = 300;

interface TitleRow {
  resource_id: string;
  title: string;
  provider_name: string;
}

async function suggestTitles(tx: Tx, query: Query): Promise<TitleRow[]> {
  if (query.parts.length === 0) return [];
  const vectors = queryVectors(query, await stemWords(tx, queryWords(query)));
  const result = await tx.client.query<TitleRow>(
    `with candidate as materialized (
       ${firstHits({ columns: 'resource_id, title, provider_name', test: 'matching @@ $1::tsquery', limit: CANDIDATES })})
     select resource_id, title, provider_name from candidate
     order by starts_with(lower(title), $2) desc, strpos(lower(title), $2) = 0, length(title), title, resource_id
     limit ${TITLES}`,
    [vectors.inTitle, query.text],
  );
  return result.rows;
}

/** What a name may contain: the text as typed, or, where it is one term, another word for it. */
function wordings({ text, parts }: Query): string[] {
  const [part, another] = parts;
  const others = part && !another ? part.synonyms.map((synonym) => synonym.text) : [];
  return [text, ...others];
}

async function suggestItems(tx: Tx, query: Query): Promise<{ name: string; entries: number }[]> {
  const result = await tx.client.query<{ name: string; entries: number }>(
    `select name, entries from catalogue.item_frequency where name ilike any ($1) and entries > 0
     order by entries desc, key limit ${ITEMS}`,
    [wordings(query).map(substringPattern)],
  );
  return result.rows;
}

/** What to offer while typing: entries by title, then item names, most used first; by other words for the same, too. */
export async function suggest(tx: Tx, text: string): Promise<Suggestion[]> {
  if (plainText(text).trim() === '') return [];
  const query = readQuery(text, await listSynonyms(tx));
  await preferTextIndex(tx);
  const mark = hitMarker(query);
  const titles = await suggestTitles(tx, query);
  const items = await suggestItems(tx, query);
  return [
    ...titles.map((row): Suggestion => ({
      kind: 'entry',
      text: mark(row.title),
      resourceId: row.resource_id,
      note: row.provider_name,
    })),
    ...items.map((row): Suggestion => ({
      kind: 'item',
      text: mark(row.name),
      resourceId: null,
      note: String(row.entries),
    })),
  ];
}
