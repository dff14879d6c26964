import { sessionOf, setActing } from '../../platform/identity/index.ts';
import type { Transact } from '../../platform/database/transaction.ts';
import { getDelegation } from './delegation-store.ts';
import { endOf, isInForce } from './delegation.ts';
import { peopleError } from './errors.ts';
import { recordDelegation } from './file-delegation.ts';

/**
 * Chooses for this session to act for an absent colleague, or with null to be oneself again. While acting, the
 * person has the delegated role and no other, and what they do is recorded as done in the colleague's place.
 * @throws AppError PEOPLE_DELEGATION_MISSING (also when it is somebody else's), PEOPLE_DELEGATION_NOT_NOW
 */
export async function chooseActing(
  transact: Transact,
  delegationId: string | null,
): Promise<{ acting: boolean }> {
  return transact(async (tx) => {
    const session = sessionOf(tx.actor);
    if (delegationId === null) {
      await setActing(tx, session.id, undefined);
      return { acting: false };
    }
    const delegation = await getDelegation(tx, delegationId);
    if (delegation.to.id !== tx.actor.personId) throw peopleError('PEOPLE_DELEGATION_MISSING');
    if (!isInForce(delegation, tx.today)) throw peopleError('PEOPLE_DELEGATION_NOT_NOW');
    const { role, from } = delegation;
    await setActing(tx, session.id, { delegationId, forPersonId: from.id, role, until: endOf(delegation) });
    await recordDelegation(tx, delegation, 'taken');
    return { acting: true };
  });
}
