import { writeXlsx } from '@tandem/tabular';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import {
  clerkOf,
  GOOD,
  HEADER,
  ITEMS,
  RESOURCE,
  startImportsBed,
  TAX,
  type ImportsBed,
  type Run,
} from '../../../test/imports-bed.ts';
import { loadWithReject, rejectsOf, TYPES, WRONG } from '../../../test/rejected-rows.ts';
import { transactAs } from '../../platform/database/transaction.ts';
import type { Actor } from '../../platform/identity/actor.ts';
import type { DatasetColumn } from './dataset.ts';
import { forgetGuardedValues } from './value-profiles.ts';

let bed: ImportsBed;
beforeAll(async () => {
  bed = await startImportsBed();
});
afterAll(async () => bed.stop());
beforeEach(async () => {
  await bed.sql(`update imports.dataset_version set state = 'former' where state = 'current'`);
});

const act = (run: Run, step: string) =>
  bed.call<Run & { code: string }>('POST', `/api/v1/imports/${run.id}/${step}`);

interface Versions {
  versions: { id: string; state: string; rowCount: number; number: number }[];
}

async function versions(): Promise<Versions['versions']> {
  return (await bed.call<Versions>('GET', `/api/v1/datasets/${RESOURCE}/versions`)).body.versions;
}

test('[18.quality] corrected rows are judged by the plan of their import and join its rows, before the switch too', async () => {
  const first = await loadWithReject(bed);
  const corrected = (await rejectsOf(bed, first)).replace('91350100M000100Y4Z', '91350100M000100Y43');
  const second = await bed.begin(corrected, '退回.csv', { correctionOf: first.id });
  expect(second).toMatchObject({ mode: 'append', correctionOf: first.id, resourceId: RESOURCE });
  expect(second.plan.columns.map((column) => column.type)).toEqual(['text', 'creditCode', 'date', 'money']);
  expect((await bed.load(second.id)).report).toMatchObject({ rowsLoaded: 1, rowsRejected: 0 });
  expect((await act(second, 'switch')).status).toBe(200);
  expect(await versions()).toMatchObject([
    { state: 'current', rowCount: 3 },
    { state: 'former', rowCount: 2 },
  ]);
  expect(await bed.call('GET', `/api/v1/imports/${first.id}`)).toMatchObject({ body: { state: 'switched' } });
});

test('corrected rows join without the columns that name their faults, but not without their row numbers', async () => {
  const first = await loadWithReject(bed);
  const right = WRONG.replace('91350100M000100Y4Z', '91350100M000100Y43');
  const bare = await bed.begin([HEADER, right].join('\n'), '改.csv', { correctionOf: first.id });
  expect(bare).toMatchObject({ mode: 'append', correctionOf: first.id });
  const refused = await bed.call('POST', `/api/v1/imports/${bare.id}/load`);
  expect(refused).toMatchObject({ status: 422, body: { code: 'IMPORT_CORRECTION_UNBOUND' } });
  const numbered = [`原行号 (reject:row),${HEADER}`, `4,${right}`].join('\n');
  const second = await bed.begin(numbered, '改.csv', { correctionOf: first.id });
  await bed.load(second.id);
  await act(second, 'switch');
  expect((await versions())[0]).toMatchObject({ state: 'current', rowCount: 3 });
});

test('[18.quality] a row joins once, however its corrected file was saved: other bytes, other order, other values', async () => {
  const bad = (name: string) => WRONG.replace('错码', name);
  const first = await bed.begin([HEADER, GOOD, bad('甲'), bad('乙'), bad('丙')].join('\n'), '三.csv');
  await bed.plan(first, { ...TYPES, 企业名称: {} });
  expect((await bed.load(first.id)).report).toMatchObject({ rowsLoaded: 1, rowsRejected: 3 });
  const [header = '', 甲 = '', 乙 = '', 丙 = ''] = (await rejectsOf(bed, first)).split('\r\n');
  expect(header).toContain(`(reject:row) ${first.id}`);
  const good = (line: string) => line.replace('91350100M000100Y4Z', '91350100M000100Y43');
  const send = async (lines: string[], more: object) => {
    const run = await bed.begin(lines.join('\n'), '改.csv', more);
    expect(run).toMatchObject({ mode: 'append', correctionOf: first.id });
    return bed.load(run.id);
  };
  const second = await send([header, good(甲), 乙], { correctionOf: first.id });
  expect(second.report).toMatchObject({ rowsLoaded: 1, rowsRejected: 1 });
  expect(await act(second, 'switch')).toMatchObject({ status: 200 });
  // The first again under another name, one that was never refused, and the two that are refused still.
  const forged = good(甲).replace(/^\d+/, '2').replace('甲', '丁');
  const third = await send([header, good(丙), good(乙), good(甲).replace('甲', '戊'), forged], {});
  expect(third.report).toMatchObject({ rowsLoaded: 2, rowsRejected: 2 });
  expect(third.report.defects).toEqual([{ rule: 'TABULAR_NOT_A_REFUSED_ROW', severity: 'error', count: 2 }]);
  expect(await act(third, 'switch')).toMatchObject({ status: 200 });
  expect((await versions())[0]).toMatchObject({ state: 'current', rowCount: 4 });
  const last = await send(
    [header, good(乙), good(丙)].map((line) => `${line} `),
    { correctionOf: first.id },
  );
  expect(last.report).toMatchObject({ rowsLoaded: 0, rowsRejected: 2 });
  const quality = await bed.sql(`select rows_rejected from imports.dataset_version where state = 'current'`);
  expect(quality).toEqual([{ rows_rejected: 0 }]);
});

test('a corrected file that says nothing of its import finds it by its columns', async () => {
  const first = await loadWithReject(bed, 'x.csv');
  const second = await bed.begin(await rejectsOf(bed, first), '退回.csv', {});
  expect(second).toMatchObject({ mode: 'append', correctionOf: first.id, resourceId: RESOURCE });
});

test('a value that is unique and stands already is not loaded again by a correction', async () => {
  const first = await loadWithReject(bed);
  await act(first, 'switch');
  const twice = (await rejectsOf(bed, first))
    .replace('错码', '瑞丰')
    .replace('91350100M000100Y4Z', '91350100M000100Y43');
  const second = await bed.load((await bed.begin(twice, 'a.csv', { correctionOf: first.id })).id);
  expect(second.report).toMatchObject({ rowsLoaded: 0, rowsRejected: 1 });
  expect(second.report.defects).toMatchObject([{ rule: 'TABULAR_DUPLICATE', column: '企业名称', count: 1 }]);
});

test('a corrected file that was joined is not joined again, named or recognised by its columns', async () => {
  const first = await loadWithReject(bed, 'zwei.csv');
  await act(first, 'switch');
  const corrected = (await rejectsOf(bed, first)).replace('91350100M000100Y4Z', '91350100M000100Y43');
  const second = await bed.begin(corrected, 'a.csv', { correctionOf: first.id });
  await bed.load(second.id);
  const load = (run: Run) => bed.call<{ code: string }>('POST', `/api/v1/imports/${run.id}/load`, {});
  const waiting = await bed.begin(corrected, 'b.csv', { correctionOf: first.id });
  expect((await act(second, 'switch')).status).toBe(200);
  for (const again of [waiting, await bed.begin(corrected, 'c.csv', {})])
    expect(await load(again)).toMatchObject({ status: 409, body: { code: 'IMPORT_CORRECTION_TWICE' } });
  expect((await versions())[0]).toMatchObject({ state: 'current', rowCount: 3 });
});

test('[18.quality] the key of the entry is filled, and each value stands once, whatever was planned', async () => {
  const other = GOOD.replace('恒远商贸有限公司', '');
  const run = await bed.begin([HEADER, GOOD, GOOD, other].join('\n'), 'keys.csv');
  const loaded = await bed.load(run.id);
  expect(loaded.report).toMatchObject({ rowsLoaded: 1, rowsRejected: 2 });
  expect(loaded.report.defects).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ rule: 'TABULAR_REQUIRED', column: '企业名称', count: 1 }),
      expect.objectContaining({ rule: 'TABULAR_DUPLICATE', column: '企业名称', count: 1 }),
    ]),
  );
  expect(loaded.plan.columns[0]).toMatchObject({ source: '企业名称', required: true, unique: true });
});

test('[18.quality] a key of several items is filled, and occurs once: in a file, and against the rows that it joins', async () => {
  const { items } = bed.resource;
  bed.resource.items = items.map((item) => ({
    ...item,
    key: item.name !== '注册资金' && item.name !== '统一社会信用代码',
  }));
  const other = GOOD.replace('2019-01-02', '2019-01-03');
  const again = GOOD.replace('820', '1');
  const run = await bed.begin(
    [HEADER, GOOD, other, again, GOOD.replace('2019-01-02', '')].join('\n'),
    'keys.csv',
  );
  await bed.plan(run, { 注册日期: { type: 'date' } });
  const loaded = await bed.load(run.id);
  expect(loaded.report).toMatchObject({ rowsLoaded: 2, rowsRejected: 2 });
  expect(loaded.report.defects).toEqual([
    { rule: 'TABULAR_REQUIRED', severity: 'error', column: '注册日期', count: 1 },
    { rule: 'TABULAR_KEY_REPEATED', severity: 'error', count: 1 },
  ]);
  const { body } = await bed.call<{ rows: object[] }>(
    'GET',
    `/api/v1/imports/${run.id}/defects?rule=TABULAR_KEY_REPEATED`,
  );
  expect(body.rows).toMatchObject([{ rowNumber: 4, repeats: { row: 2, of: 'file' } }]);
  const rejects = await rejectsOf(bed, loaded);
  expect(rejects).toContain('（第 2 行 row 2）');
  await act(run, 'switch');
  const joined = await bed.load((await bed.begin(rejects.replace(',1(万元)', ',2(万元)'), 'b.csv', {})).id);
  expect(joined.report).toMatchObject({ rowsLoaded: 0, rowsRejected: 2 });
  expect(await rejectsOf(bed, joined)).toContain('（已载入数据第 1 行 loaded row 1）');
  const { body: estimate } = await bed.call<{ defects: object[] }>(
    'POST',
    `/api/v1/imports/${run.id}/estimate`,
    {
      body: { columns: loaded.plan.columns },
    },
  );
  expect(estimate.defects).toContainEqual(
    expect.objectContaining({ rule: 'TABULAR_KEY_REPEATED', count: 1 }),
  );
  const [version] = await bed.sql<{ columns: DatasetColumn[] }>(
    'select columns from imports.dataset_version where id = $1',
    [loaded.datasetVersionId],
  );
  const marks = version?.columns.map(({ item, key, keyType }) => [item, key, typeof keyType === 'string']);
  expect(marks).toContainEqual(['统一社会信用代码', true, false]);
  expect(marks?.filter(([, , isKey]) => isKey)).toEqual([
    ['企业名称', true, true],
    ['注册日期', true, true],
  ]);
  const table = `hosted.d_${String(loaded.datasetVersionId).replaceAll('-', '')}`;
  await expect(
    bed.sql(`insert into ${table} (c1, c3) select c1, c3 from ${table} limit 1`),
  ).rejects.toMatchObject({ code: '23505' });
  bed.resource.items = items;
});

test('a moment that is the key and stands already is not loaded again by a correction, whatever summer time China had', async () => {
  const { items } = bed.resource;
  bed.resource.items = items.map((item) => ({ ...item, key: item.name === '注册日期' }));
  const [at, bad] = ['1988-07-01 12:00', ''].map((day) => GOOD.replace('2019-01-02', day));
  const run = await bed.begin([HEADER, at, bad].join('\n'), 'moments.csv');
  await bed.plan(run, { 注册日期: { type: 'datetime' } });
  const loaded = await bed.load(run.id);
  await act(run, 'switch');
  const mended = (await rejectsOf(bed, loaded)).replace(
    '91350100M000100Y43,,',
    '91350100M000100Y43,1988/7/1 12:00:00,',
  );
  const joined = await bed.load((await bed.begin(mended, 'b.csv', {})).id);
  expect(joined).toMatchObject({ state: 'loaded', report: { rowsLoaded: 0, rowsRejected: 1 } });
  expect(await rejectsOf(bed, joined)).toContain('（已载入数据第 1 行 loaded row 1）');
  bed.resource.items = items;
});

test('[18.quality] keys that differ as texts and not in value fail the load by the index, and nothing is served', async () => {
  const { items } = bed.resource;
  bed.resource.items = items.map((item) => ({ ...item, key: item.name === '注册资金' }));
  const rows = ['1.0', '1.00'].map((amount) => GOOD.replace('820(万元)', amount));
  const run = await bed.begin([HEADER, ...rows].join('\n'), 'same.csv');
  await bed.plan(run, { 注册资金: { type: 'decimal', money: undefined } });
  expect(await bed.load(run.id)).toMatchObject({
    state: 'failed',
    problem: { code: 'IMPORT_KEY_REPEATED', params: {} },
  });
  expect(await act(run, 'switch')).toMatchObject({ status: 409, body: { code: 'IMPORT_NOT_LOADED' } });
  bed.resource.items = items;
});

test('rows loaded before the entry got another item, or was withdrawn, are not served', async () => {
  const run = await bed.load((await bed.begin([HEADER, GOOD].join('\n'), 'before.csv')).id);
  const { items } = bed.resource;
  bed.resource.items = [...items, { name: '新增项', key: false, type: 'C', personal: false, grade: 1 }];
  expect(await act(run, 'switch')).toMatchObject({ status: 422, body: { code: 'IMPORT_ITEM_MISSING' } });
  Object.assign(bed.resource, { items, withdrawn: true });
  expect(await act(run, 'switch')).toMatchObject({
    status: 409,
    body: { code: 'IMPORT_RESOURCE_WITHDRAWN' },
  });
  const { body: file } = await bed.upload([HEADER, GOOD].join('\n'), 'after.csv');
  const order = { body: { fileId: file.id, resourceId: RESOURCE } };
  expect((await bed.call<Run & { code: string }>('POST', '/api/v1/imports', order)).body.code).toBe(
    'IMPORT_RESOURCE_WITHDRAWN',
  );
  bed.resource.withdrawn = false;
  expect((await act(run, 'switch')).status).toBe(200);
});

test('a correction whose ground was replaced in the meantime is refused, and can be loaded again', async () => {
  const first = await loadWithReject(bed);
  await act(first, 'switch');
  const corrected = (await rejectsOf(bed, first)).replace('91350100M000100Y4Z', '91350100M000100Y43');
  const second = await bed.begin(corrected, 'a.csv', { correctionOf: first.id });
  await bed.load(second.id);
  const third = await bed.begin([HEADER, GOOD.replace('恒远', '新')].join('\n'), 'new.csv');
  await bed.load(third.id);
  await act(third, 'switch');
  expect(await act(second, 'switch')).toMatchObject({ status: 409, body: { code: 'IMPORT_BASE_CHANGED' } });
  expect((await versions())[0]).toMatchObject({ state: 'current', rowCount: 1 });
  expect((await act(second, 'discard')).status).toBe(200);
  await bed.load(second.id);
  expect((await act(second, 'switch')).status).toBe(200);
  expect((await versions())[0]).toMatchObject({ state: 'current', rowCount: 2 });
});

test('two switches at once: one version is served, the other is a former one', async () => {
  const runs = [
    await bed.begin([HEADER, GOOD].join('\n'), 'a.csv'),
    await bed.begin([HEADER, GOOD].join('\n'), 'b.csv'),
  ];
  for (const run of runs) await bed.load(run.id);
  const answers = await Promise.all(runs.map((run) => act(run, 'switch')));
  expect(answers.map((answer) => answer.status)).toEqual([200, 200]);
  expect((await versions()).filter((version) => version.state === 'current')).toHaveLength(1);
});

interface Rows {
  items: { values: (string | null)[] }[];
  next?: string;
  code?: string;
}

test('a former version stays readable for its department, can be served again, and ends when retired', async () => {
  const old = await bed.begin(`${HEADER},证件\n${GOOD},11010519491231002X\n`, 'a.csv');
  await bed.load(old.id);
  await act(old, 'switch');
  const former = (await versions())[0]?.id;
  const next = await bed.begin([HEADER, GOOD.replace('恒远', '新')].join('\n'), 'b.csv');
  await bed.load(next.id);
  await act(next, 'switch');
  const base = `/api/v1/datasets/${RESOURCE}/versions/${former}`;
  const rows = await bed.call<Rows>('GET', `${base}/rows`);
  expect(rows.body.items[0]?.values.slice(0, 4)).toEqual([
    '恒远商贸有限公司',
    '91350100M000100Y43',
    '2019-01-02',
    '8200000',
  ]);
  expect(rows.body.items[0]?.values[4]).not.toContain('19491231');
  expect(await bed.call('GET', `${base}/rows`, { as: 'tax' })).toMatchObject({ status: 404 });
  for (const step of ['serve', 'retire'])
    expect((await bed.call('POST', `${base}/${step}`, { as: 'tax' })).status).toBe(409);
  const elsewhere = base.replace(RESOURCE, '0197a000-0000-7000-8000-0000000000f2');
  expect((await bed.call('POST', `${elsewhere}/retire`)).status).toBe(409);
  expect((await bed.call('POST', `${base}/serve`)).status).toBe(200);
  expect((await versions()).filter((version) => version.state === 'current')).toMatchObject([{ id: former }]);
  expect((await bed.call('POST', `${base}/retire`)).body).toMatchObject({
    code: 'IMPORT_VERSION_NOT_RETIRABLE',
  });
  const newer = (await versions()).find((version) => version.id !== former && version.state === 'former');
  const end = `/api/v1/datasets/${RESOURCE}/versions/${newer?.id}`;
  expect((await bed.call('POST', `${end}/retire`)).status).toBe(200);
  expect((await bed.call('GET', `${end}/rows`)).status).toBe(404);
});

test('a version that somebody is reading is not taken from under them', async () => {
  const run = await loadWithReject(bed);
  await act(run, 'switch');
  const next = await loadWithReject(bed);
  await act(next, 'switch');
  const name = `d_${String(run.datasetVersionId).replaceAll('-', '')}`;
  const reading = bed.asJob(async (tx) => {
    await tx.client.query(`select c1 from hosted.${name}`);
    const retired = await bed.call(
      'POST',
      `/api/v1/datasets/${RESOURCE}/versions/${run.datasetVersionId}/retire`,
    );
    return { retired, rows: (await tx.client.query(`select c1 from hosted.${name}`)).rowCount };
  });
  expect(await reading).toMatchObject({
    retired: { status: 409, body: { code: 'PLATFORM_BUSY_TRY_AGAIN' } },
    rows: 2,
  });
});

/** Two sheets: remarks first, the table second. */
async function book(): Promise<Buffer> {
  async function* rows() {
    yield GOOD.split(',');
  }
  const pieces: Uint8Array[] = [];
  for await (const piece of writeXlsx(
    ITEMS.map((name) => ({ name, type: 'text' as const })),
    rows(),
    { sheet: '登记表' },
  ))
    pieces.push(piece);
  return Buffer.concat(pieces);
}

test('a file is looked at once more in another way: its encoding, its sheet', async () => {
  const latin = await bed.begin(Buffer.from(`${HEADER}\n${GOOD}\n`), 'a.csv');
  const again = await bed.call('POST', `/api/v1/imports/${latin.id}/inspect`, {
    body: { encoding: 'gb18030' },
  });
  expect(again).toMatchObject({
    status: 200,
    body: { state: 'inspecting', reading: { encoding: 'gb18030' } },
  });
  expect((await bed.until(latin.id, ['inspected'])).inspection).toMatchObject({ encoding: 'gb18030' });
  const xlsx = await bed.begin(await book(), 'a.xlsx');
  expect(xlsx.inspection).toMatchObject({ format: 'xlsx', sheet: '登记表', sheets: ['登记表'] });
  await bed.call('POST', `/api/v1/imports/${xlsx.id}/inspect`, { body: { sheet: '没有' } });
  expect(await bed.until(xlsx.id, ['inspected', 'failed'])).toMatchObject({
    state: 'failed',
    problem: { code: 'TABULAR_XLSX_SHEET_MISSING' },
  });
  await bed.call('POST', `/api/v1/imports/${xlsx.id}/inspect`, { body: { sheet: '登记表' } });
  expect((await bed.until(xlsx.id, ['inspected'])).inspection.rows).toEqual({ count: 1, exact: true });
  expect((await bed.load(xlsx.id)).report.rowsLoaded).toBe(1);
  expect(await bed.call('POST', `/api/v1/imports/${xlsx.id}/inspect`, { body: {} })).toMatchObject({
    status: 409,
  });
});

test('an estimate tells what a plan would reject, and changes nothing', async () => {
  const run = await bed.begin([HEADER, GOOD, WRONG].join('\n'), 'a.csv');
  const columns = run.plan.columns.map((column) => ({
    ...column,
    ...(column.source === '统一社会信用代码' ? { type: 'creditCode' } : {}),
  }));
  const estimate = await bed.call('POST', `/api/v1/imports/${run.id}/estimate`, { body: { columns } });
  expect(estimate).toMatchObject({
    status: 200,
    body: {
      rowsSampled: 2,
      rowsRejected: 1,
      defects: [{ rule: 'TABULAR_NOT_A_CREDIT_CODE', column: '统一社会信用代码', count: 1 }],
    },
  });
  const wrong = await bed.call('POST', `/api/v1/imports/${run.id}/estimate`, {
    body: { columns: [{ ...columns[0], source: '没有' }] },
  });
  expect(wrong).toMatchObject({ status: 422, body: { code: 'IMPORT_PLAN_INVALID' } });
  expect((await bed.call<Run>('GET', `/api/v1/imports/${run.id}`)).body.version).toBe(run.version);
  expect(
    (await bed.call('POST', `/api/v1/imports/${run.id}/estimate`, { as: 'tax', body: { columns } })).status,
  ).toBe(404);
});

test('one order sent twice is one import; an entry of another department is refused', async () => {
  const { body } = await bed.upload(`${HEADER}\n${GOOD.replace('恒远', '只此一次')}\n`, 'a.csv');
  const headers = { 'idempotency-key': 'once-and-again-1' };
  const order = { body: { fileId: body.id, resourceId: RESOURCE }, headers };
  const answers = await Promise.all([1, 2, 3].map(() => bed.call<Run>('POST', '/api/v1/imports', order)));
  expect(new Set(answers.map((answer) => answer.body.id)).size).toBe(1);
  expect(
    await bed.sql(
      'select from imports.import where file_hash = (select hash from files.file where id = $1)',
      [body.id],
    ),
  ).toHaveLength(1);
  const foreign = await bed.call('POST', '/api/v1/imports', {
    as: 'tax',
    body: { fileId: body.id, resourceId: RESOURCE },
  });
  expect(foreign.status).toBeGreaterThanOrEqual(403);
});

test('an upload over the limit is refused with a code, before it is read to its end', async () => {
  const { status, body } = await bed.upload(Buffer.alloc(50_000_001, 'a'), 'big.csv');
  expect([status, body.code]).toEqual([413, 'PLATFORM_BODY_TOO_LARGE']);
});

test('[18.quality] nothing of personal or highly graded values is kept for comparison, not when they become so either', async () => {
  const { items } = bed.resource;
  const rows = Array.from({ length: 12 }, (_, n) => `企业${n},91350100M000100Y43,2019-01-02,820(万元)`);
  const profile = async () => {
    const [row] = await bed.sql<{ open: string[] }>(
      `select array(select key from jsonb_each(columns) where not value ? 'guarded' order by key) as open
       from imports.value_profile where resource_id = $1`,
      [RESOURCE],
    );
    return row?.open;
  };
  const [name, code, date, capital] = items;
  if (!name || !code || !date || !capital) throw new Error('four items');
  bed.resource.items = [name, code, { ...date, personal: true }, { ...capital, grade: 3 }];
  const run = await bed.begin([HEADER, ...rows].join('\n'), 'p.csv');
  await bed.load(run.id);
  expect((await act(run, 'switch')).status).toBe(200);
  expect(await profile()).toEqual(['企业名称', '统一社会信用代码']);
  const announced = [{ ...code, personal: true }, name];
  const announceAs = (roles: Actor['roles']) =>
    transactAs(bed.database, { ...clerkOf(TAX), roles })((tx) =>
      forgetGuardedValues(tx, RESOURCE, announced),
    );
  await announceAs(['clerk']);
  expect(await profile()).toEqual(['企业名称', '统一社会信用代码']);
  await announceAs(['authorityOfficer']);
  expect(await profile()).toEqual(['企业名称']);
  bed.resource.items = items;
});
