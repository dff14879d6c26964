import type { Tx } from '../../../platform/database/transaction.ts';

export interface SynonymGroup {
  id: number;
  terms: string[];
}

/** All groups of terms that mean the same: some dozens, at most a few thousand. */
export async function listSynonyms(tx: Tx): Promise<SynonymGroup[]> {
  const result = await tx.client.query<SynonymGroup>({
    name: 'catalogue-synonyms',
    text: 'select id, terms from catalogue.synonym order by id limit 5000',
  });
  return result.rows;
}

export async function insertSynonyms(tx: Tx, terms: readonly string[]): Promise<SynonymGroup> {
  const result = await tx.client.query<SynonymGroup>(
    'insert into catalogue.synonym (terms, added_by) values ($1, $2) returning id, terms',
    [terms, tx.actor.personId ?? null],
  );
  const row = result.rows[0];
  if (!row) throw new Error('the synonyms were not inserted');
  return row;
}

export async function deleteSynonyms(tx: Tx, id: number): Promise<boolean> {
  const result = await tx.client.query('delete from catalogue.synonym where id = $1', [id]);
  return result.rowCount === 1;
}
