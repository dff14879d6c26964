import { afterAll, beforeAll, expect, test } from 'vitest';
import type { TestClient } from '../../../test/client.ts';
import { startTestServer, type TestServerRun } from '../../../test/server.ts';
import { readDivisionRows } from './division-rows.ts';
import type { Division } from './division.ts';
import { loadDivisionHistory, loadDivisions } from './load-divisions.ts';

let run: TestServerRun;
let clerk: TestClient;
beforeAll(async () => {
  run = await startTestServer();
  clerk = await run.as('tax.clerk');
});
afterAll(() => run.stop());

interface Found {
  items: Division[];
  next?: string;
}

async function search(query: string): Promise<string[]> {
  const found = await clerk.get<Found>(`/api/v1/divisions?${query}`);
  expect(found.status).toBe(200);
  return found.body.items.map(({ fullName }) => fullName);
}

test('every division from the nation to the township is there, each under its parent', async () => {
  const rows = await readDivisionRows();
  const [counted] = await run.owner<{ n: number; orphans: number }>(
    `select count(*) as n, count(*) filter (where parent_code is null) as orphans from divisions.division`,
  );
  expect(counted).toEqual({ n: rows.length, orphans: 1 });
  expect(rows.length).toBeGreaterThan(44_000);
  expect(rows.filter(({ level }) => level === 'province')).toHaveLength(34);
});

test('loading again does nothing', async () => {
  expect(await loadDivisions({ url: run.database.ownerUrl })).toBe(0);
});

test('two characters find a county before its townships, under its city and province', async () => {
  const hits = await search('q=兴庆&within=640000');
  expect(hits[0]).toBe('宁夏回族自治区银川市兴庆区');
  expect(hits).toContain('宁夏回族自治区银川市兴庆区凤凰北街街道');
});

test('placeholders of the statistical edition are no places: 北京市 is found once', async () => {
  expect(await search('q=北京市&limit=1')).toEqual(['北京市']);
  expect(await search('q=市辖区')).toEqual([]);
});

test('the beginning of a code finds what lies there; a level narrows it', async () => {
  expect(await search('q=6401&level=city')).toEqual(['宁夏回族自治区银川市']);
  expect((await search('q=64&level=county')).every((name) => name.startsWith('宁夏回族自治区'))).toBe(true);
});

test('signs of the pattern language are only signs', async () => {
  expect(await search(`q=${encodeURIComponent('%')}`)).toEqual([]);
  expect(await search(`q=${encodeURIComponent('_')}`)).toEqual([]);
});

test('pages go on where they ended, without gap or repetition', async () => {
  const seen: string[] = [];
  let cursor = '';
  for (let page = 0; page < 10; page += 1) {
    const found = await clerk.get<Found>(`/api/v1/divisions?q=6401&limit=20${cursor && `&cursor=${cursor}`}`);
    seen.push(...found.body.items.map(({ code }) => code));
    if (!found.body.next) break;
    cursor = found.body.next;
  }
  const [all] = await run.owner<{ n: number }>(
    `select count(*) as n from divisions.division where code like '6401%' and name <> '市辖区'`,
  );
  expect(new Set(seen).size).toBe(seen.length);
  expect(seen).toHaveLength(all?.n ?? 0);
});

test('of counties with one name the near one comes first, the others after it', async () => {
  const far = await clerk.get<Found>(`/api/v1/divisions?q=${encodeURIComponent('江北区')}&level=county`);
  const codes = far.body.items.map(({ code }) => code);
  expect(codes).toEqual(codes.toSorted());
  const last = codes.at(-1) ?? '';
  const near = await clerk.get<Found>(
    `/api/v1/divisions?q=${encodeURIComponent('江北区')}&level=county&near=${last.slice(0, 2)}0000`,
  );
  expect(near.body.items.map(({ code }) => code)).toEqual([last, ...codes.slice(0, -1)]);
  expect(codes.length).toBeGreaterThan(1);
});

test('a division tells what it lies in and what lies in it', async () => {
  const found = await clerk.get<{ ancestors: Division[]; children: Division[] }>('/api/v1/divisions/640104');
  expect(found.body.ancestors.map(({ name }) => name)).toEqual([
    '中华人民共和国',
    '宁夏回族自治区',
    '银川市',
  ]);
  expect(
    found.body.children.every(({ parentCode, level }) => parentCode === '640104' && level === 'township'),
  ).toBe(true);
  expect((await clerk.get('/api/v1/divisions/999999')).body['code']).toBe('DIVISIONS_MISSING');
});

test('cities without counties have their townships directly', async () => {
  const found = await clerk.get<{ children: Division[] }>('/api/v1/divisions/441900');
  expect(found.body.children.length).toBeGreaterThan(30);
  expect(found.body.children.every(({ level }) => level === 'township')).toBe(true);
});

interface History {
  source: string;
  asked: { name: string; until: number | null };
  current: { code: string }[];
  complete: boolean;
}

test('a retired code is known with its last name and year; a successor is not guessed', async () => {
  const found = await clerk.get<History>('/api/v1/divisions/110103/history');
  expect(found.body).toMatchObject({
    asked: { name: '崇文区', since: 2002, until: 2010, status: 'retired' },
    current: [],
    complete: false,
  });
  expect((await clerk.get<History>('/api/v1/divisions/640104/history')).body.current).toMatchObject([
    { code: '640104' },
  ]);
  expect((await clerk.get('/api/v1/divisions/999998/history')).body['code']).toBe(
    'DIVISIONS_HISTORY_UNKNOWN',
  );
});

test('a history that an operator provides names successors and says where it is from', async () => {
  const csv = [
    '代码,一级行政区,二级行政区,名称,级别,状态,启用时间,变更/弃用时间,新代码',
    '110101,北京市,直辖,东城区,县级,在用,1981,,',
    '110103,北京市,直辖,崇文区,县级,弃用,1981,2010,110101',
  ].join('\r\n');
  await expect(
    loadDivisionHistory({ url: run.database.ownerUrl, csv: `${csv}\r\nnonsense`, source: 'x' }),
  ).rejects.toThrow(/line 4/);
  expect(
    await loadDivisionHistory({
      url: run.database.ownerUrl,
      csv: `\uFEFF${csv}\r\n`,
      source: 'an open table',
    }),
  ).toBe(2);
  const found = await clerk.get<History>('/api/v1/divisions/110103/history?year=2005');
  expect(found.body).toMatchObject({
    source: 'an open table',
    current: [{ code: '110101', name: '东城区' }],
    complete: true,
  });
});
