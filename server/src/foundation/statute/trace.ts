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
const ID = String.raw`((?:\d+|platform)\.[a-z][a-z0-9.-]*)`;
/** Code asks for a rule by a call (`ruleParam('20.term.longest'`) or names it where it refuses (`rule: '25.scope'`). */
const ASKED = new RegExp(
  String.raw`\b(?:rule(?:Param|Days)?\(|rule(?:Id)?:)\s*(?:[^'"\n;]{0,80}\?\s*)?['"]${ID}['"]`,
  'g',
);
/** A test carries the rule in its title: `test('… [25.scope]'`. */
const TITLE =
  /(?:\b(?:test|it|describe)(?:\.(?:each|concurrent|sequential))?\(|\)\()\s*(['"`])((?:\\.|(?!\1)[^\\])*)\1/g;
const IN_TITLE = new RegExp(String.raw`\[${ID}\]`, 'g');
const COMMENT = /^[^\S\n]*(?:\/\/|\/?\*).*$|(?<=[\s;{(,])\/\/ .*$|\/\*[^*\n]*\*\//gm;

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
  const text = readFileSync(path, 'utf8').replace(COMMENT, '');
  const mentions = kind === 'code' ? askedIn(text) : titledIn(text);
  for (const { id, at } of mentions) {
    trace[id]?.[kind].push({ file, line: text.slice(0, at).split('\n').length });
  }
}

interface Mention {
  id: string;
  /** Where the id stands in the text without comments, whose lines are those of the file. */
  at: number;
}

function askedIn(text: string): Mention[] {
  return [...text.matchAll(ASKED)].map((match) => {
    const id = match[1] ?? '';
    return { id, at: match.index + match[0].lastIndexOf(id) };
  });
}

function titledIn(text: string): Mention[] {
  return [...text.matchAll(TITLE)].flatMap((title) => {
    const words = title[2] ?? '';
    const from = title.index + title[0].lastIndexOf(words);
    return [...words.matchAll(IN_TITLE)].map((match) => ({ id: match[1] ?? '', at: from + match.index }));
  });
}

let known: Trace | undefined;

/** The trace of the sources this server runs from; read on first use. */
export function readTrace(): Trace {
  known ??= traceRules();
  return known;
}
