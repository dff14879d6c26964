import { putPrincipalsDepartment } from '../../platform/identity/index.ts';
import type { Transact } from '../../platform/database/transaction.ts';
import { getDivision } from '../divisions/index.ts';
import { assertSharingOffice, recordDepartment } from './create-department.ts';
import { getDepartment, saveDepartment, saveDepartmentActive } from './department-store.ts';
import { canonicalCreditCode, placeIn, type Department, type DepartmentStatement } from './department.ts';

export interface DepartmentChange {
  id: string;
  expected: number;
  /** What changes; the rest stays. */
  changes: Partial<DepartmentStatement>;
}

/**
 * Changes what is stated about a department. Its people and programs act under the new name at once; records
 * made before keep the old one.
 * @throws AppError PLATFORM_VERSION_CHANGED, ORGANIZATIONS_DEPARTMENT_MISSING, and as createDepartment
 */
export async function updateDepartment(transact: Transact, change: DepartmentChange): Promise<Department> {
  const { creditCode } = change.changes;
  const coded = creditCode === undefined ? {} : { creditCode: canonicalCreditCode(creditCode) };
  if (change.changes.sharingOffice !== undefined) assertSharingOffice(change.changes.sharingOffice);
  return transact(async (tx) => {
    const present = await getDepartment(tx, change.id);
    const stated = { ...present, ...change.changes, ...coded };
    const division = await getDivision(tx, stated.divisionCode);
    const content = { ...stated, ...placeIn(division) };
    const department = await saveDepartment(tx, { id: change.id, content, expected: change.expected });
    await putPrincipalsDepartment(tx, department);
    await recordDepartment(tx, department, 'updated');
    return department;
  });
}

/**
 * Takes a department out of use or back into it. Its people and programs cannot act meanwhile; what it filed
 * and what it provides stays on record.
 */
export async function switchDepartment(
  transact: Transact,
  change: { id: string; active: boolean; expected: number },
): Promise<Department> {
  return transact(async (tx) => {
    const department = await saveDepartmentActive(tx, change);
    await putPrincipalsDepartment(tx, department);
    await recordDepartment(tx, department, change.active ? 'reactivated' : 'deactivated');
    return department;
  });
}
