import pg from 'pg';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { startTestServer, type TestServerRun } from '../../../test/server.ts';

let run: TestServerRun;
let admin: pg.Client;
let name: string;

beforeAll(async () => {
  run = await startTestServer();
  // From outside: a session cannot close the database it is in.
  admin = new pg.Client({ connectionString: inject('testCluster').adminUrl });
  await admin.connect();
  name = new URL(run.database.ownerUrl).pathname.slice(1);
});
afterAll(async () => {
  await admin.end();
  await run.stop();
});

async function statusOf(path: string): Promise<number> {
  return (await fetch(`${run.url}${path}`)).status;
}

/** Cuts every connection and lets none in, as a database that is being restarted does. */
async function takeDatabaseAway(): Promise<void> {
  await admin.query(`alter database ${pg.escapeIdentifier(name)} with allow_connections false`);
  await admin.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [name]);
}

async function bringDatabaseBack(): Promise<void> {
  await admin.query(`alter database ${pg.escapeIdentifier(name)} with allow_connections true`);
}

async function until(path: string, status: number): Promise<void> {
  for (let attempt = 0; attempt < 100; attempt += 1) {
    if ((await statusOf(path)) === status) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`${path} did not answer ${status}`);
}

test('a database that goes away is said to be away, changes nothing, and is used again when it comes back', async () => {
  const clerk = await run.as('tax.clerk');
  expect((await clerk.get('/api/v1/session')).status).toBe(200);
  await takeDatabaseAway();
  try {
    await until('/health/ready', 503);
    expect(await statusOf('/health/live')).toBe(200);
    const refused = await clerk.get<{ code: string }>('/api/v1/session');
    expect(refused).toMatchObject({ status: 503, body: { code: 'PLATFORM_DATABASE_AWAY' } });
  } finally {
    await bringDatabaseBack();
  }
  await until('/health/ready', 200);
  expect((await clerk.get('/api/v1/session')).status).toBe(200);
});

test('figures are exposed for Prometheus, by route and without personal data', async () => {
  await statusOf('/api/v1/session');
  const text = await (await fetch(`${run.url}/metrics`)).text();
  expect(text).toContain('http_request_duration_seconds');
  expect(text).toContain('route="/api/v1/session"');
  expect(text).toContain('database_pool_connections');
  expect(text).not.toContain(run.person('tax.clerk').name);
});
