interface BrowserKeyPair {
  /** PEM (PKCS 8), for the program; never leaves this browser but as the file that the person saves. */
  privateKey: string;
  /** PEM (SPKI), to be registered. */
  publicKey: string;
}

function pem(label: string, bytes: ArrayBuffer): string {
  const base64 = btoa(String.fromCharCode(...new Uint8Array(bytes)));
  const lines = base64.match(/.{1,64}/g) ?? [];
  return `-----BEGIN ${label}-----\n${lines.join('\n')}\n-----END ${label}-----\n`;
}

const PEM = /^-----BEGIN PUBLIC KEY-----\s+([A-Za-z0-9+/=\s]+?)\s+-----END PUBLIC KEY-----$/u;
/** What SPKI says before the 32 bytes of an Ed25519 key (RFC 8410), in base64. */
const SPKI = /^MCowBQYDK2VwAyEA[A-Za-z0-9+/]{43}=$/u;
/** Members of a JWK that tell nothing but the public half (RFC 7517, RFC 8037). */
const PUBLIC_MEMBERS: ReadonlySet<string> = new Set([
  'kty',
  'crv',
  'x',
  'kid',
  'use',
  'alg',
  'key_ops',
  'ext',
]);

/** Whether a text is an Ed25519 public key in PEM or as a JWK, and nothing else: whatever else it is, it is not to leave this browser. */
export function isPublicKey(text: string): boolean {
  const body = PEM.exec(text.trim())?.[1];
  if (body !== undefined) return SPKI.test(body.replaceAll(/\s/gu, ''));
  try {
    const jwk: unknown = JSON.parse(text);
    return typeof jwk === 'object' && jwk !== null && isPublicJwk(jwk);
  } catch {
    return false;
  }
}

function isPublicJwk(jwk: object): boolean {
  const { kty, crv, x } = jwk as Record<string, unknown>;
  const isKey = kty === 'OKP' && crv === 'Ed25519' && typeof x === 'string' && /^[\w-]{43}$/u.test(x);
  return isKey && Object.keys(jwk).every((member) => PUBLIC_MEMBERS.has(member));
}

/** Whether this browser can make Ed25519 keys: it needs a secure context and a recent version. */
export async function canMakeKeys(): Promise<boolean> {
  return (await makeKeyPair().catch(() => undefined)) !== undefined;
}

/** A new Ed25519 key pair from the browser's random source. */
export async function makeKeyPair(): Promise<BrowserKeyPair> {
  const pair = await crypto.subtle.generateKey({ name: 'Ed25519' }, true, ['sign', 'verify']);
  if (!('privateKey' in pair)) throw new TypeError('no key pair was made');
  return {
    privateKey: pem('PRIVATE KEY', await crypto.subtle.exportKey('pkcs8', pair.privateKey)),
    publicKey: pem('PUBLIC KEY', await crypto.subtle.exportKey('spki', pair.publicKey)),
  };
}
