import { generateSync } from 'otplib';
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

const NEW_PASSWORD = 'granite-thimble-orchard-7';

function cookieOf(response: { headers: Headers }): string {
  return response.headers.get('set-cookie')?.split(';')[0] ?? '';
}

function signIn(account: string, password: string, code?: string): Promise<TestResponse> {
  return run.anonymous.post('/api/v1/session', {
    account,
    password,
    ...(code === undefined ? {} : { code }),
  });
}

async function browserOf(login: string, password = CITY_PASSWORD): Promise<TestClient> {
  return browserClient(run.url, cookieOf(await signIn(login, password)));
}

async function isSignedIn(browser: TestClient): Promise<boolean> {
  return (await browser.get('/api/v1/session')).status === 200;
}

test('changing the password ends every session, the stolen one and the own one; a new token goes on', async () => {
  const [own, stolen] = [await browserOf('tax.clerk'), await browserOf('tax.clerk')];
  const changed = await own.post('/api/v1/session/password', { current: CITY_PASSWORD, next: NEW_PASSWORD });
  expect(changed.status).toBe(204);
  expect(await isSignedIn(stolen)).toBe(false);
  expect(await isSignedIn(own)).toBe(false);
  expect(await isSignedIn(browserClient(run.url, cookieOf(changed)))).toBe(true);
  expect((await signIn('tax.clerk', CITY_PASSWORD)).status).toBe(401);
  expect((await signIn('tax.clerk', NEW_PASSWORD)).status).toBe(200);
});

test.each([
  ['too short', 'short', 'IDENTITY_PASSWORD_SHORT'],
  ['too common', 'password12345', 'IDENTITY_PASSWORD_COMMON'],
  ['with the login in it', 'market-garden-on-the-moon-3', 'IDENTITY_PASSWORD_NAMES_YOU'],
  ['the present one', CITY_PASSWORD, 'IDENTITY_PASSWORD_SAME'],
])('a new password that is %s is refused, and nothing changes', async (_what, next, code) => {
  const browser = await browserOf('market.clerk');
  const refused = await browser.post('/api/v1/session/password', { current: CITY_PASSWORD, next });
  expect(refused).toMatchObject({
    status: 422,
    body: { code: 'IDENTITY_PASSWORD_WEAK', errors: [{ field: '/next', code }] },
  });
  expect(await isSignedIn(browser)).toBe(true);
});

test('a thief of a session cannot guess the password: wrong ones count as failed sign-ins', async () => {
  const browser = await browserOf('market.office');
  const change = (current: string) =>
    browser.post('/api/v1/session/password', { current, next: NEW_PASSWORD });
  for (let guess = 0; guess < 8; guess += 1) {
    expect((await change(`guess ${guess}`)).body['code']).toBe('IDENTITY_PASSWORD_WRONG');
  }
  expect((await change(CITY_PASSWORD)).body['code']).toBe('IDENTITY_LOCKED');
  expect(await isSignedIn(browser)).toBe(true);
});

test('with a one-time password nothing can be done but to replace it', async () => {
  const operator = await run.as('data.operator');
  const added = await operator.post<{ id: string }>('/api/v1/admin/people', {
    name: '新来',
    position: '科员',
    departmentId: run.city.departments.tax.id,
  });
  const account = { personId: added.body.id, login: 'New.Comer' };
  const made = await operator.post<{ oneTimePassword: string; login: string }>(
    '/api/v1/admin/accounts',
    account,
  );
  expect(made).toMatchObject({ status: 201, body: { login: 'new.comer' } });
  const browser = await browserOf('new.comer', made.body.oneTimePassword);
  expect((await browser.get('/api/v1/session')).body).toMatchObject({ mustChangePassword: true });
  expect(await browser.get('/api/v1/departments')).toMatchObject({
    status: 403,
    body: { code: 'IDENTITY_PASSWORD_CHANGE_DUE' },
  });
  const change = { current: made.body.oneTimePassword, next: NEW_PASSWORD };
  const after = browserClient(run.url, cookieOf(await browser.post('/api/v1/session/password', change)));
  expect((await after.get('/api/v1/session')).body).toMatchObject({ mustChangePassword: false });
  expect((await after.get('/api/v1/departments')).status).toBe(200);
});

interface Enrolled {
  secret: string;
  uri: string;
}

/** A code of the app at this moment, or some periods away. */
function codeOf(secret: string, periods = 0): string {
  return generateSync({ secret, epoch: Math.floor(Date.now() / 1000) + periods * 30 });
}

async function enrol(
  login: string,
): Promise<{ browser: TestClient; secret: string; recoveryCodes: string[] }> {
  const browser = await browserOf(login);
  const begun = await browser.post<Enrolled>('/api/v1/session/second-factor', { password: CITY_PASSWORD });
  expect(begun.status).toBe(200);
  const { secret } = begun.body;
  const confirmed = await browser.post<{ recoveryCodes: string[] }>('/api/v1/session/second-factor/confirm', {
    code: codeOf(secret, -1),
  });
  expect(confirmed.status).toBe(200);
  return { browser, secret, recoveryCodes: confirmed.body.recoveryCodes };
}

test('a second factor is begun with the password, confirmed with a code, and asked for from then on', async () => {
  const browser = await browserOf('labour.clerk');
  const without = await browser.post('/api/v1/session/second-factor', { password: 'wrong' });
  expect(without.body['code']).toBe('IDENTITY_PASSWORD_WRONG');
  const begun = await browser.post<Enrolled>('/api/v1/session/second-factor', { password: CITY_PASSWORD });
  expect(begun.body.uri).toMatch(/^otpauth:\/\/totp\/Shifan%20City:labour\.clerk\?/);
  expect((await signIn('labour.clerk', CITY_PASSWORD)).status).toBe(200);
  const wrong = await browser.post('/api/v1/session/second-factor/confirm', { code: '000000' });
  expect(wrong).toMatchObject({ status: 403, body: { code: 'IDENTITY_CODE_WRONG' } });
  const confirmed = await browser.post<{ recoveryCodes: string[] }>('/api/v1/session/second-factor/confirm', {
    code: codeOf(begun.body.secret, -1),
  });
  expect(confirmed.body.recoveryCodes).toHaveLength(10);
  expect((await browser.get('/api/v1/session')).body).toMatchObject({ secondFactor: true });
  const asked = await signIn('labour.clerk', CITY_PASSWORD);
  expect(asked).toMatchObject({ status: 401, body: { code: 'IDENTITY_CODE_REQUIRED' } });
  expect((await signIn('labour.clerk', 'wrong', '123456')).body['code']).toBe('IDENTITY_BAD_CREDENTIALS');
  expect((await signIn('labour.clerk', CITY_PASSWORD, codeOf(begun.body.secret))).status).toBe(200);
  const again = await browser.post('/api/v1/session/second-factor', { password: CITY_PASSWORD });
  expect(again).toMatchObject({ status: 409, body: { code: 'IDENTITY_SECOND_FACTOR_ON' } });
});

test('the same code is refused a second time, also in a race, and so is an older one', async () => {
  const { secret } = await enrol('labour.clerk2');
  const code = codeOf(secret);
  const race = await Promise.all(
    Array.from({ length: 4 }, () => signIn('labour.clerk2', CITY_PASSWORD, code)),
  );
  expect(race.filter(({ status }) => status === 200)).toHaveLength(1);
  expect(race.filter(({ body }) => body['code'] === 'IDENTITY_BAD_CODE')).toHaveLength(3);
  expect((await signIn('labour.clerk2', CITY_PASSWORD, codeOf(secret, -1))).body['code']).toBe(
    'IDENTITY_BAD_CODE',
  );
});

test('guessing codes is locked like guessing passwords', async () => {
  await enrol('labour.office');
  for (let guess = 0; guess < 8; guess += 1) await signIn('labour.office', CITY_PASSWORD, `00000${guess}`);
  expect((await signIn('labour.office', CITY_PASSWORD, '123456')).status).toBe(429);
});

test('asking for the code costs no try', async () => {
  const { secret } = await enrol('civil.head');
  for (let time = 0; time < 12; time += 1)
    expect((await signIn('civil.head', CITY_PASSWORD)).body['code']).toBe('IDENTITY_CODE_REQUIRED');
  expect((await signIn('civil.head', CITY_PASSWORD, codeOf(secret))).status).toBe(200);
});

test('a recovery code works once, however it is written', async () => {
  const { recoveryCodes } = await enrol('civil.clerk');
  const [first = '', second = ''] = recoveryCodes;
  expect((await signIn('civil.clerk', CITY_PASSWORD, first.toLowerCase().replaceAll('-', ' '))).status).toBe(
    200,
  );
  expect((await signIn('civil.clerk', CITY_PASSWORD, first)).body['code']).toBe('IDENTITY_BAD_CODE');
  expect((await signIn('civil.clerk', CITY_PASSWORD, second)).status).toBe(200);
});

test('secret and recovery codes cannot be read from the database', async () => {
  const { secret, recoveryCodes } = await enrol('civil.office');
  const [found] = await run.owner<{ hits: number }>(
    `select (select count(*) from identity.account where encode(totp_secret, 'escape') like '%' || $1 || '%')
          + (select count(*) from platform.idempotency i where i::text like '%' || $1 || '%')
          + (select count(*) from identity.recovery_code r where r::text like '%' || $2 || '%') as hits`,
    [secret, recoveryCodes[0]?.slice(0, 4)],
  );
  expect(found?.hits).toBe(0);
});

test('it is turned off with password and code, or by an operator who resets the account', async () => {
  const { browser, secret } = await enrol('market.head');
  const remove = (password: string, code: string) =>
    browser.post('/api/v1/session/second-factor/remove', { password, code });
  expect((await remove('wrong', codeOf(secret))).body['code']).toBe('IDENTITY_PASSWORD_WRONG');
  expect((await remove(CITY_PASSWORD, '000000')).body['code']).toBe('IDENTITY_CODE_WRONG');
  expect((await remove(CITY_PASSWORD, codeOf(secret))).status).toBe(204);
  expect((await signIn('market.head', CITY_PASSWORD)).status).toBe(200);
  await enrol('tax.head');
  const operator = await run.as('data.operator');
  const reset = await operator.post<{ oneTimePassword: string }>(
    `/api/v1/admin/accounts/${run.person('tax.head').accountId}/reset`,
    { secondFactor: true },
  );
  expect((await signIn('tax.head', CITY_PASSWORD)).status).toBe(401);
  expect((await signIn('tax.head', reset.body.oneTimePassword)).status).toBe(200);
});

test('guessing the code of the removal is counted, though the password was right', async () => {
  const { browser } = await enrol('tax.office');
  const guess = (code: string) =>
    browser.post('/api/v1/session/second-factor/remove', { password: CITY_PASSWORD, code });
  for (let time = 0; time < 8; time += 1) await guess(`11111${time}`);
  expect((await guess('123456')).body['code']).toBe('IDENTITY_LOCKED');
});

interface Sessions {
  items: { id: string; current: boolean; userAgent: string; address: string }[];
}

test('everybody sees where they are signed in, and can end all other sessions', async () => {
  const [here, there] = [await browserOf('market.clerk2'), await browserOf('market.clerk2')];
  const listed = await here.get<Sessions>('/api/v1/session/all');
  expect(listed.body.items).toHaveLength(2);
  expect(listed.body.items.filter(({ current }) => current)).toHaveLength(1);
  expect((await here.delete('/api/v1/session/all')).body).toEqual({ ended: 1 });
  expect([await isSignedIn(here), await isSignedIn(there)]).toEqual([true, false]);
});

test('the language of an account is remembered', async () => {
  const browser = await browserOf('market.clerk2');
  expect((await browser.post('/api/v1/session/language', { language: 'en' })).status).toBe(204);
  expect((await browser.get('/api/v1/session')).body).toMatchObject({ language: 'en' });
});
