import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { startServer, type RunningServer } from '../src/main.ts';
import { readConfig, type Config } from '../src/platform/config/config.ts';
import { transactAs, withTransaction, type Transact } from '../src/platform/database/transaction.ts';
import { JOB, type Actor } from '../src/platform/identity/actor.ts';
import { insertSession } from '../src/platform/identity/session-store.ts';
import { seedCity, type City, type CityPerson, type CitySystem } from './city.ts';
import { browserClient, signedClient, type TestClient } from './client.ts';
import { createTestDatabase, type TestDatabase } from './database.ts';
import { freePort } from './free-port.ts';

export interface TestServerRun {
  /** Where it listens, for example `http://127.0.0.1:40123`. */
  url: string;
  server: RunningServer;
  database: TestDatabase;
  /** Departments, people and programs; see city.ts for their names. */
  city: City;
  /** A browser in which this person is signed in; the same session each time. */
  as(login: string): Promise<TestClient>;
  /** A program of the city, for example `tax.system`, signing each request. */
  asSystem(name: string): TestClient;
  /** Nobody. */
  anonymous: TestClient;
  /** Opens transactions as a person of the city (or as the platform), in the restricted role. */
  transactAs(login: string | 'job'): Transact;
  /** SQL as a superuser, who sees everything: to look behind the API, or to age a row. */
  owner<T extends pg.QueryResultRow>(text: string, values?: unknown[]): Promise<T[]>;
  /** Moves the platform's clock, by working days as the API does, or by any interval of PostgreSQL. */
  moveClock(by: { workingDays: number } | { interval: string }): Promise<void>;
  person(login: string): CityPerson;
  system(name: string): CitySystem;
  stop(): Promise<void>;
}

export interface TestServerOptions {
  env?: Readonly<Record<string, string>>;
}

/** The whole server over real HTTP on a free port, on a database of its own with the test city in it. */
export async function startTestServer(options: TestServerOptions = {}): Promise<TestServerRun> {
  const database = await createTestDatabase();
  const city = await seedCity(database);
  const dataDir = await mkdtemp(join(tmpdir(), 'tandem-test-'));
  const config = await testConfig({ database, dataDir, env: options.env ?? {} });
  const server = await startServer(config);
  const pool = new pg.Pool({ connectionString: database.adminUrl, max: 2 });
  pool.on('error', () => undefined); // dropping the database cuts idle connections
  const sessions = new Map<string, Promise<string>>();
  const person = (login: string) => found(city.people.get(login), login);
  const system = (name: string) => found(city.systems.get(name), name);
  const cookieOf = (login: string) => {
    const known = sessions.get(login) ?? openSession(server, person(login));
    sessions.set(login, known);
    return known;
  };
  const run: TestServerRun = {
    url: server.url,
    server,
    database,
    city,
    person,
    system,
    anonymous: browserClient(server.url, undefined),
    as: async (login) => browserClient(server.url, await cookieOf(login)),
    asSystem: (name) => signedClient(server.url, system(name)),
    transactAs: (login) =>
      transactAs(server.platform.database, login === 'job' ? JOB : actorOf(person(login))),
    owner: async (text, values) => (await pool.query(text, values)).rows,
    moveClock: async (by) => moveClock(run, by),
    stop: async () => {
      await server.stop();
      await pool.end();
      await database.drop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
  return run;
}

function found<T>(value: T | undefined, name: string): T {
  if (value === undefined) throw new Error(`the test city has no ${name}`);
  return value;
}

async function testConfig(given: {
  database: TestDatabase;
  dataDir: string;
  env: Readonly<Record<string, string>>;
}): Promise<Config> {
  const port = await freePort();
  return readConfig({
    DATABASE_URL: given.database.ownerUrl,
    TANDEM_APP_DATABASE_URL: given.database.appUrl,
    PORT: String(port),
    TANDEM_PUBLIC_URL: `http://127.0.0.1:${port}`,
    TANDEM_DATA_DIR: given.dataDir,
    TANDEM_WEB_DIR: join(given.dataDir, 'no-web'),
    TANDEM_DOMAIN: 'test.tandem.localhost',
    TANDEM_DEMO: '1',
    TANDEM_LOG_LEVEL: process.env['TANDEM_LOG_LEVEL'] ?? 'silent',
    TANDEM_POOL_SIZE: '8',
    ...given.env,
  });
}

/** A session without the half second of argon2; signing in itself has tests of its own. */
async function openSession(server: RunningServer, person: CityPerson): Promise<string> {
  const token = await withTransaction(server.platform.database, JOB, (tx) =>
    insertSession(tx, {
      accountId: person.accountId,
      personId: person.id,
      address: '127.0.0.1',
      userAgent: 'test',
    }),
  );
  return `tandem_session=${token}`;
}

function actorOf(person: CityPerson): Actor {
  return {
    kind: 'person',
    personId: person.id,
    name: person.name,
    departmentId: person.department.id,
    departmentCreditCode: person.department.creditCode,
    departmentName: person.department.name,
    roles: [person.role],
  };
}

async function moveClock(
  run: TestServerRun,
  by: { workingDays: number } | { interval: string },
): Promise<void> {
  if ('interval' in by) {
    await run.owner('update platform.installation set clock_shift = clock_shift + $1::interval', [
      by.interval,
    ]);
    return;
  }
  const operator = await run.as('data.operator');
  const moved = await operator.post('/api/v1/demo/clock', { workingDays: by.workingDays });
  if (moved.status !== 200) throw new Error(`the clock did not move: ${JSON.stringify(moved.body)}`);
}
