import { accessSync, constants, mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { ConfigError } from './config.ts';

/** Folder by folder: where none can be made (below /proc), the recursive `mkdir` of Node tries for ever. */
function makeFolders(path: string): void {
  if (statSync(path, { throwIfNoEntry: false })) return;
  makeFolders(dirname(path));
  mkdirSync(path);
}

/** Makes sure that the data folder is there and takes files. @throws ConfigError with the reason */
export function ensureDataFolder(path: string): void {
  try {
    makeFolders(path);
    if (!statSync(path).isDirectory()) throw new Error('this is a file, no folder');
    accessSync(path, constants.W_OK);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new ConfigError([`TANDEM_DATA_DIR: ${path} can not be used as the data folder (${reason})`]);
  }
}
