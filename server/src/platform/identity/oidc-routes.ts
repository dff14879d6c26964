import type { FastifyReply } from 'fastify';
import { Type } from 'typebox';
import { AppError } from '../app-error.ts';
import type { App } from '../http/app.ts';
import { clientOf } from './client-of.ts';
import type { Identity } from './identity.ts';
import { finishOidc } from './oidc/finish-oidc.ts';
import { OIDC_MINUTES, startOidc } from './oidc/start-oidc.ts';
import { writeSessionCookie } from './session-cookie.ts';

const Params = Type.Object({ id: Type.String({ pattern: '^[a-z0-9-]{1,32}$' }) });
const STATE_COOKIE = 'tandem_oidc';
const COOKIE_PATH = '/api/v1/oidc';

/** Browsers are sent along here; whatever goes wrong ends on the sign-in page with a code, not in JSON. */
export function oidcRoutes(app: App, identity: Identity): void {
  const secure = identity.publicUrl.startsWith('https:');
  const fail = (reply: FastifyReply, error: unknown) => {
    if (!(error instanceof AppError)) throw error;
    return reply.redirect(`/sign-in?failure=${error.code}`, 303);
  };
  app.get(
    '/api/v1/oidc/:id/start',
    {
      schema: {
        summary: 'Sign in by an OpenID Connect issuer',
        tags: ['session'],
        params: Params,
        querystring: Type.Object({ next: Type.Optional(Type.String({ maxLength: 500 })) }),
      },
      config: { allow: 'public' },
    },
    async (request, reply) => {
      try {
        const given = { issuerId: request.params.id, returnTo: request.query.next };
        const { redirectTo, state } = await startOidc(identity, given);
        // Lax, not Strict: the browser comes back from another site, and must bring this along.
        const attributes = { path: COOKIE_PATH, httpOnly: true, sameSite: 'lax', secure } as const;
        reply.setCookie(STATE_COOKIE, state, { ...attributes, maxAge: OIDC_MINUTES * 60 });
        return reply.redirect(redirectTo, 303);
      } catch (error) {
        return fail(reply, error);
      }
    },
  );
  app.get(
    '/api/v1/oidc/:id/callback',
    {
      schema: { summary: 'Where the issuer sends the browser back to', tags: ['session'], params: Params },
      config: { allow: 'public' },
    },
    async (request, reply) => {
      reply.clearCookie(STATE_COOKIE, { path: COOKIE_PATH });
      try {
        const { token, returnTo } = await finishOidc(identity, {
          issuerId: request.params.id,
          search: new URL(request.url, identity.publicUrl).search,
          cookieState: request.cookies[STATE_COOKIE],
          client: clientOf(request, identity),
        });
        writeSessionCookie(reply, identity.publicUrl, token);
        return reply.redirect(returnTo, 303);
      } catch (error) {
        return fail(reply, error);
      }
    },
  );
}
