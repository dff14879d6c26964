import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { DEPARTMENTS } from '../../demo/city.ts';
import { loadDemoCity } from '../../demo/load.ts';
import { Sessions } from '../../demo/session.ts';
import { DEMO_PASSWORD } from '../../server/src/platform/identity/index.ts';
import { readConfig } from '../../server/src/platform/config/config.ts';
import { startServer } from '../../server/src/main.ts';
import { createTestDatabase } from '../../server/test/database.ts';
import { launchBrowser } from '../../tools/browser.ts';
import { webState } from '../../tools/web-build.ts';
import { listen, type Complaints } from './complaints.ts';
import { freePort } from '../../server/test/free-port.ts';

const ROOT = join(import.meta.dirname, '../..');
const PICTURES = join(ROOT, 'test-results');

/** Long enough for two busy cores; what is there sooner is seen sooner. */
const PATIENCE_MS = 60_000;

/** A person of the demonstration city before the console, in a browser window of their own. */
export interface Desk {
  page: Page;
  complaints: Complaints;
}

export interface ConsoleRun {
  url: string;
  /** Signed in by the card on the sign-in page; the same window each time. */
  as(login: string): Promise<Desk>;
  /** A window in which nobody is signed in. */
  visitor(): Promise<Desk>;
  /** Puts the city's clock forward, as its operator may. */
  moveClock(workingDays: number): Promise<void>;
  /** A picture of every open window, and in words what each says that went wrong, for a test that failed. */
  photograph(title: string): Promise<void>;
  stop(): Promise<void>;
}

/** The whole product: server, freshly built console, the demonstration city on a database of its own, a browser. */
export async function startConsole(): Promise<ConsoleRun> {
  const dataDir = await mkdtemp(join(tmpdir(), 'tandem-browser-'));
  const database = await createTestDatabase();
  const webDir = await buildConsole(join(dataDir, 'web'));
  const port = await freePort();
  const config = readConfig({
    DATABASE_URL: database.ownerUrl,
    TANDEM_APP_DATABASE_URL: database.appUrl,
    PORT: String(port),
    TANDEM_PUBLIC_URL: `http://127.0.0.1:${port}`,
    TANDEM_DATA_DIR: dataDir,
    TANDEM_WEB_DIR: webDir,
    TANDEM_DEMO: '1',
    TANDEM_LOG_LEVEL: 'silent',
    TANDEM_POOL_SIZE: '8',
  });
  const server = await startServer(config);
  await loadDemoCity({ url: server.url, ownerUrl: database.ownerUrl });
  const browser = await launchBrowser();
  const desks = openDesks(browser, server.url);
  const sessions = new Sessions(server.url, DEMO_PASSWORD);
  return {
    url: server.url,
    ...desks,
    moveClock: async (workingDays) => {
      const operator = await sessions.as('data.operator');
      await operator.must('POST', '/api/v1/demo/clock', { body: { workingDays } });
    },
    stop: async () => {
      await browser.close();
      await server.stop();
      await database.drop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

type Desks = Pick<ConsoleRun, 'as' | 'visitor' | 'photograph'>;

function openDesks(browser: Browser, url: string): Desks {
  const desks = new Map<string, Promise<Desk>>();
  const open = async (): Promise<Desk> => {
    const context = await browser.newContext({
      viewport: { width: 1440, height: 900 },
      locale: 'zh-CN',
      timezoneId: 'Asia/Shanghai',
      reducedMotion: 'reduce',
      baseURL: url,
    });
    context.setDefaultTimeout(PATIENCE_MS);
    await context.addInitScript(followSystem);
    const page = await context.newPage();
    return { page, complaints: listen(page) };
  };
  const keep = (name: string, desk: Promise<Desk>) => {
    desks.set(name, desk);
    return desk;
  };
  return {
    as: async (login) => {
      const desk = await (desks.get(login) ??
        keep(
          login,
          open().then((opened) => signIn(opened, login)),
        ));
      await desk.page.bringToFront(); // a window behind others is not drawn, and its menus find no place
      return desk;
    },
    visitor: () => keep(`visitor ${desks.size}`, open()),
    photograph: async (title) => {
      await mkdir(PICTURES, { recursive: true });
      const name = title.replaceAll(/[^\p{L}\p{N}]+/gu, '-');
      for (const [who, desk] of desks) {
        const { page } = await desk;
        await page.screenshot({ path: join(PICTURES, `${name}-${who}.png`), fullPage: true });
        const alerts = await page.getByRole('alert').allInnerTexts();
        process.stderr.write(`${who} at ${page.url()}: ${alerts.join(' | ') || 'no alert'}\n`);
      }
    },
  };
}

/** Colours as the system has them, until the person chooses: so a page can be looked at in light and in dark. */
function followSystem(): void {
  const key = 'tandem.appearance';
  if (localStorage.getItem(key) === null)
    localStorage.setItem(key, JSON.stringify({ scheme: 'system', largeType: false }));
}

async function signIn(desk: Desk, login: string): Promise<Desk> {
  const person = DEPARTMENTS.flatMap(({ people }) => people).find((candidate) => candidate.login === login);
  if (person === undefined) throw new Error(`示范市 has no ${login}`);
  await desk.page.goto('/sign-in');
  await desk.page.getByRole('button', { name: new RegExp(`${login}$`) }).click();
  await desk.page.waitForURL((url) => url.pathname !== '/sign-in');
  await desk.page.getByRole('button', { name: person.name }).waitFor();
  return desk;
}

/** What `npm start` built, if it is of these sources; otherwise a build beside it. */
async function buildConsole(folder: string): Promise<string> {
  if (webState(ROOT) === 'fresh') return join(ROOT, 'web/dist');
  const vite = join(ROOT, 'node_modules/vite/bin/vite.js');
  const child = spawn(process.execPath, [vite, 'build', '--outDir', folder, '--logLevel', 'error'], {
    cwd: join(ROOT, 'web'),
    env: { ...process.env, NODE_ENV: 'production' },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const [code] = (await once(child, 'close')) as [number | null];
  if (code !== 0) throw new Error('the console does not build');
  return folder;
}
