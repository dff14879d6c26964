import type { Tx } from '../../platform/database/transaction.ts';
import { findImport } from './import-store.ts';
import { profileOf, type ColumnValueProfile } from './value-profiles.ts';

/** A column of an inspected file, as an entry can be compiled from it. */
export interface InspectedColumn {
  name: string;
  type: string;
  /** The values identify a person. */
  personal: boolean;
  /** They hold citizens' numbers. */
  citizens: boolean;
  /** Longest value in characters. */
  maxLength: number;
  /** Share of cells with a value, 0 to 1. */
  filled: number;
  profile: ColumnValueProfile;
}

export interface InspectedTable {
  importId: string;
  fileName: string;
  format: 'csv' | 'xlsx' | 'parquet' | 'jsonl';
  columns: InspectedColumn[];
}

const PERSONAL = new Set(['residentId', 'phone']);

/** What says in which currency the amounts beside it are. */
function currencyColumn(name: string, filled: number): InspectedColumn {
  const profile = { type: 'text', filled, patterns: [{ text: 'A{3}', share: 1 }], distinct: 2 };
  return { name, type: 'text', maxLength: 3, personal: false, citizens: false, filled, profile };
}

/** An inspected import of the own department, by the names and types of its plan. */
export async function findInspectedTable(tx: Tx, importId: string): Promise<InspectedTable | undefined> {
  const run = await findImport(tx, importId);
  if (!run || run.inspection === null || run.plan === null) return undefined;
  const planned = new Map(run.plan.columns.map((column) => [column.source, column]));
  const columns = run.inspection.columns.flatMap((guess): InspectedColumn[] => {
    const plan = planned.get(guess.source);
    if (!plan) return [];
    const { profile } = guess;
    const cells = profile.filled + profile.empty;
    const base = { name: plan.target, type: plan.type, maxLength: profile.maxLength };
    const citizens = profile.citizens ?? plan.type === 'residentId';
    const personal = citizens || (plan.personal ?? PERSONAL.has(plan.type));
    const filled = cells === 0 ? 0 : profile.filled / cells;
    const column = {
      ...base,
      personal,
      citizens,
      filled,
      profile: profileOf({ type: plan.type, profile }, personal),
    };
    const currency = plan.money?.currencyTarget;
    return currency === undefined ? [column] : [column, currencyColumn(currency, filled)];
  });
  return { importId, fileName: run.fileName, format: run.inspection.format, columns };
}
