import { DIVISION_CODE_PATTERN } from '@tandem/identifiers';
import type { StandingValues } from '@tandem/tabular';
import pg from 'pg';
import { namesDivisions } from '@tandem/tabular';
import type { Tx } from '../../platform/database/transaction.ts';
import { holdsValuesOf, sqlTypeOf, withCitizens, type Dataset, type DatasetColumn } from './dataset.ts';
import { clockSql } from './moment-sql.ts';

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
  return row && datasetOf(row);
}

function datasetOf(row: VersionRow): Dataset {
  return {
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
  await lockVersions(tx, resourceId);
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
  await tx.client.query('update imports.dataset_version set table_name = $2 where id = $1', [
    version.id,
    table,
  ]);
  return { versionId: version.id, number: version.number, table };
}

interface SealedCounts {
  /** Checked against what the table holds. */
  rows: number;
  bytes: number;
  /** Rows that are still refused; undefined where no file was imported. */
  rejected?: number | undefined;
  /** Items that together tell the rows apart. */
  key?: readonly string[] | undefined;
  /** Refused rows have come back into it. */
  joined?: boolean;
  /** Items whose values hold citizens' numbers. */
  citizens?: ReadonlySet<string>;
}

const mayBeCoded = ({ type, item }: DatasetColumn) => type === 'text' && namesDivisions(item);

/** Rows of a version, and of each column those with a value, or with a code where it may have such; one pass over the table. */
async function countFilled(
  tx: Tx,
  { table, columns }: Dataset,
): Promise<{ rows: number; columns: DatasetColumn[] }> {
  const names = columns.map(({ column }) => pg.escapeIdentifier(column));
  const filled = names.map((name) => `count(${name})`);
  const coded = columns.map((column, n) =>
    mayBeCoded(column) ? `count(*) filter (where ${names[n]} ~ '${DIVISION_CODE_PATTERN}')` : 'null',
  );
  const result = await tx.client.query<{ rows: number; filled: string[]; coded: (string | null)[] }>(
    `select count(*) as rows, array[${filled.join(', ')}]::bigint[] as filled, array[${coded.join(', ')}]::bigint[] as coded
     from hosted.${pg.escapeIdentifier(table)}`,
  );
  const [counted] = result.rows;
  const withCounts = (column: DatasetColumn, n: number): DatasetColumn => ({
    ...column,
    filled: Number(counted?.filled[n] ?? 0),
    ...(mayBeCoded(column) ? { coded: Number(counted?.coded[n] ?? 0) } : {}),
  });
  return { rows: counted?.rows ?? 0, columns: columns.map(withCounts) };
}

/** Closes a loaded version: from here on its rows never change. */
export async function sealVersion(tx: Tx, versionId: string, counts: SealedCounts): Promise<void> {
  const { rows, columns: filled } = await countFilled(tx, await getVersionTable(tx, versionId));
  if (rows !== counts.rows)
    throw new Error(`version ${versionId} holds ${rows} rows instead of ${counts.rows}`);
  const columns = filled.map((column) => withCitizens(column, counts.citizens?.has(column.item) ?? false));
  const result = await tx.client.query<VersionRow>(
    `update imports.dataset_version set state = 'sealed', row_count = $2, byte_count = $3, rows_rejected = $4, columns = $5
     where id = $1 and state = 'loading' returning provider_id, columns`,
    [versionId, rows, counts.bytes, counts.rejected ?? null, JSON.stringify(columns)],
  );
  const row = result.rows[0];
  if (!row) throw new Error(`version ${versionId} is not loading`);
  const keys = row.columns.filter((column) => column.key).map((column) => column.column);
  const identity = row.columns.filter(({ item }) => counts.key?.includes(item)).map(({ column }) => column);
  await tx.client.query('select imports.seal_hosted($1, $2, $3, $4, $5)', [
    ...[versionId, row.provider_id, keys],
    ...[identity, counts.joined ?? false],
  ]);
}

/** Versions of one resource change one at a time, until the transaction ends. */
async function lockVersions(tx: Tx, resourceId: string): Promise<void> {
  await tx.client.query('select pg_advisory_xact_lock(hashtextextended($1, 50))', [resourceId]);
}

/**
 * Makes a sealed version the one that is served, or a former one once more; the version before stays readable until
 * retired. @returns false when it is neither
 */
export async function switchToVersion(
  tx: Tx,
  version: { resourceId: string; versionId: string },
): Promise<boolean> {
  const { resourceId, versionId } = version;
  await lockVersions(tx, resourceId);
  const found = await tx.client.query(
    `select from imports.dataset_version where id = $1 and resource_id = $2 and state in ('sealed', 'former')`,
    [versionId, resourceId],
  );
  if (found.rowCount !== 1) return false;
  await tx.client.query(
    `update imports.dataset_version set state = 'former' where state = 'current' and resource_id = $1`,
    [resourceId],
  );
  await tx.client.query(
    `update imports.dataset_version set state = 'current', switched_at = $2 where id = $1`,
    [versionId, tx.now],
  );
  return true;
}

/** Dates a served version by the present, when it stands in the future: a demonstration city's clock was set back. */
export async function dateNoLaterThanNow(tx: Tx, resourceId: string): Promise<void> {
  await tx.client.query(
    `update imports.dataset_version set switched_at = $2, created_at = least(created_at, $2)
     where resource_id = $1 and state = 'current' and switched_at > $2`,
    [resourceId, tx.now],
  );
}

/** States of one version and of the one that is served, with the resource locked; to decide whether a switch is right. */
export async function lockBase(
  tx: Tx,
  resourceId: string,
  baseVersionId: string,
): Promise<string | undefined> {
  await lockVersions(tx, resourceId);
  const result = await tx.client.query<{ state: string }>(
    'select state from imports.dataset_version where id = $1',
    [baseVersionId],
  );
  return result.rows[0]?.state;
}

/** Versions that were loaded, never served, and are now served as the beginning of another: as good as served before. */
export async function markFormer(tx: Tx, versionIds: readonly string[]): Promise<void> {
  await tx.client.query(
    `update imports.dataset_version set state = 'former' where state = 'sealed' and id = any ($1)`,
    [versionIds],
  );
}

/** Drops the rows of a version that never was finished, or never switched to. */
export async function abandonVersion(tx: Tx, versionId: string): Promise<void> {
  const result = await tx.client.query(
    `update imports.dataset_version set state = 'abandoned', retired_at = $2 where id = $1 and state in ('loading', 'sealed')`,
    [versionId, tx.now],
  );
  if (result.rowCount === 1) await tx.client.query('select imports.drop_hosted($1)', [versionId]);
}

/**
 * Drops the rows of a version that was served before. Waits a few seconds for those who are reading it.
 * @returns its number; undefined when it is no former version of the resource
 */
export async function dropFormerVersion(
  tx: Tx,
  version: { resourceId: string; versionId: string },
): Promise<number | undefined> {
  const result = await tx.client.query<{ number: number }>(
    `update imports.dataset_version set state = 'retired', retired_at = $3
     where id = $1 and resource_id = $2 and state = 'former' returning number`,
    [version.versionId, version.resourceId, tx.now],
  );
  if (!result.rows[0]) return undefined;
  await tx.client.query(`set local lock_timeout = '3s'`);
  await tx.client.query('select imports.drop_hosted($1)', [version.versionId]);
  return result.rows[0].number;
}

/** A version that still has its rows. */
export interface VersionTable extends Dataset {
  state: string;
  /** Rows of its files that are still refused. */
  rowsRejected: number;
  /** Served now, or before. */
  wasServed: boolean;
}

/** Any version that still has its rows, for its provider and for background work. */
export async function findVersionTable(tx: Tx, versionId: string): Promise<VersionTable | undefined> {
  const result = await tx.client.query<
    VersionRow & { state: string; rows_rejected: number; was_served: boolean }
  >(
    `select id, resource_id, provider_id, state, coalesce(rows_rejected, 0) as rows_rejected, number, table_name, columns, row_count, coalesce(switched_at, created_at) as switched_at,
       switched_at is not null as was_served
     from imports.dataset_version where id = $1 and state in ('loading', 'sealed', 'current', 'former')`,
    [versionId],
  );
  const row = result.rows[0];
  if (!row) return undefined;
  const { state, rows_rejected: rowsRejected, was_served: wasServed } = row;
  return { ...datasetOf(row), state, rowsRejected, wasServed };
}

export async function getVersionTable(tx: Tx, versionId: string): Promise<VersionTable> {
  const version = await findVersionTable(tx, versionId);
  if (!version) throw new Error(`there are no rows of version ${versionId}`);
  return version;
}

/** Copies the rows of one version into another; items that either lacks stay empty. */
export async function copyVersionRows(
  tx: Tx,
  given: { from: VersionTable; to: VersionTable },
): Promise<void> {
  const from = new Map(given.from.columns.map((column) => [column.item, column]));
  const shared = given.to.columns.flatMap((column) => {
    const source = from.get(column.item);
    return source && holdsValuesOf(column.type, source.type)
      ? [{ to: column.column, from: source.column }]
      : [];
  });
  const names = (side: 'to' | 'from') =>
    [...shared.map((pair) => pg.escapeIdentifier(pair[side])), 'source_row'].join(', ');
  await tx.client.query(
    `insert into hosted.${pg.escapeIdentifier(given.to.table)} (${names('to')})
     select ${names('from')} from hosted.${pg.escapeIdentifier(given.from.table)} order by row_no`,
  );
}

const VALUES_PER_PAGE = 20_000;

/** A value in the text that an import writes of it, moments on China's clock. */
function writtenSql({ column, type }: DatasetColumn): string {
  const name = pg.escapeIdentifier(column);
  return type === 'datetime' ? `${clockSql(name, ' ')} || '+08'` : `${name}::text`;
}

/**
 * Values of columns in the order of the rows; rows that lack one are left out. `last` is where the next page begins;
 * undefined after the last one.
 */
export async function pageOfValues(
  tx: Tx,
  place: { table: string; columns: readonly DatasetColumn[]; after: number },
): Promise<{ page: StandingValues; last: number | undefined }> {
  const texts = place.columns.map(writtenSql).join(', ');
  const result = await tx.client.query<{ row_no: number; parts: (string | null)[] }>(
    `select row_no, array[${texts}] as parts from hosted.${pg.escapeIdentifier(place.table)}
     where row_no > $1 order by row_no limit ${VALUES_PER_PAGE}`,
    [place.after],
  );
  const whole = result.rows.filter(({ parts }) => !parts.includes(null));
  const page = {
    rows: whole.map((row) => row.row_no),
    values: whole.flatMap(({ parts }) => parts as string[]),
  };
  return {
    page,
    last: result.rows.length < VALUES_PER_PAGE ? undefined : result.rows.at(-1)?.row_no,
  };
}

/** Numbers of the rows of a file that were refused first and stand in a version by now, in pages like the above. */
export async function pageOfJoined(
  tx: Tx,
  place: { table: string; importId: string; after: string },
): Promise<{ page: number[]; last: string | undefined }> {
  const { table, importId, after } = place;
  const result = await tx.client.query<{ source_row: string }>(
    `select source_row from hosted.${pg.escapeIdentifier(table)}
     where source_row > $1 and source_row < $2 order by source_row limit ${VALUES_PER_PAGE}`,
    [after, `${importId};`],
  );
  return {
    page: result.rows.map((row) => Number(row.source_row.slice(importId.length + 1))),
    last: result.rows.length < VALUES_PER_PAGE ? undefined : result.rows.at(-1)?.source_row,
  };
}

export interface VersionView {
  id: string;
  number: number;
  state: 'loading' | 'sealed' | 'current' | 'former' | 'retired' | 'abandoned';
  rowCount: number | null;
  byteCount: number | null;
  columns: DatasetColumn[];
  createdAt: string;
  switchedAt: string | null;
  retiredAt: string | null;
}

type VersionViewRow = Omit<VersionView, 'createdAt' | 'switchedAt' | 'retiredAt'> & {
  createdAt: Date;
  switchedAt: Date | null;
  retiredAt: Date | null;
};

/** Versions of a resource's data, newest first. */
export async function listVersions(tx: Tx, resourceId: string): Promise<VersionView[]> {
  const result = await tx.client.query<VersionViewRow>(
    `select id, number, state, row_count as "rowCount", byte_count as "byteCount", columns, created_at as "createdAt",
       switched_at as "switchedAt", retired_at as "retiredAt"
     from imports.dataset_version where resource_id = $1 order by number desc limit 200`,
    [resourceId],
  );
  return result.rows.map((row) => ({
    ...row,
    createdAt: row.createdAt.toISOString(),
    switchedAt: row.switchedAt?.toISOString() ?? null,
    retiredAt: row.retiredAt?.toISOString() ?? null,
  }));
}
