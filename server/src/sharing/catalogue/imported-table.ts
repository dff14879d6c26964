import type { Tx } from '../../platform/database/transaction.ts';
import type { Item } from './entry-content.ts';
import { proposeItems } from './propose-items.ts';
import type { ValueProfile } from './value-profile.ts';

/** A column of a table file as its inspection saw it. */
export interface ImportedColumn {
  name: string;
  /** Type found in the values: `text`, `integer`, `date`, `creditCode`, … */
  type: string;
  personal: boolean;
  /** Longest value in characters; 0 when nothing was filled. */
  maxLength: number;
  /** Share of cells with a value, 0 to 1. */
  filled: number;
  profile: ValueProfile;
}

/** An inspected table file of the own department. */
export interface ImportedTable {
  importId: string;
  fileName: string;
  format: 'csv' | 'xlsx' | 'parquet' | 'jsonl';
  columns: ImportedColumn[];
}

/** Given by the composition root; undefined when there is no such inspected import of the own department. */
export type FindImportedTable = (tx: Tx, importId: string) => Promise<ImportedTable | undefined>;

/**
 * By column of the table, the item that was compiled from it: by name, else by the column that was proposed for it, else,
 * while there are as many, by its place. Renaming an item does not change what its values are.
 */
export function itemsByColumn(
  table: ImportedTable,
  items: readonly Pick<Item, 'name' | 'column'>[],
): Map<string, string> {
  const proposed = proposeItems(table.columns);
  const names = new Set(items.map(({ name }) => name));
  const byColumn = new Map(items.map(({ name, column }) => [column, name]));
  const known = table.columns.map(({ name }, n) =>
    names.has(name) ? name : byColumn.get(proposed[n]?.column ?? ''),
  );
  const taken = new Set(known);
  return new Map(
    table.columns.flatMap(({ name }, n): [string, string][] => {
      const inPlace = items.length === table.columns.length ? items[n]?.name : undefined;
      const item = known[n] ?? (taken.has(inPlace) ? undefined : inPlace);
      return item === undefined ? [] : [[name, item]];
    }),
  );
}
