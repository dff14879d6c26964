import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import { asTexts, type Question } from './compare-results.ts';

export const openDuckDb = async (): Promise<DuckDBConnection> => {
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  await connection.run(`set timezone = 'UTC'`);
  return connection;
};

export async function askDuckDb(
  connection: DuckDBConnection,
  question: Question,
): Promise<(string | null)[][]> {
  const { inputs, rows } = question;
  const columns = inputs.map(({ name, sqlType }) => `"${name}" ${sqlType}`);
  await connection.run(
    `create or replace table cases (key integer${columns.map((column) => `, ${column}`).join('')})`,
  );
  const width = inputs.length;
  const tuples = rows.map((_row, key) => {
    const values = inputs.map(({ sqlType }, index) => `cast($${key * width + index + 1} as ${sqlType})`);
    return `(${[key, ...values].join(', ')})`;
  });
  const given = rows.flatMap((row) => inputs.map(({ name }) => row[name as keyof typeof row]));
  await connection.run(`insert into cases values ${tuples.join(', ')}`, given);
  const reader = await connection.runAndReadAll(asTexts(question, 'duckdb'));
  return reader.getRows() as (string | null)[][];
}
