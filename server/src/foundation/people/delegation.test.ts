import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { addDays, localDate, type LocalDate } from '@tandem/calendar';
import type { TestClient } from '../../../test/client.ts';
import { startTestServer, type TestServerRun } from '../../../test/server.ts';
import { assertPeriod, type Delegation } from './delegation.ts';
import { listPeopleWithRole } from './person-store.ts';
import { assertNotSamePerson } from './separation.ts';

let run: TestServerRun;
let today: LocalDate;
beforeAll(async () => {
  run = await startTestServer();
});
afterAll(() => run.stop());
beforeEach(async () => {
  await run.owner(`update people.delegation set ended_at = coalesce(ended_at, now())`);
  await run.owner(
    `update identity.session set acting_delegation_id = null, acting_for_id = null, acting_role = null, acting_until = null`,
  );
  today = await run.transactAs('job')(async (tx) => tx.today);
});

function statement(change: object = {}) {
  return {
    fromPersonId: run.person('tax.office').id,
    toPersonId: run.person('tax.clerk').id,
    role: 'sharingOfficeHead',
    startsOn: today,
    endsOn: addDays(today, 5),
    reason: '出差',
    ...change,
  };
}

async function file(by: string, change: object = {}) {
  return (await run.as(by)).post<Delegation>('/api/v1/delegations', statement(change));
}

function act(client: TestClient, delegationId: string | null) {
  return client.post('/api/v1/session/acting', { delegationId });
}

test('[platform.delegation] a colleague stands in: chosen for the session, with the delegated role and no other', async () => {
  const filed = await file('tax.office');
  expect(filed).toMatchObject({
    status: 201,
    body: { from: { id: run.person('tax.office').id }, endedAt: null },
  });
  const clerk = await run.as('tax.clerk');
  const offered = await clerk.get('/api/v1/session');
  expect(offered.body).toMatchObject({
    roles: ['clerk'],
    acting: null,
    delegations: [
      { id: filed.body.id, role: 'sharingOfficeHead', from: { name: run.person('tax.office').name } },
    ],
  });
  const acting = await act(clerk, filed.body.id);
  expect(acting.body).toMatchObject({ roles: ['sharingOfficeHead'], acting: { id: filed.body.id } });
  expect((await clerk.get('/api/v1/session')).body).toMatchObject({
    person: { id: run.person('tax.clerk').id },
  });
  expect((await act(clerk, null)).body).toMatchObject({ roles: ['clerk'], acting: null });
});

test('what is done while standing in is recorded as such, and filing and approving stay apart', async () => {
  const filed = await file('tax.office');
  const clerk = await run.as('tax.clerk');
  await act(clerk, filed.body.id);
  const pair = { departmentId: run.city.departments.tax.id, name: '代理登记的系统', description: '' };
  expect((await clerk.post('/api/v1/systems', pair)).status).toBe(201);
  const [entry] = await run.owner(
    `select actor_person, actor_delegated_by from ledger.entry where kind = 'system.client-registered' order by id desc limit 1`,
  );
  expect(entry).toEqual({
    actor_person: run.person('tax.clerk').id,
    actor_delegated_by: run.person('tax.office').id,
  });
  await run.transactAs('tax.clerk')(async (tx) => {
    const standingIn = { ...tx, actor: { ...tx.actor, delegatedBy: run.person('tax.office').id } };
    expect(() => assertNotSamePerson(standingIn, run.person('tax.office').id)).toThrow();
    expect(() => assertNotSamePerson(standingIn, run.person('tax.clerk').id)).toThrow();
  });
  const entries = await run.owner<{ kind: string }>(
    `select kind from ledger.entry where subject = $1 order by id`,
    [`delegation:${filed.body.id}`],
  );
  expect(entries.map(({ kind }) => kind)).toEqual(['delegation.filed', 'delegation.taken']);
});

test('ending a delegation takes the role back at once', async () => {
  const filed = await file('tax.office');
  const clerk = await run.as('tax.clerk');
  await act(clerk, filed.body.id);
  const office = await run.as('tax.office');
  expect(
    (await office.post<Delegation>(`/api/v1/delegations/${filed.body.id}/end`)).body.endedAt,
  ).not.toBeNull();
  expect((await clerk.get('/api/v1/session')).body).toMatchObject({
    roles: ['clerk'],
    acting: null,
    delegations: [],
  });
  expect((await act(clerk, filed.body.id)).body['code']).toBe('PEOPLE_DELEGATION_NOT_NOW');
});

test('after its last day it is over, without anybody doing anything', async () => {
  const filed = await file('tax.office', { endsOn: addDays(today, 1) });
  const clerk = await run.as('tax.clerk');
  await act(clerk, filed.body.id);
  await run.moveClock({ interval: '2 days' });
  expect((await clerk.get('/api/v1/session')).body).toMatchObject({
    roles: ['clerk'],
    acting: null,
    delegations: [],
  });
});

test('before its first day it is not in force', async () => {
  const filed = await file('tax.office', { startsOn: addDays(today, 1) });
  expect((await act(await run.as('tax.clerk'), filed.body.id)).body['code']).toBe(
    'PEOPLE_DELEGATION_NOT_NOW',
  );
});

test('a delegation falls with the role it hands on', async () => {
  const operator = await run.as('data.operator');
  const filed = await file('tax.head', { fromPersonId: run.person('tax.office').id });
  const clerk = await run.as('tax.clerk');
  await act(clerk, filed.body.id);
  const { id } = run.person('tax.office');
  await operator.delete(`/api/v1/admin/people/${id}/roles/sharingOfficeHead`);
  expect((await clerk.get('/api/v1/session')).body).toMatchObject({ roles: ['clerk'], delegations: [] });
  await operator.put(`/api/v1/admin/people/${id}/roles/sharingOfficeHead`);
});

test('[platform.delegation] nobody files to themselves: not the colleague, not the head, not an operator', async () => {
  const { id: operatorId } = run.person('data.operator');
  const toHead = { toPersonId: run.person('tax.head').id };
  const toOperator = {
    fromPersonId: run.person('data.officer').id,
    toPersonId: operatorId,
    role: 'authorityOfficer',
  };
  expect((await file('tax.head', toHead)).body).toMatchObject({
    code: 'PEOPLE_DELEGATION_TO_FILER',
    rule: { id: 'platform.delegation' },
  });
  expect((await file('data.operator', toOperator)).body).toMatchObject({
    code: 'PEOPLE_DELEGATION_TO_FILER',
  });
  expect((await file('tax.clerk')).body).toMatchObject({ code: 'PEOPLE_DELEGATION_NOT_YOURS' });
});

test.each([
  ['a colleague who is not concerned', 'tax.clerk2', {}, 'PEOPLE_DELEGATION_NOT_YOURS'],
  ['the head of another department', 'market.head', {}, 'PEOPLE_PERSON_MISSING'],
])('%s cannot file', async (_who, by, change, code) => {
  expect((await file(by, change)).body).toMatchObject({ code });
});

test('[platform.delegation] no chain: who stands in for a head does not hand that role on to a third', async () => {
  const { id } = run.city.departments.tax;
  const [head] = (await run.owner<{ id: string }>(
    `select person_id as id from people.role_grant where department_id = $1 and role = 'departmentHead' and revoked_at is null`,
    [id],
  )) as [{ id: string }];
  const asHead = { fromPersonId: head.id, role: 'departmentHead' };
  const operator = await run.as('data.operator');
  const given = statement({ ...asHead, toPersonId: run.person('tax.office').id, endsOn: addDays(today, 1) });
  const filed = await operator.post<Delegation>('/api/v1/delegations', given);
  const office = await run.as('tax.office');
  await act(office, filed.body.id);
  const later = { startsOn: addDays(today, 10), endsOn: addDays(today, 12) };
  const onward = await file('tax.office', { ...asHead, ...later });
  expect(onward).toMatchObject({ status: 403, body: { code: 'PEOPLE_DELEGATION_HANDED_ON' } });
  // What a head may do for others, whoever stands in for the head may do too.
  const forClerk = { fromPersonId: run.person('tax.clerk').id, role: 'clerk', toPersonId: head.id };
  expect((await file('tax.office', { ...forClerk, ...later })).status).toBe(201);
});

test('what cannot be handed on', async () => {
  const other = run.person('market.clerk').id;
  const own = run.person('tax.office').id;
  expect((await file('data.operator', { toPersonId: other })).body).toMatchObject({
    code: 'PEOPLE_DELEGATION_OTHER_DEPARTMENT',
  });
  expect((await file('data.operator', { toPersonId: own })).body).toMatchObject({
    code: 'PEOPLE_DELEGATION_SELF',
  });
  expect((await file('tax.office', { role: 'departmentHead' })).body).toMatchObject({
    code: 'PEOPLE_ROLE_NOT_HELD',
  });
  expect((await file('tax.office', { endsOn: addDays(today, -1) })).body).toMatchObject({
    code: 'PEOPLE_DELEGATION_PERIOD',
    rule: { id: 'platform.delegation' },
  });
});

test('one stands in for a role at a time, also when two file at once', async () => {
  const both = await Promise.all([
    file('tax.office'),
    file('tax.head', {
      toPersonId: run.person('tax.clerk2').id,
      startsOn: addDays(today, 3),
      endsOn: addDays(today, 9),
    }),
  ]);
  expect(both.map(({ status }) => status).toSorted()).toEqual([201, 409]);
  expect(
    (await file('tax.office', { startsOn: addDays(today, 10), endsOn: addDays(today, 12) })).status,
  ).toBe(201);
});

test('somebody else’s delegation cannot be taken up', async () => {
  const filed = await file('tax.office');
  for (const login of ['tax.clerk2', 'market.clerk', 'data.auditor']) {
    expect((await act(await run.as(login), filed.body.id)).body['code']).toBe('PEOPLE_DELEGATION_MISSING');
  }
});

test('who stands in is listed among those who hold the role', async () => {
  await file('tax.office');
  const { id } = run.city.departments.tax;
  const heads = await run.transactAs('job')((tx) => listPeopleWithRole(tx, id, 'sharingOfficeHead'));
  expect(heads.map((head) => head.standsInFor)).toContain(run.person('tax.office').id);
  expect(heads).toHaveLength(2);
});

test('[platform.delegation] the period: ninety days at most, both days counted, and not over already', () => {
  const day = localDate('2026-03-10');
  const outcome = (startsOn: string, endsOn: string) => {
    try {
      assertPeriod({ startsOn: localDate(startsOn), endsOn: localDate(endsOn) }, day);
      return 'fits';
    } catch (error) {
      return (error as { code: string }).code;
    }
  };
  expect(outcome('2026-03-10', '2026-03-10')).toBe('fits');
  expect(outcome('2026-03-01', '2026-03-10')).toBe('fits');
  expect(outcome('2026-03-10', '2026-06-07')).toBe('fits');
  expect(outcome('2026-03-10', '2026-06-08')).toBe('PEOPLE_DELEGATION_PERIOD');
  expect(outcome('2026-03-11', '2026-03-10')).toBe('PEOPLE_DELEGATION_PERIOD');
  expect(outcome('2026-03-01', '2026-03-09')).toBe('PEOPLE_DELEGATION_PERIOD');
});
