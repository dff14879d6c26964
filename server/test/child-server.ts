import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { openDatabase } from '../src/platform/database/database.ts';
import { withTransaction } from '../src/platform/database/transaction.ts';
import { JOB } from '../src/platform/identity/actor.ts';
import { insertSession } from '../src/platform/identity/session-store.ts';
import type { City } from './city.ts';
import { browserClient, type TestClient } from './client.ts';
import type { TestDatabase } from './database.ts';
import { freePort } from './free-port.ts';

export interface ChildServer {
  url: string;
  process: ChildProcess;
  /** Sends the signal and waits for the end. @returns milliseconds that it took */
  end(signal: 'SIGKILL' | 'SIGTERM'): Promise<number>;
}

/** The server as a process of its own, as `npm start` runs it: one that can be killed. Resolves when it answers. */
export async function startChildServer(given: {
  database: TestDatabase;
  dataDir: string;
  env?: Readonly<Record<string, string>>;
}): Promise<ChildServer> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const child = spawn(process.execPath, [join(import.meta.dirname, '../src/main.ts')], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: {
      ...process.env,
      DATABASE_URL: given.database.ownerUrl,
      TANDEM_APP_DATABASE_URL: given.database.appUrl,
      PORT: String(port),
      TANDEM_PUBLIC_URL: url,
      TANDEM_DATA_DIR: given.dataDir,
      TANDEM_WEB_DIR: join(given.dataDir, 'no-web'),
      TANDEM_DOMAIN: 'test.tandem.localhost',
      TANDEM_LOG_LEVEL: 'silent',
      ...given.env,
    },
  });
  const exited = once(child, 'exit');
  await Promise.race([
    untilReady(url),
    exited.then(() => Promise.reject(new Error('the server ended at once'))),
  ]);
  const end = async (signal: 'SIGKILL' | 'SIGTERM') => {
    const start = performance.now();
    child.kill(signal);
    await exited;
    return performance.now() - start;
  };
  return { url, process: child, end };
}

async function untilReady(url: string): Promise<void> {
  for (let attempt = 0; attempt < 600; attempt += 1) {
    const answer = await fetch(`${url}/health/ready`).catch(() => undefined);
    if (answer?.status === 200) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('the server did not get ready');
}

/** A browser in which this person is signed in, at whichever process serves this database. */
export async function signedIn(
  given: { database: TestDatabase; city: City },
  login: string,
): Promise<(url: string) => TestClient> {
  const person = given.city.people.get(login);
  if (!person) throw new Error(`the test city has no ${login}`);
  const database = openDatabase({
    url: given.database.appUrl,
    poolSize: 1,
    applicationName: 'test session',
    onError: () => undefined,
  });
  try {
    const { accountId, id: personId } = person;
    const token = await withTransaction(database, JOB, (tx) =>
      insertSession(tx, { accountId, personId, address: '127.0.0.1', userAgent: 'test' }),
    );
    return (url) => browserClient(url, `tandem_session=${token}`);
  } finally {
    await database.close();
  }
}
