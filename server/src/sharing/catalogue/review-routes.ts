import { Type } from 'typebox';
import type { App } from '../../platform/http/app.ts';
import { PageOf, PageQuery } from '../../platform/http/paging.ts';
import { Words } from '../../platform/http/schema-compilers.ts';
import { expectedVersion, sendVersion } from '../../platform/http/version.ts';
import { listAssessments } from './assessment-store.ts';
import { consentDraft } from './consent-draft.ts';
import { designateSource } from './designate-source.ts';
import { diffContent } from './diff-versions.ts';
import { catalogueError } from './errors.ts';
import { listHistory } from './history-store.ts';
import { publishResource } from './publish-resource.ts';
import { returnDraft } from './return-draft.ts';
import {
  askUpdateExtension,
  decideUpdateExtension,
  reviseResource,
  withdrawResource,
} from './revise-resource.ts';
import type { CatalogueRoom } from './routes.ts';
import {
  closed,
  DiffSchema,
  DraftVersionSchema,
  HistorySchema,
  Id,
  IdParams,
  Reason,
  ResourceSchema,
  VersionLineSchema,
  VersionSchema,
} from './schemas.ts';
import { getVersion, listVersions } from './version-store.ts';
import { viewResource, viewVersion } from './view-resource.ts';

const tags = ['catalogue'];
const COMPILERS = ['clerk', 'sharingOfficeHead'] as const;
const AnnouncedSchema = Type.Object({
  resourceId: Type.String(),
  code: Type.String(),
  version: Type.Integer(),
  receipt: Type.String(),
});

export function reviewRoutes(app: App, room: CatalogueRoom): void {
  readRoutes(app, room);
  historyRoutes(app);
  decideRoutes(app, room);
  changeRoutes(app);
  extensionRoutes(app);
  sourceRoutes(app);
  paperRoutes(app, room);
}

function readRoutes(app: App, { factsOf }: Pick<CatalogueRoom, 'factsOf'>): void {
  const base = '/api/v1/catalogue/resources/:id';
  app.get(
    base,
    {
      schema: {
        summary: 'An entry in its announced version, and where it stands',
        tags,
        params: IdParams,
        response: { 200: ResourceSchema },
      },
      config: { allow: 'signedIn' },
    },
    async (request) => request.transact((tx) => viewResource(tx, factsOf, request.params.id)) as never,
  );
  app.get(
    `${base}/versions`,
    {
      schema: {
        summary: 'Announced versions, newest first',
        tags,
        params: IdParams,
        response: { 200: Type.Object({ items: Type.Array(VersionLineSchema) }) },
      },
      config: { allow: 'signedIn' },
    },
    async (request) => ({ items: await request.transact((tx) => listVersions(tx, request.params.id)) }),
  );
  const VersionParams = Type.Object({ id: Id, number: Type.Integer({ minimum: 1 }) });
  app.get(
    `${base}/versions/:number`,
    {
      schema: {
        summary: 'One announced version',
        tags,
        params: VersionParams,
        response: { 200: VersionSchema },
      },
      config: { allow: 'signedIn' },
    },
    async (request) => {
      const { id, number } = request.params;
      return request.transact(async (tx) => viewVersion(await getVersion(tx, id, number))) as never;
    },
  );
  app.get(
    `${base}/versions/:number/diff/:other`,
    {
      schema: {
        summary: 'What changed from one version to another, field by field and item by item',
        tags,
        params: Type.Object({
          id: Id,
          number: Type.Integer({ minimum: 1 }),
          other: Type.Integer({ minimum: 1 }),
        }),
        response: { 200: DiffSchema },
      },
      config: { allow: 'signedIn' },
    },
    async (request) => {
      const { id, number, other } = request.params;
      return request.transact(async (tx) => {
        const before = await getVersion(tx, id, number);
        const after = await getVersion(tx, id, other);
        return diffContent(before.content, after.content);
      });
    },
  );
}

function historyRoutes(app: App): void {
  app.get(
    '/api/v1/catalogue/resources/:id/history',
    {
      schema: {
        summary: 'Who did what, when and why, as far as the reader may know; newest first',
        tags,
        params: IdParams,
        querystring: Type.Object(PageQuery, closed),
        response: { 200: PageOf(HistorySchema) },
      },
      config: { allow: 'signedIn' },
    },
    async (request) => {
      const { limit = 50, cursor } = request.query;
      return request.transact((tx) => listHistory(tx, { resourceId: request.params.id, limit, cursor }));
    },
  );
}

function decideRoutes(app: App, { onAnnounced }: CatalogueRoom): void {
  app.post(
    '/api/v1/catalogue/resources/:id/consent',
    {
      schema: {
        summary: 'The head of the department consents (Art 13); needs If-Match',
        tags,
        params: IdParams,
        response: { 200: DraftVersionSchema },
      },
      config: { edits: true, allow: ['departmentHead'] },
    },
    async (request, reply) => {
      const consented = await consentDraft(request.transact, {
        resourceId: request.params.id,
        expectedVersion: expectedVersion(request),
      });
      sendVersion(reply, consented.version);
      return consented;
    },
  );
  app.post(
    '/api/v1/catalogue/resources/:id/return',
    {
      schema: {
        summary: 'Head or authority gives a change back with the reason; needs If-Match',
        tags,
        params: IdParams,
        body: Type.Object({ reason: Reason }, closed),
        response: { 200: DraftVersionSchema },
      },
      config: { edits: true, allow: ['departmentHead', 'authorityOfficer'] },
    },
    async (request) => {
      const { reason } = request.body;
      const input = { resourceId: request.params.id, expectedVersion: expectedVersion(request), reason };
      return returnDraft(request.transact, input);
    },
  );
  app.post(
    '/api/v1/catalogue/resources/:id/publish',
    {
      schema: {
        summary: 'The authority announces a change, or a withdrawal (Art 16); needs If-Match',
        tags,
        params: IdParams,
        response: { 200: AnnouncedSchema },
      },
      config: { edits: true, allow: ['authorityOfficer'] },
    },
    async (request) =>
      publishResource(
        request.transact,
        { resourceId: request.params.id, expectedVersion: expectedVersion(request) },
        onAnnounced,
      ),
  );
}

function changeRoutes(app: App): void {
  app.post(
    '/api/v1/catalogue/resources/:id/revise',
    {
      schema: {
        summary:
          'Open the next version of an announced entry; by law, decision or duty the clock of Art 17 starts',
        description:
          'By law, decision or duty, an unfiled change that was opened for another cause goes on as the statutory one.',
        tags,
        params: IdParams,
        body: Type.Object({ cause: Type.Enum(['law', 'decision', 'duty', 'other']), basis: Reason }, closed),
        response: { 201: DraftVersionSchema },
      },
      config: { allow: COMPILERS },
    },
    async (request, reply) => {
      const draft = await reviseResource(request.transact, {
        resourceId: request.params.id,
        ...request.body,
      });
      sendVersion(reply, draft.version);
      return reply.code(201).send(draft);
    },
  );
  app.post(
    '/api/v1/catalogue/resources/:id/withdraw',
    {
      schema: {
        summary: 'File the withdrawal of an announced entry, with its reason; head and authority decide',
        tags,
        params: IdParams,
        body: Type.Object({ reason: Reason }, closed),
        response: { 201: DraftVersionSchema },
      },
      config: { allow: COMPILERS },
    },
    async (request, reply) => {
      const draft = await withdrawResource(request.transact, {
        resourceId: request.params.id,
        reason: request.body.reason,
      });
      sendVersion(reply, draft.version);
      return reply.code(201).send(draft);
    },
  );
}

function extensionRoutes(app: App): void {
  app.post(
    '/api/v1/catalogue/resources/:id/extension',
    {
      schema: {
        summary: 'Ask the authority for 5 more working days to update (Art 17)',
        tags,
        params: IdParams,
        body: Type.Object({ reason: Words(10, 500) }, closed),
        response: { 200: Type.Object({ resourceId: Type.String() }) },
      },
      config: { allow: COMPILERS },
    },
    async (request) =>
      askUpdateExtension(request.transact, { resourceId: request.params.id, reason: request.body.reason }),
  );
  app.post(
    '/api/v1/catalogue/resources/:id/extension-decision',
    {
      schema: {
        summary: 'The authority consents to an extension of an update, or does not',
        tags,
        params: IdParams,
        body: Type.Object({ granted: Type.Boolean(), reason: Reason }, closed),
        response: { 200: Type.Object({ resourceId: Type.String(), granted: Type.Boolean() }) },
      },
      config: { allow: ['authorityOfficer'] },
    },
    async (request) =>
      decideUpdateExtension(request.transact, { resourceId: request.params.id, ...request.body }),
  );
}

function sourceRoutes(app: App): void {
  app.post(
    '/api/v1/catalogue/source-designations',
    {
      schema: {
        summary: 'Name the source department of data that several departments hold (Art 19)',
        tags,
        body: Type.Object(
          {
            subject: Type.String({ minLength: 2, maxLength: 100 }),
            resourceIds: Type.Array(Id, { minItems: 2, maxItems: 50, uniqueItems: true }),
            sourceResourceId: Id,
            itemNames: Type.Optional(
              Type.Array(Type.String({ maxLength: 100 }), { maxItems: 500, default: [] }),
            ),
            reason: Reason,
          },
          closed,
        ),
        response: { 201: Type.Object({ designationId: Type.String(), receipt: Type.String() }) },
      },
      config: { allow: ['authorityOfficer'] },
    },
    async (request, reply) => {
      const input = { itemNames: [], ...request.body };
      return reply.code(201).send(await designateSource(request.transact, input));
    },
  );
}

function paperRoutes(app: App, { platform }: CatalogueRoom): void {
  app.get(
    '/api/v1/catalogue/resources/:id/assessments/:assessmentId/paper',
    {
      schema: {
        summary: 'The paper of an assessment',
        tags,
        params: Type.Object({ id: Id, assessmentId: Id }),
      },
      config: { allow: 'signedIn' },
    },
    async (request, reply) => {
      const { id, assessmentId } = request.params;
      const all = await request.transact((tx) => listAssessments(tx, id));
      const found = all.find((assessment) => assessment.id === assessmentId);
      if (!found) throw catalogueError('CATALOGUE_ASSESSMENT_NOT_FOUND');
      if (!found.paperStored) throw catalogueError('CATALOGUE_PAPER_NOT_STORED');
      return reply
        .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(found.paperName)}`)
        .header('x-content-type-options', 'nosniff')
        .type('application/octet-stream')
        .send(await platform.files.read(found.paperHash));
    },
  );
}
