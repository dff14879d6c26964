import { spawn } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bytesAccess, readParquet, readXlsx, rowText, type Table } from '@tandem/tabular';
import { openFolderStore, type FileStore } from '../../platform/files/file-store.ts';
import {
  findDataset,
  hostRows,
  openForDisclosure,
  selectRows,
  streamRows,
  type DatasetColumn,
} from '../imports/index.ts';
import { createVersion, sealVersion, switchToVersion } from '../imports/dataset-store.ts';
import { findAgreementTerms } from '../requests/index.ts';
import { expireBatches } from './batch-store.ts';
import { CompiledAgreements } from './compile-agreement.ts';
import { makeBatch } from './make-batch.ts';
import { BATCH_GIVEN_UP_JOB } from './order-batch.ts';
import { COLUMNS, ITEMS, openBed, PURPOSE, type Bed, type Refusal } from '../../../test/exchange-bed.ts';

let bed: Bed;
let dataDir: string;
let files: FileStore;
beforeAll(async () => {
  bed = await openBed();
  dataDir = await mkdtemp(join(tmpdir(), 'tandem-batch-'));
  files = await openFolderStore(dataDir);
});
afterAll(async () => {
  await bed.stop();
  await rm(dataDir, { recursive: true, force: true });
});

interface BatchAnswer {
  id: string;
  state: string;
  problem: string | null;
  rowCount: number;
  fileHash: string;
}

const pathOf = (agreementId: string) => `/api/v1/exchange/agreements/${agreementId}/batches`;

async function order(agreementId: string, body: object): Promise<BatchAnswer> {
  const answer = await bed.tax.post<BatchAnswer>(pathOf(agreementId), body, PURPOSE);
  expect(answer.status).toBe(202);
  return answer.body;
}

async function finished(agreementId: string, body: object): Promise<BatchAnswer> {
  const { id } = await order(agreementId, body);
  const read = async () => (await bed.tax.get<BatchAnswer>(`${pathOf(agreementId)}/${id}`)).body;
  await expect.poll(async () => (await read()).state).toMatch(/ready|failed/);
  return read();
}

const content = (agreementId: string, id: string, headers: Record<string, string> = PURPOSE) =>
  bed.tax.get<string>(`${pathOf(agreementId)}/${id}/content`, headers);

async function cellsOf(table: Table): Promise<string[][]> {
  const rows: string[][] = [];
  for await (const batch of table.batches) {
    for (let row = 0; row < batch.rows; row += 1) rows.push(rowText(batch, row));
  }
  return rows;
}

test('[22.modes] a file of all agreed rows: ordered, made, fetched; its digest on record is that of its bytes', async () => {
  const id = await bed.agree();
  const batch = await finished(id, { items: ['企业名称', '登记机关区划', '法定代表人'], format: 'csv' });
  expect(batch).toMatchObject({ state: 'ready', rowCount: 3 });
  const file = await content(id, batch.id);
  const hash = createHash('sha256').update(file.bytes).digest('hex');
  expect(hash).toBe(batch.fileHash);
  const path = `${bed.run.url}${pathOf(id)}/${batch.id}/content`;
  expect((await fetch(path, { method: 'HEAD' })).status, 'no record without bytes').toBe(404);
  const lines = new TextDecoder().decode(file.bytes).trim().split('\r\n');
  expect(lines).toHaveLength(4);
  expect(lines[1]).toBe('银川启明商贸有限公司,640104,欧阳**');
  const [record] = await bed.sql(
    'select mode, row_count, encode(answer_digest, $2) as digest from exchange.disclosure where id = $1',
    [file.headers.get('tandem-receipt'), 'hex'],
  );
  expect(record).toEqual({ mode: 'batch', row_count: 3, digest: hash });
});

test('cells that a spreadsheet would run are neutralised in CSV and are texts in XLSX; numbers stay numbers', async () => {
  const id = await bed.agree();
  const items = ['企业名称', '注册资本'];
  const csv = await finished(id, { items, format: 'csv' });
  const lines = (await content(id, csv.id)).body.trim().split('\r\n');
  expect(lines.at(-1)).toBe(`"'=HYPERLINK(""http://x"",""y"")",-5`);
  const xlsx = await finished(id, { items, format: 'xlsx' });
  const { bytes } = await content(id, xlsx.id);
  const cells = await cellsOf(await readXlsx(bytesAccess(bytes), {}));
  expect(cells.at(-1)).toEqual(['=HYPERLINK("http://x","y")', '-5']);
  const parquet = await finished(id, { items, format: 'parquet' });
  const table = await readParquet(bytesAccess((await content(id, parquet.id)).bytes));
  expect((await cellsOf(table)).at(0)).toEqual(['银川启明商贸有限公司', '820000.50']);
});

test('a file gives dates and booleans as such, and every digit of decimals', async () => {
  const resourceId = randomUUID();
  const columns: DatasetColumn[] = [
    { item: '编号', column: 'c1', type: 'text', key: true },
    { item: '是否', column: 'c2', type: 'boolean', key: false },
    { item: '数', column: 'c3', type: 'decimal', key: false },
    { item: '日期', column: 'c4', type: 'date', key: false },
  ];
  const rows = [['a', 'true', '1.230', '2026-05-01']];
  const providerId = bed.run.city.departments.market.id;
  await bed.run.transactAs('job')((tx) => hostRows(tx, { resourceId, providerId, columns, rows }));
  const items = columns.map(({ item }) => ({ ...ITEMS[0], name: item }) as (typeof ITEMS)[number]);
  const id = await bed.agree({ resourceId, items, rowFilter: [] });
  const order = { items: ['是否', '数', '日期'], format: 'xlsx' };
  const { bytes } = await content(id, (await finished(id, order)).id);
  expect(await cellsOf(await readXlsx(bytesAccess(bytes), {}))).toEqual([['TRUE', '1.230', '2026-05-01']]);
});

test('[25.scope] a file is held against the agreement when ordered, made and fetched', async () => {
  const id = await bed.agree();
  const sixth = await bed.tax.post(pathOf(id), { items: ['经营范围'], format: 'csv' }, PURPOSE);
  expect(sixth.body as unknown as Refusal).toMatchObject({
    code: 'EXCHANGE_ITEM_NOT_AGREED',
    rule: { id: '25.scope' },
  });
  const batch = await finished(id, { items: ['企业名称'], format: 'csv' });
  const codeOf = async (headers?: Record<string, string>) =>
    ((await content(id, batch.id, headers)).body as unknown as Refusal).code;
  expect(await codeOf({})).toBe('EXCHANGE_PURPOSE_MISSING');
  await bed.setState(id, 'suspended');
  expect(await codeOf()).toBe('EXCHANGE_SUSPENDED');
  await bed.setState(id, 'inForce');
  await bed.amend(id, { rowFilter: [{ item: '登记机关区划', op: 'in', values: ['640105'] }] });
  expect(await codeOf()).toBe('EXCHANGE_BATCH_SUPERSEDED');
  const foreign = await bed.agree();
  expect(((await content(foreign, batch.id)).body as unknown as Refusal).code).toBe(
    'EXCHANGE_BATCH_NOT_FOUND',
  );
  const stranger = await bed.run.asSystem('labour.system').get(`${pathOf(id)}/${batch.id}`);
  expect(stranger.status).toBe(404);
});

test('[25.scope] a file beyond a day’s rows is not made, and the refusal is on record', async () => {
  const id = await bed.agree({ quota: { callsPerDay: 10, rowsPerDay: 2 } });
  const batch = await finished(id, { items: ['企业名称'], format: 'csv' });
  expect(batch).toMatchObject({ state: 'failed', problem: 'EXCHANGE_QUOTA_ROWS' });
  const refused = await bed.sql(
    'select refusal_code, caller_kind, caller_name, batch_id, ordered_by_name from exchange.disclosure where agreement_id = $1',
    [id],
  );
  expect(refused).toEqual([
    {
      refusal_code: 'EXCHANGE_QUOTA_ROWS',
      caller_kind: 'system',
      caller_name: expect.any(String),
      batch_id: batch.id,
      ordered_by_name: refused[0]?.['caller_name'],
    },
  ]);
  expect(refused[0]?.['caller_name']).not.toBe('platform');
});

test('[34.responsibility] the call log names who ordered a file, also where the platform failed to make it or another fetched it', async () => {
  const id = await bed.agree({ quota: { callsPerDay: 10, rowsPerDay: 2 } });
  const officer = await bed.run.as('tax.clerk');
  const { name } = bed.run.person('tax.clerk');
  const body = { items: ['企业名称'], format: 'csv' };
  const ordered = await officer.post<BatchAnswer>(pathOf(id), body, PURPOSE);
  const state = async () => (await bed.tax.get<BatchAnswer>(`${pathOf(id)}/${ordered.body.id}`)).body.state;
  await expect.poll(state).toBe('failed');
  const log = (query = '') =>
    officer.get<{ items: object[] }>(`/api/v1/exchange/calls?agreementId=${id}${query}`, {
      'accept-language': 'en',
    });
  const call = { callerKind: 'person', callerName: name, orderedByName: name, batchId: ordered.body.id };
  expect((await log()).body.items).toMatchObject([call]);
  await bed.amend(id, { quota: { callsPerDay: 10, rowsPerDay: 100 } });
  const again = await officer.post<BatchAnswer>(pathOf(id), body, PURPOSE);
  await expect
    .poll(async () => (await bed.tax.get<BatchAnswer>(`${pathOf(id)}/${again.body.id}`)).body.state)
    .toBe('ready');
  await content(id, again.body.id);
  const [fetched] = (await log('&outcome=answered')).body.items;
  expect(fetched).toMatchObject({ callerKind: 'system', orderedByName: name, batchId: again.body.id });
  await bed.sql(
    `insert into exchange.disclosure (id, at, agreement_id, requester_id, requester_name, caller_kind, caller_name, mode,
       purpose, outcome, refusal_code, items)
     select uuidv7(), at - interval '1 hour', agreement_id, requester_id, requester_name, 'job', 'platform', mode, purpose,
       outcome, refusal_code, items from exchange.disclosure where agreement_id = $1 and outcome = 'refused'`,
    [id],
  );
  expect((await log()).body.items.at(-1)).toMatchObject({
    callerName: 'Platform (batch file)',
    batchId: null,
  });
  const file = await officer.get<string>(`/api/v1/exchange/calls?agreementId=${id}&format=csv`);
  expect(file.body).toContain('平台（批量文件）');
  expect(file.body).toContain(name);
  expect(file.body).not.toContain(',platform,');
});

test('an order sent twice with one key is one order; a refused one stores nothing under its key', async () => {
  const id = await bed.agree();
  const headers = { ...PURPOSE, 'idempotency-key': 'order-0001' };
  const send = (items: string[]) => bed.tax.post<BatchAnswer>(pathOf(id), { items, format: 'csv' }, headers);
  const refused = await send(['经营范围']);
  expect(refused.status).toBe(403);
  const first = await send(['企业名称']);
  expect([first.status, (await send(['企业名称'])).body.id]).toEqual([202, first.body.id]);
});

/** A second resource with many rows, so that a file takes a while. */
async function hostMany(rows: number, name = '企业'): Promise<string> {
  const resourceId = '0197bbbb-0000-7000-8000-000000000001';
  await bed.run.transactAs('job')(async (tx) => {
    const { market } = bed.run.city.departments;
    const version = await createVersion(tx, { resourceId, providerId: market.id, columns: COLUMNS });
    await tx.client.query(
      `insert into hosted.${version.table} (c1, c2, c3, c4, c5, c6, c7, c8)
       select '9164010400' || lpad(n::text, 8, '0'), $2 || n, '64010' || n % 7, n, date '2020-01-01' + n % 900, '王芳', null, '批发'
       from generate_series(1, $1::int) n`,
      [rows, name],
    );
    await sealVersion(tx, version.versionId, { rows, bytes: 0 });
    await switchToVersion(tx, { resourceId, versionId: version.versionId });
  });
  return resourceId;
}

test('a value that no cell of a spreadsheet holds ends the order, and says so; a CSV holds it', async () => {
  const id = await bed.agree({ resourceId: await hostMany(2, '企'.repeat(40_000)), rowFilter: [] });
  const xlsx = await finished(id, { items: ['企业名称'], format: 'xlsx' });
  expect(xlsx).toMatchObject({ state: 'failed', problem: 'TABULAR_XLSX_CELL_TOO_LONG' });
  expect(await finished(id, { items: ['企业名称'], format: 'csv' })).toMatchObject({
    state: 'ready',
    rowCount: 2,
  });
});

test('an order whose job was given up has failed, and can be ordered again', async () => {
  const id = await bed.agree();
  const [row] = await bed.sql<{ id: string }>(
    `insert into exchange.batch (agreement_id, agreement_version, requester_id, provider_id, resource_id, dataset_version_id,
       purpose, items, format, state, requested_at)
     select id, 1, requester_id, provider_id, resource_id, id, 'tax-risk', '{企业名称}', 'csv', 'running', now()
     from requests.agreement where id = $1 returning id`,
    [id],
  );
  const batchId = row?.id ?? '';
  await bed.run.transactAs('job')((tx) =>
    bed.run.server.platform.jobs.enqueue(tx, BATCH_GIVEN_UP_JOB, { batchId }),
  );
  const read = async () => (await bed.tax.get<BatchAnswer>(`${pathOf(id)}/${batchId}`)).body;
  await expect.poll(read).toMatchObject({ state: 'failed', problem: 'EXCHANGE_BATCH_FAILED' });
  expect(await finished(id, { items: ['企业名称'], format: 'csv' })).toMatchObject({ state: 'ready' });
});

function makeInChild(batchId: string): ReturnType<typeof spawn> {
  const here = (path: string) => new URL(path, import.meta.url).href;
  const code = `
    import { openDatabase } from '${here('../../platform/database/database.ts')}';
    import { transactAs } from '${here('../../platform/database/transaction.ts')}';
    import { JOB } from '${here('../../platform/identity/actor.ts')}';
    import { openFolderStore } from '${here('../../platform/files/file-store.ts')}';
    import { findAgreementTerms } from '${here('../requests/index.ts')}';
    import { CompiledAgreements } from '${here('./compile-agreement.ts')}';
    import { makeBatch } from '${here('./make-batch.ts')}';
    const database = openDatabase({ url: process.env.APP_URL, poolSize: 2, applicationName: 'child', onError() {} });
    const files = await openFolderStore(process.env.FILES);
    const options = { files, findTerms: findAgreementTerms, compiled: new CompiledAgreements() };
    const signal = new AbortController().signal;
    await makeBatch(process.env.BATCH, options, { transact: transactAs(database, JOB), log: undefined, signal });
  `;
  return spawn(process.execPath, ['--input-type=module', '-e', code], {
    env: { ...process.env, APP_URL: bed.run.database.appUrl, FILES: dataDir, BATCH: batchId },
    stdio: 'ignore',
  });
}

/** The same content, whose second part waits for longer than a word about progress is due. */
async function* delayed(content: Readable): AsyncGenerator<Uint8Array> {
  let parts = 0;
  for await (const part of content) {
    if ((parts += 1) === 2) await delay(1100);
    yield part as Uint8Array;
  }
}

const within = (least: number, most: number): unknown => ({
  asymmetricMatch: (value: unknown) => typeof value === 'number' && value >= least && value <= most,
});

test('a server killed while a file is made leaves nothing half visible; the job runs again to the end', async () => {
  const id = await bed.agree({
    resourceId: await hostMany(150_000),
    rowFilter: [],
    quota: { callsPerDay: 9, rowsPerDay: 1e6 },
  });
  const [row] = await bed.sql<{ id: string }>(
    `insert into exchange.batch (agreement_id, agreement_version, requester_id, provider_id, resource_id, dataset_version_id,
       purpose, items, format, state, requested_at)
     select id, 1, requester_id, provider_id, resource_id, id, 'tax-risk', '{企业名称,法定代表人}', 'xlsx', 'queued', now()
     from requests.agreement where id = $1 returning id`,
    [id],
  );
  const batchId = row?.id ?? '';
  const child = makeInChild(batchId);
  const writes = async () => (await readdir(join(dataDir, 'incoming'))).length > 0;
  await expect.poll(writes, { interval: 5 }).toBe(true);
  child.kill('SIGKILL');
  await new Promise((resolve) => child.once('exit', resolve));
  const state = async () =>
    (await bed.sql('select state, file_hash, row_count from exchange.batch where id = $1', [batchId]))[0];
  expect(await state()).toMatchObject({ state: 'running', file_hash: null });
  expect((await readdir(dataDir)).filter((name) => name !== 'incoming')).toEqual([]);
  let seen: unknown;
  const slowly: FileStore = {
    ...files,
    async put(content, limits) {
      const file = await files.put(Readable.from(delayed(content as Readable)), limits);
      seen = await state();
      return file;
    },
  };
  const options = { files: slowly, findTerms: findAgreementTerms, compiled: new CompiledAgreements() };
  const job = { transact: bed.run.transactAs('job'), signal: new AbortController().signal };
  await makeBatch(batchId, options, job as never);
  expect(seen, 'the rows written so far are told').toMatchObject({
    state: 'running',
    row_count: within(1, 150_000),
  });
  expect(await state()).toMatchObject({ state: 'ready', row_count: 150_000 });
  const again = makeBatch(batchId, options, job as never);
  await expect(again).resolves.toBeUndefined();
});

test('a connection that is lost while a file is made ends the try, so that the next one makes it', async () => {
  const resourceId = await hostMany(20_000);
  const read = bed.run.transactAs('job')(async (tx) => {
    const dataset = await findDataset(tx, resourceId);
    if (!dataset) throw new Error('nothing is served');
    await openForDisclosure(tx, dataset);
    const rows = streamRows(tx, dataset, { columns: ['c1'], conditions: [] });
    expect((await rows.next()).value).toHaveLength(2000);
    const { rows: own } = await tx.client.query<{ pid: number }>('select pg_backend_pid() as pid');
    await bed.sql('select pg_terminate_backend($1)', [own[0]?.pid]);
    for await (const batch of rows) expect(batch.length).toBeGreaterThan(0);
  });
  await expect(read).rejects.toThrow();
  const whole = await finished(
    await bed.agree({ resourceId, rowFilter: [], quota: { callsPerDay: 9, rowsPerDay: 1e6 } }),
    {
      items: ['企业名称'],
      format: 'csv',
    },
  );
  expect(whole).toMatchObject({ state: 'ready', rowCount: 20_000 });
});

test('what expires is removed, unless another order has the same content', async () => {
  const hash = (await files.put(Readable.from([Buffer.from('rows')]), { maxBytes: 100 })).hash;
  const { tax, market } = bed.run.city.departments;
  const insert = (hours: number) =>
    bed.sql(
      `insert into exchange.batch (agreement_id, agreement_version, requester_id, provider_id, resource_id, dataset_version_id,
         purpose, items, format, state, requested_at, file_hash, expires_at)
       values (uuidv7(), 1, $1, $2, uuidv7(), uuidv7(), 'x', '{}', 'csv', 'ready', now(), $3, platform.now() + make_interval(hours => $4))`,
      [tax.id, market.id, hash, hours],
    );
  await insert(-1);
  await insert(1);
  expect(await bed.run.transactAs('job')(expireBatches)).toEqual([]);
  await bed.sql(
    `update exchange.batch set expires_at = platform.now() - interval '1 hour' where file_hash = $1`,
    [hash],
  );
  expect(await bed.run.transactAs('job')(expireBatches)).toContain(hash);
});

interface Plan {
  'Node Type': string;
  'Index Name'?: string;
  Plans?: Plan[];
}

function nodesOf(plan: Plan): string[] {
  return [plan['Node Type'], ...(plan.Plans ?? []).flatMap(nodesOf)];
}

test('a look-up by key reads its index in a table of 100,000 rows, also by a typed key and with the row filter', async () => {
  const resourceId = '0197bbbb-0000-7000-8000-000000000002';
  const columns = COLUMNS.map((column) => ({ ...column, key: column.key || column.type === 'date' }));
  const plans = await bed.run.transactAs('job')(async (tx) => {
    const version = await createVersion(tx, {
      resourceId,
      providerId: bed.run.city.departments.market.id,
      columns,
    });
    await tx.client.query(
      `insert into hosted.${version.table} (c1, c2, c3, c5)
       select 'K' || n, '企业' || n, '64010' || n % 7, date '1900-01-01' + n % 40000 from generate_series(1, 100000) n`,
    );
    await sealVersion(tx, version.versionId, { rows: 100_000, bytes: 0 });
    await switchToVersion(tx, { resourceId, versionId: version.versionId });
    const dataset = await findDataset(tx, resourceId);
    if (!dataset) throw new Error('nothing is served');
    const found: string[][] = [];
    const query = async (text: string, values: unknown[]) => {
      const result = await tx.client.query<{ 'QUERY PLAN': [{ Plan: Plan }] }>(
        `explain (format json) ${text}`,
        values,
      );
      found.push(...result.rows.map((row) => nodesOf(row['QUERY PLAN'][0].Plan)));
      return { rows: [] };
    };
    const explaining = { ...tx, client: { query } } as unknown as typeof tx;
    const prefix = { column: 'c3', op: 'prefixes' as const, values: ['640104'] };
    for (const key of [
      { column: 'c1', op: 'in' as const, values: ['K77'] },
      { column: 'c5', op: 'in' as const, values: ['1950-03-04', 'no date'] },
    ]) {
      await selectRows(explaining, dataset, { columns: ['c2'], conditions: [key, prefix], limit: 21 });
    }
    return found;
  });
  expect(plans).toHaveLength(2);
  for (const nodes of plans) {
    expect(nodes).not.toContain('Seq Scan');
    expect(nodes.some((node) => node.includes('Index'))).toBe(true);
  }
});
