import type { FastifyReply, FastifyRequest } from 'fastify';
import { SESSION_HOURS } from './session-store.ts';

/** Over https the name's prefix makes browsers refuse a cookie that another host or plain http tries to set. */
function cookieName(publicUrl: string): string {
  return publicUrl.startsWith('https:') ? '__Host-tandem_session' : 'tandem_session';
}

export function readSessionCookie(request: FastifyRequest, publicUrl: string): string | undefined {
  return request.cookies[cookieName(publicUrl)];
}

/** HttpOnly, SameSite=Strict, for the whole site; Secure when the platform is reached over https. */
export function writeSessionCookie(reply: FastifyReply, publicUrl: string, token: string): void {
  const maxAge = SESSION_HOURS * 3600;
  reply.setCookie(cookieName(publicUrl), token, { ...attributes(publicUrl), maxAge });
}

export function clearSessionCookie(reply: FastifyReply, publicUrl: string): void {
  reply.clearCookie(cookieName(publicUrl), attributes(publicUrl));
}

function attributes(publicUrl: string) {
  return { path: '/', httpOnly: true, sameSite: 'strict', secure: publicUrl.startsWith('https:') } as const;
}
