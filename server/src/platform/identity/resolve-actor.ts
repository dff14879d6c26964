import type { Database } from '../database/database.ts';
import type { Actor, Role } from './actor.ts';
import { SESSION_IDLE_MINUTES, tokenHash } from './session-store.ts';

const TOKEN = /^[A-Za-z0-9_-]{43}$/;

interface ResolvedRow {
  session_id: string;
  account_id: string;
  person_id: string;
  name: string;
  department_id: string;
  department_name: string;
  department_credit_code: string;
  roles: Role[];
  acting_for_id: string | null;
  acting_delegation_id: string | null;
  must_change_password: boolean;
}

/**
 * The person behind a session token, in one query. While the session acts for an absent colleague the actor has
 * the delegated role and no other.
 * @returns undefined for a token that is unknown, ended, idle for too long, or whose account is switched off
 */
export async function resolveActor(database: Database, token: string): Promise<Actor | undefined> {
  if (!TOKEN.test(token)) return undefined;
  const found = await database.pool.query<ResolvedRow>({
    name: 'identity-resolve-session',
    text: 'select * from identity.resolve_session($1, make_interval(mins => $2))',
    values: [tokenHash(token), SESSION_IDLE_MINUTES],
  });
  const row = found.rows[0];
  return row && toActor(row);
}

function toActor(row: ResolvedRow): Actor {
  return {
    kind: 'person',
    personId: row.person_id,
    name: row.name,
    departmentId: row.department_id,
    departmentCreditCode: row.department_credit_code,
    departmentName: row.department_name,
    roles: row.roles,
    delegatedBy: row.acting_for_id ?? undefined,
    session: {
      id: row.session_id,
      accountId: row.account_id,
      delegationId: row.acting_delegation_id ?? undefined,
      mustChangePassword: row.must_change_password,
    },
  };
}
