import { trace } from '@opentelemetry/api';
import type { Kysely } from 'kysely';
import pg from 'pg';
import { localDateOf, type LocalDate } from '@tandem/calendar';
import type { Actor } from '../identity/actor.ts';
import { kyselyOn, type Database } from './database.ts';
import type { DB } from './database.generated.ts';

/**
 * One open transaction, already narrowed to its actor: row-level security sees the actor's person,
 * department and roles. Stores always receive it; use cases open it.
 */
export interface Tx {
  /** Query builder bound to this transaction. */
  db: Kysely<DB>;
  /** The raw connection, for named statements on hot paths, COPY and cursors. */
  client: pg.PoolClient;
  actor: Actor;
  /** The platform's time at the start of the transaction (a demonstration city may have moved it). */
  now: Date;
  /** The same in Asia/Shanghai. */
  today: LocalDate;
}

/** Runs `work` in one transaction; commits when it returns, rolls back when it throws. */
export type Transact = <T>(work: (tx: Tx) => Promise<T>) => Promise<T>;

const tracer = trace.getTracer('tandem');

function beginStatement(actor: Actor): string {
  const setting = (name: string, value: string) =>
    `set_config('tandem.${name}', ${pg.escapeLiteral(value)}, true)`;
  return `begin; select ${[
    setting('actor_kind', actor.kind),
    setting('person', actor.personId ?? ''),
    setting('department', actor.departmentId ?? ''),
    setting('roles', actor.roles.join(',')),
  ].join(', ')}, platform.now() as now`;
}

async function openTx(client: pg.PoolClient, actor: Actor): Promise<Tx> {
  const results = (await client.query(beginStatement(actor))) as unknown as pg.QueryResult<{ now: Date }>[];
  const now = results.at(-1)?.rows[0]?.now;
  if (!now) throw new Error('the transaction did not report its time');
  let kysely: Kysely<DB> | undefined;
  return {
    get db() {
      kysely ??= kyselyOn(client);
      return kysely;
    },
    client,
    actor,
    now,
    today: localDateOf(now),
  };
}

async function rollback(client: pg.PoolClient): Promise<Error | undefined> {
  try {
    await client.query('rollback');
    return undefined;
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

/**
 * A transaction as `actor`. Isolation is READ COMMITTED: use cases lock the rows they decide on.
 * A connection whose rollback fails is thrown away, not returned to the pool.
 */
export async function withTransaction<T>(
  database: Database,
  actor: Actor,
  work: (tx: Tx) => Promise<T>,
): Promise<T> {
  return tracer.startActiveSpan('transaction', async (span) => {
    const client = await database.pool.connect();
    let broken: Error | undefined;
    try {
      const tx = await openTx(client, actor);
      const result = await work(tx);
      await client.query('commit');
      return result;
    } catch (error) {
      broken = await rollback(client);
      throw error;
    } finally {
      client.release(broken);
      span.end();
    }
  });
}

export function transactAs(database: Database, actor: Actor): Transact {
  return (work) => withTransaction(database, actor, work);
}
