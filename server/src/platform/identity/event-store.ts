import type { Tx } from '../database/transaction.ts';

export type IdentityEventKind =
  | 'signedIn'
  | 'refused'
  | 'signedOut'
  | 'sessionsEnded'
  | 'passwordChanged'
  | 'secondFactorEnrolled'
  | 'secondFactorRemoved'
  | 'recoveryCodeUsed'
  | 'issuerLinked'
  | 'actingChanged';

/** Records what happened to an account: insert-only, seen by its owner, operators and auditors. */
export async function recordEvent(
  tx: Tx,
  event: { kind: IdentityEventKind; accountId?: string | undefined; address?: string },
): Promise<void> {
  await tx.client.query('insert into identity.event (kind, account_id, address) values ($1, $2, $3)', [
    event.kind,
    event.accountId ?? null,
    (event.address ?? '').slice(0, 64),
  ]);
}
