import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync, readlinkSync, rmSync, statSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Account } from './embedded-postgres-account.ts';
import { embeddedPostgresError } from './embedded-postgres-errors.ts';
import { processStamp } from './embedded-postgres-lock.ts';

/** A postmaster that works on our cluster, whether this process started it or an earlier one did. */
export interface Postmaster {
  pid: number;
  /** Undefined until it has bound its port. */
  port: number | undefined;
  status: 'starting' | 'ready' | 'stopping' | 'unknown';
}

/** PostgreSQL gets no environment of ours: stray PG* variables would change what it does. */
export const POSTGRES_ENVIRONMENT = { PATH: '/usr/local/bin:/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' };

const pidFile = (clusterDir: string) => join(clusterDir, 'postmaster.pid');

/** The command that started PostgreSQL, as it wrote it down itself. */
export function startedWith(clusterDir: string): string {
  return readFileSync(join(clusterDir, 'postmaster.opts'), 'utf8').trim();
}

function worksOn(pid: number, clusterDir: string): boolean {
  if (processStamp(pid) === undefined) return false;
  if (process.platform !== 'linux') return true; // PostgreSQL itself then decides about a stale file
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === clusterDir;
  } catch {
    return false; // another account's process, so not the one that wrote this file
  }
}

/** Reads postmaster.pid (pid, folder, start, port, …, status in line 8) and believes it only when that process is ours. */
export function findPostmaster(clusterDir: string): Postmaster | undefined {
  if (!existsSync(pidFile(clusterDir))) return undefined;
  const lines = readFileSync(pidFile(clusterDir), 'utf8').split('\n');
  const pid = Number(lines[0]);
  if (!Number.isSafeInteger(pid) || pid <= 0 || !worksOn(pid, clusterDir)) return undefined;
  const status = lines[7]?.trim();
  const known = status === 'starting' || status === 'ready' || status === 'stopping' ? status : 'unknown';
  return { pid, port: Number(lines[3]) || undefined, status: known };
}

/**
 * Removes a postmaster.pid whose number now belongs to somebody else's process (after a reboot or in a new
 * container PostgreSQL would refuse to start over it), unless any process still works on the cluster.
 */
export async function clearStalePidFile(clusterDir: string): Promise<void> {
  if (!existsSync(pidFile(clusterDir)) || findPostmaster(clusterDir)) return;
  if (process.platform !== 'linux') return;
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(Number);
  if (pids.some((pid) => worksOn(pid, clusterDir))) return; // backends that outlived it: PostgreSQL waits for them
  rmSync(pidFile(clusterDir), { force: true });
}

export interface SpawnOptions {
  nativeDir: string;
  clusterDir: string;
  account: Account | undefined;
  logFile: string;
  arguments: string[];
}

/** Starts PostgreSQL in a session of its own, so that a Ctrl-C meant for us doesn't end it before we have finished. */
export function spawnPostmaster(options: SpawnOptions): ChildProcess {
  const log = openSync(options.logFile, 'a', 0o600);
  try {
    return spawn(join(options.nativeDir, 'bin/postgres'), options.arguments, {
      ...options.account,
      cwd: '/',
      env: POSTGRES_ENVIRONMENT,
      detached: true,
      stdio: ['ignore', log, log],
    });
  } finally {
    closeSync(log);
  }
}

/**
 * A shell that waits for this process to end, however it ends, and then stops PostgreSQL.
 * It notices by its standard input: the pipe closes with us. The returned function dismisses it.
 */
export function guardPostmaster(pid: number, account: Account | undefined): () => void {
  const guard = spawn('/bin/sh', ['-c', 'read -r _ || kill -INT "$0"', String(pid)], {
    ...account,
    cwd: '/',
    env: POSTGRES_ENVIRONMENT,
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  const { stdin } = guard;
  stdin.on('error', () => guard.unref()); // somebody ended the guard: the next start finds the orphan instead
  guard.unref();
  if ('unref' in stdin && typeof stdin.unref === 'function') stdin.unref();
  return () => stdin.end('dismissed\n');
}

/** Waits until the cluster has no postmaster any more. False when it still has one after `waitMs`. */
export async function waitUntilGone(clusterDir: string, waitMs: number): Promise<boolean> {
  const deadline = Date.now() + waitMs;
  while (findPostmaster(clusterDir)) {
    if (Date.now() > deadline) return false;
    await sleep(25);
  }
  return true;
}

/**
 * Fast shutdown: open transactions are rolled back, everything is written. After 30 s, immediate shutdown
 * (the next start then recovers from the write-ahead log).
 */
export async function stopPostmaster(clusterDir: string): Promise<void> {
  const running = findPostmaster(clusterDir);
  if (!running) return;
  process.kill(running.pid, 'SIGINT');
  if (await waitUntilGone(clusterDir, 30_000)) return;
  process.kill(running.pid, 'SIGQUIT');
  if (await waitUntilGone(clusterDir, 10_000)) return;
  throw embeddedPostgresError('EMBEDDED_POSTGRES_SLOW', { params: { seconds: 40, pid: running.pid } });
}

export function logSize(logFile: string): number {
  return existsSync(logFile) ? statSync(logFile).size : 0;
}

export function readLogFrom(logFile: string, offset: number): string {
  return existsSync(logFile) ? readFileSync(logFile).subarray(offset).toString('utf8') : '';
}

/** Translates what PostgreSQL logged before it gave up. */
export function explainFailure(log: string, clusterDir: string): Error {
  if (/No space left on device|Check free disk space|Disk quota exceeded/.test(log)) {
    return embeddedPostgresError('EMBEDDED_POSTGRES_DISK_FULL', { params: { path: clusterDir } });
  }
  if (/could not look up effective user ID|user does not exist/.test(log))
    return embeddedPostgresError('EMBEDDED_POSTGRES_NAMELESS');
  const reasons = [...log.matchAll(/(?:FATAL|PANIC|error|invalid): *(.+)/g)].map((match) => match[1] ?? '');
  const reason = reasons.at(-1) ?? log.trim().split('\n').at(-1) ?? '';
  return embeddedPostgresError('EMBEDDED_POSTGRES_BROKEN', { params: { path: clusterDir, reason } });
}

export const isPortTaken = (log: string): boolean =>
  /could not bind IPv4 address|Address already in use/.test(log);
