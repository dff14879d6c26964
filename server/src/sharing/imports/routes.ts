import { DEFECT_RULES, type ImportPlan } from '@tandem/tabular';
import { Type, type Static } from 'typebox';
import type { Transact } from '../../platform/database/transaction.ts';
import type { App } from '../../platform/http/app.ts';
import { PageOf, PageQuery } from '../../platform/http/paging.ts';
import { expectedVersion, sendVersion } from '../../platform/http/version.ts';
import type { Platform } from '../../platform/platform.ts';
import { listVersions } from './dataset-store.ts';
import { importError } from './errors.ts';
import type { ImportRun } from './import-run.ts';
import { getImport, listImports } from './import-store.ts';
import { retireVersion } from './retire-version.ts';
import { cancelLoad, changePlan, discardImport, startLoad, switchImport, type FindTargetResource } from './run-import.ts';
import { ColumnPlanSchema, DefectsView, ImportSummary, ImportView, VersionSchema } from './schemas.ts';
import { startImport } from './start-import.ts';

export interface ImportsRoom {
  platform: Platform;
  findResource: FindTargetResource;
}

const closed = { additionalProperties: false } as const;
const Id = Type.String({ format: 'uuid' });
const IdParams = Type.Object({ id: Id });
const tags = ['imports'];
const STAFF = ['clerk', 'sharingOfficeHead'] as const;

function summaryOf(run: ImportRun) {
  const { id, resourceId, fileName, fileBytes, state, mode, version, progress, problem, createdAt, startedAt, finishedAt } = run;
  const base = { id, resourceId, fileName, fileBytes, state, mode, version, progress, problem, createdAt, startedAt, finishedAt };
  return { ...base, hasRejects: run.rejectHash !== null };
}

/** The compiler can not match the engine's readonly arrays with the schema's; the serializer does. */
function viewOf(run: ImportRun): Static<typeof ImportView> {
  const view = { ...summaryOf(run), inspection: run.inspection, plan: run.plan, report: withoutSamples(run.report) };
  return view as unknown as Static<typeof ImportView>;
}

/** Rows at fault are a list of their own (`/defects`). */
function withoutSamples(report: ImportRun['report']) {
  if (report === null) return null;
  const { samples: _samples, ...rest } = report;
  return rest;
}

export function importRoutes(app: App, room: ImportsRoom): void {
  beginRoutes(app, room);
  runRoutes(app, room);
  resultRoutes(app, room);
  datasetRoutes(app);
}

function beginRoutes(app: App, { platform, findResource }: ImportsRoom): void {
  app.post(
    '/api/v1/imports',
    {
      schema: {
        summary: 'Begin an import from an uploaded file',
        tags,
        body: Type.Object({ fileId: Id, resourceId: Type.Optional(Id) }, closed),
        response: { 201: ImportView },
      },
      config: { allow: STAFF },
    },
    async (request, reply) => {
      const run = await startImport(request.transact, platform.jobs.enqueue, request.body);
      return reply.code(201).send(viewOf(run));
    },
  );
  app.get(
    '/api/v1/imports',
    {
      schema: {
        summary: 'Own imports, newest first',
        tags,
        querystring: Type.Object({ ...PageQuery, resourceId: Type.Optional(Id) }, closed),
        response: { 200: PageOf(ImportSummary) },
      },
      config: { allow: 'signedIn' },
    },
    async (request) => {
      const filter = { ...request.query, limit: request.query.limit ?? 50 };
      const page = await request.transact((tx) => listImports(tx, filter));
      return { ...page, items: page.items.map(summaryOf) };
    },
  );
  app.get(
    '/api/v1/imports/:id',
    {
      schema: { summary: 'An import: what was found, the plan, progress, report', tags, params: IdParams, response: { 200: ImportView } },
      config: { allow: 'signedIn' },
    },
    async (request, reply) => {
      const run = await request.transact((tx) => getImport(tx, request.params.id));
      sendVersion(reply, run.version);
      return viewOf(run);
    },
  );
  app.put(
    '/api/v1/imports/:id/plan',
    {
      schema: {
        summary: 'Correct types, names and rules of the columns',
        tags,
        params: IdParams,
        body: Type.Object(
          {
            columns: Type.Array(ColumnPlanSchema, { minItems: 1, maxItems: 1000 }),
            resourceId: Type.Union([Id, Type.Null()]),
            mode: Type.Optional(Type.Enum(['replace', 'append'])),
          },
          closed,
        ),
        response: { 200: ImportView },
      },
      config: { allow: STAFF },
    },
    async (request, reply) => {
      const { columns, resourceId, mode = 'replace' } = request.body;
      const change = { importId: request.params.id, plan: { columns } as ImportPlan, resourceId, mode };
      const run = await changePlan(request.transact, findResource, { ...change, expectedVersion: expectedVersion(request) });
      sendVersion(reply, run.version);
      return viewOf(run);
    },
  );
}

function runRoutes(app: App, { platform, findResource }: ImportsRoom): void {
  const options = { findResource, enqueue: platform.jobs.enqueue };
  const steps = {
    load: { summary: 'Load the rows, or go on with a load', act: (request: Req) => startLoad(request.transact, options, request.params.id) },
    cancel: { summary: 'Stop a running load; it can go on later', act: (request: Req) => cancelLoad(request.transact, request.params.id) },
    discard: { summary: 'Give an import up and drop its rows', act: (request: Req) => discardImport(request.transact, request.params.id) },
    switch: { summary: 'Serve the loaded rows from now on', act: (request: Req) => switchImport(request.transact, request.params.id) },
  };
  for (const [step, { summary, act }] of Object.entries(steps)) {
    app.post(
      `/api/v1/imports/:id/${step}`,
      { schema: { summary, tags, params: IdParams, response: { 200: ImportView } }, config: { allow: STAFF } },
      async (request) => viewOf(await act(request)),
    );
  }
}

interface Req {
  transact: Transact;
  params: { id: string };
}

function resultRoutes(app: App, { platform }: ImportsRoom): void {
  app.get(
    '/api/v1/imports/:id/defects',
    {
      schema: {
        summary: 'What is wrong: counts by rule and column, and rows at fault',
        tags,
        params: IdParams,
        querystring: Type.Object(
          {
            rule: Type.Optional(Type.String({ maxLength: 60 })),
            column: Type.Optional(Type.String({ maxLength: 200 })),
            limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000, default: 100 })),
          },
          closed,
        ),
        response: { 200: DefectsView },
      },
      config: { allow: 'signedIn' },
    },
    async (request) => {
      const { report } = await request.transact((tx) => getImport(tx, request.params.id));
      if (report === null) throw importError('IMPORT_NOT_LOADED');
      const { rule, column, limit = 100 } = request.query;
      const wanted = report.samples.filter(
        (sample) => (rule === undefined || sample.rule === rule) && (column === undefined || sample.column === column),
      );
      const rules = [...new Set(report.defects.map((defect) => defect.rule))];
      const texts = Object.fromEntries(rules.map((code) => [code, { zh: DEFECT_RULES[code].zh, en: DEFECT_RULES[code].en }]));
      return { counts: report.defects, rows: wanted.slice(0, limit), texts };
    },
  );
  app.get(
    '/api/v1/imports/:id/rejects.csv',
    {
      schema: { summary: 'Rejected rows as a file to correct and send again', tags, params: IdParams },
      config: { allow: STAFF },
    },
    async (request, reply) => {
      const run = await request.transact((tx) => getImport(tx, request.params.id));
      if (run.rejectHash === null) throw importError('IMPORT_NO_REJECTS');
      const name = encodeURIComponent(`${run.fileName.replace(/\.[^.]*$/, '')}-退回.csv`);
      return reply
        .header('content-disposition', `attachment; filename="rejects.csv"; filename*=UTF-8''${name}`)
        .header('cache-control', 'no-store')
        .type('text/csv; charset=utf-8')
        .send(await platform.files.read(run.rejectHash));
    },
  );
}

function datasetRoutes(app: App): void {
  const Versions = Type.Object({ versions: Type.Array(VersionSchema) });
  app.get(
    '/api/v1/datasets/:id/versions',
    {
      schema: { summary: 'Versions of a resource’s data, newest first', tags, params: IdParams, response: { 200: Versions } },
      config: { allow: 'signedIn' },
    },
    async (request) => ({ versions: await request.transact((tx) => listVersions(tx, request.params.id)) }),
  );
  app.post(
    '/api/v1/datasets/:id/versions/:versionId/retire',
    {
      schema: {
        summary: 'End the time in which a former version can be read',
        tags,
        params: Type.Object({ id: Id, versionId: Id }),
        response: { 200: Versions },
      },
      config: { allow: ['sharingOfficeHead'] },
    },
    async (request) => {
      const { id, versionId } = request.params;
      return retireVersion(request.transact, { resourceId: id, versionId });
    },
  );
}
