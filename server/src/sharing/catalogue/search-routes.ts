import { Type } from 'typebox';
import { departmentWords } from '../../foundation/organizations/index.ts';
import type { App } from '../../platform/http/app.ts';
import type { CatalogueRoom } from './routes.ts';
import { languageOf } from '../../platform/http/problem.ts';
import { collectPages, sendSheet } from '../../platform/http/send-sheet.ts';
import { ListFormat } from '../../platform/http/send-table.ts';
import { withFacts } from './resource-facts.ts';
import { CYCLES, LEVELS, MODES, SHARE_CLASSES } from './entry-content.ts';
import { closed, Id, SearchAnswerSchema, Segments } from './schemas.ts';
import { ANNOUNCEMENTS } from './search/search-filter.ts';
import { HIT_SHEET } from './search/hit-sheet.ts';
import { searchResources } from './search/search-resources.ts';
import { suggest } from './search/suggest.ts';

const tags = ['catalogue'];
const Day = Type.String({ format: 'date' });
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
    announced: Type.Optional(
      Type.Enum([...ANNOUNCEMENTS], { description: 'Announced so between `from` and `to`, both included.' }),
    ),
    from: Type.Optional(Day),
    to: Type.Optional(Day),
    sort: Type.Optional(Type.Enum(['relevance', 'newest', 'title'], { default: 'relevance' })),
    synonyms: Type.Optional(Type.Boolean({ default: true })),
    facets: Type.Optional(Type.Boolean({ default: true })),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, default: 20 })),
    cursor: Type.Optional(Type.String({ maxLength: 600 })),
    format: ListFormat,
  },
  closed,
);

const EXPORT_PAGE = 500;

export function searchRoutes(app: App, { factsOf }: Pick<CatalogueRoom, 'factsOf'>): void {
  app.get(
    '/api/v1/catalogue/resources',
    {
      schema: {
        summary: 'Search announced entries in Chinese and English, with counts by facet',
        description:
          'All words are looked for, with the synonyms that the answer names. `matched` says how hits were found. ' +
          'Counts say what choosing a value would give; with `atLeast` they are least numbers. `facts` are of the rows ' +
          'served now, the last 30 days of use and the last 90 days of replies. A file holds at most 10,000 entries, of a ' +
          'question by relevance those that are ranked.',
        tags,
        querystring: SearchQuery,
        response: { 200: SearchAnswerSchema },
      },
      config: { allow: 'signedIn' },
    },
    async (request, reply) => {
      const {
        q = '',
        sort = 'relevance',
        synonyms = true,
        facets = true,
        limit = 20,
        cursor,
        announced: as,
        format,
        from = '-infinity',
        to = 'infinity',
        ...facetsChosen
      } = request.query;
      const filter = { ...facetsChosen, ...(as ? { announced: { as, from, to } } : {}) };
      if (format === 'csv' || format === 'xlsx') {
        const asked = { q, sort, synonyms, facets: false, filter };
        const language = languageOf(request);
        const content = await request.transact(async (tx) => ({
          rows: await collectPages((page) => searchResources(tx, { ...asked, ...page }), EXPORT_PAGE),
          department: await departmentWords(tx, language),
        }));
        return sendSheet(reply, HIT_SHEET, { ...content, format, language }) as never;
      }
      return request.transact(async (tx) => {
        const found = await searchResources(tx, { q, sort, synonyms, facets, limit, cursor, filter });
        return { ...found, items: await withFacts(tx, factsOf, found.items) };
      });
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
}
