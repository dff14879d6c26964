import { localDate } from '@tandem/calendar';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { TestClient } from '../../../test/client.ts';
import { openBed, type Bed } from '../../../test/exchange-bed.ts';
import { grantRequest, setClock, submitRequest } from '../../../test/matter.ts';
import { publishResource } from '../../../test/shared-resource.ts';
import { startClock, sweepClocks } from '../../foundation/clocks/index.ts';
import { requestClockListener } from '../requests/index.ts';
import { addUp } from './add-up.ts';
import { fillDays, type Cockpit } from './cockpit.ts';

let bed: Bed;

beforeAll(async () => {
  bed = await openBed();
});
afterAll(() => bed.stop());

async function cockpitOf(login: string): Promise<Cockpit> {
  const { status, body } = await (
    await bed.run.as(login)
  ).get<Cockpit & Record<string, unknown>>('/api/v1/cockpit');
  expect(status).toBe(200);
  return body;
}

test('[38.supervision] the authority sees timeliness, use and the ledger on one page', async () => {
  const seen = await cockpitOf('data.officer');
  expect(seen).toMatchObject({ rule: '38.supervision', ledger: { missing: 0 } });
  expect(seen.requests.targetPercent).toBeGreaterThan(0);
  expect(seen.requests.supplyDemand).toHaveLength(12);
  expect(seen.disclosures.days).toHaveLength(22);
});

test('[38.reply-days.target] the mean reply time is held against the platform’s target and the statutory limit', async () => {
  expect((await cockpitOf('data.officer')).meanDays).toEqual({ target: 5, statutory: 10 });
});

test('[38.supervision] disclosures and ledger entries add up, refusals and unknown agreements among them', async () => {
  const id = await bed.agree();
  await bed.query(id);
  await bed.query(id, { items: ['经营范围'] });
  await bed.query('0197cccc-0000-7000-8000-000000000001');
  await bed.tax.post('/api/v1/exchange/agreements/sandbox/query', {
    items: ['企业名称'],
    where: [{ item: '统一社会信用代码', values: ['x'] }],
  });
  const added = async () => (await cockpitOf('data.auditor')).ledger.addedUp;
  await expect.poll(async () => (await added())?.waiting).toBe(0);
  expect(await added()).toMatchObject({ disclosures: 3, entries: 3, differingDays: [] });
  await bed.run.moveClock({ interval: '1 day' });
  expect(await added()).toMatchObject({ disclosures: 3, entries: 3, differingDays: [], waiting: 0 });
});

test('[38.supervision] a head sees the own department’s figures, and no sum over everybody’s log', async () => {
  const { disclosures, ledger } = await cockpitOf('labour.head');
  expect(disclosures.days.reduce((sum, day) => sum + day.query + day.refused, 0)).toBe(0);
  expect(ledger.addedUp).toBeNull();
  const tax = await cockpitOf('tax.head');
  expect(tax.disclosures.days.reduce((sum, day) => sum + day.query, 0)).toBe(1);
});

test('[38.supervision] a figure and the list that it opens count the same', async () => {
  await setClock(bed.run, '2026-11-02T09:00:00+08:00');
  const resource = await publishResource(bed.run, { title: '企业登记基本信息' });
  await submitRequest(bed.run, resource, { by: 'labour.clerk' });
  const { data, market } = bed.run.city.departments;
  const review = {
    kind: 'catalogue.review',
    subjectId: resource.id,
    subjectTitle: '企业登记基本信息',
    departmentId: data.id,
    counterpartId: market.id,
    ruleId: '16.review.days',
  };
  await bed.run.transactAs('job')((tx) => startClock(tx, review));
  await setClock(bed.run, '2026-11-23T09:00:00+08:00');
  await sweepClocks(bed.run.transactAs('job'), [requestClockListener]);
  await grantRequest(bed.run, resource);
  const officer = await bed.run.as('data.officer');
  const { requests, catalogue, today } = await cockpitOf('data.officer');
  const list = async (query: string) =>
    (await officer.get<{ items: unknown[] }>(`/api/v1/requests?limit=200&${query}`)).body.items.length;
  const days = (name: string) => `${name}From=${requests.month}-01&${name}To=${today}`;
  expect(requests.current.replies).toBeGreaterThan(0);
  expect(await list(days('replied'))).toBe(requests.current.replies);
  expect(await list(days('judged'))).toBe(requests.current.judged);
  for (const { departmentId, current, openOverdue } of requests.departments) {
    expect(await list(`provider=${departmentId}&${days('replied')}`)).toBe(current.replies);
    expect(await list(`provider=${departmentId}&${days('judged')}`)).toBe(current.judged);
    expect(await list(`provider=${departmentId}&owed=true`)).toBe(openOverdue);
  }
  const month = requests.supplyDemand.at(-1);
  expect(await list(`from=${requests.month}-01&to=${today}`)).toBe(month?.asked);
  expect(await list(`decision=grant&${days('replied')}`)).toBe(month?.granted);
  expect(requests.openOverdue).toBe(1);
  expect(await list('owed=true')).toBe(requests.openOverdue);
  await overdueFiguresOpenTheirMatters(officer);
  const [wanted] = requests.mostWanted;
  const yearAgo = requests.supplyDemand[0]?.month;
  expect(await list(`resource=${wanted?.resourceId}&from=${yearAgo}-01`)).toBe(wanted?.requests);
  const entries = async (query: string) =>
    (await officer.get<{ counts: { total: number } }>(`/api/v1/catalogue/resources?${query}`)).body.counts
      .total;
  const span = `from=${requests.month}-01&to=${today}`;
  expect(catalogue.firstPublished).toBeGreaterThan(0);
  expect(await entries(`announced=first&${span}`)).toBe(catalogue.firstPublished);
  expect(await entries(`announced=recollected&${span}`)).toBe(catalogue.recollected);
  expect(await entries('announced=first&to=2020-01-01')).toBe(0);
  expect(await entries('q=%E7%99%BB%E8%AE%B0&announced=first&to=2020-01-01')).toBe(0);
  expect(await entries('')).toBe(catalogue.published);
});

interface Board {
  late: { total: number; items: { clock: { departmentId: string; kind: string } }[] };
  record: { department: { id: string }; open: number; thisYear: number }[];
}

/** Of the cockpit and of the board: each figure, and how many matters it opens. */
async function overdueFiguresOpenTheirMatters(officer: TestClient): Promise<void> {
  const { requests, overdueTotal, overdueKinds } = await cockpitOf('data.officer');
  const opens = async (query: string) => {
    const { late } = (await officer.get<Board>(`/api/v1/overdue-board?limit=200&${query}`)).body;
    expect(late.items).toHaveLength(late.total);
    return late.total;
  };
  expect(overdueTotal).toBe(await opens(''));
  // The authority's own reviews are late, too, and no replies.
  expect(overdueTotal).toBe(requests.openOverdue + 1);
  expect(overdueKinds.reduce((sum, { open }) => sum + open, 0)).toBe(overdueTotal);
  for (const { kind, open } of overdueKinds) expect(await opens(`kind=${kind}`)).toBe(open);
  expect(await opens('kind=request.reply')).toBe(requests.openOverdue);
  const { record } = (await officer.get<Board>('/api/v1/overdue-board')).body;
  for (const { department, open, thisYear } of record) {
    expect(await opens(`department=${department.id}`)).toBe(open);
    expect(await opens(`department=${department.id}&year=true`)).toBe(thisYear);
  }
  const file = await officer.get<string>('/api/v1/overdue-board?year=true&format=csv');
  expect(file.body.trim().split('\n').length - 1).toBe(await opens('year=true'));
}

test('a matter that is late since last year is late now, and on no record of this year', async () => {
  const officer = await bed.run.as('data.officer');
  await bed.run.owner(
    `update clocks.clock set overdue_since = '2025-12-30T16:00:00Z' where overdue_since is not null`,
  );
  const { body } = await officer.get<Board>('/api/v1/overdue-board');
  expect(body.late.total).toBe(2);
  expect(body.record).toMatchObject([
    { open: 1, thisYear: 0 },
    { open: 1, thisYear: 0 },
  ]);
});

test('[39.on-time.target] a matter due without a reply lowers the rate of that month, and counts once when it is replied to', async () => {
  const sweep = () => sweepClocks(bed.run.transactAs('job'), [requestClockListener]);
  await setClock(bed.run, '2026-06-01T09:00:00+08:00');
  const resource = await publishResource(bed.run, { title: '企业年报信息' });
  const statement = { term: { from: '2026-07-01', to: '2026-12-31' } };
  const late = await submitRequest(bed.run, resource, { by: 'labour.clerk', statement });
  await grantRequest(bed.run, resource, { statement });
  const current = async () => (await cockpitOf('data.officer')).requests.current;
  expect(await current()).toMatchObject({ judged: 1, onTimePercent: 100, replies: 1 });
  await setClock(bed.run, '2026-06-16T09:00:00+08:00');
  await sweep();
  expect(await current()).toMatchObject({ judged: 2, onTimePercent: 50, replies: 1 });
  const onTime = async () => {
    const office = await bed.run.as('market.office');
    const { body } = await office.get<{ figures: { id: string; value: number; href: string }[] }>(
      '/api/v1/inbox',
    );
    const found = body.figures.find(({ id }) => id === 'onTime');
    const list = await office.get<{ items: unknown[] }>(`/api/v1${found?.href}`);
    return { value: found?.value, listed: list.body.items.length };
  };
  expect(await onTime()).toEqual({ value: 50, listed: 2 });
  await setClock(bed.run, '2026-07-01T09:00:00+08:00');
  await late.view('market.clerk');
  await late.must('market.clerk', 'reply', { decision: 'grant' });
  await late.must('market.office', 'reply/consent', { decision: 'grant' });
  const { requests } = await cockpitOf('data.officer');
  expect(requests.current).toMatchObject({ judged: 0, onTimePercent: null, replies: 1 });
  expect(requests.previous).toMatchObject({ judged: 2, onTimePercent: 50, replies: 1 });
});

test('a clerk has no cockpit', async () => {
  const clerk = await bed.run.as('tax.clerk');
  expect((await clerk.get<{ code: string }>('/api/v1/cockpit')).body.code).toBe('PLATFORM_ROLE_MISSING');
});

test('a day on which the two counts differ is named; what waits today is no difference', () => {
  const counts = [
    { day: '2026-11-20', mode: 'query', outcome: 'answered', calls: 5, rows: 5 },
    { day: '2026-11-20', mode: 'verify', outcome: 'answered', calls: 2, rows: 2 },
    { day: '2026-11-21', mode: 'query', outcome: 'refused', calls: 1, rows: 0 },
    { day: '2026-11-23', mode: 'query', outcome: 'answered', calls: 4, rows: 4 },
  ] as const;
  const entries = [
    { day: '2026-11-20', kind: 'disclosure.answered', entries: 7 },
    { day: '2026-11-22', kind: 'disclosure.refused', entries: 1 },
    { day: '2026-11-23', kind: 'disclosure.answered', entries: 3 },
  ];
  expect(addUp(counts, entries, '2026-11-23')).toEqual({
    disclosures: 12,
    entries: 11,
    differingDays: ['2026-11-21', '2026-11-22'],
    waiting: 1,
  });
});

test('days without a call are there, weekends are marked, refusals are apart', () => {
  const counts = [
    { day: '2026-11-20', mode: 'query', outcome: 'answered', calls: 5, rows: 5 },
    { day: '2026-11-20', mode: 'query', outcome: 'refused', calls: 2, rows: 0 },
    { day: '2026-11-22', mode: 'batch', outcome: 'answered', calls: 1, rows: 900 },
  ] as const;
  expect(fillDays(counts, localDate('2026-11-20'), localDate('2026-11-23'))).toEqual([
    { day: '2026-11-20', working: true, query: 5, verify: 0, batch: 0, refused: 2 },
    { day: '2026-11-21', working: false, query: 0, verify: 0, batch: 0, refused: 0 },
    { day: '2026-11-22', working: false, query: 0, verify: 0, batch: 1, refused: 0 },
    { day: '2026-11-23', working: true, query: 0, verify: 0, batch: 0, refused: 0 },
  ]);
});
