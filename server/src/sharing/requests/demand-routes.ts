import { Type } from 'typebox';
import type { App } from '../../platform/http/app.ts';
import { PageOf, PageQuery } from '../../platform/http/paging.ts';
import { Words } from '../../platform/http/schema-compilers.ts';
import { expectedVersion, sendVersion } from '../../platform/http/version.ts';
import { englishTitlesOf } from '../catalogue/index.ts';
import { actRoute, closed, IdParams, READERS, Reason } from './act-route.ts';
import { listReviews, type BasisReview } from './basis-review-store.ts';
import { DEMAND_STATES, listDemands, type DemandRecord } from './demand-store.ts';
import {
  answerDemand,
  declineDemand,
  designateProvider,
  registerDemand,
  withdrawDemand,
  type DemandResult,
} from './register-demand.ts';
import { askBasisReview, decideBasisReview } from './review-basis.ts';
import { iso } from './view-request.ts';
import { Entry, nullable, Party } from './views.ts';

const tags = ['demands'];
const Id = Type.String({ format: 'uuid' });
const Long = Words(10, 2000);

const DemandView = Type.Object({
  id: Type.String(),
  version: Type.Integer(),
  state: Type.Enum([...DEMAND_STATES]),
  title: Type.String(),
  description: Type.String(),
  legalBasis: Type.String(),
  items: Type.Array(Type.String()),
  requester: Party,
  authorityId: Type.String(),
  registeredByName: Type.String(),
  provider: nullable(Party),
  resource: nullable(Entry),
  note: Type.String(),
  createdAt: Type.String(),
  updatedAt: Type.String(),
});

const ReviewView = Type.Object({
  id: Type.String(),
  version: Type.Integer(),
  state: Type.Enum(['open', 'upheld', 'toRevise']),
  resource: Entry,
  basis: Type.String(),
  requester: Party,
  provider: Party,
  authorityId: Type.String(),
  reason: Type.String(),
  finding: nullable(Type.String()),
  decidedByName: nullable(Type.String()),
  decidedAt: nullable(Type.String()),
  createdAt: Type.String(),
});

type Titles = ReadonlyMap<string, string>;

function demandView(demand: DemandRecord, titles: Titles) {
  const { requesterId, requesterName, providerId, providerName, resourceId, resourceTitle, ...rest } = demand;
  return {
    ...rest,
    requester: { id: requesterId, name: requesterName },
    provider: providerId ? { id: providerId, name: providerName ?? '' } : null,
    resource: resourceId
      ? { id: resourceId, title: resourceTitle ?? '', titleEn: titles.get(resourceId) ?? '' }
      : null,
    createdAt: demand.createdAt.toISOString(),
    updatedAt: demand.updatedAt.toISOString(),
  };
}

function reviewView(review: BasisReview, titles: Titles) {
  return {
    ...review,
    resource: {
      id: review.resourceId,
      title: review.resourceTitle,
      titleEn: titles.get(review.resourceId) ?? '',
    },
    requester: { id: review.requesterId, name: review.requesterName },
    provider: { id: review.providerId, name: review.providerName },
    decidedAt: iso(review.decidedAt),
    createdAt: review.createdAt.toISOString(),
  };
}

const asAct = (result: DemandResult) => ({ ...result, number: null });

/** Demands for data that no entry lists, and reviews of a withheld basis. */
export function demandRoutes(app: App): void {
  demandReadRoutes(app);
  demandActRoutes(app);
  reviewRoutes(app);
}

function demandReadRoutes(app: App): void {
  app.get(
    '/api/v1/demands',
    {
      schema: {
        summary: 'Demands for missing data, newest first',
        tags,
        querystring: Type.Object(
          {
            ...PageQuery,
            state: Type.Optional(Type.Enum([...DEMAND_STATES])),
            q: Type.Optional(Type.String({ maxLength: 100 })),
          },
          closed,
        ),
        response: { 200: PageOf(DemandView) },
      },
      config: { allow: READERS },
    },
    async (request) => {
      const { limit = 50, ...rest } = request.query;
      return request.transact(async (tx) => {
        const page = await listDemands(tx, { ...rest, limit });
        const entries = page.items.flatMap(({ resourceId }) => resourceId ?? []);
        const titles = await englishTitlesOf(tx, entries);
        return { ...page, items: page.items.map((demand) => demandView(demand, titles)) };
      });
    },
  );
  app.post(
    '/api/v1/demands',
    {
      schema: {
        summary: 'Register data that is needed and that no entry lists',
        tags,
        body: Type.Object(
          {
            title: Type.String({ minLength: 2, maxLength: 100 }),
            description: Long,
            legalBasis: Type.String({ minLength: 2, maxLength: 400 }),
            items: Type.Array(Type.String({ minLength: 1, maxLength: 100 }), {
              maxItems: 100,
              uniqueItems: true,
            }),
          },
          closed,
        ),
        response: {
          201: Type.Object({
            id: Type.String(),
            version: Type.Integer(),
            state: Type.String(),
            entryId: Type.String(),
          }),
        },
      },
      config: { allow: ['clerk', 'sharingOfficeHead'] },
    },
    async (request, reply) => {
      const demand = await registerDemand(request.transact, request.body);
      sendVersion(reply, demand.version);
      return reply.code(201).send(demand);
    },
  );
}

function demandActRoutes(app: App): void {
  const path = '/api/v1/demands/:id';
  actRoute(app, {
    path: `${path}/designate`,
    summary: 'The authority names the provider',
    tags,
    body: Type.Object({ providerId: Id, note: Type.String({ maxLength: 2000 }) }, closed),
    run: async (transact, on, body) => asAct(await designateProvider(transact, on, body)),
  });
  actRoute(app, {
    path: `${path}/answer`,
    summary: 'The data is in the catalogue now',
    tags,
    body: Type.Object({ resourceId: Id }, closed),
    run: async (transact, on, body) => asAct(await answerDemand(transact, on, body.resourceId)),
  });
  actRoute(app, {
    path: `${path}/decline`,
    summary: 'The authority finds that nobody has to provide it, and says why',
    tags,
    body: Type.Object({ note: Long }, closed),
    run: async (transact, on, body) => asAct(await declineDemand(transact, on, body.note)),
  });
  actRoute(app, {
    path: `${path}/withdraw`,
    summary: 'The department needs it no longer',
    tags,
    body: Type.Object({ note: Reason }, closed),
    run: async (transact, on, body) => asAct(await withdrawDemand(transact, on, body.note)),
  });
}

function reviewRoutes(app: App): void {
  app.get(
    '/api/v1/basis-reviews',
    {
      schema: {
        summary: 'Reviews of the basis of withheld entries',
        tags,
        querystring: Type.Object(
          { ...PageQuery, state: Type.Optional(Type.Enum(['open', 'upheld', 'toRevise'])) },
          closed,
        ),
        response: { 200: PageOf(ReviewView) },
      },
      config: { allow: READERS },
    },
    async (request) => {
      return request.transact(async (tx) => {
        const { limit = 50, ...filter } = request.query;
        const page = await listReviews(tx, { ...filter, limit });
        const entries = page.items.map(({ resourceId }) => resourceId);
        const titles = await englishTitlesOf(tx, entries);
        return { ...page, items: page.items.map((review) => reviewView(review, titles)) };
      });
    },
  );
  app.post(
    '/api/v1/basis-reviews',
    {
      schema: {
        summary: 'Have the basis of a withheld entry reviewed (Arts 14, 15)',
        tags,
        body: Type.Object({ resourceId: Id, reason: Long }, closed),
        response: {
          201: Type.Object({
            id: Type.String(),
            version: Type.Integer(),
            state: Type.String(),
            entryId: Type.String(),
          }),
        },
      },
      config: { allow: ['clerk', 'sharingOfficeHead'] },
    },
    async (request, reply) => reply.code(201).send(await askBasisReview(request.transact, request.body)),
  );
  app.post(
    '/api/v1/basis-reviews/:id/decision',
    {
      schema: {
        summary: 'The authority decides: the basis holds, or the entry has to be revised',
        tags,
        params: IdParams,
        body: Type.Object({ decision: Type.Enum(['upheld', 'toRevise']), finding: Long }, closed),
        response: {
          200: Type.Object({
            id: Type.String(),
            version: Type.Integer(),
            state: Type.String(),
            entryId: Type.String(),
          }),
        },
      },
      config: { edits: true, allow: ['authorityOfficer'] },
    },
    async (request) => {
      const on = { id: request.params.id, version: expectedVersion(request) };
      return decideBasisReview(request.transact, on, request.body);
    },
  );
}
