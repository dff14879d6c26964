import { maskByKind } from '@tandem/identifiers';
import type { Tx } from '../../platform/database/transaction.ts';
import { decodeCursor, toPage, type Page } from '../../platform/http/paging.ts';
import { findVersionTable } from './dataset-store.ts';
import type { Dataset } from './dataset.ts';
import { importError } from './errors.ts';
import { selectRows, type HostedRow } from './hosted-rows.ts';

export interface VersionRowsPage extends Page<{ rowNumber: number; values: (string | null)[] }> {
  number: number;
  state: string;
  rowCount: number;
  items: { rowNumber: number; values: (string | null)[] }[];
  columns: { item: string; type: string }[];
}

function shownRow(dataset: Dataset, row: HostedRow): { rowNumber: number; values: (string | null)[] } {
  const values = dataset.columns.map(({ column, type }) => {
    const value = row[column] ?? null;
    if (value === null) return null;
    return type === 'residentId' || type === 'phone' ? maskByKind(type, value, 3) : value;
  });
  return { rowNumber: row.row_no, values };
}

/**
 * Rows of a version that is served, was served, or waits for the switch: for the department whose data it is, to
 * look at. Identifiers of persons are masked. Other departments get rows through the exchange only.
 */
export async function readVersion(
  tx: Tx,
  place: { resourceId: string; versionId: string; limit: number; cursor?: string | undefined },
): Promise<VersionRowsPage> {
  const version = await findVersionTable(tx, place.versionId);
  const isOwn = version?.resourceId === place.resourceId && version.providerId === tx.actor.departmentId;
  if (!version || !isOwn || version.state === 'loading') throw importError('IMPORT_VERSION_NOT_FOUND');
  const afterRow = Number(decodeCursor(place.cursor, ['integer'])?.[0] ?? 0);
  const columns = version.columns.map(({ column }) => column);
  const rows = await selectRows(tx, version, { columns, conditions: [], limit: place.limit + 1, afterRow });
  const page = toPage(rows, place.limit, (row) => [Number(row.row_no)]);
  return {
    ...page,
    items: page.items.map((row) => shownRow(version, row)),
    number: version.number,
    state: version.state,
    rowCount: version.rowCount,
    columns: version.columns.map(({ item, type }) => ({ item, type })),
  };
}
