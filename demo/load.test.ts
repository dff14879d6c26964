import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readConfig } from '../server/src/platform/config/config.ts';
import { startServer } from '../server/src/main.ts';
import { createTestDatabase } from '../server/test/database.ts';
import { loadDemoCity } from './load.ts';
import { freePort } from '../server/test/free-port.ts';

class Broken extends Error {}

test('a load of the city that broke off goes on where it stood, also on another day', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'tandem-load-'));
  const database = await createTestDatabase();
  const port = await freePort();
  const server = await startServer(
    readConfig({
      DATABASE_URL: database.ownerUrl,
      TANDEM_APP_DATABASE_URL: database.appUrl,
      PORT: String(port),
      TANDEM_PUBLIC_URL: `http://127.0.0.1:${port}`,
      TANDEM_DATA_DIR: dataDir,
      TANDEM_WEB_DIR: join(dataDir, 'no-web'),
      TANDEM_DEMO: '1',
      TANDEM_LOG_LEVEL: 'silent',
    }),
  );
  const options = { url: server.url, ownerUrl: database.ownerUrl };
  const today = new Date('2026-07-08T10:00:00+08:00');
  const load = (day: number, last: number) =>
    loadDemoCity({
      ...options,
      now: new Date(today.getTime() + day * 86_400_000),
      onStep: (steps) => {
        if (steps === last) throw new Broken();
      },
    });
  try {
    await expect(load(0, 70)).rejects.toBeInstanceOf(Broken);
    await expect(load(1, 90)).rejects.toBeInstanceOf(Broken);
    await expect(load(8, 95)).rejects.toBeInstanceOf(Broken);
  } finally {
    await server.stop();
    await database.drop();
    await rm(dataDir, { recursive: true, force: true });
  }
});
