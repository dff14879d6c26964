import { Type } from 'typebox';
import type { App } from '../../platform/http/app.ts';
import { PageOf, PageQuery } from '../../platform/http/paging.ts';
import { expectedVersion, sendVersion } from '../../platform/http/version.ts';
import { createDepartment } from './create-department.ts';
import { findAuthorityFor, getDepartment, listDepartments, listEnglishNames } from './department-store.ts';
import { switchDepartment, updateDepartment } from './update-department.ts';

const closed = { additionalProperties: false } as const;
const Kind = Type.Enum(['authority', 'department']);
const Params = Type.Object({ id: Type.String({ format: 'uuid' }) });
const Statement = {
  kind: Kind,
  name: Type.String({ minLength: 2, maxLength: 60 }),
  shortName: Type.String({ minLength: 2, maxLength: 12 }),
  nameEn: Type.Optional(Type.String({ maxLength: 120 })),
  shortNameEn: Type.Optional(Type.String({ maxLength: 40 })),
  creditCode: Type.String({ minLength: 18, maxLength: 18 }),
  divisionCode: Type.String({ pattern: '^\\d{6}(\\d{3})?$' }),
  // Left empty, Art 11 refuses it, not a length.
  sharingOffice: Type.String({ maxLength: 60 }),
};
const DepartmentView = Type.Object({
  ...Statement,
  nameEn: Type.String(),
  shortNameEn: Type.String(),
  id: Type.String(),
  level: Type.Enum(['nation', 'province', 'city', 'county', 'township']),
  divisionName: Type.String(),
  active: Type.Boolean(),
  version: Type.Integer(),
});
const Names = Type.Object({
  name: Type.String(),
  shortName: Type.String(),
  nameEn: Type.String(),
  shortNameEn: Type.String(),
});

const tags = ['departments'];
const OPERATOR = ['systemOperator'] as const;

export function departmentRoutes(app: App): void {
  readRoutes(app);
  writeRoutes(app);
}

function readRoutes(app: App): void {
  app.get(
    '/api/v1/departments',
    {
      schema: {
        summary: 'Departments by division and name',
        tags,
        querystring: Type.Object({
          ...PageQuery,
          q: Type.Optional(Type.String({ minLength: 1, maxLength: 60 })),
          kind: Type.Optional(Kind),
          divisionCode: Type.Optional(Statement.divisionCode),
          all: Type.Optional(Type.Boolean({ description: 'With those taken out of use' })),
        }),
        response: { 200: PageOf(DepartmentView) },
      },
      config: { allow: 'signedIn' },
    },
    async (request) => {
      const { q, kind, divisionCode, all = false, limit = 50, cursor } = request.query;
      return request.transact((tx) => listDepartments(tx, { q, kind, divisionCode, all, limit, cursor }));
    },
  );
  app.get(
    '/api/v1/departments/names',
    {
      schema: {
        summary: 'What departments are called in English',
        tags,
        response: { 200: Type.Object({ items: Type.Array(Names) }) },
      },
      config: { allow: 'signedIn' },
    },
    async (request) => ({ items: await request.transact(listEnglishNames) }),
  );
  app.get(
    '/api/v1/departments/:id',
    {
      schema: {
        summary: 'A department, and the data authority competent for it',
        tags,
        params: Params,
        response: {
          200: Type.Object({
            department: DepartmentView,
            authority: Type.Union([DepartmentView, Type.Null()]),
          }),
        },
      },
      config: { allow: 'signedIn' },
    },
    async (request, reply) => {
      const found = await request.transact(async (tx) => {
        const department = await getDepartment(tx, request.params.id);
        return { department, authority: (await findAuthorityFor(tx, department.id)) ?? null };
      });
      sendVersion(reply, found.department.version);
      return found;
    },
  );
}

function writeRoutes(app: App): void {
  app.post(
    '/api/v1/admin/departments',
    {
      schema: {
        summary: 'Set up a department',
        tags,
        body: Type.Object(Statement, closed),
        response: { 201: DepartmentView },
      },
      config: { allow: OPERATOR },
    },
    async (request, reply) => {
      const department = await createDepartment(request.transact, request.body);
      sendVersion(reply, department.version);
      return reply.code(201).send(department);
    },
  );
  app.patch(
    '/api/v1/admin/departments/:id',
    {
      schema: {
        summary: 'Change what is stated about a department (If-Match)',
        tags,
        params: Params,
        body: Type.Partial(Type.Object(Statement), { ...closed, minProperties: 1 }),
        response: { 200: DepartmentView },
      },
      config: { edits: true, allow: OPERATOR },
    },
    async (request, reply) => {
      const change = { id: request.params.id, expected: expectedVersion(request), changes: request.body };
      const department = await updateDepartment(request.transact, change);
      sendVersion(reply, department.version);
      return department;
    },
  );
  for (const [action, active] of [
    ['deactivate', false],
    ['reactivate', true],
  ] as const) {
    app.post(
      `/api/v1/admin/departments/:id/${action}`,
      {
        schema: {
          summary: active
            ? 'Take a department back into use (If-Match)'
            : 'Take a department out of use (If-Match)',
          tags,
          params: Params,
          response: { 200: DepartmentView },
        },
        config: { edits: true, allow: OPERATOR },
      },
      async (request, reply) => {
        const change = { id: request.params.id, active, expected: expectedVersion(request) };
        const department = await switchDepartment(request.transact, change);
        sendVersion(reply, department.version);
        return department;
      },
    );
  }
}
