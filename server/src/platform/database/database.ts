import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import type { DB } from './database.generated.ts';

pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text);
pg.types.setTypeParser(pg.types.builtins.INT8, (text) => Number(text));

/** The pool of connections of one role. Rooms never see it: they get a `Tx`. */
export interface Database {
  pool: pg.Pool;
  close(): Promise<void>;
}

export interface OpenDatabaseOptions {
  url: string;
  poolSize: number;
  applicationName: string;
  onError: (error: Error) => void;
}

/** Opens a pool. Connections are made on demand; a server that goes away and comes back is reconnected to. */
export function openDatabase(options: OpenDatabaseOptions): Database {
  const pool = new pg.Pool({
    connectionString: options.url,
    max: options.poolSize,
    application_name: options.applicationName,
    connectionTimeoutMillis: 10_000,
    idleTimeoutMillis: 30_000,
    statement_timeout: 60_000,
    idle_in_transaction_session_timeout: 120_000,
  });
  pool.on('error', options.onError);
  // Breaks while a transaction holds it: its queries fail; without a listener Node would end the process too.
  pool.on('connect', (client) => client.on('error', () => undefined));
  return { pool, close: () => pool.end() };
}

/** Kysely on one connection that is already inside a transaction. */
export function kyselyOn(client: pg.PoolClient): Kysely<DB> {
  const held = {
    query: client.query.bind(client),
    release: () => undefined,
  } as unknown as pg.PoolClient;
  const pool = { connect: async () => held, end: async () => undefined } as unknown as pg.Pool;
  return new Kysely<DB>({ dialect: new PostgresDialect({ pool }) });
}
