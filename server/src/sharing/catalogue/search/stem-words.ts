import type { Tx } from '../../../platform/database/transaction.ts';

export type Stems = ReadonlyMap<string, string>;

/** English stems of Latin words, by PostgreSQL's own stemmer; words it would drop keep their form. */
export async function stemWords(tx: Tx, words: Iterable<string>): Promise<Stems> {
  const latin = [...new Set(words)].filter((word) => /^[a-z]/.test(word));
  if (latin.length === 0) return new Map();
  const result = await tx.client.query<{ word: string; stem: string | null }>({
    name: 'catalogue-stems',
    text: `select word, (ts_lexize('english_stem', word))[1] as stem from unnest($1::text[]) as word`,
    values: [latin],
  });
  return new Map(result.rows.map(({ word, stem }) => [word, stem ?? word]));
}
