import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { AppError } from '../app-error.ts';

export interface StoredFile {
  /** SHA-256 of the content, 64 hexadecimal digits: the file's address. */
  hash: string;
  sizeBytes: number;
}

/**
 * Content-addressed store. What is put is durable when the promise resolves, and never changes.
 * The folder below is the default; an object store implements the same calls.
 */
export interface FileStore {
  /** @throws AppError PLATFORM_BODY_TOO_LARGE (413), PLATFORM_DISK_FULL (507); nothing is kept then. */
  put(content: Readable, limits: { maxBytes: number }): Promise<StoredFile>;
  /** Bytes `start` to `end` inclusive, or all. @throws AppError PLATFORM_FILE_MISSING */
  read(hash: string, range?: { start: number; end: number }): Promise<Readable>;
  sizeOf(hash: string): Promise<number>;
  remove(hash: string): Promise<void>;
  /** Addresses of what was last put before a time, in any order. */
  listOlder(putBefore: Date): AsyncIterable<string>;
  /** Removes it unless it was put again since; what was put again is never lost. @returns whether it is gone */
  removeOlder(hash: string, putBefore: Date): Promise<boolean>;
}

/** Large pieces: readers of whole files are faster by a third than with the default of 64 KiB. */
const READ_BYTES = 1024 * 1024;

function sizeLimit(maxBytes: number): Transform {
  let seen = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      seen += chunk.length;
      if (seen > maxBytes)
        done(new AppError({ code: 'PLATFORM_BODY_TOO_LARGE', status: 413, params: { maxBytes } }));
      else done(null, chunk);
    },
  });
}

function hashing(hash: ReturnType<typeof createHash>, count: (bytes: number) => void): Transform {
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      count(chunk.length);
      done(null, chunk);
    },
  });
}

async function syncFile(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function translateDiskError(error: unknown): unknown {
  const code = (error as NodeJS.ErrnoException).code;
  if (code === 'ENOSPC' || code === 'EDQUOT')
    return new AppError({ code: 'PLATFORM_DISK_FULL', status: 507, cause: error });
  if (code === 'ENOENT') return new AppError({ code: 'PLATFORM_FILE_MISSING', status: 404, cause: error });
  return error;
}

/** Aside first, then a look at what was taken: the same content may have been put again at this moment. */
async function removeOlder(path: string, aside: string, putBefore: Date): Promise<boolean> {
  try {
    await rename(path, aside);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return true;
    throw error;
  }
  const taken = await stat(aside);
  if (taken.mtimeMs >= putBefore.getTime()) {
    await rename(aside, path);
    return false;
  }
  await rm(aside, { force: true });
  return true;
}

/** Longer than any upload takes: other servers on the same folder may be writing at this moment. */
const DRAFT_HOURS = 24;

/** Removes what killed processes left half written. */
async function sweepDrafts(incoming: string): Promise<void> {
  const oldest = Date.now() - DRAFT_HOURS * 3_600_000;
  for (const name of await readdir(incoming)) {
    const path = join(incoming, name);
    const draft = await stat(path).catch(() => undefined);
    if (draft && draft.mtimeMs < oldest) await rm(path, { force: true });
  }
}

/** Files of `ab/cd/`, folder by folder. */
async function* addressesIn(root: string): AsyncGenerator<string> {
  const isPrefix = (name: string) => /^[0-9a-f]{2}$/.test(name);
  for (const first of (await readdir(root)).filter(isPrefix))
    for (const second of (await readdir(join(root, first))).filter(isPrefix))
      yield* await readdir(join(root, first, second));
}

/** The store in a folder: `ab/cd/<sha256>`; half-written files live in `incoming/` and are never visible. */
export async function openFolderStore(root: string): Promise<FileStore> {
  const incoming = join(root, 'incoming');
  await mkdir(incoming, { recursive: true });
  await sweepDrafts(incoming);

  const pathOf = (hash: string): string => {
    if (!/^[0-9a-f]{64}$/.test(hash)) throw new AppError({ code: 'PLATFORM_FILE_MISSING', status: 404 });
    return join(root, hash.slice(0, 2), hash.slice(2, 4), hash);
  };

  async function put(content: Readable, limits: { maxBytes: number }): Promise<StoredFile> {
    const draft = join(incoming, randomUUID());
    const hash = createHash('sha256');
    let sizeBytes = 0;
    try {
      const counted = hashing(hash, (bytes) => (sizeBytes += bytes));
      await pipeline(content, sizeLimit(limits.maxBytes), counted, createWriteStream(draft, { mode: 0o600 }));
      await syncFile(draft);
      const address = hash.digest('hex');
      const path = pathOf(address);
      await mkdir(join(path, '..'), { recursive: true });
      await rename(draft, path);
      return { hash: address, sizeBytes };
    } catch (error) {
      await rm(draft, { force: true });
      throw translateDiskError(error);
    }
  }

  async function sizeOf(hash: string): Promise<number> {
    try {
      return (await stat(pathOf(hash))).size;
    } catch (error) {
      throw translateDiskError(error);
    }
  }

  return {
    put,
    sizeOf,
    read: async (hash, range) => {
      await sizeOf(hash);
      return createReadStream(pathOf(hash), { ...range, highWaterMark: READ_BYTES });
    },
    remove: (hash) => rm(pathOf(hash), { force: true }),
    listOlder: async function* listOlder(putBefore) {
      for await (const hash of addressesIn(root)) {
        const found = await stat(pathOf(hash)).catch(() => undefined);
        if (found && found.mtimeMs < putBefore.getTime()) yield hash;
      }
    },
    removeOlder: (hash, putBefore) => removeOlder(pathOf(hash), join(incoming, randomUUID()), putBefore),
  };
}
