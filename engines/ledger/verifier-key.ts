import { concatBytes, parseBase64, toBase64, utf8 } from './encoding.ts';
import { LedgerError } from './errors.ts';
import { portableSha256 } from './hashing.ts';

/** Signature type bytes. Source: C2SP signed-note, Signature types. */
export const ED25519 = 0x01;
/** Timestamped Ed25519 cosignature of a witness. Source: C2SP tlog-cosignature. */
export const COSIGNATURE_V1 = 0x04;

export interface VerifierKey {
  name: string;
  /** First four bytes of SHA-256(name ‖ 0x0A ‖ type ‖ public key) as 8 lowercase hex digits. */
  keyId: string;
  type: typeof ED25519 | typeof COSIGNATURE_V1;
  /** 32 bytes, RFC 8032. */
  publicKey: Uint8Array;
}

const PUBLIC_KEY_BYTES = 32;

/** Not empty, no Unicode space, no plus sign, no control character. */
export function isKeyName(name: string): boolean {
  return name.isWellFormed() && /^[^\p{White_Space}\p{Cc}+]+$/u.test(name);
}

export function toHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

function keyIdOf(name: string, typeAndKey: Uint8Array): string {
  return toHex(portableSha256(concatBytes([utf8(`${name}\n`), typeAndKey])).subarray(0, 4));
}

/** @throws LedgerError KEY_MALFORMED when the name or the length of the public key is not allowed. */
export function createVerifierKey(input: Omit<VerifierKey, 'keyId'>): VerifierKey {
  const { name, type, publicKey } = input;
  if (!isKeyName(name) || publicKey.length !== PUBLIC_KEY_BYTES) throw new LedgerError('KEY_MALFORMED', name);
  return { name, keyId: keyIdOf(name, Uint8Array.of(type, ...publicKey)), type, publicKey };
}

/** `name+keyid+base64(type ‖ public key)`, the text that is given to those who verify. Source: C2SP signed-note. */
export function formatVerifierKey(key: VerifierKey): string {
  return `${key.name}+${key.keyId}+${toBase64(Uint8Array.of(key.type, ...key.publicKey))}`;
}

/** The inverse of {@link formatVerifierKey}. @throws LedgerError KEY_MALFORMED, KEY_TYPE_UNKNOWN */
export function parseVerifierKey(text: string): VerifierKey {
  const [name = '', keyId = '', ...rest] = text.split('+');
  const typeAndKey = parseBase64(rest.join('+'));
  if (!isKeyName(name) || typeAndKey === undefined || keyId !== keyIdOf(name, typeAndKey)) {
    throw new LedgerError('KEY_MALFORMED', text);
  }
  const type = typeAndKey[0];
  if (type !== ED25519 && type !== COSIGNATURE_V1) throw new LedgerError('KEY_TYPE_UNKNOWN', text);
  return createVerifierKey({ name, type, publicKey: typeAndKey.slice(1) });
}
