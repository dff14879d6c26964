import type { Transact } from '../../platform/database/transaction.ts';
import { getDepartment } from '../organizations/index.ts';
import { peopleError } from './errors.ts';
import { insertPerson } from './person-store.ts';
import type { Person } from './person.ts';
import { recordPerson, refreshPrincipal } from './record-person.ts';

export interface NewPerson {
  name: string;
  position: string;
  departmentId: string;
}

/** Adds a person to a department; without a role they can only read. @throws AppError ORGANIZATIONS_DEPARTMENT_MISSING */
export async function addPerson(transact: Transact, input: NewPerson): Promise<Person> {
  return transact(async (tx) => {
    const department = await getDepartment(tx, input.departmentId);
    if (!department.active) throw peopleError('PEOPLE_DEACTIVATED');
    const person = await insertPerson(tx, input);
    await refreshPrincipal(tx, person);
    await recordPerson(tx, person, { kind: 'person.added' });
    return person;
  });
}
