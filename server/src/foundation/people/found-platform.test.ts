import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../test/database.ts';
import { openDatabase, type Database } from '../../platform/database/database.ts';
import { foundPlatform, parseFounding, type Founding } from './found-platform.ts';

let scratch: TestDatabase;
let database: Database;
beforeAll(async () => {
  scratch = await createTestDatabase();
  database = openDatabase({
    url: scratch.adminUrl,
    poolSize: 1,
    applicationName: 'test',
    onError: () => undefined,
  });
});
afterAll(async () => {
  await database.close();
  await scratch.drop();
});

const FOUNDING: Founding = {
  nameZh: '某市政务数据共享平台',
  nameEn: 'Data sharing of a city',
  authority: {
    name: '某市数据局',
    shortName: '数据局',
    creditCode: '91350100M000100Y43',
    divisionCode: '640100',
    sharingOffice: '数据共享处',
  },
  operators: [
    { name: '甲', position: '科长', login: 'first.operator' },
    { name: '乙', position: '科员', login: 'second.operator' },
  ],
};

function found(change: Partial<Founding> = {}) {
  const place = { ownerUrl: scratch.ownerUrl, domain: 'data.example.gov.cn' };
  return foundPlatform(place, { ...FOUNDING, ...change });
}

async function count(table: string): Promise<number> {
  const { rows } = await database.pool.query<{ n: number }>(`select count(*) as n from ${table}`);
  return rows[0]?.n ?? -1;
}

test('two operators at least, since nobody administers themselves', () => {
  expect(parseFounding(FOUNDING)).toEqual({ ok: true, founding: FOUNDING });
  const alone = parseFounding({ ...FOUNDING, operators: FOUNDING.operators.slice(0, 1) });
  expect(alone).toMatchObject({ ok: false, faults: [expect.stringMatching(/^\/operators /)] });
});

test('a founding that is refused leaves nothing', async () => {
  const authority = { ...FOUNDING.authority, creditCode: '91350100M000100Y4Z' };
  await expect(found({ authority })).rejects.toMatchObject({ code: 'ORGANIZATIONS_CREDIT_CODE_INVALID' });
  const operators = FOUNDING.operators.map((operator) => ({ ...operator, login: 'the.same' }));
  await expect(found({ operators })).rejects.toMatchObject({ code: 'IDENTITY_LOGIN_TAKEN' });
  for (const table of [
    'organizations.department',
    'people.person',
    'identity.account',
    'platform.installation',
    'ledger.entry',
  ]) {
    expect([table, await count(table)]).toEqual([table, 0]);
  }
});

test('an empty platform gets its name, its authority and operators who must replace their passwords', async () => {
  const issued = await found();
  expect(issued.map(({ login }) => login)).toEqual(['first.operator', 'second.operator']);
  expect(new Set(issued.map(({ oneTimePassword }) => oneTimePassword)).size).toBe(2);
  const { rows } = await database.pool.query(
    `select a.login, a.must_change_password as must, a.is_demo as demo, p.roles, p.department_name as department
       from identity.account a join identity.principal p on p.id = a.person_id order by a.login`,
  );
  const account = { must: true, demo: false, roles: ['systemOperator'], department: '某市数据局' };
  expect(rows).toEqual([
    { login: 'first.operator', ...account },
    { login: 'second.operator', ...account },
  ]);
  const installation = await database.pool.query('select domain, name_zh, demo from platform.installation');
  expect(installation.rows).toEqual([
    { domain: 'data.example.gov.cn', name_zh: FOUNDING.nameZh, demo: false },
  ]);
});

test('a platform that is in use cannot be founded again', async () => {
  await expect(found()).rejects.toMatchObject({ code: 'PEOPLE_FOUNDED_ALREADY' });
  expect(await count('people.person')).toBe(2);
});
