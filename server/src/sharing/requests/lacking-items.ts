import { namesDivisions } from '@tandem/tabular';
import { hostedTexts, type DatasetColumn } from '../imports/index.ts';
import type { TermFilter } from './agreement.ts';
import { divisionPrefix, type ScopeFilter } from './scope.ts';

type Filter = Pick<TermFilter | ScopeFilter, 'item' | 'op' | 'values'>;

/** Rows are chosen by codes of divisions, one by one or with all that lies within them. */
function isByDivisions({ item, op, values }: Filter): boolean {
  if (op !== 'in') return true;
  return namesDivisions(item) && values.every((value) => divisionPrefix(value) !== undefined);
}

/** Whether a column of the data tells the agreed rows from others: divisions by their codes, values where it can hold one of them. */
export function canTellRows(filter: Filter, column: DatasetColumn | undefined): boolean {
  if (column === undefined) return false;
  if (isByDivisions(filter)) return column.type === 'divisionCode';
  return filter.values.some((value) => hostedTexts(column, value).length > 0);
}

/** What data with these columns can not give of an agreed scope (Art 22): items, and the means to choose its rows. */
export function lackingItems(
  scope: { items: readonly { name: string }[]; rowFilter: readonly Filter[] },
  columns: readonly DatasetColumn[],
): string[] {
  const present = new Map(columns.map((column) => [column.item, column]));
  const items = scope.items.map(({ name }) => name).filter((name) => !present.has(name));
  const filters = scope.rowFilter
    .filter((filter) => !canTellRows(filter, present.get(filter.item)))
    .map(({ item }) => item);
  return [...new Set([...items, ...filters])];
}
