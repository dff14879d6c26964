import { Type } from 'typebox';
import { AppError } from '../../platform/app-error.ts';
import type { App } from '../../platform/http/app.ts';
import { transactAs, withTransaction } from '../../platform/database/transaction.ts';
import { JOB } from '../../platform/identity/actor.ts';
import {
  clearSessionCookie,
  clientOf,
  Code,
  DEMO_PASSWORD,
  listDemoAccounts,
  Password,
  readSessionCookie,
  resolveActor,
  signIn,
  signOut,
  writeSessionCookie,
  type Identity,
} from '../../platform/identity/index.ts';
import { chooseActing } from './choose-acting.ts';
import { describeSession, SessionView } from './session-view.ts';

const closed = { additionalProperties: false } as const;
const tags = ['session'];

export function sessionRoutes(app: App, identity: Identity): void {
  signInRoutes(app, identity);
  currentRoutes(app, identity);
}

async function viewOf(identity: Identity, token: string): Promise<SessionView> {
  const actor = await resolveActor(identity.database, token);
  if (!actor) throw new AppError({ code: 'PLATFORM_SIGN_IN_FIRST', status: 401 });
  return withTransaction(identity.database, actor, describeSession);
}

function signInRoutes(app: App, identity: Identity): void {
  app.post(
    '/api/v1/session',
    {
      schema: {
        summary: 'Sign in; 401 IDENTITY_CODE_REQUIRED asks for the second factor',
        tags,
        body: Type.Object(
          {
            account: Type.String({ minLength: 1, maxLength: 100 }),
            password: Password,
            code: Type.Optional(Code),
          },
          closed,
        ),
        response: { 200: SessionView },
      },
      config: { allow: 'public', keyless: true },
    },
    async (request, reply) => {
      const { account, password, code } = request.body;
      const client = clientOf(request, identity);
      const token = await signIn(identity, { login: account, password, code, client });
      writeSessionCookie(reply, identity.publicUrl, token);
      return viewOf(identity, token);
    },
  );
  app.get(
    '/api/v1/session/options',
    {
      schema: {
        summary: 'Ways to sign in; a demonstration city also offers its people',
        tags,
        response: {
          200: Type.Object({
            oidc: Type.Array(Type.Object({ id: Type.String(), label: Type.String() })),
            demoAccounts: Type.Array(
              Type.Object({
                account: Type.String(),
                password: Type.String(),
                name: Type.String(),
                department: Type.String(),
                role: Type.String(),
              }),
            ),
          }),
        },
      },
      config: { allow: 'public' },
    },
    async () => {
      const accounts = await withTransaction(identity.database, JOB, listDemoAccounts);
      const demoAccounts = accounts.map(({ roles, ...account }) => {
        return { ...account, password: DEMO_PASSWORD, role: roles[0] ?? '' };
      });
      return { oidc: identity.issuers.map(({ id, label }) => ({ id, label })), demoAccounts };
    },
  );
}

function currentRoutes(app: App, identity: Identity): void {
  app.get(
    '/api/v1/session',
    {
      schema: {
        summary: 'Who is signed in; 401 when nobody is, or 204 where that was asked for',
        tags,
        querystring: Type.Object({ optional: Type.Optional(Type.Boolean()) }, closed),
        response: { 200: SessionView, 204: Type.Null() },
      },
      config: { allow: 'public' },
    },
    async (request, reply) => {
      if (request.query.optional && request.actor.kind === 'anonymous') return reply.code(204).send(null);
      return request.transact(describeSession);
    },
  );
  app.delete(
    '/api/v1/session',
    {
      schema: { summary: 'Sign out', tags, response: { 204: Type.Null() } },
      config: { allow: 'public', keyless: true },
    },
    async (request, reply) => {
      const token = readSessionCookie(request, identity.publicUrl);
      if (token !== undefined && request.actor.session) {
        await withTransaction(identity.database, request.actor, (tx) => signOut(tx, token));
      }
      clearSessionCookie(reply, identity.publicUrl);
      return reply.code(204).send(null);
    },
  );
  app.post(
    '/api/v1/session/acting',
    {
      schema: {
        summary: 'Act for an absent colleague, or with null for oneself again',
        tags,
        body: Type.Object(
          { delegationId: Type.Union([Type.String({ format: 'uuid' }), Type.Null()]) },
          closed,
        ),
        response: { 200: SessionView },
      },
      config: { allow: 'signedIn' },
    },
    async (request) => {
      await chooseActing(transactAs(identity.database, request.actor), request.body.delegationId);
      return viewOf(identity, readSessionCookie(request, identity.publicUrl) ?? '');
    },
  );
}
