import { endActing } from '../../platform/identity/index.ts';
import type { Transact, Tx } from '../../platform/database/transaction.ts';
import { getDelegation, listOpenOf, markEnded } from './delegation-store.ts';
import type { Delegation } from './delegation.ts';
import { assertMayFile, recordDelegation } from './file-delegation.ts';
import type { GrantableRole } from './person.ts';

/** Ends a delegation before its day; whoever acts under it falls back to their own roles at once. */
export async function endDelegation(transact: Transact, id: string): Promise<Delegation> {
  return transact(async (tx) => {
    const delegation = await getDelegation(tx, id);
    assertMayFile(tx, { id: delegation.from.id, departmentId: delegation.departmentId });
    const [ended = delegation] = await end(tx, [id]);
    return ended;
  });
}

/** Ends what depends on a person who loses a role, moves or is switched off. */
export async function endDelegationsOf(
  tx: Tx,
  of: { personId: string; role: GrantableRole | undefined },
): Promise<void> {
  const open = await listOpenOf(tx, of);
  await end(
    tx,
    open.map(({ id }) => id),
  );
}

async function end(tx: Tx, ids: readonly string[]): Promise<Delegation[]> {
  const ended = await markEnded(tx, ids);
  for (const delegation of ended) {
    await endActing(tx, delegation.id);
    await recordDelegation(tx, delegation, 'ended');
  }
  return ended;
}
