import { countAtMost } from '../database/count-at-most.ts';
import type { Tx } from '../database/transaction.ts';
import { decodeCursor, toPage, type CountedPage } from '../http/paging.ts';
import { IN_USE_SQL, STANDING_SQL, type AccountStanding } from './account-standings.ts';
import type { Role } from './actor.ts';
import { listLocks } from './attempt-store.ts';

/** An account as an operator sees it. */
export interface AccountView {
  id: string;
  login: string;
  person: { id: string; name: string };
  department: { id: string; name: string };
  roles: Role[];
  state: 'active' | 'disabled' | 'locked';
  lockedUntil: string | null;
  mustChangePassword: boolean;
  secondFactor: boolean;
  lastSignInAt: string | null;
  isDemo: boolean;
}

interface ListedRow {
  id: string;
  login: string;
  person_id: string;
  name: string;
  department_id: string;
  department_name: string;
  roles: Role[];
  off: boolean;
  must_change_password: boolean;
  second_factor: boolean;
  is_demo: boolean;
  last_sign_in_at: Date | null;
}

export interface AccountFilter {
  q: string | undefined;
  departmentId: string | undefined;
  personId: string | undefined;
  /** Only accounts in use that stand so. */
  standing: AccountStanding | undefined;
  limit: number;
  cursor: string | undefined;
}

/** Accounts by login. `q` finds login, name and department. */
export async function listAccounts(tx: Tx, filter: AccountFilter): Promise<CountedPage<AccountView>> {
  const after = decodeCursor(filter.cursor, ['text'])?.[0] ?? '';
  const values = [filter.departmentId ?? null, filter.q ?? null, filter.personId ?? null];
  const matches = `($1::uuid is null or p.department_id = $1)
    and ($2::text is null or strpos(a.login || ' ' || p.name || ' ' || p.department_name, $2) > 0)
    and ($3::uuid is null or a.person_id = $3)
    ${filter.standing ? `and ${IN_USE_SQL} and ${STANDING_SQL[filter.standing]}` : ''}`;
  const from = 'from identity.account a join identity.principal p on p.id = a.person_id';
  const found = await tx.client.query<ListedRow>(
    `select a.id, a.login, a.person_id, p.name, p.department_id, p.department_name, p.roles,
        (a.disabled_at is not null or not (p.active and p.department_active)) as off, a.must_change_password,
        a.totp_confirmed_at is not null as second_factor, a.is_demo,
        (select e.at from identity.event e where e.account_id = a.id and e.kind = 'signedIn'
          order by e.id desc limit 1) as last_sign_in_at
      ${from} where ${matches} and a.login > $4 order by a.login limit $5`,
    [...values, after, filter.limit + 1],
  );
  const page = toPage(found.rows, filter.limit, (row) => [row.login]);
  const locks = await listLocks(
    tx,
    page.items.map(({ login }) => login),
  );
  const counted = after === '' ? await countAtMost(tx, `select ${from} where ${matches}`, values) : {};
  return { ...page, items: page.items.map((row) => toView(row, locks.get(row.login))), ...counted };
}

function toView(row: ListedRow, lockedUntil: Date | undefined): AccountView {
  const state = row.off ? 'disabled' : lockedUntil ? 'locked' : 'active';
  return {
    id: row.id,
    login: row.login,
    person: { id: row.person_id, name: row.name },
    department: { id: row.department_id, name: row.department_name },
    roles: row.roles,
    state,
    lockedUntil: lockedUntil?.toISOString() ?? null,
    mustChangePassword: row.must_change_password,
    secondFactor: row.second_factor,
    lastSignInAt: row.last_sign_in_at?.toISOString() ?? null,
    isDemo: row.is_demo,
  };
}

export interface DemoAccount {
  account: string;
  name: string;
  department: string;
  roles: Role[];
}

/** The accounts a demonstration city offers on its sign-in page. Run as the platform. */
export async function listDemoAccounts(tx: Tx): Promise<DemoAccount[]> {
  const found = await tx.client.query<DemoAccount>(
    `select a.login as account, p.name, p.department_name as department, p.roles
       from identity.account a join identity.principal p on p.id = a.person_id
       join platform.installation i on i.demo
      where a.is_demo and a.disabled_at is null and p.active
      order by a.created_at, a.id limit 50`,
  );
  return found.rows;
}
