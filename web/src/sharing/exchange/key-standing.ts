import type { SystemKey } from './exchange-queries.ts';

export type KeyStanding = 'good' | 'ending' | 'expired' | 'revoked';

/** Days before its end in which a key should be changed over. */
const ENDING_DAYS = 30;

export function keyStanding(key: Pick<SystemKey, 'revokedAt' | 'expiresAt'>, now: Date): KeyStanding {
  if (key.revokedAt !== null) return 'revoked';
  const leftMs = new Date(key.expiresAt).getTime() - now.getTime();
  if (leftMs <= 0) return 'expired';
  return leftMs < ENDING_DAYS * 86_400_000 ? 'ending' : 'good';
}
