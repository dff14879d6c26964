import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';
import { onDatabase, ownerOf } from './test-cluster.ts';

export interface TestDatabase {
  /** A superuser: looks behind row-level security, which binds the owner too. */
  adminUrl: string;
  /** Owner of the schema; runs migrations. */
  ownerUrl: string;
  /** The restricted application role, as the server uses it. */
  appUrl: string;
  drop(): Promise<void>;
}

/**
 * A migrated database of this test file's own, copied from the run's template (some 50 ms). Call `drop` in
 * `afterAll`; connections that are still open are cut.
 */
export async function createTestDatabase(): Promise<TestDatabase> {
  const { adminUrl, ownerUrl, appUrl, template } = inject('testCluster');
  const name = `tandem_test_${process.pid}_${randomBytes(4).toString('hex')}`;
  await once(adminUrl, `create database ${name} template ${template} owner ${ownerOf(ownerUrl)}`);
  return {
    adminUrl: onDatabase(adminUrl, name),
    ownerUrl: onDatabase(ownerUrl, name),
    appUrl: onDatabase(appUrl, name),
    drop: () => once(adminUrl, `drop database if exists ${name} with (force)`),
  };
}

async function once(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
