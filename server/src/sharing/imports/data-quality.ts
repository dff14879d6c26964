import type { Tx } from '../../platform/database/transaction.ts';

/** How good the rows are that a resource is served from. */
export interface DataQuality {
  rowCount: number;
  /** Rows that kept the rules, of all that the provider's file had, 0 to 1; null where no file was imported. */
  goodShare: number | null;
  /** When these rows began to be served. */
  since: string;
}

/** Of each of the resources that has rows; every department may know them. */
export async function dataQualityOf(
  tx: Tx,
  resourceIds: readonly string[],
): Promise<Map<string, DataQuality>> {
  const result = await tx.client.query<{
    resource_id: string;
    row_count: number;
    rows_rejected: number | null;
    switched_at: Date;
  }>(
    `select resource_id, row_count, rows_rejected, switched_at from imports.dataset_version
     where resource_id = any ($1) and state = 'current'`,
    [resourceIds],
  );
  return new Map(
    result.rows.map((row) => {
      const all = row.row_count + (row.rows_rejected ?? 0);
      const goodShare = row.rows_rejected === null || all === 0 ? null : row.row_count / all;
      return [row.resource_id, { rowCount: row.row_count, goodShare, since: row.switched_at.toISOString() }];
    }),
  );
}
