import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { migrate } from '../src/platform/database/migrate.ts';
import { createTestDatabase, type TestDatabase } from './database.ts';

let first: TestDatabase;
let second: TestDatabase;

beforeAll(async () => {
  [first, second] = await Promise.all([createTestDatabase(), createTestDatabase()]);
});
afterAll(async () => {
  await first.drop();
  await second.drop();
});

async function ask(url: string, statement: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(statement)).rows;
  } finally {
    await client.end();
  }
}

test('each test file has a migrated database of its own', async () => {
  await ask(first.ownerUrl, 'create table public.only_here (n int)');
  expect(await ask(first.ownerUrl, `select to_regclass('public.only_here') is not null as here`)).toEqual([
    { here: true },
  ]);
  expect(await ask(second.ownerUrl, `select to_regclass('public.only_here') is not null as here`)).toEqual([
    { here: false },
  ]);
  expect(await ask(first.ownerUrl, `select to_regclass('platform.idempotency') is not null as here`)).toEqual(
    [{ here: true }],
  );
});

test('the application address is a restricted role from which there is no way up', async () => {
  const rights = `select current_user as name, rolsuper as super, rolbypassrls as bypass, rolcreaterole as creates
    from pg_roles where rolname = current_user`;
  expect(await ask(first.appUrl, rights)).toEqual([
    { name: 'tandem_app', super: false, bypass: false, creates: false },
  ]);
  const withoutRole = new URL(first.appUrl);
  withoutRole.searchParams.delete('options');
  expect(await ask(withoutRole.href, rights)).toEqual([
    { name: decodeURIComponent(withoutRole.username), super: false, bypass: false, creates: false },
  ]);
  await expect(ask(first.appUrl, 'set role tandem_owner')).rejects.toMatchObject({ code: '42501' });
  await expect(ask(first.appUrl, 'create table public.mine (n int)')).rejects.toMatchObject({
    code: '42501',
  });
});

test('Chinese text is compared and searched by character', async () => {
  const [row] = await ask(
    first.ownerUrl,
    `select show_trgm('市场监管') <> '{}' as trigrams, upper('é') as upper`,
  );
  expect(row).toEqual({ trigrams: true, upper: 'É' });
});

test('a migration that a newer database never ran is named, not passed over', async () => {
  await migrate({ url: second.ownerUrl });
  await ask(second.ownerUrl, 'delete from public.schema_version where version = 108');
  await expect(migrate({ url: second.ownerUrl })).rejects.toThrow(/never ran: 108\.do\.request-hands\.sql/);
});
