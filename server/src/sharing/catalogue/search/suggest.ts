import type { Tx } from '../../../platform/database/transaction.ts';
import { plainText } from './cut-words.ts';
import { preferTextIndex } from './find-hits.ts';
import { hitMarker, type Segment } from './mark-hits.ts';
import { firstHits } from './first-hits.ts';
import { queryVectors, queryWords, readQuery } from './read-query.ts';
import { stemWords } from './stem-words.ts';

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

async function suggestTitles(tx: Tx, text: string): Promise<TitleRow[]> {
  const query = readQuery(text, []);
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

async function suggestItems(tx: Tx, text: string): Promise<{ name: string; entries: number }[]> {
  const pattern = `%${text.replace(/[\\%_]/g, '\\$&')}%`;
  const result = await tx.client.query<{ name: string; entries: number }>(
    `select name, entries from catalogue.item_frequency where name ilike $1 and entries > 0
     order by entries desc, key limit ${ITEMS}`,
    [pattern],
  );
  return result.rows;
}

/** What to offer while typing: entries by title, then item names, most used first. */
export async function suggest(tx: Tx, text: string): Promise<Suggestion[]> {
  const plain = plainText(text).trim();
  if (plain === '') return [];
  await preferTextIndex(tx);
  const mark = hitMarker(readQuery(plain, []));
  const titles = await suggestTitles(tx, plain);
  const items = await suggestItems(tx, plain);
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
