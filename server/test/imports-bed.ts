/** The room over real HTTP on a database of its own, with two departments; for its tests. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import pino from 'pino';
import { createTestDatabase } from './database.ts';
import { describeRule } from '../src/foundation/statute/index.ts';
import { readConfig } from '../src/platform/config/config.ts';
import { openDatabase, type Database } from '../src/platform/database/database.ts';
import { transactAs, type Transact } from '../src/platform/database/transaction.ts';
import { openFolderStore, type FileStore } from '../src/platform/files/file-store.ts';
import { fileRoutes } from '../src/platform/files/routes.ts';
import { createApp } from '../src/platform/http/app.ts';
import { JOB, type Actor } from '../src/platform/identity/actor.ts';
import { startJobs, type JobContext, type Jobs } from '../src/platform/jobs/jobs.ts';
import { importJobs, importRoutes } from '../src/sharing/imports/index.ts';
import type { TargetItem } from '../src/sharing/imports/target-resource.ts';

export const MARKET = '0197a000-0000-7000-8000-00000000000a';
export const TAX = '0197a000-0000-7000-8000-00000000000b';
/** An entry of the market department. */
export const RESOURCE = '0197a000-0000-7000-8000-0000000000f1';
export const ITEMS = ['企业名称', '统一社会信用代码', '注册日期', '注册资金'];
export const HEADER = ITEMS.join(',');
export const GOOD = '恒远商贸有限公司,91350100M000100Y43,2019-01-02,820(万元)';

export const clerkOf = (departmentId: string): Actor => ({
  ...JOB,
  kind: 'person',
  personId: '0197a000-0000-7000-8000-000000000001',
  departmentId,
  departmentCreditCode: '91350100M000100Y43',
  roles: ['clerk', 'sharingOfficeHead'],
});

export interface Run {
  id: string;
  state: string;
  mode: string;
  version: number;
  correctionOf: string | null;
  resourceId: string | null;
  datasetVersionId: string | null;
  hasRejects: boolean;
  problem: { code: string; params: Record<string, string | number> } | null;
  plan: { columns: { source: string; target: string; type: string; unique?: boolean }[] };
  inspection: {
    format: string;
    encoding: string;
    sheet: string | null;
    sheets: string[];
    rows: { count: number; exact: boolean };
    preview: string[][];
    notes: { code: string }[];
    columns: { source: string; type: string }[];
  };
  report: {
    rowsRead: number;
    rowsLoaded: number;
    rowsRejected: number;
    defects: { rule: string; column?: string; count: number }[];
    columns: { source: string; changes: { emptied: { text: string; count: number }[]; converted: number } }[];
  };
}

export interface Answer<T> {
  status: number;
  body: T;
  headers: Headers;
}

interface CallOptions {
  as?: 'market' | 'tax';
  body?: unknown;
  headers?: Record<string, string>;
}

export interface ImportsBed {
  database: Database;
  jobs: Jobs;
  /** A store whose calls a test may replace. */
  files: FileStore;
  asJob: Transact;
  /** The entry as the catalogue announces it now. */
  resource: { withdrawn: boolean; items: TargetItem[] };
  /** What the queue hands to a job. */
  job: JobContext;
  /** As the database's owner sees it. */
  sql<T extends pg.QueryResultRow>(text: string, values?: unknown[]): Promise<T[]>;
  call<T>(method: string, path: string, options?: CallOptions): Promise<Answer<T>>;
  upload(content: Buffer | string, name: string): Promise<Answer<{ id: string; code?: string }>>;
  until(id: string, states: readonly string[]): Promise<Run>;
  /** Uploads and waits for the first look. */
  begin(content: Buffer | string, name: string, more?: object): Promise<Run>;
  /** Sets types by source column, or any other part of a column's plan. */
  plan(run: Run, columns: Readonly<Record<string, object>>): Promise<Answer<Run>>;
  load(id: string): Promise<Run>;
  stop(): Promise<void>;
}

const log = pino({ level: 'silent' });

async function openRoom(given: {
  database: Database;
  urls: { ownerUrl: string; appUrl: string };
  files: FileStore;
}) {
  const { database, files, urls } = given;
  const config = readConfig({ DATABASE_URL: urls.ownerUrl, TANDEM_MAX_UPLOAD_BYTES: '50000000' });
  const jobs = await startJobs({ database, url: urls.appUrl, log });
  const platform = { config, database, jobs, log, files };
  const actors: Record<string, Actor> = { market: clerkOf(MARKET), tax: clerkOf(TAX) };
  const authenticate = async (request: { headers: Record<string, unknown> }) =>
    actors[String(request.headers['x-test-actor'])];
  const app = await createApp({ config, database, log, describeRule, authenticate });
  const items = ITEMS.map((name) => ({
    name,
    key: name === '企业名称',
    type: 'C',
    personal: false,
    grade: 1,
  }));
  const resource = { providerId: MARKET, title: '企业登记', withdrawn: false, items };
  const room = {
    platform,
    findResource: async () => resource,
    onServed: async () => undefined,
    titlesOf: async () => new Map<string, string>(),
    englishTitlesOf: async () => new Map<string, string>(),
  };
  fileRoutes(app, platform);
  importRoutes(app, room);
  await importJobs(room);
  return { app, jobs, resource, url: await app.listen({ port: 0, host: '127.0.0.1' }) };
}

function caller(url: string): ImportsBed['call'] {
  return async <T>(method: string, path: string, options: CallOptions = {}) => {
    const json = options.body === undefined ? {} : { 'content-type': 'application/json' };
    const answer = await fetch(`${url}${path}`, {
      method,
      headers: { 'x-test-actor': options.as ?? 'market', ...json, ...options.headers },
      ...(options.body === undefined ? {} : { body: JSON.stringify(options.body) }),
    });
    const text = await answer.text();
    return {
      status: answer.status,
      headers: answer.headers,
      body: (text.startsWith('{') ? JSON.parse(text) : text) as T,
    };
  };
}

function uploader(url: string): ImportsBed['upload'] {
  return async (content, name) => {
    const answer = await fetch(`${url}/api/v1/files`, {
      method: 'POST',
      headers: {
        'x-test-actor': 'market',
        'content-type': 'application/octet-stream',
        'tandem-file-name': encodeURIComponent(name),
      },
      body: new Uint8Array(Buffer.from(content)),
    });
    return { status: answer.status, headers: answer.headers, body: (await answer.json()) as { id: string } };
  };
}

/** Acts of a clerk of the market department, each as the pages call them. */
function actsOn(url: string): Pick<ImportsBed, 'call' | 'upload' | 'until' | 'begin' | 'plan' | 'load'> {
  const [call, upload] = [caller(url), uploader(url)];
  const until = async (id: string, states: readonly string[]) => {
    for (let attempt = 0; attempt < 600; attempt += 1) {
      const { body } = await call<Run>('GET', `/api/v1/imports/${id}`);
      if (states.includes(body.state)) return body;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error(`import ${id} did not reach ${states.join(' or ')}`);
  };
  return {
    call,
    upload,
    until,
    begin: async (content, name, more = { resourceId: RESOURCE }) => {
      const file = await upload(content, name);
      if (file.status !== 201) throw new Error(`the upload was answered with ${file.status}`);
      const { body } = await call<Run>('POST', '/api/v1/imports', {
        body: { fileId: file.body.id, ...more },
      });
      return until(body.id, ['inspected', 'failed']);
    },
    plan: (run, columns) =>
      call<Run>('PUT', `/api/v1/imports/${run.id}/plan`, {
        body: {
          columns: run.plan.columns.map((column) => ({ ...column, ...columns[column.source] })),
          resourceId: RESOURCE,
        },
        headers: { 'if-match': `"${run.version}"` },
      }),
    load: async (id) => {
      await call('POST', `/api/v1/imports/${id}/load`);
      return until(id, ['loaded', 'failed']);
    },
  };
}

export async function startImportsBed(): Promise<ImportsBed> {
  const urls = await createTestDatabase();
  const root = await mkdtemp(join(tmpdir(), 'tandem-imports-'));
  const database = openDatabase({
    url: urls.appUrl,
    poolSize: 8,
    applicationName: 'test',
    onError: () => undefined,
  });
  const files = { ...(await openFolderStore(root)) };
  const owner = new pg.Pool({ connectionString: urls.adminUrl, max: 1 });
  owner.on('error', () => undefined);
  const { app, jobs, url, resource } = await openRoom({ database, urls, files });
  const asJob = transactAs(database, JOB);
  return {
    ...actsOn(url),
    ...{ database, jobs, files, asJob, resource },
    job: { transact: asJob, log, signal: new AbortController().signal },
    sql: async (text, values) => (await owner.query(text, values)).rows,
    stop: async () => {
      await app.close();
      await jobs.stop();
      await database.close();
      await owner.end();
      await urls.drop();
      await rm(root, { recursive: true, force: true });
    },
  };
}
