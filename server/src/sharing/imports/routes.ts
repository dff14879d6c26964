import type { ImportPlan } from '@tandem/tabular';
import { Type, type Static } from 'typebox';
import { transactAs, type Transact } from '../../platform/database/transaction.ts';
import type { Tx } from '../../platform/database/transaction.ts';
import type { App } from '../../platform/http/app.ts';
import { PageOf, PageQuery } from '../../platform/http/paging.ts';
import { expectedVersion, sendVersion } from '../../platform/http/version.ts';
import type { Platform } from '../../platform/platform.ts';
import { columnTypesOf } from './column-types.ts';
import { datasetRoutes } from './dataset-routes.ts';
import { estimatePlan } from './estimate-plan.ts';
import type { ImportRun } from './import-run.ts';
import { getImport, listImports } from './import-store.ts';
import { resultRoutes, textsOf } from './result-routes.ts';
import {
  cancelLoad,
  changePlan,
  inspectAgain,
  discardImport,
  startLoad,
  switchImport,
} from './run-import.ts';
import {
  ColumnPlanSchema,
  EstimateView,
  Id,
  IdParams,
  ImportSummary,
  ImportView,
  ReadingSchema,
  STAFF,
  SwitchQuery,
  tags,
} from './schemas.ts';
import { startImport } from './start-import.ts';
import type { Serving, TitlesOf } from './target-resource.ts';

const closed = { additionalProperties: false } as const;
const Columns = Type.Array(ColumnPlanSchema, { minItems: 1, maxItems: 1000 });

export interface ImportsRoom extends Serving {
  platform: Platform;
  titlesOf: TitlesOf;
  englishTitlesOf: TitlesOf;
}

type TitledRun = ImportRun & { resourceTitleEn?: string };

/** Runs with their entries' present titles, in one query a language. */
async function retitled(tx: Tx, room: ImportsRoom, runs: readonly ImportRun[]): Promise<TitledRun[]> {
  const ids = runs.flatMap(({ resourceId }) => resourceId ?? []);
  const titles = await room.titlesOf(tx, ids);
  const english = await room.englishTitlesOf(tx, ids);
  return runs.map((run) => ({
    ...run,
    resourceTitle: titles.get(run.resourceId ?? '') ?? run.resourceTitle,
    resourceTitleEn: english.get(run.resourceId ?? '') ?? '',
  }));
}

function summaryOf(run: TitledRun) {
  const {
    id,
    resourceId,
    resourceTitle,
    correctionOf,
    fileName,
    fileBytes,
    state,
    mode,
    version,
    progress,
    problem,
  } = run;
  const { createdAt, startedAt, finishedAt, datasetVersionId } = run;
  return {
    ...{
      id,
      resourceId,
      resourceTitle,
      resourceTitleEn: run.resourceTitleEn ?? '',
      correctionOf,
      fileName,
      fileBytes,
      state,
      mode,
      version,
      progress,
      problem,
    },
    ...{ createdAt, startedAt, finishedAt, datasetVersionId },
    hasRejects: run.rejectHash !== null,
    rows:
      run.report === null
        ? null
        : { read: run.report.rowsRead, loaded: run.report.rowsLoaded, rejected: run.report.rowsRejected },
  };
}

/** The compiler can not match the engine's readonly arrays with the schema's; the serializer does. */
function viewOf(run: TitledRun): Static<typeof ImportView> {
  const view = {
    ...summaryOf(run),
    reading: run.reading,
    inspection: run.inspection,
    plan: run.plan,
    report: withoutSamples(run.report),
  };
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
  planRoutes(app, room);
  lookRoutes(app, room);
  resultRoutes(app, room.platform);
  datasetRoutes(app, room);
}

function beginRoutes(app: App, room: ImportsRoom): void {
  const { platform, findResource } = room;
  app.post(
    '/api/v1/imports',
    {
      schema: {
        summary: 'Begin an import from an uploaded file',
        tags,
        body: Type.Object(
          { fileId: Id, resourceId: Type.Optional(Id), correctionOf: Type.Optional(Id) },
          closed,
        ),
        response: { 201: ImportView },
      },
      config: { allow: STAFF },
    },
    async (request, reply) => {
      const run = await startImport(
        request.transact,
        { enqueue: platform.jobs.enqueue, files: platform.files, findResource },
        request.body,
      );
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
      return request.transact(async (tx) => {
        const page = await listImports(tx, filter);
        return { ...page, items: (await retitled(tx, room, page.items)).map(summaryOf) };
      });
    },
  );
  app.get(
    '/api/v1/imports/:id',
    {
      schema: {
        summary: 'An import: what was found, the plan, progress, report',
        tags,
        params: IdParams,
        response: { 200: ImportView },
      },
      config: { allow: 'signedIn' },
    },
    async (request, reply) => {
      const { run, target } = await request.transact(async (tx) => {
        const stored = await getImport(tx, request.params.id);
        const [found = stored] = await retitled(tx, room, [stored]);
        const isOwn = found.resourceId !== null && found.departmentId === tx.actor.departmentId;
        return {
          run: found,
          target: isOwn ? await findResource(tx, found.resourceId ?? '', 'compiled') : undefined,
        };
      });
      sendVersion(reply, run.version);
      const items = target?.items.map((item) => ({
        ...{ name: item.name, key: item.key },
        takes: [...columnTypesOf(item)],
      }));
      return { ...viewOf(run), ...(items ? { target: { title: target?.title ?? '', items } } : {}) };
    },
  );
}

function planRoutes(app: App, { findResource }: ImportsRoom): void {
  app.put(
    '/api/v1/imports/:id/plan',
    {
      schema: {
        summary: 'Correct types, names and rules of the columns',
        tags,
        params: IdParams,
        body: Type.Object(
          {
            columns: Columns,
            resourceId: Type.Union([Id, Type.Null()]),
            mode: Type.Optional(Type.Enum(['replace', 'append'])),
          },
          closed,
        ),
        response: { 200: ImportView },
      },
      config: { edits: true, allow: STAFF },
    },
    async (request, reply) => {
      const { columns, resourceId, mode } = request.body;
      const change = { importId: request.params.id, plan: { columns } as ImportPlan, resourceId, mode };
      const run = await changePlan(request.transact, findResource, {
        ...change,
        expectedVersion: expectedVersion(request),
      });
      sendVersion(reply, run.version);
      return viewOf(run);
    },
  );
}

function lookRoutes(app: App, { platform, findResource }: ImportsRoom): void {
  app.post(
    '/api/v1/imports/:id/inspect',
    {
      schema: {
        summary: 'Look at the file once more, another way: another sheet, encoding or delimiter',
        tags,
        params: IdParams,
        body: ReadingSchema,
        response: { 200: ImportView },
      },
      config: { allow: STAFF },
    },
    async (request) => {
      const input = { importId: request.params.id, reading: request.body };
      return viewOf(await inspectAgain(request.transact, platform.jobs.enqueue, input));
    },
  );
  app.post(
    '/api/v1/imports/:id/estimate',
    {
      schema: {
        summary: 'What a plan would do to the first rows of the file; changes nothing',
        tags,
        params: IdParams,
        body: Type.Object({ columns: Columns, resourceId: Type.Optional(Id) }, closed),
        response: { 200: EstimateView },
      },
      config: { allow: STAFF },
    },
    async (request) => {
      const plan = { columns: request.body.columns } as ImportPlan;
      const gone = new AbortController();
      request.raw.once('close', () => request.raw.destroyed && gone.abort());
      const { resourceId } = request.body;
      const input = { importId: request.params.id, plan, resourceId, signal: gone.signal };
      // Nothing changes, so that no answer is kept under an idempotency key.
      const estimate = await estimatePlan(
        transactAs(platform.database, request.actor),
        { files: platform.files, findResource },
        input,
      );
      return { ...estimate, texts: textsOf(estimate.defects) };
    },
  );
}

function runRoutes(app: App, room: ImportsRoom): void {
  const { platform, findResource } = room;
  const options = { findResource, enqueue: platform.jobs.enqueue };
  const steps = {
    load: {
      summary: 'Load the rows, or go on with a load',
      act: (request: Req) => startLoad(request.transact, options, request.params.id),
    },
    cancel: {
      summary: 'Stop a running load; it can go on later',
      act: (request: Req) => cancelLoad(request.transact, request.params.id),
    },
    discard: {
      summary: 'Give an import up and drop its rows',
      act: (request: Req) => discardImport(request.transact, request.params.id),
    },
  };
  for (const [step, { summary, act }] of Object.entries(steps)) {
    app.post(
      `/api/v1/imports/:id/${step}`,
      {
        schema: { summary, tags, params: IdParams, response: { 200: ImportView } },
        config: { allow: STAFF },
      },
      async (request) => viewOf(await act(request)),
    );
  }
  app.post(
    '/api/v1/imports/:id/switch',
    {
      schema: {
        summary: 'Serve the loaded rows from now on',
        tags,
        params: IdParams,
        querystring: SwitchQuery,
        response: { 200: ImportView },
      },
      config: { allow: STAFF },
    },
    async (request) => {
      const { confirmEmpty = false } = request.query;
      const input = { importId: request.params.id, confirmEmpty };
      return viewOf(await switchImport(request.transact, room, input));
    },
  );
}

interface Req {
  transact: Transact;
  params: { id: string };
}
