/**
 * A gate: package-lock.json holds the builds for every platform of each package that has such builds.
 * npm leaves out, without a word, those that the registry doesn't hold yet (a release is published package by
 * package) and `npm ci` then refuses the whole file on a fresh clone.
 */
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';

export interface Lock {
  packages: Record<string, { optionalDependencies?: Record<string, string> }>;
}

/** Where `name` may be found by the package at `path`: in its own node_modules, then in each folder above. */
function candidates(path: string, name: string): string[] {
  const folders = path === '' ? [] : path.split('/');
  const above = folders.map((_, index) => folders.slice(0, folders.length - index).join('/'));
  return [...above.map((folder) => `${folder}/node_modules/${name}`), `node_modules/${name}`];
}

/** Packages whose platform builds are not all there: path to the missing names. */
export function findIncomplete(lock: Lock): Map<string, string[]> {
  const incomplete = new Map<string, string[]>();
  for (const [path, entry] of Object.entries(lock.packages)) {
    const missing = Object.keys(entry.optionalDependencies ?? {}).filter(
      (name) => !candidates(path, name).some((candidate) => candidate in lock.packages),
    );
    if (missing.length > 0) incomplete.set(path, missing);
  }
  return incomplete;
}

function main(root: string): void {
  const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as Lock;
  const incomplete = findIncomplete(lock);
  for (const [path, missing] of incomplete) {
    console.log(
      `${path} lacks ${missing.join(', ')}: choose a version whose builds are all published, and pin it`,
    );
  }
  process.exitCode = incomplete.size > 0 ? 1 : 0;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  main(process.argv[2] ?? dirname(import.meta.dirname));
}
