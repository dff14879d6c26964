import { appendEntry, type EntryActOf } from '../../platform/ledger/index.ts';
import type { Transact, Tx } from '../../platform/database/transaction.ts';
import { getDivision } from '../divisions/index.ts';
import { rule } from '../statute/index.ts';
import { visibleLength } from '../../platform/visible-length.ts';
import { insertDepartment } from './department-store.ts';
import { canonicalCreditCode, placeIn, type Department, type DepartmentStatement } from './department.ts';
import { organizationsError } from './errors.ts';

const NO_ENGLISH = { nameEn: '', shortNameEn: '' };

/**
 * Sets up a department.
 * @throws AppError ORGANIZATIONS_CREDIT_CODE_INVALID, DIVISIONS_MISSING, and what insertDepartment refuses
 */
export async function createDepartment(
  transact: Transact,
  statement: DepartmentStatement,
): Promise<Department> {
  const creditCode = canonicalCreditCode(statement.creditCode);
  assertSharingOffice(statement.sharingOffice);
  return transact(async (tx) => {
    const division = await getDivision(tx, statement.divisionCode);
    const department = await insertDepartment(tx, {
      ...NO_ENGLISH,
      ...statement,
      creditCode,
      ...placeIn(division),
    });
    await recordDepartment(tx, department, 'created');
    return department;
  });
}

/** Each department names the office that answers for sharing (Art 11). @throws AppError ORGANIZATIONS_SHARING_OFFICE_MISSING */
export function assertSharingOffice(sharingOffice: string): void {
  if (visibleLength(sharingOffice) < 2) {
    throw organizationsError('ORGANIZATIONS_SHARING_OFFICE_MISSING', { rule: rule('11.sharing-office').id });
  }
}

export async function recordDepartment(
  tx: Tx,
  department: Department,
  what: EntryActOf<'department'>,
): Promise<void> {
  const { id, name, nameEn, creditCode, divisionCode, kind, sharingOffice } = department;
  await appendEntry(tx, {
    kind: `department.${what}`,
    subject: `department:${id}`,
    payload: { name, nameEn, creditCode, divisionCode, kind, sharingOffice, by: tx.actor.name },
    owners: [id],
  });
}
