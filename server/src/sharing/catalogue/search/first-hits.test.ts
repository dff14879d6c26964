import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { COUNTED } from './count-facets.ts';
import { seededRandom } from '../../../../../demo/seeded-random.ts';
import { fillCatalogue } from '../../../../../bench/search-entries.ts';
import { startTestServer, type TestServerRun } from '../../../../test/server.ts';

interface Answer {
  items: { resourceId: string }[];
  next?: string;
  counts: { total: number; atLeast: boolean } | null;
}

let run: TestServerRun;
beforeAll(async () => {
  run = await startTestServer();
  const admin = new pg.Client({ connectionString: run.database.adminUrl });
  await admin.connect();
  await fillCatalogue(admin, { entries: 8000, random: seededRandom('first hits') });
  await admin.end();
}, 180_000);
afterAll(() => run.stop());

async function search(query: string): Promise<Answer> {
  const reader = await run.as('civil.clerk');
  const answer = await reader.get<Answer>(`/api/v1/catalogue/resources?${query}`);
  expect(answer.status).toBe(200);
  return answer.body;
}

async function hitsOf(lexeme: string): Promise<number> {
  const [row] = await run.owner<{ n: number }>(
    'select count(*)::int as n from catalogue.search_document where matching @@ $1::tsquery',
    [`'·${lexeme}'`],
  );
  return row?.n ?? 0;
}

test('the parts of the text index miss no entry: what is found and counted is all there is', async () => {
  const counts: number[] = [];
  for (const text of ['婚姻', '车辆', '低保', '食品', '欠税', '不动产', '企业']) {
    const { counts: found } = await search(`q=${encodeURIComponent(text)}&synonyms=false`);
    const all = await hitsOf(text.slice(0, 2));
    counts.push(all);
    if (text.length === 2 && all <= COUNTED)
      expect(found, text).toMatchObject({ total: all, atLeast: false });
    if (all > COUNTED) expect(found, text).toMatchObject({ total: COUNTED + 1, atLeast: true });
  }
  expect(Math.max(...counts)).toBeGreaterThan(COUNTED);
  expect(Math.min(...counts)).toBeLessThan(COUNTED);
}, 60_000);

test.each(['', '&shareClass=conditional'])(
  'the pages of a broad question are of one and the same ranking%s',
  async (filter) => {
    const question = `q=${encodeURIComponent('企业')}${filter}`;
    const whole = (await search(`${question}&limit=100`)).items.map(({ resourceId }) => resourceId);
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const more = cursor === undefined ? '' : `&facets=false&cursor=${cursor}`;
      const page: Answer = await search(`${question}&limit=50${more}`);
      seen.push(...page.items.map(({ resourceId }) => resourceId));
      cursor = page.next;
    } while (cursor);
    expect(seen.slice(0, 100)).toEqual(whole);
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen.length).toBeGreaterThan(300);
    const uncounted = (await search(`${question}&limit=100&facets=false`)).items;
    expect(uncounted.map(({ resourceId }) => resourceId)).toEqual(whole);
  },
);

test('a broad question ends with the first small part of the index', async () => {
  const transact = run.transactAs('civil.clerk');
  const { firstHits } = await import('./first-hits.ts');
  const plan = await transact(async (tx) => {
    await tx.client.query('set local enable_seqscan = off; set local enable_indexscan = off');
    const hits = firstHits({ columns: 'resource_id', test: `matching @@ '''·企业'''`, limit: 100 });
    const { rows } = await tx.client.query<{ 'QUERY PLAN': string }>(`explain (analyze, costs off) ${hits}`);
    return rows.map((row) => row['QUERY PLAN']).join('\n');
  });
  expect(plan).toContain('search_document_matching_1');
  expect(plan).toMatch(/search_document_matching_5 \(never executed\)/);
});
