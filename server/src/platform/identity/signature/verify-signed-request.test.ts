import { createPrivateKey, generateKeyPairSync } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { localDateOf } from '@tandem/calendar';
import { generateKeyPair, signRequest } from '@tandem/sdk';
import { startTestServer, type TestServerRun } from '../../../../test/server.ts';
import { createSignatureVerifier, verifySignedRequest } from './verify-signed-request.ts';

let run: TestServerRun;
beforeAll(async () => {
  run = await startTestServer();
});
afterAll(() => run.stop());

const SELF = '/api/v1/systems/self';

interface Sent {
  method: string;
  url: URL;
  headers: Record<string, string>;
  body: Buffer | undefined;
}

/** A request of tax.system as the SDK signs it; what is done to it afterwards is the attack. */
function signed(
  given: {
    method?: string;
    path?: string;
    body?: object;
    headers?: Record<string, string>;
    at?: number;
  } = {},
): Sent {
  const { keyId, privateKey } = run.system('tax.system');
  const url = new URL(given.path ?? SELF, run.url);
  const body = given.body && Buffer.from(JSON.stringify(given.body));
  const method = given.method ?? (body ? 'POST' : 'GET');
  const headers = { ...(body ? { 'content-type': 'application/json' } : {}), ...given.headers };
  const signer = { keyId, privateKey: createPrivateKey(privateKey) };
  return { method, url, body, headers: signRequest({ method, url, headers, body }, signer, given.at) };
}

async function send({
  method,
  url,
  headers,
  body,
}: Sent): Promise<{ status: number; code: string | undefined }> {
  const response = await fetch(url, { method, headers, ...(body ? { body: new Uint8Array(body) } : {}) });
  const answer = (await response.json()) as { code?: string };
  return { status: response.status, code: answer.code };
}

test('a signed request is its program, acting for its department and nobody else', async () => {
  const answer = await run.asSystem('tax.system').get(SELF);
  expect(answer.status).toBe(200);
  const { tax } = run.city.departments;
  expect(answer.body).toEqual({
    client: { id: run.system('tax.system').id, name: 'tax.system' },
    department: { id: tax.id, name: tax.name, creditCode: tax.creditCode },
  });
});

test('the same request a second time is refused, also when both arrive at once', async () => {
  const once = signed();
  expect(await send(once)).toMatchObject({ status: 200 });
  expect(await send(once)).toEqual({ status: 401, code: 'IDENTITY_SIGNATURE_REPLAYED' });
  const race = signed();
  const outcomes = await Promise.all(Array.from({ length: 12 }, () => send(race)));
  expect(outcomes.filter(({ status }) => status === 200)).toHaveLength(1);
  expect(outcomes.filter(({ code }) => code === 'IDENTITY_SIGNATURE_REPLAYED')).toHaveLength(11);
});

const DELEGATION = {
  fromPersonId: '00000000-0000-7000-8000-000000000001',
  toPersonId: '00000000-0000-7000-8000-000000000002',
  role: 'clerk',
  startsOn: '2026-01-01',
  endsOn: '2026-01-02',
  reason: 'test',
};

test('a signed body reaches its route', async () => {
  const outcome = await send(signed({ path: '/api/v1/delegations', body: DELEGATION }));
  expect(outcome.status).not.toBe(401);
});

test.each<[string, (sent: Sent) => Sent, string]>([
  ['another method', (sent) => ({ ...sent, method: 'PUT' }), 'IDENTITY_SIGNATURE_WRONG'],
  [
    'a byte of the body',
    (sent) => ({ ...sent, body: Buffer.from(String(sent.body).replace('test', 'tesT')) }),
    'IDENTITY_DIGEST_WRONG',
  ],
  ['the body taken away', (sent) => ({ ...sent, body: undefined }), 'PLATFORM_JSON_INVALID'],
  [
    'a blank added to the body',
    (sent) => ({ ...sent, body: Buffer.from(`${String(sent.body)} `) }),
    'IDENTITY_DIGEST_WRONG',
  ],
  ['a query added', (sent) => ({ ...sent, url: new URL('?x=1', sent.url) }), 'IDENTITY_SIGNATURE_WRONG'],
  [
    'another path',
    (sent) => ({ ...sent, url: new URL('/api/v1/systems', sent.url) }),
    'IDENTITY_SIGNATURE_WRONG',
  ],
  [
    'another host',
    (sent) => ({ ...sent, url: new URL(sent.url.href.replace('127.0.0.1', 'localhost')) }),
    'IDENTITY_SIGNATURE_WRONG',
  ],
  [
    'another purpose',
    (sent) => ({ ...sent, headers: { ...sent.headers, 'tandem-purpose': 'other' } }),
    'IDENTITY_SIGNATURE_WRONG',
  ],
  [
    'another content type',
    (sent) => ({ ...sent, headers: { ...sent.headers, 'content-type': 'application/json; charset=utf-8' } }),
    'IDENTITY_SIGNATURE_WRONG',
  ],
])('%s after signing is noticed', async (_what, alter, code) => {
  const sent = signed({
    method: 'POST',
    path: '/api/v1/delegations',
    body: DELEGATION,
    headers: { 'tandem-purpose': 'agreed' },
  });
  expect(await send(alter(sent))).toMatchObject({ code });
});

test('a request that was signed for another platform is refused', async () => {
  const elsewhere = createSignatureVerifier({
    database: run.server.platform.database,
    publicUrl: 'https://data.example.gov.cn',
  });
  const { headers } = signed();
  const message = { method: 'GET', target: SELF, bodySha256: undefined };
  const verified = (host: string) =>
    verifySignedRequest(elsewhere, { ...message, headers: { ...headers, host } });
  await expect(verified('test.example.gov.cn')).rejects.toMatchObject({
    code: 'IDENTITY_SIGNATURE_ELSEWHERE',
  });
  await expect(verified('127.0.0.1')).rejects.toMatchObject({ code: 'IDENTITY_SIGNATURE_ELSEWHERE' });
  await expect(verified('data.example.gov.cn')).rejects.toMatchObject({ code: 'IDENTITY_SIGNATURE_WRONG' });
});

test('a purpose slipped in beside the signature is refused', async () => {
  const sent = signed();
  const outcome = await send({ ...sent, headers: { ...sent.headers, 'tandem-purpose': 'x' } });
  expect(outcome).toEqual({ status: 401, code: 'IDENTITY_SIGNATURE_INCOMPLETE' });
});

test('every altered character of signature and parameters is noticed', async () => {
  const { headers } = signed();
  for (const [from, to] of [
    ['"@method"', '"@path"'],
    [/created=\d{9}(\d)/, 'created=1700000001'],
    [/nonce="(.)/, 'nonce="_'],
    ['alg="ed25519"', 'alg="ed25519";extra=1'],
  ] as const) {
    const altered = { ...headers, 'signature-input': (headers['signature-input'] ?? '').replace(from, to) };
    const outcome = await send({
      method: 'GET',
      url: new URL(SELF, run.url),
      headers: altered,
      body: undefined,
    });
    expect(outcome.status).toBe(401);
  }
  const flipped = (headers['signature'] ?? '').replace(
    /:(.)/,
    (_all, first) => `:${first === 'A' ? 'B' : 'A'}`,
  );
  const outcome = await send({
    method: 'GET',
    url: new URL(SELF, run.url),
    headers: { ...headers, signature: flipped },
    body: undefined,
  });
  expect(outcome).toEqual({ status: 401, code: 'IDENTITY_SIGNATURE_WRONG' });
});

test('a clock may be off by five minutes and no more', async () => {
  const minutes = (count: number) => Date.now() + count * 60_000;
  expect(await send(signed({ at: minutes(-6) }))).toEqual({ status: 401, code: 'IDENTITY_SIGNATURE_STALE' });
  expect(await send(signed({ at: minutes(6) }))).toEqual({ status: 401, code: 'IDENTITY_SIGNATURE_STALE' });
  expect(await send(signed({ at: minutes(-4) }))).toMatchObject({ status: 200 });
  expect(await send(signed({ at: minutes(4) }))).toMatchObject({ status: 200 });
});

test('moving the clock of the demonstration city does not age signatures', async () => {
  await run.moveClock({ interval: '40 days' });
  expect(await send(signed())).toMatchObject({ status: 200 });
  const [key] = await run.owner<{ used: string; today: string }>(
    `select k.last_used_on::text as used, (platform.now() at time zone 'Asia/Shanghai')::date::text as today
     from identity.system_key k where k.id = $1`,
    [run.system('tax.system').keyId],
  );
  expect(key?.used).toBe(key?.today);
});

test('a key that was never registered is refused, and so is a registered name with another key', async () => {
  const stranger = generateKeyPairSync('ed25519').privateKey;
  const url = new URL(SELF, run.url);
  const request = { method: 'GET', url, headers: {}, body: undefined };
  const unknown = signRequest(request, { keyId: generateKeyPair().keyId, privateKey: stranger });
  expect(await send({ ...request, headers: unknown })).toEqual({ status: 401, code: 'IDENTITY_KEY_UNKNOWN' });
  const borrowed = signRequest(request, { keyId: run.system('tax.system').keyId, privateKey: stranger });
  expect(await send({ ...request, headers: borrowed })).toEqual({
    status: 401,
    code: 'IDENTITY_SIGNATURE_WRONG',
  });
});

test('a refused signature uses up no nonce', async () => {
  const sent = signed({ path: '/api/v1/delegations', body: DELEGATION });
  expect(await send({ ...sent, body: Buffer.from('{}') })).toMatchObject({ code: 'IDENTITY_DIGEST_WRONG' });
  expect((await send(sent)).status).not.toBe(401);
});

test('a session cookie beside a bad signature does not help', async () => {
  const sent = signed();
  const altered = { ...sent.headers, signature: 'tandem=:AAAA:', cookie: 'tandem_session=whatever' };
  expect((await send({ ...sent, headers: altered })).status).toBe(401);
});

test('a program cannot use what belongs to people', async () => {
  expect(await send(signed({ path: '/api/v1/session' }))).toEqual({
    status: 401,
    code: 'PLATFORM_SIGN_IN_FIRST',
  });
  expect(await send(signed({ path: '/api/v1/admin/accounts' }))).toEqual({
    status: 403,
    code: 'PLATFORM_ROLE_MISSING',
  });
});

interface Registered {
  keyId: string;
  expiresAt: string;
}

beforeEach(async () => {
  await run.owner(`update identity.system_client set disabled_at = null`);
});

test('keys are changed over without a pause; a revoked key is refused from the next request on', async () => {
  const office = await run.as('tax.office');
  const { id } = run.system('tax.system');
  const pair = generateKeyPair();
  const registered = await office.post<Registered>(`/api/v1/systems/${id}/keys`, {
    publicKey: pair.publicKey,
    label: 'next',
    days: 30,
  });
  expect(registered).toMatchObject({ status: 201, body: { keyId: pair.keyId } });
  const withNew = () => {
    const url = new URL(SELF, run.url);
    const signer = { keyId: pair.keyId, privateKey: createPrivateKey(pair.privateKey) };
    const request = { method: 'GET', url, headers: {}, body: undefined };
    return { ...request, headers: signRequest(request, signer) };
  };
  expect(await send(withNew())).toMatchObject({ status: 200 });
  expect(await send(signed())).toMatchObject({ status: 200 });
  expect((await office.post(`/api/v1/systems/${id}/keys/${pair.keyId}/revoke`)).status).toBe(200);
  expect(await send(withNew())).toEqual({ status: 401, code: 'IDENTITY_KEY_REVOKED' });
  expect(await send(signed())).toMatchObject({ status: 200 });
  const again = await office.post(`/api/v1/systems/${id}/keys`, {
    publicKey: pair.publicKey,
    label: 'again',
    days: 30,
  });
  expect(again).toMatchObject({ status: 409, body: { code: 'IDENTITY_KEY_TAKEN' } });
});

interface SystemView {
  id: string;
  keys: { id: string; createdAt: string; expiresAt: string; lastUsedOn: string | null }[];
}

test('a key is good by the machine’s clock and told by the city’s, as everything beside it', async () => {
  const office = await run.as('tax.office');
  const { id } = run.system('tax.system');
  const pair = generateKeyPair();
  const body = { publicKey: pair.publicKey, label: 'by the city', days: 20 };
  await run.moveClock({ interval: '400 days' });
  const registered = await office.post<Registered>(`/api/v1/systems/${id}/keys`, body);
  const request = { method: 'GET', url: new URL(SELF, run.url), headers: {}, body: undefined };
  const signer = { keyId: pair.keyId, privateKey: createPrivateKey(pair.privateKey) };
  expect(await send({ ...request, headers: signRequest(request, signer) })).toMatchObject({ status: 200 });
  const { now } = (await office.get<{ now: string }>('/api/v1/session')).body;
  const listed = await office.get<{ items: SystemView[] }>('/api/v1/systems?expiring=true');
  const key = listed.body.items.find((system) => system.id === id)?.keys.find((one) => one.id === pair.keyId);
  const daysFromNow = (at = '') => (Date.parse(at) - Date.parse(now)) / 86_400_000;
  expect(daysFromNow(key?.createdAt)).toBeCloseTo(0, 2);
  expect(daysFromNow(key?.expiresAt)).toBeCloseTo(20, 2);
  expect(daysFromNow(registered.body.expiresAt)).toBeCloseTo(20, 2);
  expect(key?.lastUsedOn).toBe(localDateOf(new Date(now)));
  await run.moveClock({ interval: '-400 days' });
});

test('an expired key and a program that was switched off are refused', async () => {
  const { id, keyId } = run.system('tax.system');
  await run.owner(`update identity.system_key set expires_at = clock_timestamp() where id = $1`, [keyId]);
  expect(await send(signed())).toEqual({ status: 401, code: 'IDENTITY_KEY_REVOKED' });
  await run.owner(
    `update identity.system_key set expires_at = clock_timestamp() + interval '1 day' where id = $1`,
    [keyId],
  );
  const operator = await run.as('data.operator');
  await operator.post(`/api/v1/systems/${id}/disable`);
  expect(await send(signed())).toEqual({ status: 401, code: 'IDENTITY_CLIENT_DISABLED' });
  await operator.post(`/api/v1/systems/${id}/enable`);
  expect(await send(signed())).toMatchObject({ status: 200 });
});

test('nonces are kept until their signatures are too old anyway, then swept', async () => {
  await send(signed());
  const [kept] = await run.owner<{ left: number }>(
    `select extract(epoch from max(expires_at) - clock_timestamp())::int as left from identity.nonce`,
  );
  expect(kept?.left).toBeGreaterThan(300);
  expect(kept?.left).toBeLessThanOrEqual(1200);
});
