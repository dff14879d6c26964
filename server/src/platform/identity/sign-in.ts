import { withTransaction, type Tx } from '../database/transaction.ts';
import { savePassword, type AccountRow } from './account-store.ts';
import { JOB } from './actor.ts';
import { forgiveAttempts, giveBackAttempt } from './attempt-store.ts';
import { identityError } from './errors.ts';
import { recordEvent } from './event-store.ts';
import type { Identity } from './identity.ts';
import { hashPassword, isOutdated } from './password.ts';
import { provePassword } from './prove-password.ts';
import { takeCode } from './second-factor.ts';
import { deleteSessionByToken, insertSession } from './session-store.ts';

export interface SignInInput {
  login: string;
  password: string;
  /** Six digits of the authenticator app, or a recovery code. */
  code: string | undefined;
  client: SignInClient;
}

export interface SignInClient {
  address: string;
  userAgent: string;
  /** A session the browser already had: it ends, and its token is never taken over (no session fixation). */
  previousToken: string | undefined;
}

/**
 * Signs a person in. @returns the token of a new session.
 * @throws AppError IDENTITY_BAD_CREDENTIALS, the same for an unknown login and a wrong password;
 *   IDENTITY_CODE_REQUIRED once the password is right; IDENTITY_BAD_CODE; IDENTITY_LOCKED
 */
export async function signIn(identity: Identity, input: SignInInput): Promise<string> {
  const login = normalizeLogin(input.login);
  const attempt = { login, address: input.client.address };
  const account = await provePassword(identity, { ...attempt, password: input.password });
  if (!account) throw identityError('IDENTITY_BAD_CREDENTIALS');
  const passwordHash = await strongerHash(account, input.password);
  return withTransaction(identity.database, JOB, async (tx) => {
    if (account.totpConfirmed && input.code === undefined) {
      await giveBackAttempt(tx, attempt);
      return undefined;
    }
    if (account.totpConfirmed && !(await passSecondFactor(tx, identity, { account, input }))) return 'wrong';
    await forgiveAttempts(tx, attempt);
    if (passwordHash)
      await savePassword(tx, { accountId: account.id, passwordHash, mustChange: account.mustChangePassword });
    return openSession(tx, account, input.client);
  }).then(tokenOrRefusal);
}

/** Refusals above must commit (counts, events), so they are thrown after the transaction. */
function tokenOrRefusal(outcome: string | undefined): string {
  if (outcome === undefined) throw identityError('IDENTITY_CODE_REQUIRED');
  if (outcome === 'wrong') throw identityError('IDENTITY_BAD_CODE');
  return outcome;
}

/** Logins are lower case; blanks around them come from copying. */
export function normalizeLogin(login: string): string {
  return login.normalize('NFKC').trim().toLowerCase();
}

async function strongerHash(account: AccountRow, password: string): Promise<string | undefined> {
  return account.passwordHash && isOutdated(account.passwordHash) ? hashPassword(password) : undefined;
}

async function passSecondFactor(
  tx: Tx,
  identity: Identity,
  given: { account: AccountRow; input: SignInInput },
): Promise<boolean> {
  const { account, input } = given;
  const taken = await takeCode(tx, identity, { account, code: input.code?.trim() ?? '' });
  const event = { accountId: account.id, address: input.client.address };
  if (!taken) await recordEvent(tx, { kind: 'refused', ...event });
  if (taken === 'recovery') await recordEvent(tx, { kind: 'recoveryCodeUsed', ...event });
  return taken !== undefined;
}

/** A new session with a new token, whatever the browser brought along. */
export async function openSession(tx: Tx, account: AccountRow, client: SignInClient): Promise<string> {
  if (client.previousToken) await deleteSessionByToken(tx, client.previousToken);
  await recordEvent(tx, { kind: 'signedIn', accountId: account.id, address: client.address });
  const { address, userAgent } = client;
  return insertSession(tx, { accountId: account.id, personId: account.personId, address, userAgent });
}
