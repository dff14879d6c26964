import { afterAll, beforeAll, expect, test } from 'vitest';
import { matterOf, type ActBody } from '../../../test/matter.ts';
import { publishResource } from '../../../test/shared-resource.ts';
import { startTestServer, type TestServerRun } from '../../../test/server.ts';
import { requestFigures } from './request-figures.ts';

let run: TestServerRun;
beforeAll(async () => {
  run = await startTestServer();
});
afterAll(async () => run.stop());

const wanted = {
  title: '残疾人两项补贴发放信息',
  description: '办理临时救助时需要核对是否已享受残疾人两项补贴',
  legalBasis: '《社会救助暂行办法》第六十条',
  items: ['公民身份号码', '发放月份', '发放金额'],
};

async function register(): Promise<ActBody> {
  const made = await (await run.as('labour.clerk')).post<ActBody>('/api/v1/demands', wanted);
  expect(made.status).toBe(201);
  return made.body;
}

test('data that no entry lists is registered, a provider is named, and the entry answers it', async () => {
  const demand = matterOf(run, 'demands', await register());
  const figures = await run.transactAs('data.officer')((tx) =>
    requestFigures(tx, { month: tx.today.slice(0, 7) }),
  );
  expect(figures.missing).toMatchObject([{ title: wanted.title, state: 'open' }]);
  const { civil, labour } = run.city.departments;
  expect((await demand.act('labour.clerk', 'designate', { providerId: civil.id, note: '' })).body.code).toBe(
    'REQUEST_NOT_YOUR_SIDE',
  );
  expect((await demand.act('data.officer', 'designate', { providerId: labour.id, note: '' })).body.code).toBe(
    'REQUEST_OWN_RESOURCE',
  );
  await demand.must('data.officer', 'designate', { providerId: civil.id, note: '民政局为发放部门' });
  const inbox = await (
    await run.as('civil.clerk')
  ).get<{ groups: { tasks: { kind: string }[] }[] }>('/api/v1/inbox');
  expect(inbox.body.groups.flatMap((group) => group.tasks.map((task) => task.kind))).toContain(
    'task.demand.provide',
  );
  const entry = await publishResource(run, { title: '残疾人补贴发放信息', provider: 'civil' });
  await demand.must('civil.clerk', 'answer', { resourceId: entry.id });
  const list = await (
    await run.as('labour.clerk')
  ).get<{ items: { state: string; resource: { title: string } }[] }>('/api/v1/demands');
  expect(list.body.items[0]).toMatchObject({ state: 'answered', resource: { title: '残疾人补贴发放信息' } });
});

test('a demand is seen by its department, the named provider and the authority only', async () => {
  const { id, version } = await register();
  const stranger = await run.as('tax.clerk');
  expect(
    (await stranger.get<{ items: { id: string }[] }>('/api/v1/demands')).body.items.map((row) => row.id),
  ).not.toContain(id);
  const demand = matterOf(run, 'demands', { id, version });
  expect((await demand.act('tax.clerk', 'withdraw', { note: '不是我的' })).body.code).toBe(
    'DEMAND_NOT_FOUND',
  );
  await demand.must('data.officer', 'decline', { note: '该数据由省级系统统一产生，待回流后提供' });
  expect((await demand.act('labour.clerk', 'withdraw', { note: '不再需要' })).body.code).toBe('DEMAND_STATE');
});

test('the authority’s own demand or question is decided by somebody else there [platform.separation]', async () => {
  const officer = run.person('data.officer').id;
  await run.owner(`update identity.principal set roles = roles || 'clerk'::text where id = $1`, [officer]);
  const own = await run.as('data.officer');
  const made = await own.post<ActBody>('/api/v1/demands', wanted);
  expect(made).toMatchObject({ status: 201 });
  const demand = matterOf(run, 'demands', made.body);
  const refused = {
    status: 403,
    body: { code: 'PEOPLE_FILER_APPROVES', rule: { id: 'platform.separation' } },
  };
  const { civil } = run.city.departments;
  const entry = await publishResource(run, { title: '临时救助发放信息', provider: 'civil' });
  for (const [act, body] of [
    ['designate', { providerId: civil.id, note: '民政局为发放部门' }],
    ['decline', { note: '该数据由省级系统统一产生，待回流后提供' }],
    ['answer', { resourceId: entry.id }],
  ] as const)
    expect(await demand.act('data.officer', act, body)).toMatchObject(refused);
  const withheld = await publishResource(run, { title: '统计调查个体资料', shareClass: 'withheld' });
  const asked = await own.post<ActBody>('/api/v1/basis-reviews', {
    resourceId: withheld.id,
    reason: '所列条款似不适用于本目录的全部信息项',
  });
  const review = matterOf(run, 'basis-reviews', asked.body);
  expect(
    await review.act('data.officer', 'decision', { decision: 'upheld', finding: '依据充分，维持不予共享' }),
  ).toMatchObject(refused);
});

test('reviews of a basis are read page after page', async () => {
  const clerk = await run.as('labour.clerk');
  for (const title of ['专项调查个体资料', '抽样调查个体资料', '普查个体资料']) {
    const withheld = await publishResource(run, { title, shareClass: 'withheld' });
    const reason = '所列条款似不适用于本目录的全部信息项';
    expect((await clerk.post('/api/v1/basis-reviews', { resourceId: withheld.id, reason })).status).toBe(201);
  }
  type Listed = { items: { id: string; resource: { title: string } }[]; next?: string };
  const read = async (query: string) => (await clerk.get<Listed>(`/api/v1/basis-reviews?${query}`)).body;
  const first = await read('limit=2');
  expect(first.items.map(({ resource }) => resource.title)).toEqual(['普查个体资料', '抽样调查个体资料']);
  const second = await read(`limit=2&cursor=${first.next}`);
  expect(second.items.map(({ resource }) => resource.title)).toEqual(['专项调查个体资料']);
  expect(second.next).toBeUndefined();
});

test('what a colleague asked in their name is not decided by whom they stood in for [platform.separation]', async () => {
  const made = await (await run.as('labour.clerk')).post<ActBody>('/api/v1/demands', wanted);
  const withheld = await publishResource(run, { title: '企业调查个体资料', shareClass: 'withheld' });
  const reason = '所列条款似不适用于本目录的全部信息项';
  const asked = await (
    await run.as('labour.clerk')
  ).post<ActBody>('/api/v1/basis-reviews', { resourceId: withheld.id, reason });
  // As where the officer was head of the asking department, and away.
  const officer = run.person('data.officer').id;
  await run.owner('update requests.demand set registered_for = $2 where id = $1', [made.body.id, officer]);
  await run.owner('update requests.basis_review set asked_for = $2 where id = $1', [asked.body.id, officer]);
  const refused = { status: 403, body: { code: 'PEOPLE_FILER_APPROVES' } };
  const note = '该数据由省级系统统一产生，待回流后提供';
  expect(await matterOf(run, 'demands', made.body).act('data.officer', 'decline', { note })).toMatchObject(
    refused,
  );
  const finding = { decision: 'upheld', finding: '依据充分，维持不予共享' };
  const other = await (
    await run.as('labour.clerk')
  ).post<ActBody>('/api/v1/basis-reviews', {
    resourceId: (await publishResource(run, { title: '抽查个体资料', shareClass: 'withheld' })).id,
    reason,
  });
  // As where the officer consented to the entry as head of its department, and was transferred.
  await run.owner(
    `update catalogue.history set acted_for = $2
     where act = 'consented' and resource_id = (select resource_id from requests.basis_review where id = $1)`,
    [other.body.id, officer],
  );
  expect(
    await matterOf(run, 'basis-reviews', other.body).act('data.officer', 'decision', finding),
  ).toMatchObject({ status: 403, body: { code: 'PEOPLE_OTHER_SIDE' } });
  expect(
    await matterOf(run, 'basis-reviews', asked.body).act('data.officer', 'decision', finding),
  ).toMatchObject(refused);
});

test('who named the provider, or made the entry, does not answer a demand for another side [platform.separation]', async () => {
  const { civil, data } = run.city.departments;
  const moveOfficer = (departmentId: string) =>
    run.owner('update identity.principal set department_id = $2 where id = $1', [
      run.person('data.officer').id,
      departmentId,
    ]);
  const entry = await publishResource(run, { title: '残疾人补贴对象信息', provider: 'civil' });
  const named = matterOf(run, 'demands', await register());
  await named.must('data.officer', 'designate', { providerId: civil.id, note: '民政局为发放部门' });
  const refused = { status: 403, body: { code: 'PEOPLE_OTHER_SIDE', rule: { id: 'platform.separation' } } };
  await moveOfficer(civil.id);
  expect(await named.act('data.officer', 'answer', { resourceId: entry.id })).toMatchObject(refused);
  await moveOfficer(data.id);
  await named.must('civil.clerk', 'answer', { resourceId: entry.id });
  const open = matterOf(run, 'demands', await register());
  await run.owner(
    `update catalogue.history set acted_for = $2 where act = 'consented' and resource_id = $1`,
    [entry.id, run.person('data.officer').id],
  );
  expect(await open.act('data.officer', 'answer', { resourceId: entry.id })).toMatchObject(refused);
});
