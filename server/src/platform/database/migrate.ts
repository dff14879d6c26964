import { join } from 'node:path';
import pg from 'pg';
import { PgBoss } from 'pg-boss';
import Postgrator from 'postgrator';

const MIGRATIONS = join(import.meta.dirname, '../../../migrations/*.sql');
/** Any fixed number: one migrator at a time on one database. */
const MIGRATION_LOCK = 7_260_001;

/**
 * Brings a database to the newest schema: numbered plain SQL, then the job queue's own tables.
 * Forward only, safe to call from several processes at once, a no-op when nothing is new.
 */
export async function migrate(options: { url: string }): Promise<void> {
  const client = new pg.Client({ connectionString: options.url });
  await client.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
    const postgrator = new Postgrator({
      driver: 'pg',
      migrationPattern: MIGRATIONS,
      schemaTable: 'public.schema_version',
      execQuery: (query) => client.query(query),
      newline: 'LF',
    });
    await postgrator.migrate();
    await migrateJobs(options.url);
    await client.query(`
      grant usage on schema pgboss to tandem_app;
      grant select, insert, update, delete on all tables in schema pgboss to tandem_app;
      grant usage on all sequences in schema pgboss to tandem_app;
      grant execute on all functions in schema pgboss to tandem_app`);
  } finally {
    await client.end();
  }
}

async function migrateJobs(url: string): Promise<void> {
  const boss = new PgBoss({ connectionString: url, supervise: false, schedule: false, max: 2 });
  await boss.start();
  await boss.stop({ graceful: false });
}
