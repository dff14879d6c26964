import { basename, join } from 'node:path';
import pg from 'pg';
import { PgBoss } from 'pg-boss';
import Postgrator from 'postgrator';

const MIGRATIONS = join(import.meta.dirname, '../../../migrations/*.sql');
/** Any fixed number: one migrator at a time on one database. */
const MIGRATION_LOCK = 7_260_001;

/**
 * What the server does with the queue, and no more. Above all it does not write `bam`: the owner carries out the commands in
 * there at the next migration. `version` tells when sweeps ran last; which version it is stays the owner's word. It reads
 * jobs because it is their worker, in whose own statements they are taken; nobody's page or API does (ADR 0003).
 */
const JOB_GRANTS = `
  revoke all on all tables in schema pgboss from tandem_app;
  revoke all on all functions in schema pgboss from public, tandem_app;
  grant usage on schema pgboss to tandem_app;
  grant select on pgboss.job, pgboss.job_common, pgboss.job_dependency, pgboss.instance, pgboss.queue, pgboss.schedule,
    pgboss.subscription, pgboss.version, pgboss.bam to tandem_app;
  grant insert, update, delete on pgboss.job, pgboss.job_common, pgboss.job_dependency, pgboss.instance to tandem_app;
  grant insert, update on pgboss.queue, pgboss.schedule to tandem_app;
  grant execute on function pgboss.create_queue(text, jsonb), pgboss.job_now() to tandem_app;
  do $$ begin
    execute (select format('grant update (%s) on pgboss.version to tandem_app', string_agg(quote_ident(attname), ', '))
             from pg_attribute where attrelid = 'pgboss.version'::regclass and attnum > 0 and not attisdropped
               and attname <> 'version');
  end $$`;

/**
 * Brings a database to the newest schema: numbered plain SQL, then the job queue's own tables.
 * Forward only, safe to call from several processes at once, a no-op when nothing is new.
 * Throws before anything is changed where a file has a lower number than the database and never ran there.
 */
export async function migrate(options: { url: string }): Promise<void> {
  const client = new pg.Client({ connectionString: options.url });
  client.on('error', () => undefined); // a connection that ends fails the statement under way
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
    await refusePassedOver(client, await postgrator.getMigrations());
    await postgrator.migrate();
    await migrateJobs(options.url);
    await client.query(JOB_GRANTS);
  } finally {
    await client.end();
  }
}

/** Postgrator goes on from the highest number and would pass such a file over without a word. */
async function refusePassedOver(client: pg.Client, files: Postgrator.Migration[]): Promise<void> {
  const { rows: tables } = await client.query<{ there: boolean }>(
    `select to_regclass('public.schema_version') is not null as there`,
  );
  if (!tables[0]?.there) return;
  const { rows } = await client.query<{ version: string }>('select version from public.schema_version');
  const ran = new Set(rows.map((row) => Number(row.version)));
  const last = Math.max(0, ...ran);
  const passedOver = files.filter((file) => file.version < last && !ran.has(file.version));
  if (passedOver.length === 0) return;
  const names = passedOver.map((file) => basename(file.filename)).join(', ');
  throw new Error(
    `此数据库已到第 ${last} 号迁移，但从未执行过：${names}。请用执行过它们的版本，或恢复升级前的备份。` +
      ` · This database is at migration ${last} but never ran: ${names}. Use a release that ran them, or restore the backup of before.`,
  );
}

async function migrateJobs(url: string): Promise<void> {
  const boss = new PgBoss({ connectionString: url, supervise: false, schedule: false, max: 2 });
  await boss.start();
  await boss.stop({ graceful: false });
}
