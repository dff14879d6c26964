import Cursor from 'pg-cursor';
import pg from 'pg';
import type { Tx } from '../../platform/database/transaction.ts';
import type { Dataset } from './dataset.ts';

/** A condition on one hosted column. Values are text and cast by the database to the column's type. */
export type RowCondition =
  | { column: string; op: 'in'; values: readonly string[] }
  | { column: string; op: 'prefixes'; values: readonly string[] };

export interface RowQuery {
  columns: readonly string[];
  conditions: readonly RowCondition[];
}

export type HostedRow = { row_no: number } & Record<string, string | null>;

interface Statement {
  text: string;
  values: unknown[];
}

function conditionSql(condition: RowCondition, position: number): Statement {
  const column = pg.escapeIdentifier(condition.column);
  switch (condition.op) {
    case 'in':
      // Text columns are matched as they are, so that their index serves; others by their text form.
      return { text: `${column}::text = any ($${position}::text[])`, values: [condition.values] };
    case 'prefixes':
      return { text: `${column}::text ^@ any ($${position}::text[])`, values: [condition.values] };
  }
}

/**
 * Compiles a query over a dataset: every value leaves as text, in the order asked for.
 * The statement is a function of names only, so it can be compiled once per agreement and reused.
 */
function statementFor(dataset: Dataset, query: RowQuery): Statement {
  const columns = query.columns.map((column) => `${pg.escapeIdentifier(column)}::text`);
  const parts = query.conditions.map((condition, index) => conditionSql(condition, index + 1));
  const where = parts.length === 0 ? 'true' : parts.map((part) => part.text).join(' and ');
  return {
    text: `select row_no, ${columns.join(', ')} from hosted.${pg.escapeIdentifier(dataset.table)} where ${where}`,
    values: parts.flatMap((part) => part.values),
  };
}

/** Lets this transaction read the sealed rows of one version: the exchange calls it after its checks. */
export async function openForDisclosure(tx: Tx, dataset: Dataset): Promise<void> {
  await tx.client.query({
    name: 'imports-disclose',
    text: `select set_config('tandem.disclosing', $1, true)`,
    values: [dataset.versionId],
  });
}

/** At most `limit` rows after `afterRow`, in the order of the file they came from. */
export async function selectRows(
  tx: Tx,
  dataset: Dataset,
  query: RowQuery & { limit: number; afterRow?: number | undefined },
): Promise<HostedRow[]> {
  const { text, values } = statementFor(dataset, query);
  const result = await tx.client.query<HostedRow>(
    `${text} and row_no > $${values.length + 1} order by row_no limit $${values.length + 2}`,
    [...values, query.afterRow ?? 0, query.limit],
  );
  return result.rows;
}

/** All rows that fit, in batches, without holding them in memory. Read it to the end or `return()` it. */
export async function* streamRows(tx: Tx, dataset: Dataset, query: RowQuery): AsyncGenerator<HostedRow[]> {
  const { text, values } = statementFor(dataset, query);
  const cursor = tx.client.query(new Cursor<HostedRow>(`${text} order by row_no`, values));
  try {
    for (let rows = await cursor.read(2000); rows.length > 0; rows = await cursor.read(2000)) yield rows;
  } finally {
    await cursor.close();
  }
}
