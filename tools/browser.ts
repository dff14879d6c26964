import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium, type Browser, type LaunchOptions } from 'playwright-core';
import { AppError } from '../server/src/platform/app-error.ts';
import { say } from './terminal.ts';

/** Names under which systems install a browser of the Chromium family, the nearest to ours first. */
const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge'];
const MAC_APPLICATIONS = [
  'Chromium.app/Contents/MacOS/Chromium',
  'Google Chrome.app/Contents/MacOS/Google Chrome',
];

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false; // not there, or not for us to run
  }
}

function onPath(name: string): string[] {
  return (process.env['PATH'] ?? '')
    .split(delimiter)
    .concat('/usr/bin')
    .map((folder) => join(folder, name));
}

/** The browser that tests drive: CHROMIUM_PATH, or the first that is installed. */
export function findChromium(): string | undefined {
  const given = process.env['CHROMIUM_PATH'];
  if (given) return isProgram(given) ? given : undefined;
  const applications = MAC_APPLICATIONS.map((name) => join('/Applications', name));
  return [...NAMES.flatMap(onPath), ...applications].find(isProgram);
}

function hasChineseFont(): boolean {
  if (process.platform === 'darwin') return true;
  const listed = spawnSync('fc-list', [':lang=zh', 'family'], { encoding: 'utf8' });
  return listed.status === 0 && listed.stdout.trim() !== '';
}

function install(packages: string[]): void {
  say('SETUP_CHROMIUM_INSTALLING', { packages: packages.join(', ') });
  const options = { stdio: 'inherit', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } } as const;
  spawnSync('apt-get', ['update', '-qq'], options);
  spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], options);
}

/**
 * Makes sure that there is a browser and a font with Chinese characters; installs Debian's where that is allowed.
 * @throws AppError SETUP_CHROMIUM_MISSING where there is none and it may not be installed.
 */
export function ensureBrowser(): void {
  const missing = [
    ...(findChromium() === undefined ? ['chromium'] : []),
    ...(hasChineseFont() ? [] : ['fontconfig', 'fonts-noto-cjk']),
  ];
  const mayInstall = process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');
  if (missing.length > 0 && mayInstall) install(missing);
  if (findChromium() === undefined) throw new AppError({ code: 'SETUP_CHROMIUM_MISSING', status: 503 });
  if (!hasChineseFont()) say('SETUP_FONT_MISSING');
}

/**
 * Starts the browser that `findChromium` finds. Root has no sandbox to put it in. Without a locale of UTF-8 Chromium drops
 * chosen files whose names are not ASCII, and says nothing.
 */
export async function launchBrowser(options: LaunchOptions = {}): Promise<Browser> {
  const executablePath = findChromium();
  if (executablePath === undefined) throw new AppError({ code: 'SETUP_CHROMIUM_MISSING', status: 503 });
  const flags = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const env = { ...process.env, LC_ALL: 'C.UTF-8' } as Record<string, string>;
  return chromium.launch({ executablePath, env, ...options, args: [...flags, ...(options.args ?? [])] });
}
