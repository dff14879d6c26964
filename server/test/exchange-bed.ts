/** What the tests of this room share: the test city with hosted data of the market department, and agreements on it. */
import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { startTestServer, type TestServerRun } from './server.ts';
import type { TestClient, TestResponse } from './client.ts';
import { hostRows, type DatasetColumn } from '../src/sharing/imports/index.ts';
import type { AgreementTerms } from '../src/sharing/requests/index.ts';

export const COLUMNS: DatasetColumn[] = [
  { item: '统一社会信用代码', column: 'c1', type: 'creditCode', key: true },
  { item: '企业名称', column: 'c2', type: 'text', key: true },
  { item: '登记机关区划', column: 'c3', type: 'divisionCode', key: false },
  { item: '注册资本', column: 'c4', type: 'money', key: false },
  { item: '成立日期', column: 'c5', type: 'date', key: false },
  { item: '法定代表人', column: 'c6', type: 'text', key: false },
  { item: '证件号码', column: 'c7', type: 'residentId', key: false },
  { item: '经营范围', column: 'c8', type: 'text', key: false },
];

/** Two in the district agreed on, one outside, one that a spreadsheet would run. */
export const ROWS: (string | null)[][] = [
  [
    '91640104MA1000001A',
    '银川启明商贸有限公司',
    '640104',
    '820000.50',
    '2019-03-01',
    '欧阳建国',
    '11010519491231002X',
    '批发',
  ],
  [
    '91640104MA1000002B',
    '银川恒通科技有限公司',
    '640104',
    null,
    '2020-05-06',
    '王芳',
    '440524188001010014',
    '软件',
  ],
  [
    '91640302MA1000003C',
    '吴忠瑞禾农业有限公司',
    '640302',
    '100000',
    '2021-07-08',
    '马明',
    '110105194912310038',
    '种植',
  ],
  ['91640104MA1000004D', '=HYPERLINK("http://x","y")', '640104', '-5', '2022-01-02', '@SUM(1)', null, '+cmd'],
];

export const KEY = { item: '统一社会信用代码', values: ['91640104MA1000001A'] };
export const PURPOSE = { 'tandem-purpose': 'tax-risk' };

function termItem(
  name: string,
  more: Partial<AgreementTerms['items'][number]> = {},
): AgreementTerms['items'][number] {
  return {
    name,
    kind: 'C',
    modes: ['query', 'verify', 'batch'],
    grade: 1,
    personal: false,
    unmasked: false,
    ...more,
  };
}

/** Five items: of the eight hosted, 证件号码, 经营范围 and 成立日期 are not agreed. */
export const ITEMS = [
  termItem('统一社会信用代码'),
  termItem('企业名称'),
  termItem('登记机关区划'),
  termItem('注册资本'),
  termItem('法定代表人', { kind: 'personName', grade: 2, personal: true }),
];

export interface Refusal {
  code: string;
  status: number;
  rule?: { id: string; article: number | null; href: string };
  errors?: { field: string; code: string }[];
}

/** The record behind an answer or a refusal. */
export interface Recorded {
  outcome: string;
  refusal_code: string | null;
  rule_id: string | null;
  mode: string;
  items: string[];
  row_count: number;
  caller_kind: string;
  caller_id: string;
  requester_id: string;
  digest: string | null;
}

export function refusal(answer: TestResponse): Refusal {
  return answer.body as unknown as Refusal;
}

export interface Bed {
  run: TestServerRun;
  tax: TestClient;
  resourceId: string;
  today: string;
  /** An agreement of the tax department on the market department's data, in force; returns its id. */
  agree(change?: Partial<AgreementTerms>): Promise<string>;
  /** A later version of its terms. */
  amend(id: string, change: Partial<AgreementTerms>): Promise<void>;
  setState(id: string, state: string): Promise<void>;
  query(id: string, body?: object, headers?: Record<string, string>): Promise<TestResponse>;
  /** SQL as the platform itself: sees every row. */
  sql<T extends pg.QueryResultRow>(text: string, values?: unknown[]): Promise<T[]>;
  recorded(answer: TestResponse): Promise<Recorded>;
  /** How many rows each table of the room and the ledger's queue of entries hold. */
  count(): Promise<{ disclosures: number; entries: number; quota: number; batches: number }>;
  stop(): Promise<void>;
}

function termsOf(bed: Pick<Bed, 'run' | 'resourceId' | 'today'>): AgreementTerms {
  const { market, tax } = bed.run.city.departments;
  const id = randomUUID();
  return {
    schema: 1,
    agreementId: id,
    number: `GX-${id.slice(0, 8)}`,
    version: 1,
    state: 'inForce',
    requestId: randomUUID(),
    requesterId: tax.id,
    requesterName: tax.name,
    providerId: market.id,
    providerName: market.name,
    resourceId: bed.resourceId,
    resourceTitle: '企业登记基本信息',
    resourceVersion: 1,
    shareClass: 'conditional',
    items: ITEMS,
    rowFilter: [{ item: '登记机关区划', op: 'prefix', values: ['6401'] }],
    legalBasis: { title: '税收征收管理法', article: '第六条' },
    purpose: { code: 'tax-risk', text: '税收风险分析' },
    modes: ['query', 'verify', 'batch'],
    quota: { callsPerDay: 1000, rowsPerDay: 10_000 },
    term: {
      from: bed.today as AgreementTerms['term']['from'],
      to: '2099-12-31' as AgreementTerms['term']['to'],
    },
    disposal: 'deleted',
    raised: null,
  };
}

async function insertAgreement(
  bed: Pick<Bed, 'run' | 'sql'>,
  { state, raised: _raised, ...terms }: AgreementTerms,
): Promise<void> {
  const { data } = bed.run.city.departments;
  const person = bed.run.person('tax.clerk').id;
  await bed.sql(
    `with asked as (
       insert into requests.request (id, state, resource_id, resource_version, resource_title, share_class, requester_id,
         requester_name, requester_short_name, provider_id, provider_name, provider_short_name, authority_id,
         requester_authority_id, area_code, drafted_by,
         drafted_by_name, created_at, updated_at)
       values ($1, 'draft', $2, 1, $3, 'conditional', $4, $5, $5, $6, $7, $7, $8, $8, '640100', $9, 'x', now(), now()) returning id)
     insert into requests.agreement (id, number, area_code, request_id, resource_id, resource_title, share_class,
       requester_id, requester_name, requester_short_name, provider_id, provider_name, provider_short_name, authority_id,
       requester_authority_id, state, version,
       terms, term_from, term_to, created_at, updated_at)
     select $10, $11, '640100', asked.id, $2, $3, 'conditional', $4, $5, $5, $6, $7, $7, $8, $8, $12, 1, $13, $14, $15, now(), now()
     from asked`,
    [
      terms.requestId,
      terms.resourceId,
      terms.resourceTitle,
      terms.requesterId,
      terms.requesterName,
      terms.providerId,
      terms.providerName,
      data.id,
      person,
      terms.agreementId,
      terms.number,
      state,
      JSON.stringify(terms),
      terms.term.from,
      terms.term.to,
    ],
  );
}

export async function openBed(): Promise<Bed> {
  const run = await startTestServer();
  const resourceId = randomUUID();
  const { market } = run.city.departments;
  const content = { resourceId, providerId: market.id, columns: COLUMNS, rows: ROWS };
  await run.transactAs('job')((tx) => hostRows(tx, content));
  const sql: Bed['sql'] = async <T extends pg.QueryResultRow>(text: string, values?: unknown[]) =>
    run.transactAs('job')(async (tx) => (await tx.client.query<T>(text, values)).rows);
  const [day] = await sql<{ today: string }>(
    `select to_char(platform.now() at time zone 'Asia/Shanghai', 'YYYY-MM-DD') as today`,
  );
  const tax = run.asSystem('tax.system');
  const base = { run, sql, resourceId, today: day?.today ?? '' };
  return {
    ...base,
    tax,
    agree: async (change = {}) => {
      const terms = { ...termsOf(base), ...change };
      await insertAgreement(base, terms);
      return terms.agreementId;
    },
    amend: async (id, change) => {
      await sql(
        `update requests.agreement set version = version + 1,
           terms = terms || $2::jsonb || jsonb_build_object('version', version + 1) where id = $1`,
        [id, JSON.stringify(change)],
      );
    },
    setState: async (id, state) => {
      const closed = ['ended', 'expired'].includes(state);
      await sql(
        `update requests.agreement set state = $2, closed_at = case when $3 then now() end,
           close_cause = case when $3 then 'noLongerNeeded' end where id = $1`,
        [id, state, closed],
      );
    },
    query: (id, body = {}, headers = PURPOSE) =>
      tax.post(
        `/api/v1/exchange/agreements/${id}/query`,
        { items: ['企业名称'], where: [KEY], ...body },
        headers,
      ),
    recorded: async (answer) => {
      const [row] = await sql<Recorded & pg.QueryResultRow>(
        `select outcome, refusal_code, rule_id, mode, items, row_count, caller_kind, caller_id, requester_id,
           encode(answer_digest, 'hex') as digest from exchange.disclosure where id = $1`,
        [answer.headers.get('tandem-receipt')],
      );
      if (!row) throw new Error('the answer has no record');
      return row;
    },
    count: async () => {
      const [row] = await sql<{ disclosures: number; entries: number; quota: number; batches: number }>(
        `select (select count(*)::int from exchange.disclosure) as disclosures,
           (select count(*)::int from ledger.entry where kind ~ '^(disclosure|sandbox)\\.') as entries,
           (select coalesce(sum(calls), 0)::int from exchange.quota_use) as quota,
           (select count(*)::int from exchange.batch) as batches`,
      );
      if (!row) throw new Error('nothing was counted');
      return row;
    },
    stop: run.stop,
  };
}
