import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { seedCity, type City } from '../../../test/city.ts';
import { signedIn, startChildServer, type ChildServer } from '../../../test/child-server.ts';
import type { TestClient } from '../../../test/client.ts';
import { createTestDatabase, type TestDatabase } from '../../../test/database.ts';

const ROWS = 250_000;
const ITEMS = ['企业名称', '统一社会信用代码', '注册日期', '注册资金'];

let database: TestDatabase;
let city: City;
let owner: pg.Pool;
let dataDir: string;
let server: ChildServer;
let clerkAt: (url: string) => TestClient;
let resourceId: string;
let fileId: string;
let undisturbed: Outcome;

const clerk = () => clerkAt(server.url);
const start = () => startChildServer({ database, dataDir });

/** A quarter of a million rows; each hundredth can not be loaded. */
function* file(): Generator<string> {
  yield `${ITEMS.join(',')}\r\n`;
  for (let row = 0; row < ROWS; row += 5000) {
    let text = '';
    for (let n = row; n < row + 5000; n += 1) {
      const date = n % 100 === 7 ? '2019-13-45' : `20${10 + (n % 10)}-0${1 + (n % 9)}-1${n % 10}`;
      text += `示范恒远${n}商贸有限公司,91350100M000100Y43,${date},${n % 9000}(万元)\r\n`;
    }
    yield text;
  }
}

interface Outcome {
  report: unknown;
  rejects: string;
  rows: string;
}

type Run = {
  id: string;
  state: string;
  datasetVersionId: string;
  report: { rowsLoaded: number; rowsRejected: number };
};

beforeAll(async () => {
  database = await createTestDatabase();
  city = await seedCity(database);
  owner = new pg.Pool({ connectionString: database.adminUrl, max: 2 });
  owner.on('error', () => undefined);
  dataDir = await mkdtemp(join(tmpdir(), 'tandem-crash-'));
  server = await start();
  clerkAt = await signedIn({ database, city }, 'market.clerk');
  const items = ITEMS.map((name) => ({
    ...{ name, column: 'c', type: 'C', length: 100, description: '', level: 'general', recognized: null },
    ...{ personal: false, key: false, grade: 1 },
  }));
  const entry = await clerk().post<{ resourceId: string }>('/api/v1/catalogue/resources', {
    title: '企业登记',
    items,
  });
  resourceId = entry.body.resourceId;
  const bytes = new TextEncoder().encode([...file()].join(''));
  const uploaded = await clerk().post<{ id: string }>('/api/v1/files', bytes, {
    'tandem-file-name': 'a.csv',
  });
  fileId = uploaded.body.id;
  const run = await begin();
  undisturbed = await outcomeOf(await until(run, ['loaded']));
}, 120_000);
afterAll(async () => {
  await server.end('SIGKILL');
  await owner.end();
  await database.drop();
  await rm(dataDir, { recursive: true, force: true });
});

async function until(id: string, states: readonly string[]): Promise<Run> {
  for (let attempt = 0; attempt < 900; attempt += 1) {
    const { body } = await clerk().get<Run>(`/api/v1/imports/${id}`);
    if (states.includes(body.state)) return body;
    await pause(100);
  }
  throw new Error(`import ${id} did not reach ${states.join(' or ')}`);
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Inspected and started. */
async function begin(): Promise<string> {
  const { body } = await clerk().post<Run>('/api/v1/imports', { fileId, resourceId });
  await until(body.id, ['inspected']);
  expect((await clerk().post(`/api/v1/imports/${body.id}/load`)).status).toBe(200);
  return body.id;
}

/** Begins a load and waits until a part of it, but not all, is committed. */
async function beginAndCommitSome(): Promise<string> {
  const id = await begin();
  for (let attempt = 0; attempt < 2000; attempt += 1) {
    const { rows } = await owner.query(
      'select state, committed_row::int as row from imports.import where id = $1',
      [id],
    );
    if (rows[0].row > 0) {
      expect(rows[0]).toMatchObject({ state: 'loading' });
      expect(rows[0].row).toBeLessThan(ROWS);
      return id;
    }
    await pause(10);
  }
  throw new Error('nothing was committed');
}

/** Report, reject file and every row that is stored, as they must be whatever happened on the way. */
async function outcomeOf(run: Run): Promise<Outcome> {
  const rejects = await clerk().get(`/api/v1/imports/${run.id}/rejects.csv`);
  const table = `hosted."d_${run.datasetVersionId.replaceAll('-', '')}"`;
  const { rows } = await owner.query(
    `select count(*) || ':' || md5(string_agg(concat_ws('|', c1, c2, c3, c4), ',' order by row_no)) as rows from ${table}`,
  );
  return {
    report: run.report,
    rejects: createHash('sha256')
      .update(Buffer.from(rejects.bytes).toString().replace(run.id, 'its import'))
      .digest('hex'),
    rows: rows[0].rows,
  };
}

test('an undisturbed load has every row, once', () => {
  expect(undisturbed.report).toMatchObject({
    rowsRead: ROWS,
    rowsLoaded: ROWS * 0.99,
    rowsRejected: ROWS / 100,
  });
  expect(undisturbed.rows).toMatch(new RegExp(`^${ROWS * 0.99}:`));
});

test('a server killed during a load: the next one goes on and ends with the rows, report and rejects of an undisturbed load', async () => {
  const id = await beginAndCommitSome();
  await server.end('SIGKILL');
  server = await start();
  expect(await outcomeOf(await until(id, ['loaded', 'failed']))).toEqual(undisturbed);
}, 150_000);

test('a server killed between load and switch: the loaded rows wait, and are served once switched to', async () => {
  const id = await begin();
  const run = await until(id, ['loaded']);
  await server.end('SIGKILL');
  server = await start();
  expect((await until(id, ['loaded'])).datasetVersionId).toBe(run.datasetVersionId);
  const current = () =>
    owner.query(`select id from imports.dataset_version where resource_id = $1 and state = 'current'`, [
      resourceId,
    ]);
  expect((await current()).rows).toEqual([]);
  expect((await clerk().post<Run>(`/api/v1/imports/${id}/switch`)).body.state).toBe('switched');
  expect((await current()).rows).toEqual([{ id: run.datasetVersionId }]);
}, 90_000);

test('a cancelled load stops within seconds and goes on where it stood', async () => {
  const id = await beginAndCommitSome();
  const asked = performance.now();
  await clerk().post(`/api/v1/imports/${id}/cancel`);
  await until(id, ['cancelled']);
  expect(performance.now() - asked).toBeLessThan(10_000);
  expect((await clerk().post(`/api/v1/imports/${id}/load`)).status).toBe(200);
  expect(await outcomeOf(await until(id, ['loaded', 'failed']))).toEqual(undisturbed);
}, 90_000);

test('a load whose database connection breaks in the middle goes on by itself', async () => {
  const id = await beginAndCommitSome();
  // Between two transactions there is no COPY to cut off.
  const cut = async () =>
    (
      await owner.query(
        `select pg_terminate_backend(pid) from pg_stat_activity
         where datname = current_database() and query like 'copy hosted.%' and state = 'active'`,
      )
    ).rowCount;
  await expect.poll(cut, { interval: 5 }).toBe(1);
  expect(await outcomeOf(await until(id, ['loaded', 'failed']))).toEqual(undisturbed);
}, 90_000);

test('a server that is asked to stop breaks the load off in seconds, and the next one goes on', async () => {
  const id = await beginAndCommitSome();
  expect(await server.end('SIGTERM')).toBeLessThan(12_000);
  const { rows } = await owner.query('select state, failures, alive_at from imports.import where id = $1', [
    id,
  ]);
  expect(rows[0]).toMatchObject({ state: 'loading', alive_at: null });
  server = await start();
  expect(await outcomeOf(await until(id, ['loaded', 'failed']))).toEqual(undisturbed);
}, 120_000);

test('a cancel that no worker lives to hear comes true', async () => {
  const id = await beginAndCommitSome();
  await server.end('SIGKILL');
  await owner.query(`update imports.import set state = 'cancelling' where id = $1`, [id]);
  server = await start();
  await until(id, ['cancelled']);
}, 120_000);
