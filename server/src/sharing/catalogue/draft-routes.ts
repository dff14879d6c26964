import { Type } from 'typebox';
import type { App } from '../../platform/http/app.ts';
import { PageOf, PageQuery } from '../../platform/http/paging.ts';
import { Words } from '../../platform/http/schema-compilers.ts';
import { expectedVersion, sendVersion } from '../../platform/http/version.ts';
import { findDraft, listDrafts } from './draft-store.ts';
import { ContentPatch } from './entry-content.ts';
import { fileDraft, recallDraft } from './file-draft.ts';
import { findSimilar } from './find-similar.ts';
import { proposeItems } from './propose-items.ts';
import { recordAssessment } from './record-assessment.ts';
import { ASSESSMENT_KINDS, ASSESSMENT_RESULTS } from './required-assessments.ts';
import type { CatalogueRoom } from './routes.ts';
import { createDraft, discardDraft, saveDraft } from './save-draft.ts';
import {
  AssessmentSchema,
  closed,
  DraftRowSchema,
  DraftSchema,
  DraftVersionSchema,
  Id,
  IdParams,
  Items,
  SimilarSchema,
} from './schemas.ts';
import { copyEntry, draftFromImport, itemsOfImport } from './start-from.ts';
import { viewDraft } from './view-resource.ts';
import { DRAFT_STATES } from './workflow.ts';

const tags = ['catalogue'];
/** Who compiles entries: the staff of the sharing office (Art 11). */
const COMPILERS = ['clerk', 'sharingOfficeHead'] as const;
const BODY_LIMIT_BYTES = 4 * 1024 * 1024;

export function draftRoutes(app: App, room: CatalogueRoom): void {
  readRoutes(app);
  saveRoutes(app);
  startRoutes(app, room);
  proposalRoutes(app, room);
  evidenceRoutes(app, room);
  submitRoutes(app, room);
}

function readRoutes(app: App): void {
  app.get(
    '/api/v1/catalogue/drafts',
    {
      schema: {
        summary: 'Changes under way: of the own department, and those that wait for the authority’s review',
        tags,
        querystring: Type.Object(
          { ...PageQuery, state: Type.Optional(Type.Enum([...DRAFT_STATES])), provider: Type.Optional(Id) },
          closed,
        ),
        response: { 200: PageOf(DraftRowSchema) },
      },
      config: { allow: 'signedIn' },
    },
    async (request) => {
      const { limit = 50, cursor, state, provider } = request.query;
      return request.transact(
        (tx) => listDrafts(tx, { limit, cursor, state, providerId: provider }) as never,
      );
    },
  );
  app.get(
    '/api/v1/catalogue/drafts/:id',
    {
      schema: {
        summary: 'A change under way, with its ETag',
        tags,
        params: IdParams,
        response: { 200: DraftSchema },
      },
      config: { allow: 'signedIn' },
    },
    async (request, reply) => {
      const draft = await request.transact((tx) => viewDraft(tx, request.params.id));
      sendVersion(reply, draft.version);
      return draft;
    },
  );
}

function saveRoutes(app: App): void {
  app.patch(
    '/api/v1/catalogue/drafts/:id',
    {
      schema: {
        summary: 'Keep an edit; needs If-Match',
        tags,
        params: IdParams,
        body: ContentPatch,
        response: { 200: DraftVersionSchema },
      },
      bodyLimit: BODY_LIMIT_BYTES,
      config: { edits: true, allow: COMPILERS },
    },
    async (request, reply) => {
      const input = {
        resourceId: request.params.id,
        expectedVersion: expectedVersion(request),
        patch: request.body,
      };
      const saved = await saveDraft(request.transact, input);
      sendVersion(reply, saved.version);
      return saved;
    },
  );
  app.delete(
    '/api/v1/catalogue/drafts/:id',
    {
      schema: {
        summary: 'Give a change up before it is filed; needs If-Match',
        tags,
        params: IdParams,
        response: { 200: Type.Object({ resourceId: Type.String() }) },
      },
      config: { edits: true, allow: COMPILERS },
    },
    async (request) =>
      discardDraft(request.transact, {
        resourceId: request.params.id,
        expectedVersion: expectedVersion(request),
      }),
  );
}

function startRoutes(app: App, room: CatalogueRoom): void {
  app.post(
    '/api/v1/catalogue/resources',
    {
      schema: {
        summary: 'Begin an entry of the own department',
        tags,
        body: ContentPatch,
        response: { 201: DraftVersionSchema },
      },
      bodyLimit: BODY_LIMIT_BYTES,
      config: { allow: COMPILERS },
    },
    async (request, reply) => {
      const draft = await createDraft(request.transact, request.body);
      sendVersion(reply, draft.version);
      return reply.code(201).send(draft);
    },
  );
  app.post(
    '/api/v1/catalogue/resources/:id/copy',
    {
      schema: {
        summary: 'Begin an entry as a copy of another',
        tags,
        params: IdParams,
        response: { 201: DraftVersionSchema },
      },
      config: { allow: COMPILERS },
    },
    async (request, reply) => reply.code(201).send(await copyEntry(request.transact, request.params.id)),
  );
  app.post(
    '/api/v1/catalogue/resources/from-import/:id',
    {
      schema: {
        summary: 'Begin an entry from an inspected table file of the own department',
        tags,
        params: IdParams,
        response: { 201: DraftVersionSchema },
      },
      config: { allow: COMPILERS },
    },
    async (request, reply) => {
      const draft = await draftFromImport(request.transact, room.findImportedTable, request.params.id);
      return reply.code(201).send(draft);
    },
  );
}

function proposalRoutes(app: App, room: CatalogueRoom): void {
  app.get(
    '/api/v1/catalogue/imports/:id/items',
    {
      schema: {
        summary: 'Items proposed from the columns of an inspected table file',
        tags,
        params: IdParams,
        response: { 200: Type.Object({ fileName: Type.String(), items: Items }) },
      },
      config: { allow: COMPILERS },
    },
    async (request) => {
      const found = await request.transact((tx) =>
        itemsOfImport(tx, room.findImportedTable, request.params.id),
      );
      return { fileName: found.table.fileName, items: found.items };
    },
  );
  app.post(
    '/api/v1/catalogue/items-from-header',
    {
      schema: {
        summary: 'Items proposed from a header row alone',
        tags,
        body: Type.Object(
          { columns: Type.Array(Type.String({ maxLength: 200 }), { minItems: 1, maxItems: 500 }) },
          closed,
        ),
        response: { 200: Type.Object({ items: Items }) },
      },
      config: { allow: COMPILERS },
    },
    async (request) => ({ items: proposeItems(request.body.columns.map((name) => ({ name }))) }),
  );
}

const SimilarBody = Type.Object(
  {
    resourceId: Type.Optional(Id),
    title: Type.String({ maxLength: 100 }),
    items: Type.Array(Items.items, { maxItems: 500 }),
  },
  closed,
);
const AssessmentBody = Type.Object(
  {
    kind: Type.Enum([...ASSESSMENT_KINDS]),
    result: Type.Enum([...ASSESSMENT_RESULTS]),
    assessedOn: Type.String({ format: 'date' }),
    assessedBy: Type.String({ minLength: 2, maxLength: 60 }),
    findings: Type.Optional(Type.String({ maxLength: 2000, default: '' })),
    paperName: Type.String({ minLength: 1, maxLength: 200 }),
    paperHash: Type.String({ pattern: '^[0-9a-f]{64}$' }),
  },
  closed,
);

function evidenceRoutes(app: App, room: CatalogueRoom): void {
  app.post(
    '/api/v1/catalogue/resources/similar',
    {
      schema: {
        summary: 'Announced entries of other departments that hold much the same (Art 19)',
        tags,
        body: SimilarBody,
        response: { 200: Type.Object({ items: Type.Array(SimilarSchema) }) },
      },
      bodyLimit: BODY_LIMIT_BYTES,
      config: { allow: COMPILERS },
    },
    async (request) => {
      const { resourceId } = request.body;
      const items = await request.transact(async (tx) => {
        const draft = resourceId === undefined ? undefined : await findDraft(tx, resourceId);
        const table = draft?.importId ? await room.findImportedTable(tx, draft.importId) : undefined;
        const sought = { ...request.body, providerId: request.actor.departmentId ?? '', table };
        return findSimilar(tx, sought, room);
      });
      return { items };
    },
  );
  app.post(
    '/api/v1/catalogue/resources/:id/assessments',
    {
      schema: {
        summary: 'Record an assessment of the change under way (Art 13)',
        description:
          'Upload the paper before (`POST /api/v1/files`) and state its hash, or keep it in the archive and state its hash only.',
        tags,
        params: IdParams,
        body: AssessmentBody,
        response: { 201: AssessmentSchema },
      },
      config: { allow: COMPILERS },
    },
    async (request, reply) => {
      const input = { findings: '', ...request.body, resourceId: request.params.id };
      return reply.code(201).send(await recordAssessment(request.transact, room.platform.files, input));
    },
  );
}

function submitRoutes(app: App, room: CatalogueRoom): void {
  app.post(
    '/api/v1/catalogue/resources/:id/submit',
    {
      schema: {
        summary: 'File a change for the consent of the department’s head; needs If-Match',
        tags,
        params: IdParams,
        body: Type.Object({ recollectionReason: Type.Optional(Words(10, 1000)) }, closed),
        response: { 200: DraftVersionSchema },
      },
      config: { edits: true, allow: COMPILERS },
    },
    async (request, reply) => {
      const input = {
        resourceId: request.params.id,
        expectedVersion: expectedVersion(request),
        ...request.body,
      };
      const filed = await fileDraft(request.transact, room, input);
      sendVersion(reply, filed.version);
      return filed;
    },
  );
  app.post(
    '/api/v1/catalogue/resources/:id/recall',
    {
      schema: {
        summary: 'Take a filed change back before the head decides; needs If-Match',
        tags,
        params: IdParams,
        response: { 200: DraftVersionSchema },
      },
      config: { edits: true, allow: COMPILERS },
    },
    async (request) =>
      recallDraft(request.transact, {
        resourceId: request.params.id,
        expectedVersion: expectedVersion(request),
      }),
  );
}
