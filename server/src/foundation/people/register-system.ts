import { registerSystemClient } from '../../platform/identity/index.ts';
import type { Transact } from '../../platform/database/transaction.ts';
import { getDepartment } from '../organizations/index.ts';
import { peopleError } from './errors.ts';

/** Registers a program of a department. @throws AppError ORGANIZATIONS_DEPARTMENT_MISSING, IDENTITY_CLIENT_NAME_TAKEN */
export async function registerSystem(
  transact: Transact,
  input: { departmentId: string; name: string; description: string },
): Promise<{ clientId: string }> {
  return transact(async (tx) => {
    const department = await getDepartment(tx, input.departmentId);
    if (!department.active) throw peopleError('PEOPLE_DEACTIVATED');
    return registerSystemClient(tx, { name: input.name, description: input.description, department });
  });
}
