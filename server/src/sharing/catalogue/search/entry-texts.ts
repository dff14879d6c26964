import type { Tx } from '../../../platform/database/transaction.ts';

/** What an entry also says: found by search, and shown beside what the list itself holds. */
export interface EntryTexts {
  titleEn: string;
  summaryEn: string;
  tags: string[];
}

/** Texts of the announced versions of one page of hits, by entry. */
export async function mapEntryTexts(
  tx: Tx,
  resourceIds: readonly string[],
): Promise<Map<string, EntryTexts>> {
  if (resourceIds.length === 0) return new Map();
  const result = await tx.client.query<EntryTexts & { id: string }>(
    `select r.id, coalesce(v.content->>'titleEn', '') as "titleEn", coalesce(v.content->>'summaryEn', '') as "summaryEn",
       coalesce(v.content->'tags', '[]') as tags
     from unnest($1::uuid[]) as wanted(id)
     join catalogue.resource r on r.id = wanted.id
     join catalogue.resource_version v on v.resource_id = r.id and v.number = r.published_version`,
    [resourceIds],
  );
  return new Map(result.rows.map(({ id, ...texts }) => [id, texts]));
}
