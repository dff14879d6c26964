/**
 * What the values of one item look like, without the values: enough to tell that two departments hold the same.
 * The composition root gets it from whoever holds the rows.
 */
export interface ValueProfile {
  recognized?: string | undefined;
  /** The type found in the values, e.g. `date`. */
  type: string;
  /** Forms of the values, most frequent first, with their share (0 to 1), e.g. `99-AAA`. */
  patterns: readonly { text: string; share: number }[];
  /** How many different values. */
  distinct: number;
  /** Salted hashes of the most frequent values, comparable within this platform. */
  topHashes?: readonly string[];
}

/** Profiles of a resource by item name. */
export type ValueProfiles = ReadonlyMap<string, ValueProfile>;

/** Cut points are a judgement, not a standard: what fits less is not reported as value evidence. */
const SAME_CARDINALITY = 0.5;

function overlap(a: readonly string[], b: readonly string[]): number {
  if (a.length === 0 || b.length === 0) return 0;
  const right = new Set(b);
  return a.filter((value) => right.has(value)).length / Math.min(a.length, b.length);
}

function sharedPatterns(a: ValueProfile, b: ValueProfile): number {
  const right = new Map(b.patterns.map(({ text, share }) => [text, share]));
  return a.patterns.reduce((sum, { text, share }) => sum + Math.min(share, right.get(text) ?? 0), 0);
}

/** 0 (nothing alike) to 1 (the same identifiers, forms and values). Symmetric. */
export function compareProfiles(a: ValueProfile, b: ValueProfile): number {
  if (a.type !== b.type || a.recognized !== b.recognized) return 0;
  const forms = Math.min(1, sharedPatterns(a, b));
  const most = Math.max(a.distinct, b.distinct);
  const cardinality = most === 0 ? 0 : Math.min(a.distinct, b.distinct) / most;
  const values = overlap(a.topHashes ?? [], b.topHashes ?? []);
  const identifier = a.recognized === undefined ? 0 : 0.4;
  const base = identifier + 0.4 * forms + (cardinality >= SAME_CARDINALITY ? 0.2 : 0);
  return Math.min(1, Math.max(base, values * (0.6 + 0.4 * forms)));
}
