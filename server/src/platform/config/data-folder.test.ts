import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ConfigError } from './config.ts';
import { ensureDataFolder } from './data-folder.ts';

let place: string;

beforeAll(() => {
  place = mkdtempSync(join(tmpdir(), 'tandem-data-'));
});
afterAll(() => rmSync(place, { recursive: true }));

test('the data folder is made with all above it, and left as it is the second time', () => {
  const path = join(place, 'a/b/c');
  ensureDataFolder(path);
  ensureDataFolder(path);
  expect(statSync(path).isDirectory()).toBe(true);
});

test('where no folder can be, the setting and the reason are named at once', () => {
  const file = join(place, 'file');
  writeFileSync(file, '');
  for (const path of [
    file,
    join(file, 'below'),
    ...(process.platform === 'linux' ? [resolve('/proc/x/y')] : []),
  ]) {
    expect(() => ensureDataFolder(path)).toThrow(ConfigError);
    expect(() => ensureDataFolder(path)).toThrow(`TANDEM_DATA_DIR: ${path}`);
  }
});
