import type { JobDefinition } from '../jobs/jobs.ts';
import type { Transact, Tx } from '../database/transaction.ts';
import type { Platform } from '../platform.ts';
import type { FileStore } from './file-store.ts';
import { CONTENT_LOCK } from './hold-content.ts';

/** Which of some contents a room refers to; each room answers for its own tables. */
export type FindReferenced = (tx: Tx, hashes: readonly string[]) => Promise<string[]>;

export interface UnusedSweep {
  files: FileStore;
  transact: Transact;
  referenced: readonly FindReferenced[];
  /** What was put since then may yet be referred to. */
  putBefore: Date;
}

/** Contents that are asked about in one transaction. */
const AT_ONCE = 200;

async function findUnused(tx: Tx, hashes: readonly string[], sweep: UnusedSweep): Promise<string[]> {
  const used = new Set<string>();
  for (const find of sweep.referenced) for (const hash of await find(tx, hashes)) used.add(hash);
  return hashes.filter((hash) => !used.has(hash));
}

/** Whoever is about to refer to it holds a shared lock: then it stays, and the next sweep decides. */
async function removeOne(tx: Tx, hash: string, sweep: UnusedSweep): Promise<boolean> {
  const lock = await tx.client.query<{ taken: boolean }>(
    'select pg_try_advisory_xact_lock($1, hashtext($2)) as taken',
    [CONTENT_LOCK, hash],
  );
  if (!lock.rows[0]?.taken) return false;
  if ((await findUnused(tx, [hash], sweep)).length === 0) return false;
  if (!(await sweep.files.removeOlder(hash, sweep.putBefore))) return false;
  await tx.client.query('delete from files.file where hash = $1', [hash]);
  return true;
}

/** Removes contents that were put before a time and that nothing refers to, with their names. @returns how many */
export async function removeUnused(sweep: UnusedSweep): Promise<number> {
  let removed = 0;
  const remove = async (hashes: readonly string[]) => {
    const unused = await sweep.transact((tx) => findUnused(tx, hashes, sweep));
    for (const hash of unused) if (await sweep.transact((tx) => removeOne(tx, hash, sweep))) removed += 1;
  };
  let batch: string[] = [];
  for await (const hash of sweep.files.listOlder(sweep.putBefore)) {
    if (batch.push(hash) < AT_ONCE) continue;
    await remove(batch);
    batch = [];
  }
  if (batch.length > 0) await remove(batch);
  return removed;
}

const REMOVE_UNUSED: JobDefinition<Record<string, never>> = {
  name: 'files-unused',
  expireInSeconds: 3600,
  retryLimit: 0,
};

/** Once a night over all servers; by the machine's clock, since that is what contents are dated by. */
export async function fileJobs(platform: Platform, referenced: readonly FindReferenced[]): Promise<void> {
  const { jobs, files, config } = platform;
  await jobs.every(REMOVE_UNUSED, '41 3 * * *', async (_payload, { transact, log }) => {
    const putBefore = new Date(Date.now() - config.keepUploadsDays * 86_400_000);
    const removed = await removeUnused({ files, transact, referenced, putBefore });
    if (removed > 0) log.info({ removed }, 'unused uploads removed');
  });
}
