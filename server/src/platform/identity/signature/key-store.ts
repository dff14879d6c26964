import { createPublicKey, type KeyObject } from 'node:crypto';
import type { Database } from '../../database/database.ts';
import { withTransaction } from '../../database/transaction.ts';
import { JOB } from '../actor.ts';
import { rawKeyToJwk } from '../public-key.ts';

export interface PreparedKey {
  key: KeyObject;
  /** As the database wrote it: what the key was when it was read. */
  updatedAt: string;
}

const MOST_KEYS = 10_000;

/**
 * Public keys in the form that verifies fastest. A cache and no more: whether a key is still good, and still
 * this one, is asked of the database with every signature (`acceptSignature`).
 */
export class KeyCache {
  private readonly keys = new Map<string, PreparedKey>();

  get(keyId: string): PreparedKey | undefined {
    return this.keys.get(keyId);
  }

  put(keyId: string, prepared: PreparedKey): void {
    if (this.keys.size >= MOST_KEYS) this.keys.clear();
    this.keys.set(keyId, prepared);
  }

  drop(keyId: string): void {
    this.keys.delete(keyId);
  }
}

/** @returns undefined when no such key was ever registered */
export async function loadKey(database: Database, keyId: string): Promise<PreparedKey | undefined> {
  const rows = await withTransaction(database, JOB, async (tx) => {
    const found = await tx.client.query<{ public_key: Buffer; updated_at: string }>(
      'select public_key, updated_at::text from identity.system_key where id = $1',
      [keyId],
    );
    return found.rows;
  });
  const [row] = rows;
  if (!row) return undefined;
  const key = createPublicKey({ key: rawKeyToJwk(row.public_key), format: 'jwk' });
  return { key, updatedAt: row.updated_at };
}

export interface AcceptedSignature {
  outcome: 'accepted' | 'stale' | 'revoked' | 'replayed' | 'disabled';
  client_id: string;
  name: string;
  department_id: string;
  department_name: string;
  department_credit_code: string;
}

/**
 * Takes a verified signature once, in one statement outside of any transaction. `stale`: the key changed since it
 * was read.
 */
export async function acceptSignature(
  database: Database,
  used: { keyId: string; updatedAt: string; nonce: string; keepUntil: Date },
): Promise<AcceptedSignature> {
  const found = await database.pool.query<AcceptedSignature>({
    name: 'identity-accept-signature',
    text: 'select * from identity.accept_signature($1, $2::timestamptz, $3, $4)',
    values: [used.keyId, used.updatedAt, used.nonce, used.keepUntil],
  });
  const [row] = found.rows;
  if (!row) throw new Error('a key without a client');
  return row;
}
