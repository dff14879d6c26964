import type { FastifyRequest } from 'fastify';
import type { Identity } from './identity.ts';
import { readSessionCookie } from './session-cookie.ts';
import type { SignInClient } from './sign-in.ts';

/** What is kept about the browser that signs in. */
export function clientOf(request: FastifyRequest, identity: Identity): SignInClient {
  return {
    address: request.ip,
    userAgent: request.headers['user-agent'] ?? '',
    previousToken: readSessionCookie(request, identity.publicUrl),
  };
}
