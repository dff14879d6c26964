import { cp, mkdir, mkdtemp, readFile, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { gates, runGate, type GateResult } from './gates.ts';

/** Each gate passes a small clean house and refuses it with one violation planted. */
const ROOT = dirname(import.meta.dirname);
const CONFIGURATION = [
  'tsconfig.base.json',
  'tsconfig.json',
  'web/tsconfig.json',
  '.oxlintrc.json',
  '.prettierrc.json',
  '.prettierignore',
  '.dependency-cruiser.mjs',
  'knip.json',
];

const manifest = (name: string, more: object = {}) =>
  `${JSON.stringify({ name, type: 'module', ...more }, undefined, 2)}\n`;

const CLEAN: Record<string, string> = {
  'package.json': manifest('house', {
    private: true,
    workspaces: ['engines/*', 'messages', 'sdk', 'server', 'web', 'demo'],
  }),
  'package-lock.json': '{ "packages": { "": {} } }\n',
  'engines/calendar/package.json': manifest('@tandem/calendar', { exports: './index.ts' }),
  'engines/calendar/index.ts': `export { nextDay } from './day.ts';\n`,
  'engines/calendar/day.ts': `export const nextDay = (day: number): number => day + 1;\n`,
  'engines/ledger/package.json': manifest('@tandem/ledger', { exports: './index.ts' }),
  'engines/ledger/index.ts': `export { leaf } from './leaf.ts';\n`,
  'engines/ledger/leaf.ts': `export const leaf = 1;\n`,
  'messages/package.json': manifest('@tandem/messages', { exports: './index.ts' }),
  'messages/index.ts': `export const hello = '你好';\n`,
  'sdk/package.json': manifest('@tandem/sdk', { exports: './index.ts' }),
  'sdk/index.ts': `export const sign = (text: string): string => text;\n`,
  'demo/package.json': manifest('@tandem/demo'),
  'demo/main.ts': `process.stdout.write('played');\n`,
  'server/package.json': manifest('@tandem/server'),
  'server/migrations/040.do.catalogue.sql':
    'create schema catalogue;\ncreate table catalogue.resource (id uuid);\n',
  'server/migrations/060.do.requests.sql':
    'create schema requests;\ncreate table requests.request (id uuid);\n',
  'server/src/main.ts': [
    `import { nextDay } from '../../engines/calendar/index.ts';`,
    `import { person } from './foundation/people/index.ts';`,
    `import { readConfig } from './platform/config.ts';`,
    `import { warn } from './regulation/warnings/index.ts';`,
    `import { findResource } from './sharing/catalogue/index.ts';`,
    `import { fileRequest } from './sharing/requests/index.ts';`,
    `\nprocess.stdout.write([nextDay(1), readConfig(), findResource(), fileRequest(), person, warn].join(' '));\n`,
  ].join('\n'),
  'server/src/platform/config.ts': `export const readConfig = (): string => 'read';\n`,
  'server/src/foundation/people/index.ts': `export { person } from './person.ts';\n`,
  'server/src/foundation/people/person.ts': `export const person = 'p';\n`,
  'server/src/regulation/warnings/index.ts': `export const warn = 'w';\n`,
  'server/src/sharing/catalogue/index.ts': `export { findResource } from './resource-store.ts';\n`,
  'server/src/sharing/catalogue/resource-store.ts': `export const findResource = (): string => 'select id from catalogue.resource';\n`,
  'server/src/sharing/requests/index.ts': `export { fileRequest } from './file-request.ts';\n`,
  'server/src/sharing/requests/file-request.ts': `export const fileRequest = (): string => 'insert into requests.request (id) values ($1)';\n`,
  'web/package.json': manifest('@tandem/web', { devDependencies: { vite: '*' } }),
  'web/index.html': '<script type="module" src="/src/main.tsx"></script>\n',
  'web/src/main.tsx': `document.title = 'Tandem';\n`,
  'web/vite.config.ts': `import { defineConfig } from 'vite';\n\nexport default defineConfig({});\n`,
};

let folder: string;

async function plant(files: Record<string, string>, into: string): Promise<void> {
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(into, path)), { recursive: true });
    await writeFile(join(into, path), text);
  }
}

/** The clean house with `files` added or replaced, run through one gate. */
async function gateOn(name: string, files: Record<string, string> = {}): Promise<GateResult> {
  const gate = gates.find((each) => each.name === name);
  if (!gate) throw new Error(`no gate ${name}`);
  const house = await mkdtemp(join(folder, 'house-'));
  await plant(CLEAN, house);
  for (const file of CONFIGURATION) await cp(join(ROOT, file), join(house, file));
  await symlink(join(ROOT, 'node_modules'), join(house, 'node_modules'));
  await plant(files, house);
  return runGate(gate, house);
}

beforeAll(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'tandem-gates-')));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const store = 'server/src/sharing/requests/request-store.ts';
const longFunction = `export function long(): void {\n${'  process.stdout.write("x");\n'.repeat(90)}}\n`;

/** What each gate must refuse: gate, what is planted, what the output must name. */
const PLANTS: [gate: string, title: string, files: Record<string, string>, named: RegExp][] = [
  [
    'types',
    'a wrong type in the server',
    { 'server/src/bad.ts': `export const n: number = 'one';\n` },
    /TS2322/,
  ],
  [
    'types',
    'a wrong type in the console',
    { 'web/src/bad.ts': `export const n: number = 'one';\n` },
    /TS2322/,
  ],
  [
    'types',
    'an index that may be missing',
    { 'demo/bad.ts': `const list = ['a'];\nexport const n: string = list[3];\n` },
    /TS2322/,
  ],
  [
    'types',
    'an enum, which type stripping can not run',
    { 'demo/bad.ts': `export enum E {\n  A,\n}\n` },
    /TS1294/,
  ],
  ['format', 'two spaces too many', { 'demo/bad.ts': `export const a   = 1;\n` }, /demo\/bad\.ts/],
  [
    'lint',
    'a promise nobody waits for',
    { 'demo/bad.ts': `const go = async (): Promise<void> => undefined;\ngo();\n` },
    /no-floating-promises/,
  ],
  ['lint', 'any', { 'demo/bad.ts': `export const a: any = 1;\n` }, /no-explicit-any/],
  ['lint', 'a function above 80 lines', { 'demo/bad.ts': longFunction }, /max-lines-per-function/],
  [
    'lint',
    'a file above 500 lines',
    { 'demo/bad.ts': `export const a = 1;\n${'// more\n'.repeat(500)}` },
    /max-lines/,
  ],
  [
    'SQL ownership',
    "another room's table in a string",
    { [store]: `export const q = 'select id from catalogue.resource';\n` },
    /request-store\.ts:1 .*catalogue\.resource/,
  ],
  [
    'SQL ownership',
    'the same in a template, quoted',
    { [store]: 'export const q = (n: number) => `update "catalogue"."resource" set id = ${n}`;\n' },
    /catalogue\.resource/,
  ],
  [
    'SQL ownership',
    'a migration that reaches across',
    {
      'server/migrations/061.do.requests-more.sql':
        'create table requests.more (r uuid);\nalter table requests.request add r uuid references catalogue.resource;\n',
    },
    /061.*catalogue\.resource/,
  ],
  [
    'dead code',
    'a file nobody imports',
    { 'server/src/sharing/catalogue/forgotten.ts': `export const forgotten = 1;\n` },
    /forgotten\.ts/,
  ],
  [
    'dead code',
    'an export nobody uses',
    {
      'server/src/platform/config.ts': `export const readConfig = (): string => 'read';\nexport const unused = 1;\n`,
    },
    /unused/,
  ],
  [
    'dead code',
    'a package that is not declared',
    {
      'server/src/platform/config.ts': `import fastify from 'fastify';\n\nexport const readConfig = (): string => String(fastify);\n`,
    },
    /fastify/,
  ],
  [
    'lock file',
    'a platform build that is missing',
    {
      'package-lock.json': `{ "packages": { "node_modules/a": { "optionalDependencies": { "a-darwin": "1.0.0" } } } }\n`,
    },
    /a-darwin/,
  ],
];

describe('the clean house passes', () => {
  test.each(['lock file', 'types', 'format', 'lint', 'boundaries', 'SQL ownership', 'dead code'])(
    '%s',
    async (name) => {
      const { passed, output } = await gateOn(name);
      expect(passed ? '' : output).toBe('');
    },
  );
});

describe('a planted violation is refused', () => {
  test.each(PLANTS)('%s: %s', async (name, _title, files, named) => {
    const { passed, output } = await gateOn(name, files);
    expect(output).toMatch(named);
    expect(passed).toBe(false);
  });
});

const imports = (path: string) => `import * as other from '${path}';\n\nexport const use = other;\n`;

const A_TEST = { 'server/src/sharing/catalogue/resource-store.test.ts': `export const fixture = 1;\n` };

/** One arrow for each rule in .dependency-cruiser.mjs. */
const ARROWS: [rule: string, file: string, to: string][] = [
  ['resolvable', 'demo/bad.ts', './nowhere.ts'],
  ['engines-only-engines', 'engines/calendar/bad.ts', '../../server/src/platform/config.ts'],
  ['engines-no-input-output', 'engines/calendar/bad.ts', 'node:fs'],
  ['engines-by-their-door', 'engines/calendar/bad.ts', '../ledger/leaf.ts'],
  ['packages-by-their-door', 'server/src/platform/bad.ts', '../../../engines/calendar/day.ts'],
  ['platform-knows-no-domain', 'server/src/platform/bad.ts', '../sharing/catalogue/index.ts'],
  ['rooms-by-their-door', 'server/src/sharing/requests/bad.ts', '../catalogue/resource-store.ts'],
  ['rooms-by-their-door', 'server/src/sharing/requests/bad.ts', '../../foundation/people/person.ts'],
  ['foundation-stands-below', 'server/src/foundation/people/bad.ts', '../../sharing/catalogue/index.ts'],
  ['sharing-never-calls-back', 'server/src/sharing/requests/bad.ts', '../../regulation/warnings/index.ts'],
  ['only-the-root-wires', 'server/src/sharing/requests/bad.ts', '../../main.ts'],
  ['server-stands-alone', 'server/src/sharing/requests/bad.ts', '../../../../sdk/index.ts'],
  ['web-speaks-http', 'web/src/bad.ts', '../../server/src/platform/config.ts'],
  ['messages-are-only-texts', 'messages/bad.ts', '../engines/calendar/index.ts'],
  ['workers-only-engines', 'decision-workers/bad.ts', '../server/src/platform/config.ts'],
  ['sdk-speaks-http', 'sdk/bad.ts', '../server/src/platform/config.ts'],
  ['tests-stay-tests', 'server/src/sharing/requests/bad.ts', '../catalogue/resource-store.test.ts'],
];

describe('an arrow that runs the wrong way is refused', () => {
  test.each(ARROWS)('%s: %s → %s', async (rule, file, to) => {
    const { passed, output } = await gateOn('boundaries', { [file]: imports(to), ...A_TEST });
    expect(output).toContain(`${rule}: ${file} → `);
    expect(passed).toBe(false);
  });

  test('every rule has such an arrow', async () => {
    const text = await readFile(join(ROOT, '.dependency-cruiser.mjs'), 'utf8');
    const rules = [...text.matchAll(/forbid\(\s*'([\w-]+)'/g)].map(([, rule]) => rule);
    expect(rules.length).toBeGreaterThan(10);
    expect(new Set([...ARROWS.map(([rule]) => rule), 'no-cycles'])).toEqual(new Set(rules));
  });

  test('no-cycles: two modules that need each other', async () => {
    const { passed, output } = await gateOn('boundaries', {
      'demo/a.ts': imports('./b.ts'),
      'demo/b.ts': imports('./a.ts'),
    });
    expect(output).toContain('no-cycles');
    expect(passed).toBe(false);
  });

  test('a run that understood nothing is not taken for a clean one', async () => {
    const blind = (await readFile(join(ROOT, '.dependency-cruiser.mjs'), 'utf8')).replace(
      'doNotFollow',
      `includeOnly: '^nothing/',\n    doNotFollow`,
    );
    const { passed, output } = await gateOn('boundaries', { '.dependency-cruiser.mjs': blind });
    expect(output).toMatch(/sources were not read/);
    expect(passed).toBe(false);
  });
});

test(
  'drift: generated files that do not follow from their sources are refused',
  { timeout: 120_000 },
  async () => {
    const { passed, output } = await gateOn('drift', { 'docs/openapi.json': '{}\n' });
    for (const file of [
      'server/src/platform/database/database.generated.ts',
      'docs/openapi.json',
      'web/src/generated/api.ts',
    ]) {
      expect(output).toContain(`drift: ${file}`);
    }
    expect(passed).toBe(false);
  },
);

test('statute: a rule in force that no code asks for and no test proves is refused', async () => {
  const { passed, output } = await gateOn('statute');
  expect(output).toMatch(/gap: \S+ has no code/);
  expect(passed).toBe(false);
});

test('every gate is tested here', () => {
  const tested = new Set([...PLANTS.map(([gate]) => gate), 'boundaries', 'drift', 'statute']);
  expect(tested).toEqual(new Set(gates.map(({ name }) => name)));
});
