import type pg from 'pg';
import { asTexts, type Question } from './compare-results.ts';

/** On a connection of its own: makes a temporary table. */
export async function askPostgres(client: pg.Client, question: Question): Promise<(string | null)[][]> {
  const { inputs, rows } = question;
  const columns = inputs.map(({ name, sqlType }) => `, "${name}" ${sqlType}`).join('');
  await client.query(`drop table if exists cases; create temporary table cases (key integer${columns})`);
  for (const [key, row] of rows.entries()) {
    const values = inputs.map((_input, index) => `, $${index + 1}`).join('');
    await client.query(
      `insert into cases values (${key}${values})`,
      inputs.map(({ name }) => row[name as keyof typeof row]),
    );
  }
  const { rows: results } = await client.query<(string | null)[]>({
    text: asTexts(question, 'postgres'),
    rowMode: 'array',
  });
  return results;
}
