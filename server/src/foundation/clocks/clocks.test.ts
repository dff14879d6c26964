import pg from 'pg';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../test/database.ts';
import { openDatabase, type Database } from '../../platform/database/database.ts';
import { transactAs, type Transact } from '../../platform/database/transaction.ts';
import { JOB, type Actor } from '../../platform/identity/actor.ts';
import {
  extendClock,
  getClock,
  listClocks,
  listLateMatters,
  pauseClock,
  resumeClock,
  settleUnpublishedClocks,
  startClock,
  stopClock,
  sweepClocks,
  type ClockNews,
  type ClockView,
} from './index.ts';

const PROVIDER = '0197a000-0000-7000-8000-00000000000a';
const REQUESTER = '0197a000-0000-7000-8000-00000000000b';
const STRANGER = '0197a000-0000-7000-8000-00000000000c';
const SUBJECT = '0197a000-0000-7000-8000-0000000000ff';

let testDatabase: TestDatabase;
let database: Database;
let owner: pg.Client;
const job = (): Transact => transactAs(database, JOB);

function clerkOf(departmentId: string): Actor {
  return { ...JOB, kind: 'person', departmentId, personId: SUBJECT, roles: ['clerk'] };
}

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  database = openDatabase({
    url: testDatabase.appUrl,
    poolSize: 5,
    applicationName: 'test',
    onError: () => undefined,
  });
  owner = new pg.Client({ connectionString: testDatabase.ownerUrl });
  await owner.connect();
});
afterAll(async () => {
  await owner.end();
  await database.close();
  await testDatabase.drop();
});
beforeEach(async () => {
  await owner.query('truncate clocks.clock');
});

/** The platform's clock at noon (Asia/Shanghai) of a day. */
async function setToday(date: string): Promise<void> {
  await owner.query(
    `insert into platform.installation (domain, name_zh, name_en, demo, clock_shift)
     values ('test.localhost', '测试', 'Test', true, $1::timestamptz - clock_timestamp())
     on conflict (singleton) do update set clock_shift = excluded.clock_shift`,
    [`${date}T12:00:00+08:00`],
  );
}

function start(ruleId = '21.reply.conditional'): Promise<string> {
  const input = {
    kind: 'request.reply',
    subjectId: SUBJECT,
    subjectTitle: '企业登记基本信息',
    departmentId: PROVIDER,
  };
  return job()((tx) => startClock(tx, { ...input, counterpartId: REQUESTER, ruleId }));
}

async function sweep(): Promise<ClockNews[]> {
  const events: ClockNews[] = [];
  await sweepClocks(job(), [async (_tx, event) => void events.push(event)]);
  return events;
}

const read = (id: string): Promise<ClockView> => job()((tx) => getClock(tx, id));

test('[platform.reminder] reminders at 70 % and one working day before, then overdue; each once', async () => {
  await setToday('2026-11-23');
  const id = await start();
  expect(await sweep()).toEqual([]);
  await setToday('2026-12-01');
  expect(await sweep()).toEqual([]);
  await setToday('2026-12-02');
  expect(await sweep()).toEqual(['share-used']);
  await setToday('2026-12-04');
  expect(await sweep()).toEqual(['last-day']);
  await setToday('2026-12-07');
  expect(await sweep()).toEqual([]);
  expect(await read(id)).toMatchObject({
    state: 'running',
    urgency: 'last-day',
    remainingDays: 0,
    dueOn: '2026-12-07',
  });
  await setToday('2026-12-08');
  expect(await sweep()).toEqual(['overdue']);
  expect(await sweep()).toEqual([]);
  expect(await read(id)).toMatchObject({ state: 'late', overdueDays: 1 });
});

test('[platform.reminder] after days that nobody swept, a clock that has run over is told as late only', async () => {
  await setToday('2026-11-23');
  await start();
  await setToday('2026-12-08');
  expect(await sweep()).toEqual(['overdue']);
});

test('[39.late-reply] being late stays on record after the matter was settled, with an entry in the ledger', async () => {
  await setToday('2026-11-23');
  const id = await start('21.reply.unconditional');
  await setToday('2026-11-26');
  await sweep();
  await job()((tx) => stopClock(tx, id, 'granted'));
  const late = (since?: string) => job()((tx) => listLateMatters(tx, { since, limit: 10 }));
  expect((await late('2026-01-01')).items).toMatchObject([
    { clock: { id, state: 'done', urgency: 'done-late' } },
  ]);
  expect((await late()).items).toEqual([]);
  const entries = await job()((tx) =>
    tx.client.query('select kind, owners from ledger.entry where subject = $1', [`clock:${id}`]),
  );
  expect(entries.rows).toEqual([{ kind: 'clock.overdue', owners: [PROVIDER, REQUESTER] }]);
});

test('[21.supplement.pause] a notice stops the count, the supplement resumes it, reminders come anew', async () => {
  await setToday('2026-11-05');
  const id = await start();
  await setToday('2026-11-10');
  await job()((tx) => pauseClock(tx, id));
  expect(await read(id)).toMatchObject({ state: 'paused', dueOn: null });
  await setToday('2026-11-30');
  expect(await sweep()).toEqual([]);
  await setToday('2026-11-16');
  await job()((tx) => resumeClock(tx, id));
  expect(await read(id)).toMatchObject({ state: 'running', usedDays: 3, dueOn: '2026-11-25' });
});

test('[21.reply.extension] at most ten more working days, together', async () => {
  await setToday('2026-11-23');
  const id = await start();
  await job()((tx) => extendClock(tx, id, { workingDays: 6, maxWorkingDays: 10 }));
  expect(await read(id)).toMatchObject({ totalDays: 16, dueOn: '2026-12-15' });
  const more = job()((tx) => extendClock(tx, id, { workingDays: 5, maxWorkingDays: 10 }));
  await expect(more).rejects.toMatchObject({ code: 'CLOCK_EXTENSION_TOO_LONG' });
  expect(await read(id)).toMatchObject({ totalDays: 16 });
});

test('[platform.calendar-unpublished] a due day past the published calendar is said to be unknown', async () => {
  await setToday('2026-12-28');
  const id = await start();
  const view = await read(id);
  expect(view).toMatchObject({ state: 'unpublished', dueOn: null, unpublishedYear: 2027 });
  expect(await sweep()).toEqual([]);
});

/** As if the arrangement of 2026 had not been published until now. */
async function forgetCalendarOf2026(): Promise<void> {
  await job()((tx) =>
    tx.client.query(
      `update clocks.clock set unpublished_year = 2026, due_at = null, next_event = null, next_at = null,
         overdue_since = null`,
    ),
  );
}

async function settle(): Promise<[ClockNews, ClockView][]> {
  const news: [ClockNews, ClockView][] = [];
  await settleUnpublishedClocks(job(), [async (_tx, what, clock) => void news.push([what, clock])]);
  return news;
}

test('[platform.calendar-unpublished] what is late stays late in a year without a calendar, with the days that are certain', async () => {
  await setToday('2026-12-04');
  const id = await start();
  await setToday('2027-01-04');
  expect(await read(id)).toMatchObject({
    state: 'late',
    urgency: 'overdue',
    totalDays: 10,
    overdueDays: 9,
    dueOn: '2026-12-18',
    unpublishedYear: 2027,
  });
  await job()((tx) => stopClock(tx, id, 'granted'));
  expect(await read(id)).toMatchObject({ state: 'done', urgency: 'done-late', unpublishedYear: 2027 });
  expect(await settle()).toEqual([]);
});

test('[platform.calendar-unpublished] [39.late-reply] a published calendar sets due days and judges what had stopped before', async () => {
  await setToday('2026-11-02');
  const [running, inTime, late] = [await start(), await start(), await start()];
  await setToday('2026-11-16');
  await job()((tx) => stopClock(tx, inTime, 'granted'));
  await setToday('2026-11-17');
  await job()((tx) => stopClock(tx, late, 'granted'));
  const stoppedAt = async () =>
    job()((tx) =>
      tx.client.query('select stopped_at, overdue_since from clocks.clock where id = $1', [late]),
    );
  const [before] = (await stoppedAt()).rows;
  await forgetCalendarOf2026();
  await setToday('2026-11-20');
  const news = await settle();
  expect(news.map(([what, { id, urgency, usedDays }]) => [what, id, urgency, usedDays])).toEqual([
    ['settled', inTime, 'done', 10],
    ['settled', late, 'done-late', 11],
  ]);
  expect(before).toMatchObject({ overdue_since: expect.any(Date), stopped_at: expect.any(Date) });
  expect((await stoppedAt()).rows).toEqual([before]);
  expect(await settle()).toEqual([]);
  expect(await sweep()).toEqual(['overdue']);
  expect(await read(running)).toMatchObject({ state: 'late', dueOn: '2026-11-16' });
});

test('a clock is seen by who must act and who waits, by nobody else', async () => {
  await setToday('2026-11-23');
  const id = await start();
  for (const party of [PROVIDER, REQUESTER]) {
    const seen = await transactAs(database, clerkOf(party))((tx) => listClocks(tx, { limit: 10 }));
    expect(seen.items.map((clock) => clock.id)).toEqual([id]);
  }
  const strange = transactAs(database, clerkOf(STRANGER));
  expect((await strange((tx) => listClocks(tx, { limit: 10 }))).items).toEqual([]);
  await expect(strange((tx) => stopClock(tx, id, 'x'))).rejects.toMatchObject({ code: 'CLOCK_NOT_FOUND' });
});

test('many sweepers at once carry each event out once', async () => {
  await setToday('2026-11-23');
  for (let n = 0; n < 20; n += 1) await start('21.reply.unconditional');
  await setToday('2026-11-26');
  const counts = await Promise.all([sweep(), sweep(), sweep()]);
  const all = counts.flat();
  expect(all.filter((event) => event === 'overdue')).toHaveLength(20);
});

test('lists page by due day without losing or repeating a clock', async () => {
  await setToday('2026-11-23');
  const ids = new Set<string>();
  for (let n = 0; n < 7; n += 1) ids.add(await start(n % 2 === 0 ? '21.reply.conditional' : '22.supply'));
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await job()((tx) => listClocks(tx, { limit: 3, cursor }));
    seen.push(...page.items.map((clock) => clock.id));
    cursor = page.next;
  } while (cursor !== undefined);
  expect(seen).toHaveLength(7);
  expect(new Set(seen)).toEqual(ids);
});
