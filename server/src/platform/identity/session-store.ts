import { createHash, randomBytes } from 'node:crypto';
import type { Tx } from '../database/transaction.ts';
import type { Role } from './actor.ts';

/** A session ends after an hour without a request, and after twelve hours in any case. */
export const SESSION_IDLE_MINUTES = 60;
export const SESSION_HOURS = 12;

export interface NewSession {
  accountId: string;
  personId: string;
  address: string;
  userAgent: string;
}

/** One sign-in of an account, as its owner sees it. */
export interface SessionRow {
  id: string;
  createdAt: Date;
  lastSeenAt: Date;
  address: string;
  userAgent: string;
}

/** Someone's right to act for an absent colleague, as chosen for one session. */
export interface ActingChoice {
  delegationId: string;
  forPersonId: string;
  role: Role;
  /** Platform time, exclusive. */
  until: Date;
}

/** What is stored in place of a token: whoever reads the table cannot sign in with it. */
export function tokenHash(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

/** @returns the token, 256 random bits in 43 characters; it exists nowhere else. */
export async function insertSession(tx: Tx, session: NewSession): Promise<string> {
  const token = randomBytes(32).toString('base64url');
  await tx.client.query(
    `insert into identity.session (token_hash, account_id, person_id, address, user_agent, expires_at)
     values ($1, $2, $3, $4, $5, clock_timestamp() + make_interval(hours => $6))`,
    [
      tokenHash(token),
      session.accountId,
      session.personId,
      session.address.slice(0, 64),
      session.userAgent.slice(0, 200),
      SESSION_HOURS,
    ],
  );
  return token;
}

export async function deleteSessionByToken(tx: Tx, token: string): Promise<void> {
  await tx.client.query('delete from identity.session where token_hash = $1', [tokenHash(token)]);
}

/** Ends the sessions of an account, all of them or all but one. @returns how many */
export async function deleteSessions(tx: Tx, accountId: string, exceptId?: string): Promise<number> {
  const deleted = await tx.client.query(
    'delete from identity.session where account_id = $1 and id is distinct from $2::uuid',
    [accountId, exceptId ?? null],
  );
  return deleted.rowCount ?? 0;
}

export async function listSessionsOf(tx: Tx, accountId: string): Promise<SessionRow[]> {
  const found = await tx.client.query<SessionRow>(
    `select id, created_at as "createdAt", last_seen_at as "lastSeenAt", address, user_agent as "userAgent"
       from identity.session
      where account_id = $1 and expires_at > clock_timestamp()
        and last_seen_at > clock_timestamp() - make_interval(mins => $2)
      order by last_seen_at desc limit 100`,
    [accountId, SESSION_IDLE_MINUTES],
  );
  return found.rows;
}

/** Puts on, or with `undefined` takes off, the delegated role of one session. */
export async function setActing(tx: Tx, sessionId: string, choice: ActingChoice | undefined): Promise<void> {
  await tx.client.query(
    `update identity.session
        set acting_delegation_id = $2, acting_for_id = $3, acting_role = $4, acting_until = $5
      where id = $1`,
    [
      sessionId,
      choice?.delegationId ?? null,
      choice?.forPersonId ?? null,
      choice?.role ?? null,
      choice?.until ?? null,
    ],
  );
}

/** A delegation ended early: sessions that act under it fall back to their owners' own roles. */
export async function endActing(tx: Tx, delegationId: string): Promise<void> {
  await tx.client.query('select identity.end_acting($1)', [delegationId]);
}
