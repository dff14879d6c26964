import { Type } from 'typebox';
import type { App } from '../http/app.ts';
import { saveLanguage } from './account-store.ts';
import { changePassword } from './change-password.ts';
import { clientOf } from './client-of.ts';
import { endOtherSessions } from './end-sessions.ts';
import { confirmSecondFactor, enrolSecondFactor, removeSecondFactor } from './enrol-second-factor.ts';
import type { Identity } from './identity.ts';
import { PASSWORD_MAX } from './password-rules.ts';
import { writeSessionCookie } from './session-cookie.ts';
import { sessionOf } from './session-of.ts';
import { listSessionsOf, type SessionRow } from './session-store.ts';

const closed = { additionalProperties: false } as const;
export const Password = Type.String({ minLength: 1, maxLength: PASSWORD_MAX });
export const Code = Type.String({ minLength: 6, maxLength: 24 });
const tags = ['session'];
const config = { allow: 'signedIn' } as const;
/** Passwords, secrets and codes are kept nowhere for a second answer. */
const keyless = { ...config, keyless: true } as const;

const SessionView = Type.Object({
  id: Type.String(),
  current: Type.Boolean(),
  createdAt: Type.String(),
  lastSeenAt: Type.String(),
  address: Type.String(),
  userAgent: Type.String(),
});

/** What everybody may do with their own account. Answers with secrets are never stored for replay. */
export function ownAccountRoutes(app: App, identity: Identity): void {
  passwordRoute(app, identity);
  secondFactorRoutes(app, identity);
  sessionsRoutes(app);
}

function passwordRoute(app: App, identity: Identity): void {
  app.post(
    '/api/v1/session/password',
    {
      schema: {
        summary: 'Replace the own password; every session ends, this one goes on under a new token',
        tags,
        body: Type.Object({ current: Password, next: Password }, closed),
        response: { 204: Type.Null() },
      },
      config: keyless,
    },
    async (request, reply) => {
      const { current, next } = request.body;
      const { address, userAgent } = clientOf(request, identity);
      const token = await changePassword(identity, request.actor, { current, next, address, userAgent });
      writeSessionCookie(reply, identity.publicUrl, token);
      return reply.code(204).send(null);
    },
  );
  app.post(
    '/api/v1/session/language',
    {
      schema: {
        summary: 'Choose the language of the own account',
        tags,
        body: Type.Object({ language: Type.Enum(['zh', 'en']) }, closed),
        response: { 204: Type.Null() },
      },
      config,
    },
    async (request, reply) => {
      const { accountId } = sessionOf(request.actor);
      await request.transact((tx) => saveLanguage(tx, accountId, request.body.language));
      return reply.code(204).send(null);
    },
  );
}

function secondFactorRoutes(app: App, identity: Identity): void {
  app.post(
    '/api/v1/session/second-factor',
    {
      schema: {
        summary: 'Begin with a second factor: its secret, shown this once',
        tags,
        body: Type.Object({ password: Password }, closed),
        response: { 200: Type.Object({ secret: Type.String(), uri: Type.String() }) },
      },
      config: keyless,
    },
    async (request) => enrolSecondFactor(identity, request.actor, { ...request.body, address: request.ip }),
  );
  app.post(
    '/api/v1/session/second-factor/confirm',
    {
      schema: {
        summary:
          'Turn the second factor on with a first code; answers with the recovery codes, shown this once',
        tags,
        body: Type.Object({ code: Code }, closed),
        response: { 200: Type.Object({ recoveryCodes: Type.Array(Type.String()) }) },
      },
      config: keyless,
    },
    async (request) => ({
      recoveryCodes: await confirmSecondFactor(identity, request.actor, request.body.code),
    }),
  );
  app.post(
    '/api/v1/session/second-factor/remove',
    {
      schema: {
        summary: 'Turn the second factor off with password and code',
        tags,
        body: Type.Object({ password: Password, code: Code }, closed),
        response: { 204: Type.Null() },
      },
      config: keyless,
    },
    async (request, reply) => {
      await removeSecondFactor(identity, request.actor, { ...request.body, address: request.ip });
      return reply.code(204).send(null);
    },
  );
}

function sessionsRoutes(app: App): void {
  app.get(
    '/api/v1/session/all',
    {
      schema: {
        summary: 'Where the own account is signed in',
        tags,
        response: { 200: Type.Object({ items: Type.Array(SessionView) }) },
      },
      config,
    },
    async (request) => {
      const session = sessionOf(request.actor);
      const rows = await request.transact((tx) => listSessionsOf(tx, session.accountId));
      return { items: rows.map((row) => toView(row, session.id)) };
    },
  );
  app.delete(
    '/api/v1/session/all',
    {
      schema: {
        summary: 'End every other session of the own account',
        tags,
        response: { 200: Type.Object({ ended: Type.Integer() }) },
      },
      config,
    },
    async (request) => ({ ended: await request.transact(endOtherSessions) }),
  );
}

function toView(row: SessionRow, currentId: string) {
  const { id, address, userAgent } = row;
  const [createdAt, lastSeenAt] = [row.createdAt.toISOString(), row.lastSeenAt.toISOString()];
  return { id, current: id === currentId, createdAt, lastSeenAt, address, userAgent };
}
