import { dirname, join, resolve } from 'node:path';

const ROOT = dirname(import.meta.dirname);

/** Where the commands of this folder find data: TANDEM_DATA_DIR, or `.data` beside them. An empty variable is not set. */
export function dataDir(env: Readonly<Record<string, string | undefined>> = process.env): string {
  return resolve(env['TANDEM_DATA_DIR'] || join(ROOT, '.data'));
}
