import pg from 'pg';
import type { Tx } from '../../platform/database/transaction.ts';
import { sqlTypeOf, type Dataset } from './dataset.ts';
import { clockSql } from './moment-sql.ts';

/** A condition on one hosted column. Values are text and compared as the column's type: 820.50 is 820.5. */
export type RowCondition =
  | { column: string; op: 'in'; values: readonly string[] }
  | { column: string; op: 'prefixes'; values: readonly string[] }
  | { column: string; op: 'empty' };

export interface RowQuery {
  columns: readonly string[];
  conditions: readonly RowCondition[];
}

export type HostedRow = { row_no: number } & Record<string, string | null>;

interface Statement {
  text: string;
  values: unknown[];
}

/** The column's type in SQL; `row_no` and names that the dataset lacks are met by their text form. */
function sqlTypeIn(dataset: Dataset, column: string): string | undefined {
  const found = dataset.columns.find((candidate) => candidate.column === column);
  return found && sqlTypeOf(found.type);
}

/** Values as an array of the column's type, so that its index serves; texts that are none of the type match nothing. */
function valuesSql(type: string, position: number): string {
  const values = `$${position}::text[]`;
  return type === 'text'
    ? values
    : `array(select v::${type} from unnest(${values}) v where pg_input_is_valid(v, '${type}'))`;
}

function conditionSql(condition: RowCondition, type: string | undefined, position: number): Statement {
  const column = pg.escapeIdentifier(condition.column);
  switch (condition.op) {
    case 'in':
      return {
        text: type
          ? `${column} = any (${valuesSql(type, position)})`
          : `${column}::text = any ($${position}::text[])`,
        values: [condition.values],
      };
    case 'prefixes':
      return { text: `${column}::text ^@ any ($${position}::text[])`, values: [condition.values] };
    case 'empty':
      return { text: `coalesce(${column}::text, '') = ''`, values: [] };
  }
}

/** A column's value as text: moments as ISO 8601 in Beijing time, whatever the session's zone, with what they have of a second. */
function columnSql(dataset: Dataset, name: string): string {
  const column = pg.escapeIdentifier(name);
  if (sqlTypeIn(dataset, name) !== 'timestamptz') return `${column}::text`;
  return `${clockSql(column, 'T')} || '+08:00' as ${column}`;
}

/**
 * Compiles a query over a dataset: every value leaves as text, in the order asked for.
 * The statement is a function of names only, so it can be compiled once per agreement and reused.
 */
function statementFor(dataset: Dataset, query: RowQuery): Statement {
  const columns = ['row_no', ...query.columns.map((column) => columnSql(dataset, column))];
  const values: unknown[] = [];
  const conditions = query.conditions.map((condition) => {
    const part = conditionSql(condition, sqlTypeIn(dataset, condition.column), values.length + 1);
    values.push(...part.values);
    return part.text;
  });
  const where = conditions.length === 0 ? 'true' : conditions.join(' and ');
  const table = pg.escapeIdentifier(dataset.table);
  return { text: `select ${columns.join(', ')} from hosted.${table} where ${where}`, values };
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
  // Of SQL, not of the protocol: on a connection that was lost each statement fails, the one that ends it, too.
  await tx.client.query(`set local cursor_tuple_fraction = 1`);
  await tx.client.query(`declare rows no scroll cursor for ${text} order by row_no`, values);
  const next = async () => (await tx.client.query<HostedRow>('fetch 2000 from rows')).rows;
  for (let rows = await next(); rows.length > 0; rows = await next()) yield rows;
  await tx.client.query('close rows');
}
