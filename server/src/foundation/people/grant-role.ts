import type { Transact, Tx } from '../../platform/database/transaction.ts';
import { getDepartment } from '../organizations/index.ts';
import { endDelegationsOf } from './end-delegation.ts';
import { peopleError } from './errors.ts';
import { insertGrant, lockPerson, revokeGrants } from './person-store.ts';
import { assertRoleFits, type GrantableRole } from './person.ts';
import { recordPerson, refreshPrincipal } from './record-person.ts';

export interface RoleChange {
  personId: string;
  role: GrantableRole;
}

/**
 * Grants a role; it counts from the person's next request.
 * @throws AppError PEOPLE_ROLE_OWN, PEOPLE_ROLE_HELD, PEOPLE_ROLE_NEEDS_AUTHORITY, PEOPLE_DEACTIVATED
 */
export async function grantRole(transact: Transact, change: RoleChange): Promise<{ personId: string }> {
  return transact(async (tx) => {
    assertNotOneself(tx, change.personId);
    const person = await lockPerson(tx, change.personId);
    if (!person.active) throw peopleError('PEOPLE_DEACTIVATED');
    assertRoleFits(change.role, await getDepartment(tx, person.departmentId));
    if (!(await insertGrant(tx, person, change.role))) throw peopleError('PEOPLE_ROLE_HELD');
    await refreshPrincipal(tx, person);
    await recordPerson(tx, person, { kind: 'role.granted', payload: { role: change.role } });
    return { personId: person.id };
  });
}

/**
 * Takes a role away, at once, and with it every delegation of that role.
 * @throws AppError PEOPLE_ROLE_OWN, PEOPLE_ROLE_NOT_HELD
 */
export async function revokeRole(transact: Transact, change: RoleChange): Promise<{ personId: string }> {
  return transact(async (tx) => {
    assertNotOneself(tx, change.personId);
    const person = await lockPerson(tx, change.personId);
    const revoked = await revokeGrants(tx, person.id, change.role);
    if (revoked.length === 0) throw peopleError('PEOPLE_ROLE_NOT_HELD');
    await endDelegationsOf(tx, { personId: person.id, role: change.role });
    await refreshPrincipal(tx, person);
    await recordPerson(tx, person, { kind: 'role.revoked', payload: { role: change.role } });
    return { personId: person.id };
  });
}

function assertNotOneself(tx: Tx, personId: string): void {
  if (tx.actor.personId === personId) throw peopleError('PEOPLE_ROLE_OWN');
}
