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
  if (found !== wanted) throw embeddedPostgresError('EMBEDDED_POSTGRES_VERSION', { params: { found, wanted } });
}

export interface CreateClusterOptions {
  clusterDir: string;
  nativeDir: string;
  account: Account | undefined;
  password: string;
  /** False skips waiting for the disk: for clusters that may be thrown away. */
  durable: boolean;
}

/** initdb beside the final place, then a rename: a cluster is whole or not there. */
export async function createCluster(options: CreateClusterOptions): Promise<void> {
  const { clusterDir, account } = options;
  const workDir = `${clusterDir}.unfinished`;
  await rm(workDir, { recursive: true, force: true });
  await mkdir(workDir, { recursive: true, mode: 0o700 });
  const passwordFile = join(workDir, 'password');
  await writeFile(passwordFile, options.password, { mode: 0o600 });
  if (account) {
    await chown(workDir, account.uid, account.gid);
    await chown(passwordFile, account.uid, account.gid);
  }
  const made = join(workDir, 'cluster');
  const run = spawnSync(
    join(options.nativeDir, 'bin/initdb'),
    [
      ...['--pgdata', made, '--username', 'postgres', '--pwfile', passwordFile, '--auth', 'scram-sha-256'],
      ...['--encoding', 'UTF8', '--locale', 'C', '--locale-provider', 'builtin', '--builtin-locale', 'C.UTF-8'],
      ...(options.durable ? [] : ['--no-sync']),
    ],
    { ...account, cwd: '/', env: POSTGRES_ENVIRONMENT, encoding: 'utf8' },
  );
  if (run.status !== 0) {
    await rm(workDir, { recursive: true, force: true });
    throw explainFailure(run.error?.message ?? run.stderr, dirname(clusterDir));
  }
  await rename(made, clusterDir);
  await rm(workDir, { recursive: true, force: true });
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
