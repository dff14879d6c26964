import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, chown, mkdir, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { embeddedPostgresError, systemCode } from './embedded-postgres-errors.ts';

/** What must be remembered between starts; kept beside the cluster in `state.json`, readable by its owner only. */
export interface State {
  /** Where the cluster is when PostgreSQL's account can't reach the data folder; otherwise it is in there. */
  elsewhere?: string | undefined;
  /** The port it last listened on. */
  port?: number | undefined;
  passwords: { postgres: string; owner: string; server: string };
}

const stateFile = (dataDir: string) => join(dataDir, 'state.json');

/**
 * Makes the data folder. Others may pass through it, not list it: PostgreSQL's account has to reach the cluster.
 * @throws EMBEDDED_POSTGRES_NOT_YOURS
 */
export async function prepareDataDir(dataDir: string): Promise<void> {
  try {
    await mkdir(dataDir, { recursive: true, mode: 0o755 });
    await chmod(dataDir, 0o711);
  } catch (cause) {
    throw asStateError(cause, dataDir);
  }
}

function asStateError(cause: unknown, path: string): unknown {
  const code = systemCode(cause);
  if (code === 'ENOSPC' || code === 'EDQUOT') {
    return embeddedPostgresError('EMBEDDED_POSTGRES_DISK_FULL', { params: { path }, cause });
  }
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') {
    return embeddedPostgresError('EMBEDDED_POSTGRES_NOT_YOURS', { params: { path }, cause });
  }
  return cause;
}

export async function readState(dataDir: string): Promise<State | undefined> {
  const path = stateFile(dataDir);
  if (!existsSync(path)) return undefined;
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (cause) {
    throw asStateError(cause, path);
  }
  try {
    return JSON.parse(text) as State;
  } catch (cause) {
    throw embeddedPostgresError('EMBEDDED_POSTGRES_STATE_LOST', { params: { path }, cause });
  }
}

export function newState(): State {
  const password = () => randomBytes(24).toString('base64url');
  return { passwords: { postgres: password(), owner: password(), server: password() } };
}

/** Whole or not at all; a power cut leaves the old one. Root writing into somebody's folder leaves it theirs. */
export async function writeState(dataDir: string, state: State): Promise<void> {
  const path = stateFile(dataDir);
  const unfinished = `${path}.${process.pid}`;
  try {
    await writeFile(unfinished, `${JSON.stringify(state, undefined, 2)}\n`, { mode: 0o600, flush: true });
    if (process.getuid?.() === 0) {
      const { uid, gid } = await stat(dataDir);
      await chown(unfinished, uid, gid);
    }
    await rename(unfinished, path);
  } catch (cause) {
    throw asStateError(cause, path);
  }
}
