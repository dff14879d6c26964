/**
 * `npm run found -- FILE.json`: founds an empty platform with its name, its data authority and its first operators,
 * and prints their one-time passwords. `-- --example` prints a file to begin with. Works on DATABASE_URL, or else on
 * the embedded PostgreSQL while nothing else uses it.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadDivisions } from '../server/src/foundation/divisions/index.ts';
import { foundPlatform, parseFounding, type Founding } from '../server/src/foundation/people/index.ts';
import { readConfig, type Config } from '../server/src/platform/config/config.ts';
import { ensureDataFolder } from '../server/src/platform/config/data-folder.ts';
import { startEmbeddedPostgres } from '../server/src/platform/database/embedded-postgres.ts';
import { migrate } from '../server/src/platform/database/migrate.ts';
import { dataDir } from './data-dir.ts';
import { explain } from './explain.ts';
import { say, sayPlain } from './terminal.ts';

const DATA_DIR = dataDir();

const EXAMPLE: Founding = {
  nameZh: '某市政务数据共享平台',
  nameEn: 'Government Data Sharing Platform',
  authority: {
    name: '某市数据局',
    shortName: '数据局',
    creditCode: '91350100M000100Y43',
    divisionCode: '640100',
    sharingOffice: '数据共享处',
  },
  operators: [
    { name: '张三', position: '系统管理员', login: 'zhangsan' },
    { name: '李四', position: '系统管理员', login: 'lisi' },
  ],
};

/** Undefined when the file does not fit; why was said. */
function readFounding(path: string): Founding | undefined {
  try {
    const parsed = parseFounding(JSON.parse(readFileSync(path, 'utf8')));
    if (parsed.ok) return parsed.founding;
    say('FOUND_FILE_INVALID', { reason: parsed.faults.slice(0, 5).join('; ') });
  } catch (error) {
    say('FOUND_FILE_INVALID', { reason: error instanceof Error ? error.message : String(error) });
  }
  return undefined;
}

async function found(founding: Founding, config: Config): Promise<void> {
  const { databaseUrl: url, domain } = config;
  await migrate({ url });
  await loadDivisions({ url });
  const issued = await foundPlatform({ ownerUrl: url, domain }, founding);
  say('FOUND_DONE');
  for (const { login, oneTimePassword } of issued) sayPlain(`  ${login}  ${oneTimePassword ?? ''}`);
}

async function run(path: string | undefined): Promise<number> {
  if (path === '--example') sayPlain(JSON.stringify(EXAMPLE, undefined, 2));
  if (path === undefined) say('FOUND_USAGE');
  if (path === undefined || path === '--example') return path === undefined ? 1 : 0;
  const founding = readFounding(path);
  if (!founding) return 1;
  ensureDataFolder(DATA_DIR);
  const embedded = process.env['DATABASE_URL']
    ? undefined
    : await startEmbeddedPostgres({ dataDir: join(DATA_DIR, 'postgres') });
  const own = embedded && { DATABASE_URL: embedded.url, TANDEM_APP_DATABASE_URL: embedded.appUrl };
  try {
    await found(founding, readConfig({ ...process.env, ...own }));
    return 0;
  } finally {
    await embedded?.stop();
  }
}

try {
  process.exitCode = await run(process.argv[2]);
} catch (error) {
  explain(error, join(DATA_DIR, 'tandem.log'));
  process.exitCode = 1;
}
