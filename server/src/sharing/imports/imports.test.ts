import { afterAll, beforeAll, expect, test } from 'vitest';
import { transactAs } from '../../platform/database/transaction.ts';
import { JOB } from '../../platform/identity/actor.ts';
import { findDataset, openForDisclosure, selectRows, valueProfilesOf } from './index.ts';
import {
  clerkOf,
  GOOD,
  HEADER,
  MARKET,
  RESOURCE,
  startImportsBed,
  TAX,
  type ImportsBed,
  type Run,
} from '../../../test/imports-bed.ts';

let bed: ImportsBed;
beforeAll(async () => {
  bed = await startImportsBed();
});
afterAll(async () => bed.stop());

/** 恒远 and 瑞丰 as GB18030 bytes, so that the test does not lean on an encoder. */
const GB_FILE = Buffer.concat([
  Buffer.from(
    'c6f3d2b5c3fbb3c62ccdb3d2bbc9e7bbe1d0c5d3c3b4fac2eb2cd7a2b2e1c8d5c6da2cd7a2b2e1d7cabdf00d0a',
    'hex',
  ),
  Buffer.from('bae3d4b6', 'hex'),
  Buffer.from(',91350100M000100Y43,2019-01-02,820('),
  Buffer.from('cdf2d4aa', 'hex'),
  Buffer.from(')\r\n'),
]);

test('[18.quality] a dirty file is inspected, loaded, its bad rows returned, corrected and joined', async () => {
  const lines = [
    HEADER,
    GOOD,
    '"瑞丰, ""科技""\n有限公司",91350100M000100Y43,2019/3/4,N/A',
    '错码公司,91350100M000100Y4Z,2019-01-02,20(万元)',
    '错日期公司,91350100M000100Y43,2019-13-45,"5,000(万元人民币)"',
    '太短,91350100M000100Y43',
  ];
  const run = await bed.begin(`\ufeff${lines.join('\r\n')}\r\n`, '登记.csv');
  const types: Record<string, string> = {
    统一社会信用代码: 'creditCode',
    注册日期: 'date',
    注册资金: 'money',
  };
  const plan = run.plan.columns.map((column) => ({ ...column, type: types[column.source] ?? column.type }));
  const changed = await bed.call<Run>('PUT', `/api/v1/imports/${run.id}/plan`, {
    body: { columns: plan, resourceId: RESOURCE },
    headers: {
      'if-match': `"${(await bed.call<{ version: number }>('GET', `/api/v1/imports/${run.id}`)).body.version}"`,
    },
  });
  expect(changed.status).toBe(200);
  const loaded = await bed.load(run.id);
  expect(loaded).toMatchObject({ state: 'loaded', hasRejects: true });
  expect(loaded.report).toMatchObject({ rowsRead: 5, rowsLoaded: 2, rowsRejected: 3 });
  expect(loaded.report.columns.find(({ source }) => source === '注册资金')?.changes).toMatchObject({
    emptied: [{ text: 'N/A', count: 1 }],
    converted: 3,
  });
  expect((await bed.call<Run>('POST', `/api/v1/imports/${run.id}/switch`)).body.state).toBe('switched');

  const rejects = await bed.call<string>('GET', `/api/v1/imports/${run.id}/rejects.csv`);
  expect(rejects.body).toContain('错码公司');
  const corrected = rejects.body
    .replace('91350100M000100Y4Z', '91350100M000100Y43')
    .replace('2019-13-45', '2019-12-25');
  const second = await bed.begin(corrected, '登记-退回.csv');
  expect(second.mode).toBe('append');
  const again = await bed.load(second.id);
  expect(again.report.rowsLoaded).toBe(2);
  await bed.call('POST', `/api/v1/imports/${second.id}/switch`);
  const served = await transactAs(bed.database, JOB)(async (tx) => findDataset(tx, RESOURCE));
  expect(served).toMatchObject({ number: 2 });
  const rows = await transactAs(
    bed.database,
    JOB,
  )(async (tx) => {
    if (!served) throw new Error('nothing is served');
    return selectRows(tx, served, {
      columns: served.columns.map((column) => column.column),
      conditions: [],
      limit: 10,
    });
  });
  expect(rows.map((row) => row['c1'])).toEqual([
    '恒远商贸有限公司',
    '瑞丰, "科技"\n有限公司',
    '错码公司',
    '错日期公司',
  ]);
  expect(rows[0]?.['c4']).toBe('8200000');
});

test('a NUL in a cell rejects its row, whether or not it lies in the part that is looked at first', async () => {
  const rows = Array.from({ length: 12_000 }, (_, i) => `公司${i},91350100M000100Y43,2019-01-02,20(万元)`);
  rows[1] = '坏\0公司,91350100M000100Y43,2019-01-02,20(万元)';
  rows[11_500] = rows[1]!;
  const run = await bed.begin([HEADER, ...rows].join('\n'), '含空字符.csv');
  expect(run.state).toBe('inspected');
  const { report } = await bed.load(run.id);
  expect(report).toMatchObject({ rowsRead: 12_000, rowsLoaded: 11_998, rowsRejected: 2 });
  const defects = await bed.call<{ rows: { rowNumber: number; excerpt: string }[] }>(
    'GET',
    `/api/v1/imports/${run.id}/defects?rule=TABULAR_NUL`,
  );
  expect(defects.body.rows.map(({ rowNumber, excerpt }) => [rowNumber, excerpt])).toEqual([
    [3, '坏␀公司'],
    [11_502, '坏␀公司'],
  ]);
});

test('keys that JSON lines have late are columns; a line that is too long or too deep is one reject', async () => {
  const row = (n: number, more: object = {}) =>
    JSON.stringify({
      企业名称: `第${n}公司${'名'.repeat(300)}`,
      统一社会信用代码: '91350100M000100Y43',
      注册日期: '2019-01-02',
      ...more,
    });
  const rows = Array.from({ length: 6000 }, (_, n) => row(n, n > 5900 ? { 注册资金: '20(万元)' } : {}));
  rows[0] = JSON.stringify({ 企业名称: 'x'.repeat(5_000_000) });
  rows[4000] = `{"企业名称":${'['.repeat(3000)}1.5${']'.repeat(3000)}}`;
  const run = await bed.begin(rows.join('\n'), '登记.jsonl');
  expect(run.inspection.columns.map(({ source }) => source)).toEqual(HEADER.split(','));
  const body = { columns: run.plan.columns };
  const estimate = await bed.call<{ rowsRejected: number }>('POST', `/api/v1/imports/${run.id}/estimate`, {
    body,
  });
  expect(estimate.body.rowsRejected).toBe(2);
  const { report } = await bed.load(run.id);
  expect(report).toMatchObject({ rowsRead: 6000, rowsLoaded: 5998, rowsRejected: 2 });
});

test('names of columns as long as a form explains itself are cut; halves of characters stop nothing', async () => {
  const explained = `企业名称（${'填写说明，'.repeat(60)}）`;
  const csv = await bed.begin(
    `${explained},${explained},备注\n甲,乙,${'😀'.repeat(101)}\n丙,丁,x${'😀'.repeat(101)}\n`,
    'x.csv',
  );
  expect(csv.state).toBe('inspected');
  const [first = '', second = ''] = csv.inspection.columns.map(({ source }) => source);
  expect([explained.startsWith(first), second]).toEqual([true, `${first}_2`]);
  const lines = Array.from({ length: 15_000 }, (_, n) =>
    JSON.stringify({ 企业名称: `第${n}`, 备注: 'x'.repeat(300) }),
  );
  const late = `"${'长'.repeat(2000)}":1,"\\ud800":2,"${'x'.repeat(39)}😀":3,"a\\u0000b":4`;
  const json = await bed.begin([...lines, `{"企业名称":"末",${late}}`].join('\n'), 'x.jsonl');
  expect(json.state).toBe('inspected');
  expect((await bed.call('GET', `/api/v1/imports/${json.id}`)).status).toBe(200);
});

test('a GB18030 file is recognized by its bytes', async () => {
  const run = await bed.begin(GB_FILE, 'x.csv');
  expect(run.inspection.encoding).toBe('gb18030');
  expect(run.inspection.preview[0]?.[0]).toBe('恒远');
});

test('an empty file, a wrong name and a file that is no table are refused with codes', async () => {
  expect(await bed.upload('', 'empty.csv')).toMatchObject({
    status: 422,
    body: { code: 'PLATFORM_FILE_EMPTY' },
  });
  for (const name of ['../../etc/passwd', 'a\\b.csv', 'x\u0000.csv', '..', '长'.repeat(201)]) {
    expect(await bed.upload('a,b\n1,2', name)).toMatchObject({
      status: 422,
      body: { code: 'PLATFORM_FILE_NAME_INVALID' },
    });
  }
  const run = await bed.begin(
    Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0, 0, 0, 0]),
    'old.xls',
  );
  expect(run).toMatchObject({ state: 'failed', problem: { code: 'TABULAR_FORMAT_REFUSED' } });
});

test('another department sees neither the import, its rejects, nor the rows it brought', async () => {
  const run = await bed.begin(`${HEADER}\n${GOOD}\n`, 'a.csv');
  await bed.load(run.id);
  for (const path of ['', '/defects', '/rejects.csv']) {
    expect((await bed.call('GET', `/api/v1/imports/${run.id}${path}`, { as: 'tax' })).status).toBe(404);
  }
  for (const step of ['load', 'cancel', 'discard', 'switch']) {
    expect((await bed.call('POST', `/api/v1/imports/${run.id}/${step}`, { as: 'tax' })).status).toBe(404);
  }
  const list = await bed.call<{ items: unknown[] }>('GET', '/api/v1/imports', { as: 'tax' });
  expect(list.body.items).toEqual([]);
  await bed.call('POST', `/api/v1/imports/${run.id}/switch`);
  const seen = await transactAs(
    bed.database,
    clerkOf(TAX),
  )(async (tx) => {
    const dataset = await findDataset(tx, RESOURCE);
    if (!dataset) throw new Error('that it exists is known to all');
    const before = await selectRows(tx, dataset, { columns: ['c1'], conditions: [], limit: 10 });
    await openForDisclosure(tx, dataset);
    return {
      before: before.length,
      disclosed: (await selectRows(tx, dataset, { columns: ['c1'], conditions: [], limit: 10 })).length,
    };
  });
  expect(seen).toEqual({ before: 0, disclosed: 1 });
});

test('sealed rows can not be changed by the application role, and a table for another version not opened', async () => {
  const dataset = await transactAs(bed.database, clerkOf(MARKET))((tx) => findDataset(tx, RESOURCE));
  if (!dataset) throw new Error('nothing is served');
  for (const statement of ['delete from', 'update', 'insert into']) {
    const tail =
      statement === 'update' ? `set c1 = 'x'` : statement === 'insert into' ? `(c1) values ('x')` : '';
    const attempt = transactAs(
      bed.database,
      clerkOf(MARKET),
    )((tx) => tx.client.query(`${statement} hosted.${dataset.table} ${tail}`));
    await expect(attempt).rejects.toMatchObject({ code: '42501' });
  }
});

test('readers see the old rows until the switch, whole', async () => {
  const before = await transactAs(bed.database, JOB)((tx) => findDataset(tx, RESOURCE));
  const run = await bed.begin(`${HEADER}\n${GOOD}\n${GOOD.replace('恒远', '再来')}\n`, 'b.csv');
  await bed.load(run.id);
  expect((await transactAs(bed.database, JOB)((tx) => findDataset(tx, RESOURCE)))?.versionId).toBe(
    before?.versionId,
  );
  await bed.call('POST', `/api/v1/imports/${run.id}/switch`);
  const after = await transactAs(bed.database, JOB)((tx) => findDataset(tx, RESOURCE));
  expect(after?.rowCount).toBe(2);
  const versions = await bed.call<{ versions: { id: string; state: string }[] }>(
    'GET',
    `/api/v1/datasets/${RESOURCE}/versions`,
  );
  const former = versions.body.versions.find((version) => version.id === before?.versionId);
  expect(former?.state).toBe('former');
  const retired = await bed.call('POST', `/api/v1/datasets/${RESOURCE}/versions/${before?.versionId}/retire`);
  expect(retired.status).toBe(200);
  const current = await bed.call<{ code: string }>(
    'POST',
    `/api/v1/datasets/${RESOURCE}/versions/${after?.versionId}/retire`,
  );
  expect(current.body.code).toBe('IMPORT_VERSION_NOT_RETIRABLE');
});

test('a profile for finding data collected twice holds no value', async () => {
  const profiles = await transactAs(bed.database, clerkOf(TAX))((tx) => valueProfilesOf(tx, [RESOURCE]));
  const profile = profiles.get(RESOURCE)?.get('统一社会信用代码');
  expect(profile).toMatchObject({ recognized: 'creditCode', distinct: 1 });
  expect(JSON.stringify([...(profiles.get(RESOURCE) ?? [])])).not.toContain('91350100M000100Y43');
});

test('two officers on one plan: the second is told that it changed', async () => {
  const run = await bed.begin(`${HEADER}\n${GOOD}\n`, 'c.csv');
  const { body } = await bed.call<{ version: number; plan: Run['plan'] }>('GET', `/api/v1/imports/${run.id}`);
  const change = {
    body: { columns: body.plan.columns, resourceId: RESOURCE },
    headers: { 'if-match': `"${body.version}"` },
  };
  const answers = await Promise.all(
    [1, 2].map(() => bed.call('PUT', `/api/v1/imports/${run.id}/plan`, change)),
  );
  expect(answers.map((answer) => answer.status).toSorted()).toEqual([200, 412]);
});
