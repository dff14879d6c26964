import { createHash } from 'node:crypto';

/** RFC 6962 section 2.1 written down as it stands there, to check the real one against. */
const sha256 = (...parts: Uint8Array[]) =>
  new Uint8Array(createHash('sha256').update(Buffer.concat(parts)).digest());

const LEAF = Uint8Array.of(0);
const NODE = Uint8Array.of(1);

function split(n: number): number {
  let k = 1;
  while (k * 2 < n) k *= 2;
  return k;
}

export function naiveRoot(entries: readonly Uint8Array[]): Uint8Array {
  if (entries.length === 0) return sha256();
  if (entries.length === 1) return sha256(LEAF, entries[0]!);
  const k = split(entries.length);
  return sha256(NODE, naiveRoot(entries.slice(0, k)), naiveRoot(entries.slice(k)));
}

/** PATH(m, D[n]) of section 2.1.1. */
export function naivePath(m: number, entries: readonly Uint8Array[]): Uint8Array[] {
  if (entries.length === 1) return [];
  const k = split(entries.length);
  const [left, right] = [entries.slice(0, k), entries.slice(k)];
  return m < k ? [...naivePath(m, left), naiveRoot(right)] : [...naivePath(m - k, right), naiveRoot(left)];
}

/** SUBPROOF(m, D[n], b) of section 2.1.2. */
function naiveSubproof(m: number, entries: readonly Uint8Array[], known: boolean): Uint8Array[] {
  if (m === entries.length) return known ? [] : [naiveRoot(entries)];
  const k = split(entries.length);
  const [left, right] = [entries.slice(0, k), entries.slice(k)];
  if (m <= k) return [...naiveSubproof(m, left, known), naiveRoot(right)];
  return [...naiveSubproof(m - k, right, false), naiveRoot(left)];
}

/** PROOF(m, D[n]) of section 2.1.2. */
export function naiveConsistency(m: number, entries: readonly Uint8Array[]): Uint8Array[] {
  return m === 0 ? [] : naiveSubproof(m, entries, true);
}
