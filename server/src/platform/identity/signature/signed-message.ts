import type { IncomingHttpHeaders } from 'node:http';
import { identityError } from '../errors.ts';
import { incomplete, type SignatureInput } from './signature-input.ts';

/** A request as it came over the wire, as far as signatures are concerned. */
export interface SignedMessage {
  method: string;
  /** Path and query as sent, for example `/api/v1/x?y=1`. */
  target: string;
  headers: IncomingHttpHeaders;
  /** SHA-256 of the body's bytes; undefined when there was no body. */
  bodySha256: Buffer | undefined;
  /** There is a body that nobody reads: its digest is taken as signed. */
  bodyUnread?: boolean;
}

const EMPTY_SHA256 = Buffer.from('47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=', 'base64');

/** Headers that change what a request means or may do: if sent, they must be covered. */
const COVERED_WHEN_SENT = ['content-digest', 'tandem-purpose', 'idempotency-key', 'if-match'] as const;

/**
 * Checks that the signature covers everything that matters: method, whole address, purpose, body, and what guards a write.
 * @throws AppError IDENTITY_SIGNATURE_INCOMPLETE naming the first component that is missing
 */
export function assertCovered(message: SignedMessage, input: SignatureInput): void {
  const covers = (name: string) => input.components.includes(name);
  if (!covers('@method')) throw incomplete('@method');
  const address = covers('@target-uri') || (covers('@authority') && covers('@path') && covers('@query'));
  if (!address) throw incomplete('@target-uri');
  if ((message.bodySha256 || message.bodyUnread) && !covers('content-digest'))
    throw incomplete('content-digest');
  const missing = COVERED_WHEN_SENT.find((name) => message.headers[name] !== undefined && !covers(name));
  if (missing) throw incomplete(missing);
}

/**
 * Compares `Content-Digest` (RFC 9530, sha-256) with the bytes that came.
 * @throws AppError IDENTITY_DIGEST_WRONG
 */
export function assertDigest(message: SignedMessage): void {
  const header = message.headers['content-digest'];
  if (header === undefined || message.bodyUnread) return;
  const claimed = /(?:^|,\s*)sha-256=:([A-Za-z0-9+/]{43}=):\s*(?:,|$)/.exec(String(header))?.[1];
  const actual = message.bodySha256 ?? EMPTY_SHA256;
  if (!claimed || !Buffer.from(claimed, 'base64').equals(actual))
    throw identityError('IDENTITY_DIGEST_WRONG');
}

/**
 * The bytes that were signed (RFC 9421 section 2.5), rebuilt from what came.
 * @param publicUrl where the platform is reached: its scheme goes into `@target-uri`
 */
export function signatureBase(message: SignedMessage, input: SignatureInput, publicUrl: string): Buffer {
  const lines = input.components.map((name) => `"${name}": ${componentValue(message, name, publicUrl)}`);
  lines.push(`"@signature-params": ${input.params}`);
  return Buffer.from(lines.join('\n'), 'latin1');
}

function componentValue(message: SignedMessage, name: string, publicUrl: string): string {
  if (!name.startsWith('@')) return fieldValue(message.headers, name);
  const [path = '', query] = splitOnce(message.target, '?');
  switch (name) {
    case '@method':
      return message.method;
    case '@authority':
      return authorityOf(message);
    case '@path':
      return path;
    case '@query':
      return `?${query ?? ''}`;
    case '@target-uri':
      return `${new URL(publicUrl).protocol}//${authorityOf(message)}${message.target}`;
    default:
      throw incomplete(name);
  }
}

/** Host and port in lower case, without the scheme's own port (RFC 9421 section 2.2.3). */
export function authorityOf(message: SignedMessage): string {
  return (message.headers.host ?? '').toLowerCase();
}

function fieldValue(headers: IncomingHttpHeaders, name: string): string {
  const value = headers[name];
  if (value === undefined) throw incomplete(name);
  return Array.isArray(value) ? value.map((each) => each.trim()).join(', ') : value.trim();
}

function splitOnce(text: string, separator: string): [string, string | undefined] {
  const at = text.indexOf(separator);
  return at < 0 ? [text, undefined] : [text.slice(0, at), text.slice(at + 1)];
}
