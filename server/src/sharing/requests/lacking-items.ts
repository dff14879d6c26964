import { namesDivisions } from '@tandem/tabular';
import { holdsDivisions, hostedTexts, type Dataset, type DatasetColumn } from '../imports/index.ts';
import type { TermFilter } from './agreement.ts';
import { divisionPrefix, type Mode, type ScopeFilter } from './scope.ts';

type Served = Pick<Dataset, 'columns' | 'rowCount'>;
type Filter = Pick<TermFilter | ScopeFilter, 'item' | 'op' | 'values'>;

/**
 * Rows are chosen by codes of divisions: with all that lies within them or, of texts, one by one, as texts may be names as
 * well. A number that is written like a code equals a number.
 */
function isByDivisions({ item, op, values }: Filter, { type }: DatasetColumn): boolean {
  if (op !== 'in') return true;
  if (type !== 'text') return false;
  return namesDivisions(item) && values.some((value) => divisionPrefix(value) !== undefined);
}

/**
 * Whether the data tell the agreed rows from others: divisions by their codes, values where the column can hold one of them;
 * a column without any value tells nothing of rows that are there. Where there are none, nothing has to be told.
 */
export function canTellRows(filter: Filter, { columns, rowCount }: Served): boolean {
  const column = columns.find(({ item }) => item === filter.item);
  if (column === undefined) return false;
  if (rowCount === 0) return true;
  if (column.filled === 0) return false;
  if (isByDivisions(filter, column)) return holdsDivisions(column);
  return filter.values.some((value) => hostedTexts(column, value).length > 0);
}

/** What the data can not give of an agreed scope (Art 22): items, and the means to choose its rows. */
export function lackingItems(
  scope: { items: readonly { name: string }[]; rowFilter: readonly Filter[] },
  served: Served,
): string[] {
  const present = new Set(served.columns.map(({ item }) => item));
  const items = scope.items.map(({ name }) => name).filter((name) => !present.has(name));
  const filters = scope.rowFilter.filter((filter) => !canTellRows(filter, served)).map(({ item }) => item);
  return [...new Set([...items, ...filters])];
}

/** Items of a key that whoever queries or verifies has to name, and may not: the scope is without them. */
export function lackingKey(
  { items, modes }: { items: readonly { name: string }[]; modes: readonly Mode[] },
  keyItems: readonly string[],
): string[] {
  if (modes.every((mode) => mode === 'batch')) return [];
  const agreed = new Set(items.map(({ name }) => name));
  return keyItems.filter((name) => !agreed.has(name));
}
