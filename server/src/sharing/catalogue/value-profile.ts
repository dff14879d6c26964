/**
 * What the values of one item look like, without the values: enough to tell that two departments hold the same.
 * The composition root gets it from whoever holds the rows.
 */
export interface ValueProfile {
  recognized?: string | undefined;
  /** The type found in the values, e.g. `date`. */
  type: string;
  /** Share of cells with a value, 0 to 1; absent in profiles made before it was kept. */
  filled?: number | undefined;
  /** Forms of the values, most frequent first, with their share (0 to 1), e.g. `99-AAA`. */
  patterns: readonly { text: string; share: number }[];
  /** How many different values. */
  distinct: number;
  /** Salted hashes of the most frequent values, comparable within this platform. */
  topHashes?: readonly string[];
}

/** Profiles of a resource by item name. */
export type ValueProfiles = ReadonlyMap<string, ValueProfile>;

/** Items of two entries whose rows hold the same values, as far as those may be compared. */
export interface SameValues {
  item: string;
  otherItem: string;
  /** Names or codes that are nearly each row's own: the same ones are the same things. */
  telling: boolean;
  /** Roughly how many of the own values the other has, from a half up. */
  share: number;
}

/** Cut points are a judgement, not a standard: what fits less is not reported as value evidence. */
const SAME_CARDINALITY = 0.5;

/**
 * Fewer frequent values than these are not compared, nor is less than half told: a made-up column would ask for one of them.
 */
const LEAST_COMPARED = 3;
const STEPS = 4;

/** Of the most frequent values that both have, how many are the same: by quarters, from a half up; else null. */
function commonTop(
  a: readonly string[] = [],
  b: readonly string[] = [],
): { same: number; of: number } | null {
  const of = Math.min(a.length, b.length);
  if (of < LEAST_COMPARED) return null;
  const right = new Set(b);
  const quarters = Math.floor((a.filter((value) => right.has(value)).length / of) * STEPS);
  return quarters * 2 < STEPS ? null : { same: Math.ceil((quarters / STEPS) * of), of };
}

/** Chinese words, dates and amounts look alike whatever they say; the form of a code is its own. */
const isCode = (profile: ValueProfile) =>
  profile.recognized !== undefined ||
  (profile.type === 'text' && profile.patterns.some(({ text }) => /[9AaX]/.test(text)));

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
  const top = commonTop(a.topHashes, b.topHashes);
  const values = top === null ? 0 : top.same / top.of;
  const identifier = a.recognized === undefined ? 0 : 0.4;
  const looks = identifier + 0.4 * forms + (cardinality >= SAME_CARDINALITY ? 0.2 : 0);
  return Math.min(1, Math.max(isCode(a) && isCode(b) ? looks : 0, values * (0.6 + 0.4 * forms)));
}

/** As much of a profile as readers of other departments are shown: forms and counts, never a value. */
export interface ShownProfile {
  filled: number | null;
  distinct: number;
  patterns: { text: string; share: number }[];
}

/** Two columns side by side; null where the rows of one are not known. */
export interface ProfilePair {
  mine: ShownProfile | null;
  theirs: ShownProfile | null;
  /** Of the most frequent values that both have, how many are the same at least; null where too few can be compared or are. */
  top: { same: number; of: number } | null;
}

const SHOWN_PATTERNS = 2;

function shown(profile: ValueProfile | undefined): ShownProfile | null {
  if (!profile) return null;
  const { filled = null, distinct, patterns } = profile;
  return { filled, distinct, patterns: patterns.slice(0, SHOWN_PATTERNS) };
}

export function pairProfiles(
  mine: ValueProfile | undefined,
  theirs: ValueProfile | undefined,
): ProfilePair | null {
  if (!mine && !theirs) return null;
  return {
    mine: shown(mine),
    theirs: shown(theirs),
    top: commonTop(mine?.topHashes, theirs?.topHashes),
  };
}
