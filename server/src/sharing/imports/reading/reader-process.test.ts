import { readFileSync } from 'node:fs';
import { Readable } from 'node:stream';
import { afterEach, expect, test } from 'vitest';
import type { FileStore } from '../../../platform/files/file-store.ts';
import { problemOf } from '../import-problem.ts';
import { inspectFile, readTable } from './read-table.ts';
import { ReaderOutOfMemory } from './reader-process.ts';

const HEADER = '企业名称,注册资金\n';
const FILE = { name: 'a.csv', sizeBytes: 1_000_000, reading: {} };

/** A file that begins and never goes on. */
const endless = {
  read: async () =>
    Readable.from(
      (async function* () {
        yield Buffer.from(HEADER);
        await new Promise(() => undefined);
      })(),
    ),
} as unknown as FileStore;

const KEY = { a: 1, b: 2 };

const readers = (): number[] =>
  readFileSync(`/proc/${process.pid}/task/${process.pid}/children`, 'utf8')
    .split(' ')
    .filter((pid) => pid !== '')
    .filter((pid) => readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('table-reader.ts'))
    .map(Number);

async function theReader(): Promise<number> {
  await expect.poll(readers).toHaveLength(1);
  return readers()[0] as number;
}

afterEach(() => expect(readers()).toEqual([]));

const inspecting = (signal = new AbortController().signal) =>
  inspectFile({ files: endless, hash: 'x', signal }, { file: FILE, hashKey: KEY });

test.each([
  ['SIGSEGV', 'IMPORT_INTERRUPTED', false],
  ['SIGKILL', 'IMPORT_INTERRUPTED', false],
  ['SIGABRT', 'IMPORT_OUT_OF_MEMORY', true],
] as const)('a reader that dies of %s is %s to its import, and nothing to the server', async (...given) => {
  const [death, code, lasting] = given;
  const reading = inspecting().catch((error: unknown) => error);
  process.kill(await theReader(), death);
  const error = await reading;
  expect(error).toBeInstanceOf(death === 'SIGABRT' ? ReaderOutOfMemory : Error);
  expect(problemOf(error)).toMatchObject({ problem: { code }, lasting });
});

test('who stops reading ends the reader', async () => {
  const stop = new AbortController();
  const reading = inspecting(stop.signal).catch((error: unknown) => error);
  await theReader();
  stop.abort(new Error('enough'));
  expect(await reading).toMatchObject({ message: 'enough' });
});

test('a reader has nothing of the server’s environment', async () => {
  process.env['TANDEM_SECRET_CANARY'] = 'canary-4711';
  const stop = new AbortController();
  const reading = inspecting(stop.signal).catch(() => undefined);
  const pid = await theReader();
  expect(readFileSync(`/proc/${pid}/environ`, 'utf8')).not.toContain('canary');
  expect(readFileSync(`/proc/${pid}/cmdline`, 'utf8')).toContain('--permission');
  stop.abort();
  await reading;
  delete process.env['TANDEM_SECRET_CANARY'];
});

test('a thousand small pieces arrive in order, and their end', async () => {
  const rows = Array.from({ length: 1000 }, (_, n) => `企业${n},${n}\n`);
  const files = {
    read: async () => Readable.from([HEADER, ...rows].map((text) => Buffer.from(text))),
  } as unknown as FileStore;
  const column = (source: string) => ({ source, target: source, type: 'text' as const });
  const copied: string[] = [];
  for await (const result of readTable(
    { files, hash: 'x', signal: new AbortController().signal },
    {
      kind: 'load',
      file: FILE,
      plan: { columns: [column('企业名称'), column('注册资金')] },
      hashKey: KEY,
      resumeAfterRow: 0,
      flushEveryRows: 100,
      known: [],
      originId: 'x',
      corrects: false,
    },
  )) {
    if (result.kind === 'rows') copied.push(...result.copy.map((piece) => Buffer.from(piece).toString()));
    else expect(result).toMatchObject({ kind: 'loaded', report: { rowsLoaded: 1000 } });
  }
  const names = copied
    .join('')
    .trimEnd()
    .split('\n')
    .map((line) => /企业\d+/.exec(line)?.[0]);
  expect(names).toEqual(rows.map((row) => row.split(',')[0]));
});
