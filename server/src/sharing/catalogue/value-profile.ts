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
  /** Its values are personal or graded high, and compared with nobody's. */
  guarded?: boolean;
}

/** Profiles of a resource by item name. */
export type ValueProfiles = ReadonlyMap<string, ValueProfile>;

/** Items of two entries whose rows hold the same values, as far as those may be compared. */
export interface SameValues {
  item: string;
  otherItem: string;
  /** Names or codes that tell things apart: the same ones are the same things. */
  telling: boolean;
  /** Roughly how many of the own values the other has, from a half up. */
  share: number;
}

/** Cut points are a judgement, not a standard: what fits less is not reported as value evidence. */
const SAME_CARDINALITY = 0.5;

/** Chinese words, dates and amounts look alike whatever they say; the form of a code is its own. */
const isCode = (profile: ValueProfile) =>
  profile.recognized !== undefined ||
  (profile.type === 'text' && profile.patterns.some(({ text }) => /[9AaX]/.test(text)));

function sharedPatterns(a: ValueProfile, b: ValueProfile): number {
  const right = new Map(b.patterns.map(({ text, share }) => [text, share]));
  return a.patterns.reduce((sum, { text, share }) => sum + Math.min(share, right.get(text) ?? 0), 0);
}

/** 0 (nothing alike) to 1 (the same identifiers and forms). Symmetric. */
export function compareProfiles(a: ValueProfile, b: ValueProfile): number {
  if (a.type !== b.type || a.recognized !== b.recognized) return 0;
  const forms = Math.min(1, sharedPatterns(a, b));
  const most = Math.max(a.distinct, b.distinct);
  const cardinality = most === 0 ? 0 : Math.min(a.distinct, b.distinct) / most;
  const identifier = a.recognized === undefined ? 0 : 0.4;
  const looks = identifier + 0.4 * forms + (cardinality >= SAME_CARDINALITY ? 0.2 : 0);
  return isCode(a) && isCode(b) ? Math.min(1, looks) : 0;
}

/** Columns with fewer different values are lists of words or days: they have no sample of values. */
const SAMPLED_FROM = 64;

/**
 * Whether two lists of few words, days or numbers may be the same list: as many different ones, in the same forms. Among rows
 * of the same things that says nothing for the two being the same item, nor against it.
 */
export function mayBeSameList(a: ValueProfile, b: ValueProfile): boolean {
  const [least, most] = [Math.min(a.distinct, b.distinct), Math.max(a.distinct, b.distinct)];
  if (a.type !== b.type || a.recognized !== b.recognized || most >= SAMPLED_FROM) return false;
  return least >= 0.9 * most && sharedPatterns(a, b) >= 0.9;
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
  return { mine: shown(mine), theirs: shown(theirs) };
}
