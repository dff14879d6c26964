import pg from 'pg';
import type { Tx } from '../../platform/database/transaction.ts';
import { sqlTypeOf, type Dataset, type DatasetColumn } from './dataset.ts';

interface VersionRow {
  id: string;
  resource_id: string;
  provider_id: string;
  number: number;
  table_name: string;
  columns: DatasetColumn[];
  row_count: number;
  switched_at: Date;
}

/** What is served for a resource now; undefined when nothing is hosted. A named statement: on the exchange's hot path. */
export async function findDataset(tx: Tx, resourceId: string): Promise<Dataset | undefined> {
  const result = await tx.client.query<VersionRow>({
    name: 'imports-current',
    text: `select id, resource_id, provider_id, number, table_name, columns, row_count, switched_at
           from imports.dataset_version where resource_id = $1 and state = 'current'`,
    values: [resourceId],
  });
  const row = result.rows[0];
  return row && {
    versionId: row.id,
    resourceId: row.resource_id,
    providerId: row.provider_id,
    number: row.number,
    table: row.table_name,
    columns: row.columns,
    rowCount: row.row_count,
    switchedAt: row.switched_at.toISOString(),
  };
}

/** Opens a new version with its empty table; rows are then copied into it. */
export async function createVersion(
  tx: Tx,
  input: { resourceId: string; providerId: string; columns: DatasetColumn[] },
): Promise<{ versionId: string; number: number; table: string }> {
  const { resourceId, providerId, columns } = input;
  await tx.client.query('select pg_advisory_xact_lock(hashtextextended($1, 50))', [resourceId]);
  const inserted = await tx.client.query<{ id: string; number: number }>(
    `insert into imports.dataset_version (resource_id, provider_id, number, state, columns, loaded_by, created_at)
     select $1, $2, coalesce(max(number), 0) + 1, 'loading', $3, $4, $5
       from imports.dataset_version where resource_id = $1
     returning id, number`,
    [resourceId, providerId, JSON.stringify(columns), tx.actor.personId ?? null, tx.now],
  );
  const version = inserted.rows[0];
  if (!version) throw new Error('the version was not inserted');
  const definition = columns.map(({ column, type }) => ({ column, type: sqlTypeOf(type) }));
  const created = await tx.client.query<{ name: string }>('select imports.create_hosted($1, $2) as name', [
    version.id,
    JSON.stringify(definition),
  ]);
  const table = created.rows[0]?.name ?? '';
  await tx.client.query('update imports.dataset_version set table_name = $2 where id = $1', [version.id, table]);
  return { versionId: version.id, number: version.number, table };
}

/** Closes a loaded version: from here on its rows never change. */
export async function sealVersion(tx: Tx, versionId: string, counts: { rows: number; bytes: number }): Promise<void> {
  const result = await tx.client.query<VersionRow>(
    `update imports.dataset_version set state = 'sealed', row_count = $2, byte_count = $3
     where id = $1 and state = 'loading' returning provider_id, columns`,
    [versionId, counts.rows, counts.bytes],
  );
  const row = result.rows[0];
  if (!row) throw new Error(`version ${versionId} is not loading`);
  const keys = row.columns.filter((column) => column.key).map((column) => column.column);
  await tx.client.query('select imports.seal_hosted($1, $2, $3)', [versionId, row.provider_id, keys]);
}

/** Makes a sealed version the one that is served; the version before stays readable until retired. */
export async function switchToVersion(tx: Tx, versionId: string): Promise<void> {
  await tx.client.query(
    `update imports.dataset_version set state = 'former'
     where state = 'current' and resource_id = (select resource_id from imports.dataset_version where id = $1)`,
    [versionId],
  );
  const result = await tx.client.query(
    `update imports.dataset_version set state = 'current', switched_at = $2 where id = $1 and state in ('sealed', 'former')`,
    [versionId, tx.now],
  );
  if (result.rowCount !== 1) throw new Error(`version ${versionId} can not be switched to`);
}

/** Drops the rows of a version that is no longer wanted (`retired`) or never was finished (`abandoned`). */
export async function dropVersion(tx: Tx, versionId: string, state: 'retired' | 'abandoned'): Promise<boolean> {
  const result = await tx.client.query(
    `update imports.dataset_version set state = $2, retired_at = $3
     where id = $1 and state in ('loading', 'sealed', 'former')`,
    [versionId, state, tx.now],
  );
  if (result.rowCount !== 1) return false;
  await tx.client.query('select imports.drop_hosted($1)', [versionId]);
  return true;
}

/** Columns and table of a version that is being loaded. */
export async function getLoadTarget(tx: Tx, versionId: string): Promise<{ table: string; columns: DatasetColumn[] }> {
  const result = await tx.client.query<VersionRow>(
    'select table_name, columns from imports.dataset_version where id = $1',
    [versionId],
  );
  const row = result.rows[0];
  if (!row) throw new Error(`there is no version ${versionId}`);
  return { table: row.table_name, columns: row.columns };
}

/** Copies the rows that are served now into a version being loaded; items that either lacks stay empty. */
export async function copyCurrentRows(
  tx: Tx,
  resourceId: string | null,
  target: { table: string; columns: readonly DatasetColumn[] },
): Promise<void> {
  const current = resourceId === null ? undefined : await findDataset(tx, resourceId);
  if (!current) return;
  const from = new Map(current.columns.map((column) => [column.item, column]));
  const shared = target.columns.flatMap((column) => {
    const source = from.get(column.item);
    return source?.type === column.type ? [{ to: column.column, from: source.column }] : [];
  });
  const names = (side: 'to' | 'from') => shared.map((pair) => pg.escapeIdentifier(pair[side])).join(', ');
  await tx.client.query(
    `insert into hosted.${pg.escapeIdentifier(target.table)} (${names('to')})
     select ${names('from')} from hosted.${pg.escapeIdentifier(current.table)} order by row_no`,
  );
}

export interface VersionView {
  id: string;
  number: number;
  state: string;
  rowCount: number | null;
  columns: DatasetColumn[];
  createdAt: string;
  switchedAt: string | null;
}

/** Versions of a resource's data, newest first. */
export async function listVersions(tx: Tx, resourceId: string): Promise<VersionView[]> {
  const result = await tx.client.query<Omit<VersionView, 'createdAt' | 'switchedAt'> & { createdAt: Date; switchedAt: Date | null }>(
    `select id, number, state, row_count as "rowCount", columns, created_at as "createdAt", switched_at as "switchedAt"
     from imports.dataset_version where resource_id = $1 order by number desc limit 200`,
    [resourceId],
  );
  return result.rows.map((row) => ({
    ...row,
    createdAt: row.createdAt.toISOString(),
    switchedAt: row.switchedAt?.toISOString() ?? null,
  }));
}
