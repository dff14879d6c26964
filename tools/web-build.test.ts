import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { buildWeb, webState } from './web-build.ts';

let root: string;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'tandem-web-'));
  await mkdir(join(root, 'web/src'), { recursive: true });
  await mkdir(join(root, 'messages'));
  await symlink(join(dirname(import.meta.dirname), 'node_modules'), join(root, 'node_modules'));
  await writeFile(join(root, 'web/index.html'), '<script type="module" src="/src/main.ts"></script>');
  await writeFile(join(root, 'web/src/main.ts'), `document.title = 'one';`);
});
afterEach(() => rm(root, { recursive: true, force: true }));

test('builds when sources changed, and only then', async () => {
  expect(webState(root)).toBe('stale');
  await buildWeb(root);
  expect(webState(root)).toBe('fresh');
  await writeFile(join(root, 'web/src/main.test.ts'), 'tests are not part of a build');
  expect(webState(root)).toBe('fresh');
  await writeFile(join(root, 'messages/index.ts'), 'export {};');
  expect(webState(root)).toBe('stale');
});

test('a build that fails leaves the former one in place and says why', async () => {
  await buildWeb(root);
  const before = await readFile(join(root, 'web/dist/index.html'), 'utf8');
  await writeFile(join(root, 'web/src/main.ts'), 'const = broken');
  await expect(buildWeb(root)).rejects.toMatchObject({ code: 'SETUP_WEB_BUILD_FAILED' });
  expect(await readFile(join(root, 'web/dist/index.html'), 'utf8')).toBe(before);
  expect(webState(root)).toBe('stale');
});

test('a checkout without the console has nothing to build', async () => {
  await rm(join(root, 'web/index.html'));
  expect(webState(root)).toBe('missing');
});
