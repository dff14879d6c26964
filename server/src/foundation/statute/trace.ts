import { globSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { rulebook } from './rulebook.ts';

export interface Place {
  /** Path from the project's root. */
  file: string;
  line: number;
}

/** Rule id → where code asks for it, and which tests carry its id in their title. */
export type Trace = Record<string, { code: Place[]; tests: Place[] }>;

const ROOT = join(import.meta.dirname, '../../../..');
const SOURCES = ['server/src/**/*.ts', 'demo/**/*.ts', 'web/src/**/*.{ts,tsx}', 'web/e2e/**/*.ts'];
const QUOTED_ID = /['"`[]((?:\d+|platform)\.[a-z][a-z0-9.-]*)['"`\]]/g;

/** Reads the sources once and finds every mention of a rule's id. */
export function traceRules(root: string = ROOT): Trace {
  const trace: Trace = Object.fromEntries(rulebook.rules.map((rule) => [rule.id, { code: [], tests: [] }]));
  for (const path of globSync(SOURCES, { cwd: root }).toSorted()) {
    if (path.includes('node_modules') || path.includes('foundation/statute/')) continue;
    collectMentions(join(root, path), relative(root, join(root, path)), trace);
  }
  return trace;
}

function collectMentions(path: string, file: string, trace: Trace): void {
  const kind = /\.(test|e2e)\.tsx?$/.test(file) ? 'tests' : 'code';
  if (kind === 'code' && !file.startsWith('server/src/')) return;
  readFileSync(path, 'utf8')
    .split('\n')
    .forEach((text, index) => {
      for (const match of text.matchAll(QUOTED_ID)) {
        trace[match[1] ?? '']?.[kind].push({ file, line: index + 1 });
      }
    });
}

let known: Trace | undefined;

/** The trace of the sources this server runs from; read on first use. */
export function readTrace(): Trace {
  known ??= traceRules();
  return known;
}
