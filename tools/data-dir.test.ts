import { dirname, join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { dataDir } from './data-dir.ts';

test('data lies where the variable says; an empty one is not set, and never means this folder', () => {
  const own = join(dirname(import.meta.dirname), '.data');
  expect(dataDir({})).toBe(own);
  expect(dataDir({ TANDEM_DATA_DIR: '' })).toBe(own);
  expect(dataDir({ TANDEM_DATA_DIR: 'elsewhere' })).toBe(resolve('elsewhere'));
});
