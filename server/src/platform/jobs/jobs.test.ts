import pino from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../test/database.ts';
import { openDatabase, type Database } from '../database/database.ts';
import { withTransaction } from '../database/transaction.ts';
import { JOB } from '../identity/actor.ts';
import { startJobs, type JobDefinition, type Jobs } from './jobs.ts';

const WORK: JobDefinition<{ n: number }> = { name: 'test-work', expireInSeconds: 60, retryLimit: 1 };
const CRON: JobDefinition<Record<string, never>> = { name: 'test-cron', expireInSeconds: 60, retryLimit: 0 };

let place: TestDatabase;
let database: Database;
let jobs: Jobs;
const complaints: string[] = [];

beforeAll(async () => {
  place = await createTestDatabase();
  const url = place.appUrl;
  database = openDatabase({ url, poolSize: 2, applicationName: 'test', onError: () => undefined });
  const log = pino({ level: 'warn' }, { write: (line: string) => complaints.push(line) });
  jobs = await startJobs({ database, url, log });
});
afterAll(async () => {
  await jobs.stop();
  await database.close();
  await place.drop();
});

const asApp = (text: string) => withTransaction(database, JOB, (tx) => tx.client.query(text));

test('the restricted role sends, retries, finishes and repeats work, and the queue’s own upkeep has all it needs', async () => {
  const done: number[] = [];
  let failures = 1;
  await jobs.handle(WORK, async ({ n }) => {
    if (n === 2 && failures > 0) {
      failures -= 1;
      throw new Error('once');
    }
    done.push(n);
  });
  await jobs.every(CRON, '* * * * *', async () => undefined);
  await withTransaction(database, JOB, async (tx) => {
    for (const n of [1, 2]) await jobs.enqueue(tx, WORK, { n });
  });
  await expect.poll(() => done.toSorted(), { timeout: 30_000 }).toEqual([1, 2]);
  // Long enough for supervision and monitoring, which come every 15 s.
  await new Promise((resolve) => setTimeout(resolve, 20_000));
  expect(complaints.map((line) => (JSON.parse(line) as { msg: string }).msg)).toEqual(['job failed']);
}, 60_000);

test('a job that failed for good is given up by name, also in a queue of an earlier server', async () => {
  const before: JobDefinition<{ n: number }> = { name: 'test-hopeless', expireInSeconds: 60, retryLimit: 0 };
  await withTransaction(database, JOB, (tx) => jobs.enqueue(tx, before, { n: 7 }));
  const later = await startJobs({ database, url: place.appUrl, log: pino({ level: 'silent' }) });
  const givenUp: number[] = [];
  const onGivenUp: JobDefinition<{ n: number }> = { ...before, name: 'test-given-up' };
  await later.handle(onGivenUp, async ({ n }) => void givenUp.push(n));
  await later.handle({ ...before, onGivenUp }, async () => {
    throw new Error('always');
  });
  await withTransaction(database, JOB, (tx) => later.enqueue(tx, { ...before, onGivenUp }, { n: 8 }));
  await expect.poll(() => givenUp, { timeout: 30_000 }).toContain(8);
  await later.stop();
}, 60_000);

test('it can neither drop queues, nor put commands where the owner carries them out, nor say which version it is, nor read what it has no need of', async () => {
  for (const text of [
    `insert into pgboss.bam (name, version, status, table_name, command) values ('x', 1, 'pending', 'job', 'drop table files.file')`,
    `update pgboss.bam set command = 'select 1'`,
    `update pgboss.version set version = 1`,
    `delete from pgboss.queue`,
    `delete from pgboss.schedule`,
    `truncate pgboss.job_common`,
    `alter table pgboss.job_common add column x text`,
    `select pgboss.delete_queue('test-work')`,
    `select pgboss.job_table_run('drop table files.file', null, null)`,
    `create table pgboss.mine (id int)`,
    `select * from pgboss.warning`,
    `select * from pgboss.queue_stats`,
  ])
    await expect(asApp(text), text).rejects.toMatchObject({ code: '42501' });
});
