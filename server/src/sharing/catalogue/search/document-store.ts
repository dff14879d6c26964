import type { Tx } from '../../../platform/database/transaction.ts';
import type { EntryContent } from '../entry-content.ts';
import type { EntryGrade } from '../grading.ts';
import { itemNameKey } from '../item-name-key.ts';
import type { Resource } from '../resource-store.ts';
import { modeBits } from './mode-bits.ts';
import { stemWords } from './stem-words.ts';
import { cutTexts, matchingVector, rankingVector, wordsOf } from './search-words.ts';

export interface AnnouncedEntry {
  resource: Resource;
  code: string;
  content: EntryContent;
  grade: EntryGrade;
}

/** Title and items as search keeps them: a line each, an item's name and column parted by a tab. */
export function searchBody(title: string, items: readonly { name: string; column: string }[]): string {
  return [title, ...items.map(({ name, column }) => `${name}\t${column}`)].join('\n');
}

export function itemKeys(items: readonly { name: string }[]): string[] {
  return [...new Set(items.map(({ name }) => itemNameKey(name)))].filter((key) => key !== '');
}

/** Puts an announced version in place of the former one for search and for finding what is collected twice. */
export async function writeDocument(
  tx: Tx,
  { resource, code, content, grade }: AnnouncedEntry,
): Promise<void> {
  const department = `${resource.provider.name} ${resource.provider.shortName}`;
  const cut = cutTexts({ ...content, department, code });
  const stems = await stemWords(tx, wordsOf(cut));
  await countItems(tx, resource.id, content.items);
  await tx.client.query(
    `insert into catalogue.search_document (resource_id, provider_id, provider_name, code, share_class, cycle, level,
       personal, modes, item_count, published_at, title, matching)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13::tsvector)
     on conflict (resource_id) do update set provider_name = excluded.provider_name, code = excluded.code,
       share_class = excluded.share_class, cycle = excluded.cycle, level = excluded.level, personal = excluded.personal,
       modes = excluded.modes, item_count = excluded.item_count, published_at = excluded.published_at,
       title = excluded.title, matching = excluded.matching`,
    [
      resource.id,
      resource.provider.id,
      resource.provider.shortName,
      code,
      content.shareClass,
      content.cycle,
      grade.level,
      grade.personal,
      modeBits(content.modes),
      content.items.length,
      tx.now,
      content.title,
      matchingVector(cut, stems),
    ],
  );
  await tx.client.query(
    `insert into catalogue.search_text (resource_id, summary, body, item_keys, ranking, basis)
     values ($1, $2, $3, $4, $5::tsvector, $6)
     on conflict (resource_id) do update set summary = excluded.summary, body = excluded.body,
       item_keys = excluded.item_keys, ranking = excluded.ranking, basis = excluded.basis`,
    [
      resource.id,
      content.summary,
      searchBody(content.title, content.items),
      itemKeys(content.items),
      rankingVector(cut, stems),
      content.withheld ? `${content.withheld.law} ${content.withheld.article}` : '',
    ],
  );
}

/** A withdrawn entry is found no more. */
export async function removeDocument(tx: Tx, resourceId: string): Promise<void> {
  await countItems(tx, resourceId, []);
  await tx.client.query('delete from catalogue.search_document where resource_id = $1', [resourceId]);
}

/** Keeps in how many entries each item name stands, from the former document to the new items. */
async function countItems(tx: Tx, resourceId: string, items: EntryContent['items']): Promise<void> {
  const names = new Map(items.map(({ name }) => [itemNameKey(name), name]));
  names.delete('');
  await tx.client.query(
    `with former as (
       select unnest(item_keys) as key from catalogue.search_text where resource_id = $1),
     present as (
       select key, name from unnest($2::text[], $3::text[]) as present(key, name)),
     gone as (
       update catalogue.item_frequency f set entries = f.entries - 1
       where f.key in (select key from former except select key from present) and f.entries > 0)
     insert into catalogue.item_frequency (key, name, entries)
     select key, name, 1 from present where key not in (select key from former) order by key
     on conflict (key) do update set entries = catalogue.item_frequency.entries + 1`,
    [resourceId, [...names.keys()], [...names.values()]],
  );
}
