import type { Tx } from '../database/transaction.ts';
import { recordEvent } from './event-store.ts';
import { deleteSessionByToken, deleteSessions } from './session-store.ts';
import { sessionOf } from './session-of.ts';

/** Ends the session that asks. */
export async function signOut(tx: Tx, token: string): Promise<void> {
  await deleteSessionByToken(tx, token);
  await recordEvent(tx, { kind: 'signedOut', accountId: tx.actor.session?.accountId });
}

/** Ends every other session of the account that asks. @returns how many there were */
export async function endOtherSessions(tx: Tx): Promise<number> {
  const session = sessionOf(tx.actor);
  const ended = await deleteSessions(tx, session.accountId, session.id);
  await recordEvent(tx, { kind: 'sessionsEnded', accountId: session.accountId });
  return ended;
}
