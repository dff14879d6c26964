import type pg from 'pg';
import { asTexts, type Question } from './compare-results.ts';

/** On a connection of its own: makes a temporary table. */
export async function askPostgres(client: pg.Client, question: Question): Promise<(string | null)[][]> {
  const { inputs, rows } = question;
  const columns = inputs.map(({ name, sqlType }) => `, "${name}" ${sqlType}`).join('');
  await client.query(`drop table if exists cases; create temporary table cases (key integer${columns})`);
  const width = inputs.length;
  const tuples = rows.map(
    (_row, key) => `(${[key, ...inputs.map((_input, index) => `$${key * width + index + 1}`)].join(', ')})`,
  );
  const given = rows.flatMap((row) => inputs.map(({ name }) => row[name as keyof typeof row]));
  await client.query(`insert into cases values ${tuples.join(', ')}`, given);
  const { rows: results } = await client.query<(string | null)[]>({
    text: asTexts(question, 'postgres'),
    rowMode: 'array',
  });
  return results;
}
