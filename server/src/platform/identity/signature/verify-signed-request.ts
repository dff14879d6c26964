import { verify } from 'node:crypto';
import type { Database } from '../../database/database.ts';
import type { Actor } from '../actor.ts';
import { identityError } from '../errors.ts';
import { acceptSignature, KeyCache, loadKey, type AcceptedSignature, type PreparedKey } from './key-store.ts';
import { parseSignature, type SignatureInput } from './signature-input.ts';
import {
  assertCovered,
  assertDigest,
  authorityOf,
  signatureBase,
  type SignedMessage,
} from './signed-message.ts';

/** How far a program's clock may be off, in seconds. */
export const SKEW_SECONDS = 300;
/** The longest time a signature may claim to be good for, in seconds. */
export const LONGEST_LIFE_SECONDS = 600;

export interface SignatureVerifier {
  database: Database;
  publicUrl: string;
  keys: KeyCache;
  /** Seconds since 1970: the machine's clock, which no demonstration moves. */
  nowSeconds: () => number;
}

export function createSignatureVerifier(identity: {
  database: Database;
  publicUrl: string;
}): SignatureVerifier {
  const { database, publicUrl } = identity;
  return { database, publicUrl, keys: new KeyCache(), nowSeconds: () => Math.floor(Date.now() / 1000) };
}

/**
 * The program behind a signed request (RFC 9421, Ed25519, tag "tandem"). Checks, cheapest first: form, covered
 * parts, time, address, digest of the body, signature, and last in one statement that the key is good and that
 * the nonce was never used. A request that passes once is refused from then on.
 * @throws AppError 401 with a code that says what to mend
 */
export async function verifySignedRequest(
  verifier: SignatureVerifier,
  message: SignedMessage,
): Promise<Actor> {
  const input = parseSignature(single(message, 'signature-input'), single(message, 'signature'));
  assertCovered(message, input);
  assertFresh(verifier, input);
  assertOurAddress(verifier, message);
  assertDigest(message);
  const base = signatureBase(message, input, verifier.publicUrl);
  return (await tryWith(verifier, input, base)) ?? (await tryAgain(verifier, input, base));
}

function single(message: SignedMessage, name: 'signature-input' | 'signature'): string {
  const value = message.headers[name];
  if (typeof value !== 'string') throw identityError('IDENTITY_SIGNATURE_MALFORMED');
  return value;
}

function assertFresh(verifier: SignatureVerifier, { created, expires }: SignatureInput): void {
  const now = verifier.nowSeconds();
  const inTime = Math.abs(now - created) <= SKEW_SECONDS && expires >= now && expires > created;
  if (inTime && expires - created <= LONGEST_LIFE_SECONDS) return;
  throw identityError('IDENTITY_SIGNATURE_STALE', { params: { serverSeconds: now } });
}

/**
 * The host a program signed for must be this platform: a request captured at another server, with the same key
 * registered there, must not pass here. On a developer's machine every name of it will do.
 */
function assertOurAddress(verifier: SignatureVerifier, message: SignedMessage): void {
  const ours = new URL(verifier.publicUrl);
  const asked = authorityOf(message);
  if (asked === ours.host) return;
  if (
    isLoopback(ours.hostname) &&
    URL.canParse(`http://${asked}`) &&
    isLoopback(new URL(`http://${asked}`).hostname)
  )
    return;
  throw identityError('IDENTITY_SIGNATURE_ELSEWHERE', { params: { host: ours.host } });
}

function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(hostname);
}

/** One try with the key as last read. Undefined: the key was changed meanwhile, read it again. */
async function tryWith(
  verifier: SignatureVerifier,
  input: SignatureInput,
  base: Buffer,
): Promise<Actor | undefined> {
  const prepared = verifier.keys.get(input.keyId) ?? (await prepare(verifier, input.keyId));
  if (!verify(null, base, prepared.key, input.signature)) throw identityError('IDENTITY_SIGNATURE_WRONG');
  const accepted = await acceptSignature(verifier.database, {
    keyId: input.keyId,
    updatedAt: prepared.updatedAt,
    nonce: input.nonce,
    keepUntil: new Date((input.expires + SKEW_SECONDS) * 1000),
  });
  return accepted.outcome === 'stale' ? undefined : toActor(accepted);
}

async function tryAgain(verifier: SignatureVerifier, input: SignatureInput, base: Buffer): Promise<Actor> {
  verifier.keys.drop(input.keyId);
  const actor = await tryWith(verifier, input, base);
  if (!actor) throw identityError('IDENTITY_KEY_UNKNOWN');
  return actor;
}

async function prepare(verifier: SignatureVerifier, keyId: string): Promise<PreparedKey> {
  const prepared = await loadKey(verifier.database, keyId);
  if (!prepared) throw identityError('IDENTITY_KEY_UNKNOWN');
  verifier.keys.put(keyId, prepared);
  return prepared;
}

function toActor(accepted: AcceptedSignature): Actor {
  switch (accepted.outcome) {
    case 'accepted':
      return {
        kind: 'system',
        personId: accepted.client_id,
        name: accepted.name,
        departmentId: accepted.department_id,
        departmentCreditCode: accepted.department_credit_code,
        departmentName: accepted.department_name,
        roles: ['systemClient'],
      };
    case 'replayed':
      throw identityError('IDENTITY_SIGNATURE_REPLAYED');
    case 'disabled':
      throw identityError('IDENTITY_CLIENT_DISABLED');
    case 'revoked':
    case 'stale':
      throw identityError('IDENTITY_KEY_REVOKED');
    default:
      return accepted.outcome satisfies never;
  }
}
