import { canonicalJson, parseCanonicalJson, type JsonValue } from './canonical-json.ts';
import { commit, type Opening } from './commitment.ts';
import { parseBase64, parseUtf8, toBase64, utf8 } from './encoding.ts';
import { MAX_ENTRY_BYTES } from './entry-bundle.ts';
import { LedgerError } from './errors.ts';
import { HASH_BYTES, portableSha256, type Hash, type Sha256 } from './hashing.ts';

/**
 * What everybody can read in the log: that something of this kind happened, when, by which department; and a
 * commitment to the rest. No personal data.
 */
export interface LedgerEntry {
  /** UUID in lowercase, also the id of the receipt. */
  id: string;
  /** `room.what`, for example `request.consented`. */
  kind: string;
  /** UTC with milliseconds, as `Date.prototype.toISOString` writes it. */
  at: string;
  /** Unified social credit code of the acting department; undefined when the platform itself acted. */
  department: string | undefined;
  commitment: Hash;
}

export interface NewLedgerEntry extends Opening {
  id: string;
  kind: string;
  at: string;
  department: string | undefined;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const KIND = /^[a-z]+\.[a-z]+(-[a-z]+)*$/;
const CREDIT_CODE = /^[0-9A-Z]{18}$/;

function isInstant(text: string): boolean {
  const ms = Date.parse(text);
  return !Number.isNaN(ms) && new Date(ms).toISOString() === text;
}

/** @throws LedgerError ENTRY_MALFORMED */
function assertEntry({ id, kind, at, department }: Omit<LedgerEntry, 'commitment'>): void {
  const departmentFits = department === undefined || CREDIT_CODE.test(department);
  if (!UUID.test(id) || !KIND.test(kind) || !isInstant(at) || !departmentFits) {
    throw new LedgerError('ENTRY_MALFORMED');
  }
}

/**
 * The bytes of a leaf: canonical JSON, version 1.
 * @throws LedgerError ENTRY_MALFORMED when a field has not the documented shape; SALT_WRONG_SIZE, VALUE_NOT_JSON
 */
export function createEntry(entry: NewLedgerEntry, sha256: Sha256 = portableSha256): Uint8Array {
  assertEntry(entry);
  const { id, kind, at, department } = entry;
  const actor = department === undefined ? {} : { department };
  const commitment = toBase64(commit(entry, sha256));
  return utf8(canonicalJson({ v: 1, id, kind, at, actor, commitment }));
}

/** Whether the object has exactly these members. */
export function hasMembers<K extends string>(
  value: JsonValue | undefined,
  ...names: readonly K[]
): value is { [key in K]: JsonValue } {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  return Object.keys(value).length === names.length && names.every((name) => Object.hasOwn(value, name));
}

function textOf(value: JsonValue | undefined): string {
  return typeof value === 'string' ? value : '';
}

/**
 * Reads a leaf's bytes; refuses every other spelling, member and version.
 * @throws LedgerError ENTRY_MALFORMED
 */
export function parseEntry(bytes: Uint8Array): LedgerEntry {
  const text = bytes.length <= MAX_ENTRY_BYTES ? parseUtf8(bytes) : undefined;
  const value = text === undefined ? undefined : parseCanonicalText(text);
  if (!hasMembers(value, 'v', 'id', 'kind', 'at', 'actor', 'commitment'))
    throw new LedgerError('ENTRY_MALFORMED');
  const { v, actor } = value;
  const commitment = parseBase64(textOf(value.commitment));
  const department = hasMembers(actor, 'department') ? textOf(actor.department) : undefined;
  const actorFits = department !== undefined || hasMembers(actor);
  if (v !== 1 || !actorFits || commitment?.length !== HASH_BYTES) throw new LedgerError('ENTRY_MALFORMED');
  const entry = { id: textOf(value.id), kind: textOf(value.kind), at: textOf(value.at), department };
  assertEntry(entry);
  return { ...entry, commitment };
}

function parseCanonicalText(text: string): JsonValue {
  try {
    return parseCanonicalJson(text);
  } catch (error) {
    throw error instanceof LedgerError ? new LedgerError('ENTRY_MALFORMED', error.code) : error;
  }
}
