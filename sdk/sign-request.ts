import { createHash, randomBytes, sign, type KeyObject } from 'node:crypto';

/** What is going to be sent. `headers` gains the signature; names are lower case. */
export interface UnsignedRequest {
  method: string;
  url: URL;
  headers: Readonly<Record<string, string>>;
  body: Uint8Array | undefined;
}

export interface Signer {
  keyId: string;
  privateKey: KeyObject;
}

/** A signature is good for five minutes, and for one request. */
const LIFE_SECONDS = 300;
/** Headers that are covered when they are sent. */
const COVERED_WHEN_SENT = [
  'content-digest',
  'tandem-purpose',
  'idempotency-key',
  'if-match',
  'content-type',
] as const;

/**
 * Signs a request by RFC 9421 with Ed25519, as the platform asks: method, whole address, digest of the body
 * (RFC 9530), purpose; with `created`, `expires`, a nonce, and the tag "tandem".
 * @returns the headers to send
 */
export function signRequest(
  request: UnsignedRequest,
  signer: Signer,
  nowMs = Date.now(),
): Record<string, string> {
  const headers: Record<string, string> = { ...request.headers };
  if (request.body) headers['content-digest'] = contentDigest(request.body);
  const components: [string, string][] = [
    ['@method', request.method],
    ['@target-uri', request.url.href],
    ...COVERED_WHEN_SENT.filter((name) => headers[name] !== undefined).map((name): [string, string] => [
      name,
      headers[name] ?? '',
    ]),
  ];
  const created = Math.floor(nowMs / 1000);
  const params = signatureParams(
    components.map(([name]) => name),
    {
      created,
      expires: created + LIFE_SECONDS,
      nonce: randomBytes(18).toString('base64url'),
      keyid: signer.keyId,
      alg: 'ed25519',
      tag: 'tandem',
    },
  );
  const signature = sign(null, signatureBase(components, params), signer.privateKey);
  headers['signature-input'] = `tandem=${params}`;
  headers['signature'] = `tandem=:${signature.toString('base64')}:`;
  return headers;
}

export function contentDigest(body: Uint8Array): string {
  return `sha-256=:${createHash('sha256').update(body).digest('base64')}:`;
}

/** RFC 9421 section 2.3: covered components and parameters, in the order given. */
export function signatureParams(
  names: readonly string[],
  params: Readonly<Record<string, string | number>>,
): string {
  const list = names.map((name) => `"${name}"`).join(' ');
  const values = Object.entries(params).map(([name, value]) =>
    typeof value === 'number' ? `;${name}=${value}` : `;${name}="${value}"`,
  );
  return `(${list})${values.join('')}`;
}

/** RFC 9421 section 2.5: the bytes that are signed. */
export function signatureBase(components: readonly (readonly [string, string])[], params: string): Buffer {
  const lines = components.map(([name, value]) => `"${name}": ${value}`);
  return Buffer.from([...lines, `"@signature-params": ${params}`].join('\n'), 'latin1');
}
