import { AppError } from '../app-error.ts';
import type { Actor, ActorSession } from './actor.ts';

/** The session a person acts through. @throws AppError PLATFORM_SIGN_IN_FIRST for programs and for nobody */
export function sessionOf(actor: Actor): ActorSession {
  if (actor.session) return actor.session;
  throw new AppError({ code: 'PLATFORM_SIGN_IN_FIRST', status: 401 });
}
