import { parseBase64, parseDecimal, toBase64 } from './encoding.ts';
import { LedgerError } from './errors.ts';
import { HASH_BYTES, type Hash } from './hashing.ts';
import { openNote, signNote, type NoteSigner, type VerifiedSignature } from './signed-note.ts';
import { ED25519, type VerifierKey } from './verifier-key.ts';

/** The head of a log: after `size` entries its root is `root`. */
export interface Checkpoint {
  /** Which log, for example `data.example.gov.cn/ledger`; also the name of its key. */
  origin: string;
  size: number;
  root: Hash;
}

export interface OpenedCheckpoint extends Checkpoint {
  /** Cosignatures of witnesses whose keys were given, with their times in seconds since 1970. */
  witnesses: { name: string; time: number }[];
}

/** Three lines: origin, size, base64 root. Source: C2SP tlog-checkpoint. */
export function formatCheckpoint({ origin, size, root }: Checkpoint): string {
  const text = `${origin}\n${size}\n${toBase64(root)}\n`;
  parseCheckpoint(text);
  return text;
}

/**
 * Strict: exactly three lines. Extension lines, which no auditor can check, are refused.
 * @throws LedgerError CHECKPOINT_MALFORMED
 */
export function parseCheckpoint(text: string): Checkpoint {
  const [origin = '', sizeText = '', rootText = '', ...rest] = text.split('\n');
  const size = parseDecimal(sizeText);
  const root = parseBase64(rootText);
  const isWhole = origin !== '' && rest.length === 1 && rest[0] === '';
  if (!isWhole || size === undefined || root?.length !== HASH_BYTES)
    throw new LedgerError('CHECKPOINT_MALFORMED');
  return { origin, size, root };
}

/** The checkpoint as a signed note. A log never signs two that are not consistent: that is the caller's to keep. */
export function signCheckpoint(checkpoint: Checkpoint, signers: readonly NoteSigner[]): string {
  return signNote(formatCheckpoint(checkpoint), signers);
}

function isByLog({ key }: VerifiedSignature, origin: string): boolean {
  return key.type === ED25519 && key.name === origin;
}

/**
 * Accepts a signed checkpoint when the log itself signed it: an Ed25519 signature of a given key whose name is the
 * origin. Cosignatures alone do not do.
 * @throws LedgerError NOTE_MALFORMED, CHECKPOINT_MALFORMED, SIGNATURE_INVALID, NOTE_NOT_SIGNED_BY_KNOWN_KEY
 */
export function openCheckpoint(note: string, keys: readonly VerifierKey[]): OpenedCheckpoint {
  const { text, verified } = openNote(note, keys);
  const checkpoint = parseCheckpoint(text);
  if (!verified.some((signature) => isByLog(signature, checkpoint.origin))) {
    throw new LedgerError('NOTE_NOT_SIGNED_BY_KNOWN_KEY', checkpoint.origin);
  }
  const witnesses = verified.flatMap(({ key, time }) =>
    time === undefined ? [] : [{ name: key.name, time }],
  );
  return { ...checkpoint, witnesses };
}
