import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { Database } from '../database/database.ts';
import { transactAs } from '../database/transaction.ts';
import { JOB } from '../identity/actor.ts';
import { LARGEST_BATCH, sequenceEntries } from './sequence-entries.ts';
import type { LogSigner } from './log-key.ts';
import { markPublished } from './published-mark.ts';

export interface SequencerOptions {
  database: Database;
  dataDir: string;
  signer: LogSigner;
  log: Logger;
}

/**
 * How often the queue is looked at. NOTIFY would be quicker but makes commits of all writers wait for one another,
 * and every disclosure is one.
 */
const LOOK_EVERY_MS = 250;
const AFTER_FAILURE_MS = 2_000;

/**
 * Gives entries their index for as long as the server runs. Every server runs one; whoever holds the lock works.
 * Failures are logged and tried again. @returns a function that ends it after the batch under way.
 */
export function startSequencer({ database, dataDir, signer, log }: SequencerOptions): () => Promise<void> {
  const stopping = new AbortController();
  const transact = transactAs(database, JOB);

  const work = async (): Promise<number> => {
    try {
      const { count, note } = await sequenceEntries(transact, signer);
      if (note !== undefined) await markPublished(dataDir, note);
      return count === LARGEST_BATCH ? 0 : LOOK_EVERY_MS;
    } catch (error) {
      log.error({ err: error }, 'ledger entries wait for their index');
      return AFTER_FAILURE_MS;
    }
  };
  const run = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      await sleep(await work(), undefined, { signal: stopping.signal }).catch(() => undefined);
    }
  };
  const running = run();
  return async () => {
    stopping.abort();
    await running;
  };
}
