import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { chmod, cp, mkdir, mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';

/** A small checkout with an `npm` that only notes that it was called; the registry is a foreign system. */
let root: string;

const NPM = `#!/bin/sh
echo "npm $*" >> "$CALLS"
env | grep '^npm_config_' > "$CALLS.env"
rm -rf node_modules
if [ -n "$FAIL" ]; then echo "npm error code $FAIL" >&2; exit 1; fi
mkdir -p node_modules/.bin
printf '#!/bin/sh\\necho v24.1.0\\n' > node_modules/.bin/node
chmod +x node_modules/.bin/node
`;

beforeEach(async () => {
  root = await realpath(await mkdtemp(join(tmpdir(), 'tandem-install-')));
  await mkdir(join(root, 'tools'));
  await mkdir(join(root, 'bin'));
  await cp(join(import.meta.dirname, 'install-once.mjs'), join(root, 'tools/install-once.mjs'));
  await writeFile(join(root, 'package-lock.json'), '{}');
  await writeFile(join(root, 'bin/npm'), NPM);
  await chmod(join(root, 'bin/npm'), 0o755);
});
afterEach(() => rm(root, { recursive: true, force: true }));

async function installOnce(
  environment: Record<string, string> = {},
): Promise<{ code: number; output: string }> {
  const child = spawn(process.execPath, [join(root, 'tools/install-once.mjs')], {
    env: {
      ...process.env,
      PATH: [join(root, 'node_modules/.bin'), join(root, 'bin'), process.env['PATH']].join(delimiter),
      CALLS: join(root, 'calls'),
      ...environment,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const [code] = await once(child, 'close');
  return { code: Number(code), output };
}

const calls = async (): Promise<number> =>
  existsSync(join(root, 'calls'))
    ? (await readFile(join(root, 'calls'), 'utf8')).trim().split('\n').length
    : 0;

test('installs once, again when the lock file changed, and again when an install broke off', async () => {
  expect((await installOnce()).code).toBe(0);
  expect(await installOnce()).toEqual({ code: 0, output: '' });
  expect(await calls()).toBe(1);
  await writeFile(join(root, 'package-lock.json'), '{ "changed": true }');
  expect((await installOnce()).code).toBe(0);
  expect(await calls()).toBe(2);
  await rm(join(root, 'node_modules/.installed-lock'));
  expect((await installOnce()).code).toBe(0);
  expect(await calls()).toBe(3);
});

test('what npm --prefix says of this folder is not taken for the machine’s settings', async () => {
  const told = {
    npm_config_prefix: root,
    npm_config_globalconfig: join(root, 'etc/npmrc'),
    npm_config_registry: 'https://registry.example',
  };
  expect((await installOnce(told)).code).toBe(0);
  const handed = await readFile(join(root, 'calls.env'), 'utf8');
  expect(handed).toContain('npm_config_registry=https://registry.example');
  expect(handed).not.toMatch(/npm_config_(prefix|globalconfig)/);
});

test('two at once install once', async () => {
  const both = await Promise.all([installOnce(), installOnce()]);
  expect(both.map(({ code }) => code)).toEqual([0, 0]);
  expect(await calls()).toBe(1);
});

test.each([
  { failure: 'ENOSPC', sentence: 'The disk is full' },
  { failure: 'EACCES', sentence: 'You may not write' },
  { failure: 'ENOTFOUND', sentence: 'can not be reached' },
])('$failure is said in one sentence, and the next start tries again', async ({ failure, sentence }) => {
  const { code, output } = await installOnce({ FAIL: failure });
  expect(code).toBe(1);
  expect(output).toContain(sentence);
  expect(existsSync(join(root, 'node_modules/.installed-lock'))).toBe(false);
  expect((await installOnce()).code).toBe(0);
});
