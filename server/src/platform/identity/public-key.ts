import { createHash, createPublicKey, type JsonWebKey } from 'node:crypto';
import { identityError } from './errors.ts';

/** An Ed25519 public key: 32 bytes and the name by which signatures call it. */
export interface PublicKey {
  raw: Buffer;
  /** RFC 7638 JWK thumbprint, SHA-256, base64url: 43 characters. */
  id: string;
}

/**
 * Reads a public key as PEM (SPKI) or as JWK text.
 * @throws AppError IDENTITY_KEY_INVALID: not Ed25519, unreadable, of small order (RFC 8032, 5.1), or a private key (which
 *   never leaves its owner)
 */
export function parsePublicKey(text: string): PublicKey {
  const jwk = readKey(text);
  if (jwk.crv !== 'Ed25519' || jwk.x === undefined) throw invalid();
  const raw = Buffer.from(jwk.x, 'base64url');
  if (raw.length !== 32 || isOfSmallOrder(raw)) throw invalid();
  return { raw, id: thumbprint(raw) };
}

/** The y of the points whose order divides 8, little-endian, also in their non-canonical forms; signatures under them are cheap. */
const SMALL_ORDER: ReadonlySet<string> = new Set([
  '00'.repeat(32),
  `01${'00'.repeat(31)}`,
  '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05',
  'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a',
  ...['ec', 'ed', 'ee'].map((lowest) => `${lowest}${'ff'.repeat(30)}7f`),
]);

function isOfSmallOrder(raw: Buffer): boolean {
  const y = Buffer.from(raw);
  y.writeUInt8(y.readUInt8(31) & 0x7f, 31); // the sign of x
  return SMALL_ORDER.has(y.toString('hex'));
}

export function thumbprint(raw: Uint8Array): string {
  const members = `{"crv":"Ed25519","kty":"OKP","x":"${Buffer.from(raw).toString('base64url')}"}`;
  return createHash('sha256').update(members).digest('base64url');
}

export function rawKeyToJwk(raw: Uint8Array): JsonWebKey {
  return { kty: 'OKP', crv: 'Ed25519', x: Buffer.from(raw).toString('base64url') };
}

/** One block of a public key and nothing else: what stood beside it might be the private half. */
const PUBLIC_PEM = /^-----BEGIN PUBLIC KEY-----[A-Za-z0-9+/=\s]+-----END PUBLIC KEY-----$/;

/** What a public key says of itself (RFC 7517); any other member might hold the private half. */
const PUBLIC_MEMBERS: ReadonlySet<string> = new Set([
  'kty',
  'crv',
  'x',
  'kid',
  'alg',
  'use',
  'key_ops',
  'ext',
]);

function readKey(text: string): JsonWebKey {
  const trimmed = text.replace(/^\uFEFF/, '').trim();
  try {
    if (PUBLIC_PEM.test(trimmed)) return createPublicKey(trimmed).export({ format: 'jwk' });
    const jwk = JSON.parse(trimmed) as JsonWebKey;
    if (!Object.keys(jwk).every((name) => PUBLIC_MEMBERS.has(name))) throw invalid();
    return createPublicKey({ key: jwk, format: 'jwk' }).export({ format: 'jwk' });
  } catch (error) {
    throw invalid(error);
  }
}

function invalid(cause?: unknown) {
  return identityError('IDENTITY_KEY_INVALID', {
    errors: [{ field: '/publicKey', code: 'IDENTITY_KEY_INVALID' }],
    cause,
  });
}
