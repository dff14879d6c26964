import { spawnSync } from 'node:child_process';
import { existsSync, globSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import ts from 'typescript';
import { afterAll, describe, expect, test } from 'vitest';
import { readConfig } from '../server/src/platform/config/config.ts';

const ROOT = dirname(import.meta.dirname);
const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');
const documents = globSync('**/*.md', {
  cwd: ROOT,
  exclude: (name) => /^(node_modules|\.data|dist)/.test(name),
}).toSorted();

interface Block {
  document: string;
  /** After the three backticks, for example `sh run`. */
  info: string;
  code: string;
}

const blocks: readonly Block[] = documents.flatMap((document) =>
  [...read(document).matchAll(/^```(\w+(?: run)?)\n(.*?)^```$/gms)].map(([, info = '', code = '']) => ({
    document,
    info,
    code,
  })),
);

/** A folder that looks like the checkout, for examples that write files. */
const folder = mkdtempSync(join(tmpdir(), 'tandem-readme-'));
for (const entry of readdirSync(ROOT))
  if (!entry.startsWith('.')) symlinkSync(join(ROOT, entry), join(folder, entry));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('commands marked to run', () => {
  const marked = blocks.filter(({ info }) => info === 'sh run');

  test('there are some', () => {
    expect(marked.map(({ document }) => document)).toContain('README.md');
  });

  test.each(marked)('$document: $code', ({ code }) => {
    const path = `${join(ROOT, 'node_modules/.bin')}:${process.env['PATH'] ?? ''}`;
    const run = spawnSync('sh', ['-e', '-c', code], {
      cwd: folder,
      env: { ...process.env, PATH: path },
      encoding: 'utf8',
    });
    expect(`${run.stdout}${run.stderr}${run.status}`).toMatch(/0$/);
  });
});

test.each(blocks.filter(({ info }) => info.startsWith('sh')))(
  '$document names scripts that exist: $code',
  ({ code }) => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
    for (const [, builtin, named] of code.matchAll(/\bnpm (?:(start|test)\b|run (?:--silent )?([\w:-]+))/g)) {
      expect(Object.keys(scripts)).toContain(builtin ?? named);
    }
  },
);

/** What the examples take for granted; the surrounding text says where it comes from. */
const GIVEN: Readonly<Record<string, string>> = {
  'sdk/README.md': `import type { QueryInput } from '@tandem/sdk';
    declare const agreementId: string, code: string, input: QueryInput;`,
  'README.md': 'declare const agreementId: string, code: string;',
  'README.zh-CN.md': 'declare const agreementId: string, code: string;',
  'engines/tabular/README.md': `import type { ImportReport } from '@tandem/tabular';
    declare const chunksOfTheHead: AsyncIterable<Uint8Array>, chunksOfTheFile: AsyncIterable<Uint8Array>;
    declare const copyStream: { write(bytes: Uint8Array): Promise<void> }, rejectFile: typeof copyStream;
    declare const show: (report: ImportReport) => void;`,
};

/** What the compiler says of the TypeScript examples of the documents, each document one module. */
function typeErrors(sources: ReadonlyMap<string, string>): string[] {
  const { config } = ts.readConfigFile(join(ROOT, 'tsconfig.base.json'), ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, ROOT, {
    noUnusedLocals: false,
    typeRoots: [join(ROOT, 'node_modules/@types')],
  });
  const host = ts.createCompilerHost(options);
  const { getSourceFile, fileExists } = host;
  host.fileExists = (path) => sources.has(path) || fileExists(path);
  host.getSourceFile = (path, target, ...rest) => {
    const source = sources.get(path);
    return source === undefined
      ? getSourceFile(path, target, ...rest)
      : ts.createSourceFile(path, source, target);
  };
  const program = ts.createProgram([...sources.keys()], options, host);
  return ts
    .getPreEmitDiagnostics(program)
    .map(
      ({ file, messageText }) =>
        `${relative(ROOT, file?.fileName ?? '')}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`,
    );
}

test('TypeScript examples compile against what they import', { timeout: 120_000 }, () => {
  const byDocument = Object.entries(GIVEN).map(([document, given]) => {
    const code = blocks
      .filter((block) => block.document === document && block.info === 'ts')
      .map((block) => block.code);
    expect([document, code.length]).not.toEqual([document, 0]);
    return [
      join(ROOT, 'tools', `${document.replaceAll(/\W/g, '-')}.ts`),
      [given, ...code].join('\n'),
    ] as const;
  });
  expect(typeErrors(new Map(byDocument))).toEqual([]);
  const [[path, source] = ['', '']] = byDocument;
  expect(typeErrors(new Map([[path, source.replaceAll('createClient', 'createFriend')]]))).not.toEqual([]);
});

test.each(documents)('%s links to what exists', (document) => {
  const links = [
    ...read(document)
      .replaceAll(/```.*?```/gs, '')
      .matchAll(/\]\(([^)\s]+)\)|(?:src|srcset)="([^"\s]+)"/g),
  ];
  const targets = links
    .map(([, link, source]) => link ?? source ?? '')
    .filter((target) => !/^(https?:|#|mailto:)/.test(target));
  const missing = targets.filter(
    (target) => !existsSync(join(ROOT, dirname(document), target.split('#')[0] ?? '')),
  );
  expect(missing).toEqual([]);
});

test('docs/security.md names tests that exist', () => {
  const named = [...read('docs/security.md').matchAll(/`([\w./-]+\.test\.ts)`/g)].map(
    ([, path = '']) => path,
  );
  expect(named.length).toBeGreaterThan(30);
  expect(
    named.filter((path) => !existsSync(join(ROOT, path)) && !existsSync(join(ROOT, 'server/src', path))),
  ).toEqual([]);
});

describe('docs/operations.md', () => {
  const [, table = ''] = read('docs/operations.md').split(/<!-- \/?configuration -->/);
  const rows = new Map(
    [...table.matchAll(/^\| `(\w+)` \| (.*?) \|/gm)].map(([, name = '', standard = '']) => [name, standard]),
  );

  test('lists every setting, and no other', () => {
    const source = read('server/src/platform/config/config.ts');
    const asked = new Set([...source.matchAll(/: '([A-Z_]{4,})',/g)].map(([, name = '']) => name));
    expect([...rows.keys()].toSorted()).toEqual([...asked].toSorted());
  });

  test('states the defaults that hold', () => {
    const config = readConfig({ DATABASE_URL: 'postgres://owner@localhost/tandem' });
    const held = {
      HOST: config.host,
      PORT: config.port,
      TANDEM_DATA_DIR: config.dataDir,
      TANDEM_WEB_DIR: config.webDir,
      TANDEM_PUBLIC_URL: config.publicUrl,
      TANDEM_DOMAIN: config.domain,
      TANDEM_DEMO: config.demo ? 1 : 0,
      TANDEM_POOL_SIZE: config.poolSize,
      TANDEM_LOG_LEVEL: config.logLevel,
      TANDEM_TRUST_PROXY: config.trustProxy ? 1 : 0,
      TANDEM_MAX_UPLOAD_BYTES: config.maxUploadBytes,
      TANDEM_OIDC: JSON.stringify(config.oidc),
    };
    for (const [name, value] of Object.entries(held))
      expect([name, rows.get(name)]).toEqual([name, `\`${value}\``]);
  });
});
