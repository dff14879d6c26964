import { putPrincipal } from '../../platform/identity/index.ts';
import { appendEntry, type EntryKind, type EntryPayload } from '../../platform/ledger/index.ts';
import type { Tx } from '../../platform/database/transaction.ts';
import { getDepartment } from '../organizations/index.ts';
import { listRolesOf } from './person-store.ts';
import type { Person } from './person.ts';

/** Brings what signing in knows about a person up to date, in the transaction that changed it. */
export async function refreshPrincipal(tx: Tx, person: Person): Promise<void> {
  const department = await getDepartment(tx, person.departmentId);
  const roles = await listRolesOf(tx, person.id);
  const { id, name, active } = person;
  await putPrincipal(tx, { id, kind: 'person', name, department, roles, active });
}

export async function recordPerson(
  tx: Tx,
  person: Person,
  entry: { kind: EntryKind; payload?: EntryPayload },
): Promise<void> {
  const { name, position } = person;
  await appendEntry(tx, {
    kind: entry.kind,
    subject: `person:${person.id}`,
    payload: { name, position, by: tx.actor.name, ...entry.payload },
    owners: [person.departmentId],
  });
}
