import { Type } from 'typebox';
import type { App } from '../../platform/http/app.ts';
import { CountedPageOf, PageQuery } from '../../platform/http/paging.ts';
import {
  ACCOUNT_STANDINGS,
  createAccount,
  listAccounts,
  resetAccount,
  switchAccount,
  unlockAccount,
} from '../../platform/identity/index.ts';

const closed = { additionalProperties: false } as const;
const Id = Type.String({ format: 'uuid' });
const Params = Type.Object({ id: Id });
const Named = Type.Object({ id: Type.String(), name: Type.String() });
const Nullable = Type.Union([Type.String(), Type.Null()]);
const AccountView = Type.Object({
  id: Type.String(),
  login: Type.String(),
  person: Named,
  department: Named,
  roles: Type.Array(Type.String()),
  state: Type.Enum(['active', 'disabled', 'locked']),
  lockedUntil: Nullable,
  mustChangePassword: Type.Boolean(),
  secondFactor: Type.Boolean(),
  lastSignInAt: Nullable,
  isDemo: Type.Boolean(),
});
const Issued = Type.Object({
  accountId: Type.String(),
  login: Type.String(),
  oneTimePassword: Type.Optional(Type.String({ description: 'Shown this once' })),
});
const Touched = Type.Object({ accountId: Type.String() });
const tags = ['accounts'];
const config = { allow: ['systemOperator'] } as const;

export function accountRoutes(app: App): void {
  app.get(
    '/api/v1/admin/accounts',
    {
      schema: {
        summary: 'Accounts by login',
        tags,
        querystring: Type.Object({
          ...PageQuery,
          q: Type.Optional(Type.String({ minLength: 1, maxLength: 60 })),
          departmentId: Type.Optional(Id),
          personId: Type.Optional(Id),
          standing: Type.Optional(Type.Enum([...ACCOUNT_STANDINGS])),
        }),
        response: { 200: CountedPageOf(AccountView) },
      },
      config,
    },
    async (request) => {
      const { q, departmentId, personId, standing, limit = 50, cursor } = request.query;
      const filter = { q, departmentId, personId, standing, limit, cursor };
      return request.transact((tx) => listAccounts(tx, filter));
    },
  );
  app.post(
    '/api/v1/admin/accounts',
    {
      schema: {
        summary: 'Make an account for a person; answers with a one-time password',
        tags,
        body: Type.Object(
          { personId: Id, login: Type.String({ pattern: '^[A-Za-z0-9][A-Za-z0-9._@-]{2,63}$' }) },
          closed,
        ),
        response: { 201: Issued },
      },
      config,
    },
    async (request, reply) => reply.code(201).send(await createAccount(request.transact, request.body)),
  );
  app.post(
    '/api/v1/admin/accounts/:id/reset',
    {
      schema: {
        summary: 'Give a new one-time password; every session ends',
        tags,
        params: Params,
        body: Type.Object(
          { secondFactor: Type.Boolean({ description: 'Take the second factor off, too' }) },
          closed,
        ),
        response: { 200: Issued },
      },
      config,
    },
    async (request) => resetAccount(request.transact, { accountId: request.params.id, ...request.body }),
  );
  switchRoutes(app);
}

function switchRoutes(app: App): void {
  for (const [action, enabled] of [
    ['disable', false],
    ['enable', true],
  ] as const) {
    app.post(
      `/api/v1/admin/accounts/:id/${action}`,
      {
        schema: {
          summary: enabled ? 'Switch an account on again' : 'Switch an account off; its sessions end',
          tags,
          params: Params,
          response: { 200: Touched },
        },
        config,
      },
      async (request) => switchAccount(request.transact, { accountId: request.params.id, enabled }),
    );
  }
  app.post(
    '/api/v1/admin/accounts/:id/unlock',
    {
      schema: { summary: 'Forget failed sign-ins', tags, params: Params, response: { 200: Touched } },
      config,
    },
    async (request) => unlockAccount(request.transact, request.params.id),
  );
}
