import { afterAll, beforeAll, expect, test } from 'vitest';
import type { TestClient } from '../../../test/client.ts';
import { startTestServer, type TestServerRun } from '../../../test/server.ts';
import { listPeopleWithRole, type PastGrant, type PersonWithRoles } from './person-store.ts';
import type { Person } from './person.ts';

let run: TestServerRun;
let operator: TestClient;
beforeAll(async () => {
  run = await startTestServer();
  operator = await run.as('data.operator');
});
afterAll(() => run.stop());

async function add(name: string, department: 'tax' | 'market' | 'data' = 'tax'): Promise<Person> {
  const departmentId = run.city.departments[department].id;
  const added = await operator.post<Person>('/api/v1/admin/people', { name, position: '科员', departmentId });
  expect(added.status).toBe(201);
  return added.body;
}

function role(personId: string, name: string): string {
  return `/api/v1/admin/people/${personId}/roles/${name}`;
}

async function rolesOf(login: string): Promise<unknown> {
  return (await (await run.as(login)).get('/api/v1/session')).body['roles'];
}

test('a person is added without any role; granting and revoking count from the next request', async () => {
  const { id } = run.person('civil.clerk2');
  expect((await operator.put(role(id, 'sharingOfficeHead'))).status).toBe(200);
  expect(await rolesOf('civil.clerk2')).toEqual(['clerk', 'sharingOfficeHead']);
  expect((await operator.put(role(id, 'sharingOfficeHead'))).body['code']).toBe('PEOPLE_ROLE_HELD');
  expect((await operator.delete(role(id, 'sharingOfficeHead'))).status).toBe(200);
  expect(await rolesOf('civil.clerk2')).toEqual(['clerk']);
  expect((await operator.delete(role(id, 'sharingOfficeHead'))).body['code']).toBe('PEOPLE_ROLE_NOT_HELD');
});

test('by whom and when stays on record, in the room and in the ledger', async () => {
  const { id } = run.person('civil.clerk2');
  const found = await operator.get<{ grants: PastGrant[] }>(`/api/v1/people/${id}`);
  const { name } = run.person('data.operator');
  expect(found.body.grants).toMatchObject([
    { role: 'sharingOfficeHead', grantedBy: name, revokedBy: name },
    { role: 'clerk', revokedAt: null },
  ]);
  const kinds = await run.owner<{ kind: string }>(
    'select kind from ledger.entry where subject = $1 order by id',
    [`person:${id}`],
  );
  expect(kinds.map(({ kind }) => kind)).toEqual([
    'person.added',
    'role.granted',
    'role.granted',
    'role.revoked',
  ]);
});

test('operators do not raise, lower or switch off themselves', async () => {
  const own = run.person('data.operator').id;
  expect((await operator.put(role(own, 'auditor'))).body['code']).toBe('PEOPLE_ROLE_OWN');
  expect((await operator.delete(role(own, 'systemOperator'))).body['code']).toBe('PEOPLE_ROLE_OWN');
  const off = await operator.post(`/api/v1/admin/people/${own}/deactivate`, undefined, { 'if-match': '"1"' });
  expect(off.body['code']).toBe('PEOPLE_ROLE_OWN');
});

test('reviewing is for the data authority’s people', async () => {
  const { id } = await add('税务甲');
  expect((await operator.put(role(id, 'authorityOfficer'))).body['code']).toBe('PEOPLE_ROLE_NEEDS_AUTHORITY');
  expect((await operator.put(role((await add('数据甲', 'data')).id, 'authorityOfficer'))).status).toBe(200);
});

test('a program’s role cannot be granted to a person', async () => {
  expect((await operator.put(role(run.person('tax.clerk').id, 'systemClient'))).status).toBe(400);
});

test('only operators administer people; a clerk cannot raise anybody', async () => {
  const { id } = run.person('tax.clerk');
  for (const login of ['tax.clerk', 'tax.head', 'data.officer', 'data.auditor']) {
    const client = await run.as(login);
    expect((await client.put(role(id, 'systemOperator'))).body['code']).toBe('PLATFORM_ROLE_MISSING');
    expect((await client.post('/api/v1/admin/people', {})).status).toBe(403);
  }
});

test('unknown keys in the body are refused: no roles, no id, no version by the back door', async () => {
  const departmentId = run.city.departments.tax.id;
  for (const extra of [{ roles: ['systemOperator'] }, { id: departmentId }, { active: true }]) {
    const refused = await operator.post('/api/v1/admin/people', {
      name: '甲',
      position: '',
      departmentId,
      ...extra,
    });
    expect(refused).toMatchObject({
      status: 400,
      body: { errors: [{ code: 'FIELD_ADDITIONAL_PROPERTIES' }] },
    });
  }
});

test('people of another department are not to be seen, by list, by filter or by id', async () => {
  const clerk = await run.as('tax.clerk');
  const marketId = run.city.departments.market.id;
  const all = await clerk.get<{ items: PersonWithRoles[] }>('/api/v1/people?limit=200');
  expect(new Set(all.body.items.map((person) => person.departmentId))).toEqual(
    new Set([run.city.departments.tax.id]),
  );
  const filtered = await clerk.get<{ items: PersonWithRoles[] }>(`/api/v1/people?departmentId=${marketId}`);
  expect(filtered.body.items).toEqual([]);
  expect((await clerk.get(`/api/v1/people/${run.person('market.clerk').id}`)).status).toBe(404);
  const audited = await (
    await run.as('data.auditor')
  ).get<{ items: PersonWithRoles[] }>(`/api/v1/people?departmentId=${marketId}`);
  expect(audited.body.items.length).toBeGreaterThan(0);
});

test('lists page without gap or repetition', async () => {
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await operator.get<{ items: PersonWithRoles[]; next?: string }>(
      `/api/v1/people?limit=3${cursor ? `&cursor=${cursor}` : ''}`,
    );
    seen.push(...page.body.items.map(({ id }) => id));
    cursor = page.body.next;
  } while (cursor);
  const [count] = await run.owner<{ n: number }>(
    'select count(*) as n from people.person where deactivated_at is null',
  );
  expect(new Set(seen).size).toBe(seen.length);
  expect(seen).toHaveLength(count?.n ?? 0);
});

test('who moves to another department leaves every role behind, and acts for the new one', async () => {
  const { id } = run.person('market.clerk2');
  const { civil } = run.city.departments;
  const moved = await operator.patch<Person>(
    `/api/v1/admin/people/${id}`,
    { departmentId: civil.id },
    { 'if-match': '"1"' },
  );
  expect(moved.body).toMatchObject({ departmentId: civil.id, version: 2 });
  const session = await (await run.as('market.clerk2')).get('/api/v1/session');
  expect(session.body).toMatchObject({ roles: [], department: { id: civil.id } });
});

test('a person who was switched off cannot act, and can come back', async () => {
  const { id } = run.person('tax.clerk2');
  const client = await run.as('tax.clerk2');
  const act = (action: string, version: number) =>
    operator.post(`/api/v1/admin/people/${id}/${action}`, undefined, { 'if-match': `"${version}"` });
  expect(await act('deactivate', 1)).toMatchObject({ body: { active: false } });
  expect((await client.get('/api/v1/session')).status).toBe(401);
  expect((await operator.put(role(id, 'departmentHead'))).body['code']).toBe('PEOPLE_DEACTIVATED');
  expect((await act('deactivate', 1)).body['code']).toBe('PLATFORM_VERSION_CHANGED');
  expect(await act('reactivate', 2)).toMatchObject({ body: { active: true } });
  expect((await client.get('/api/v1/session')).status).toBe(200);
});

test('holders of a role in a department', async () => {
  const { id } = run.city.departments.labour;
  const heads = await run.transactAs('job')((tx) => listPeopleWithRole(tx, id, 'sharingOfficeHead'));
  expect(heads).toEqual([
    { id: run.person('labour.office').id, name: run.person('labour.office').name, standsInFor: null },
  ]);
});

test('the same write with the same key is done once, and its secrets are not kept for replay', async () => {
  const { id } = await add('有账号的人');
  const key = { 'idempotency-key': 'create-account-once' };
  const body = { personId: id, login: 'once.only' };
  const first = await operator.post('/api/v1/admin/accounts', body, key);
  const again = await operator.post('/api/v1/admin/accounts', body, key);
  expect(first.body['oneTimePassword']).toMatch(/^[a-z2-9-]{19}$/);
  expect(again).toMatchObject({
    status: 201,
    body: { accountId: first.body['accountId'], login: 'once.only' },
  });
  expect(again.body['oneTimePassword']).toBeUndefined();
  const kept = await run.owner(`select from platform.idempotency i where i::text like '%' || $1 || '%'`, [
    first.body['oneTimePassword'],
  ]);
  expect(kept).toEqual([]);
});

test('accounts: one for a person, one login for one, none by anybody else’s hand', async () => {
  const { id } = await add('再一人');
  const taken = await operator.post('/api/v1/admin/accounts', { personId: id, login: 'TAX.clerk' });
  expect(taken).toMatchObject({
    status: 409,
    body: { code: 'IDENTITY_LOGIN_TAKEN', errors: [{ field: '/login' }] },
  });
  const second = await operator.post('/api/v1/admin/accounts', {
    personId: run.person('tax.clerk').id,
    login: 'second',
  });
  expect(second.body['code']).toBe('IDENTITY_ACCOUNT_EXISTS');
  const own = run.person('data.operator').accountId;
  for (const [action, body] of [
    ['disable', undefined],
    ['reset', { secondFactor: true }],
  ] as const) {
    expect((await operator.post(`/api/v1/admin/accounts/${own}/${action}`, body)).body['code']).toBe(
      'IDENTITY_ACCOUNT_OWN',
    );
  }
  const head = await run.as('tax.head');
  const reset = await head.post(`/api/v1/admin/accounts/${run.person('tax.clerk').accountId}/reset`, {
    secondFactor: false,
  });
  expect(reset.status).toBe(403);
});

test('the head of a sharing office manages the own department’s programs and keys only', async () => {
  const office = await run.as('tax.office');
  const [tax, market] = [run.city.departments.tax, run.city.departments.market];
  const register = (departmentId: string) =>
    office.post('/api/v1/systems', { departmentId, name: '征管系统', description: '' });
  expect((await register(tax.id)).status).toBe(201);
  expect((await register(tax.id)).body['code']).toBe('IDENTITY_CLIENT_NAME_TAKEN');
  expect((await register(market.id)).body['code']).toBe('PLATFORM_NOT_YOURS');
  const foreign = run.system('market.system');
  const publicKey = JSON.stringify({
    kty: 'OKP',
    crv: 'Ed25519',
    x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo',
  });
  const planted = await office.post(`/api/v1/systems/${foreign.id}/keys`, { publicKey, label: '', days: 1 });
  expect(planted.body['code']).toBe('IDENTITY_CLIENT_MISSING');
  const revoked = await office.post(`/api/v1/systems/${foreign.id}/keys/${foreign.keyId}/revoke`);
  expect(revoked.body['code']).toBe('IDENTITY_CLIENT_MISSING');
  const listed = await office.get<{ items: { department: { id: string } }[] }>(
    `/api/v1/systems?departmentId=${market.id}`,
  );
  expect(listed.body.items).toEqual([]);
  const clerk = await run.as('tax.clerk');
  expect((await clerk.post('/api/v1/systems', {})).status).toBe(403);
});

test('programs are listed page after page, by department and name', async () => {
  const operator = await run.as('data.operator');
  const { tax } = run.city.departments;
  for (const name of ['乙系统', '甲系统', '丙系统']) {
    const made = await operator.post('/api/v1/systems', { departmentId: tax.id, name, description: '' });
    expect(made.status).toBe(201);
  }
  type Listed = { items: { id: string }[]; next?: string };
  const read = async (query: string) => (await operator.get<Listed>(`/api/v1/systems?${query}`)).body;
  const whole = (await read('limit=200')).items.map(({ id }) => id);
  const found: string[] = [];
  for (let next: string | undefined = ''; next !== undefined;) {
    const page: Listed = await read(`limit=2${next && `&cursor=${next}`}`);
    expect(page.items.length).toBeLessThanOrEqual(2);
    found.push(...page.items.map(({ id }) => id));
    next = page.next;
  }
  expect(found).toEqual(whole);
  expect(whole.length).toBeGreaterThan(4);
});
