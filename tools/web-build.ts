import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { AppError } from '../server/src/platform/app-error.ts';

/** What the console is made of: any change of these makes a build stale. */
const SOURCES = ['web', 'messages', 'engines', 'package-lock.json'];
const NOT_SOURCES = new Set(['node_modules', 'dist', 'dist.unfinished', 'e2e']);

function* sourceFiles(path: string): Generator<string> {
  if (!existsSync(path)) return;
  if (statSync(path).isFile()) {
    if (!/\.test\.tsx?$/.test(path)) yield path;
    return;
  }
  for (const name of readdirSync(path).toSorted()) {
    if (!NOT_SOURCES.has(name)) yield* sourceFiles(join(path, name));
  }
}

function hashSources(root: string): string {
  const hash = createHash('sha256');
  for (const source of SOURCES) {
    for (const file of sourceFiles(join(root, source)))
      hash.update(file.slice(root.length)).update(readFileSync(file));
  }
  return hash.digest('hex');
}

export type WebState = 'missing' | 'fresh' | 'stale';

/** Compares the sources of the console with what `web/dist` was built from. */
export function webState(root: string): WebState {
  if (!existsSync(join(root, 'web/index.html'))) return 'missing';
  const mark = join(root, 'web/dist/.built-from');
  return existsSync(mark) && readFileSync(mark, 'utf8') === hashSources(root) ? 'fresh' : 'stale';
}

/** Builds the console beside the present one and swaps it in: a build that broke off changes nothing. */
export async function buildWeb(root: string): Promise<void> {
  const builtFrom = hashSources(root);
  const web = join(root, 'web');
  const unfinished = join(web, 'dist.unfinished');
  await rm(unfinished, { recursive: true, force: true });
  const vite = join(root, 'node_modules/vite/bin/vite.js');
  const { code, output } = await run(
    process.execPath,
    [vite, 'build', '--outDir', unfinished, '--emptyOutDir'],
    web,
  );
  if (code !== 0) {
    throw new AppError({
      code: 'SETUP_WEB_BUILD_FAILED',
      status: 500,
      cause: output.trim().split('\n').slice(-25).join('\n'),
    });
  }
  await writeFile(join(unfinished, '.built-from'), builtFrom);
  await rm(join(web, 'dist'), { recursive: true, force: true });
  await rename(unfinished, join(web, 'dist'));
}

async function run(
  command: string,
  parameters: string[],
  cwd: string,
): Promise<{ code: number; output: string }> {
  const child = spawn(command, parameters, {
    cwd,
    env: { ...process.env, NODE_ENV: 'production' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  child.on('error', reject);
  child.on('close', (code) => resolve(code ?? 1));
  return { code: await promise, output: stripVTControlCharacters(output) };
}
