import { assertVersion } from '../../platform/http/version.ts';
import { decodeCursor, toPage, type Page } from '../../platform/http/paging.ts';
import { isUniqueViolation } from '../../platform/database/constraint.ts';
import type { Tx } from '../../platform/database/transaction.ts';
import { authorityDivisions, type Department, type DepartmentKind } from './department.ts';
import { organizationsError } from './errors.ts';

const COLUMNS = `id, kind, name, short_name as "shortName", name_en as "nameEn", short_name_en as "shortNameEn", credit_code as "creditCode", level,
  division_code as "divisionCode", division_name as "divisionName", sharing_office as "sharingOffice",
  deactivated_at is null as active, version`;

export async function findDepartment(tx: Tx, id: string): Promise<Department | undefined> {
  const found = await tx.client.query<Department>({
    name: 'organizations-find',
    text: `select ${COLUMNS} from organizations.department where id = $1`,
    values: [id],
  });
  return found.rows[0];
}

/** @throws AppError ORGANIZATIONS_DEPARTMENT_MISSING */
export async function getDepartment(tx: Tx, id: string): Promise<Department> {
  const department = await findDepartment(tx, id);
  if (!department) throw organizationsError('ORGANIZATIONS_DEPARTMENT_MISSING');
  return department;
}

/** The departments with these ids, in no order; unknown ids are left out. */
export async function listDepartmentsById(tx: Tx, ids: readonly string[]): Promise<Department[]> {
  const found = await tx.client.query<Department>(
    `select ${COLUMNS} from organizations.department where id = any ($1)`,
    [[...new Set(ids)]],
  );
  return found.rows;
}

/**
 * The data authority that is competent for a department: that of its own division, or else of the nearest
 * division above. An authority answers for itself. Undefined when none is set up.
 */
export async function findAuthorityFor(tx: Tx, departmentId: string): Promise<Department | undefined> {
  const department = await findDepartment(tx, departmentId);
  if (!department) return undefined;
  const found = await tx.client.query<Department>({
    name: 'organizations-authority',
    text: `select ${COLUMNS} from organizations.department
      where kind = 'authority' and deactivated_at is null and division_code = any ($1)
      order by array_position($1, division_code) limit 1`,
    values: [authorityDivisions(department.divisionCode)],
  });
  return found.rows[0];
}

export interface DepartmentFilter {
  /** Part of name, short name or credit code. */
  q: string | undefined;
  kind: DepartmentKind | undefined;
  divisionCode: string | undefined;
  /** Deactivated ones are left out unless asked for. */
  all: boolean;
  limit: number;
  cursor: string | undefined;
}

/** By division and name. */
export async function listDepartments(tx: Tx, filter: DepartmentFilter): Promise<Page<Department>> {
  const after = decodeCursor(filter.cursor, ['text', 'text']) ?? ['', ''];
  const found = await tx.client.query<Department>(
    `select ${COLUMNS} from organizations.department
      where ($1::text is null or strpos(name || ' ' || short_name || ' ' || credit_code, $1) > 0
          or strpos(lower(name_en || ' ' || short_name_en), lower($1)) > 0)
        and ($2::text is null or kind = $2) and ($3::text is null or division_code = $3)
        and ($4 or deactivated_at is null) and (division_code, name) > ($5, $6)
      order by division_code, name limit $7`,
    [
      filter.q ?? null,
      filter.kind ?? null,
      filter.divisionCode ?? null,
      filter.all,
      after[0],
      after[1],
      filter.limit + 1,
    ],
  );
  return toPage(found.rows, filter.limit, (row) => [row.divisionCode, row.name]);
}

export type DepartmentNames = Pick<Department, 'name' | 'shortName' | 'nameEn' | 'shortNameEn'>;

/** More than a province has; the names of any beyond are read in Chinese. */
const MOST_NAMES = 2000;

/** What departments that have an English name are called, those out of use included: records keep their names. */
export async function listEnglishNames(tx: Tx): Promise<DepartmentNames[]> {
  const found = await tx.client.query<DepartmentNames>(
    `select name, short_name as "shortName", name_en as "nameEn", short_name_en as "shortNameEn"
      from organizations.department where name_en <> '' order by division_code, name limit ${MOST_NAMES}`,
  );
  return found.rows;
}

export type DepartmentContent = Omit<Department, 'id' | 'active' | 'version'>;

/** @throws AppError ORGANIZATIONS_CREDIT_CODE_TAKEN, ORGANIZATIONS_NAME_TAKEN, ORGANIZATIONS_AUTHORITY_EXISTS */
export async function insertDepartment(tx: Tx, content: DepartmentContent): Promise<Department> {
  const inserted = await translateTaken(() =>
    tx.client.query<Department>(
      `insert into organizations.department (kind, name, short_name, credit_code, level, division_code,
         division_name, sharing_office, name_en, short_name_en, created_at, updated_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $11) returning ${COLUMNS}`,
      [...contentValues(content), tx.now],
    ),
  );
  return first(inserted.rows);
}

/** @throws AppError as insertDepartment; PLATFORM_VERSION_CHANGED, ORGANIZATIONS_DEPARTMENT_MISSING */
export async function saveDepartment(
  tx: Tx,
  department: { id: string; content: DepartmentContent; expected: number },
): Promise<Department> {
  await lockDepartment(tx, department.id, department.expected);
  const saved = await translateTaken(() =>
    tx.client.query<Department>(
      `update organizations.department set kind = $1, name = $2, short_name = $3, credit_code = $4, level = $5,
         division_code = $6, division_name = $7, sharing_office = $8, name_en = $9, short_name_en = $10, updated_at = $11,
         version = version + 1
       where id = $12 returning ${COLUMNS}`,
      [...contentValues(department.content), tx.now, department.id],
    ),
  );
  return first(saved.rows);
}

/** @throws AppError ORGANIZATIONS_AUTHORITY_EXISTS when another took its place meanwhile */
export async function saveDepartmentActive(
  tx: Tx,
  change: { id: string; active: boolean; expected: number },
): Promise<Department> {
  await lockDepartment(tx, change.id, change.expected);
  const saved = await translateTaken(() =>
    tx.client.query<Department>(
      `update organizations.department set deactivated_at = $2, updated_at = $3, version = version + 1
        where id = $1 returning ${COLUMNS}`,
      [change.id, change.active ? null : tx.now, tx.now],
    ),
  );
  return first(saved.rows);
}

async function lockDepartment(tx: Tx, id: string, expected: number): Promise<void> {
  const found = await tx.client.query<{ version: number }>(
    'select version from organizations.department where id = $1 for update',
    [id],
  );
  const [row] = found.rows;
  if (!row) throw organizationsError('ORGANIZATIONS_DEPARTMENT_MISSING');
  assertVersion(row.version, expected);
}

function contentValues(content: DepartmentContent): string[] {
  const { kind, name, shortName, creditCode, level, divisionCode, divisionName, sharingOffice } = content;
  const english = [content.nameEn, content.shortNameEn];
  return [kind, name, shortName, creditCode, level, divisionCode, divisionName, sharingOffice, ...english];
}

const TAKEN = [
  ['department_credit_code_taken', 'ORGANIZATIONS_CREDIT_CODE_TAKEN', '/creditCode'],
  ['department_name_taken', 'ORGANIZATIONS_NAME_TAKEN', '/name'],
  ['department_one_authority', 'ORGANIZATIONS_AUTHORITY_EXISTS', '/kind'],
] as const;

async function translateTaken<T>(write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    const taken = TAKEN.find(([constraint]) => isUniqueViolation(error, constraint));
    if (!taken) throw error;
    const [, code, field] = taken;
    throw organizationsError(code, { errors: [{ field, code }], cause: error });
  }
}

function first(rows: readonly Department[]): Department {
  const [row] = rows;
  if (!row) throw organizationsError('ORGANIZATIONS_DEPARTMENT_MISSING');
  return row;
}
