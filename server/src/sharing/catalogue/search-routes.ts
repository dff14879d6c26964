import { Type } from 'typebox';
import type { App } from '../../platform/http/app.ts';
import { insertClassification, listClassification } from './classification-store.ts';
import { CYCLES, LEVELS, MODES, SHARE_CLASSES } from './entry-content.ts';
import { closed, Id, SearchAnswerSchema, Segments } from './schemas.ts';
import { searchResources } from './search/search-resources.ts';
import { suggest } from './search/suggest.ts';
import { deleteSynonyms, insertSynonyms, listSynonyms } from './search/synonym-store.ts';

const tags = ['catalogue'];
const many = <T extends string>(values: readonly T[]) =>
  Type.Optional(Type.Array(Type.Enum([...values]), { maxItems: values.length }));

const SearchQuery = Type.Object(
  {
    q: Type.Optional(Type.String({ maxLength: 200, default: '' })),
    shareClass: many(SHARE_CLASSES),
    provider: Type.Optional(Type.Array(Id, { maxItems: 50 })),
    cycle: many(CYCLES),
    mode: many(MODES),
    level: many(LEVELS),
    personal: Type.Optional(Type.Boolean()),
    sort: Type.Optional(Type.Enum(['relevance', 'newest', 'title'], { default: 'relevance' })),
    synonyms: Type.Optional(Type.Boolean({ default: true })),
    facets: Type.Optional(Type.Boolean({ default: true })),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, default: 20 })),
    cursor: Type.Optional(Type.String({ maxLength: 600 })),
  },
  closed,
);

export function searchRoutes(app: App): void {
  app.get(
    '/api/v1/catalogue/resources',
    {
      schema: {
        summary: 'Search announced entries in Chinese and English, with counts by facet',
        description:
          'All words are looked for, with the synonyms that the answer names. `matched` says how hits were found. ' +
          'Counts say what choosing a value would give; with `atLeast` they are least numbers.',
        tags,
        querystring: SearchQuery,
        response: { 200: SearchAnswerSchema },
      },
      config: { allow: 'signedIn' },
    },
    async (request) => {
      const {
        q = '',
        sort = 'relevance',
        synonyms = true,
        facets = true,
        limit = 20,
        cursor,
        ...filter
      } = request.query;
      return request.transact((tx) =>
        searchResources(tx, { q, sort, synonyms, facets, limit, cursor, filter }),
      );
    },
  );
  app.get(
    '/api/v1/catalogue/suggestions',
    {
      schema: {
        summary: 'Entries and item names to offer while typing',
        tags,
        querystring: Type.Object({ q: Type.String({ minLength: 1, maxLength: 100 }) }, closed),
        response: {
          200: Type.Object({
            items: Type.Array(
              Type.Object({
                kind: Type.Enum(['entry', 'item']),
                text: Segments,
                resourceId: Type.Union([Type.String(), Type.Null()]),
                note: Type.String(),
              }),
            ),
          }),
        },
      },
      config: { allow: 'signedIn' },
    },
    async (request) => ({ items: await request.transact((tx) => suggest(tx, request.query.q)) }),
  );
  standardRoutes(app);
}

const Node = Type.Object({
  code: Type.String(),
  parentCode: Type.Union([Type.String(), Type.Null()]),
  nameZh: Type.String(),
  nameEn: Type.String(),
});
const SynonymSchema = Type.Object({ id: Type.Integer(), terms: Type.Array(Type.String()) });

/** What the authority keeps for the area's catalogue (Art 12): classification and synonyms. */
function standardRoutes(app: App): void {
  app.get(
    '/api/v1/catalogue/classification',
    {
      schema: {
        summary: 'The standard of classification',
        tags,
        response: { 200: Type.Object({ items: Type.Array(Node) }) },
      },
      config: { allow: 'signedIn' },
    },
    async (request) => ({ items: await request.transact(listClassification) }),
  );
  app.post(
    '/api/v1/catalogue/classification',
    {
      schema: {
        summary: 'Add to the standard of classification',
        tags,
        body: Type.Object(
          {
            parentCode: Type.String({ pattern: '^[123](\\d{2}(\\d{3})?)?$' }),
            nameZh: Type.String({ minLength: 1, maxLength: 60 }),
            nameEn: Type.String({ minLength: 1, maxLength: 120 }),
          },
          closed,
        ),
        response: { 201: Node },
      },
      config: { allow: ['authorityOfficer'] },
    },
    async (request, reply) => {
      const node = await request.transact((tx) => insertClassification(tx, request.body));
      return reply.code(201).send(node);
    },
  );
  app.get(
    '/api/v1/catalogue/synonyms',
    {
      schema: {
        summary: 'Terms that search treats as one',
        tags,
        response: { 200: Type.Object({ items: Type.Array(SynonymSchema) }) },
      },
      config: { allow: 'signedIn' },
    },
    async (request) => ({ items: await request.transact(listSynonyms) }),
  );
  app.post(
    '/api/v1/catalogue/synonyms',
    {
      schema: {
        summary: 'Add a group of synonyms',
        tags,
        body: Type.Object(
          {
            terms: Type.Array(Type.String({ minLength: 2, maxLength: 40 }), {
              minItems: 2,
              maxItems: 20,
              uniqueItems: true,
            }),
          },
          closed,
        ),
        response: { 201: SynonymSchema },
      },
      config: { allow: ['authorityOfficer'] },
    },
    async (request, reply) => {
      const group = await request.transact((tx) => insertSynonyms(tx, request.body.terms));
      return reply.code(201).send(group);
    },
  );
  app.delete(
    '/api/v1/catalogue/synonyms/:id',
    {
      schema: {
        summary: 'Remove a group of synonyms',
        tags,
        params: Type.Object({ id: Type.Integer() }),
        response: { 204: Type.Null() },
      },
      config: { allow: ['authorityOfficer'] },
    },
    async (request, reply) => {
      await request.transact((tx) => deleteSynonyms(tx, request.params.id));
      return reply.code(204).send(null);
    },
  );
}
