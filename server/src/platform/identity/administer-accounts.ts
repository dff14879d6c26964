import { appendEntry, type EntryActOf } from '../ledger/index.ts';
import type { Transact, Tx } from '../database/transaction.ts';
import {
  getAccount,
  insertAccount,
  removeSecret,
  savePassword,
  setDisabled,
  type AccountRow,
} from './account-store.ts';
import { unlockLogin } from './attempt-store.ts';
import { identityError } from './errors.ts';
import { hashPassword, makeOneTimePassword } from './password.ts';
import { deleteSessions } from './session-store.ts';
import { normalizeLogin } from './sign-in.ts';

/** What everybody may know in a demonstration city; such accounts exist nowhere else. */
export const DEMO_PASSWORD = 'Shifan-City-2026';

export interface IssuedAccount {
  accountId: string;
  login: string;
  /** Shown this once; absent when the same call is answered again from its idempotency key. */
  oneTimePassword?: string;
}

/**
 * Makes an account for a person who has none. The first sign-in must replace the one-time password.
 * @throws AppError IDENTITY_LOGIN_TAKEN, IDENTITY_ACCOUNT_EXISTS
 */
export async function createAccount(
  transact: Transact,
  input: { personId: string; login: string },
): Promise<IssuedAccount> {
  const login = normalizeLogin(input.login);
  return issue(transact, async (tx, passwordHash) => {
    const fresh = { personId: input.personId, login, passwordHash, mustChangePassword: true, isDemo: false };
    const account = await getAccount(tx, await insertAccount(tx, fresh));
    await record(tx, account, 'created');
    return account;
  });
}

/** An account of the demonstration city. @throws AppError IDENTITY_DEMO_ACCOUNT anywhere else */
export async function createDemoAccount(
  transact: Transact,
  input: { personId: string; login: string },
): Promise<IssuedAccount> {
  const passwordHash = await hashPassword(DEMO_PASSWORD);
  return transact(async (tx) => {
    if (!(await isDemoCity(tx))) throw identityError('IDENTITY_DEMO_ACCOUNT');
    const login = normalizeLogin(input.login);
    const fresh = { personId: input.personId, login, passwordHash, mustChangePassword: false, isDemo: true };
    return { accountId: await insertAccount(tx, fresh), login };
  });
}

export async function isDemoCity(tx: Tx): Promise<boolean> {
  const found = await tx.client.query<{ demo: boolean }>('select demo from platform.installation');
  return found.rows[0]?.demo ?? false;
}

/**
 * Gives a new one-time password and ends every session; with `secondFactor`, that is taken off too (the
 * telephone is lost and the recovery codes with it).
 * @throws AppError IDENTITY_ACCOUNT_MISSING, IDENTITY_ACCOUNT_OWN, IDENTITY_DEMO_ACCOUNT
 */
export async function resetAccount(
  transact: Transact,
  input: { accountId: string; secondFactor: boolean },
): Promise<IssuedAccount> {
  return issue(transact, async (tx, passwordHash) => {
    const account = await getOthersAccount(tx, input.accountId);
    if (account.isDemo) throw identityError('IDENTITY_DEMO_ACCOUNT');
    await savePassword(tx, { accountId: account.id, passwordHash, mustChange: true });
    if (input.secondFactor) await removeSecret(tx, account.id);
    await deleteSessions(tx, account.id);
    await unlockLogin(tx, account.login);
    await record(tx, account, 'reset', { secondFactorRemoved: input.secondFactor });
    return account;
  });
}

/** The password exists in this call only: what an idempotency key replays does not hold it. */
async function issue(
  transact: Transact,
  work: (tx: Tx, passwordHash: string) => Promise<AccountRow>,
): Promise<IssuedAccount> {
  const password = makeOneTimePassword();
  const passwordHash = await hashPassword(password);
  let fresh = false;
  const issued = await transact(async (tx) => {
    const { id, login } = await work(tx, passwordHash);
    fresh = true;
    return { accountId: id, login };
  });
  return fresh ? { ...issued, oneTimePassword: password } : issued;
}

/** Switches an account off (its sessions end at once) or on again. @throws AppError IDENTITY_ACCOUNT_OWN */
export async function switchAccount(
  transact: Transact,
  input: { accountId: string; enabled: boolean },
): Promise<{ accountId: string }> {
  return transact(async (tx) => {
    const account = await getOthersAccount(tx, input.accountId);
    await setDisabled(tx, account.id, !input.enabled);
    if (!input.enabled) await deleteSessions(tx, account.id);
    await record(tx, account, input.enabled ? 'enabled' : 'disabled');
    return { accountId: account.id };
  });
}

/** Forgets failed sign-ins of one login, so that its owner need not wait. */
export async function unlockAccount(transact: Transact, accountId: string): Promise<{ accountId: string }> {
  return transact(async (tx) => {
    const account = await getAccount(tx, accountId);
    await unlockLogin(tx, account.login);
    await record(tx, account, 'unlocked');
    return { accountId: account.id };
  });
}

/** Operators do not administer themselves: a second one does. */
async function getOthersAccount(tx: Tx, accountId: string): Promise<AccountRow> {
  const account = await getAccount(tx, accountId);
  if (account.personId === tx.actor.personId) throw identityError('IDENTITY_ACCOUNT_OWN');
  return account;
}

async function record(
  tx: Tx,
  account: AccountRow,
  what: EntryActOf<'account'>,
  more: Record<string, boolean> = {},
): Promise<void> {
  await appendEntry(tx, {
    kind: `account.${what}`,
    subject: `account:${account.id}`,
    payload: { login: account.login, person: account.name, by: tx.actor.name, ...more },
    owners: [account.departmentId],
  });
}
