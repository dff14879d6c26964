import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../test/database.ts';
import { openDatabase } from './database.ts';
import { assertLeastPrivilege } from './least-privilege.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

async function attempt(url: string): Promise<unknown> {
  const opened = openDatabase({ url, poolSize: 2, applicationName: 'test', onError: () => undefined });
  try {
    return await assertLeastPrivilege(opened).then(
      () => undefined,
      (error: unknown) => error,
    );
  } finally {
    await opened.close();
  }
}

test('the server runs as the restricted role, and as nobody who could see past row-level security', async () => {
  expect(await attempt(database.appUrl)).toBeUndefined();
  expect(await attempt(database.ownerUrl)).toMatchObject({ message: /sees? past row-level security/ });
});

test('a role that may act as the owner of the tables is refused, though it is no superuser and makes no roles', async () => {
  const role = `half_owner_${randomBytes(4).toString('hex')}`;
  const admin = new pg.Client({ connectionString: inject('testCluster').adminUrl });
  await admin.connect();
  const owner = new URL(database.ownerUrl).username;
  try {
    await admin.query(`create role ${role} nologin nosuperuser nobypassrls nocreaterole`);
    await admin.query(`grant ${pg.escapeIdentifier(owner)} to ${role}`);
    const url = new URL(database.ownerUrl);
    url.username = new URL(inject('testCluster').adminUrl).username;
    url.password = new URL(inject('testCluster').adminUrl).password;
    url.searchParams.set('options', `-c role=${role}`);
    expect(await attempt(url.href)).toMatchObject({ message: /past row-level security/ });
  } finally {
    await admin.query(`drop role if exists ${role}`).catch(() => undefined);
    await admin.end();
  }
});
