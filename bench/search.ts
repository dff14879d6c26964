/**
 * Search over 200,000 announced entries: words in Chinese and English, ranked, with marked hits and counts by
 * facet, as the route answers it; against the same questions by ILIKE with the same counts, on one PostgreSQL.
 */
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { seededRandom } from '../demo/seeded-random.ts';
import { openDatabase } from '../server/src/platform/database/database.ts';
import {
  removeEmbeddedPostgres,
  startEmbeddedPostgres,
} from '../server/src/platform/database/embedded-postgres.ts';
import { migrate } from '../server/src/platform/database/migrate.ts';
import { transactAs, type Transact } from '../server/src/platform/database/transaction.ts';
import { ANONYMOUS, type Actor } from '../server/src/platform/identity/actor.ts';
import {
  searchResources,
  type SearchRequest,
} from '../server/src/sharing/catalogue/search/search-resources.ts';
import { percentile, rounded, type Measurement } from './measurement.ts';
import { fillCatalogue } from './search-entries.ts';

const ENTRIES = 200_000;
const ROUNDS = 3;
/** The peer reads every row for most questions: once each is enough to know it. */
const PEER_QUESTIONS = 30;

const READER: Actor = {
  ...ANONYMOUS,
  kind: 'person',
  personId: randomUUID(),
  name: 'reader',
  departmentId: randomUUID(),
  roles: ['clerk'],
};

const ask = (q: string, given: Partial<SearchRequest> = {}): SearchRequest => ({
  q,
  synonyms: true,
  filter: {},
  sort: 'relevance',
  limit: 20,
  facets: true,
  ...given,
});

/** What people type: broad and narrow, two characters and whole titles, with facets, in both languages, further pages. */
const QUESTIONS: readonly SearchRequest[] = [
  ...[
    '企业',
    '社保',
    '参保',
    '登记',
    '缴费',
    '税',
    '公积金',
    '许可',
    '处罚',
    '人口',
    '不动产',
    '婚姻',
    '车辆',
    '学籍',
    '低保',
  ].map((q) => ask(q)),
  ...[
    '社保 缴费',
    '企业 登记',
    '企业社会保险缴费信息',
    '行政处罚 决定',
    '个体户 登记',
    '食品 许可',
    '欠税 企业',
  ].map((q) => ask(q)),
  ...['统一社会信用代码', '公民身份号码', '法定代表人', '登记机关', '缴费基数', '许可证编号'].map((q) =>
    ask(q),
  ),
  ...['enterprise', 'social insurance', 'permits', 'credit_code', 'marriage registration', 'tax arrears'].map(
    (q) => ask(q),
  ),
  ...['企业', '登记', '缴费'].map((q) => ask(q, { filter: { shareClass: ['conditional'] } })),
  ...['企业', '许可'].map((q) => ask(q, { filter: { cycle: ['daily', 'weekly'], personal: false } })),
  ...['处罚', '参保'].map((q) => ask(q, { filter: { mode: ['verify'], level: ['general'] } })),
  ...['社保', '车辆'].map((q) => ask(q, { synonyms: false })),
  ask(''),
  ask('', { filter: { shareClass: ['withheld'] } }),
  ask('登记', { sort: 'newest' }),
  ask('企业', { sort: 'title' }),
  ask('明细表台账'),
  ask('火星 登记'),
];

async function measureOurs(transact: Transact): Promise<number[]> {
  const timesMs: number[] = [];
  for (let round = 0; round <= ROUNDS; round += 1) {
    for (const question of QUESTIONS) {
      const start = performance.now();
      const answer = await transact((tx) => searchResources(tx, question));
      const elapsed = performance.now() - start;
      if (round > 0) timesMs.push(elapsed);
      else if (process.env['BENCH_TRACE'])
        console.error(
          question.q,
          JSON.stringify(question.filter),
          answer.matched,
          answer.counts?.total,
          rounded(elapsed, 1),
        );
      if (round !== 1 || !answer.next || question.q === '') continue;
      const next = performance.now();
      await transact((tx) => searchResources(tx, { ...question, cursor: answer.next, facets: false }));
      timesMs.push(performance.now() - next);
    }
  }
  return timesMs;
}

const PEER = `with hit as materialized (
    select d.*, t.summary, t.body from catalogue.search_document d join catalogue.search_text t using (resource_id)
    where title ilike $1 or summary ilike $1 or body ilike $1)
  select (select jsonb_agg(h) from (select resource_id, title, summary, body from hit order by title limit 20) h),
    (select jsonb_object_agg(share_class, n) from (select share_class, count(*) n from hit group by 1) f),
    (select jsonb_object_agg(provider_name, n) from (select provider_name, count(*) n from hit group by 1) f),
    (select jsonb_object_agg(cycle, n) from (select cycle, count(*) n from hit group by 1) f),
    (select jsonb_object_agg(level, n) from (select level, count(*) n from hit group by 1) f)`;

async function measurePeer(transact: Transact): Promise<number[]> {
  const words = [...new Set(QUESTIONS.map(({ q }) => q).filter((q) => q !== ''))].slice(0, PEER_QUESTIONS);
  const timesMs: number[] = [];
  for (const word of words) {
    const start = performance.now();
    await transact((tx) => tx.client.query(PEER, [`%${word}%`]));
    timesMs.push(performance.now() - start);
  }
  return timesMs;
}

async function measure(urls: { adminUrl: string; url: string; appUrl: string }): Promise<Measurement> {
  await migrate({ url: urls.url });
  const admin = new pg.Client({
    connectionString: urls.adminUrl.replace(/\/[^/?]*(\?|$)/, `/${databaseOf(urls.url)}$1`),
  });
  await admin.connect();
  try {
    await fillCatalogue(admin, { entries: ENTRIES, random: seededRandom('bench search') });
  } finally {
    await admin.end();
  }
  const database = openDatabase({
    url: urls.appUrl,
    poolSize: 2,
    applicationName: 'bench',
    onError: () => undefined,
  });
  try {
    const transact = transactAs(database, READER);
    const ours = await measureOurs(transact);
    const theirs = await measurePeer(transact);
    const [p50, p95] = [percentile(ours, 50), percentile(ours, 95)];
    return {
      figures: {
        'search.entries': ENTRIES,
        'search.p50Ms': rounded(p50, 1),
        'search.p95Ms': rounded(p95, 1),
        'search.maxMs': rounded(Math.max(...ours), 1),
        'ilike.p50Ms': rounded(percentile(theirs, 50), 1),
        'ilike.p95Ms': rounded(percentile(theirs, 95), 1),
      },
      ratios: { ours_over_theirs: rounded(p95 / percentile(theirs, 95), 4) },
    };
  } finally {
    await database.close();
  }
}

function databaseOf(url: string): string {
  return new URL(url).pathname.slice(1);
}

export async function run(): Promise<Measurement> {
  const kept = process.env['BENCH_DATA'];
  const folder = kept ?? (await mkdtemp(join(tmpdir(), 'tandem-search-')));
  const server = await startEmbeddedPostgres({ dataDir: join(folder, 'postgres') });
  try {
    return await measure(server);
  } finally {
    await server.stop();
    if (kept === undefined) {
      await removeEmbeddedPostgres(join(folder, 'postgres'));
      await rm(folder, { recursive: true, force: true });
    }
  }
}
