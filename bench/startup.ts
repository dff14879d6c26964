/**
 * How long until the product answers: on a new folder (PostgreSQL made, migrated, divisions loaded, server up) and again
 * on the same one, against PostgreSQL alone. Without the demonstration city and without the console's build.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startServer } from '../server/src/main.ts';
import { readConfig } from '../server/src/platform/config/config.ts';
import {
  removeEmbeddedPostgres,
  startEmbeddedPostgres,
} from '../server/src/platform/database/embedded-postgres.ts';
import { createLog } from '../server/src/platform/log/log.ts';
import { median, rounded, secondsOf, type Measurement } from './measurement.ts';

const AGAIN = 3;

async function startDatabase(folder: string): Promise<number> {
  let stop: (() => Promise<void>) | undefined;
  const seconds = await secondsOf(async () => {
    ({ stop } = await startEmbeddedPostgres({ dataDir: join(folder, 'postgres') }));
  });
  await stop?.();
  return seconds;
}

/** From nothing to the first answer of `/health/ready`; everything is stopped again. */
async function startAll(folder: string): Promise<number> {
  const stops: (() => Promise<void>)[] = [];
  const seconds = await secondsOf(async () => {
    const database = await startEmbeddedPostgres({ dataDir: join(folder, 'postgres') });
    stops.push(database.stop);
    const config = readConfig({
      DATABASE_URL: database.url,
      TANDEM_APP_DATABASE_URL: database.appUrl,
      TANDEM_DATA_DIR: folder,
      PORT: '0',
    });
    const server = await startServer(config, createLog('silent'));
    stops.push(server.stop);
    const ready = await fetch(`${server.url}/health/ready`);
    if (!ready.ok) throw new Error(`not ready: ${ready.status}`);
  });
  for (const stop of stops.toReversed()) await stop();
  return seconds;
}

export async function run(): Promise<Measurement> {
  const folder = await mkdtemp(join(tmpdir(), 'tandem-startup-'));
  try {
    const first = await startAll(folder);
    const again: number[] = [];
    const database: number[] = [];
    for (let round = 0; round < AGAIN; round += 1) {
      database.push(await startDatabase(folder));
      again.push(await startAll(folder));
    }
    return {
      figures: {
        'startup.firstSeconds': rounded(first),
        'startup.againSeconds': rounded(median(again)),
        'postgres.startSeconds': rounded(median(database)),
      },
      ratios: { again_over_postgres: rounded(median(again) / median(database)) },
    };
  } finally {
    await removeEmbeddedPostgres(join(folder, 'postgres'));
    await rm(folder, { recursive: true, force: true });
  }
}
