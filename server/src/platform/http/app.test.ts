import { once } from 'node:events';
import { connect } from 'node:net';
import { Readable } from 'node:stream';
import pino from 'pino';
import { Type } from 'typebox';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../test/database.ts';
import { AppError } from '../app-error.ts';
import { readConfig } from '../config/config.ts';
import { openDatabase, type Database } from '../database/database.ts';
import type { Actor } from '../identity/actor.ts';
import { createApp, type App } from './app.ts';
import { closeWithin } from './close-within.ts';
import { Words } from './schema-compilers.ts';

const CLERK: Actor = {
  kind: 'person',
  personId: '0197a000-0000-7000-8000-000000000001',
  name: 'clerk',
  departmentId: '0197a000-0000-7000-8000-00000000000a',
  departmentCreditCode: undefined,
  departmentName: undefined,
  roles: ['clerk'],
};
const OTHER: Actor = { ...CLERK, personId: '0197a000-0000-7000-8000-000000000002' };

let testDatabase: TestDatabase;
let database: Database;
let app: App;
let url: string;
const logged: string[] = [];
let runs = 0;

async function* endless(): AsyncGenerator<Buffer> {
  for (;;) yield Buffer.alloc(65_536);
}

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  database = openDatabase({
    url: testDatabase.appUrl,
    poolSize: 5,
    applicationName: 'test',
    onError: () => undefined,
  });
  const config = readConfig({ DATABASE_URL: testDatabase.ownerUrl });
  const log = pino({ level: 'info' }, { write: (line: string) => void logged.push(line) });
  app = await createApp({
    config,
    database,
    log,
    describeRule: (id) => ({ id, article: 15, kind: 'statute', title: id, href: '/statute#art-15' }),
    authenticate: async (request) =>
      ({ clerk: CLERK, other: OTHER })[String(request.headers['x-test-actor'])],
  });
  addTestRoutes(app);
  url = await app.listen({ port: 0, host: '127.0.0.1' });
});
afterAll(async () => {
  await app.close();
  await database.close();
  await testDatabase.drop();
});

function addTestRoutes(to: App): void {
  const body = Type.Object(
    { name: Type.String({ maxLength: 5 }), count: Type.Optional(Type.Integer()) },
    { additionalProperties: false },
  );
  to.post('/api/v1/things', { schema: { body }, config: { allow: ['clerk'] } }, async (request) =>
    request.transact(async (tx) => {
      runs += 1;
      await tx.client.query('select pg_sleep(0.05)');
      return { name: request.body.name, run: runs };
    }),
  );
  to.post('/api/v1/failing', { schema: { body }, config: { allow: ['clerk'] } }, async (request) =>
    request.transact(async () => {
      runs += 1;
      throw new AppError({ code: 'PLATFORM_NOT_YOURS', status: 403, rule: '15.withheld.basis' });
    }),
  );
  const reason = Type.Object({
    reason: Words(2, 200),
    withheld: Type.Optional(Type.Union([body, Type.Null()])),
  });
  to.post('/api/v1/reasons', { schema: { body: reason }, config: { allow: ['clerk'] } }, async () => ({}));
  to.get('/api/v1/broken', { config: { allow: 'public' } }, async () => {
    throw new Error('row (canary-440524188001010014) violates something');
  });
}

function post(path: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(`${url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-test-actor': 'clerk', ...headers },
    body: JSON.stringify(body),
  });
}

async function problemOf(
  answer: Response,
): Promise<{ status: number; code: string; errors?: { field: string; code: string }[] }> {
  expect(answer.headers.get('content-type')).toContain('application/problem+json');
  return (await answer.json()) as never;
}

/** One without routes, that nobody signs in to. */
function spareApp(): Promise<App> {
  return createApp({
    config: readConfig({ DATABASE_URL: testDatabase.ownerUrl }),
    database,
    log: pino({ level: 'silent' }),
    describeRule: (id) => ({ id, article: null, kind: 'platform', title: id, href: '' }),
    authenticate: async () => undefined,
  });
}

test('a route that does not say who may call it is refused at start-up', async () => {
  const spare = await spareApp();
  expect(() => spare.get('/api/v1/open', async () => ({}))).toThrow(/does not say who may call it/);
  await spare.close();
});

test('a stop waits for an answer that is not taken only so long', async () => {
  const spare = await spareApp();
  spare.get('/endless', { config: { allow: 'public' }, schema: { hide: true } }, async (_request, reply) =>
    reply.send(Readable.from(endless())),
  );
  const address = new URL(await spare.listen({ port: 0, host: '127.0.0.1' }));
  const client = connect({ host: address.hostname, port: Number(address.port) });
  client.write('GET /endless HTTP/1.1\r\nhost: x\r\n\r\n');
  await once(client, 'readable');
  await closeWithin(spare, 200);
  client.resume();
  await once(client, 'close');
});

test('a stop does not wait for a connection that is kept alive after its answer was taken', async () => {
  const spare = await spareApp();
  const taken = Promise.withResolvers<void>();
  async function* file(): AsyncGenerator<string> {
    yield 'whole';
    await taken.promise; // a file’s end is read after its last byte has left
  }
  spare.get('/file', { config: { allow: 'public' } }, (_request, reply) =>
    reply.header('content-length', 5).send(Readable.from(file())),
  );
  const address = await spare.listen({ host: '127.0.0.1', port: 0 });
  expect(await (await fetch(`${address}/file`)).text()).toBe('whole');
  const stopped = closeWithin(spare, 2 ** 31 - 1); // would outlast this test
  taken.resolve();
  await stopped;
});

test('callers without credentials or without the role are refused before the handler runs', async () => {
  const before = runs;
  const anonymous = await post('/api/v1/things', { name: 'a' }, { 'x-test-actor': 'nobody' });
  expect(await problemOf(anonymous)).toMatchObject({ status: 401, code: 'PLATFORM_SIGN_IN_FIRST' });
  expect(runs).toBe(before);
});

test('unknown keys, wrong types and too long texts are refused by field, nothing is coerced', async () => {
  const before = runs;
  const unknown = await problemOf(await post('/api/v1/things', { name: 'a', role: 'authorityOfficer' }));
  expect(unknown).toMatchObject({ status: 400, code: 'PLATFORM_INPUT_INVALID' });
  expect(unknown.errors).toMatchObject([{ field: '/role', code: 'FIELD_ADDITIONAL_PROPERTIES' }]);
  const long = await problemOf(await post('/api/v1/things', { name: 'abcdef' }));
  expect(long.errors).toMatchObject([{ field: '/name', code: 'FIELD_MAX_LENGTH' }]);
  const coerced = await problemOf(await post('/api/v1/things', { name: 'a', count: '3' }));
  expect(coerced.errors).toMatchObject([{ field: '/count', code: 'FIELD_TYPE' }]);
  expect(runs).toBe(before);
});

test('whoever wrote too much is told where and how much, in both languages, within an optional part too', async () => {
  const tooLong = { reason: '字'.repeat(203) };
  const told = async (body: unknown, language: string) =>
    (await problemOf(await post('/api/v1/reasons', body, { 'accept-language': language }))).errors;
  expect(await told(tooLong, 'zh')).toEqual([
    { field: '/reason', code: 'FIELD_MAX_LENGTH', message: '最多 200 字，现为 203 字，请删去 3 字' },
  ]);
  expect(await told(tooLong, 'en')).toMatchObject([
    { message: 'At most 200 characters; this has 203, 3 too many' },
  ]);
  const inner = { reason: '理由', withheld: { name: 'abcdef' } };
  expect(await told(inner, 'zh')).toMatchObject([{ field: '/withheld/name', code: 'FIELD_MAX_LENGTH' }]);
  expect(await told({ reason: '𠮷'.repeat(200) }, 'zh').catch(() => 'taken')).toBe('taken');
});

test('blanks are no text, and what no database keeps is refused by field', async () => {
  const before = runs;
  const reasons = (reason: string) => post('/api/v1/reasons', { reason });
  for (const blank of ['   \u3000 ', '\u200b\u200b\u200b', '\u3164\u3164', '\u2800\u2800'])
    expect((await problemOf(await reasons(blank))).errors).toMatchObject([
      { field: '/reason', code: 'FIELD_MIN_LENGTH' },
    ]);
  for (const mere of ['。。。', '——……', '？！😀'])
    expect((await problemOf(await reasons(mere))).errors).toMatchObject([
      { field: '/reason', code: 'FIELD_MIN_LETTERS' },
    ]);
  for (const text of ['a\0bc', 'ab\ud800c', '\u202eabc', 'ab\u2067c'])
    expect((await problemOf(await reasons(text))).errors).toMatchObject([
      { field: '/reason', code: 'FIELD_CHARACTERS' },
    ]);
  expect((await reasons(' 有理由 ')).status).toBe(200);
  expect(runs).toBe(before);
});

test('a malformed address and headers beyond the limit end in a problem, too', async () => {
  const malformed = await problemOf(await fetch(`${url}/api/v1/%zz`));
  expect(malformed).toMatchObject({ status: 400, code: 'PLATFORM_REQUEST_MALFORMED' });
  const large = await fetch(`${url}/api/v1/broken`, { headers: { 'x-long': 'x'.repeat(40_000) } });
  expect(await problemOf(large)).toMatchObject({ status: 431, code: 'PLATFORM_HEADERS_TOO_LARGE' });
});

test('a write sent twice with one key happens once, also when both arrive together', async () => {
  const before = runs;
  const key = { 'idempotency-key': 'key-0000-one' };
  const [a, b] = await Promise.all([
    post('/api/v1/things', { name: 'x' }, key),
    post('/api/v1/things', { name: 'x' }, key),
  ]);
  expect([a.status, b.status]).toEqual([200, 200]);
  expect(await a.json()).toEqual(await b.json());
  expect(runs).toBe(before + 1);
});

test('a key is bound to its input and to its caller', async () => {
  const key = { 'idempotency-key': 'key-0000-two' };
  await post('/api/v1/things', { name: 'x' }, key);
  expect(await problemOf(await post('/api/v1/things', { name: 'y' }, key))).toMatchObject({
    status: 422,
    code: 'PLATFORM_KEY_REUSED',
  });
  const before = runs;
  const other = await post('/api/v1/things', { name: 'y' }, { ...key, 'x-test-actor': 'other' });
  expect(other.status).toBe(200);
  expect(runs).toBe(before + 1);
});

test('a refused write leaves its key free', async () => {
  const key = { 'idempotency-key': 'key-000-three' };
  expect((await post('/api/v1/failing', { name: 'x' }, key)).status).toBe(403);
  expect((await post('/api/v1/failing', { name: 'x' }, key)).status).toBe(403);
  const kept = await database.pool.query(
    `select count(*)::int as n from platform.idempotency where key = 'key-000-three'`,
  );
  expect(kept.rows[0].n).toBe(0);
});

test('a refusal names its rule and article', async () => {
  const answer = await post('/api/v1/failing', { name: 'x' });
  expect(await answer.json()).toMatchObject({
    rule: { id: '15.withheld.basis', article: 15, kind: 'statute', href: '/statute#art-15' },
  });
});

test('writes from another site with our cookie are refused', async () => {
  const headers = { cookie: 'tandem_session=x', origin: 'https://evil.example' };
  expect(await problemOf(await post('/api/v1/things', { name: 'x' }, headers))).toMatchObject({
    code: 'PLATFORM_ORIGIN_REFUSED',
  });
  const fetchSite = { cookie: 'tandem_session=x', 'sec-fetch-site': 'cross-site' };
  expect(await problemOf(await post('/api/v1/things', { name: 'x' }, fetchSite))).toMatchObject({
    code: 'PLATFORM_ORIGIN_REFUSED',
  });
});

test('an unexpected error says nothing of its inside, neither to the caller nor in the log', async () => {
  const answer = await fetch(`${url}/api/v1/broken`);
  const text = await answer.text();
  expect(answer.status).toBe(500);
  expect(JSON.parse(text)).toMatchObject({ code: 'PLATFORM_INTERNAL' });
  expect(text).not.toContain('canary');
});

test('broken JSON and too large bodies get coded problems', async () => {
  const broken = await fetch(`${url}/api/v1/things`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-test-actor': 'clerk' },
    body: '{"name":',
  });
  expect(await problemOf(broken)).toMatchObject({ status: 400, code: 'PLATFORM_JSON_INVALID' });
  const large = await post('/api/v1/things', { name: 'x'.repeat(1024 * 1024 + 1) });
  expect(await problemOf(large)).toMatchObject({ status: 413, code: 'PLATFORM_BODY_TOO_LARGE' });
});

test('answers carry security headers and a trace id', async () => {
  const answer = await fetch(`${url}/api/openapi.json`);
  expect(answer.headers.get('content-security-policy')).toContain("script-src 'self'");
  expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
  expect(answer.headers.get('x-trace-id')).toMatch(/^[0-9a-f]{32}$/);
  expect(((await answer.json()) as { openapi: string }).openapi).toBe('3.1.0');
});
