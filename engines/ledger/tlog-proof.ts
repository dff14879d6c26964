import { parseBase64, parseDecimal, toBase64 } from './encoding.ts';
import { LedgerError } from './errors.ts';
import { HASH_BYTES, type Hash } from './hashing.ts';

/** A C2SP tlog-proof: one entry's place in a log, checkable offline. */
export interface TlogProof {
  /** What the application adds; the proof itself does not authenticate it. */
  extra?: Uint8Array;
  index: number;
  /** The leaf's sibling first. */
  hashes: readonly Hash[];
  /** The signed note, as the log issued it. */
  checkpoint: string;
}

const HEADER = 'c2sp.org/tlog-proof@v1';
/** A tree of 2^63 entries needs no more. */
const MAX_HASHES = 63;

export function formatTlogProof({ extra, index, hashes, checkpoint }: TlogProof): string {
  const head = [
    HEADER,
    ...(extra === undefined ? [] : [`extra ${toBase64(extra)}`]),
    `index ${index}`,
    ...hashes.map(toBase64),
  ];
  return `${head.join('\n')}\n\n${checkpoint}`;
}

function parsePrefixed<T>(
  line: string | undefined,
  prefix: string,
  parse: (text: string) => T | undefined,
): T {
  const value = line?.startsWith(prefix) ? parse(line.slice(prefix.length)) : undefined;
  if (value === undefined) throw new LedgerError('PROOF_MALFORMED', line);
  return value;
}

/**
 * Strict about every byte before the checkpoint; the checkpoint is handed on as it is.
 * @throws LedgerError PROOF_MALFORMED. Source: C2SP tlog-proof, Format.
 */
export function parseTlogProof(text: string): TlogProof {
  const split = text.indexOf('\n\n');
  const [header, ...lines] = text.slice(0, Math.max(split, 0)).split('\n');
  if (header !== HEADER) throw new LedgerError('PROOF_MALFORMED', 'header');
  const extra = lines[0]?.startsWith('extra ')
    ? parsePrefixed(lines.shift(), 'extra ', parseBase64)
    : undefined;
  const index = parsePrefixed(lines.shift(), 'index ', parseDecimal);
  const hashes = lines.map((line) => parsePrefixed(line, '', parseBase64));
  if (hashes.length > MAX_HASHES || hashes.some((hash) => hash.length !== HASH_BYTES)) {
    throw new LedgerError('PROOF_MALFORMED', 'hashes');
  }
  return { ...(extra === undefined ? {} : { extra }), index, hashes, checkpoint: text.slice(split + 2) };
}
