// Rooms are wired in wire-rooms.ts.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Logger } from 'pino';
import { loadDivisions } from './foundation/divisions/index.ts';
import { describeRule } from './foundation/statute/index.ts';
import {
  ConfigError,
  describeConfig,
  readConfig,
  unknownVariables,
  type Config,
} from './platform/config/config.ts';
import { ensureDataFolder } from './platform/config/data-folder.ts';
import { openDatabase, type Database } from './platform/database/database.ts';
import { assertLeastPrivilege } from './platform/database/least-privilege.ts';
import { migrate } from './platform/database/migrate.ts';
import { openFolderStore } from './platform/files/file-store.ts';
import { createApp } from './platform/http/app.ts';
import { closeWithin } from './platform/http/close-within.ts';
import { serveConsole } from './platform/http/console.ts';
import { createAuthenticate, openIdentity } from './platform/identity/index.ts';
import { startJobs } from './platform/jobs/jobs.ts';
import { openLog, startSequencer } from './platform/ledger/index.ts';
import { createLog } from './platform/log/log.ts';
import type { Platform } from './platform/platform.ts';
import { exposeHealth } from './platform/telemetry/health.ts';
import { exposeMetrics } from './platform/telemetry/metrics.ts';
import { startTracing } from './platform/telemetry/tracing.ts';
import { wireRooms } from './wire-rooms.ts';

/** A stop waits this long for answers under way to be taken. */
const STOP_SECONDS = 60;

export interface RunningServer {
  /** Where it listens, for example `http://127.0.0.1:8090`. */
  url: string;
  platform: Platform;
  /** Finishes what is under way, then closes everything. Safe to call twice. */
  stop(): Promise<void>;
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
  const jobs = await startJobs({ database, url: config.appDatabaseUrl, log });
  return { config, database, files, jobs, log };
}

/**
 * Starts a server: migrates, opens the pool as the restricted role, wires the rooms, listens.
 * @throws when the port is taken (`EADDRINUSE`), the database is away, or the role is too powerful.
 */
export async function startServer(
  config: Config,
  log: Logger = createLog(config.logLevel),
): Promise<RunningServer> {
  log.info({ config: describeConfig(config) }, 'configuration understood');
  ensureDataFolder(config.dataDir);
  const ignored = unknownVariables(process.env);
  if (ignored.length > 0) log.warn({ ignored }, 'variables that are no settings');
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
    await closeWithin(app, STOP_SECONDS * 1000);
    await stopSequencer();
    await platform.jobs.stop();
    await platform.database.close();
    await stopTracing?.();
  };
  return { url, platform, stop: () => (stopping ??= close()) };
}

async function startOrSayWhy(): Promise<RunningServer> {
  try {
    return await startServer(readConfig(process.env));
  } catch (error) {
    const isExpected = error instanceof ConfigError || (error as NodeJS.ErrnoException).code !== undefined;
    if (!isExpected || !(error instanceof Error)) throw error;
    const { code, message } = error as NodeJS.ErrnoException;
    console.error(message || `the server can not start: ${code}`);
    process.exit(1);
  }
}

async function runFromEnvironment(): Promise<void> {
  const server = await startOrSayWhy();
  const stop = () => void server.stop().then(() => process.exit(0));
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await runFromEnvironment();
