/**
 * `npm start`: from a fresh clone to a running product, and later again in seconds. Brings up the embedded
 * PostgreSQL (unless DATABASE_URL names another), the server and the console on one port, and the demonstration
 * city; stays until Ctrl-C, which stops everything.
 */
import { existsSync, renameSync, statSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { translate } from '@tandem/messages';
import { startServer, type RunningServer } from '../server/src/main.ts';
import { AppError } from '../server/src/platform/app-error.ts';
import { readConfig, type Config } from '../server/src/platform/config/config.ts';
import { ensureDataFolder } from '../server/src/platform/config/data-folder.ts';
import { systemCode } from '../server/src/platform/database/embedded-postgres-errors.ts';
import {
  removeEmbeddedPostgres,
  startEmbeddedPostgres,
} from '../server/src/platform/database/embedded-postgres.ts';
import { createLog } from '../server/src/platform/log/log.ts';
import { dataDir } from './data-dir.ts';
import { bringUpDemoCity, listAccounts } from './demo-city.ts';
import { explain } from './explain.ts';
import { choosePort } from './free-port.ts';
import { findRunningInstance, noteRunningInstance } from './running-instance.ts';
import { parseStartOptions, type StartOptions } from './start-options.ts';
import { askYesNo, bothLanguages, isInteractive, phase, say, sayPlain } from './terminal.ts';
import { buildWeb, webState } from './web-build.ts';

const ROOT = dirname(import.meta.dirname);
const DATA_DIR = dataDir();
const LOG_FILE = join(DATA_DIR, 'tandem.log');
const LOG_LIMIT_BYTES = 50_000_000;

/** What a start has brought up so far, the latest last; undone from the end. */
const undo: (() => Promise<void> | void)[] = [];
let stoppingSince: number | undefined;

async function stopEverything(): Promise<void> {
  for (const step of undo.splice(0).toReversed()) await step();
}

/** npm passes a Ctrl-C on that the terminal has sent us already; what comes later is a person's second one. */
const SAME_SIGNAL_MS = 1_000;

/** The first Ctrl-C stops in order; a second one doesn't wait (PostgreSQL's guard then stops it). */
function stopOnSignals(isUp: () => boolean): void {
  const stop = () => {
    if (stoppingSince !== undefined) {
      if (performance.now() - stoppingSince > SAME_SIGNAL_MS) process.exit(130);
      return;
    }
    stoppingSince = performance.now();
    const code = isUp() ? 0 : 130;
    sayPlain();
    const done = phase('SETUP_PHASE_STOP', stopEverything).then(() => say('SETUP_STOPPED'));
    void done.then(
      () => process.exit(code),
      (error: unknown) => {
        explain(error, LOG_FILE);
        process.exit(1);
      },
    );
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);
}

interface DatabaseAddresses {
  ownerUrl: string;
  /** Undefined: derived from the owner's address. */
  appUrl: string | undefined;
}

async function bringUpDatabase(): Promise<DatabaseAddresses> {
  const given = process.env['DATABASE_URL'];
  if (given) return { ownerUrl: given, appUrl: process.env['TANDEM_APP_DATABASE_URL'] };
  const steps = {
    creating: 'SETUP_DATABASE_CREATING',
    recovering: 'SETUP_DATABASE_RECOVERING',
    reused: 'SETUP_DATABASE_REUSED',
    restarting: 'SETUP_DATABASE_RESTARTING',
    revived: 'SETUP_DATABASE_REVIVED',
  } as const;
  const database = await phase('SETUP_PHASE_DATABASE', async ({ note }) => {
    const started = await startEmbeddedPostgres({
      dataDir: join(DATA_DIR, 'postgres'),
      onStep: (step) => note(bothLanguages(steps[step])),
    });
    undo.push(started.stop);
    if (started.elsewhere) {
      for (const language of ['zh', 'en'] as const) {
        note(translate('SETUP_DATABASE_ELSEWHERE', language, { path: started.elsewhere }));
      }
    }
    return started;
  });
  return { ownerUrl: database.url, appUrl: database.appUrl };
}

/** What was given, or one that will be made. */
const databaseToBe = (): DatabaseAddresses => ({
  ownerUrl: process.env['DATABASE_URL'] || 'postgres://localhost/tandem',
  appUrl: process.env['TANDEM_APP_DATABASE_URL'],
});

/** @throws ConfigError */
function configOf(options: StartOptions, port: number, database: DatabaseAddresses): Config {
  return readConfig({
    ...process.env,
    DATABASE_URL: database.ownerUrl,
    TANDEM_APP_DATABASE_URL: database.appUrl,
    HOST: options.host,
    PORT: String(port),
    TANDEM_DATA_DIR: DATA_DIR,
    TANDEM_WEB_DIR: process.env['TANDEM_WEB_DIR'] || join(ROOT, 'web/dist'),
    TANDEM_PUBLIC_URL: publicAddress(options.host, port),
    TANDEM_DEMO: options.demo ? '1' : process.env['TANDEM_DEMO'],
  });
}

async function bringUpServer(config: Config, port: number): Promise<RunningServer> {
  if (existsSync(LOG_FILE) && statSync(LOG_FILE).size > LOG_LIMIT_BYTES)
    renameSync(LOG_FILE, `${LOG_FILE}.1`);
  try {
    const server = await startServer(config, createLog(config.logLevel, LOG_FILE));
    undo.push(server.stop);
    return server;
  } catch (cause) {
    throw translateStartFailure(cause, port);
  }
}

/** Connection refused, unknown host, wrong password, no such database. */
const DATABASE_AWAY = /^(ECONN|ENOTFOUND|ETIMEDOUT|EAI_|28|3D000|57P03)/;

function translateStartFailure(cause: unknown, port: number): unknown {
  const code = systemCode(cause) ?? '';
  if (code === 'EADDRINUSE')
    return new AppError({ code: 'SETUP_PORT_BUSY', status: 503, params: { port }, cause });
  if (!DATABASE_AWAY.test(code)) return cause;
  const reason = cause instanceof Error && cause.message ? cause.message : code;
  return new AppError({ code: 'SETUP_DATABASE_AWAY', status: 503, params: { reason }, cause });
}

async function bringUpWeb(): Promise<void> {
  if (process.env['TANDEM_WEB_DIR']) return; // built elsewhere
  const state = webState(ROOT);
  if (state === 'stale') await phase('SETUP_PHASE_WEB', () => buildWeb(ROOT));
  if (state === 'missing') say('SETUP_WEB_MISSING');
}

/** What Tandem puts into its data folder; what else lies there is somebody's. */
const OWN = ['postgres', 'files', 'batches', 'keys', 'tandem.log', 'running.json'];

/** True when everything was deleted and the start may go on. */
async function reset(options: StartOptions): Promise<boolean> {
  if (process.env['DATABASE_URL']) {
    say('SETUP_RESET_NOT_EXTERNAL');
    return false;
  }
  if (!options.yes && !isInteractive()) {
    say('SETUP_RESET_NEEDS_YES');
    return false;
  }
  if (!options.yes && !(await askYesNo('SETUP_RESET_ASK', { path: DATA_DIR }, false))) {
    say('SETUP_LEFT_AS_IS');
    return false;
  }
  await removeEmbeddedPostgres(join(DATA_DIR, 'postgres'));
  for (const name of OWN) await rm(join(DATA_DIR, name), { recursive: true, force: true });
  say('SETUP_RESET_DONE');
  return true;
}

function report(url: string): void {
  sayPlain(`\n${bothLanguages('SETUP_OPEN')}  ${url}`);
  sayPlain(`${bothLanguages('SETUP_API_DOCS')}  ${url}/api/docs`);
}

/** What a browser on this machine can open. */
function publicAddress(host: string, port: number): string {
  const local = ['127.0.0.1', '0.0.0.0', '::', '::1', 'localhost'].includes(host);
  return process.env['TANDEM_PUBLIC_URL'] || `http://${local ? 'localhost' : host}:${port}`;
}

/** `up`: stay. `done`: there was nothing to do. `refused`: said why. */
type Outcome = 'up' | 'done' | 'refused';

async function start(options: StartOptions): Promise<Outcome> {
  const running = findRunningInstance(DATA_DIR);
  if (running) {
    say('SETUP_ALREADY_RUNNING', { ...running });
    if (!options.reset) return 'done';
    say('SETUP_STOP_IT_FIRST');
    return 'refused';
  }
  if (options.reset && !(await reset(options))) return 'refused';
  const port = await choosePort(options);
  if (port === undefined) return 'refused';
  configOf(options, port, databaseToBe()); // what is wrong with it is said before anything is built or made
  ensureDataFolder(DATA_DIR);
  await bringUpWeb();
  const database = await bringUpDatabase();
  const server = await phase('SETUP_PHASE_SERVER', () =>
    bringUpServer(configOf(options, port, database), port),
  );
  const url = publicAddress(options.host, port);
  undo.push(await noteRunningInstance(DATA_DIR, url));
  const accounts = options.demo ? await bringUpDemoCity(server.url, database.ownerUrl) : [];
  report(url);
  listAccounts(accounts);
  sayPlain(`\n${bothLanguages('SETUP_LOG_FILE')}  ${LOG_FILE}`);
  sayPlain(bothLanguages('SETUP_HOW_TO_STOP'));
  return 'up';
}

async function main(): Promise<void> {
  let outcome: Outcome = 'refused';
  stopOnSignals(() => outcome === 'up');
  try {
    outcome = await start(parseStartOptions(process.argv.slice(2), process.env));
  } catch (error) {
    if (stoppingSince !== undefined) return; // what was under way broke because we are stopping
    explain(error, LOG_FILE);
    await stopEverything();
  }
  if (outcome === 'refused') process.exit(1);
  if (outcome === 'done') process.exit(0);
}

await main();
