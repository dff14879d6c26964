import type { Tx } from './transaction.ts';

/** A list counts its rows up to here and no further. */
const MOST_COUNTED = 10_000;

/** How many rows a query finds; nothing when they are more than 10,000, so that no answer counts a whole table. */
export async function countAtMost(
  tx: Tx,
  query: string,
  values: readonly unknown[],
): Promise<{ total?: number }> {
  const result = await tx.client.query<{ count: number }>(
    `select count(*)::int as count from (${query} limit ${MOST_COUNTED + 1}) found`,
    [...values],
  );
  const total = result.rows[0]?.count ?? 0;
  return total > MOST_COUNTED ? {} : { total };
}
