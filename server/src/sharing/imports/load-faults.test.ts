import { PassThrough, Readable } from 'node:stream';
import { writeXlsx } from '@tandem/tabular';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { AppError } from '../../platform/app-error.ts';
import { transactAs } from '../../platform/database/transaction.ts';
import type { FileStore } from '../../platform/files/file-store.ts';
import { ImportBusy } from './attempt.ts';
import { loadImport } from './load-import.ts';
import { reviveImports } from './revive-imports.ts';
import { startLoad } from './run-import.ts';
import {
  clerkOf,
  GOOD,
  HEADER,
  ITEMS,
  MARKET,
  startImportsBed,
  type ImportsBed,
  type Run,
} from '../../../test/imports-bed.ts';

let bed: ImportsBed;
beforeAll(async () => {
  bed = await startImportsBed();
});
afterAll(async () => bed.stop());

const findResource = async () => ({ providerId: MARKET, title: '企业登记', items: [], withdrawn: false });

/** Marked as loading, but given to no queue: the test is the worker. */
async function beginWithoutQueue(content: string): Promise<Run> {
  const run = await bed.begin(content, 'a.csv');
  const clerk = transactAs(bed.database, clerkOf(MARKET));
  await startLoad(clerk, { findResource, enqueue: async () => undefined }, run.id);
  return run;
}

async function view(id: string): Promise<Run> {
  return (await bed.call<Run>('GET', `/api/v1/imports/${id}`)).body;
}

async function rowsOf(run: Run): Promise<number> {
  const { datasetVersionId } = await view(run.id);
  const name = `d_${String(datasetVersionId).replaceAll('-', '')}`;
  return (
    (await bed.sql<{ count: number }>(`select count(*)::int as count from hosted.${name}`))[0]?.count ?? -1
  );
}

const lines = (count: number, make: (n: number) => string) =>
  `${[HEADER, ...Array.from({ length: count }, (_, n) => make(n))].join('\n')}\n`;
const good = (n: number) => GOOD.replace('恒远', `恒远${n}`);
const bad = (n: number) => good(n).replace('91350100M000100Y43', `坏${'码'.repeat(40)}`);

async function withStore<T>(change: Partial<FileStore>, work: () => Promise<T>): Promise<T> {
  const before = { ...bed.files };
  Object.assign(bed.files, change);
  try {
    return await work();
  } finally {
    Object.assign(bed.files, before);
  }
}

test.each(['at once', 'in the middle'])(
  'a disk that is full %s fails the load with a code; with room again it goes on',
  async (when) => {
    const run = await bed.begin(
      lines(5000, (n) => (n % 2 ? good(n) : bad(n))),
      'a.csv',
    );
    await bed.plan(run, { 统一社会信用代码: { type: 'creditCode' } });
    const put: FileStore['put'] = async (content) => {
      if (when === 'in the middle') await content[Symbol.asyncIterator]().next();
      throw new AppError({ code: 'PLATFORM_DISK_FULL', status: 507 });
    };
    const failed = await withStore({ put }, () => bed.load(run.id));
    expect(failed).toMatchObject({ state: 'failed', problem: { code: 'PLATFORM_DISK_FULL' } });
    expect(await bed.load(run.id)).toMatchObject({
      state: 'loaded',
      report: { rowsLoaded: 2500, rowsRejected: 2500 },
    });
  },
);

test('a fault that does not go away ends in failure after some tries, and a person can resume', async () => {
  const run = await beginWithoutQueue(lines(3, good));
  const broken: FileStore = {
    ...bed.files,
    read: async () => Promise.reject(new Error('input/output error')),
  };
  let tries = 0;
  for (; (await view(run.id)).state === 'loading' && tries < 30; tries += 1) {
    await loadImport(run.id, { files: broken }, bed.job).catch(() => undefined);
  }
  expect(await view(run.id)).toMatchObject({
    state: 'failed',
    problem: { code: 'IMPORT_GAVE_UP', params: { times: 8 } },
  });
  expect(await bed.load(run.id)).toMatchObject({ state: 'loaded', report: { rowsLoaded: 3 } });
});

test('a cancel that is asked for as the last row is read comes true at once', async () => {
  const run = await beginWithoutQueue(lines(3, good));
  const read: FileStore['read'] = async (...given) => {
    await bed.sql(`update imports.import set state = 'cancelling' where id = $1`, [run.id]);
    return bed.files.read(...given);
  };
  await loadImport(run.id, { files: { ...bed.files, read } }, bed.job);
  expect(await view(run.id)).toMatchObject({ state: 'cancelled' });
  expect(await bed.load(run.id)).toMatchObject({ state: 'loaded', report: { rowsLoaded: 3 } });
});

test('[18.quality] a load that began by other reading rules stops, and begins anew from its file: rows of both are not mixed', async () => {
  const run = await beginWithoutQueue(lines(20_000, good));
  const read: FileStore['read'] = async (...given) => {
    const whole = await bed.files.read(...given);
    async function* half() {
      let bytes = 0;
      for await (const chunk of whole as AsyncIterable<Buffer>) {
        yield chunk;
        bytes += chunk.length;
        if (bytes < 600_000) continue;
        await expect.poll(() => rowsOf(run)).toBeGreaterThan(0);
        throw new Error('input/output error');
      }
    }
    return Readable.from(half());
  };
  const options = { files: { ...bed.files, read }, rowsPerCommit: 1000 };
  await loadImport(run.id, options, bed.job).catch(() => undefined);
  const { datasetVersionId: begun } = await view(run.id);
  const committed = await rowsOf(run);
  expect(committed).toBeGreaterThan(0);
  expect(committed).toBeLessThan(20_000);
  await bed.sql('update imports.import set reading_rules = null where id = $1', [run.id]);
  await loadImport(run.id, { files: bed.files }, bed.job);
  expect(await view(run.id)).toMatchObject({ state: 'failed', problem: { code: 'IMPORT_RULES_CHANGED' } });
  const anew = await bed.load(run.id);
  expect(anew).toMatchObject({ state: 'loaded', report: { rowsLoaded: 20_000 } });
  expect(anew.datasetVersionId).not.toBe(begun);
  expect(await rowsOf(run)).toBe(20_000);
  const [former] = await bed.sql<{ state: string }>(
    'select state from imports.dataset_version where id = $1',
    [begun],
  );
  expect(former?.state).toBe('abandoned');
});

test('a worker that was taken for dead and wakes up writes nothing any more', async () => {
  const run = await beginWithoutQueue(lines(20_000, good));
  const whole = await new Response(
    Readable.toWeb(await bed.files.read((await sqlRun(run)).file_hash)) as ReadableStream,
  ).bytes();
  const slow = new PassThrough({ highWaterMark: 1 << 22 });
  slow.write(whole.subarray(0, 600_000));
  const sleeper = loadImport(
    run.id,
    { files: { ...bed.files, read: asleep(slow) }, rowsPerCommit: 1000 },
    bed.job,
  );
  await expect.poll(async () => (await sqlRun(run)).committed_row).toBeGreaterThan(0);
  const { attempt } = await sqlRun(run);
  const other = takeOver(run);
  await expect.poll(async () => (await sqlRun(run)).attempt).toBeGreaterThan(attempt);
  slow.end(whole.subarray(600_000));
  await Promise.all([sleeper, other]);
  expect(await view(run.id)).toMatchObject({ state: 'loaded', report: { rowsLoaded: 20_000 } });
  expect(await rowsOf(run)).toBe(20_000);
});

/** The sleeper's sign of life may come between the two steps; then they are taken again. */
async function takeOver(run: Run): Promise<void> {
  await bed.sql(`update imports.import set alive_at = now() - interval '1 minute' where id = $1`, [run.id]);
  return loadImport(run.id, { files: bed.files }, bed.job).catch((error: unknown) => {
    if (error instanceof ImportBusy) return takeOver(run);
    throw error;
  });
}

/** The head comes at once, the rest when the test says so. */
function asleep(slow: PassThrough): FileStore['read'] {
  return async (hash, range) => (range ? bed.files.read(hash, range) : slow);
}

interface SqlRun {
  file_hash: string;
  committed_row: number;
  attempt: number;
}

async function sqlRun(run: Run): Promise<SqlRun> {
  const [row] = await bed.sql<SqlRun>(
    'select file_hash, committed_row::int, attempt from imports.import where id = $1',
    [run.id],
  );
  if (!row) throw new Error('the import is gone');
  return row;
}

test('a second worker does not disturb one that is alive', async () => {
  const run = await beginWithoutQueue(lines(3, good));
  await bed.sql('update imports.import set alive_at = now() where id = $1', [run.id]);
  await expect(loadImport(run.id, { files: bed.files }, bed.job)).rejects.toThrow();
  expect(await view(run.id)).toMatchObject({ state: 'loading' });
});

test('an import whose job was lost is queued again', async () => {
  const run = await beginWithoutQueue(lines(3, good));
  expect(await reviveImports(bed.asJob, bed.jobs.enqueue)).toBe(0);
  await bed.sql(
    `update imports.import set queued_at = now() - interval '1 hour', alive_at = null where id = $1`,
    [run.id],
  );
  expect(await reviveImports(bed.asJob, bed.jobs.enqueue)).toBeGreaterThan(0);
  expect(await bed.until(run.id, ['loaded', 'failed'])).toMatchObject({ state: 'loaded' });
});

async function workbook(rows: number): Promise<Buffer> {
  async function* values() {
    for (let n = 0; n < rows; n += 1) yield good(n).split(',');
  }
  const pieces: Uint8Array[] = [];
  for await (const piece of writeXlsx(
    ITEMS.map((name) => ({ name, type: 'text' as const })),
    values(),
  ))
    pieces.push(piece);
  return Buffer.concat(pieces);
}

test('a workbook that is damaged in its middle fails with a code and leaves no connection behind', async () => {
  const bytes = await workbook(30_000);
  for (let at = 0; at < 4; at += 1) {
    const damaged = Buffer.from(bytes);
    damaged.fill(
      0xff,
      Math.floor(bytes.length * 0.7) + at * 100,
      Math.floor(bytes.length * 0.7) + at * 100 + 40,
    );
    const run = await bed.begin(damaged, `${at}.xlsx`);
    expect(run.state).toBe('inspected');
    const failed = await bed.load(run.id);
    expect(failed.state).toBe('failed');
    expect(failed.problem?.code).toMatch(/^TABULAR_(ZIP|XML)_BROKEN$/);
  }
  await expect
    .poll(
      async () =>
        (await bed.sql(`select from pg_stat_activity where query like 'copy hosted%' and state = 'active'`))
          .length,
    )
    .toBe(0);
  const run = await bed.begin(lines(2, good), 'a.csv');
  expect((await bed.load(run.id)).state).toBe('loaded');
});

test('rows that the database refuses fail the load with its code, at once', async () => {
  const run = await bed.begin(lines(2, good), 'a.csv');
  await bed.sql(
    `create or replace function public.refuse() returns trigger language plpgsql as $$ begin raise exception using errcode = '23514'; end $$`,
  );
  const clerk = transactAs(bed.database, clerkOf(MARKET));
  const started = await startLoad(clerk, { findResource, enqueue: async () => undefined }, run.id);
  const table = `hosted.d_${String(started.datasetVersionId).replaceAll('-', '')}`;
  await bed.sql(
    `create trigger refuse before insert on ${table} for each row execute function public.refuse()`,
  );
  await loadImport(run.id, { files: bed.files }, bed.job);
  expect(await view(run.id)).toMatchObject({
    state: 'failed',
    problem: { code: 'IMPORT_DATABASE_REFUSED', params: { sqlState: '23514' } },
  });
});

test('a cancel before any worker came, and one of a load that waits, come true', async () => {
  const run = await beginWithoutQueue(lines(3, good));
  await bed.call('POST', `/api/v1/imports/${run.id}/cancel`);
  await loadImport(run.id, { files: bed.files }, bed.job);
  expect((await view(run.id)).state).toBe('cancelled');
});
