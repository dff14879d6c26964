import type { Tx } from '../../platform/database/transaction.ts';
import { isUniqueViolation } from '../../platform/database/constraint.ts';
import { catalogueError } from './errors.ts';

/** A node of the standard of classification: 类, 项, 目 or 细目. */
export interface Classification {
  code: string;
  parentCode: string | null;
  nameZh: string;
  nameEn: string;
}

/** The whole standard in order of codes: a few hundred rows. */
export async function listClassification(tx: Tx): Promise<Classification[]> {
  const result = await tx.client.query<Classification>(
    `select code, parent_code as "parentCode", name_zh as "nameZh", name_en as "nameEn"
     from catalogue.classification order by code limit 10000`,
  );
  return result.rows;
}

/** Whether entries may be filed under `code`: it is of the standard, and at least a 目. */
export async function isKnownClassification(tx: Tx, code: string): Promise<boolean> {
  if (code.length < 6) return false;
  const result = await tx.client.query('select from catalogue.classification where code = $1', [code]);
  return result.rowCount === 1;
}

/**
 * Adds a node under `parentCode` with the next free number: two digits for 项, three for 目 and 细目.
 * @throws AppError CATALOGUE_CLASSIFICATION_UNKNOWN, CATALOGUE_CLASSIFICATION_TAKEN
 */
export async function insertClassification(
  tx: Tx,
  input: { parentCode: string; nameZh: string; nameEn: string },
): Promise<Classification> {
  const { parentCode, nameZh, nameEn } = input;
  await tx.client.query('select pg_advisory_xact_lock(hashtextextended($1, 40))', [parentCode]);
  const width = parentCode.length === 1 ? 2 : 3;
  try {
    const result = await tx.client.query<Classification>(
      `insert into catalogue.classification (code, parent_code, name_zh, name_en, added_by)
       select $1 || lpad((coalesce(max(right(c.code, $2)::int), 0) + 1)::text, $2, '0'), $1, $3, $4, $5
       from catalogue.classification p left join catalogue.classification c on c.parent_code = p.code
       where p.code = $1 group by p.code
       returning code, parent_code as "parentCode", name_zh as "nameZh", name_en as "nameEn"`,
      [parentCode, width, nameZh, nameEn, tx.actor.personId ?? null],
    );
    const row = result.rows[0];
    if (!row) throw catalogueError('CATALOGUE_CLASSIFICATION_UNKNOWN');
    return row;
  } catch (error) {
    if (!isUniqueViolation(error, 'classification_name_taken')) throw error;
    throw catalogueError('CATALOGUE_CLASSIFICATION_TAKEN', { params: { name: nameZh }, cause: error });
  }
}
