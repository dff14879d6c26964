import { afterAll, beforeAll, expect, test } from 'vitest';
import type { TestResponse } from '../../../test/client.ts';
import { agree, noticesOf } from '../../../test/matter.ts';
import { startTestServer, type TestServerRun } from '../../../test/server.ts';
import {
  gradeItem,
  publishResource,
  renameItem,
  type SharedResource,
} from '../../../test/shared-resource.ts';
import { hostRows } from '../imports/index.ts';

let run: TestServerRun;
beforeAll(async () => {
  run = await startTestServer();
});
afterAll(() => run.stop());

const PURPOSE = { 'tandem-purpose': 'tax-registration' };
const ROW = ['91640104MA1000001A', '银川启明商贸有限公司', '欧阳建国', '640104', '存续'];
const ITEMS = [
  { name: '统一社会信用代码' },
  { name: '企业名称' },
  { name: '法定代表人姓名', unmasked: true },
  { name: '登记状态' },
];

async function shared(title: string): Promise<{ entry: SharedResource; agreementId: string }> {
  const entry = await publishResource(run, { title });
  await run.transactAs('market.clerk')((tx) =>
    hostRows(tx, {
      resourceId: entry.id,
      providerId: run.city.departments.market.id,
      columns: entry.items.map((item, index) => ({
        item,
        column: `c${index + 1}`,
        type: 'text' as const,
        key: index === 0,
      })),
      rows: [ROW],
    }),
  );
  const { agreement } = await agree(run, entry, { statement: { items: ITEMS, rowFilter: [] } });
  return { entry, agreementId: agreement.id };
}

const path = (id: string) => `/api/v1/exchange/agreements/${id}`;

async function query(id: string): Promise<TestResponse> {
  const body = {
    items: ['企业名称', '法定代表人姓名'],
    where: [{ item: '统一社会信用代码', values: [ROW[0]] }],
  };
  return run.asSystem('tax.system').post(`${path(id)}/query`, body, PURPOSE);
}

async function payloadOf(answer: TestResponse): Promise<Record<string, unknown>> {
  const found = await run.transactAs('job')((tx) =>
    tx.client.query<{ payload: Record<string, unknown> }>('select payload from ledger.entry where id = $1', [
      answer.headers.get('tandem-receipt'),
    ]),
  );
  return found.rows[0]?.payload ?? {};
}

test('[37.personal-information] a grade that a new version raises masks agreements in force from the next call on', async () => {
  const { entry, agreementId } = await shared('企业登记基本信息');
  const before = await query(agreementId);
  expect(before.body).toMatchObject({ items: [{ 企业名称: ROW[1], 法定代表人姓名: '欧阳建国' }] });
  expect(await payloadOf(before)).not.toHaveProperty('masked');

  await gradeItem(run, entry, { name: '企业名称', level: 'important', grade: null });
  const after = await query(agreementId);
  expect(after.body).toMatchObject({ masked: ['企业名称'], items: [{ 法定代表人姓名: '欧阳建国' }] });
  expect(JSON.stringify(after.body)).not.toContain('启明商贸');
  expect(await payloadOf(after)).toMatchObject({
    masked: ['企业名称'],
    maskingRule: '37.personal-information',
    raised: ['企业名称'],
    raisedByEntryVersion: 2,
  });
  for (const login of ['tax.clerk', 'market.clerk'])
    expect(await noticesOf(run, login, `/agreements/${agreementId}`)).toContain(
      'notice.agreement.gradesRaised',
    );
  const guide = await run
    .asSystem('tax.system')
    .get<{ items: { name: string; masked: boolean }[] }>(path(agreementId));
  expect(guide.body.items.filter(({ masked }) => masked).map(({ name }) => name)).toEqual(['企业名称']);
  const page = await (
    await run.as('tax.clerk')
  ).get<{ history: { act: string; entryId: string }[] }>(`/api/v1/agreements/${agreementId}`);
  expect(page.body).toMatchObject({
    termsVersion: 1,
    raised: { entryVersion: 2, items: [{ name: '企业名称', grade: 4 }] },
  });
  expect(page.body.history.at(-1)).toMatchObject({ act: 'raiseGrades' });
});

test('[37.personal-information] consent to a bare value was for the grade of then; a lowered grade gives back no more than agreed', async () => {
  const { entry, agreementId } = await shared('企业登记变更信息');
  await gradeItem(run, entry, { name: '法定代表人姓名', grade: 4 });
  expect((await query(agreementId)).body).toMatchObject({
    masked: ['法定代表人姓名'],
    items: [{ 企业名称: ROW[1] }],
  });
  await gradeItem(run, entry, { name: '法定代表人姓名', grade: 1, personal: false });
  const restored = await query(agreementId);
  expect(restored.body).toMatchObject({ items: [{ 法定代表人姓名: '欧阳建国' }] });
  expect(await payloadOf(restored)).not.toHaveProperty('raised');
  expect(await noticesOf(run, 'market.clerk', `/agreements/${agreementId}`)).toEqual(
    expect.arrayContaining(['notice.agreement.gradesRaised', 'notice.agreement.gradesRestored']),
  );
});

test('[37.personal-information] what an item held that a new version renames leaves by the strictest of its grades, and both parties are told', async () => {
  const { entry, agreementId } = await shared('企业迁移登记信息');
  await renameItem(run, entry, { name: '企业名称', to: '市场主体名称', level: 'important', grade: null });
  const after = await query(agreementId);
  expect(after.body).toMatchObject({ masked: ['企业名称'], items: [{ 法定代表人姓名: '欧阳建国' }] });
  expect(JSON.stringify(after.body)).not.toContain('启明商贸');
  expect(await payloadOf(after)).toMatchObject({ raised: ['企业名称'], raisedByEntryVersion: 2 });
  for (const login of ['tax.clerk', 'market.clerk'])
    expect(await noticesOf(run, login, `/agreements/${agreementId}`)).toContain(
      'notice.agreement.gradesRaised',
    );
});

test('[37.personal-information] a file made by the former grade does not leave', async () => {
  const { entry, agreementId } = await shared('企业注销登记信息');
  const tax = run.asSystem('tax.system');
  const order = { items: ['企业名称'], format: 'csv' };
  const ordered = await tax.post<{ id: string }>(`${path(agreementId)}/batches`, order, PURPOSE);
  const batch = `${path(agreementId)}/batches/${ordered.body.id}`;
  const state = async () => (await tax.get<{ state: string }>(batch)).body.state;
  await expect.poll(state, { timeout: 20_000 }).toBe('ready');
  await gradeItem(run, entry, { name: '企业名称', level: 'important', grade: null });
  expect((await tax.get<{ code: string }>(`${batch}/content`, PURPOSE)).body.code).toBe(
    'EXCHANGE_BATCH_SUPERSEDED',
  );
});
