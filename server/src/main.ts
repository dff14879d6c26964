import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Logger } from 'pino';
import { CLOCK_ERRORS, clockJobs } from './foundation/clocks/index.ts';
import { divisionRoutes, DIVISIONS_ERRORS, loadDivisions } from './foundation/divisions/index.ts';
import { departmentRoutes, ORGANIZATIONS_ERRORS } from './foundation/organizations/index.ts';
import { PEOPLE_ERRORS, peopleRoomRoutes } from './foundation/people/index.ts';
import { describeRule, statuteRoutes } from './foundation/statute/index.ts';
import { assertDistinctCodes } from './platform/app-error.ts';
import { demoClockRoutes } from './platform/clock/demo-clock.ts';
import { describeConfig, readConfig, type Config } from './platform/config/config.ts';
import { openDatabase, type Database } from './platform/database/database.ts';
import { assertLeastPrivilege } from './platform/database/least-privilege.ts';
import { migrate } from './platform/database/migrate.ts';
import { openFolderStore } from './platform/files/file-store.ts';
import { createApp, type App } from './platform/http/app.ts';
import { serveConsole } from './platform/http/console.ts';
import {
  createAuthenticate,
  hashSignedBodies,
  IDENTITY_ERRORS,
  identityJobs,
  oidcRoutes,
  openIdentity,
  ownAccountRoutes,
  type Identity,
} from './platform/identity/index.ts';
import { startJobs } from './platform/jobs/jobs.ts';
import { LEDGER_ERRORS, ledgerRoutes, openLog, startSequencer } from './platform/ledger/index.ts';
import { createLog } from './platform/log/log.ts';
import type { Platform } from './platform/platform.ts';
import { exposeHealth } from './platform/telemetry/health.ts';
import { exposeMetrics } from './platform/telemetry/metrics.ts';
import { startTracing } from './platform/telemetry/tracing.ts';

export interface RunningServer {
  /** Where it listens, for example `http://127.0.0.1:8090`. */
  url: string;
  platform: Platform;
  /** Finishes what is under way, then closes everything. Safe to call twice. */
  stop(): Promise<void>;
}

/** The composition root: the only place where rooms are wired. */
async function wireRooms(app: App, platform: Platform, identity: Identity): Promise<void> {
  assertDistinctCodes([CLOCK_ERRORS, DIVISIONS_ERRORS, IDENTITY_ERRORS, LEDGER_ERRORS, ORGANIZATIONS_ERRORS, PEOPLE_ERRORS]);
  await wireIdentity(app, platform, identity);
  statuteRoutes(app);
  divisionRoutes(app);
  departmentRoutes(app);
  peopleRoomRoutes(app, identity);
  await clockJobs(platform, []);
  ledgerRoutes(app);
  demoClockRoutes(app);
}

async function wireIdentity(app: App, platform: Platform, identity: Identity): Promise<void> {
  hashSignedBodies(app);
  oidcRoutes(app, identity);
  ownAccountRoutes(app, identity);
  await identityJobs(platform);
}

async function openPlatform(config: Config, log: Logger): Promise<Platform> {
  await migrate({ url: config.databaseUrl });
  await loadDivisions({ url: config.databaseUrl });
  const database: Database = openDatabase({
    url: config.appDatabaseUrl,
    poolSize: config.poolSize,
    applicationName: 'tandem',
    onError: (error) => log.warn({ err: error }, 'idle database connection lost'),
  });
  await assertLeastPrivilege(database);
  const files = await openFolderStore(join(config.dataDir, 'files'));
  const jobs = await startJobs({ database, log });
  return { config, database, files, jobs, log };
}

/**
 * Starts a server: migrates, opens the pool as the restricted role, wires the rooms, listens.
 * @throws when the port is taken (`EADDRINUSE`), the database is away, or the role is too powerful.
 */
export async function startServer(config: Config, log: Logger = createLog(config.logLevel)): Promise<RunningServer> {
  log.info({ config: describeConfig(config) }, 'configuration understood');
  const stopTracing = config.otlpEndpoint ? startTracing(config.otlpEndpoint) : undefined;
  const platform = await openPlatform(config, log);
  const identity = await openIdentity(platform);
  const authenticate = createAuthenticate(identity);
  const app = await createApp({ config, database: platform.database, log, describeRule, authenticate });
  let stopping: Promise<void> | undefined;
  exposeHealth(app, platform.database, () => stopping !== undefined);
  exposeMetrics(app, platform.database);
  await wireRooms(app, platform, identity);
  await serveConsole(app, config.webDir);
  const { dataDir, domain, ledgerReplaceKey } = config;
  const { database } = platform;
  const signer = await openLog({ database, dataDir, domain, replaceKey: ledgerReplaceKey });
  const url = await app.listen({ host: config.host, port: config.port });
  const stopSequencer = startSequencer({ database, dataDir, signer, log });
  const close = async () => {
    await app.close();
    await stopSequencer();
    await platform.jobs.stop();
    await platform.database.close();
    await stopTracing?.();
  };
  return { url, platform, stop: () => (stopping ??= close()) };
}

async function runFromEnvironment(): Promise<void> {
  const server = await startServer(readConfig(process.env));
  const stop = () => void server.stop().then(() => process.exit(0));
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await runFromEnvironment();
