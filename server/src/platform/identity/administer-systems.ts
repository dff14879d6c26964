import { randomUUID } from 'node:crypto';
import { appendEntry, type EntryActOf } from '../ledger/index.ts';
import type { Transact, Tx } from '../database/transaction.ts';
import { identityError } from './errors.ts';
import { putPrincipal, type PrincipalDepartment } from './principal-store.ts';
import { parsePublicKey } from './public-key.ts';
import {
  getSystemClient,
  insertKey,
  insertSystemClient,
  revokeKeyRow,
  setClientDisabled,
  type SystemClientRow,
} from './system-client-store.ts';

/** A key is good for at most two years, then its owner registers the next one. */
export const LONGEST_KEY_DAYS = 730;

export interface NewSystemClient {
  name: string;
  description: string;
  department: PrincipalDepartment;
}

/** Registers a program of a department. It can do nothing until a key is registered for it. */
export async function registerSystemClient(tx: Tx, input: NewSystemClient): Promise<{ clientId: string }> {
  const { name, description, department } = input;
  const id = randomUUID();
  await putPrincipal(tx, { id, kind: 'system', name, department, roles: ['systemClient'], active: true });
  await insertSystemClient(tx, { id, name, description, departmentId: department.id });
  await record(tx, { id, departmentId: department.id }, { what: 'client-registered', payload: { name } });
  return { clientId: id };
}

export interface NewKey {
  clientId: string;
  /** PEM (SPKI) or JWK text of an Ed25519 public key. */
  publicKey: string;
  label: string;
  /** Days from now, 1 to LONGEST_KEY_DAYS. */
  days: number;
}

/**
 * Registers a public key. Several may be good at once, so that a program can change over without a pause.
 * @throws AppError IDENTITY_KEY_INVALID, IDENTITY_KEY_TAKEN, IDENTITY_CLIENT_MISSING
 */
export async function registerKey(
  transact: Transact,
  input: NewKey,
): Promise<{ keyId: string; expiresAt: string }> {
  const { raw, id } = parsePublicKey(input.publicKey);
  if (input.days > LONGEST_KEY_DAYS)
    throw identityError('IDENTITY_KEY_TERM', { params: { limit: LONGEST_KEY_DAYS } });
  return transact(async (tx) => {
    const client = await getSystemClient(tx, input.clientId);
    const lastsMs = input.days * 86_400_000;
    // The machine's time, as signatures are judged by it; the answer tells the same moment by the city's clock.
    const expiresAt = new Date(Date.now() + lastsMs);
    await insertKey(tx, { id, clientId: client.id, raw, label: input.label, expiresAt });
    await record(tx, client, { what: 'key-registered', payload: { key: id, label: input.label } });
    return { keyId: id, expiresAt: new Date(tx.now.getTime() + lastsMs).toISOString() };
  });
}

/** From the moment this commits no server takes the key's signatures. @throws AppError IDENTITY_KEY_MISSING */
export async function revokeKey(
  transact: Transact,
  input: { clientId: string; keyId: string },
): Promise<{ keyId: string }> {
  return transact(async (tx) => {
    const client = await getSystemClient(tx, input.clientId);
    const revoked = await revokeKeyRow(tx, { id: input.keyId, clientId: client.id });
    if (!revoked) throw identityError('IDENTITY_KEY_MISSING');
    await record(tx, client, { what: 'key-revoked', payload: { key: input.keyId } });
    return { keyId: input.keyId };
  });
}

/** Switches a program off or on, whatever keys it has. */
export async function switchSystemClient(
  transact: Transact,
  input: { clientId: string; enabled: boolean },
): Promise<{ clientId: string }> {
  return transact(async (tx) => {
    const client = await getSystemClient(tx, input.clientId);
    await setClientDisabled(tx, client.id, !input.enabled);
    await record(tx, client, { what: input.enabled ? 'client-enabled' : 'client-disabled', payload: {} });
    return { clientId: client.id };
  });
}

async function record(
  tx: Tx,
  client: Pick<SystemClientRow, 'id' | 'departmentId'>,
  entry: { what: EntryActOf<'system'>; payload: Record<string, string> },
): Promise<void> {
  await appendEntry(tx, {
    kind: `system.${entry.what}`,
    subject: `system:${client.id}`,
    payload: { ...entry.payload, by: tx.actor.name },
    owners: [client.departmentId],
  });
}
