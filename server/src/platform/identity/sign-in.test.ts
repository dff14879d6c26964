import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { browserClient, type TestClient, type TestResponse } from '../../../test/client.ts';
import { CITY_PASSWORD } from '../../../test/city.ts';
import { startTestServer, type TestServerRun } from '../../../test/server.ts';

let run: TestServerRun;
beforeAll(async () => {
  run = await startTestServer();
});
afterAll(() => run.stop());
beforeEach(async () => {
  await run.owner('delete from identity.attempt');
});

function signIn(
  account: string,
  password: string,
  client: TestClient = run.anonymous,
): Promise<TestResponse> {
  return client.post('/api/v1/session', { account, password });
}

function cookieOf(response: { headers: Headers }): string {
  return response.headers.get('set-cookie')?.split(';')[0] ?? '';
}

async function browserOf(login: string, password = CITY_PASSWORD): Promise<TestClient> {
  return browserClient(run.url, cookieOf(await signIn(login, password)));
}

test('a page that one person opened does nothing in the name of who signed in in another window', async () => {
  const browser = await browserOf('tax.office');
  const name = { 'tandem-person': run.person('tax.clerk').id };
  const refused = await browser.post('/api/v1/session/language', { language: 'en' }, name);
  expect(refused).toMatchObject({ status: 409, body: { code: 'IDENTITY_OTHER_PERSON' } });
  expect((await browser.get('/api/v1/session', name)).status).toBe(409);
  const filed = () => run.owner<{ count: string }>('select count(*) from files.file');
  const before = await filed();
  const upload = { ...name, 'tandem-file-name': 'rows.csv' };
  const bytes = new TextEncoder().encode('a,b\n'.repeat(100_000));
  expect(await browser.post('/api/v1/files', bytes, upload)).toMatchObject({
    status: 409,
    body: { code: 'IDENTITY_OTHER_PERSON' },
  });
  expect(await filed()).toEqual(before);
  const own = { 'tandem-person': run.person('tax.office').id };
  expect(await browser.get('/api/v1/session', own)).toMatchObject({ status: 200, body: { language: 'zh' } });
});

test('an unknown account and a wrong password get the same answer', async () => {
  const wrong = await signIn('tax.clerk', 'not the password at all');
  const unknown = await signIn('nobody.here', 'not the password at all');
  expect([wrong.status, unknown.status]).toEqual([401, 401]);
  const { traceId: _one, ...first } = wrong.body;
  const { traceId: _two, ...second } = unknown.body;
  expect(first).toEqual(second);
  expect(first['code']).toBe('IDENTITY_BAD_CREDENTIALS');
});

test('an account that was switched off answers like a wrong password, and its sessions are over', async () => {
  const operator = await run.as('data.operator');
  const { accountId } = run.person('civil.clerk2');
  const browser = await browserOf('civil.clerk2');
  expect((await browser.get('/api/v1/session')).status).toBe(200);
  expect((await operator.post(`/api/v1/admin/accounts/${accountId}/disable`)).status).toBe(200);
  expect((await browser.get('/api/v1/session')).status).toBe(401);
  expect((await signIn('civil.clerk2', CITY_PASSWORD)).body['code']).toBe('IDENTITY_BAD_CREDENTIALS');
  await operator.post(`/api/v1/admin/accounts/${accountId}/enable`);
  expect((await signIn('civil.clerk2', CITY_PASSWORD)).status).toBe(200);
});

test('guessing is locked after some failures, with the right password too, and an operator can lift it', async () => {
  const outcomes: unknown[] = [];
  for (let guess = 0; guess < 9; guess += 1)
    outcomes.push((await signIn('tax.clerk', `guess ${guess}`)).body['code']);
  expect(outcomes.slice(0, 8)).toEqual(Array.from({ length: 8 }, () => 'IDENTITY_BAD_CREDENTIALS'));
  expect(outcomes[8]).toBe('IDENTITY_LOCKED');
  const right = await signIn('tax.clerk', CITY_PASSWORD);
  expect(right).toMatchObject({ status: 429, body: { code: 'IDENTITY_LOCKED' } });
  expect((await signIn('TAX.clerk ', CITY_PASSWORD)).status).toBe(429);
  const operator = await run.as('data.operator');
  const listed = await operator.get<{ items: { login: string; state: string }[] }>(
    '/api/v1/admin/accounts?q=tax.clerk',
  );
  expect(listed.body.items.find(({ login }) => login === 'tax.clerk')?.state).toBe('locked');
  const { accountId } = run.person('tax.clerk');
  expect((await operator.post(`/api/v1/admin/accounts/${accountId}/unlock`)).status).toBe(200);
  expect((await signIn('tax.clerk', CITY_PASSWORD)).status).toBe(200);
});

test('an account that does not exist locks in the same way', async () => {
  for (let guess = 0; guess < 8; guess += 1) await signIn('ghost', `guess ${guess}`);
  expect((await signIn('ghost', 'guess')).status).toBe(429);
});

test('parallel guesses do not slip past the lock', async () => {
  const guesses = await Promise.all(
    Array.from({ length: 30 }, (_, guess) => signIn('market.clerk', `guess ${guess}`)),
  );
  expect(guesses.filter(({ status }) => status === 401)).toHaveLength(8);
  expect(guesses.filter(({ status }) => status === 429)).toHaveLength(22);
});

test('an address that fails with many names is locked, and one good account does not clear it', async () => {
  for (let guess = 0; guess < 60; guess += 1) {
    await signIn(`name${guess}`, 'guess');
    if (guess % 20 === 19) await signIn('labour.clerk', CITY_PASSWORD);
  }
  expect((await signIn('labour.clerk2', CITY_PASSWORD)).status).toBe(429);
});

test('no header of the caller makes it another address', async () => {
  for (let guess = 0; guess < 60; guess += 1) {
    await run.anonymous.post(
      '/api/v1/session',
      { account: `n${guess}`, password: 'x' },
      { 'x-forwarded-for': `203.0.113.${guess}` },
    );
  }
  const more = await run.anonymous.post(
    '/api/v1/session',
    { account: 'n99', password: 'x' },
    { 'x-forwarded-for': '198.51.100.1' },
  );
  expect(more.status).toBe(429);
});

test('the wait ends by itself, and the next failure waits longer', async () => {
  for (let guess = 0; guess < 8; guess += 1) await signIn('tax.head', 'guess');
  await run.owner(`update identity.attempt set locked_until = clock_timestamp() - interval '1 second'`);
  expect((await signIn('tax.head', 'guess')).status).toBe(401);
  const locked = await signIn('tax.head', CITY_PASSWORD);
  expect(locked.status).toBe(429);
  await run.owner(`update identity.attempt set locked_until = clock_timestamp() - interval '1 second'`);
  expect((await signIn('tax.head', CITY_PASSWORD)).status).toBe(200);
});

test('a browser cannot be given a session token beforehand', async () => {
  const planted = `tandem_session=${'A'.repeat(43)}`;
  const victim = browserClient(run.url, planted);
  const answer = await signIn('tax.office', CITY_PASSWORD, victim);
  expect(answer.status).toBe(200);
  expect(cookieOf(answer)).not.toBe(planted);
  expect((await victim.get('/api/v1/session')).status).toBe(401);
});

test('signing in again ends the session that the browser had', async () => {
  const first = await signIn('tax.office', CITY_PASSWORD);
  const browser = browserClient(run.url, cookieOf(first));
  const second = await signIn('market.office', CITY_PASSWORD, browser);
  expect((await browser.get('/api/v1/session')).status).toBe(401);
  const after = await browserClient(run.url, cookieOf(second)).get('/api/v1/session');
  expect(after.body).toMatchObject({ roles: ['sharingOfficeHead'], department: { shortName: '市监局' } });
});

test('a session ends after an hour without a request and after twelve hours in any case', async () => {
  const idle = await browserOf('labour.office');
  await run.owner(`update identity.session set last_seen_at = last_seen_at - interval '61 minutes'`);
  expect((await idle.get('/api/v1/session')).status).toBe(401);
  const long = await browserOf('labour.office');
  await run.owner(`update identity.session set expires_at = clock_timestamp()`);
  expect((await long.get('/api/v1/session')).status).toBe(401);
});

test('use keeps a session alive: it is marked as seen, at most once a minute', async () => {
  const browser = await browserOf('labour.head');
  await run.owner(`update identity.session set last_seen_at = last_seen_at - interval '50 minutes'`);
  expect((await browser.get('/api/v1/session')).status).toBe(200);
  const [seen] = await run.owner<{ age: number }>(
    `select extract(epoch from clock_timestamp() - max(last_seen_at))::int as age from identity.session where account_id = $1`,
    [run.person('labour.head').accountId],
  );
  expect(seen?.age).toBeLessThan(60);
});

test('no token, password or typed name is to be found in the database', async () => {
  const answer = await signIn('civil.office', CITY_PASSWORD);
  const token = cookieOf(answer).split('=')[1] ?? '';
  await signIn('my secret password typed as a name', 'x');
  const [found] = await run.owner<{ hits: number }>(
    `select (select count(*) from identity.session s where s::text like '%' || $1 || '%')
          + (select count(*) from identity.account a where a::text like '%' || $2 || '%')
          + (select count(*) from identity.event e where e::text like '%secret%')
          + (select count(*) from identity.attempt t where t::text like '%secret%') as hits`,
    [token, CITY_PASSWORD],
  );
  expect(found?.hits).toBe(0);
});

test('unknown keys and a role in the body are refused', async () => {
  const answer = await run.anonymous.post('/api/v1/session', {
    account: 'tax.clerk',
    password: CITY_PASSWORD,
    roles: ['systemOperator'],
  });
  expect(answer).toMatchObject({ status: 400, body: { code: 'PLATFORM_INPUT_INVALID' } });
});

test('a page of another site cannot sign in, out, or change anything with the cookie', async () => {
  const browser = await browserOf('market.head');
  for (const headers of [
    { 'sec-fetch-site': 'cross-site' },
    { origin: 'https://evil.example' },
    { origin: 'null' },
  ]) {
    const answer = await browser.delete('/api/v1/session', headers);
    expect(answer).toMatchObject({ status: 403, body: { code: 'PLATFORM_ORIGIN_REFUSED' } });
  }
  expect((await browser.get('/api/v1/session')).status).toBe(200);
});

test('sign-in events are kept for the account, refused ones too', async () => {
  await signIn('market.clerk2', 'wrong');
  await signIn('market.clerk2', CITY_PASSWORD);
  const events = await run.owner<{ kind: string; address: string }>(
    'select kind, address from identity.event where account_id = $1 order by id',
    [run.person('market.clerk2').accountId],
  );
  expect(events.map(({ kind }) => kind)).toEqual(['refused', 'signedIn']);
  expect(events[0]?.address).toMatch(/127\.0\.0\.1$/);
});
