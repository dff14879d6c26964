import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Why there is no verifier; the sentence is for whoever ran the script. */
export class GoMissing extends Error {}

export interface Verdict {
  accepted: boolean;
  /** What the verifier counted, and why it refused. */
  said: Record<string, number | string>;
}

/** Where Debian's golang-golang-x-mod-dev puts its sources. */
const DEBIAN_GOPATH = '/usr/share/gocode';

function goEnvironment(folder: string): NodeJS.ProcessEnv {
  const gopath = [join(folder, 'gopath'), process.env['GOPATH'], DEBIAN_GOPATH]
    .filter(Boolean)
    .join(delimiter);
  return { ...process.env, GO111MODULE: 'off', GOPATH: gopath, GOFLAGS: '', GOTOOLCHAIN: 'local' };
}

/**
 * Compiles verify.go into the folder.
 * @throws GoMissing when the Go toolchain or golang.org/x/mod is not on this machine.
 */
export function buildVerifier(folder: string): string {
  const env = goEnvironment(folder);
  if (spawnSync('go', ['version'], { env }).error) throw new GoMissing('Go');
  const found = spawnSync('go', ['list', 'golang.org/x/mod/sumdb/tlog'], { env });
  if (found.status !== 0) throw new GoMissing('golang.org/x/mod');
  const binary = join(folder, 'verify');
  const source = join(import.meta.dirname, 'verify.go');
  const built = spawnSync('go', ['build', '-o', binary, source], { env, encoding: 'utf8' });
  if (built.status !== 0 || !existsSync(binary))
    throw new Error(`verify.go does not compile:\n${built.stderr}`);
  return binary;
}

/** Runs the verifier once. Anything but a clear yes or no is an error. */
export async function runVerifier(binary: string, flags: Record<string, string>): Promise<Verdict> {
  const args = Object.entries(flags).flatMap(([name, value]) => [`-${name}`, value]);
  const child = spawn(binary, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(child, 'close');
  const output = (await child.stdout.toArray()).join('');
  const [status] = await ended;
  if (status !== 0 && status !== 1) throw new Error(`the verifier ended with ${status}`);
  return { accepted: status === 0, said: JSON.parse(output) };
}
