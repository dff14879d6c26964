import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import type { FastifyRequest } from 'fastify';
import { AppError } from '../app-error.ts';
import { withTransaction, type Transact, type Tx } from '../database/transaction.ts';
import type { Database } from '../database/database.ts';
import type { Actor } from '../identity/actor.ts';

/** Keyed writes are remembered this long. */
export const IDEMPOTENCY_HOURS = 48;

interface StoredResult {
  request_hash: Buffer;
  result: { value: unknown } | null;
}

function actorKey(actor: Actor): string {
  return `${actor.kind}:${actor.personId ?? ''}:${actor.departmentId ?? ''}`;
}

function requestHash(request: FastifyRequest, content: string): Buffer {
  const hash = createHash('sha256');
  hash.update(`${request.method} ${request.url}\n`);
  hash.update(`${request.headers['if-match'] ?? ''}\n`);
  hash.update(content);
  return hash.digest();
}

/** Takes the key for this transaction, or gives what it produced before. A twin in flight waits here. */
async function claimKey(
  tx: Tx,
  claim: { actorKey: string; key: string; hash: Buffer },
): Promise<StoredResult | undefined> {
  const inserted = await tx.client.query(
    'insert into platform.idempotency (actor_key, key, request_hash) values ($1, $2, $3) on conflict do nothing',
    [claim.actorKey, claim.key, claim.hash],
  );
  if (inserted.rowCount === 1) return undefined;
  const found = await tx.client.query<StoredResult>(
    'select request_hash, result from platform.idempotency where actor_key = $1 and key = $2',
    [claim.actorKey, claim.key],
  );
  return found.rows[0];
}

/**
 * The transaction opener of one request. With an `Idempotency-Key`, the result of the write is stored in the
 * write's own transaction: the same key with the same input gives the stored result and does nothing again;
 * with another input it is refused (PLATFORM_KEY_REUSED, 422). Results must be plain JSON.
 */
export function requestTransact(database: Database, request: FastifyRequest, actor: Actor): Transact {
  const content = request.body instanceof Readable ? '' : JSON.stringify(request.body ?? null);
  return keyedTransact({ database, request, actor }, content);
}

/** The same where the body is no JSON: `content` stands for it, such as a file's name and hash. */
export function keyedTransact(
  { database, request, actor }: { database: Database; request: FastifyRequest; actor: Actor },
  content: string,
): Transact {
  const key = request.headers['idempotency-key'];
  if (typeof key !== 'string' || ['GET', 'HEAD'].includes(request.method)) {
    return (work) => withTransaction(database, actor, work);
  }
  if (!/^[\x21-\x7e]{8,100}$/.test(key)) throw new AppError({ code: 'PLATFORM_KEY_INVALID', status: 400 });
  const claim = { actorKey: actorKey(actor), key, hash: requestHash(request, content) };
  let taken = false;
  return <T>(work: (tx: Tx) => Promise<T>) => {
    // It would get the result of the first one, and do nothing.
    if (taken) throw new Error('a keyed request has one transaction');
    taken = true;
    return withTransaction(database, actor, async (tx) => {
      const stored = await claimKey(tx, claim);
      if (stored && !stored.request_hash.equals(claim.hash)) {
        throw new AppError({ code: 'PLATFORM_KEY_REUSED', status: 422 });
      }
      if (stored?.result) return stored.result.value as T;
      const value = await work(tx);
      await tx.client.query('update platform.idempotency set result = $3 where actor_key = $1 and key = $2', [
        claim.actorKey,
        claim.key,
        JSON.stringify({ value: value ?? null }),
      ]);
      return value;
    });
  };
}

/** Forgets keys past their time, but not while a demonstration city is loaded by them. */
export async function sweepIdempotency(tx: Tx): Promise<number> {
  const result = await tx.client.query(
    `delete from platform.idempotency where created_at < clock_timestamp() - interval '${IDEMPOTENCY_HOURS} hours'
       and not exists (select from platform.installation where demo and demo_loaded_at is null)`,
  );
  return result.rowCount ?? 0;
}
