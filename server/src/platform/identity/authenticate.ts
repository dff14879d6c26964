import type { FastifyRequest } from 'fastify';
import type { Authenticate } from '../http/app.ts';
import type { Actor } from './actor.ts';
import { identityError } from './errors.ts';
import type { Identity } from './identity.ts';
import { resolveActor } from './resolve-actor.ts';
import { readSessionCookie } from './session-cookie.ts';
import { isSigned } from './signature/body-digest.ts';
import type { SignedMessage } from './signature/signed-message.ts';
import { createSignatureVerifier, verifySignedRequest } from './signature/verify-signed-request.ts';

/** Finds out who calls: a program by its signature, a person by the session cookie, otherwise nobody. */
export function createAuthenticate(identity: Identity): Authenticate {
  const verifier = createSignatureVerifier(identity);
  return async (request, { refused }) => {
    if (!request.url.startsWith('/api/')) return undefined;
    if (isSigned(request)) return verifySignedRequest(verifier, toMessage(request, refused));
    const token = readSessionCookie(request, identity.publicUrl);
    if (token === undefined) return undefined;
    const actor = await resolveActor(identity.database, token);
    if (actor) assertSameName(actor, request);
    if (actor) assertPasswordIsOwn(actor, request);
    return actor;
  };
}

/**
 * A page tells in whose name it speaks (`Tandem-Person`: the person's id, and that of the delegation while acting for
 * somebody): what was begun by one is not done in the name of who signed in in another window.
 */
function assertSameName({ personId, session }: Actor, request: FastifyRequest): void {
  const told = request.headers['tandem-person'];
  const actual = [personId, session?.delegationId].filter((id) => id !== undefined).join(' ');
  if (told !== undefined && told !== actual) throw identityError('IDENTITY_OTHER_PERSON');
}

/** Whoever still has a one-time password may do nothing but replace it. */
function assertPasswordIsOwn(actor: Actor, request: FastifyRequest): void {
  const { allow } = request.routeOptions.config;
  const aboutSession = request.url.startsWith('/api/v1/session');
  if (!actor.session?.mustChangePassword || allow === 'public' || aboutSession) return;
  throw identityError('IDENTITY_PASSWORD_CHANGE_DUE');
}

function toMessage(request: FastifyRequest, refused: boolean): SignedMessage {
  const { headers, bodySha256 } = request;
  const hasBody = Number(headers['content-length'] ?? 0) > 0 || headers['transfer-encoding'] !== undefined;
  return {
    method: request.method,
    target: request.raw.url ?? '/',
    headers,
    bodySha256,
    bodyUnread: refused && hasBody && bodySha256 === undefined,
  };
}
