import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, realpath, rm, chmod, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { removeEmbeddedPostgres } from '../server/src/platform/database/embedded-postgres.ts';

/** Starts as a person would, each in a data folder of its own, without the demonstration city. */
const START = join(import.meta.dirname, 'start.ts');
const LIMIT_MS = 60_000;

let dataDir: string;
const children: ChildProcess[] = [];
const squatters: Server[] = [];

beforeEach(async () => {
  dataDir = await realpath(await mkdtemp(join(tmpdir(), 'tandem-start-')));
  await chmod(dataDir, 0o755);
});

afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  for (const squatter of squatters.splice(0)) squatter.close();
  await removeEmbeddedPostgres(join(dataDir, 'postgres'));
  await rm(dataDir, { recursive: true, force: true });
});

interface Started {
  child: ChildProcess;
  output: () => string;
  /** Resolves when the text has been printed; rejects when the process ends before. */
  says(text: string): Promise<void>;
  exit: Promise<number>;
}

function start(parameters: string[], environment: Record<string, string> = {}): Started {
  const { DATABASE_URL: _, PORT: __, ...inherited } = process.env;
  const child = spawn('node', [START, '--no-demo', ...parameters], {
    env: { ...inherited, TANDEM_DATA_DIR: dataDir, TANDEM_WEB_DIR: join(dataDir, 'web'), ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  children.push(child);
  let text = '';
  child.stdout?.on('data', (chunk: Buffer) => (text += chunk.toString()));
  child.stderr?.on('data', (chunk: Buffer) => (text += chunk.toString()));
  const exit = once(child, 'close').then(([code]) => Number(code));
  const says = async (wanted: string): Promise<void> => {
    const deadline = Date.now() + LIMIT_MS;
    while (!text.includes(wanted)) {
      if (child.exitCode !== null || Date.now() > deadline)
        throw new Error(`never said "${wanted}":\n${text}`);
      await sleep(50);
    }
  };
  return { child, output: () => text, says, exit };
}

const IS_UP = 'Ctrl-C stops everything';

async function freePort(): Promise<number> {
  const server = await squat(0);
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
}

async function squat(port: number): Promise<Server> {
  const server = createServer().listen(port, '127.0.0.1');
  await once(server, 'listening');
  return server;
}

const isReady = async (port: number): Promise<boolean> =>
  (await fetch(`http://127.0.0.1:${port}/health/ready`)).ok;

async function postgresIsGone(): Promise<boolean> {
  const file = join(dataDir, 'postgres/cluster/postmaster.pid');
  const deadline = Date.now() + 15_000;
  while (existsSync(file) && Date.now() < deadline) await sleep(50);
  return !existsSync(file);
}

test(
  'comes up, is found running by a second start, and Ctrl-C leaves nothing behind',
  { timeout: 120_000 },
  async () => {
    const port = await freePort();
    const first = start(['--port', String(port)]);
    await first.says(IS_UP);
    expect(first.output()).toContain(`http://localhost:${port}`);
    expect(await isReady(port)).toBe(true);

    const second = start([]);
    expect(await second.exit).toBe(0);
    expect(second.output()).toContain(`http://localhost:${port} (process ${first.child.pid})`);
    const reset = start(['--reset', '--yes']);
    expect(await reset.exit).toBe(1);
    expect(await isReady(port)).toBe(true);

    first.child.kill('SIGINT');
    first.child.kill('SIGINT'); // the terminal's and npm's
    expect(await first.exit).toBe(0);
    expect(first.output()).toContain('Everything has stopped');
    expect(await postgresIsGone()).toBe(true);
    await expect(isReady(port)).rejects.toThrow();
  },
);

test(
  'starts again after it was killed, and begins anew only when told so',
  { timeout: 120_000 },
  async () => {
    const port = await freePort();
    const first = start(['--port', String(port)]);
    await first.says(IS_UP);
    first.child.kill('SIGKILL');
    const second = start(['--port', String(port)]);
    await second.says(IS_UP);
    const passwords = await readFile(join(dataDir, 'postgres/state.json'), 'utf8');
    second.child.kill('SIGTERM');
    expect(await second.exit).toBe(0);

    const unasked = start(['--reset']);
    expect(await unasked.exit).toBe(1);
    expect(unasked.output()).toContain('--yes');
    expect(await readFile(join(dataDir, 'postgres/state.json'), 'utf8')).toBe(passwords);

    await writeFile(join(dataDir, 'thesis.txt'), 'of somebody else');
    const anew = start(['--reset', '--yes', '--port', String(port)]);
    await anew.says(IS_UP);
    expect(await readFile(join(dataDir, 'thesis.txt'), 'utf8')).toBe('of somebody else');
    expect(await readFile(join(dataDir, 'postgres/state.json'), 'utf8')).not.toBe(passwords);
  },
);

test(
  'a busy port: one asked for is refused with an offer, the usual one is replaced',
  { timeout: 120_000 },
  async () => {
    const busy = await squat(0);
    squatters.push(busy);
    const { port } = busy.address() as AddressInfo;
    const refused = start(['--port', String(port)]);
    expect(await refused.exit).toBe(1);
    expect(refused.output()).toMatch(/Port \d+ is free: npm start -- --port \d+/);

    const usual = 8090;
    squatters.push(await squat(usual).catch(() => busy)); // where it is busy already, that will do
    const started = start([]);
    await started.says(IS_UP);
    expect(started.output()).toContain(`Port ${usual} is taken`);
    expect(started.output()).toMatch(/Using port (\d+) instead/);
  },
);

test('Ctrl-C in the middle of a start leaves nothing behind', { timeout: 120_000 }, async () => {
  const started = start(['--port', String(await freePort())]);
  await started.says('Migrating');
  started.child.kill('SIGINT');
  expect(await started.exit).toBe(130);
  expect(await postgresIsGone()).toBe(true);
});

test('what it can not do is one sentence', { timeout: 60_000 }, async () => {
  const away = start([], { DATABASE_URL: `postgres://nobody:x@127.0.0.1:${await freePort()}/tandem` });
  expect(await away.exit).toBe(1);
  expect(away.output()).toContain('DATABASE_URL');
  expect(away.output()).not.toContain('    at ');
  const external = start(['--reset', '--yes'], { DATABASE_URL: 'postgres://nobody:x@127.0.0.1:1/tandem' });
  expect(await external.exit).toBe(1);
  expect(external.output()).toContain('does not delete');
  const unmade = join(dataDir, 'unmade');
  const loud = start([], { TANDEM_LOG_LEVEL: 'loud', TANDEM_DATA_DIR: unmade });
  expect(await loud.exit).toBe(1);
  expect(loud.output()).toContain('TANDEM_LOG_LEVEL must be one of');
  expect(existsSync(unmade), 'refused before anything is made').toBe(false);
  const unknown = start(['--prot', '8080']);
  expect(await unknown.exit).toBe(1);
  expect(unknown.output()).toContain('--port N');
});
