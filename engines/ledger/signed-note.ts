import { ed25519 } from '@noble/curves/ed25519.js';
import { concatBytes, parseBase64, toBase64, utf8 } from './encoding.ts';
import { LedgerError } from './errors.ts';
import {
  COSIGNATURE_V1,
  createVerifierKey,
  ED25519,
  isKeyName,
  toHex,
  type VerifierKey,
} from './verifier-key.ts';

export interface NoteSignature {
  name: string;
  /** 8 lowercase hex digits. */
  keyId: string;
  /** What follows the key id. */
  signature: Uint8Array;
}

export interface SignedNote {
  /** Ends with a newline. */
  text: string;
  signatures: NoteSignature[];
}

/** Whoever signs as `name`. The server may back it by a native or hardware key. */
export interface NoteSigner {
  name: string;
  keyId: string;
  /** Ed25519 over the note's text in UTF-8: 64 bytes. */
  sign(text: Uint8Array): Uint8Array;
}

export interface VerifiedSignature {
  key: VerifierKey;
  /** When a witness says that it signed, in seconds since 1970; only for cosignatures. */
  time?: number;
}

/** Enough for any log and its witnesses; the specification asks for at least 16. */
const MAX_SIGNATURES = 100;
const SIGNATURE_LINE = /^— ([^ ]+) ([A-Za-z0-9+/]+={0,2})$/u;

/** ASCII control characters other than newline have no place in a note. */
function hasControl(note: string): boolean {
  return Array.from(note).some((character) => character < ' ' && character !== '\n');
}

function parseSignatureLine(line: string): NoteSignature {
  const [, name = '', encoded = ''] = SIGNATURE_LINE.exec(line) ?? [];
  const bytes = parseBase64(encoded);
  if (!isKeyName(name) || bytes === undefined || bytes.length < 5)
    throw new LedgerError('NOTE_MALFORMED', line);
  return { name, keyId: toHex(bytes.subarray(0, 4)), signature: bytes.slice(4) };
}

/** Takes a note apart without looking at keys. @throws LedgerError NOTE_MALFORMED. Source: C2SP signed-note, Format. */
export function parseNote(note: string): SignedNote {
  const split = note.lastIndexOf('\n\n');
  const block = note.slice(split + 2);
  if (!note.isWellFormed() || hasControl(note) || split < 0 || !block.endsWith('\n')) {
    throw new LedgerError('NOTE_MALFORMED');
  }
  const lines = block.slice(0, -1).split('\n');
  if (lines.length > MAX_SIGNATURES) throw new LedgerError('NOTE_MALFORMED', 'too many signatures');
  return { text: note.slice(0, split + 1), signatures: lines.map(parseSignatureLine) };
}

/** Signs with a 32-byte Ed25519 seed, in portable code. */
export function createNoteSigner(name: string, seed: Uint8Array): NoteSigner & { verifierKey: VerifierKey } {
  const verifierKey = createVerifierKey({ name, type: ED25519, publicKey: ed25519.getPublicKey(seed) });
  return { name, keyId: verifierKey.keyId, verifierKey, sign: (text) => ed25519.sign(text, seed) };
}

/**
 * The note with one signature line for each signer.
 * @throws LedgerError NOTE_MALFORMED when the text does not end with a newline or holds control characters.
 */
export function signNote(text: string, signers: readonly NoteSigner[]): string {
  const bytes = utf8(text);
  const lines = signers.map(({ name, keyId, sign }) => {
    const id = Uint8Array.from({ length: 4 }, (_, i) => Number.parseInt(keyId.slice(2 * i, 2 * i + 2), 16));
    return `— ${name} ${toBase64(concatBytes([id, sign(bytes)]))}\n`;
  });
  const note = `${text}\n${lines.join('')}`;
  if (parseNote(note).text !== text) throw new LedgerError('NOTE_MALFORMED');
  return note;
}

function verifyEd25519(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
  return signature.length === 64 && ed25519.verify(signature, message, publicKey, { zip215: false });
}

/** The signature of a witness: u64 time ‖ Ed25519 over a header, the time and the checkpoint. C2SP tlog-cosignature. */
function verifyCosignature(key: VerifierKey, text: string, payload: Uint8Array): number | undefined {
  if (payload.length !== 8 + 64) return undefined;
  const time = new DataView(payload.buffer, payload.byteOffset).getBigUint64(0);
  if (time > BigInt(Number.MAX_SAFE_INTEGER)) return undefined;
  const message = utf8(`cosignature/v1\ntime ${time}\n${text}`);
  return verifyEd25519(key.publicKey, message, payload.subarray(8)) ? Number(time) : undefined;
}

function verifySignature(
  key: VerifierKey,
  text: string,
  signature: Uint8Array,
): VerifiedSignature | undefined {
  switch (key.type) {
    case ED25519:
      return verifyEd25519(key.publicKey, utf8(text), signature) ? { key } : undefined;
    case COSIGNATURE_V1: {
      const time = verifyCosignature(key, text, signature);
      return time === undefined ? undefined : { key, time };
    }
  }
}

/**
 * Checks a note against the keys that the caller trusts. Signatures of other keys are ignored; a signature that names
 * a trusted key and fails refuses the whole note.
 * @throws LedgerError NOTE_MALFORMED, SIGNATURE_INVALID, NOTE_NOT_SIGNED_BY_KNOWN_KEY. Source: C2SP signed-note.
 */
export function openNote(
  note: string,
  keys: readonly VerifierKey[],
): { text: string; verified: VerifiedSignature[] } {
  const { text, signatures } = parseNote(note);
  const verified: VerifiedSignature[] = [];
  for (const { name, keyId, signature } of signatures) {
    const key = keys.find((known) => known.name === name && known.keyId === keyId);
    if (key === undefined) continue;
    const result = verifySignature(key, text, signature);
    if (result === undefined) throw new LedgerError('SIGNATURE_INVALID', name);
    verified.push(result);
  }
  if (verified.length === 0) throw new LedgerError('NOTE_NOT_SIGNED_BY_KNOWN_KEY');
  return { text, verified };
}
