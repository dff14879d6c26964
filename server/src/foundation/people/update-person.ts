import type { Transact, Tx } from '../../platform/database/transaction.ts';
import { getDepartment } from '../organizations/index.ts';
import { endDelegationsOf } from './end-delegation.ts';
import { peopleError } from './errors.ts';
import { lockPerson, revokeGrants, savePerson } from './person-store.ts';
import type { Person } from './person.ts';
import { recordPerson, refreshPrincipal } from './record-person.ts';

export interface PersonChange {
  id: string;
  expected: number;
  changes: { name?: string; position?: string; departmentId?: string };
}

/**
 * Changes a person's name, position or department. Who moves to another department leaves every role behind:
 * roles are held in a department.
 * @throws AppError PEOPLE_PERSON_MISSING, PLATFORM_VERSION_CHANGED
 */
export async function updatePerson(transact: Transact, change: PersonChange): Promise<Person> {
  return transact(async (tx) => {
    const present = await lockPerson(tx, change.id, change.expected);
    const stated = { ...present, ...change.changes };
    const moves = stated.departmentId !== present.departmentId;
    if (moves) await leaveDepartment(tx, present, stated.departmentId);
    const person = await savePerson(tx, stated);
    await refreshPrincipal(tx, person);
    await recordPerson(tx, person, { kind: moves ? 'person.transferred' : 'person.updated' });
    return person;
  });
}

async function leaveDepartment(tx: Tx, person: Person, departmentId: string): Promise<void> {
  const { active } = await getDepartment(tx, departmentId);
  if (!active) throw peopleError('PEOPLE_DEACTIVATED');
  await revokeGrants(tx, person.id);
  await endDelegationsOf(tx, { personId: person.id, role: undefined });
}

/**
 * Switches a person off (no sign-in, delegations from and to them end) or on again.
 * @throws AppError PEOPLE_ROLE_OWN for oneself
 */
export async function switchPerson(
  transact: Transact,
  change: { id: string; active: boolean; expected: number },
): Promise<Person> {
  return transact(async (tx) => {
    if (change.id === tx.actor.personId) throw peopleError('PEOPLE_ROLE_OWN');
    const present = await lockPerson(tx, change.id, change.expected);
    const person = await savePerson(tx, { ...present, active: change.active });
    if (!change.active) await endDelegationsOf(tx, { personId: person.id, role: undefined });
    await refreshPrincipal(tx, person);
    await recordPerson(tx, person, { kind: change.active ? 'person.reactivated' : 'person.deactivated' });
    return person;
  });
}
