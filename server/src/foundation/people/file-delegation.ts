import { appendEntry, type EntryActOf } from '../../platform/ledger/index.ts';
import { hasRole } from '../../platform/identity/actor.ts';
import type { Transact, Tx } from '../../platform/database/transaction.ts';
import { insertDelegation, lockDelegationsOf, overlaps } from './delegation-store.ts';
import { assertCanStandIn, assertPeriod, type Delegation, type DelegationStatement } from './delegation.ts';
import { peopleError } from './errors.ts';
import { getPerson, listRolesOf } from './person-store.ts';
import type { Person } from './person.ts';

/**
 * Puts on record who stands in for whom, in which role, from when to when and why. Filed by the person who will
 * be away, the head of the department or a system operator, and never by the one who receives it.
 * @throws AppError PEOPLE_DELEGATION_NOT_YOURS, _HANDED_ON, _TO_FILER, _SELF, _OTHER_DEPARTMENT, _PERIOD, _OVERLAPS,
 *   PEOPLE_ROLE_NOT_HELD, PEOPLE_DEACTIVATED
 */
export async function fileDelegation(
  transact: Transact,
  statement: DelegationStatement,
): Promise<Delegation> {
  return transact(async (tx) => {
    assertPeriod(statement, tx.today);
    const from = await getPerson(tx, statement.fromPersonId);
    const to = await getPerson(tx, statement.toPersonId);
    assertMayFile(tx, from);
    assertHeldThemselves(tx, from);
    assertCanStandIn(from, to);
    if (to.id === tx.actor.personId)
      throw peopleError('PEOPLE_DELEGATION_TO_FILER', { rule: 'platform.delegation' });
    await lockDelegationsOf(tx, from.id);
    const roles = await listRolesOf(tx, from.id);
    if (!roles.includes(statement.role)) throw peopleError('PEOPLE_ROLE_NOT_HELD');
    if (await overlaps(tx, statement)) throw peopleError('PEOPLE_DELEGATION_OVERLAPS');
    const delegation = await insertDelegation(tx, { statement, from, to });
    await recordDelegation(tx, delegation, 'filed');
    return delegation;
  });
}

/** @throws AppError PEOPLE_DELEGATION_NOT_YOURS */
export function assertMayFile(tx: Tx, from: Pick<Person, 'id' | 'departmentId'>): void {
  const { actor } = tx;
  const isHead = hasRole(actor, 'departmentHead') && actor.departmentId === from.departmentId;
  if (actor.personId === from.id || isHead || hasRole(actor, 'systemOperator')) return;
  throw peopleError('PEOPLE_DELEGATION_NOT_YOURS');
}

/** What was handed on is not handed on again: only those who hold a role themselves let it be stood in for. */
function assertHeldThemselves(tx: Tx, from: Pick<Person, 'id'>): void {
  if (tx.actor.delegatedBy !== from.id) return;
  throw peopleError('PEOPLE_DELEGATION_HANDED_ON', { rule: 'platform.delegation' });
}

export async function recordDelegation(
  tx: Tx,
  delegation: Delegation,
  what: EntryActOf<'delegation'>,
): Promise<void> {
  const { id, departmentId, from, to, role, startsOn, endsOn, reason } = delegation;
  await appendEntry(tx, {
    kind: `delegation.${what}`,
    subject: `delegation:${id}`,
    payload: { from: from.name, to: to.name, role, startsOn, endsOn, reason, by: tx.actor.name },
    owners: [departmentId],
  });
}
