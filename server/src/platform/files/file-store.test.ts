import { createHash } from 'node:crypto';
import { mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openFolderStore, type FileStore } from './file-store.ts';

let root: string;
let store: FileStore;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'tandem-files-'));
  store = await openFolderStore(root);
});
afterEach(() => rm(root, { recursive: true, force: true }));

const limits = { maxBytes: 1000 };

test('a file is found under the hash of its content, whole or in part', async () => {
  const stored = await store.put(Readable.from([Buffer.from('双'), Buffer.from('轮')]), limits);
  expect(stored).toEqual({ hash: createHash('sha256').update('双轮').digest('hex'), sizeBytes: 6 });
  expect(await text(await store.read(stored.hash))).toBe('双轮');
  expect(await text(await store.read(stored.hash, { start: 3, end: 5 }))).toBe('轮');
  expect(await store.put(Readable.from(['双轮']), limits)).toEqual(stored);
});

test('a file over the limit is refused and nothing of it stays', async () => {
  const chunks = Readable.from([Buffer.alloc(900), Buffer.alloc(900)]);
  await expect(store.put(chunks, limits)).rejects.toMatchObject({ code: 'PLATFORM_BODY_TOO_LARGE' });
  expect(await readdir(join(root, 'incoming'))).toEqual([]);
  expect(await readdir(root)).toEqual(['incoming']);
});

test('an upload that breaks off leaves nothing', async () => {
  const broken = Readable.from(
    (function* () {
      yield Buffer.from('half');
      throw new Error('connection lost');
    })(),
  );
  await expect(store.put(broken, limits)).rejects.toThrow('connection lost');
  expect(await readdir(join(root, 'incoming'))).toEqual([]);
});

test('drafts of a killed process are swept once they are a day old; younger ones may be in the making', async () => {
  const old = join(root, 'incoming', 'old');
  const young = join(root, 'incoming', 'young');
  await writeFile(old, 'half');
  await writeFile(young, 'half');
  const yesterday = new Date(Date.now() - 25 * 3_600_000);
  await utimes(old, yesterday, yesterday);
  await openFolderStore(root);
  expect(await readdir(join(root, 'incoming'))).toEqual(['young']);
});

test('addresses that are not hashes name no file', async () => {
  for (const address of ['../../etc/passwd', '', 'g'.repeat(64), 'a'.repeat(64)]) {
    await expect(store.read(address)).rejects.toMatchObject({ code: 'PLATFORM_FILE_MISSING' });
  }
});
