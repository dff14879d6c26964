import { localDate } from '@tandem/calendar';
import { Type } from 'typebox';
import type { App } from '../../platform/http/app.ts';
import { Words } from '../../platform/http/schema-compilers.ts';
import { PageOf, PageQuery } from '../../platform/http/paging.ts';
import { listDepartmentsById } from '../organizations/index.ts';
import { listDelegations } from './delegation-store.ts';
import { endDelegation } from './end-delegation.ts';
import { fileDelegation } from './file-delegation.ts';
import { GRANTABLE_ROLES } from './person.ts';

const closed = { additionalProperties: false } as const;
const Id = Type.String({ format: 'uuid' });
const Day = Type.String({ format: 'date' });
const Role = Type.Enum([...GRANTABLE_ROLES]);
const Named = Type.Object({ id: Type.String(), name: Type.String() });
const Nullable = Type.Union([Type.String(), Type.Null()]);
const DelegationView = Type.Object({
  id: Type.String(),
  departmentId: Type.String(),
  from: Named,
  to: Named,
  role: Role,
  startsOn: Type.String(),
  endsOn: Type.String(),
  reason: Type.String(),
  filedBy: Type.String(),
  filedAt: Type.String(),
  endedAt: Nullable,
  endedBy: Nullable,
});
const DelegationRow = Type.Object({
  ...DelegationView.properties,
  department: Type.Object({ id: Type.String(), name: Type.String(), shortName: Type.String() }),
});
const tags = ['people'];
const config = { allow: 'signedIn' } as const;

export function delegationRoutes(app: App): void {
  app.get(
    '/api/v1/delegations',
    {
      schema: {
        summary: 'Who stands in for whom, the newest first',
        tags,
        querystring: Type.Object({
          ...PageQuery,
          departmentId: Type.Optional(Id),
          personId: Type.Optional(Id),
        }),
        response: { 200: PageOf(DelegationRow) },
      },
      config,
    },
    async (request) => {
      const { departmentId, personId, limit = 50, cursor } = request.query;
      return request.transact(async (tx) => {
        const page = await listDelegations(tx, { departmentId, personId, limit, cursor });
        const ids = page.items.map((delegation) => delegation.departmentId);
        const byId = new Map(
          (await listDepartmentsById(tx, ids)).map(({ id, name, shortName }) => [id, { name, shortName }]),
        );
        const department = (id: string) => ({ id, ...(byId.get(id) ?? { name: '', shortName: '' }) });
        return {
          ...page,
          items: page.items.map((item) => ({ ...item, department: department(item.departmentId) })),
        };
      });
    },
  );
  app.post(
    '/api/v1/delegations',
    {
      schema: {
        summary: 'Put on record that a colleague stands in',
        tags,
        body: Type.Object(
          {
            fromPersonId: Id,
            toPersonId: Id,
            role: Role,
            startsOn: Day,
            endsOn: Day,
            reason: Words(2, 200),
          },
          closed,
        ),
        response: { 201: DelegationView },
      },
      config,
    },
    async (request, reply) => {
      const { startsOn, endsOn, ...rest } = request.body;
      const statement = { ...rest, startsOn: localDate(startsOn), endsOn: localDate(endsOn) };
      return reply.code(201).send(await fileDelegation(request.transact, statement));
    },
  );
  app.post(
    '/api/v1/delegations/:id/end',
    {
      schema: {
        summary: 'End a delegation before its day',
        tags,
        params: Type.Object({ id: Id }),
        response: { 200: DelegationView },
      },
      config,
    },
    async (request) => endDelegation(request.transact, request.params.id),
  );
}
