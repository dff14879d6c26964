/**
 * Parts of all entries, by chance, each with a text index of its own (`search_document_matching_…`); the same expressions as
 * in the migration. The first are small: a broad question finds enough in them, a narrow one goes on to the last.
 */
const BY_CHANCE = 'get_byte(uuid_send(resource_id), 15)';
const SLICES = [
  `${BY_CHANCE} < 16`,
  `${BY_CHANCE} between 16 and 31`,
  `${BY_CHANCE} between 32 and 63`,
  `${BY_CHANCE} between 64 and 127`,
  `${BY_CHANCE} > 127`,
];

/**
 * Entries that pass `test`, which is about `matching`: as soon as there are `limit` of them, the rest is not looked at. Which
 * those are stays the same while the entries stay the same, and a smaller limit gives the beginning of a larger one's.
 */
export function firstHits({
  columns,
  test,
  limit,
}: {
  columns: string;
  test: string;
  limit: number;
}): string {
  const slices = SLICES.map(
    (slice) => `select ${columns} from catalogue.search_document where ${slice} and ${test}`,
  );
  return `${slices.join(' union all ')} limit ${limit}`;
}
