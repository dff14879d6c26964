import { canonicalJson, parseCanonicalJson, type JsonValue } from './canonical-json.ts';
import { openCheckpoint } from './checkpoint.ts';
import { opens, SALT_BYTES, type Opening } from './commitment.ts';
import { parseBase64, parseUtf8, toBase64, utf8 } from './encoding.ts';
import { hasMembers, parseEntry, type LedgerEntry } from './entry.ts';
import { LedgerError, type LedgerErrorCode } from './errors.ts';
import { leafHash, portableSha256, type Hash, type Sha256 } from './hashing.ts';
import { formatTlogProof, parseTlogProof } from './tlog-proof.ts';
import { parseVerifierKey } from './verifier-key.ts';
import { verifyInclusion } from './verify-proof.ts';

/**
 * A receipt is a C2SP tlog-proof file. Its `extra` line carries the canonical JSON
 * `{"entry":{…}}` or `{"entry":{…},"opening":{"payload":…,"salt":"…"}}`; the leaf is the canonical JSON of `entry`.
 */
export interface ReceiptParts {
  /** The leaf's bytes. */
  entry: Uint8Array;
  /** Given only to those who may know what was done. */
  opening?: Opening;
  index: number;
  /** Inclusion proof in the tree of the checkpoint. */
  hashes: readonly Hash[];
  /** Signed note. */
  checkpoint: string;
}

export type VerifiedReceipt = {
  ok: true;
  index: number;
  /** The log that vouches for it. */
  origin: string;
  treeSize: number;
  entry: LedgerEntry;
  /** The payload, shown to be what the entry committed to; undefined when the receipt does not open it. */
  opened: JsonValue | undefined;
  /** Witnesses whose keys were given and whose cosignatures are good; times in seconds since 1970. */
  witnesses: { name: string; time: number }[];
};

export type ReceiptRefusal = { ok: false; reason: LedgerErrorCode };

/** A receipt carries one entry and its payload; anything larger is not read. */
export const MAX_RECEIPT_BYTES = 4 * 1024 * 1024;

/**
 * A receipt as it was issued, from a text file that an editor or version control put a byte order mark and line ends of
 * their own into; what else differs stays, and is refused.
 */
export function asIssued(receipt: string): string {
  return receipt.replace(/^\ufeff/u, '').replaceAll('\r\n', '\n');
}

/** @throws LedgerError ENTRY_MALFORMED, VALUE_NOT_JSON */
export function formatReceipt({ entry, opening, index, hashes, checkpoint }: ReceiptParts): string {
  parseEntry(entry);
  const extra = {
    entry: parseCanonicalJson(parseUtf8(entry) ?? ''),
    ...(opening && { opening: { payload: opening.payload, salt: toBase64(opening.salt) } }),
  };
  return formatTlogProof({ extra: utf8(canonicalJson(extra)), index, hashes, checkpoint });
}

function parseOpening(value: JsonValue): Opening {
  if (!hasMembers(value, 'payload', 'salt') || typeof value.salt !== 'string') {
    throw new LedgerError('RECEIPT_MALFORMED', 'opening');
  }
  const salt = parseBase64(value.salt);
  if (salt?.length !== SALT_BYTES) throw new LedgerError('RECEIPT_MALFORMED', 'salt');
  return { payload: value.payload, salt };
}

function parseExtra(extra: Uint8Array): Pick<ReceiptParts, 'entry' | 'opening'> {
  const text = parseUtf8(extra);
  if (text === undefined) throw new LedgerError('RECEIPT_MALFORMED', 'not UTF-8');
  const value = parseCanonicalJson(text);
  if (!hasMembers(value, 'entry') && !hasMembers(value, 'entry', 'opening')) {
    throw new LedgerError('RECEIPT_MALFORMED', 'extra');
  }
  const opening = hasMembers(value, 'entry', 'opening') ? parseOpening(value.opening) : undefined;
  return { entry: utf8(canonicalJson(value.entry)), ...(opening && { opening }) };
}

/**
 * Reads a receipt without believing it.
 * @throws LedgerError RECEIPT_MALFORMED, PROOF_MALFORMED, JSON_NOT_CANONICAL, VALUE_NOT_JSON
 */
export function parseReceipt(receipt: string | Uint8Array): ReceiptParts {
  if (receipt.length > MAX_RECEIPT_BYTES) throw new LedgerError('RECEIPT_MALFORMED', 'too large');
  const text = typeof receipt === 'string' ? receipt : parseUtf8(receipt);
  if (text === undefined) throw new LedgerError('RECEIPT_MALFORMED', 'not UTF-8');
  const { extra, ...proof } = parseTlogProof(text);
  if (extra === undefined) throw new LedgerError('RECEIPT_MALFORMED', 'no extra line');
  return { ...parseExtra(extra), ...proof };
}

/**
 * Checks a receipt offline, with nothing but the keys that the verifier trusts: that the log signed the checkpoint,
 * that the entry is at this index of the signed tree, and, where the receipt opens it, that the payload is the one
 * committed to.
 *
 * No byte of a receipt that a trusted log signed can be changed unnoticed, but for signature lines of keys that were
 * not given, which are ignored.
 * @param verifierKeys the log's verifier key (`name+keyid+base64`), and those of witnesses if wanted.
 * @throws LedgerError KEY_MALFORMED, KEY_TYPE_UNKNOWN on the verifier's own mistake; never because of the receipt.
 */
export function verifyReceipt(
  receipt: string | Uint8Array,
  verifierKeys: readonly string[],
  sha256: Sha256 = portableSha256,
): VerifiedReceipt | ReceiptRefusal {
  const keys = verifierKeys.map(parseVerifierKey);
  try {
    const { entry, opening, index, hashes, checkpoint } = parseReceipt(receipt);
    const { origin, size, root, witnesses } = openCheckpoint(checkpoint, keys);
    if (!verifyInclusion({ leaf: leafHash(entry, sha256), index, size, root, proof: hashes }, sha256)) {
      throw new LedgerError('INCLUSION_INVALID');
    }
    const parsed = parseEntry(entry);
    if (opening && !opens(opening, parsed.commitment, sha256)) throw new LedgerError('OPENING_INVALID');
    return { ok: true, index, origin, treeSize: size, entry: parsed, opened: opening?.payload, witnesses };
  } catch (error) {
    if (error instanceof LedgerError) return { ok: false, reason: error.code };
    throw error;
  }
}
