import { existsSync, readFileSync, rmSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { processStamp } from '../server/src/platform/database/embedded-postgres-lock.ts';

/** A server that `npm start` runs from this folder. */
export interface RunningInstance {
  pid: number;
  url: string;
}

const instanceFile = (dataDir: string) => join(dataDir, 'running.json');

/** The one that runs now; a file that a killed one left behind doesn't count. */
export function findRunningInstance(dataDir: string): RunningInstance | undefined {
  const path = instanceFile(dataDir);
  if (!existsSync(path)) return undefined;
  try {
    const { pid, url, stamp } = JSON.parse(readFileSync(path, 'utf8')) as RunningInstance & { stamp: string };
    return processStamp(pid) === stamp ? { pid, url } : undefined;
  } catch {
    return undefined; // half written by one that was killed at that moment
  }
}

/** Notes that this process serves at `url`; the returned function takes the note away. */
export async function noteRunningInstance(dataDir: string, url: string): Promise<() => void> {
  const path = instanceFile(dataDir);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, JSON.stringify({ pid: process.pid, stamp: processStamp(process.pid), url }));
  return () => rmSync(path, { force: true });
}
