import { isUniqueViolation } from '../database/constraint.ts';
import type { Tx } from '../database/transaction.ts';
import { decodeCursor, toPage, type Page } from '../http/paging.ts';
import { EXPIRING_SQL } from './account-standings.ts';
import { identityError } from './errors.ts';

export interface SystemClientRow {
  id: string;
  name: string;
  description: string;
  departmentId: string;
  departmentName: string;
  disabledAt: Date | null;
  createdAt: Date;
  version: number;
}

export interface SystemKeyRow {
  id: string;
  clientId: string;
  label: string;
  createdAt: Date;
  expiresAt: Date;
  revokedAt: Date | null;
  lastUsedOn: string | null;
}

const CLIENT = `select c.id, c.name, c.description, c.department_id as "departmentId",
    p.department_name as "departmentName", c.disabled_at as "disabledAt", c.created_at as "createdAt", c.version
  from identity.system_client c join identity.principal p on p.id = c.id`;

// Signatures are judged by the machine's clock; people read the end by the clock of the city, as all other moments.
const KEY = `select id, client_id as "clientId", label, created_at as "createdAt",
    expires_at + coalesce((select clock_shift from platform.installation), interval '0') as "expiresAt",
    revoked_at as "revokedAt", last_used_on as "lastUsedOn" from identity.system_key`;

/** @throws AppError IDENTITY_CLIENT_NAME_TAKEN */
export async function insertSystemClient(
  tx: Tx,
  client: { id: string; name: string; description: string; departmentId: string },
): Promise<void> {
  try {
    await tx.client.query(
      `insert into identity.system_client (id, name, description, department_id, created_at)
       values ($1, $2, $3, $4, $5)`,
      [client.id, client.name, client.description, client.departmentId, tx.now],
    );
  } catch (error) {
    if (!isUniqueViolation(error, 'system_client_name_taken')) throw error;
    throw identityError('IDENTITY_CLIENT_NAME_TAKEN', {
      errors: [{ field: '/name', code: 'IDENTITY_CLIENT_NAME_TAKEN' }],
    });
  }
}

/** Locks the row. @throws AppError IDENTITY_CLIENT_MISSING, also for a client that is not the actor's to change */
export async function getSystemClient(tx: Tx, clientId: string): Promise<SystemClientRow> {
  const found = await tx.client.query<SystemClientRow>(`${CLIENT} where c.id = $1 for update of c`, [
    clientId,
  ]);
  const [client] = found.rows;
  if (!client) throw identityError('IDENTITY_CLIENT_MISSING');
  return client;
}

export async function setClientDisabled(tx: Tx, clientId: string, disabled: boolean): Promise<void> {
  await tx.client.query(
    `update identity.system_client
        set disabled_at = case when $2 then coalesce(disabled_at, $3) end, version = version + 1
      where id = $1`,
    [clientId, disabled, tx.now],
  );
}

/** By department and name, those that the actor may see. */
export async function listSystemClients(
  tx: Tx,
  filter: {
    departmentId?: string | undefined;
    /** Only those with a key that runs out soon. */ expiring?: boolean | undefined;
    limit: number;
    cursor?: string | undefined;
  },
): Promise<Page<SystemClientRow>> {
  // Names are too long for a cursor: the page goes on after the program of this id, wherever it stands.
  const after = decodeCursor(filter.cursor, ['uuid'])?.[0] ?? null;
  const found = await tx.client.query<SystemClientRow>(
    `${CLIENT} where ($1::uuid is null or c.department_id = $1)
       and ($2::boolean is not true
         or exists (select from identity.system_key k where k.client_id = c.id and ${EXPIRING_SQL}))
       and ($4::uuid is null or (p.department_name, c.name, c.id) >
         (select q.department_name, d.name, d.id
            from identity.system_client d join identity.principal q on q.id = d.id where d.id = $4))
     order by p.department_name, c.name, c.id limit $3`,
    [filter.departmentId ?? null, filter.expiring ?? null, filter.limit + 1, after],
  );
  return toPage(found.rows, filter.limit, ({ id }) => [id]);
}

/** `expiresAt` by the machine's clock. @throws AppError IDENTITY_KEY_TAKEN: the key is registered, here or for somebody else */
export async function insertKey(
  tx: Tx,
  key: { id: string; clientId: string; raw: Buffer; label: string; expiresAt: Date },
): Promise<void> {
  const inserted = await tx.client.query(
    `insert into identity.system_key (id, client_id, public_key, label, expires_at, created_at)
     values ($1, $2, $3, $4, $5, $6) on conflict do nothing`,
    [key.id, key.clientId, key.raw, key.label, key.expiresAt, tx.now],
  );
  if (inserted.rowCount === 1) return;
  throw identityError('IDENTITY_KEY_TAKEN', {
    errors: [{ field: '/publicKey', code: 'IDENTITY_KEY_TAKEN' }],
  });
}

/** @returns whether there was a key of this client to revoke; a revoked key stays revoked */
export async function revokeKeyRow(tx: Tx, key: { id: string; clientId: string }): Promise<boolean> {
  const revoked = await tx.client.query(
    `update identity.system_key
        set revoked_at = coalesce(revoked_at, $3), updated_at = clock_timestamp()
      where id = $1 and client_id = $2`,
    [key.id, key.clientId, tx.now],
  );
  return revoked.rowCount === 1;
}

export async function listKeys(tx: Tx, clientIds: readonly string[]): Promise<SystemKeyRow[]> {
  const found = await tx.client.query<SystemKeyRow>(
    `${KEY} where client_id = any ($1) order by created_at desc, id limit 5000`,
    [clientIds],
  );
  return found.rows;
}
