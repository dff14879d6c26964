import type { Tx } from '../database/transaction.ts';
import type { Role } from './actor.ts';

/** What an actor is made of; kept up to date by the rooms that own people, systems and departments. */
export interface Principal {
  id: string;
  kind: 'person' | 'system';
  name: string;
  department: PrincipalDepartment;
  roles: readonly Role[];
  active: boolean;
}

export interface PrincipalDepartment {
  id: string;
  name: string;
  creditCode: string;
}

/** Makes or replaces a principal, in the transaction that changed what it copies. */
export async function putPrincipal(tx: Tx, principal: Principal): Promise<void> {
  const { id, kind, name, department, roles, active } = principal;
  await tx.client.query(
    `insert into identity.principal
       (id, kind, name, department_id, department_name, department_credit_code, roles, active)
     values ($1, $2, $3, $4, $5, $6, $7, $8)
     on conflict (id) do update set name = $3, department_id = $4, department_name = $5,
       department_credit_code = $6, roles = $7, active = $8`,
    [id, kind, name, department.id, department.name, department.creditCode, roles, active],
  );
}

/**
 * A department was renamed, its code corrected, or it was taken out of use: its people and programs act under
 * the new name at once, or no longer.
 */
export async function putPrincipalsDepartment(
  tx: Tx,
  department: PrincipalDepartment & { active: boolean },
): Promise<void> {
  await tx.client.query(
    `update identity.principal set department_name = $2, department_credit_code = $3, department_active = $4
      where department_id = $1`,
    [department.id, department.name, department.creditCode, department.active],
  );
}
