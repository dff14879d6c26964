import { LedgerError } from './errors.ts';
import { nodeHash, type Hash, type Sha256 } from './hashing.ts';

/** A perfect subtree: the leaves from `index · 2^height` up to `(index + 1) · 2^height`. */
export interface Subtree {
  height: number;
  index: number;
}

/** The largest power of two below `n` (n ≥ 2): where RFC 6962 splits a tree of n leaves. */
function splitPoint(n: number): number {
  let k = 1;
  while (k * 2 < n) k *= 2;
  return k;
}

/**
 * The leaves [from, to) as perfect subtrees, largest first. `from` must be a multiple of the largest, as it is for
 * every node of an RFC 6962 tree.
 */
export function perfectSubtrees(from: number, to: number): Subtree[] {
  const subtrees: Subtree[] = [];
  let start = from;
  while (start < to) {
    let height = 0;
    while (2 ** (height + 1) <= to - start) height++;
    subtrees.push({ height, index: start / 2 ** height });
    start += 2 ** height;
  }
  return subtrees;
}

/** The hash over neighbouring perfect subtrees, given largest first (at least one). Source: RFC 6962 section 2.1. */
export function foldSubtrees(hashes: readonly Hash[], sha256: Sha256): Hash {
  return hashes.reduceRight((right, left) => nodeHash(left, right, sha256));
}

export function assertPosition(fits: boolean, detail: string): void {
  if (!fits) throw new LedgerError('TREE_POSITION_INVALID', detail);
}

/**
 * The nodes of an inclusion proof, the leaf's sibling first, each as its perfect subtrees.
 * Source: RFC 6962 section 2.1.1.
 */
export function inclusionNodes(index: number, size: number): Subtree[][] {
  assertPosition(
    Number.isSafeInteger(size) && Number.isInteger(index) && index >= 0 && index < size,
    `index ${index}, size ${size}`,
  );
  const nodes: Subtree[][] = [];
  let [from, to] = [0, size];
  while (to - from > 1) {
    const middle = from + splitPoint(to - from);
    if (index < middle) {
      nodes.push(perfectSubtrees(middle, to));
      to = middle;
    } else {
      nodes.push(perfectSubtrees(from, middle));
      from = middle;
    }
  }
  return nodes.toReversed();
}

/** The nodes of a consistency proof, as {@link inclusionNodes}. Source: RFC 6962 section 2.1.2. */
export function consistencyNodes(oldSize: number, size: number): Subtree[][] {
  assertPosition(
    Number.isSafeInteger(size) && Number.isInteger(oldSize) && oldSize >= 0 && oldSize <= size,
    `old size ${oldSize}, size ${size}`,
  );
  if (oldSize === 0) return [];
  const nodes: Subtree[][] = [];
  let [from, to] = [0, size];
  while (oldSize < to) {
    const middle = from + splitPoint(to - from);
    if (oldSize <= middle) {
      nodes.push(perfectSubtrees(middle, to));
      to = middle;
    } else {
      nodes.push(perfectSubtrees(from, middle));
      from = middle;
    }
  }
  if (from > 0) nodes.push(perfectSubtrees(from, to));
  return nodes.toReversed();
}
