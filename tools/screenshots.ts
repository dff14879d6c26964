/**
 * `node tools/screenshots.ts [--url URL] [--to FOLDER] [NAME…]`: the pictures of the README, from a running server that
 * holds the demonstration city. Wide and phone, light and dark, in both languages. NAME takes only those.
 */
import { mkdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type Browser, type BrowserContext } from 'playwright-core';
import { DEMO_PASSWORD } from '../server/src/platform/identity/index.ts';
import { launchBrowser } from './browser.ts';

interface Picture {
  name: string;
  /** Login of the demonstration city; without one, nobody is signed in. */
  as?: string;
  /** Path of the page, or how to find it out with the person's own calls. */
  page: string | ((get: Get) => Promise<string>);
  phone?: true;
  dark?: true;
  language?: 'en';
}

/** GET of the API as the person. */
type Get = <T>(path: string) => Promise<T>;
type List = { items: { id: string }[] };

/** GitHub and slow lines: a picture stays below. */
const LARGEST_BYTES = 300_000;

/** The page of the newest of a list, or of the oldest of its first 200. */
const pageOf = (list: string, page: string, which: 0 | -1) => async (get: Get) => {
  const { items } = await get<List>(list);
  const item = items.at(which);
  if (!item) throw new Error(`${list} is empty: has the journey been played?`);
  return `${page}/${item.id}`;
};
const openRequest = pageOf('/api/v1/requests?state=submitted&side=incoming&limit=200', '/requests', -1);

const PICTURES: readonly Picture[] = [
  { name: 'inbox', as: 'hrss.clerk', page: '/inbox' },
  { name: 'inbox-en', as: 'hrss.clerk', page: '/inbox', language: 'en' },
  { name: 'inbox-phone', as: 'hrss.clerk', page: '/inbox', phone: true },
  { name: 'inbox-phone-dark', as: 'hrss.clerk', page: '/inbox', phone: true, dark: true },
  { name: 'request', as: 'hrss.clerk', page: openRequest },
  { name: 'request-en', as: 'hrss.clerk', page: openRequest, language: 'en' },
  { name: 'catalogue', as: 'tax.clerk', page: '/catalogue?q=%E7%A4%BE%E4%BF%9D' },
  { name: 'catalogue-en', as: 'tax.clerk', page: '/catalogue?q=%E7%A4%BE%E4%BF%9D', language: 'en' },
  { name: 'import', as: 'market.clerk', page: pageOf('/api/v1/imports?limit=1', '/imports', 0) },
  { name: 'cockpit', as: 'data.officer', page: '/cockpit' },
  { name: 'cockpit-dark', as: 'data.officer', page: '/cockpit', dark: true },
  { name: 'cockpit-dark-en', as: 'data.officer', page: '/cockpit', dark: true, language: 'en' },
  { name: 'ledger', as: 'data.auditor', page: '/ledger' },
  { name: 'statute', as: 'data.officer', page: '/statute' },
];

const { values, positionals } = parseArgs({
  options: {
    url: { type: 'string', default: 'http://localhost:8090' },
    to: { type: 'string', default: join(import.meta.dirname, '../docs/pictures') },
  },
  allowPositionals: true,
});

function openContext(browser: Browser, { phone, dark, language }: Picture): Promise<BrowserContext> {
  return browser.newContext({
    baseURL: values.url,
    viewport: phone ? { width: 390, height: 844 } : { width: 1440, height: 900 },
    deviceScaleFactor: phone ? 2 : 1,
    hasTouch: phone ?? false,
    colorScheme: dark ? 'dark' : 'light',
    reducedMotion: 'reduce',
    locale: language === 'en' ? 'en-GB' : 'zh-CN',
    timezoneId: 'Asia/Shanghai',
  });
}

async function take(browser: Browser, picture: Picture): Promise<void> {
  const context = await openContext(browser, picture);
  const api = context.request;
  if (picture.as !== undefined) {
    const data = { account: picture.as, password: DEMO_PASSWORD };
    const answer = await api.post('/api/v1/session', { data });
    if (!answer.ok()) throw new Error(`${picture.as} can not sign in: ${answer.status()}`);
  }
  const preferences = {
    'tandem.language': picture.language ?? 'zh',
    'tandem.appearance': { scheme: picture.dark ? 'dark' : 'light', largeType: false },
  };
  await context.addInitScript((kept) => {
    for (const [key, value] of Object.entries(kept)) localStorage.setItem(key, JSON.stringify(value));
  }, preferences);
  const get: Get = async (path) => (await api.get(path)).json();
  const page = await context.newPage();
  await page.goto(typeof picture.page === 'string' ? picture.page : await picture.page(get));
  await page.waitForLoadState('networkidle');
  await page.evaluate('document.fonts.ready.then(() => undefined)');
  const path = join(values.to, `${picture.name}.png`);
  await page.screenshot({ path, animations: 'disabled' });
  await context.close();
  const { size } = await stat(path);
  console.log(`${picture.name}.png  ${Math.round(size / 1000)} kB`);
  if (size > LARGEST_BYTES) throw new Error(`${picture.name}.png is larger than ${LARGEST_BYTES / 1000} kB`);
}

await mkdir(values.to, { recursive: true });
const browser = await launchBrowser();
try {
  const wanted = PICTURES.filter(({ name }) => positionals.length === 0 || positionals.includes(name));
  for (const picture of wanted) await take(browser, picture);
} finally {
  await browser.close();
}
