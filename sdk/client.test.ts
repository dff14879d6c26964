import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { startTestServer, type TestServerRun } from '../server/test/server.ts';
import { createClient, generateKeyPair, TandemError, UNREACHABLE, type TandemClient } from './index.ts';

let run: TestServerRun;
/** Stands in for the network's weather: answers as told, in order, and keeps what it was sent. */
let stub: Server;
let answers: ((response: ServerResponse) => void)[] = [];
let received: { headers: IncomingMessage['headers']; url: string; body: string }[] = [];
let folder: string;

beforeAll(async () => {
  run = await startTestServer();
  folder = await mkdtemp(join(tmpdir(), 'tandem-sdk-'));
  stub = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    received.push({
      headers: request.headers,
      url: request.url ?? '',
      body: Buffer.concat(chunks).toString(),
    });
    const answer = answers.shift();
    if (answer) answer(response);
    else request.socket.destroy();
  });
  await new Promise<void>((resolve) => stub.listen(0, '127.0.0.1', resolve));
});
afterAll(async () => {
  await run.stop();
  stub.closeAllConnections();
  await new Promise((resolve) => stub.close(resolve));
  await rm(folder, { recursive: true });
});
beforeEach(() => {
  answers = [];
  received = [];
});

function json(status: number, body: object, headers: Record<string, string> = {}) {
  return (response: ServerResponse) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
  };
}

function clientOfStub(options: { retries?: number; timeoutMs?: number } = {}): TandemClient {
  const { port } = stub.address() as AddressInfo;
  return createClient({
    url: `http://127.0.0.1:${port}`,
    privateKey: generateKeyPair().privateKey,
    ...options,
  });
}

async function errorOf(work: Promise<unknown>): Promise<TandemError> {
  try {
    await work;
  } catch (error) {
    expect(error).toBeInstanceOf(TandemError);
    return error as TandemError;
  }
  throw new Error('it was not refused');
}

test('three lines are enough: the platform knows whose key it is', async () => {
  const { privateKey } = run.system('tax.system');
  const tandem = createClient({ url: run.url, privateKey });
  const self = await tandem.self();
  expect(self).toMatchObject({
    client: { name: 'tax.system' },
    department: { name: run.city.departments.tax.name },
  });
  expect(tandem.keyId).toBe(run.system('tax.system').keyId);
});

test('a key that is not registered is refused with a stable code, in the language asked for', async () => {
  const { privateKey } = generateKeyPair();
  const error = await errorOf(createClient({ url: run.url, privateKey, language: 'en' }).self());
  expect(error).toMatchObject({
    status: 401,
    code: 'IDENTITY_KEY_UNKNOWN',
    message: 'No such public key is registered',
  });
  expect(error.traceId).toMatch(/^[0-9a-f]{32}$/);
});

const DATASET = { version: 3, updatedAt: '2026-03-01T00:00:00.000Z' };

test('a query states purpose, items and rows, and comes back with its receipt', async () => {
  answers = [
    json(200, { agreement: 'a', dataset: DATASET, items: [{ 名称: '甲公司' }] }, { 'tandem-receipt': 'r1' }),
  ];
  const answer = await clientOfStub().query('a', {
    purpose: '税务登记核验',
    items: ['名称'],
    where: { 统一社会信用代码: '91350100M000100Y43', 状态: ['存续', '在业'] },
    limit: 5,
  });
  expect(answer).toEqual({ agreement: 'a', dataset: DATASET, items: [{ 名称: '甲公司' }], receipt: 'r1' });
  const [sent] = received;
  expect(sent?.url).toBe('/api/v1/exchange/agreements/a/query');
  expect(decodeURIComponent(String(sent?.headers['tandem-purpose']))).toBe('税务登记核验');
  expect(JSON.parse(sent?.body ?? '')).toEqual({
    items: ['名称'],
    where: [
      { item: '统一社会信用代码', values: ['91350100M000100Y43'] },
      { item: '状态', values: ['存续', '在业'] },
    ],
    limit: 5,
  });
});

test('a refusal carries code, rule, article and the receipt of its own record', async () => {
  const rule = { id: '25.purpose', article: 25, kind: 'statute', title: '用途', href: '/statute#25' };
  const problem = {
    code: 'EXCHANGE_PURPOSE_NOT_AGREED',
    title: '用途不在协议内',
    status: 403,
    detail: '',
    rule,
    traceId: 't',
  };
  answers = [json(403, problem, { 'tandem-receipt': 'r2' })];
  const work = clientOfStub().verify('a', { purpose: 'x', where: { a: '1' }, given: { b: '2' } });
  expect(await errorOf(work)).toMatchObject({ code: problem.code, status: 403, rule, receipt: 'r2' });
  expect(received).toHaveLength(1);
});

test('what may pass is tried again, signed anew, under the same idempotency key', async () => {
  answers = [
    json(503, {}),
    (response) => void response.destroy(),
    json(200, { agreement: 'a', dataset: DATASET, answer: 'yes' }),
  ];
  const answer = await clientOfStub().verify('a', { purpose: 'x', where: { a: '1' }, given: { b: '2' } });
  expect(answer.answer).toBe('yes');
  expect(received).toHaveLength(3);
  expect(new Set(received.map(({ headers }) => headers['idempotency-key'])).size).toBe(1);
  expect(new Set(received.map(({ headers }) => headers['signature'])).size).toBe(3);
});

test('after the last try the failure is told', async () => {
  answers = [
    json(503, { code: 'PLATFORM_DATABASE_AWAY', title: 'away' }),
    json(503, { code: 'PLATFORM_DATABASE_AWAY', title: 'away' }),
  ];
  expect(await errorOf(clientOfStub({ retries: 1 }).self())).toMatchObject({
    status: 503,
    code: 'PLATFORM_DATABASE_AWAY',
  });
  expect(received).toHaveLength(2);
  expect(await errorOf(clientOfStub({ retries: 0 }).self())).toMatchObject({ status: 0, code: UNREACHABLE });
});

test('an answer that does not begin in time is given up', async () => {
  answers = [() => undefined];
  expect((await errorOf(clientOfStub({ retries: 0, timeoutMs: 100 }).self())).code).toBe(UNREACHABLE);
});

test('a batch is ordered, waited for and written to a file as it comes', async () => {
  const state = (name: string) =>
    json(200, { id: 'b1', state: name, rowCount: 2, sizeBytes: 8, expiresAt: null, problem: null });
  answers = [json(202, { id: 'b1', state: 'queued' }), state('running'), state('ready')];
  answers.push((response) =>
    response.writeHead(200, { 'tandem-receipt': 'r3', 'content-type': 'text/csv' }).end('a,b\n1,2\n'),
  );
  const batch = await clientOfStub().batch('a', { purpose: 'x', items: ['a', 'b'], format: 'csv' });
  expect(await batch.wait({ pollMs: 1 })).toMatchObject({ state: 'ready', rowCount: 2 });
  const path = join(folder, 'rows.csv');
  expect(await batch.saveTo(path)).toEqual({ receipt: 'r3' });
  expect(await readFile(path, 'utf8')).toBe('a,b\n1,2\n');
  expect(received.map(({ url }) => url).at(-1)).toBe('/api/v1/exchange/agreements/a/batches/b1/content');
});

test('a batch that failed, or takes too long, says so', async () => {
  answers = [
    json(202, { id: 'b2' }),
    json(200, { id: 'b2', state: 'failed', problem: 'EXCHANGE_DATASET_MISSING' }),
  ];
  const failed = await clientOfStub().batch('a', { purpose: 'x', items: ['a'], format: 'csv' });
  expect((await errorOf(failed.wait())).code).toBe('BATCH_FAILED');
  answers = [json(202, { id: 'b3' }), json(200, { id: 'b3', state: 'running', problem: null })];
  const slow = await clientOfStub().batch('a', { purpose: 'x', items: ['a'], format: 'csv' });
  expect((await errorOf(slow.wait({ timeoutMs: 0 }))).code).toBe('BATCH_WAIT_OVER');
});

test('the command writes a pair: the private half for its owner only, and never over an existing one', async () => {
  const command = (target: string) =>
    promisify(execFile)(process.execPath, [join(import.meta.dirname, 'generate-key.ts'), target]);
  const { stdout } = await command(folder);
  const privatePath = join(folder, 'tandem-private.pem');
  const [, printed] = /key id\s+(\S+)/.exec(stdout) ?? [];
  const client = createClient({ url: 'http://127.0.0.1', privateKey: await readFile(privatePath, 'utf8') });
  expect(client.keyId).toBe(printed);
  expect((await stat(privatePath)).mode & 0o777).toBe(0o600);
  await expect(command(folder)).rejects.toThrow(/EEXIST/);
});
