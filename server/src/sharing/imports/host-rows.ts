import pg from 'pg';
import type { Tx } from '../../platform/database/transaction.ts';
import { createVersion, sealVersion, switchToVersion } from './dataset-store.ts';
import { sqlTypeOf, type DatasetColumn } from './dataset.ts';

export interface HostedContent {
  resourceId: string;
  providerId: string;
  columns: DatasetColumn[];
  /** Texts in the order of `columns`; null where there is no value. */
  rows: readonly (readonly (string | null)[])[];
}

/**
 * Makes rows that are held in memory the served version of a resource, in the caller's transaction: for data that
 * the platform makes itself. Departments' files go through an import. @returns the version's id
 */
export async function hostRows(tx: Tx, content: HostedContent): Promise<string> {
  const { columns, rows } = content;
  const version = await createVersion(tx, content);
  const names = columns.map(({ column }) => pg.escapeIdentifier(column));
  const casts = columns.map(({ type }, index) => `v${index}::${sqlTypeOf(type)}`);
  const arrays = columns.map((_, index) => `$${index + 1}::text[]`);
  const aliases = columns.map((_, index) => `v${index}`);
  await tx.client.query(
    `insert into hosted.${pg.escapeIdentifier(version.table)} (${names.join(', ')})
     select ${casts.join(', ')} from unnest(${arrays.join(', ')}) as given (${aliases.join(', ')})`,
    columns.map((_, index) => rows.map((row) => row[index] ?? null)),
  );
  await sealVersion(tx, version.versionId, { rows: rows.length, bytes: 0 });
  await switchToVersion(tx, { resourceId: content.resourceId, versionId: version.versionId });
  return version.versionId;
}
