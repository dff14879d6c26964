import type { Tx } from '../../platform/database/transaction.ts';
import type { ValueProfile, ValueProfiles } from './value-profile.ts';

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

/** What the columns of the table look like, by item name. */
export async function profilesOfImport(
  tx: Tx,
  findImportedTable: FindImportedTable,
  importId: string | null | undefined,
): Promise<ValueProfiles | undefined> {
  const table = importId ? await findImportedTable(tx, importId) : undefined;
  return table && new Map(table.columns.map(({ name, profile }) => [name, profile]));
}
