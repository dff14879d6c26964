import { Type } from 'typebox';
import type { App } from '../../platform/http/app.ts';
import { PageOf, PageQuery } from '../../platform/http/paging.ts';
import { getDivision, listAncestors, listChildren, searchDivisions } from './division-store.ts';
import { DIVISION_LEVELS } from './division.ts';
import { resolveCode } from './resolve-code.ts';

const Code = Type.String({ pattern: '^\\d{6}(\\d{3})?$' });
const Level = Type.Enum([...DIVISION_LEVELS]);
const DivisionView = Type.Object({
  code: Type.String(),
  name: Type.String(),
  level: Level,
  parentCode: Type.Union([Type.String(), Type.Null()]),
  fullName: Type.String(),
});
const LifeView = Type.Object({
  code: Type.String(),
  name: Type.String(),
  level: Type.String(),
  status: Type.Enum(['current', 'changed', 'retired']),
  since: Type.Integer(),
  until: Type.Union([Type.Integer(), Type.Null()]),
});
const tags = ['divisions'];
const config = { allow: 'signedIn' } as const;

export function divisionRoutes(app: App): void {
  app.get(
    '/api/v1/divisions',
    {
      schema: {
        summary: 'Find divisions by part of a name or the beginning of a code; those in `near` come first',
        tags,
        querystring: Type.Object({
          ...PageQuery,
          q: Type.String({ minLength: 1, maxLength: 40 }),
          level: Type.Optional(Level),
          within: Type.Optional(Code),
          near: Type.Optional(Code),
        }),
        response: { 200: PageOf(DivisionView) },
      },
      config,
    },
    async (request) => {
      const { q, level, within, near, limit = 50, cursor } = request.query;
      return request.transact((tx) => searchDivisions(tx, { q, level, within, near, limit, cursor }));
    },
  );
  app.get(
    '/api/v1/divisions/:code',
    {
      schema: {
        summary: 'A division, what it lies in (nation first) and what lies in it',
        tags,
        params: Type.Object({ code: Code }),
        response: {
          200: Type.Object({
            division: DivisionView,
            ancestors: Type.Array(DivisionView),
            children: Type.Array(DivisionView),
          }),
        },
      },
      config,
    },
    async (request) =>
      request.transact(async (tx) => {
        const division = await getDivision(tx, request.params.code);
        const ancestors = (await listAncestors(tx, division.code)).slice(0, -1);
        return { division, ancestors, children: await listChildren(tx, division.code) };
      }),
  );
  historyRoute(app);
}

function historyRoute(app: App): void {
  app.get(
    '/api/v1/divisions/:code/history',
    {
      schema: {
        summary: 'What a code of an old record means today',
        tags,
        params: Type.Object({ code: Type.String({ pattern: '^\\d{6}$' }) }),
        querystring: Type.Object({ year: Type.Optional(Type.Integer({ minimum: 1980, maximum: 2100 })) }),
        response: {
          200: Type.Object({
            source: Type.String(),
            asked: LifeView,
            current: Type.Array(LifeView),
            partly: Type.Array(LifeView),
            complete: Type.Boolean(),
          }),
        },
      },
      config,
    },
    async (request) => {
      const { source, asked, current, partly, complete } = await request.transact((tx) =>
        resolveCode(tx, request.params.code, request.query.year),
      );
      return { source, asked, current: [...current], partly: [...partly], complete };
    },
  );
}
