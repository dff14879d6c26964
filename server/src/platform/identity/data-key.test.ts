import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { dataKeyFrom, openDataKey } from './data-key.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tandem-key-'));
});
afterAll(() => rm(folder, { recursive: true }));

test('what is sealed opens under the same context and no other', () => {
  const key = dataKeyFrom(randomBytes(32));
  const sealed = key.seal('JBSWY3DPEHPK3PXP', 'totp a');
  expect(key.open(sealed, 'totp a')).toBe('JBSWY3DPEHPK3PXP');
  expect(sealed.includes('JBSWY3DPEHPK3PXP')).toBe(false);
  expect(() => key.open(sealed, 'totp b')).toThrow();
  expect(() => dataKeyFrom(randomBytes(32)).open(sealed, 'totp a')).toThrow();
});

test('any flipped bit is noticed', () => {
  const key = dataKeyFrom(randomBytes(32));
  const sealed = key.seal('secret', 'x');
  for (let at = 0; at < sealed.length; at += 1) {
    const altered = Buffer.from(sealed);
    altered[at] = (altered[at] ?? 0) ^ 1;
    expect(() => key.open(altered, 'x')).toThrow();
  }
});

test('sealing twice gives different bytes; marking gives the same for the same secret only', () => {
  const key = dataKeyFrom(randomBytes(32));
  expect(key.seal('a', 'x').equals(key.seal('a', 'x'))).toBe(false);
  expect(key.mark('a', 'x').equals(key.mark('a', 'x'))).toBe(true);
  expect(key.mark('a', 'x').equals(key.mark('a', 'y'))).toBe(false);
});

test('the key file is made once, readable by its owner only, also when two servers start at once', async () => {
  const [first, second] = await Promise.all([openDataKey(folder), openDataKey(folder)]);
  expect(second.open(first.seal('one key', 'x'), 'x')).toBe('one key');
  expect(await readdir(join(folder, 'keys'))).toEqual(['data.key']);
  expect((await stat(join(folder, 'keys/data.key'))).mode & 0o777).toBe(0o600);
  expect((await readFile(join(folder, 'keys/data.key'))).length).toBe(32);
});

test('a damaged key file stops the start instead of being replaced', async () => {
  await writeFile(join(folder, 'keys/data.key'), 'short');
  await expect(openDataKey(folder)).rejects.toThrow(/damaged/);
});
