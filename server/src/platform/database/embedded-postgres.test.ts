import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { chmod, mkdtemp, readdir, readFile, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  removeEmbeddedPostgres,
  startEmbeddedPostgres,
  type EmbeddedPostgres,
  type EmbeddedPostgresStep,
} from './embedded-postgres.ts';
import { isGone } from './embedded-postgres-watch.ts';

const HOLDER = join(import.meta.dirname, '../../../test/hold-embedded-postgres.ts');
const AWHILE = { timeout: 20_000, interval: 100 };
const isRoot = process.getuid?.() === 0;

let folder: string;
let dataDir: string;
const stops: (() => Promise<void>)[] = [];

beforeEach(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'tandem-postgres-')));
  await chmod(folder, 0o755);
  dataDir = join(folder, 'checkout/.data/postgres');
});

afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
  await removeEmbeddedPostgres(dataDir).catch(() => undefined); // some tests break the folder on purpose
  await rm(folder, { recursive: true, force: true });
});

async function start(
  options: { port?: number; settings?: Record<string, string> } = {},
): Promise<EmbeddedPostgres> {
  const started = await startEmbeddedPostgres({ dataDir, settings: { fsync: 'off' }, ...options });
  stops.push(started.stop);
  return started;
}

async function ask(url: string, statement: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined); // tests cut connections; queries still fail
  await client.connect();
  try {
    return (await client.query(statement)).rows;
  } finally {
    await client.end();
  }
}

const postmasterPid = async (cluster = join(dataDir, 'cluster')): Promise<number> =>
  Number((await readFile(join(cluster, 'postmaster.pid'), 'utf8')).split('\n')[0]);

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

async function until(what: () => boolean): Promise<void> {
  const deadline = Date.now() + 20_000;
  while (!what()) {
    if (Date.now() > deadline) throw new Error('did not come about within 20 s');
    await sleep(20);
  }
}

/** Another process that holds the folder, as `npm start` does. */
async function holdElsewhere(): Promise<{ child: ChildProcess; url: string; port: number }> {
  const child = spawn('node', [HOLDER, dataDir], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  return { child, ...(JSON.parse(line.toString()) as { url: string; port: number }) };
}

/** The shell that waits for `holder` to end; found by its command, which names PostgreSQL's pid. */
async function guardOf(postgres: number): Promise<number> {
  for (const name of await readdir('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const command = await readFile(`/proc/${name}/cmdline`, 'utf8').catch(() => '');
    if (command.includes('read -r _') && command.endsWith(`\0${postgres}\0`)) return Number(name);
  }
  throw new Error('no guard');
}

describe('a first start', () => {
  test('makes a UTF-8 cluster with passwords of its own, reachable on loopback only', async () => {
    const { url, appUrl, adminUrl, port } = await start();
    expect(await ask(adminUrl, 'show listen_addresses')).toEqual([{ listen_addresses: '127.0.0.1' }]);
    expect(await ask(url, 'show server_encoding')).toEqual([{ server_encoding: 'UTF8' }]);
    expect(await ask(url, `select rolsuper from pg_roles where rolname = current_user`)).toEqual([
      { rolsuper: false },
    ]);
    expect(await ask(appUrl, 'select current_user as name')).toEqual([{ name: 'tandem_app' }]);
    expect((await stat(join(dataDir, 'state.json'))).mode & 0o777).toBe(0o600);
    await expect(
      ask(`postgres://postgres:wrong@127.0.0.1:${port}/postgres`, 'select 1'),
    ).rejects.toMatchObject({
      code: '28P01',
    });
  });

  test('refuses a second holder, and says who holds it', async () => {
    await start();
    await expect(startEmbeddedPostgres({ dataDir })).rejects.toMatchObject({
      code: 'EMBEDDED_POSTGRES_IN_USE',
      params: { pid: process.pid },
    });
  });

  test('an initdb that broke off leaves nothing in the way', async () => {
    const first = await start();
    await first.stop();
    await rm(join(dataDir, 'cluster'), { recursive: true });
    await writeFile(join(dataDir, 'cluster.unfinished'), 'half of it');
    const { url } = await start();
    expect(await ask(url, 'select 1 as one')).toEqual([{ one: 1 }]);
  });
});

describe('a later start', () => {
  test('keeps rows, passwords and port', async () => {
    const first = await start();
    await ask(first.url, 'create table kept as select 7 as n');
    const pid = await postmasterPid();
    await first.stop();
    expect(isRunning(pid)).toBe(false);
    const second = await start();
    expect(second.url).toBe(first.url);
    expect(await ask(second.url, 'select n from kept')).toEqual([{ n: 7 }]);
  });

  test('takes another port when its own is taken, and refuses a taken one that was asked for', async () => {
    const first = await start();
    await first.stop();
    const squatter = createServer().listen(first.port, '127.0.0.1');
    await once(squatter, 'listening');
    await expect(startEmbeddedPostgres({ dataDir, port: first.port })).rejects.toMatchObject({
      code: 'EMBEDDED_POSTGRES_PORT_TAKEN',
      params: { port: first.port },
    });
    const second = await start();
    expect(second.port).not.toBe(first.port);
    squatter.close();
  });

  test('recovers committed rows after PostgreSQL itself was killed', async () => {
    const first = await start({ settings: {} });
    await ask(first.url, 'create table kept as select 7 as n');
    process.kill(await postmasterPid(), 'SIGKILL');
    await first.stop();
    const second = await start({ settings: {} });
    expect(await ask(second.url, 'select n from kept')).toEqual([{ n: 7 }]);
  });

  test('is not fooled by a process that has taken over the number in postmaster.pid', async () => {
    const first = await start();
    const pidFile = join(dataDir, 'cluster/postmaster.pid');
    const text = await readFile(pidFile, 'utf8');
    await first.stop();
    // A process of the same account, as after a reboot or in a new container.
    const { uid, gid } = await stat(join(dataDir, 'cluster'));
    const stranger = spawn('sleep', ['60'], { ...(isRoot ? { uid, gid } : {}), cwd: '/', stdio: 'ignore' });
    await writeFile(pidFile, text.replace(/^\d+/, String(stranger.pid)));
    const second = await start();
    expect(await ask(second.url, 'select 1 as one')).toEqual([{ one: 1 }]);
    stranger.kill();
  });
});

describe('while our process lives', () => {
  test('PostgreSQL that was killed comes back by itself, on the same port, under a guard', async () => {
    const { child, url } = await holdElsewhere();
    await ask(url, 'create table kept as select 7 as n');
    const killed = await postmasterPid();
    process.kill(killed, 'SIGKILL');
    await expect.poll(() => ask(url, 'select n from kept').catch(String), AWHILE).toEqual([{ n: 7 }]);
    const revived = await postmasterPid();
    expect(revived).not.toBe(killed);
    child.kill('SIGKILL');
    await until(() => !isRunning(revived));
  });

  test('what keeps PostgreSQL from coming back may go: it is tried until then, and a stop ends the trying', async () => {
    const steps: EmbeddedPostgresStep[] = [];
    const started = await startEmbeddedPostgres({ dataDir, onStep: (step) => steps.push(step) });
    stops.push(started.stop);
    const control = join(dataDir, 'cluster/global/pg_control');
    await rename(control, `${control}.away`);
    process.kill(await postmasterPid(), 'SIGKILL');
    const log = join(dataDir, 'postgres.log');
    const tries = async () => (await readFile(log, 'utf8')).split('pg_control').length - 1;
    await expect.poll(tries, AWHILE).toBeGreaterThanOrEqual(2);
    expect(steps).toEqual(['creating']);
    await rename(`${control}.away`, control);
    await expect.poll(() => ask(started.url, 'select 1 as one').catch(String), AWHILE).toEqual([{ one: 1 }]);
    await expect.poll(() => steps).toEqual(['creating', 'revived']);
    const revived = await postmasterPid();
    await started.stop();
    await sleep(1_500);
    expect(isRunning(revived)).toBe(false);
    expect(existsSync(join(dataDir, 'cluster/postmaster.pid'))).toBe(false);
  });
});

test('who is gone is told without a file: this process is not, one that has ended is', async () => {
  expect(isGone(process.pid)).toBe(false);
  const ended = spawn('true');
  await once(ended, 'exit');
  expect(isGone(ended.pid ?? 0)).toBe(true);
});

describe('after our process was killed', () => {
  test('the guard stops PostgreSQL, and the next start is a clean one', async () => {
    const { child, url } = await holdElsewhere();
    await ask(url, 'create table kept as select 7 as n');
    const pid = await postmasterPid();
    child.kill('SIGKILL');
    await until(() => !isRunning(pid));
    const next = await start();
    expect(await ask(next.url, 'select n from kept')).toEqual([{ n: 7 }]);
  });

  test.each([
    { settings: {}, step: 'reused', same: true },
    { settings: { work_mem: '8MB' }, step: 'restarting', same: false },
  ])('an orphan is $step when settings are $settings', async ({ settings, step, same }) => {
    const { child, url } = await holdElsewhere();
    await ask(url, 'create table kept as select 7 as n');
    const pid = await postmasterPid();
    process.kill(await guardOf(pid), 'SIGKILL');
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(isRunning(pid)).toBe(true);
    const steps: EmbeddedPostgresStep[] = [];
    const next = await startEmbeddedPostgres({ dataDir, settings, onStep: (each) => steps.push(each) });
    stops.push(next.stop);
    expect(steps).toEqual([step]);
    expect((await postmasterPid()) === pid).toBe(same);
    expect(await ask(next.url, 'select n from kept')).toEqual([{ n: 7 }]);
    await next.stop();
    await until(() => !isRunning(pid));
  });
});

describe('several processes at once', () => {
  test('share one server, which the last one stops', async () => {
    const open = () => startEmbeddedPostgres({ dataDir, settings: { fsync: 'off' }, shared: true });
    const [one, two] = await Promise.all([open(), open()]);
    stops.push(one.stop);
    expect(two.url).toBe(one.url);
    expect(await ask(two.url, 'select 1 as one')).toEqual([{ one: 1 }]);
  });
});

describe('what can not be helped is said with a code', () => {
  test.each([
    {
      code: 'EMBEDDED_POSTGRES_BROKEN',
      harm: () => rm(join(dataDir, 'cluster/global/pg_control')),
    },
    {
      code: 'EMBEDDED_POSTGRES_VERSION',
      harm: () => writeFile(join(dataDir, 'cluster/PG_VERSION'), '15\n'),
    },
    { code: 'EMBEDDED_POSTGRES_STATE_LOST', harm: () => rm(join(dataDir, 'state.json')) },
    { code: 'EMBEDDED_POSTGRES_STATE_LOST', harm: () => writeFile(join(dataDir, 'state.json'), '{"passw') },
  ])('$code', async ({ code, harm }) => {
    const first = await start();
    await first.stop();
    await harm();
    await expect(startEmbeddedPostgres({ dataDir })).rejects.toMatchObject({ code });
    await rm(join(dataDir), { recursive: true });
  });
});

test('below a folder that only its owner may pass: root keeps the cluster elsewhere, others in place', async () => {
  await chmod(folder, 0o700);
  const first = await start();
  await ask(first.url, 'create table kept as select 7 as n');
  expect(first.elsewhere !== undefined).toBe(isRoot);
  const cluster = first.elsewhere ?? join(dataDir, 'cluster');
  await first.stop();
  const second = await start();
  expect(second.elsewhere).toBe(first.elsewhere);
  expect(await ask(second.url, 'select n from kept')).toEqual([{ n: 7 }]);
  await second.stop();
  await removeEmbeddedPostgres(dataDir);
  expect(existsSync(cluster)).toBe(false);
  expect(existsSync(dirname(cluster))).toBe(false);
});
