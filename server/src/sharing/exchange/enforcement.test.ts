import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { TestResponse } from '../../../test/client.ts';
import { ITEMS, KEY, openBed, PURPOSE, refusal, type Bed } from '../../../test/exchange-bed.ts';
import { hostRows } from '../imports/index.ts';

let bed: Bed;
beforeAll(async () => {
  bed = await openBed();
});
afterAll(() => bed.stop());

/** A refusal: its code, its rule and article, its record, and that nothing else has changed. */
async function expectRefused(
  send: () => Promise<TestResponse>,
  expected: { code: string; status: number; rule: string | null; article?: number },
): Promise<TestResponse> {
  const before = await bed.count();
  const answer = await send();
  expect(refusal(answer)).toMatchObject({ code: expected.code, status: expected.status });
  if (expected.rule)
    expect(refusal(answer).rule).toMatchObject({ id: expected.rule, article: expected.article });
  expect(await bed.recorded(answer)).toMatchObject({
    outcome: 'refused',
    refusal_code: expected.code,
    rule_id: expected.rule,
    row_count: 0,
    digest: null,
  });
  expect(await bed.count()).toEqual({
    ...before,
    disclosures: before.disclosures + 1,
    entries: before.entries + 1,
  });
  return answer;
}

test('[22.modes] a mode that was not agreed, or not for this item, is refused', async () => {
  const id = await bed.agree({ modes: ['verify'] });
  await expectRefused(() => bed.query(id), {
    code: 'EXCHANGE_MODE_NOT_AGREED',
    status: 403,
    rule: '22.modes',
    article: 22,
  });
  const verifyOnly = {
    name: '证件号码',
    kind: 'residentId',
    grade: 4 as const,
    personal: true,
    unmasked: false,
  };
  const other = await bed.agree();
  await bed.amend(other, { items: [{ ...verifyOnly, modes: ['verify'] }] });
  await expectRefused(() => bed.query(other, { items: ['证件号码'] }), {
    code: 'EXCHANGE_ITEM_NOT_AGREED',
    status: 403,
    rule: '25.scope',
    article: 25,
  });
});

test('[25.purpose] a purpose that no record can hold is none, and its refusal is on record', async () => {
  const id = await bed.agree();
  for (const purpose of ['tax-risk%00', '%0D%0A', 'tax%1Brisk'])
    await expectRefused(() => bed.query(id, {}, { 'tandem-purpose': purpose }), {
      code: 'EXCHANGE_PURPOSE_MISSING',
      status: 400,
      rule: '25.purpose',
      article: 25,
    });
});

test('[25.scope] a sixth item is refused, by field, also when only asked by', async () => {
  const id = await bed.agree();
  const expected = { code: 'EXCHANGE_ITEM_NOT_AGREED', status: 403, rule: '25.scope', article: 25 };
  const sixth = await expectRefused(() => bed.query(id, { items: ['企业名称', '经营范围'] }), expected);
  expect(refusal(sixth).errors).toMatchObject([{ field: '/items/1', code: 'EXCHANGE_ITEM_NOT_AGREED' }]);
  const by = { item: '证件号码', values: ['11010519491231002X'] };
  await expectRefused(() => bed.query(id, { where: [KEY, by] }), expected);
});

test('[25.scope] another district is refused when asked for, and is not there when it lies behind a key', async () => {
  const id = await bed.agree();
  const elsewhere = { item: '登记机关区划', values: ['640104', '640302'] };
  const where = { where: [KEY, elsewhere] };
  const body = { where: where.where, given: { 企业名称: '银川启明商贸有限公司' } };
  const verify = () => bed.tax.post(`/api/v1/exchange/agreements/${id}/verify`, body, PURPOSE);
  await expectRefused(verify, {
    code: 'EXCHANGE_ROWS_NOT_AGREED',
    status: 403,
    rule: '25.scope',
    article: 25,
  });
  const behind = { where: [{ item: '统一社会信用代码', values: ['91640302MA1000003C'] }] };
  expect((await bed.query(id, behind)).body['items']).toEqual([]);
});

test('[25.scope] a call names a key: lists of everybody are not a query', async () => {
  const id = await bed.agree();
  const body = { where: [{ item: '登记机关区划', values: ['640104'] }] };
  await expectRefused(() => bed.query(id, body), {
    code: 'EXCHANGE_CONDITION_NOT_KEY',
    status: 422,
    rule: '25.scope',
    article: 25,
  });
});

/** Data whose entry tells its rows apart by a number and a year. */
async function agreeOnYears(): Promise<string> {
  const resourceId = randomUUID();
  const providerId = bed.run.city.departments.market.id;
  const column = { type: 'text' as const, key: true, keyType: 'C' };
  const columns = [
    { ...column, item: '许可证编号', column: 'c1' },
    { ...column, item: '年度', column: 'c2' },
    { ...column, item: '企业名称', column: 'c3', keyType: null },
  ];
  const rows = ['2023', '2024', '2025'].map((year) => ['XK-1', year, '银川启明商贸有限公司']);
  await bed.run.transactAs('job')((tx) => hostRows(tx, { resourceId, providerId, columns, rows }));
  const [item] = ITEMS;
  const items = columns.map(({ item: name }) => ({ ...item, name }) as (typeof ITEMS)[number]);
  return bed.agree({ resourceId, items, rowFilter: [] });
}

test('[25.scope] a call gives every item of the entry’s key: by a part of it nobody pages out what was agreed', async () => {
  const id = await agreeOnYears();
  const years = { item: '年度', values: ['2024', '2025'] };
  const licence = { item: '许可证编号', values: ['XK-1'] };
  const name = { item: '企业名称', values: ['银川启明商贸有限公司'] };
  const verify = (where: object[]) =>
    bed.tax.post(
      `/api/v1/exchange/agreements/${id}/verify`,
      { where, given: { 企业名称: '银川启明商贸有限公司' } },
      PURPOSE,
    );
  const expected = { code: 'EXCHANGE_KEY_NEEDED', status: 422, rule: '25.scope', article: 25 };
  for (const [where, missing] of [
    [[years], '许可证编号'],
    [[licence], '年度'],
    [[name], '许可证编号、年度'],
  ] as const) {
    for (const send of [() => bed.query(id, { where }), () => verify([...where])]) {
      const refused = await expectRefused(send, expected);
      expect(refusal(refused).errors).toMatchObject([{ field: '/where', code: 'EXCHANGE_KEY_NEEDED' }]);
      expect(JSON.stringify(refused.body)).toContain(missing);
    }
  }
  expect((await bed.query(id, { where: [licence, years] })).body['items']).toHaveLength(2);
  expect((await verify([licence, { ...years, values: ['2026'] }])).body['answer']).toBe('no');
  const guide = await (await bed.run.as('tax.clerk')).get(`/api/v1/exchange/agreements/${id}`);
  expect(guide.body).toMatchObject({ keyItems: ['许可证编号', '年度'] });
});

test('[25.scope] a refused verification names the value that was not agreed', async () => {
  const id = await bed.agree();
  const body = { where: [KEY], given: { 企业名称: 'x', 经营范围: '批发' } };
  const refused = await expectRefused(
    () => bed.tax.post(`/api/v1/exchange/agreements/${id}/verify`, body, PURPOSE),
    { code: 'EXCHANGE_ITEM_NOT_AGREED', status: 403, rule: '25.scope', article: 25 },
  );
  expect(refusal(refused).errors).toMatchObject([{ field: '/given/经营范围' }]);
});

test('an empty key is no question: refused as bad input, and the quota is not touched', async () => {
  const id = await bed.agree();
  for (const values of [[''], [' '], [...KEY.values, '']]) {
    const where = [{ item: KEY.item, values }];
    await expectRefused(() => bed.query(id, { where }), {
      code: 'PLATFORM_INPUT_INVALID',
      status: 400,
      rule: null,
    });
  }
});

test('[25.purpose] the purpose is stated on every call, by code or by text; another one is refused', async () => {
  const id = await bed.agree();
  const expected = { status: 403, rule: '25.purpose', article: 25 };
  await expectRefused(() => bed.query(id, {}, {}), {
    ...expected,
    code: 'EXCHANGE_PURPOSE_MISSING',
    status: 400,
  });
  await expectRefused(() => bed.query(id, {}, { 'tandem-purpose': 'marketing' }), {
    ...expected,
    code: 'EXCHANGE_PURPOSE_OTHER',
  });
  const text = { 'tandem-purpose': encodeURIComponent('税收风险分析') };
  expect((await bed.query(id, {}, text)).status).toBe(200);
  const broken = { 'tandem-purpose': '%E7%A8' };
  await expectRefused(() => bed.query(id, {}, broken), { ...expected, code: 'EXCHANGE_PURPOSE_OTHER' });
});

test('[25.third-party] nobody but the requester calls under an agreement, not even its provider', async () => {
  const id = await bed.agree();
  const path = `/api/v1/exchange/agreements/${id}/query`;
  const body = { items: ['企业名称'], where: [KEY] };
  await expectRefused(() => bed.run.asSystem('market.system').post(path, body, PURPOSE), {
    code: 'EXCHANGE_THIRD_PARTY',
    status: 403,
    rule: '25.third-party',
    article: 25,
  });
  const stranger = await expectRefused(() => bed.run.asSystem('labour.system').post(path, body, PURPOSE), {
    code: 'EXCHANGE_AGREEMENT_UNKNOWN',
    status: 404,
    rule: null,
  });
  expect(await bed.recorded(stranger)).toMatchObject({ requester_id: bed.run.city.departments.labour.id });
  const unknown = path.replace(/.{4}\/query$/, '0000/query');
  await expectRefused(() => bed.tax.post(unknown, body, PURPOSE), {
    code: 'EXCHANGE_AGREEMENT_UNKNOWN',
    status: 404,
    rule: null,
  });
});

test('[25.scope] nothing is answered before, after, suspended, ended or not confirmed', async () => {
  const later = await bed.agree({ term: { from: '2090-01-01', to: '2099-12-31' } as never });
  const scope = { status: 403, rule: '25.scope', article: 25 };
  await expectRefused(() => bed.query(later), { ...scope, code: 'EXCHANGE_NOT_YET' });
  const id = await bed.agree();
  await bed.setState(id, 'pending');
  await expectRefused(() => bed.query(id), { ...scope, code: 'EXCHANGE_NOT_YET' });
  await bed.setState(id, 'suspended');
  await expectRefused(() => bed.query(id), {
    code: 'EXCHANGE_SUSPENDED',
    status: 403,
    rule: '27.suspension',
    article: 27,
  });
  await bed.setState(id, 'inForce');
  expect((await bed.query(id)).status).toBe(200);
  await bed.setState(id, 'ended');
  await expectRefused(() => bed.query(id), {
    code: 'EXCHANGE_ENDED',
    status: 403,
    rule: '27.disposal',
    article: 27,
  });
});

test('[25.scope] the quota of calls and of rows ends the day; refusals use nothing up', async () => {
  const calls = await bed.agree({ quota: { callsPerDay: 2, rowsPerDay: 100 } });
  await bed.query(calls, {}, {});
  for (let n = 0; n < 2; n += 1) expect((await bed.query(calls)).status).toBe(200);
  const expected = { status: 429, rule: '25.scope', article: 25 };
  for (let n = 0; n < 2; n += 1) {
    await expectRefused(() => bed.query(calls), { ...expected, code: 'EXCHANGE_QUOTA_CALLS' });
  }
  const rows = await bed.agree({ quota: { callsPerDay: 100, rowsPerDay: 2 } });
  const two = { where: [{ ...KEY, values: ['91640104MA1000001A', '91640104MA1000002B'] }] };
  expect((await bed.query(rows, two)).status).toBe(200);
  await expectRefused(() => bed.query(rows), { ...expected, code: 'EXCHANGE_QUOTA_ROWS' });
});

test('[25.scope] many calls at once never pass the quota', async () => {
  const id = await bed.agree({ quota: { callsPerDay: 5, rowsPerDay: 100 } });
  const answers = await Promise.all(Array.from({ length: 12 }, () => bed.query(id)));
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(5);
  expect(answers.filter(({ status }) => status === 429)).toHaveLength(7);
});

test('[25.scope] a changed agreement holds from its next call on: terms compiled before are never used again', async () => {
  const id = await bed.agree();
  const asked = { items: ['企业名称', '注册资本'] };
  expect((await bed.query(id, asked)).status).toBe(200);
  const [item] = [
    {
      name: '企业名称',
      kind: 'C',
      modes: ['query' as const],
      grade: 1 as const,
      personal: false,
      unmasked: false,
    },
  ];
  await bed.amend(id, { items: [item, { ...item, name: '统一社会信用代码' }] });
  const expected = { code: 'EXCHANGE_ITEM_NOT_AGREED', status: 403, rule: '25.scope', article: 25 };
  await expectRefused(() => bed.query(id, asked), expected);
  expect((await bed.query(id)).status).toBe(200);
});

test('[25.scope] after the term nothing is answered any longer', async () => {
  const id = await bed.agree({ term: { from: bed.today, to: bed.today } as never });
  expect((await bed.query(id)).status).toBe(200);
  await bed.run.moveClock({ interval: '1 day' });
  await expectRefused(() => bed.query(id), {
    code: 'EXCHANGE_TERM_OVER',
    status: 403,
    rule: '25.scope',
    article: 25,
  });
});
