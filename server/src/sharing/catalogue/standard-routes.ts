import { Type } from 'typebox';
import type { App } from '../../platform/http/app.ts';
import { insertClassification, listClassification } from './classification-store.ts';
import { closed } from './schemas.ts';
import { deleteSynonyms, insertSynonyms, listSynonyms } from './search/synonym-store.ts';

const tags = ['catalogue'];

const Node = Type.Object({
  code: Type.String(),
  parentCode: Type.Union([Type.String(), Type.Null()]),
  nameZh: Type.String(),
  nameEn: Type.String(),
});
const SynonymSchema = Type.Object({ id: Type.Integer(), terms: Type.Array(Type.String()) });

/** What the authority keeps for the area's catalogue (Art 12): classification and synonyms. */
export function standardRoutes(app: App): void {
  classificationRoutes(app);
  synonymRoutes(app);
}

function classificationRoutes(app: App): void {
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
}

function synonymRoutes(app: App): void {
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
        params: Type.Object({ id: Type.Integer({ minimum: 1, maximum: 2_147_483_647 }) }),
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
