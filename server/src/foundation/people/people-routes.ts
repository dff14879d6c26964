import { Type } from 'typebox';
import type { App } from '../../platform/http/app.ts';
import { PageOf, PageQuery } from '../../platform/http/paging.ts';
import { expectedVersion, sendVersion } from '../../platform/http/version.ts';
import type { Tx } from '../../platform/database/transaction.ts';
import { listDepartmentsById } from '../organizations/index.ts';
import { addPerson } from './add-person.ts';
import { grantRole, revokeRole } from './grant-role.ts';
import { getPerson, listGrants, listPeople } from './person-store.ts';
import { GRANTABLE_ROLES } from './person.ts';
import { switchPerson, updatePerson } from './update-person.ts';

const closed = { additionalProperties: false } as const;
const Id = Type.String({ format: 'uuid' });
const Params = Type.Object({ id: Id });
const Role = Type.Enum([...GRANTABLE_ROLES]);
const Name = Type.String({ minLength: 1, maxLength: 40 });
const Position = Type.String({ maxLength: 40 });
const PersonView = Type.Object({
  id: Type.String(),
  name: Type.String(),
  position: Type.String(),
  departmentId: Type.String(),
  active: Type.Boolean(),
  version: Type.Integer(),
});
const DepartmentName = Type.Object({ id: Type.String(), name: Type.String(), shortName: Type.String() });
const PersonRow = Type.Object({
  ...PersonView.properties,
  department: DepartmentName,
  roles: Type.Array(Type.Object({ role: Role, grantedAt: Type.String(), grantedBy: Type.String() })),
});
const Nullable = Type.Union([Type.String(), Type.Null()]);
const PastGrantView = Type.Object({
  role: Role,
  grantedAt: Type.String(),
  grantedBy: Type.String(),
  revokedAt: Nullable,
  revokedBy: Nullable,
});
const tags = ['people'];
const OPERATOR = { allow: ['systemOperator'] } as const;

export function peopleRoutes(app: App): void {
  readRoutes(app);
  writeRoutes(app);
  roleRoutes(app);
}

function readRoutes(app: App): void {
  app.get(
    '/api/v1/people',
    {
      schema: {
        summary: 'People of the own department; operators, the authority and auditors see all',
        tags,
        querystring: Type.Object({
          ...PageQuery,
          q: Type.Optional(Type.String({ minLength: 1, maxLength: 40 })),
          departmentId: Type.Optional(Id),
          role: Type.Optional(Role),
          all: Type.Optional(Type.Boolean({ description: 'With those switched off' })),
        }),
        response: { 200: PageOf(PersonRow) },
      },
      config: { allow: 'signedIn' },
    },
    async (request) => {
      const { q, departmentId, role, all = false, limit = 50, cursor } = request.query;
      return request.transact(async (tx) => {
        const page = await listPeople(tx, { q, departmentId, role, all, limit, cursor });
        return { ...page, items: await withDepartments(tx, page.items) };
      });
    },
  );
  app.get(
    '/api/v1/people/:id',
    {
      schema: {
        summary: 'A person, with every role they held: by whom and when',
        tags,
        params: Params,
        response: {
          200: Type.Object({
            person: PersonView,
            department: DepartmentName,
            grants: Type.Array(PastGrantView),
          }),
        },
      },
      config: { allow: 'signedIn' },
    },
    async (request, reply) => {
      const found = await request.transact(async (tx) => {
        const person = await getPerson(tx, request.params.id);
        const [{ department } = { department: NO_DEPARTMENT }] = await withDepartments(tx, [person]);
        return { person, department, grants: await listGrants(tx, person.id) };
      });
      sendVersion(reply, found.person.version);
      return found;
    },
  );
}

const NO_DEPARTMENT = { id: '', name: '', shortName: '' };

/** Rows with the names of their departments, asked for once. */
async function withDepartments<T extends { departmentId: string }>(tx: Tx, rows: readonly T[]) {
  const departments = await listDepartmentsById(
    tx,
    rows.map(({ departmentId }) => departmentId),
  );
  const byId = new Map(departments.map(({ id, name, shortName }) => [id, { id, name, shortName }]));
  return rows.map((row) => ({ ...row, department: byId.get(row.departmentId) ?? NO_DEPARTMENT }));
}

function writeRoutes(app: App): void {
  app.post(
    '/api/v1/admin/people',
    {
      schema: {
        summary: 'Add a person to a department',
        tags,
        body: Type.Object({ name: Name, position: Position, departmentId: Id }, closed),
        response: { 201: PersonView },
      },
      config: OPERATOR,
    },
    async (request, reply) => {
      const person = await addPerson(request.transact, request.body);
      sendVersion(reply, person.version);
      return reply.code(201).send(person);
    },
  );
  app.patch(
    '/api/v1/admin/people/:id',
    {
      schema: {
        summary: 'Change name, position or department (If-Match); moving leaves every role behind',
        tags,
        params: Params,
        body: Type.Partial(Type.Object({ name: Name, position: Position, departmentId: Id }), {
          ...closed,
          minProperties: 1,
        }),
        response: { 200: PersonView },
      },
      config: { ...OPERATOR, edits: true },
    },
    async (request, reply) => {
      const change = { id: request.params.id, expected: expectedVersion(request), changes: request.body };
      const person = await updatePerson(request.transact, change);
      sendVersion(reply, person.version);
      return person;
    },
  );
  for (const [action, active] of [
    ['deactivate', false],
    ['reactivate', true],
  ] as const) {
    app.post(
      `/api/v1/admin/people/:id/${action}`,
      {
        schema: {
          summary: active ? 'Switch a person on again (If-Match)' : 'Switch a person off (If-Match)',
          tags,
          params: Params,
          response: { 200: PersonView },
        },
        config: { ...OPERATOR, edits: true },
      },
      async (request, reply) => {
        const change = { id: request.params.id, active, expected: expectedVersion(request) };
        const person = await switchPerson(request.transact, change);
        sendVersion(reply, person.version);
        return person;
      },
    );
  }
}

function roleRoutes(app: App): void {
  const params = Type.Object({ id: Id, role: Role });
  app.put(
    '/api/v1/admin/people/:id/roles/:role',
    {
      schema: {
        summary: 'Grant a role',
        tags,
        params,
        response: { 200: Type.Object({ personId: Type.String() }) },
      },
      config: OPERATOR,
    },
    async (request) =>
      grantRole(request.transact, { personId: request.params.id, role: request.params.role }),
  );
  app.delete(
    '/api/v1/admin/people/:id/roles/:role',
    {
      schema: {
        summary: 'Revoke a role, and every delegation of it',
        tags,
        params,
        response: { 200: Type.Object({ personId: Type.String() }) },
      },
      config: OPERATOR,
    },
    async (request) =>
      revokeRole(request.transact, { personId: request.params.id, role: request.params.role }),
  );
}
