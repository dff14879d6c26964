import type { QueryResult } from 'pg';
import { PgBoss, type Db } from 'pg-boss';
import type { Logger } from 'pino';
import type { Database } from '../database/database.ts';
import { withTransaction, type Transact, type Tx } from '../database/transaction.ts';
import { JOB } from '../identity/actor.ts';

/** A kind of background work. Handlers must be idempotent: after a crash a job runs again. */
export interface JobDefinition<T extends object> {
  name: string;
  /** Only for the compiler: the shape of the payload. */
  payload?: T;
  /** A job still running after this long is given to another worker. */
  expireInSeconds: number;
  retryLimit: number;
  /** Gets the payload once such a job has failed for good, however it failed. */
  onGivenUp?: JobDefinition<T>;
}

export interface JobContext {
  transact: Transact;
  log: Logger;
  /** Aborted when the server shuts down or the job is cancelled. */
  signal: AbortSignal;
}

export type JobHandler<T extends object> = (payload: T, context: JobContext) => Promise<void>;

export interface HandlerOptions {
  /** Jobs of this kind at work at once in one server process. */
  concurrency?: number;
}

/** Sends a job inside a transaction: it exists if and only if the transaction commits (transactional outbox). */
export type EnqueueJob = <T extends object>(
  tx: Tx,
  definition: JobDefinition<T>,
  payload: T,
  options?: { singletonKey?: string; startAfter?: Date },
) => Promise<void>;

export interface Jobs {
  enqueue: EnqueueJob;
  handle<T extends object>(
    definition: JobDefinition<T>,
    handler: JobHandler<T>,
    options?: HandlerOptions,
  ): Promise<void>;
  /** Runs `handler` on the given cron pattern, once over all servers. */
  every<T extends object>(definition: JobDefinition<T>, cron: string, handler: JobHandler<T>): Promise<void>;
  stop(): Promise<void>;
}

function sqlOn(client: { query: Tx['client']['query'] }): Db {
  return {
    executeSql: async (text, values) => {
      // pg-boss's supervision sends several statements at once, to which pg answers with a list of results.
      const answer: QueryResult | QueryResult[] = await client.query(text, values ?? []);
      return { rows: [answer].flat().flatMap((result) => result.rows) };
    },
  };
}

/**
 * Starts the queue as the application role, on a few connections of its own. Its tables were made by `migrate`.
 * A job is noticed at once (LISTEN/NOTIFY); polling is for what a lost connection missed.
 */
export async function startJobs(options: { database: Database; url: string; log: Logger }): Promise<Jobs> {
  const { database, log } = options;
  const boss = new PgBoss({
    connectionString: options.url,
    max: 4,
    useListenNotify: true,
    migrate: false,
    createSchema: false,
    superviseIntervalSeconds: 15,
    monitorIntervalSeconds: 15,
  });
  boss.on('error', (error) => log.error({ err: error }, 'job queue'));
  await boss.start();
  const created = new Set<string>();
  const stopping = new AbortController();

  async function ensureQueue(definition: JobDefinition<object>): Promise<void> {
    if (created.has(definition.name)) return;
    const { name, expireInSeconds, retryLimit, onGivenUp } = definition;
    // A worker that was killed misses its heartbeat; the job then goes to another one.
    const alive = { heartbeatSeconds: 20 };
    await boss.createQueue(name, {
      expireInSeconds,
      retryLimit,
      retryDelay: 5,
      retryBackoff: true,
      notify: true,
      ...alive,
    });
    if (onGivenUp) {
      await ensureQueue(onGivenUp);
      await boss.updateQueue(name, { deadLetter: onGivenUp.name });
    }
    created.add(name);
  }

  const enqueue: EnqueueJob = async (tx, definition, payload, sendOptions = {}) => {
    await ensureQueue(definition);
    await boss.send(definition.name, payload, { ...sendOptions, db: sqlOn(tx.client) });
  };

  const handle: Jobs['handle'] = async (definition, handler, handlerOptions = {}) => {
    await ensureQueue(definition);
    const transact: Transact = (work) => withTransaction(database, JOB, work);
    const polling = { pollingIntervalSeconds: 0.5, notifyPollingIntervalSeconds: 0.5 };
    const run = { batchSize: 1, ...polling, localConcurrency: handlerOptions.concurrency ?? 1 };
    await boss.work<object>(definition.name, run, async ([job]) => {
      if (!job) return;
      const signal = AbortSignal.any([job.signal, stopping.signal]);
      const told = log.child({ job: job.name, jobId: job.id });
      try {
        await handler(job.data as never, { transact, signal, log: told });
      } catch (error) {
        if (!signal.aborted) told.warn({ err: error }, 'job failed');
        throw error;
      }
    });
  };

  return {
    enqueue,
    handle,
    every: async (definition, cron, handler) => {
      await handle(definition, handler);
      await boss.schedule(definition.name, cron, {}, { tz: 'Asia/Shanghai' });
    },
    stop: async () => {
      stopping.abort();
      await boss.stop({ graceful: true, timeout: 10_000 });
    },
  };
}
