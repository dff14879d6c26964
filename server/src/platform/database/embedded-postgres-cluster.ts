import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chown, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import pg from 'pg';
import type { Account } from './embedded-postgres-account.ts';
import { embeddedPostgresError } from './embedded-postgres-errors.ts';
import { explainFailure, POSTGRES_ENVIRONMENT } from './embedded-postgres-process.ts';
import type { State } from './embedded-postgres-state.ts';

export const hasCluster = (clusterDir: string): boolean => existsSync(join(clusterDir, 'PG_VERSION'));

/** @throws EMBEDDED_POSTGRES_VERSION when another major version wrote the cluster. */
export async function checkVersion(clusterDir: string, wanted: number): Promise<void> {
  const found = Number(await readFile(join(clusterDir, 'PG_VERSION'), 'utf8'));
  if (found !== wanted)
    throw embeddedPostgresError('EMBEDDED_POSTGRES_VERSION', { params: { found, wanted } });
}

export interface CreateClusterOptions {
  clusterDir: string;
  nativeDir: string;
  account: Account | undefined;
  password: string;
  /** False skips waiting for the disk: for clusters that may be thrown away. */
  durable: boolean;
}

/**
 * Sorting and case are PostgreSQL's own (builtin C.UTF-8); what is a letter comes from the system's locale even so,
 * and with `C` pg_trgm would see no letters in Chinese. The names that systems have for it, in this order.
 */
const CHARACTER_TYPES = ['C.UTF-8', 'en_US.UTF-8', 'UTF-8'];

/** initdb beside the final place, then a rename: a cluster is whole or not there. */
export async function createCluster(options: CreateClusterOptions): Promise<void> {
  const workDir = `${options.clusterDir}.unfinished`;
  try {
    let problem = '';
    for (const characterType of CHARACTER_TYPES) {
      await rm(workDir, { recursive: true, force: true });
      const result = await initdb(options, workDir, characterType);
      if (result.ok) {
        await rename(join(workDir, 'cluster'), options.clusterDir);
        return;
      }
      problem = result.problem;
      if (!problem.includes('locale')) break;
    }
    throw explainFailure(problem, dirname(options.clusterDir));
  } finally {
    await rm(workDir, { recursive: true, force: true });
  }
}

function initdbArguments(
  target: string,
  passwordFile: string,
  characterType: string,
  durable: boolean,
): string[] {
  const access = ['--username', 'postgres', '--pwfile', passwordFile, '--auth', 'scram-sha-256'];
  const text = ['--encoding', 'UTF8', '--locale', 'C', '--lc-ctype', characterType];
  const sorting = ['--locale-provider', 'builtin', '--builtin-locale', 'C.UTF-8'];
  return ['--pgdata', target, ...access, ...text, ...sorting, ...(durable ? [] : ['--no-sync'])];
}

type InitdbResult = { ok: true } | { ok: false; problem: string };

async function initdb(
  options: CreateClusterOptions,
  workDir: string,
  characterType: string,
): Promise<InitdbResult> {
  const { account } = options;
  const passwordFile = join(workDir, 'password');
  await mkdir(workDir, { recursive: true, mode: 0o700 });
  await writeFile(passwordFile, options.password, { mode: 0o600 });
  if (account) {
    await chown(workDir, account.uid, account.gid);
    await chown(passwordFile, account.uid, account.gid);
  }
  const run = spawnSync(
    join(options.nativeDir, 'bin/initdb'),
    initdbArguments(join(workDir, 'cluster'), passwordFile, characterType, options.durable),
    { ...account, cwd: '/', env: POSTGRES_ENVIRONMENT, encoding: 'utf8' },
  );
  return run.status === 0 ? { ok: true } : { ok: false, problem: run.error?.message ?? run.stderr };
}

export interface ClusterAddresses {
  /** Superuser, database `postgres`. */
  adminUrl: string;
  /** Owner of database `tandem`: may create databases and roles, is no superuser, as in a managed database. */
  ownerUrl: string;
  /** A login that is nothing but a member of `tandem_app`, the role that the server runs as. */
  appUrl: string;
}

export function clusterAddresses(state: State, port: number, database = 'tandem'): ClusterAddresses {
  const url = (user: string, password: string, name: string, query = '') =>
    `postgres://${user}:${password}@127.0.0.1:${port}/${name}${query}`;
  const asApp = '?options=-c%20role%3Dtandem_app';
  return {
    adminUrl: url('postgres', state.passwords.postgres, 'postgres'),
    ownerUrl: url('tandem_owner', state.passwords.owner, database),
    appUrl: url('tandem_server', state.passwords.server, database, asApp),
  };
}

/** Roles and the database, made where they are missing. Roles belong to the owner, so that migrations may grant them. */
export async function prepareDatabase(state: State, port: number): Promise<void> {
  const { adminUrl, ownerUrl } = clusterAddresses(state, port);
  await withClient(adminUrl, async (client) => {
    await createLogin(client, 'tandem_owner', state.passwords.owner, 'createdb createrole');
    const { rowCount } = await client.query(`select from pg_database where datname = 'tandem'`);
    if (rowCount === 0) await client.query('create database tandem owner tandem_owner');
  });
  await withClient(ownerUrl, async (client) => {
    for (const role of ['tandem_app', 'tandem_readonly']) {
      if (await hasRole(client, role)) continue;
      await client.query(`create role ${role} nologin nosuperuser nobypassrls nocreatedb nocreaterole`);
    }
    await createLogin(client, 'tandem_server', state.passwords.server, 'in role tandem_app');
  });
}

async function hasRole(client: pg.Client, name: string): Promise<boolean> {
  const { rowCount } = await client.query('select from pg_roles where rolname = $1', [name]);
  return rowCount !== 0;
}

async function createLogin(client: pg.Client, name: string, password: string, rights: string): Promise<void> {
  if (await hasRole(client, name)) return;
  await client.query(`create role ${name} login password ${pg.escapeLiteral(password)} ${rights}`);
}

async function withClient(url: string, work: (client: pg.Client) => Promise<void>): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}
