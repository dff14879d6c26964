import type { Tx } from '../database/transaction.ts';

/** Locks read at most: an attack on many names at once is one figure, not a load. */
const MOST_LOCKS = 1000;

interface AccountStandings {
  locked: number;
  /** In use, with a password and nothing else. */
  withoutSecondFactor: number;
}

/** Accounts in use, counted for whoever operates them. The key of a lock is the hash that `loginKey` makes. */
export async function countAccountStandings(tx: Tx): Promise<AccountStandings> {
  const found = await tx.client.query<{ locked: number; without_second_factor: number }>(
    `with lock as materialized (
       select key from identity.attempt where locked_until > clock_timestamp() limit ${MOST_LOCKS})
     select count(*) filter (where sha256(convert_to(E'login\n' || a.login, 'UTF8')) in (select key from lock))::int as locked,
       count(*) filter (where a.password_hash is not null and a.totp_confirmed_at is null)::int as without_second_factor
     from identity.account a join identity.principal p on p.id = a.person_id
     where a.disabled_at is null and p.active and p.department_active`,
  );
  const [row] = found.rows;
  return { locked: row?.locked ?? 0, withoutSecondFactor: row?.without_second_factor ?? 0 };
}

/** Systems in use that have a key which runs out within so many days. */
export async function countExpiringClients(tx: Tx, days: number): Promise<number> {
  const found = await tx.client.query<{ clients: number }>(
    `select count(distinct k.client_id)::int as clients
     from identity.system_key k join identity.system_client c on c.id = k.client_id
     where k.revoked_at is null and c.disabled_at is null
       and k.expires_at between platform.now() and platform.now() + make_interval(days => $1)`,
    [days],
  );
  return found.rows[0]?.clients ?? 0;
}
