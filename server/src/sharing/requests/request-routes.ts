import type { Readable } from 'node:stream';
import { Type } from 'typebox';
import { AppError } from '../../platform/app-error.ts';
import { departmentWords } from '../../foundation/organizations/index.ts';
import { transactAs } from '../../platform/database/transaction.ts';
import type { App } from '../../platform/http/app.ts';
import { keyedTransact } from '../../platform/http/idempotency.ts';
import { CountedPageOf, PageQuery } from '../../platform/http/paging.ts';
import { languageOf } from '../../platform/http/problem.ts';
import { collectPages, sendSheet } from '../../platform/http/send-sheet.ts';
import { ListFormat } from '../../platform/http/send-table.ts';
import { expectedVersion, sendVersion } from '../../platform/http/version.ts';
import type { Platform } from '../../platform/platform.ts';
import { actRoute, closed, EmptyBody, IdParams, OFFICE, READERS, Reason } from './act-route.ts';
import { attachPaper } from './attach-paper.ts';
import { getAttachment, MAX_ATTACHMENT_BYTES } from './attachment-store.ts';
import { createDraft, discardDraft, editDraft } from './draft-request.ts';
import { REQUEST_SHEET } from './export-rows.ts';
import { consentFiling, fileRequest, returnFiling } from './file-request.ts';
import { remarkRequest, urgeReply, withdrawRequest } from './follow-request.ts';
import { REQUEST_STATES } from './request.ts';
import { listRequests } from './request-list.ts';
import { StatementDraftSchema } from './statement.ts';
import { supplementRequest } from './supplement-request.ts';
import { viewRequest } from './view-request.ts';
import { RequestRow, RequestView } from './views.ts';

const base = '/api/v1/requests';
const tags = ['requests'];
const Id = Type.String({ format: 'uuid' });
const Day = Type.String({ format: 'date' });
const JudgedDay = Type.String({
  format: 'date',
  description: 'By the day that counts for timeliness: of the reply, or the due day that passed without one.',
});
const DraftResult = Type.Object({ id: Type.String(), version: Type.Integer(), state: Type.String() });

const RequestQuery = Type.Object(
  {
    ...PageQuery,
    state: Type.Optional(Type.Array(Type.Enum([...REQUEST_STATES]), { maxItems: REQUEST_STATES.length })),
    side: Type.Optional(Type.Enum(['outgoing', 'incoming'])),
    overdue: Type.Optional(Type.Boolean()),
    resource: Type.Optional(Id),
    department: Type.Optional(Id),
    provider: Type.Optional(Id),
    owed: Type.Optional(Type.Boolean({ description: 'The reply is late and still owed.' })),
    decision: Type.Optional(Type.Enum(['grant', 'refuse'])),
    q: Type.Optional(Type.String({ maxLength: 100 })),
    from: Type.Optional(Day),
    to: Type.Optional(Day),
    repliedFrom: Type.Optional(Day),
    repliedTo: Type.Optional(Day),
    judgedFrom: Type.Optional(JudgedDay),
    judgedTo: Type.Optional(JudgedDay),
    lateFrom: Type.Optional(Day),
    lateTo: Type.Optional(Day),
    supplemented: Type.Optional(Type.Boolean({ description: 'Sent back for papers.' })),
    authority: Type.Optional(Id),
    format: ListFormat,
  },
  closed,
);

/** Share requests on the requester's side, and what both sides read. */
export function requestRoutes(app: App, room: { platform: Platform }): void {
  readRoutes(app);
  draftRoutes(app);
  filingRoutes(app);
  followRoutes(app);
  attachmentRoutes(app, room);
}

function readRoutes(app: App): void {
  app.get(
    base,
    {
      schema: {
        summary: 'Requests of the own department, or of the area for its authority, newest first',
        tags,
        querystring: RequestQuery,
        response: { 200: CountedPageOf(RequestRow) },
      },
      config: { allow: READERS },
    },
    async (request, reply) => {
      const {
        limit = 50,
        cursor,
        state,
        resource,
        department,
        provider,
        authority,
        format,
        ...rest
      } = request.query;
      const filter = {
        ...rest,
        states: state,
        resourceId: resource,
        departmentId: department,
        providerId: provider,
        authorityId: authority,
      };
      if (format === 'csv' || format === 'xlsx') {
        const language = languageOf(request);
        const content = await request.transact(async (tx) => ({
          rows: await collectPages((page) => listRequests(tx, { ...filter, ...page })),
          department: await departmentWords(tx, language),
        }));
        return sendSheet(reply, REQUEST_SHEET, { ...content, format, language }) as never;
      }
      return request.transact((tx) => listRequests(tx, { ...filter, limit, cursor }));
    },
  );
  app.get(
    `${base}/:id`,
    {
      schema: {
        summary: 'One request whole: statements, steps, clocks, receipts, and what the reader may do',
        tags,
        params: IdParams,
        response: { 200: RequestView },
      },
      config: { allow: READERS },
    },
    async (request, reply) => {
      const view = await request.transact((tx) => viewRequest(tx, request.params.id));
      sendVersion(reply, view.version);
      return view;
    },
  );
}

function draftRoutes(app: App): void {
  app.post(
    base,
    {
      schema: {
        summary: 'Begin an application for a published entry, or copy an earlier one',
        tags,
        body: Type.Object({ resourceId: Id, copyFrom: Type.Optional(Id) }, closed),
        response: { 201: DraftResult },
      },
      config: { allow: ['clerk', 'sharingOfficeHead'] },
    },
    async (request, reply) => {
      const draft = await createDraft(request.transact, request.body);
      sendVersion(reply, draft.version);
      return reply.code(201).send(draft);
    },
  );
  app.patch(
    `${base}/:id`,
    {
      schema: {
        summary: 'Save a draft as far as it is written',
        tags,
        params: IdParams,
        body: StatementDraftSchema,
        response: { 200: DraftResult },
      },
      config: { edits: true, allow: OFFICE },
    },
    async (request, reply) => {
      const on = { id: request.params.id, version: expectedVersion(request) };
      const saved = await editDraft(request.transact, on, request.body);
      sendVersion(reply, saved.version);
      return saved;
    },
  );
  app.delete(
    `${base}/:id`,
    {
      schema: {
        summary: 'Throw a draft away that was never submitted',
        tags,
        params: IdParams,
        response: { 204: Type.Null() },
      },
      config: { edits: true, allow: OFFICE },
    },
    async (request, reply) => {
      await discardDraft(request.transact, { id: request.params.id, version: expectedVersion(request) });
      return reply.code(204).send(null);
    },
  );
}

function filingRoutes(app: App): void {
  actRoute(app, {
    path: `${base}/:id/file`,
    summary: 'File a draft with the head of the own sharing office (Art 20)',
    tags,
    body: EmptyBody,
    run: (transact, on) => fileRequest(transact, on),
  });
  actRoute(app, {
    path: `${base}/:id/consent`,
    summary: "Consent of the requester's sharing-office head: the provider receives it, the clock starts",
    tags,
    body: EmptyBody,
    run: (transact, on) => consentFiling(transact, on),
  });
  actRoute(app, {
    path: `${base}/:id/return`,
    summary: 'The head sends a filing back to its author',
    tags,
    body: Type.Object({ reason: Reason }, closed),
    run: (transact, on, body) => returnFiling(transact, on, body.reason),
  });
  actRoute(app, {
    path: `${base}/:id/supplement`,
    summary: 'The supplement: the reply clock runs again',
    tags,
    body: Type.Object({ answer: Reason }, closed),
    run: (transact, on, body) => supplementRequest(transact, on, body.answer),
  });
}

function followRoutes(app: App): void {
  actRoute(app, {
    path: `${base}/:id/withdraw`,
    summary: 'The requester takes the application back',
    tags,
    body: Type.Object({ reason: Reason }, closed),
    run: (transact, on, body) => withdrawRequest(transact, on, body.reason),
  });
  actRoute(app, {
    path: `${base}/:id/urge`,
    summary: '督办: the authority urges the provider',
    tags,
    body: Type.Object({ note: Reason }, closed),
    run: (transact, on, body) => urgeReply(transact, on, body.note),
  });
  actRoute(app, {
    path: `${base}/:id/remarks`,
    summary: 'A word that both sides and the authority see',
    tags,
    body: Type.Object({ text: Reason }, closed),
    run: (transact, on, body) => remarkRequest(transact, on, body.text),
  });
}

const PaperName = Type.String({ minLength: 1, maxLength: 200, pattern: '^[^/\\\\\\u0000-\\u001f]+$' });

/** Raw bodies come as a stream inside their own scope; nothing else of the API changes how it reads. */
function attachmentRoutes(app: App, { platform }: { platform: Platform }): void {
  void app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', (_request, payload, done) => done(null, payload));
    (scope as unknown as App).post(
      `${base}/:id/attachments`,
      {
        bodyLimit: MAX_ATTACHMENT_BYTES,
        schema: {
          summary: 'Add a paper (raw body, at most 20 MB)',
          tags,
          params: IdParams,
          querystring: Type.Object({ name: PaperName }, closed),
          response: { 201: Type.Object({ id: Type.String() }) },
        },
        config: { allow: OFFICE },
      },
      async (request, reply) => {
        const content = request.body as Readable | undefined;
        if (!content) throw new AppError({ code: 'PLATFORM_FILE_EMPTY', status: 400 });
        const paper = { requestId: request.params.id, name: request.query.name, content };
        const { database, files } = platform;
        const added = await attachPaper(
          {
            transact: transactAs(database, request.actor),
            transactFor: (text) => keyedTransact({ database, request, actor: request.actor }, text),
            files,
          },
          paper,
        );
        return reply.code(201).send(added);
      },
    );
  });
  app.get(
    `${base}/:id/attachments/:attachmentId`,
    {
      schema: { summary: 'Fetch a paper', tags, params: Type.Object({ id: Id, attachmentId: Id }) },
      config: { allow: READERS },
    },
    async (request, reply) => {
      const on = { requestId: request.params.id, id: request.params.attachmentId };
      const paper = await request.transact((tx) => getAttachment(tx, on));
      return reply
        .type('application/octet-stream')
        .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(paper.name)}`)
        .header('content-length', paper.sizeBytes)
        .header('cache-control', 'private, no-store')
        .send(await platform.files.read(paper.hash));
    },
  );
}
