import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { postgresAccount, type Account } from './embedded-postgres-account.ts';
import { copyBinaries, whyNotRunnable, type Binaries } from './embedded-postgres-binaries.ts';
import { embeddedPostgresError } from './embedded-postgres-errors.ts';

/**
 * Where everything is and who runs it. An ordinary user runs PostgreSQL in place. Root runs it as an account of
 * its own, which can't pass through a 0700 home; then cluster and binaries live below /var/lib/tandem.
 */
export interface Place {
  clusterDir: string;
  /** The same when it is not in the data folder. */
  elsewhere: string | undefined;
  nativeDir: string;
  account: Account | undefined;
}

const ELSEWHERE = '/var/lib/tandem';

function canReach(account: Account | undefined, folder: string): boolean {
  if (!account) return true;
  return (
    spawnSync('/bin/sh', ['-c', 'cd "$0"', folder], { ...account, cwd: '/', stdio: 'ignore' }).status === 0
  );
}

async function chooseElsewhere(dataDir: string, account: Account | undefined): Promise<string | undefined> {
  if (canReach(account, dataDir)) return undefined;
  // A name of its own for each data folder, so that a new checkout at an old path never meets old data.
  const folder = join(ELSEWHERE, `${basename(dirname(dirname(dataDir)))}-${randomBytes(4).toString('hex')}`);
  await mkdir(folder, { recursive: true, mode: 0o711 });
  return join(folder, 'cluster');
}

async function reachableBinaries(binaries: Binaries, account: Account | undefined): Promise<string> {
  const reason = whyNotRunnable(binaries.nativeDir, account);
  if (reason === undefined) return binaries.nativeDir;
  const unusable = (why: string) =>
    embeddedPostgresError('EMBEDDED_POSTGRES_PLATFORM', {
      params: { platform: `${process.platform}-${process.arch}`, reason: why },
    });
  // Where even we can't run them, a copy would not help.
  if (!account || whyNotRunnable(binaries.nativeDir, undefined) !== undefined) throw unusable(reason);
  const copy = await copyBinaries(binaries, ELSEWHERE);
  const still = whyNotRunnable(copy, account);
  if (still !== undefined) throw unusable(still);
  return copy;
}

/**
 * @param known where an earlier start has put the cluster, if not into the data folder.
 * @throws EMBEDDED_POSTGRES_UNREACHABLE when the account can't get to an existing cluster any more.
 */
export async function findPlace(
  dataDir: string,
  known: string | undefined,
  binaries: Binaries,
): Promise<Place> {
  const inPlace = join(dataDir, 'cluster');
  const account = postgresAccount(known ?? inPlace);
  const elsewhere = known ?? (existsSync(inPlace) ? undefined : await chooseElsewhere(dataDir, account));
  const clusterDir = elsewhere ?? inPlace;
  const folder = existsSync(clusterDir) ? clusterDir : dirname(clusterDir);
  if (!canReach(account, folder)) {
    throw embeddedPostgresError('EMBEDDED_POSTGRES_UNREACHABLE', { params: { path: clusterDir } });
  }
  return { clusterDir, elsewhere, account, nativeDir: await reachableBinaries(binaries, account) };
}
