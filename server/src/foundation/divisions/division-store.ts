import type { DivisionRecord } from '@tandem/identifiers';
import { decodeCursor, toPage, type Page } from '../../platform/http/paging.ts';
import type { Tx } from '../../platform/database/transaction.ts';
import { PLACEHOLDERS } from './division-rows.ts';
import type { Division, DivisionLevel } from './division.ts';
import { divisionsError } from './errors.ts';

const COLUMNS = 'code, name, level, parent_code as "parentCode", full_name as "fullName"';

export async function findDivision(tx: Tx, code: string): Promise<Division | undefined> {
  const found = await tx.client.query<Division>({
    name: 'divisions-find',
    text: `select ${COLUMNS} from divisions.division where code = $1`,
    values: [code],
  });
  return found.rows[0];
}

/** @throws AppError DIVISIONS_MISSING */
export async function getDivision(tx: Tx, code: string): Promise<Division> {
  const division = await findDivision(tx, code);
  if (!division) throw divisionsError('DIVISIONS_MISSING');
  return division;
}

/** Those of the codes that are divisions, or were. */
export async function listKnownCodes(tx: Tx, codes: readonly string[]): Promise<string[]> {
  const found = await tx.client.query<{ code: string }>(
    `select code from divisions.division where code = any ($1)
     union select code from divisions.history where code = any ($1)`,
    [codes],
  );
  return found.rows.map(({ code }) => code);
}

/** The division and all it lies in, the nation first. */
export async function listAncestors(tx: Tx, code: string): Promise<Division[]> {
  const found = await tx.client.query<Division>(
    `with recursive up as (
        select *, 0 as distance from divisions.division where code = $1
        union all
        select d.*, up.distance + 1 from divisions.division d join up on d.code = up.parent_code)
      select ${COLUMNS} from up order by distance desc`,
    [code],
  );
  return found.rows;
}

/** What lies directly in a division, by code; at most some hundred. */
export async function listChildren(tx: Tx, code: string): Promise<Division[]> {
  const found = await tx.client.query<Division>(
    `select ${COLUMNS} from divisions.division where parent_code = $1 order by code`,
    [code],
  );
  return found.rows;
}

export interface DivisionSearch {
  /** Part of a name, or the beginning of a code. */
  q: string;
  level: DivisionLevel | undefined;
  /** Only within this division. */
  within: string | undefined;
  /** What lies in this division comes first: many counties share a name. */
  near: string | undefined;
  limit: number;
  cursor: string | undefined;
}

/** The wider and the more exact a hit, the earlier: 兴庆 finds 兴庆区 before its streets. */
export async function searchDivisions(tx: Tx, search: DivisionSearch): Promise<Page<Division>> {
  const after = decodeCursor(search.cursor, ['integer', 'text']) ?? [-1, ''];
  const found = await tx.client.query<Division & { rank: number }>(
    `select ${COLUMNS}, rank from (
        select d.*, array_position(array['nation','province','city','county','township'], level) * 2
          + (case when strpos(name, $1) > 0 or code like $2 then 0 else 20 end)
          - (case when name = $1 or code = $1 then 1 else 0 end)
          + (case when $9::text is null or code like $9 then 0 else 100 end) as rank
        from divisions.division d
        where (full_name like '%' || $3 || '%' or code like $2) and name <> all ($4)
          and ($5::text is null or level = $5) and ($6::text is null or code like $6)) hits
      where (rank, code) > ($7::int, $8::text)
      order by rank, code limit $10`,
    [
      search.q,
      /^\d+$/.test(search.q) ? `${search.q}%` : '',
      search.q.replace(/[\\%_]/g, '\\$&'),
      [...PLACEHOLDERS],
      search.level ?? null,
      search.within === undefined ? null : `${trimZeros(search.within)}%`,
      after[0],
      after[1],
      search.near === undefined ? null : `${trimZeros(search.near)}%`,
      search.limit + 1,
    ],
  );
  const page = toPage(found.rows, search.limit, (row) => [row.rank, row.code]);
  return { ...page, items: page.items.map(({ rank: _rank, ...division }) => division) };
}

/** '640100' → '6401': by twos, since a zero may belong to a code. */
function trimZeros(code: string): string {
  return code.replace(/(?:00)+$/, '');
}

/** Every life of every code that the division's history can be followed through; some thousand rows. */
export async function listHistory(tx: Tx): Promise<{ records: DivisionRecord[]; source: string }> {
  const found = await tx.client.query<DivisionRecord & { source: string }>(
    'select code, since, until, name, level, status, successor, source from divisions.history order by code, since',
  );
  return { records: found.rows, source: found.rows[0]?.source ?? '' };
}
