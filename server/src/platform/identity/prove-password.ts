import { withTransaction } from '../database/transaction.ts';
import { findAccountByLogin, getAccount, type AccountRow } from './account-store.ts';
import { JOB, type Actor } from './actor.ts';
import { forgiveAttempts, takeAttempt, type Attempt } from './attempt-store.ts';
import { identityError } from './errors.ts';
import { recordEvent } from './event-store.ts';
import type { Identity } from './identity.ts';
import { verifyPassword } from './password.ts';
import { sessionOf } from './session-of.ts';

export interface PasswordProof extends Attempt {
  password: string;
}

/**
 * Whether somebody knows the password of a login, counted against guessing. A login that does not exist, has no
 * password or is switched off costs the same work and gives the same answer as a wrong password.
 * @returns undefined when not proved. When proved, the try stays counted until the caller forgives it.
 * @throws AppError IDENTITY_LOCKED with the seconds to wait
 */
export async function provePassword(
  identity: Identity,
  proof: PasswordProof,
): Promise<AccountRow | undefined> {
  const asPlatform = <T>(work: Parameters<typeof withTransaction<T>>[2]) =>
    withTransaction(identity.database, JOB, work);
  const seconds = await asPlatform((tx) => takeAttempt(tx, proof));
  if (seconds > 0) throw identityError('IDENTITY_LOCKED', { params: { seconds } });
  const account = await asPlatform((tx) => findAccountByLogin(tx, proof.login));
  const matches = await verifyPassword(account?.passwordHash, proof.password);
  if (matches && account?.active) return account;
  await asPlatform((tx) =>
    recordEvent(tx, { kind: 'refused', accountId: account?.id, address: proof.address }),
  );
  return undefined;
}

/**
 * Before something a thief of a session must not do: the account's owner proves to know the password. The try
 * stays counted until `forgiveProof`, so that a second question (a code) can be guarded by the same count.
 * @throws AppError IDENTITY_PASSWORD_WRONG, IDENTITY_LOCKED
 */
export async function proveOwnPassword(
  identity: Identity,
  actor: Actor,
  proof: { password: string; address: string },
): Promise<AccountRow> {
  const { accountId } = sessionOf(actor);
  const { login } = await withTransaction(identity.database, actor, (tx) => getAccount(tx, accountId));
  const account = await provePassword(identity, { login, password: proof.password, address: proof.address });
  if (!account) throw identityError('IDENTITY_PASSWORD_WRONG');
  return account;
}

export async function forgiveProof(identity: Identity, account: AccountRow, address: string): Promise<void> {
  await withTransaction(identity.database, JOB, (tx) =>
    forgiveAttempts(tx, { login: account.login, address }),
  );
}
