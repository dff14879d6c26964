import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import {
  GOOD,
  HEADER,
  ITEMS,
  RESOURCE,
  startImportsBed,
  type ImportsBed,
  type Run,
} from '../../../test/imports-bed.ts';

let bed: ImportsBed;
beforeAll(async () => {
  bed = await startImportsBed();
});
afterAll(async () => bed.stop());

const itemsOf = (types: Readonly<Record<string, string>>) =>
  ITEMS.map((name) => ({
    ...{ name, key: name === '企业名称', type: types[name] ?? 'C' },
    ...{ personal: false, grade: 1 },
  }));
beforeEach(() => {
  bed.resource.items = itemsOf({});
});

interface Versions {
  versions: { id: string; state: string; rowCount: number }[];
}
const versions = async () =>
  (await bed.call<Versions>('GET', `/api/v1/datasets/${RESOURCE}/versions`)).body.versions;
const current = async () => (await versions()).find(({ state }) => state === 'current');
const switchTo = (id: string, query = '') => bed.call('POST', `/api/v1/imports/${id}/switch${query}`);
const serve = (versionId: string | null, query = '') =>
  bed.call('POST', `/api/v1/datasets/${RESOURCE}/versions/${versionId}/serve${query}`);

const fileOf = (...rows: string[]) => [HEADER, ...rows].join('\n');
async function load(content: string, name: string) {
  const run = await bed.begin(content, name);
  return bed.load(run.id);
}

test('[18.quality] a version without rows is served only where that is said, or an empty one is served now', async () => {
  const refusal = { status: 409, body: { code: 'IMPORT_NO_ROWS', rule: { id: '18.quality' } } };
  const header = await load(fileOf(), '只有表头.csv');
  expect(header).toMatchObject({ state: 'loaded', report: { rowsLoaded: 0 } });
  expect(await switchTo(header.id)).toMatchObject(refusal);
  expect(await current()).toBeUndefined();

  const full = await load(fileOf(GOOD), '登记.csv');
  expect(await switchTo(full.id, '?confirmEmpty=false')).toMatchObject({ status: 200 });
  const refused = await load(fileOf(',91350100M000100Y43,2019-01-02,1'), '全部退回.csv');
  expect(refused.report).toMatchObject({ rowsLoaded: 0, rowsRejected: 1 });
  expect(await switchTo(refused.id)).toMatchObject(refusal);
  expect(await current()).toMatchObject({ id: full.datasetVersionId, rowCount: 1 });

  expect(await switchTo(refused.id, '?confirmEmpty=true')).toMatchObject({ status: 200 });
  expect(await current()).toMatchObject({ id: refused.datasetVersionId, rowCount: 0 });
  // Nothing is lost by another empty one.
  expect(await switchTo(header.id)).toMatchObject({ status: 200 });

  expect(await serve(full.datasetVersionId)).toMatchObject({ status: 200 });
  expect(await serve(header.datasetVersionId)).toMatchObject(refusal);
  expect(await current()).toMatchObject({ id: full.datasetVersionId });
  expect(await serve(header.datasetVersionId, '?confirmEmpty=true')).toMatchObject({ status: 200 });
  expect(await current()).toMatchObject({ id: header.datasetVersionId });
});

test('[13.assessments] citizens’ numbers that the entry does not mark as personal are neither loaded nor switched to', async () => {
  const header = '企业名称,证件号';
  const rows = [header, '恒远商贸有限公司,11010519491231002X', '瑞丰,440524188001010014'].join('\n');
  const items = (personal: boolean) =>
    ['企业名称', '证件号'].map((name) => ({
      ...{ name, key: name === '企业名称', type: 'C', grade: 4 },
      personal: personal && name === '证件号',
    }));
  bed.resource.items = items(false);
  const run = await bed.begin(rows, '证件.csv');
  await bed.plan(run, { 证件号: { type: 'residentId' } });
  const refusal = { status: 422, body: { code: 'IMPORT_PERSONAL_UNMARKED', rule: { id: '13.assessments' } } };
  expect(await bed.call('POST', `/api/v1/imports/${run.id}/load`)).toMatchObject(refusal);
  bed.resource.items = items(true);
  await bed.plan(await bed.until(run.id, ['inspected']), { 证件号: { type: 'residentId' } });
  await bed.load(run.id);
  bed.resource.items = items(false); // announced otherwise meanwhile
  expect(await switchTo(run.id)).toMatchObject(refusal);
});

test('[13.assessments] citizens’ numbers are found in texts, among others, and as numbers, too', async () => {
  const ids = ['11010519491231002X', '440524188001010014', '110101199003071938'];
  const rows = (value: (id: string, n: number) => string) =>
    ['企业名称,证件', ...ids.map((id, n) => `恒远${n}商贸有限公司,${value(id, n)}`)].join('\n');
  const items = (personal: boolean, type = 'C') => [
    { name: '企业名称', key: true, type: 'C', grade: 1, personal: false },
    { name: '证件', key: false, type, grade: 4, personal },
  ];
  const refusal = { status: 422, body: { code: 'IMPORT_PERSONAL_UNMARKED' } };
  const taxpayers = Array.from({ length: 20 }, (_, n) =>
    n % 3 === 0 ? (ids[n % 9 === 0 ? 1 : 2] ?? '') : '91350100M000100Y43',
  );
  const cases = [
    [
      'creditCode',
      ['企业名称,证件', ...taxpayers.map((id, n) => `恒远${n}商贸有限公司,${id}`)].join('\n'),
      'C',
    ],
    ['text', rows((id) => id), 'C'],
    ['text', rows((_id, n) => (n === 0 ? `${ids[0]}；${ids[1]}；${ids[2]}` : '91350100M000100Y43')), 'C'],
    ['text', rows((id) => `'${id}`), 'C'],
    ['integer', rows((_id, n) => ids.at(n === 0 ? 1 : 2) ?? ''), 'I'],
  ] as const;
  for (const [type, content, itemType] of cases) {
    bed.resource.items = items(false, itemType);
    const run = await bed.begin(content, `证件-${type}.csv`);
    const seen = await bed.call<{ inspection: unknown }>('GET', `/api/v1/imports/${run.id}`);
    expect(seen.body).toMatchObject({ inspection: { columns: [{}, { profile: { citizens: true } }] } });
    const column = { type, keepBadCheckDigits: type === 'creditCode' };
    await bed.plan(run, { 证件: column });
    expect(await bed.call('POST', `/api/v1/imports/${run.id}/load`)).toMatchObject(refusal);
    bed.resource.items = items(true, itemType);
    await bed.plan(await bed.until(run.id, ['inspected']), { 证件: column });
    await bed.load(run.id);
    bed.resource.items = items(false, itemType);
    expect(await switchTo(run.id)).toMatchObject(refusal);
  }
});

test('[18.quality] columns have the types that the entry states of their items: at the load, the switch, and when served again', async () => {
  const rows = fileOf(
    '恒远商贸有限公司,91350100M000100Y43,2019-01-02,不详数额',
    '瑞丰,91350100M000100Y43,2019-01-03,20',
  );
  const mismatch = { status: 422, body: { code: 'IMPORT_TYPE_MISMATCH', rule: { id: '18.quality' } } };
  bed.resource.items = itemsOf({ 注册日期: 'D', 注册资金: 'N' });
  const run = await bed.begin(rows, '登记-类型.csv');
  interface View {
    state: string;
    target: { items: { name: string; takes: string[] }[] };
  }
  const { body } = await bed.call<View>('GET', `/api/v1/imports/${run.id}`);
  expect(body.target.items.map(({ takes }) => takes[0])).toEqual(['text', 'text', 'date', 'decimal']);
  await bed.plan(run, { 注册资金: { type: 'text' } });
  const before = (await versions()).length;
  expect(await bed.call('POST', `/api/v1/imports/${run.id}/load`)).toMatchObject(mismatch);
  expect(await versions()).toHaveLength(before);

  const again = await bed.until(run.id, ['inspected']);
  await bed.plan(again, { 注册资金: { type: 'integer' } });
  const loaded = await bed.load(run.id);
  expect(loaded.report).toMatchObject({
    rowsLoaded: 1,
    rowsRejected: 1,
    defects: [{ rule: 'TABULAR_NOT_AN_INTEGER', column: '注册资金', count: 1 }],
  });
  bed.resource.items = itemsOf({ 注册日期: 'D', 注册资金: 'L' });
  expect(await switchTo(run.id)).toMatchObject(mismatch);
  bed.resource.items = itemsOf({ 注册日期: 'T', 注册资金: 'Y' });
  expect(await switchTo(run.id)).toMatchObject({ status: 200 });
  const next = await load(fileOf(GOOD), '登记-又.csv');
  expect(await switchTo(next.id)).toMatchObject({ status: 200 });
  bed.resource.items = itemsOf({ 注册资金: 'I', 注册日期: 'L' });
  expect(await serve(loaded.datasetVersionId)).toMatchObject(mismatch);
  expect(await current()).toMatchObject({ id: next.datasetVersionId });
  bed.resource.items = itemsOf({ 注册资金: 'I' });
  expect(await serve(loaded.datasetVersionId)).toMatchObject({ status: 200 });
});

test('a column without any value takes the type that the entry states of its item', async () => {
  bed.resource.items = itemsOf({ 注册日期: 'D', 注册资金: 'N' });
  const run = await bed.begin(
    fileOf('恒远,91350100M000100Y43,,-', '瑞丰,91350100M000100Y43,,'),
    '登记-空列.csv',
  );
  await bed.plan(run, {});
  const { id, datasetVersionId } = await bed.load(run.id);
  const { body } = await bed.call<{ plan: { columns: { type: string }[] } }>('GET', `/api/v1/imports/${id}`);
  expect(body.plan.columns.map(({ type }) => type)).toEqual(['text', 'creditCode', 'date', 'decimal']);
  expect(await switchTo(id)).toMatchObject({ status: 200 });
  expect(await current()).toMatchObject({ id: datasetVersionId, rowCount: 2 });
});

test('where there are no rows a column is of the type that its item was recognized as', async () => {
  bed.resource.items = itemsOf({ 注册资金: 'I' }).map((item) =>
    item.name === '注册日期' ? { ...item, recognized: 'divisionCode' } : item,
  );
  const typesOf = async (content: string) => {
    const run = await load(content, '登记-空.csv');
    const { body } = await bed.call<Run>('GET', `/api/v1/imports/${run.id}`);
    return body.plan.columns.slice(2).map(({ type }) => type);
  };
  expect(await typesOf(fileOf())).toEqual(['divisionCode', 'integer']);
  expect(await typesOf(fileOf('恒远,91350100M000100Y43,,')), 'values may follow').toEqual([
    'text',
    'integer',
  ]);
});

test('[18.quality] rows join data of another type only where no value of it would be lost', async () => {
  const plan = async (name: string, type: string) => {
    const run = await bed.begin(fileOf(`${name},91350100M000100Y43,2019-01-02,20`), `${name}-并入.csv`);
    const columns = run.plan.columns.map((column) =>
      column.source === '注册资金' ? { source: column.source, target: column.target, type } : column,
    );
    await bed.call('PUT', `/api/v1/imports/${run.id}/plan`, {
      body: { columns, resourceId: RESOURCE, mode: 'append' },
      headers: { 'if-match': `"${run.version}"` },
    });
    return run.id;
  };
  const first = await bed.begin(fileOf('恒远,91350100M000100Y43,2019-01-02,8200000'), '先.csv');
  await bed.plan(first, { 注册资金: { type: 'integer' } });
  await bed.load(first.id);
  expect(await switchTo(first.id)).toMatchObject({ status: 200 });

  expect(await bed.call('POST', `/api/v1/imports/${await plan('文字', 'text')}/load`)).toMatchObject({
    status: 422,
    body: { code: 'IMPORT_JOIN_MISMATCH', rule: { id: '18.quality' } },
  });
  const wider = await bed.load(await plan('小数', 'decimal'));
  expect(await switchTo(wider.id)).toMatchObject({ status: 200 });
  const rows = await bed.call<{ items: { values: string[] }[] }>(
    'GET',
    `/api/v1/datasets/${RESOURCE}/versions/${wider.datasetVersionId}/rows`,
  );
  expect(rows.body.items.map(({ values }) => [values[0], values[3]])).toEqual([
    ['恒远', '8200000'],
    ['小数', '20'],
  ]);
});

test('mobile numbers and division codes are found by their values, and numbers of persons are masked, whatever the header says', async () => {
  const divisions = ['640104', '640105', '640106', '640121', '640181'];
  const lines = Array.from({ length: 40 }, (_, i) => {
    const phone = `1${3 + (i % 7)}${String((i * 982_451_653 + 17) % 1_000_000_000).padStart(9, '0')}`;
    return `${phone},${divisions[i % 5]},${110_000 + i},${13_800_000_000 + i}`;
  });
  const run = await bed.begin(`栏一,去向,数额,流水\n${lines.join('\n')}\n`, '无题.csv', {});
  const types = run.inspection.columns.map(({ source, type }) => [source, type]);
  expect(types).toEqual([
    ['栏一', 'phone'],
    ['去向', 'divisionCode'],
    ['数额', 'integer'],
    ['流水', 'integer'],
  ]);
  const first = lines[0]?.split(',')[0] ?? '';
  expect(run.inspection.preview[0]?.[0]).toContain('*');
  expect(JSON.stringify(run)).not.toContain(first);
});

test('amounts in another currency are loaded only where an item of the entry says which', async () => {
  const header = '企业名称,注册资本（万元）';
  const rows = [header, '甲,100', '乙,100万美元', '丙,200', '丁,300万元', '戊,$1000000'].join('\n');
  const items = (...names: string[]) =>
    names.map((name) => ({
      name,
      key: name === '企业名称',
      type: name === '注册资本（万元）' ? 'Y' : 'C',
      grade: 1,
      personal: false,
    }));
  const amounts = async (version: string) => {
    const path = `/api/v1/datasets/${RESOURCE}/versions/${version}/rows`;
    const { body } = await bed.call<{ items: { values: (string | null)[] }[] }>('GET', path);
    return body.items.map(({ values }) => values.slice(1));
  };
  const load = async () => {
    const run = await bed.begin(rows, '资本.csv');
    await bed.plan(run, {});
    return bed.load(run.id);
  };
  bed.resource.items = items('企业名称', '注册资本（万元）');
  const yuan = await load();
  expect(yuan.report).toMatchObject({
    rowsLoaded: 3,
    rowsRejected: 2,
    defects: [{ rule: 'TABULAR_FOREIGN_CURRENCY', count: 2 }],
  });
  expect(await amounts(yuan.datasetVersionId ?? '')).toEqual([['100'], ['200'], ['300']]);
  bed.resource.items = items('企业名称', '注册资本（万元）', '注册资本（万元）_币种');
  const all = await load();
  const unclear = { rule: 'TABULAR_UNIT_UNCLEAR', count: 1 };
  expect(all.report).toMatchObject({ rowsLoaded: 4, rowsRejected: 1, defects: [unclear] });
  expect(await amounts(all.datasetVersionId ?? '')).toContainEqual(['100', 'USD']);
});
