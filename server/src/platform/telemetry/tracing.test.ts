import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startChildServer, type ChildServer } from '../../../test/child-server.ts';
import { createTestDatabase, type TestDatabase } from '../../../test/database.ts';

let database: TestDatabase;
let dataDir: string;
let collector: Server;
let server: ChildServer;
const received: string[] = [];

beforeAll(async () => {
  database = await createTestDatabase();
  dataDir = await mkdtemp(join(tmpdir(), 'tandem-tracing-'));
  collector = createServer((request, response) => {
    const pieces: Buffer[] = [];
    request.on('data', (piece: Buffer) => pieces.push(piece));
    request.on('end', () => {
      received.push(Buffer.concat(pieces).toString('latin1'));
      response.setHeader('content-type', 'application/json').end('{}');
    });
  });
  await new Promise<void>((resolve) => collector.listen(0, '127.0.0.1', resolve));
  const { port } = collector.address() as AddressInfo;
  const env = { OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${port}` };
  server = await startChildServer({ database, dataDir, env });
});
afterAll(async () => {
  collector.closeAllConnections();
  collector.close();
  await database.drop();
  await rm(dataDir, { recursive: true, force: true });
});

test('spans, logs and problems name one trace, the caller’s where it has one; no span holds what was asked for', async () => {
  const given = '0af7651916cd43dd8448eb211c80319c';
  const asked = `${server.url}/api/v1/catalogue/suggestions?q=CANARY110105194912310021`;
  const traced = await fetch(asked, { headers: { traceparent: `00-${given}-b7ad6b7169203331-01` } });
  expect(traced.headers.get('x-trace-id')).toBe(given);
  const alone = await fetch(`${server.url}/api/v1/no-such-CANARY?q=CANARY13800138000`);
  const { traceId } = (await alone.json()) as { traceId: string };
  expect(traceId).toMatch(/^[0-9a-f]{32}$/);
  await server.end('SIGTERM');
  const spans = received.join('\n');
  expect(spans).toContain('/api/v1/catalogue/suggestions');
  for (const id of [given, traceId])
    expect(spans.includes(id) || spans.includes(Buffer.from(id, 'hex').toString('latin1')), id).toBe(true);
  expect(spans).not.toContain('CANARY');
});
