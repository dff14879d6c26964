import type { Tx } from '../database/transaction.ts';
import {
  ADDRESS_POLICY,
  LOGIN_POLICY,
  addressKey,
  lockSeconds,
  loginKey,
  type LockPolicy,
} from './lock-out.ts';

/** One try at signing in, as it is counted. */
export interface Attempt {
  login: string;
  address: string;
}

/**
 * Counts a try under the login and under the address, before anything is verified: of any number of parallel
 * tries each sees its own count. Run in a transaction of its own.
 * @returns seconds to wait when either is locked (the try is then not counted), otherwise 0
 */
export async function takeAttempt(tx: Tx, attempt: Attempt): Promise<number> {
  const byLogin = await countAttempt(tx, loginKey(attempt.login), LOGIN_POLICY);
  if (byLogin > 0) return byLogin;
  const byAddress = await countAttempt(tx, addressKey(attempt.address), ADDRESS_POLICY);
  if (byAddress > 0) await giveBack(tx, loginKey(attempt.login));
  return byAddress;
}

async function countAttempt(tx: Tx, key: Buffer, policy: LockPolicy): Promise<number> {
  const counted = await tx.client.query<{ failures: number }>({
    name: 'identity-attempt-count',
    text: `insert into identity.attempt as a (key, failures, last_at) values ($1, 1, clock_timestamp())
      on conflict (key) do update set
        failures = case when a.last_at < clock_timestamp() - make_interval(secs => $2) then 1 else a.failures + 1 end,
        last_at = clock_timestamp(), locked_until = null
      where a.locked_until is null or a.locked_until <= clock_timestamp()
      returning failures`,
    values: [key, policy.memorySeconds],
  });
  const failures = counted.rows[0]?.failures;
  if (failures === undefined) return secondsLocked(tx, key);
  const seconds = lockSeconds(policy, failures);
  if (seconds > 0) await lock(tx, key, seconds);
  return 0;
}

async function lock(tx: Tx, key: Buffer, seconds: number): Promise<void> {
  await tx.client.query(
    'update identity.attempt set locked_until = clock_timestamp() + make_interval(secs => $2) where key = $1',
    [key, seconds],
  );
}

async function secondsLocked(tx: Tx, key: Buffer): Promise<number> {
  const found = await tx.client.query<{ seconds: number }>(
    `select ceil(extract(epoch from locked_until - clock_timestamp()))::int as seconds
       from identity.attempt where key = $1`,
    [key],
  );
  return Math.max(1, found.rows[0]?.seconds ?? 1);
}

/** The try was no failure, and no success either (a code is still missing): it does not count. */
export async function giveBackAttempt(tx: Tx, attempt: Attempt): Promise<void> {
  await giveBack(tx, loginKey(attempt.login));
  await giveBack(tx, addressKey(attempt.address));
}

/**
 * The try succeeded. The login starts anew; the address only gets this try back, or an attacker with one good
 * account could clear it between guesses.
 */
export async function forgiveAttempts(tx: Tx, attempt: Attempt): Promise<void> {
  await unlockLogin(tx, attempt.login);
  await giveBack(tx, addressKey(attempt.address));
}

async function giveBack(tx: Tx, key: Buffer): Promise<void> {
  await tx.client.query(
    'update identity.attempt set failures = greatest(0, failures - 1), locked_until = null where key = $1',
    [key],
  );
}

/** Forgets the failures of one login: an operator unlocks it, or its owner signed in. */
export async function unlockLogin(tx: Tx, login: string): Promise<void> {
  await tx.client.query('delete from identity.attempt where key = $1', [loginKey(login)]);
}

/** Until when each of the logins is locked; those that are not locked are absent. */
export async function listLocks(tx: Tx, logins: readonly string[]): Promise<Map<string, Date>> {
  const found = await tx.client.query<{ key: Buffer; locked_until: Date }>(
    'select key, locked_until from identity.attempt where key = any ($1) and locked_until > clock_timestamp()',
    [logins.map(loginKey)],
  );
  const byKey = new Map(found.rows.map((row) => [row.key.toString('hex'), row.locked_until]));
  const locks = logins.map((login) => [login, byKey.get(loginKey(login).toString('hex'))] as const);
  return new Map(locks.filter((entry): entry is readonly [string, Date] => entry[1] !== undefined));
}
