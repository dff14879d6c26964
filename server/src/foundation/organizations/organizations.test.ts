import { generateCreditCode } from '@tandem/identifiers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { TestClient } from '../../../test/client.ts';
import { startTestServer, type TestServerRun } from '../../../test/server.ts';
import { authorityDivisions, type Department } from './department.ts';
import { findAuthorityFor } from './department-store.ts';

let run: TestServerRun;
let operator: TestClient;
beforeAll(async () => {
  run = await startTestServer();
  operator = await run.as('data.operator');
});
afterAll(() => run.stop());

let made = 0;
function statement(change: object = {}) {
  made += 1;
  return {
    kind: 'department',
    name: `示范市第${made}局`,
    shortName: `第${made}局`,
    creditCode: generateCreditCode(Math.random, { department: '1', category: '1', division: '640100' }),
    divisionCode: '640100',
    sharingOffice: '办公室',
    ...change,
  };
}

async function create(change: object = {}): Promise<Department> {
  const created = await operator.post<Department>('/api/v1/admin/departments', statement(change));
  expect(created.status).toBe(201);
  return created.body;
}

async function entries(id: string): Promise<string[]> {
  const rows = await run.owner<{ kind: string }>(
    `select kind from ledger.entry where subject = $1 order by id`,
    [`department:${id}`],
  );
  return rows.map(({ kind }) => kind);
}

test('[11.sharing-office] a department names the office that answers for sharing; it cannot be left out', async () => {
  const { sharingOffice: _left, ...without } = statement();
  expect((await operator.post('/api/v1/admin/departments', without)).body).toMatchObject({
    code: 'PLATFORM_INPUT_INVALID',
    errors: [{ field: '/sharingOffice', code: 'FIELD_REQUIRED' }],
  });
  expect(await operator.post('/api/v1/admin/departments', statement({ sharingOffice: '   ' }))).toMatchObject(
    {
      status: 422,
      body: { code: 'ORGANIZATIONS_SHARING_OFFICE_MISSING', rule: { id: '11.sharing-office', article: 11 } },
    },
  );
  const department = await create({ sharingOffice: '信息中心' });
  expect(department).toMatchObject({
    sharingOffice: '信息中心',
    level: 'city',
    divisionName: '宁夏回族自治区银川市',
  });
  expect(await entries(department.id)).toEqual(['department.created']);
});

test('level and division name follow from the division, and cannot be stated', async () => {
  expect(await create({ divisionCode: '640104' })).toMatchObject({ level: 'county' });
  const stated = await operator.post('/api/v1/admin/departments', statement({ level: 'nation' }));
  expect(stated).toMatchObject({
    status: 400,
    body: { errors: [{ field: '/level', code: 'FIELD_ADDITIONAL_PROPERTIES' }] },
  });
});

test.each([
  ['a wrong check character', { creditCode: '91350100M000100Y4Z' }, 422, 'ORGANIZATIONS_CREDIT_CODE_INVALID'],
  ['a division that is not', { divisionCode: '999999' }, 404, 'DIVISIONS_MISSING'],
  ['a second authority of the division', { kind: 'authority' }, 409, 'ORGANIZATIONS_AUTHORITY_EXISTS'],
  ['a name that is taken', { name: '示范市税务局' }, 409, 'ORGANIZATIONS_NAME_TAKEN'],
])('%s is refused, and nothing is written', async (_what, change, status, code) => {
  const [before] = await run.owner(
    'select count(*), (select count(*) from ledger.entry) as entries from organizations.department',
  );
  const refused = await operator.post('/api/v1/admin/departments', statement(change));
  expect(refused).toMatchObject({ status, body: { code } });
  expect(
    await run.owner(
      'select count(*), (select count(*) from ledger.entry) as entries from organizations.department',
    ),
  ).toEqual([before]);
});

test('a credit code is kept as the standard writes it, however it was typed', async () => {
  const { creditCode } = statement();
  const wide = [...creditCode]
    .map((sign) => String.fromCodePoint((sign.codePointAt(0) ?? 0) + 0xfee0))
    .join('');
  const { id } = await create({ creditCode: wide });
  const path = `/api/v1/admin/departments/${id}`;
  const kept = await operator.get<{ department: Department }>(`/api/v1/departments/${id}`);
  expect(kept.body.department.creditCode).toBe(creditCode);
  const changed = await operator.patch(
    path,
    { creditCode: wide.toLowerCase() },
    {
      'if-match': kept.headers.get('etag') ?? '',
    },
  );
  expect(changed).toMatchObject({ status: 200, body: { creditCode } });
});

test('a credit code belongs to one department', async () => {
  const { creditCode } = run.city.departments.tax;
  const refused = await operator.post('/api/v1/admin/departments', statement({ creditCode }));
  expect(refused).toMatchObject({
    status: 409,
    body: { code: 'ORGANIZATIONS_CREDIT_CODE_TAKEN', errors: [{ field: '/creditCode' }] },
  });
});

test('an edit names the version it read; its people act under the new name at once', async () => {
  const { civil } = run.city.departments;
  const path = `/api/v1/admin/departments/${civil.id}`;
  const read = await operator.get<{ department: Department }>(`/api/v1/departments/${civil.id}`);
  const tag = read.headers.get('etag') ?? '';
  const change = { name: '示范市民政和救助局' };
  expect((await operator.patch(path, change)).body['code']).toBe('PLATFORM_IF_MATCH_MISSING');
  for (const tag of ['*', 'W/"1"', '"1", "2"', '1', '"abc"']) {
    const answer = await operator.patch(path, change, { 'if-match': tag });
    expect([answer.status, answer.body['code']], tag).toEqual([400, 'PLATFORM_IF_MATCH_UNUSABLE']);
  }
  const saved = await operator.patch<Department>(path, change, { 'if-match': tag });
  expect(saved.body).toMatchObject({
    name: change.name,
    creditCode: civil.creditCode,
    version: read.body.department.version + 1,
  });
  expect((await operator.patch(path, change, { 'if-match': tag })).body['code']).toBe(
    'PLATFORM_VERSION_CHANGED',
  );
  const clerk = await run.as('civil.clerk');
  expect((await clerk.get('/api/v1/session')).body).toMatchObject({ department: { name: change.name } });
  const system = await run.asSystem('civil.system').get('/api/v1/systems/self');
  expect(system.body).toMatchObject({ department: { name: change.name } });
});

test('a department out of use: its people and programs cannot act, it leaves the lists, and it can come back', async () => {
  const { labour } = run.city.departments;
  const clerk = await run.as('labour.clerk');
  const act = (action: string, version: number) =>
    operator.post(`/api/v1/admin/departments/${labour.id}/${action}`, undefined, {
      'if-match': `"${version}"`,
    });
  expect(await act('deactivate', 1)).toMatchObject({ status: 200, body: { active: false } });
  expect((await clerk.get('/api/v1/session')).status).toBe(401);
  const system = await run.asSystem('labour.system').get('/api/v1/systems/self');
  expect(system).toMatchObject({ status: 401, body: { code: 'IDENTITY_CLIENT_DISABLED' } });
  const names = async (query: string) =>
    (await operator.get<{ items: Department[] }>(`/api/v1/departments?limit=200${query}`)).body.items.map(
      ({ id }) => id,
    );
  expect(await names('')).not.toContain(labour.id);
  expect(await names('&all=true')).toContain(labour.id);
  expect(await act('reactivate', 2)).toMatchObject({ status: 200, body: { active: true } });
  expect((await clerk.get('/api/v1/session')).status).toBe(200);
  expect(await entries(labour.id)).toEqual([
    'department.created',
    'department.deactivated',
    'department.reactivated',
  ]);
});

test('only operators set up departments', async () => {
  for (const login of ['tax.clerk', 'tax.head', 'data.officer', 'data.auditor']) {
    const client = await run.as(login);
    expect((await client.post('/api/v1/admin/departments', statement())).body['code']).toBe(
      'PLATFORM_ROLE_MISSING',
    );
  }
  expect((await run.anonymous.get('/api/v1/departments')).status).toBe(401);
});

test('the competent authority is that of the own division, or else of the nearest above', async () => {
  const county = await create({ divisionCode: '640104' });
  const street = await create({ divisionCode: '640104001' });
  const elsewhere = await create({ divisionCode: '110101' });
  const authorityOf = (id: string) =>
    run.transactAs('tax.clerk')(async (tx) => (await findAuthorityFor(tx, id))?.name);
  expect(await authorityOf(run.city.departments.tax.id)).toBe('示范市数据局');
  expect(await authorityOf(run.city.departments.data.id)).toBe('示范市数据局');
  expect(await authorityOf(county.id)).toBe('示范市数据局');
  expect(await authorityOf(elsewhere.id)).toBeUndefined();
  const own = await create({ kind: 'authority', divisionCode: '640104', name: '兴庆区数据局' });
  expect(await authorityOf(county.id)).toBe('兴庆区数据局');
  expect(await authorityOf(street.id)).toBe('兴庆区数据局');
  expect(await authorityOf(own.id)).toBe('兴庆区数据局');
  expect(await authorityOf(run.city.departments.tax.id)).toBe('示范市数据局');
});

test('where an authority is looked for', () => {
  expect(authorityDivisions('640104001')).toEqual(['640104001', '640104', '640100', '640000', '000000']);
  expect(authorityDivisions('640100')).toEqual(['640100', '640000', '000000']);
  expect(authorityDivisions('000000')).toEqual(['000000']);
});

test('English names are optional, edited like the others, and given by the Chinese ones', async () => {
  const plain = await create();
  expect(plain).toMatchObject({ nameEn: '', shortNameEn: '' });
  const named = await create({ nameEn: 'Shifan Water Bureau', shortNameEn: 'Water' });
  const names = async () =>
    (await (await run.as('tax.clerk')).get<{ items: Partial<Department>[] }>('/api/v1/departments/names'))
      .body.items;
  const { name, shortName } = named;
  expect(await names()).toEqual([{ name, shortName, nameEn: 'Shifan Water Bureau', shortNameEn: 'Water' }]);
  const path = `/api/v1/admin/departments/${plain.id}`;
  const change = { nameEn: 'Shifan Archives' };
  const saved = await operator.patch<Department>(path, change, { 'if-match': `"${plain.version}"` });
  expect(saved.body).toMatchObject({ name: plain.name, ...change, shortNameEn: '' });
  expect((await names()).map(({ nameEn }) => nameEn)).toContain('Shifan Archives');
  const found = await operator.get<{ items: Department[] }>('/api/v1/departments?q=water');
  expect(found.body.items.map(({ id }) => id)).toEqual([named.id]);
  expect((await run.anonymous.get('/api/v1/departments/names')).status).toBe(401);
});

test('departments are found by name, short name and code', async () => {
  const find = async (q: string) =>
    (
      await operator.get<{ items: Department[] }>(`/api/v1/departments?q=${encodeURIComponent(q)}`)
    ).body.items.map(({ id }) => id);
  const { market } = run.city.departments;
  expect(await find('监督')).toEqual([market.id]);
  expect(await find('市监')).toEqual([market.id]);
  expect(await find(market.creditCode)).toEqual([market.id]);
});
