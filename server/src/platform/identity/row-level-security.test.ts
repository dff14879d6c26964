import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestServer, type TestServerRun } from '../../../test/server.ts';
import type { Tx } from '../database/transaction.ts';

let run: TestServerRun;
beforeAll(async () => {
  run = await startTestServer();
  await run.as('tax.clerk');
  await run.as('market.clerk');
  await run.owner(
    `insert into identity.recovery_code (account_id, code_hash) select id, sha256(login::bytea) from identity.account`,
  );
  await run.owner(
    `insert into identity.external_identity (issuer_id, subject, account_id) select 'gov', login, id from identity.account`,
  );
  await run.owner(
    `insert into identity.event (kind, account_id) select 'signedIn', id from identity.account`,
  );
});
afterAll(() => run.stop());

async function count(who: string, table: string, where = 'true'): Promise<number> {
  return run.transactAs(who)(async (tx) => {
    const found = await tx.client.query<{ n: number }>(`select count(*) as n from ${table} where ${where}`);
    return found.rows[0]?.n ?? 0;
  });
}

/** Tries a change as somebody; the code of PostgreSQL's refusal, or how many rows it touched. */
async function change(who: string, statement: string, values: unknown[] = []): Promise<string | number> {
  try {
    return await run.transactAs(who)(
      async (tx: Tx) => (await tx.client.query(statement, values)).rowCount ?? 0,
    );
  } catch (error) {
    return (error as { code: string }).code;
  }
}

const REFUSED = '42501';

test('a person sees the own account and nobody else’s; secrets come with accounts', async () => {
  for (const table of ['account', 'recovery_code', 'external_identity', 'event']) {
    expect([table, await count('tax.clerk', `identity.${table}`)]).toEqual([table, 1]);
  }
  const { accountId } = run.person('market.clerk');
  expect(await count('tax.clerk', 'identity.account', `id = '${accountId}'`)).toBe(0);
});

test('a person sees the own sessions only', async () => {
  expect(await count('tax.clerk', 'identity.session')).toBe(1);
  expect(await count('civil.head', 'identity.session')).toBe(0);
});

test('counts of failures, nonces and unfinished sign-ins are the platform’s alone', async () => {
  for (const table of ['attempt', 'nonce', 'oidc_attempt']) {
    await run.owner('delete from identity.attempt');
    expect(await count('tax.clerk', `identity.${table}`)).toBe(0);
  }
  const insert = `insert into identity.nonce (key_id, nonce, expires_at) values ('k', repeat('n', 20), now())`;
  expect(await change('tax.clerk', insert)).toBe(REFUSED);
  expect(await change('data.auditor', insert)).toBe(REFUSED);
});

test('nobody raises themselves: roles are not a person’s to write', async () => {
  const { id } = run.person('tax.clerk');
  const raise = `update identity.principal set roles = '{systemOperator}' where id = $1`;
  for (const who of ['tax.clerk', 'tax.office', 'tax.head', 'data.officer', 'data.auditor']) {
    expect([who, await change(who, raise, [id])]).toEqual([who, 0]);
  }
});

test('the head of a sharing office reaches programs of the own department, and no person', async () => {
  const off = `update identity.system_client set disabled_at = now() where id = $1`;
  expect(await change('tax.office', off, [run.system('market.system').id])).toBe(0);
  expect(await change('tax.clerk', off, [run.system('tax.system').id])).toBe(0);
  expect(await change('tax.office', off, [run.system('tax.system').id])).toBe(1);
  const person = `update identity.principal set active = false where id = $1`;
  expect(await change('tax.office', person, [run.person('tax.clerk').id])).toBe(0);
  const move = `update identity.system_client set department_id = $2 where id = $1`;
  const values = [run.system('tax.system').id, run.city.departments.market.id];
  expect(await change('tax.office', move, values)).toBe(REFUSED);
});

test('keys of another department are neither seen nor added to', async () => {
  expect(await count('tax.office', 'identity.system_key')).toBe(1);
  expect(await count('data.operator', 'identity.system_key')).toBe(5);
  const plant = `insert into identity.system_key (id, client_id, public_key, expires_at)
    values (repeat('a', 43), $1, decode(repeat('00', 32), 'hex'), now() + interval '1 day')`;
  expect(await change('tax.office', plant, [run.system('market.system').id])).toBe(REFUSED);
  expect(await change('tax.clerk', plant, [run.system('tax.system').id])).toBe(REFUSED);
});

test('a session cannot be made for somebody else', async () => {
  const forge = `insert into identity.session (token_hash, account_id, person_id, expires_at)
    values (sha256('x'), $1, $2, now() + interval '1 day')`;
  const { accountId, id } = run.person('data.operator');
  expect(await change('tax.clerk', forge, [accountId, id])).toBe(REFUSED);
  expect(await change('data.operator2', forge, [accountId, id])).toBe(REFUSED);
});

test('what happened stays: no role may change or delete an event', async () => {
  for (const who of ['tax.clerk', 'data.operator', 'job']) {
    expect(await change(who, 'delete from identity.event')).toBe(REFUSED);
    expect(await change(who, `update identity.event set kind = 'signedOut'`)).toBe(REFUSED);
  }
});

test('old events are forgotten by one function and nothing else, and young ones are not', async () => {
  await run.owner(
    `insert into identity.event (kind, at) values ('signedIn', clock_timestamp() - interval '366 days')`,
  );
  const forget = (who: string) =>
    run.transactAs(who)(
      async (tx) => (await tx.client.query('select identity.forget_old_events() as n')).rows[0]?.n as number,
    );
  expect(await forget('job')).toBe(1);
  expect(await forget('job')).toBe(0);
});

test('people of other departments, their grants and delegations are out of sight', async () => {
  const { market } = run.city.departments;
  for (const table of ['person', 'role_grant', 'delegation']) {
    expect(await count('tax.head', `people.${table}`, `department_id = '${market.id}'`)).toBe(0);
  }
  expect(await count('tax.head', 'people.person')).toBe(4);
  expect(await count('data.auditor', 'people.person')).toBe(25);
});

test('grants are the operators’, and not to themselves; they are never deleted', async () => {
  const grant = `insert into people.role_grant (person_id, department_id, role, granted_at, granted_by_name)
    values ($1, $2, 'auditor', now(), 'x')`;
  const of = (login: string) => [run.person(login).id, run.person(login).department.id];
  expect(await change('tax.head', grant, of('tax.clerk'))).toBe(REFUSED);
  expect(await change('data.officer', grant, of('data.clerk'))).toBe(REFUSED);
  expect(await change('data.operator', grant, of('data.operator'))).toBe(REFUSED);
  expect(await change('data.operator', 'delete from people.role_grant')).toBe(REFUSED);
  expect(await change('data.operator', `update people.role_grant set role = 'auditor'`)).toBe(REFUSED);
});

test('delegations are filed by those concerned, and never for the filer’s own benefit', async () => {
  const file = `insert into people.delegation (department_id, from_person_id, from_person_name, to_person_id,
      to_person_name, role, starts_on, ends_on, reason, filed_at, filed_by_name)
    values ($1, $2, 'a', $3, 'b', 'clerk', current_date, current_date, 'away', now(), 'x')`;
  const [from, to] = [run.person('tax.office'), run.person('tax.clerk')];
  const values = [from.department.id, from.id, to.id];
  expect(await change('tax.clerk2', file, values)).toBe(REFUSED);
  expect(await change('tax.clerk', file, values)).toBe(REFUSED);
  expect(await change('market.head', file, values)).toBe(REFUSED);
  expect(await change('tax.head', file, [from.department.id, from.id, run.person('tax.head').id])).toBe(
    REFUSED,
  );
  expect(await change('tax.office', file, values)).toBe(1);
});

test('departments are everybody’s to read and operators’ to write; nobody unknown reads them', async () => {
  expect(await count('tax.clerk', 'organizations.department')).toBe(5);
  expect(await change('tax.head', `update organizations.department set name = 'x' || name`)).toBe(0);
  const { rows } = await run.server.platform.database.pool.query(
    'select count(*) as n from organizations.department',
  );
  expect(rows).toEqual([{ n: 0 }]);
});

test('reference data of divisions cannot be changed by the server', async () => {
  expect(await change('data.operator', 'delete from divisions.division')).toBe(REFUSED);
  expect(await change('job', `update divisions.history set name = 'x'`)).toBe(REFUSED);
});
