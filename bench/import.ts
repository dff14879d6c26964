/**
 * A million rows from a CSV file: our import (typed, validated, profiled, rejects kept) against `psql \copy` of the
 * same file into the same columns, in turn, on one PostgreSQL with its ordinary durability.
 */
import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { Readable } from 'node:stream';
import { importRows, readCsv, type ImportPlan } from '@tandem/tabular';
import { generateCreditCode } from '@tandem/identifiers';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { seededRandom } from '../demo/seeded-random.ts';
import { openDatabase, type Database } from '../server/src/platform/database/database.ts';
import { migrate } from '../server/src/platform/database/migrate.ts';
import { transactAs, type Transact } from '../server/src/platform/database/transaction.ts';
import { openFolderStore, type FileStore } from '../server/src/platform/files/file-store.ts';
import { JOB, type Actor } from '../server/src/platform/identity/actor.ts';
import { createLog } from '../server/src/platform/log/log.ts';
import { createVersion } from '../server/src/sharing/imports/dataset-store.ts';
import {
  getImport,
  insertImport,
  markLoading,
  savePlan,
} from '../server/src/sharing/imports/import-store.ts';
import { loadImport } from '../server/src/sharing/imports/load-import.ts';
import {
  removeEmbeddedPostgres,
  startEmbeddedPostgres,
} from '../server/src/platform/database/embedded-postgres.ts';
import { median, rounded, secondsOf, type Measurement } from './measurement.ts';

const ROWS = 1_000_000;
const ROUNDS = 3;

const PLAN: ImportPlan = {
  columns: [
    { source: '企业名称', target: 'c1', type: 'text' },
    { source: '统一社会信用代码', target: 'c2', type: 'creditCode' },
    { source: '注册日期', target: 'c3', type: 'date' },
    { source: '企业类型', target: 'c4', type: 'text' },
    { source: '注册资金', target: 'c5', type: 'decimal' },
    { source: '经营范围', target: 'c6', type: 'text' },
    { source: '登记区划', target: 'c7', type: 'divisionCode' },
    { source: '地区', target: 'c8', type: 'text' },
    { source: '住所', target: 'c9', type: 'text' },
  ],
};
interface Room {
  database: Database;
  files: FileStore;
}

/** What sealing does to our table, done to theirs. */
const SAME_FINISH = `alter table theirs add column row_no bigint generated always as identity;
  alter table theirs add primary key (row_no); create index on theirs (c2); analyze theirs`;
const TABLE = 'c1 text, c2 text, c3 date, c4 text, c5 numeric, c6 text, c7 text, c8 text, c9 text';

/** Lines of the file, made as they are written; about 190 bytes each. */
function* lines(): Generator<string> {
  const random = seededRandom('bench import');
  yield `${PLAN.columns.map((column) => column.source).join(',')}\n`;
  const codes = Array.from({ length: 5000 }, () =>
    generateCreditCode(random, { department: '9', category: '1' }),
  );
  const two = (value: number) => String(value).padStart(2, '0');
  for (let row = 0; row < ROWS; row += 1000) {
    let text = '';
    for (let n = row; n < row + 1000; n += 1) {
      const date = `${2000 + (n % 26)}-${two(1 + (n % 12))}-${two(1 + (n % 28))}`;
      const scope =
        n % 4 === 0 ? '"日用百货、办公用品的销售,技术服务"' : '建筑工程；市政工程；园林绿化工程施工';
      text += `示范恒远${n}商贸有限公司,${codes[n % 5000]},${date},有限责任公司,${(n % 9000) * 100}.50,${scope},640104,兴庆区,示范市兴庆区文化街${n % 900}号\n`;
    }
    yield text;
  }
}

/** The product's own path: the stored file, the import's job, a hosted table sealed with its row number and key index. */
async function loadOurs(
  room: Room,
  hash: string,
  sizeBytes: number,
): Promise<{ load: number; seal: number }> {
  const importId = await prepareImport(room, hash, sizeBytes);
  const log = createLog('silent');
  // The job's last transaction seals the table: row number and key index, statistics.
  let seal = 0;
  const transact: Transact = async (work) => {
    let result: Awaited<ReturnType<typeof work>> | undefined;
    seal = await secondsOf(async () => (result = await transactAs(room.database, JOB)(work)));
    return result as Awaited<ReturnType<typeof work>>;
  };
  const job = { transact, log, signal: new AbortController().signal };
  const total = await secondsOf(() => loadImport(importId, { files: room.files }, job));
  const sealed = seal;
  const run = await transact((tx) => getImport(tx, importId));
  if (run.report?.rowsLoaded !== ROWS) throw new Error(`${run.state}: ${run.report?.rowsLoaded} rows loaded`);
  return { load: total - sealed, seal: sealed };
}

async function prepareImport({ database }: Room, hash: string, sizeBytes: number): Promise<string> {
  const clerk: Actor = {
    ...JOB,
    kind: 'person',
    personId: randomUUID(),
    departmentId: randomUUID(),
    roles: ['clerk'],
  };
  const resourceId = randomUUID();
  const columns = PLAN.columns.map(({ target, type }) => ({
    item: target,
    column: target,
    type,
    key: target === 'c2',
  }));
  return transactAs(
    database,
    clerk,
  )(async (tx) => {
    const run = await insertImport(tx, {
      fileHash: hash,
      fileName: 'million.csv',
      fileBytes: sizeBytes,
      resourceId,
    });
    const version = await createVersion(tx, { resourceId, providerId: clerk.departmentId ?? '', columns });
    await savePlan(tx, run.id, { plan: PLAN, resourceId, resourceTitle: null, mode: 'replace' });
    await markLoading(tx, run.id, { versionId: version.versionId, baseVersionId: null });
    return run.id;
  });
}

/** psql where it is installed; else the same COPY command fed with the file's bytes. */
async function loadTheirs(client: pg.Client, url: string, file: string): Promise<void> {
  if (hasPsql()) {
    execFileSync('psql', [url, '-q', '-c', `\\copy theirs from '${file}' with (format csv, header)`]);
    return;
  }
  const copy = client.query(copyFrom(`copy theirs from stdin with (format csv, header)`));
  await pipeline(createReadStream(file, { highWaterMark: 1024 * 1024 }), copy);
}

function hasPsql(): boolean {
  try {
    execFileSync('psql', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

async function parseOnly(file: string): Promise<void> {
  const table = await readCsv(createReadStream(file, { highWaterMark: 1024 * 1024 }));
  for await (const step of importRows(table, PLAN)) if (step.kind === 'done') return;
}

export async function run(): Promise<Measurement> {
  const folder = await mkdtemp(join(tmpdir(), 'tandem-bench-'));
  const server = await startEmbeddedPostgres({ dataDir: join(folder, 'postgres') });
  const client = new pg.Client({ connectionString: server.url });
  const admin = new pg.Client({ connectionString: server.adminUrl });
  try {
    const file = join(folder, 'million.csv');
    await pipeline(Readable.from(lines()), createWriteStream(file));
    await client.connect();
    await admin.connect();
    await migrate({ url: server.url });
    const database = openDatabase({
      url: server.appUrl,
      poolSize: 4,
      applicationName: 'bench',
      onError: () => undefined,
    });
    const room = { database, files: await openFolderStore(join(folder, 'files')) };
    const stored = await room.files.put(createReadStream(file), { maxBytes: 1e10 });
    const ours: { load: number; seal: number }[] = [];
    const indexed: number[] = [];
    const theirs: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      await client.query(`drop table if exists theirs; create table theirs (${TABLE})`);
      await admin.query('checkpoint');
      theirs.push(await secondsOf(() => loadTheirs(client, server.url, file)));
      indexed.push(await secondsOf(() => client.query(SAME_FINISH)));
      await admin.query('checkpoint');
      ours.push(await loadOurs(room, stored.hash, stored.sizeBytes));
    }
    await database.close();
    const parse = await secondsOf(() => parseOnly(file));
    const [load, seal] = [median(ours.map((one) => one.load)), median(ours.map((one) => one.seal))];
    const [copy, index] = [median(theirs), median(indexed)];
    return {
      figures: {
        'import.rows': ROWS,
        'import.seconds': rounded(load),
        'import.rowsPerSecond': Math.round(ROWS / load),
        'import.sealSeconds': rounded(seal),
        'import.withoutDatabaseSeconds': rounded(parse),
        'copy.seconds': rounded(copy),
        'copy.rowsPerSecond': Math.round(ROWS / copy),
        'copy.sameIndexesSeconds': rounded(index),
      },
      ratios: {
        import_over_copy: rounded(copy / load),
        sealed_over_indexed_copy: rounded((copy + index) / (load + seal)),
      },
    };
  } finally {
    await client.end();
    await admin.end();
    await server.stop();
    await removeEmbeddedPostgres(join(folder, 'postgres'));
    await rm(folder, { recursive: true, force: true });
  }
}
