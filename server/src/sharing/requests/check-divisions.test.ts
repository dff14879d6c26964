import { afterAll, beforeAll, expect, test } from 'vitest';
import { draftRequest } from '../../../test/matter.ts';
import { publishResource, renameItem, type SharedResource } from '../../../test/shared-resource.ts';
import { startTestServer, type TestServerRun } from '../../../test/server.ts';
import { hostRows } from '../imports/index.ts';
import type { RequestView } from './views.ts';

let run: TestServerRun;
let registrations: SharedResource;

beforeAll(async () => {
  run = await startTestServer();
  registrations = await publishResource(run, { title: '企业登记基本信息' });
});
afterAll(async () => run.stop());

test('a row filter names divisions that exist, or once did [20.statements]', async () => {
  const codesOf = async (filter: object) => {
    const matter = await draftRequest(run, registrations, { statement: { rowFilter: [filter] } });
    const filed = await matter.act('tax.clerk', 'file');
    expect((await matter.view<RequestView>('tax.clerk')).body.state).toBe(
      filed.status === 200 ? 'awaitingOfficeConsent' : 'draft',
    );
    return (filed.body.errors ?? []).map(({ field, code, rule }) => `${field} ${code} ${rule?.id}`);
  };
  const unknown = '/rowFilter/0/values REQUEST_FILTER_DIVISION_UNKNOWN 20.statements';
  const item = '登记机关';
  expect(await codesOf({ item, op: 'division', values: ['640104', '640199'] })).toEqual([unknown]);
  expect(await codesOf({ item, op: 'in', values: ['640199'] })).toEqual([unknown]);
  expect(await codesOf({ item, op: 'division', values: ['640199001001'] })).toEqual([unknown]);
  expect(await codesOf({ item, op: 'division', values: ['640104000000', '640000', '110103'] })).toEqual([]);
  expect(await codesOf({ item: '企业名称', op: 'in', values: ['640199'] })).toEqual([]);
});

test('rows are chosen by division only where the item holds divisions [20.statements]', async () => {
  const filed = async (entry: SharedResource, item: string) => {
    const rowFilter = [{ item, op: 'division', values: ['640104'] }];
    const items = [{ name: '统一社会信用代码' }];
    const matter = await draftRequest(run, entry, { statement: { items, rowFilter } });
    const { status, body } = await matter.act('tax.clerk', 'file');
    return [status, ...(body.errors ?? []).map(({ field, code }) => `${field} ${code}`)];
  };
  const refused = [422, '/rowFilter/0/item REQUEST_FILTER_ITEM_NO_DIVISION'];
  const entry = await publishResource(run, { title: '企业年报区域信息' });
  expect(await filed(entry, '统一社会信用代码')).toEqual(refused);
  expect(await filed(entry, '登记机关')).toEqual([200]);
  for (const to of ['区县代码', '所属辖区', '经办地']) {
    await renameItem(run, entry, { name: '登记状态', to });
    expect(await filed(entry, to)).toEqual([200]);
  }
  await renameItem(run, entry, { name: '登记状态', to: '登记日', type: 'D' });
  expect(await filed(entry, '登记日')).toEqual(refused);
  const serve = (types: Record<string, 'divisionCode' | 'text'>, values: readonly string[]) =>
    run.transactAs('market.clerk')((tx) =>
      hostRows(tx, {
        ...{ resourceId: entry.id, providerId: run.city.departments.market.id, rows: [values] },
        columns: Object.entries(types).map(([item, type], n) => {
          const column = `c${n + 1}`;
          return { item, column, type, key: false };
        }),
      }),
    );
  await serve({ 企业名称: 'divisionCode', 登记机关: 'text' }, ['640104', '兴庆区']);
  expect(await filed(entry, '企业名称')).toEqual([200]);
  expect(await filed(entry, '登记机关')).toEqual(refused);
  await serve({ 登记机关: 'divisionCode' }, ['640104']);
  expect(await filed(entry, '登记机关')).toEqual([200]);
});

test('rows are chosen by values that the data can hold: codes not among names, words not among numbers [20.statements]', async () => {
  const entry = await publishResource(run, { title: '企业年报区划信息' });
  const item = '登记区划';
  await renameItem(run, entry, { name: '登记状态', to: item });
  const filed = async (values: string[]) => {
    const statement = {
      items: [{ name: '统一社会信用代码' }],
      rowFilter: [{ item, op: 'in', values }],
    };
    const { status, body } = await (await draftRequest(run, entry, { statement })).act('tax.clerk', 'file');
    return [status, ...(body.errors ?? []).map(({ field, code }) => `${field} ${code}`)];
  };
  const refused = [422, '/rowFilter/0/values REQUEST_FILTER_VALUES_NOT_HELD'];
  const serve = (type: 'text' | 'integer', rows: string[]) =>
    run.transactAs('market.clerk')((tx) =>
      hostRows(tx, {
        ...{ resourceId: entry.id, providerId: run.city.departments.market.id },
        columns: [{ item, column: 'c1', type, key: false }],
        rows: rows.map((value) => [value]),
      }),
    );
  expect(await filed(['640104']), 'nothing is served').toEqual([200]);
  await serve('text', ['银川市', '石嘴山市', '640104']);
  expect(await filed(['640104'])).toEqual(refused);
  expect(await filed(['银川市', '640104'])).toEqual(refused);
  expect(await filed(['银川市'])).toEqual([200]);
  await serve('text', ['990102', '990103', '未知地区']);
  expect(await filed(['990102']), 'codes of the demonstration city').toEqual([200]);
  await serve('integer', ['640104', '640105']);
  expect(await filed(['640104'])).toEqual([200]);
  expect(await filed(['银川市'])).toEqual(refused);
  await serve('text', []);
  expect(await filed(['640104']), 'no rows').toEqual([200]);
});

test('while it is written, an application says by which items rows may be chosen by division', async () => {
  const entry = await publishResource(run, { title: '企业年报属地信息' });
  await renameItem(run, entry, { name: '登记状态', to: '所属辖区' });
  const matter = await draftRequest(run, entry, {
    statement: { items: [{ name: '统一社会信用代码' }] },
  });
  const offered = async () => (await matter.view<RequestView>('tax.clerk')).body.divisionItems;
  const told = (await offered()).filter((item) => item.told).map(({ name }) => name);
  expect(told).toEqual(['登记机关', '所属辖区']);
  expect((await offered()).map(({ name }) => name)).not.toContain('统一社会信用代码');
  expect((await matter.act('tax.clerk', 'file')).status).toBe(200);
  expect(await offered()).toEqual([]);
});
