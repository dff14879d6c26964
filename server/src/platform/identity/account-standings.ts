import type { Tx } from '../database/transaction.ts';

/** Locks read at most: an attack on many names at once is one figure, not a load. */
const MOST_LOCKS = 1000;

/** Accounts that an operator looks after: locked out; in use with a password and nothing else. */
export const ACCOUNT_STANDINGS = ['locked', 'withoutSecondFactor'] as const;
export type AccountStanding = (typeof ACCOUNT_STANDINGS)[number];

/** What an account "a" of a principal "p" must be to stand so. The key of a lock is the hash that `loginKey` makes. */
export const STANDING_SQL: Readonly<Record<AccountStanding, string>> = {
  locked: `sha256(convert_to(E'login\\n' || a.login, 'UTF8')) in
    (select key from identity.attempt where locked_until > clock_timestamp() limit ${MOST_LOCKS})`,
  withoutSecondFactor: 'a.password_hash is not null and a.totp_confirmed_at is null',
};
export const IN_USE_SQL = 'a.disabled_at is null and p.active and p.department_active';

/** Accounts in use, counted for whoever operates them. */
export async function countAccountStandings(tx: Tx): Promise<Record<AccountStanding, number>> {
  const found = await tx.client.query<Record<AccountStanding, number>>(
    `select count(*) filter (where ${STANDING_SQL.locked})::int as locked,
       count(*) filter (where ${STANDING_SQL.withoutSecondFactor})::int as "withoutSecondFactor"
     from identity.account a join identity.principal p on p.id = a.person_id where ${IN_USE_SQL}`,
  );
  return found.rows[0] ?? { locked: 0, withoutSecondFactor: 0 };
}

/** Keys that run out within so many days want a successor. */
const KEY_DAYS = 30;

/** A key "k" of a system "c" in use that runs out soon, by the machine's clock, as signatures are judged. */
export const EXPIRING_SQL = `k.revoked_at is null and c.disabled_at is null
  and k.expires_at between clock_timestamp() and clock_timestamp() + make_interval(days => ${KEY_DAYS})`;

/** Systems in use that have a key which runs out within thirty days. */
export async function countExpiringClients(tx: Tx): Promise<number> {
  const found = await tx.client.query<{ clients: number }>(
    `select count(distinct k.client_id)::int as clients
     from identity.system_key k join identity.system_client c on c.id = k.client_id where ${EXPIRING_SQL}`,
  );
  return found.rows[0]?.clients ?? 0;
}
