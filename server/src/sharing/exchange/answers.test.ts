import { createHash, createPrivateKey, randomUUID } from 'node:crypto';
import { request as openRequest } from 'node:http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { verifyReceipt } from '@tandem/ledger';
import { signRequest } from '@tandem/sdk';
import { signedClient, type TestResponse } from '../../../test/client.ts';
import { ITEMS, KEY, openBed, PURPOSE, refusal, type Bed } from '../../../test/exchange-bed.ts';
import { hostRows } from '../imports/index.ts';
import type { TermFilter } from '../requests/index.ts';
import { SANDBOX } from './sandbox.ts';

let bed: Bed;
beforeAll(async () => {
  bed = await openBed();
});
afterAll(() => bed.stop());

async function receiptOf(answer: TestResponse): Promise<string> {
  const auditor = await bed.run.as('data.auditor');
  for (let attempt = 0; attempt < 60; attempt += 1) {
    const path = `/api/v1/ledger/receipts/${answer.headers.get('tandem-receipt')}`;
    const receipt = await auditor.get<string>(path);
    if (receipt.status === 200) return receipt.body;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('the entry got no index');
}

test('[22.modes] a query gives the agreed items of the row that its key names', async () => {
  const id = await bed.agree();
  const answer = await bed.query(id, { items: ['企业名称', '注册资本'] });
  expect(answer.status).toBe(200);
  expect(answer.body).toMatchObject({
    dataset: { version: 1 },
    items: [{ 企业名称: '银川启明商贸有限公司', 注册资本: '820000.50' }],
  });
  expect(await bed.recorded(answer)).toMatchObject({ outcome: 'answered', mode: 'query', row_count: 1 });
});

test('[22.modes] a verification says yes or no, by the type of the value, and gives no value', async () => {
  const id = await bed.agree();
  const verify = async (given: Record<string, string>) => {
    const body = { where: [KEY], given };
    const answer = await bed.run
      .asSystem('tax.system')
      .post<{ answer: string }>(`/api/v1/exchange/agreements/${id}/verify`, body, PURPOSE);
    expect(answer.status).toBe(200);
    expect(Object.keys(answer.body).toSorted()).toEqual(['agreement', 'answer', 'dataset']);
    return answer.body.answer;
  };
  expect(await verify({ 企业名称: '银川启明商贸有限公司', 注册资本: '820000.5' })).toBe('yes');
  expect(await verify({ 企业名称: '银川启明商贸有限公司', 注册资本: '820001' })).toBe('no');
  expect(await verify({ 注册资本: '' })).toBe('no');
  expect(await verify({ 法定代表人: '欧阳建国' })).toBe('yes');
});

test('what is given is read as an import reads a cell; what is no value of its type is refused by field', async () => {
  const resourceId = randomUUID();
  const providerId = bed.run.city.departments.market.id;
  const columns = [
    { item: '许可证编号', column: 'c1', type: 'text', key: true },
    { item: '登记时间', column: 'c2', type: 'datetime', key: false },
    { item: '核定数量', column: 'c3', type: 'integer', key: false },
    { item: '是否在用', column: 'c4', type: 'boolean', key: false },
    { item: '发证日期', column: 'c5', type: 'date', key: false },
    { item: '持有人代码', column: 'c6', type: 'creditCode', key: false },
    { item: '联系电话', column: 'c7', type: 'phone', key: false },
    { item: '流水号', column: 'c8', type: 'integer', key: false },
    { item: '检定时间', column: 'c9', type: 'datetime', key: false },
    { item: '注册资本（万元）', column: 'c10', type: 'money', key: false, unit: '万元' },
    { item: '字号', column: 'c11', type: 'text', key: false },
    { item: '区划', column: 'c12', type: 'divisionCode', key: false },
    { item: '经营范围', column: 'c13', type: 'text', key: false },
  ] as const;
  const scope = '一般项目：信息咨询服务；'.repeat(60);
  const owner = [
    '91350100M000100Y43',
    '13812345678',
    '1834567890123464708',
    '2026-05-01 08:10:00.25+08',
    '821',
    '\uF979山',
    '640105',
    scope,
  ];
  const rows = [['XK-1', '2026-05-01T08:10:00+08:00', '1200', 'true', '2026-05-01', ...owner]];
  await bed.run.transactAs('job')((tx) =>
    hostRows(tx, { resourceId, providerId, columns: [...columns], rows }),
  );
  const [item] = ITEMS;
  const items = columns.map(({ item: name }) => ({ ...item, name }) as (typeof ITEMS)[number]);
  const id = await bed.agree({ resourceId, items, rowFilter: [] });
  const verify = (given: Record<string, string>) =>
    bed.tax.post<{ answer: string }>(
      `/api/v1/exchange/agreements/${id}/verify`,
      { where: [{ item: '许可证编号', values: ['XK-1'] }], given },
      PURPOSE,
    );
  for (const [name, text] of [
    ['登记时间', '2026-05-01 08:10:00'],
    ['登记时间', '2026/5/1 8:10'],
    ['登记时间', '2026-05-01T00:10:00Z'],
    ['核定数量', '1,200.0'],
    ['核定数量', '１２００'],
    ['持有人代码', '９１350100m000100y43'],
    ['联系电话', '+86 138 1234 5678'],
    ['是否在用', '是'],
    ['发证日期', '2026年5月1日'],
    ['流水号', '1834567890123464708'],
    ['检定时间', '2026-05-01T08:10:00.25+08:00'],
    ['注册资本（万元）', '821'],
    ['注册资本（万元）', '821.0'],
    ['注册资本（万元）', '821万元'],
    ['注册资本（万元）', '8,210,000元'],
    ['字号', '\uF979山'],
    ['区划', '640105000000'],
    ['经营范围', scope],
  ] as const)
    expect((await verify({ [name]: text })).body, text).toMatchObject({ answer: 'yes' });
  expect((await verify({ 登记时间: '2026-05-01 00:10:00' })).body.answer).toBe('no');
  for (const [name, text] of [
    ['登记时间', '五月一日'],
    ['核定数量', '十二'],
    ['流水号', '9234567890123464708'],
    ['注册资本（万元）', '821万美元'],
    ['发证日期', '2026-13-01'],
  ] as const) {
    const answer = await verify({ [name]: text });
    expect(refusal(answer)).toMatchObject({
      status: 422,
      code: 'EXCHANGE_VALUE_UNREADABLE',
      errors: [{ field: `/given/${name}` }],
    });
    expect(await bed.recorded(answer)).toMatchObject({ outcome: 'refused' });
  }
});

test('rows are agreed on by values as people write them', async () => {
  const resourceId = '0197bbbb-0000-7000-8000-00000000b00e';
  const columns = [
    { item: '许可证编号', column: 'c1', type: 'text', key: true },
    { item: '是否在用', column: 'c2', type: 'boolean', key: false },
    { item: '持有人代码', column: 'c3', type: 'creditCode', key: false },
    { item: '检定时间', column: 'c4', type: 'datetime', key: false },
    { item: '登记区划', column: 'c5', type: 'integer', key: false },
  ] as const;
  const rows = [
    ['XK-1', 'true', '91350100M000100Y43', '2026-05-01 08:10:00.25+08', '640104'],
    ['XK-2', 'false', '91640104MA1000001A', '2026-05-02 08:10:00+08', '640105'],
  ];
  const providerId = bed.run.city.departments.market.id;
  await bed.run.transactAs('job')((tx) =>
    hostRows(tx, { resourceId, providerId, columns: [...columns], rows }),
  );
  const [item] = ITEMS;
  const items = columns.map(({ item: name }) => ({ ...item, name }) as (typeof ITEMS)[number]);
  const answerTo = async (filter: TermFilter[]) => {
    const id = await bed.agree({ resourceId, items, rowFilter: filter });
    const where = [{ item: '许可证编号', values: ['XK-1', 'XK-2'] }];
    const body = { items: ['许可证编号', '检定时间'], where };
    return bed.tax.post<{ items: Record<string, string>[] }>(
      `/api/v1/exchange/agreements/${id}/query`,
      body,
      PURPOSE,
    );
  };
  const found = async (filter: TermFilter[]) => (await answerTo(filter)).body.items;
  const first = [{ 许可证编号: 'XK-1', 检定时间: '2026-05-01T08:10:00.25+08:00' }];
  expect(await found([{ item: '是否在用', op: 'in', values: ['是'] }])).toEqual(first);
  expect(await found([{ item: '持有人代码', op: 'in', values: ['９１350100m000100y43'] }])).toEqual(first);
  expect(await found([{ item: '登记区划', op: 'in', values: ['640104'] }])).toEqual(first);
  expect(await found([{ item: '检定时间', op: 'in', values: ['2026/5/1 8:10:00.25'] }])).toEqual(first);
  expect(
    await found([{ item: '持有人代码', op: 'in', values: ['91110000600037341L'] }]),
    'a value of no row',
  ).toEqual([]);
  const untold = await answerTo([{ item: '是否在用', op: 'in', values: ['若干'] }]);
  expect(untold, 'no value of the column’s type').toMatchObject({
    status: 409,
    body: { code: 'EXCHANGE_ROWS_NOT_TOLD' },
  });
});

test('[37.personal-information] a citizen’s number leaves masked, whatever the entry says of its item by now', async () => {
  const [item] = ITEMS;
  const bare = { ...item, grade: 1, personal: false, kind: 'text' } as (typeof ITEMS)[number];
  const id = await bed.agree({
    items: [
      { ...bare, name: '统一社会信用代码' },
      { ...bare, name: '证件号码' },
    ],
  });
  const { body } = await bed.query(id, { items: ['统一社会信用代码', '证件号码'] });
  expect(body).toMatchObject({ masked: ['证件号码'] });
  expect(JSON.stringify(body)).not.toContain('19491231');
});

test('[37.personal-information] personal items leave masked by grade, and the answer says which', async () => {
  const id = await bed.agree();
  const asked = { items: ['企业名称', '法定代表人'] };
  const masked = await bed.query(id, asked);
  expect(masked.body).toMatchObject({ masked: ['法定代表人'], items: [{ 法定代表人: '欧阳**' }] });
  const open = await bed.agree();
  const item = { kind: 'personName', modes: ['query' as const], grade: 2 as const, personal: true };
  await bed.amend(open, {
    items: [
      { ...item, name: '法定代表人', unmasked: true },
      { ...item, name: '统一社会信用代码', personal: false, unmasked: false },
    ],
  });
  const bare = await bed.query(open, { items: ['法定代表人'] });
  expect(bare.body).toMatchObject({ items: [{ 法定代表人: '欧阳建国' }] });
  expect(bare.body).not.toHaveProperty('masked');
  const payloads = await bed.sql<{ payload: { maskingRule?: string } }>(
    'select payload from ledger.entry where id = any ($1) order by id',
    [[masked, bare].map((answer) => answer.headers.get('tandem-receipt'))],
  );
  expect(payloads.map(({ payload }) => payload.maskingRule)).toEqual(['37.personal-information', undefined]);
});

test('[34.responsibility] each call is on record to department, system or person', async () => {
  const id = await bed.agree();
  const bySystem = await bed.query(id);
  expect(await bed.recorded(bySystem)).toMatchObject({
    caller_kind: 'system',
    caller_id: bed.run.system('tax.system').id,
  });
  const clerk = await bed.run.as('tax.clerk');
  const path = `/api/v1/exchange/agreements/${id}/query`;
  const byPerson = await clerk.post(path, { items: ['企业名称'], where: [KEY] }, PURPOSE);
  expect(await bed.recorded(byPerson)).toMatchObject({
    caller_kind: 'person',
    caller_id: bed.run.person('tax.clerk').id,
  });
  const head = await bed.run.as('tax.head');
  const byHead = await head.post(path, { items: ['企业名称'], where: [KEY] }, PURPOSE);
  expect(refusal(byHead).code).toBe('PLATFORM_ROLE_MISSING');
  const log = await clerk.get<{ items: { refusal: string | null }[] }>(
    `/api/v1/exchange/calls?agreementId=${id}&outcome=refused`,
  );
  expect(log.body.items.map(({ refusal: words }) => words)).toEqual([
    expect.stringMatching(/业务系统、经办人|经办人、业务系统/),
  ]);
});

test('[34.responsibility] what is refused before it is understood leaves its receipt, too; strangers leave none', async () => {
  const id = await bed.agree();
  const path = `/api/v1/exchange/agreements/${id}/query`;
  const good = { items: ['企业名称'], where: [KEY] };
  const head = await bed.run.as('tax.head');
  const clerk = await bed.run.as('tax.clerk');
  for (const [answer, code] of [
    [await head.post(path, good, PURPOSE), 'PLATFORM_ROLE_MISSING'],
    [await clerk.post(path, { ...good, more: 1 }, PURPOSE), 'PLATFORM_INPUT_INVALID'],
    [await clerk.post(path, { ...good, limit: 101 }, PURPOSE), 'PLATFORM_INPUT_INVALID'],
    [await clerk.post('/api/v1/exchange/agreements/nonsense/query', good, PURPOSE), 'PLATFORM_INPUT_INVALID'],
  ] as const) {
    expect(refusal(answer).code).toBe(code);
    expect(await bed.recorded(answer)).toMatchObject({
      outcome: 'refused',
      refusal_code: code,
      row_count: 0,
    });
  }
  const stranger = await bed.run.anonymous.post(path, good, PURPOSE);
  expect([stranger.status, stranger.headers.get('tandem-receipt')]).toEqual([401, null]);
});

test('[34.responsibility] a body that can not be read leaves a receipt where the signature proves who sent it', async () => {
  const id = await bed.agree();
  const path = `/api/v1/exchange/agreements/${id}/query`;
  const json = { ...PURPOSE, 'content-type': 'application/json' };
  const large = JSON.stringify({ items: ['企业名称'.repeat(400_000)] });
  const clerk = await bed.run.as('tax.clerk');
  for (const [client, body, headers, code, status] of [
    [bed.tax, '{"items": [', json, 'PLATFORM_JSON_INVALID', 400],
    [bed.tax, 'items=x', { ...PURPOSE, 'content-type': 'text/csv' }, 'PLATFORM_MEDIA_TYPE_UNSUPPORTED', 415],
    [bed.tax, large, json, 'PLATFORM_BODY_TOO_LARGE', 413],
    [clerk, '{"items": [', json, 'PLATFORM_JSON_INVALID', 400],
    [clerk, large, json, 'PLATFORM_BODY_TOO_LARGE', 413],
  ] as const) {
    const answer = await client.post(path, body, headers);
    expect([answer.status, refusal(answer).code]).toEqual([status, code]);
    expect(await bed.recorded(answer)).toMatchObject({
      outcome: 'refused',
      refusal_code: code,
      row_count: 0,
    });
  }
  const before = await bed.count();
  const { keyId } = bed.run.system('tax.system');
  const forger = signedClient(bed.run.url, { keyId, privateKey: bed.run.system('civil.system').privateKey });
  for (const client of [bed.run.anonymous, forger]) {
    const answer = await client.post(path, '{"items": [', json);
    expect([answer.status, answer.headers.get('tandem-receipt')]).toEqual([400, null]);
  }
  expect(await bed.count()).toEqual(before);
});

test('[34.responsibility] nobody fills the ledger with nonsense: beyond a measure a caller is told to wait', async () => {
  const id = await bed.agree();
  const labour = bed.run.asSystem('labour.system');
  const path = `/api/v1/exchange/agreements/${id}/query`;
  const before = await bed.count();
  const answers = await Promise.all(
    Array.from({ length: 130 }, () =>
      labour.post(path, '{"items": [', { ...PURPOSE, 'content-type': 'application/json' }),
    ),
  );
  expect(answers.filter(({ status }) => status === 400)).toHaveLength(120);
  const waiting = answers.filter(({ status }) => status === 429);
  expect(waiting).toHaveLength(10);
  expect(refusal(waiting[0] ?? (answers[0] as TestResponse)).code).toBe('PLATFORM_RATE_LIMITED');
  expect((await bed.count()).disclosures).toBe(before.disclosures + 120);
});

test('[25.scope] no row among the agreed ones: the answer says which those are, and not whether others exist', async () => {
  const id = await bed.agree();
  const of = (value: string) => ({ items: ['企业名称'], where: [{ item: KEY.item, values: [value] }] });
  const elsewhere = await bed.query(id, of('91640302MA1000003C'));
  const nowhere = await bed.query(id, of('91640104MA1999999X'));
  for (const { status, body } of [elsewhere, nowhere]) {
    expect(status).toBe(200);
    expect(body).toMatchObject({
      items: [],
      limitedTo: { rule: '25.scope', rows: [{ item: '登记机关区划' }] },
    });
  }
  expect((await bed.query(id, of('91640104MA1000001A'))).body).not.toHaveProperty('limitedTo');
});

test('[25.scope] an item agreed for files only can not be guessed at by verifying', async () => {
  const id = await bed.agree();
  await bed.amend(id, {
    items: ITEMS.map((item) => (item.name === '注册资本' ? { ...item, modes: ['batch' as const] } : item)),
  });
  const guess = {
    where: [KEY, { item: '注册资本', values: ['820000.50'] }],
    given: { 企业名称: '银川启明商贸有限公司' },
  };
  const answer = await bed.run
    .asSystem('tax.system')
    .post(`/api/v1/exchange/agreements/${id}/verify`, guess, PURPOSE);
  expect(refusal(answer)).toMatchObject({ code: 'EXCHANGE_ITEM_NOT_AGREED' });
});

test('the digest on record is that of the bytes received, and the ledger commits to it', async () => {
  const id = await bed.agree();
  const answer = await bed.query(id, { items: ['企业名称', '法定代表人'] });
  const digest = createHash('sha256').update(answer.bytes);
  const hex = digest.copy().digest('hex');
  expect(await bed.recorded(answer)).toMatchObject({ digest: hex });
  expect(answer.headers.get('content-digest')).toBe(`sha-256=:${digest.digest('base64')}:`);
  expect(answer.headers.get('cache-control')).toBe('no-store');
  const log = await bed.run.anonymous.get<{ verifierKeys: string[] }>('/api/v1/ledger');
  const verified = verifyReceipt(await receiptOf(answer), log.body.verifierKeys);
  expect(verified).toMatchObject({
    ok: true,
    entry: { kind: 'disclosure.answered' },
    opened: { answerSha256: hex, purpose: 'tax-risk', rows: 1, caller: { name: 'tax.system' } },
  });
});

test('the record is there although the caller went away before the answer', async () => {
  const id = await bed.agree();
  const before = await bed.count();
  const { keyId, privateKey } = bed.run.system('tax.system');
  const body = Buffer.from(JSON.stringify({ items: ['企业名称'], where: [KEY] }));
  const url = new URL(`/api/v1/exchange/agreements/${id}/query`, bed.run.url);
  const headers = signRequest(
    { method: 'POST', url, headers: { 'content-type': 'application/json', ...PURPOSE }, body },
    { keyId, privateKey: createPrivateKey(privateKey) },
  );
  await new Promise<void>((resolve) => {
    const call = openRequest(url, { method: 'POST', headers: Object.fromEntries(new Headers(headers)) });
    call.on('error', () => resolve());
    call.end(body, () => setTimeout(() => call.destroy(new Error('gone')), 3));
  });
  await expect
    .poll(async () => (await bed.count()).disclosures, { timeout: 5000 })
    .toBe(before.disclosures + 1);
});

test('calls are never kept by the idempotency store, whatever key they carry', async () => {
  const id = await bed.agree();
  const headers = { ...PURPOSE, 'idempotency-key': 'repeat-0001' };
  const first = await bed.query(id, {}, headers);
  const second = await bed.query(id, {}, headers);
  expect(first.headers.get('tandem-receipt')).not.toBe(second.headers.get('tandem-receipt'));
  const kept = await bed.sql(`select from platform.idempotency where key = 'repeat-0001'`);
  expect(kept).toEqual([]);
});

test('the sandbox answers any department on synthetic rows, by the same rules, and is no figure', async () => {
  const [before] = await bed.sql<{ n: number }>(
    'select coalesce(sum(calls), 0)::int as n from exchange.daily_count',
  );
  const guide = await bed.run
    .asSystem('labour.system')
    .get<{ sample: { item: string; value: string } }>('/api/v1/exchange/agreements/sandbox');
  const { item, value } = guide.body.sample;
  const where = [{ item, values: [value] }];
  const sandbox = (name: string, body: object) =>
    bed.run
      .asSystem(name)
      .post('/api/v1/exchange/agreements/sandbox/query', { where, ...body }, { 'tandem-purpose': 'sandbox' });
  const answered = await sandbox('labour.system', { items: ['企业名称', '法定代表人'] });
  expect(answered.status).toBe(200);
  expect(answered.body).toMatchObject({ agreement: 'SANDBOX', masked: ['法定代表人'] });
  await bed.run.owner(
    `update imports.dataset_version set switched_at = platform.now() + interval '13 days' where resource_id = $1`,
    [SANDBOX.resourceId],
  );
  await (await bed.run.as('data.operator')).post('/api/v1/demo/clock', { workingDays: 0 });
  const dated = await sandbox('labour.system', { items: ['企业名称'] });
  const { now } = (await (await bed.run.as('data.operator')).get<{ now: string }>('/api/v1/session')).body;
  expect((dated.body as { dataset: { updatedAt: string } }).dataset.updatedAt <= now).toBe(true);
  const refused = await sandbox('civil.system', { items: ['联系电话'] });
  expect(refusal(refused)).toMatchObject({ code: 'EXCHANGE_ITEM_NOT_AGREED', rule: { id: '25.scope' } });
  const kinds = await bed.sql<{ kind: string }>(
    'select kind from ledger.entry where id = any ($1) order by id',
    [[answered, refused].map((answer) => answer.headers.get('tandem-receipt'))],
  );
  expect(kinds.map(({ kind }) => kind)).toEqual(['sandbox.answered', 'sandbox.refused']);
  const after = await bed.sql('select coalesce(sum(calls), 0)::int as n from exchange.daily_count');
  expect(after).toEqual([before]);
});
