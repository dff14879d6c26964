import { randomInt } from 'node:crypto';
import { hash, parseOptions, verify } from '@node-rs/argon2';

/** OWASP Password Storage Cheat Sheet: argon2id with 19 MiB, two passes, one lane. 2 is Algorithm.Argon2id. */
const PARAMETERS = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/**
 * Looked at in place of the hash of an account that does not exist, so that both take the same work.
 * The hash of 32 random bytes that were thrown away; its parameters are PARAMETERS (a test says so).
 */
export const DECOY_HASH =
  '$argon2id$v=19$m=19456,t=2,p=1$FjStHwJyKOkALwH6rQZsLw$N70pd5IrJ2IjjLz/PvFTYwJoaLd6n0SvkaOHTQMMcIU';

/** One password written in two ways (full-width, composed) is one password. */
function normalized(password: string): string {
  return password.normalize('NFKC');
}

export function hashPassword(password: string): Promise<string> {
  return hash(normalized(password), PARAMETERS);
}

/** Whether `password` is the one behind `stored`. Without a stored hash: false, after the same work. */
export async function verifyPassword(stored: string | undefined, password: string): Promise<boolean> {
  const matches = await verify(stored ?? DECOY_HASH, normalized(password));
  return matches && stored !== undefined;
}

/** True for hashes made under weaker parameters than today's: they are replaced at the next sign-in. */
export function isOutdated(stored: string): boolean {
  const { memoryCost, timeCost } = parseOptions(stored);
  return memoryCost < PARAMETERS.memoryCost || timeCost < PARAMETERS.timeCost;
}

/** No letters that are read wrongly from paper or over the telephone. */
const ALPHABET = 'abcdefghjkmnpqrstuvwxyz23456789';

/** A password for one sign-in: 16 characters, 79 bits, in groups of four. */
export function makeOneTimePassword(): string {
  const group = () => Array.from({ length: 4 }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
  return Array.from({ length: 4 }, group).join('-');
}
