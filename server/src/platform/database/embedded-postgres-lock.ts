import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { embeddedPostgresError, systemCode } from './embedded-postgres-errors.ts';

/**
 * What tells a process from a later one with the same number: the boot and its start time.
 * Undefined when no process has this number.
 */
export function processStamp(pid: number): string | undefined {
  try {
    if (process.platform !== 'linux') {
      return (
        execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim() || undefined
      );
    }
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The command, in parentheses, may hold spaces; start time is the 20th field behind it.
    const startTime = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
    return `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()}:${startTime}`;
  } catch {
    return undefined; // gone
  }
}

interface Holder {
  pid: number;
  stamp: string;
}

async function readHolder(path: string): Promise<Holder | undefined> {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as Holder;
  } catch {
    return undefined; // released meanwhile, or its writer died halfway: both mean that nobody holds it
  }
}

const isAlive = (holder: Holder) => processStamp(holder.pid) === holder.stamp;

/** Takes a dead holder's lock out of the way; puts back one that a faster process has just taken. */
async function clearDeadLock(path: string): Promise<void> {
  const aside = `${path}.${process.pid}.dead`;
  try {
    await rename(path, aside);
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return;
    throw error;
  }
  const holder = await readHolder(aside);
  if (holder && isAlive(holder)) await rename(aside, path);
  else await rm(aside, { force: true });
}

/**
 * Holds `path` as this process's alone until the returned function is called or the process dies.
 * @param waitMs how long to wait for another live holder.
 * @throws EMBEDDED_POSTGRES_IN_USE with the holder's pid.
 */
export async function takeLock(path: string, waitMs: number): Promise<() => Promise<void>> {
  const content = JSON.stringify({ pid: process.pid, stamp: processStamp(process.pid) });
  const deadline = Date.now() + waitMs;
  for (;;) {
    try {
      await writeFile(path, content, { flag: 'wx' });
      return () => rm(path, { force: true });
    } catch (error) {
      if (systemCode(error) !== 'EEXIST') throw error;
    }
    const holder = await readHolder(path);
    if (!holder) await sleep(20); // perhaps it is being written at this moment
    const again = holder ?? (await readHolder(path));
    if (again && isAlive(again)) {
      if (Date.now() > deadline) {
        throw embeddedPostgresError('EMBEDDED_POSTGRES_IN_USE', { params: { path, pid: again.pid } });
      }
      await sleep(100);
    } else {
      await clearDeadLock(path);
    }
  }
}
