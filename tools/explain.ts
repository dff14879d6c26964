import { isMessageKey } from '@tandem/messages';
import { AppError } from '../server/src/platform/app-error.ts';
import { ConfigError } from '../server/src/platform/config/config.ts';
import { say, sayPlain } from './terminal.ts';

/** One clear sentence where the reason is known; otherwise the reason and where to read more. */
export function explain(error: unknown, log?: string): void {
  if (error instanceof ConfigError) {
    sayPlain(error.message);
  } else if (error instanceof AppError && isMessageKey(error.code)) {
    say(error.code, error.params);
    if (typeof error.cause === 'string') sayPlain(error.cause);
  } else {
    const reason = error instanceof Error ? error.message : String(error);
    if (log === undefined) sayPlain(reason);
    else say('SETUP_UNEXPECTED', { reason, log });
    if (error instanceof Error && error.stack) sayPlain(error.stack);
  }
}
