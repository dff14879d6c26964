import type { Item } from './entry-content.ts';
import { itemNameKey } from './item-name-key.ts';
import { compareProfiles, pairProfiles, type ProfilePair, type ValueProfiles } from './value-profile.ts';

/** An entry as far as it is compared. */
export interface ComparedEntry {
  title: string;
  items: readonly Pick<Item, 'name' | 'column' | 'type' | 'recognized'>[];
  profiles?: ValueProfiles | undefined;
}

export type Likeness = 'name' | 'column' | 'values' | 'wording';

/** One pair of items that hold the same. */
export interface ItemMatch {
  item: string;
  otherItem: string;
  /** 0 to 1. */
  score: number;
  /** What they share. */
  by: Likeness[];
  type: string;
  otherType: string;
  /** Of the best pairs: what the values of both look like. */
  profiles: ProfilePair | null;
}

export interface Similarity {
  /** 0 to 1: half of it the share of this entry's items that the other already has, the rest title and coverage. */
  score: number;
  sameItems: number;
  itemCount: number;
  titleScore: number;
  matches: ItemMatch[];
}

/** A pair below this is not the same item. */
const SAME_ITEM = 0.6;

/** Pairs that come with their profiles; readers are shown no more. */
const PROFILED_PAIRS = 6;

const TYPE_FAMILY: Readonly<Record<string, string>> = {
  C: 'text',
  M: 'text',
  G: 'text',
  N: 'number',
  Y: 'number',
  B: 'number',
  I: 'number',
  F: 'number',
  D: 'time',
  T: 'time',
  L: 'logical',
};

function bigrams(text: string): Set<string> {
  const characters = [...text];
  if (characters.length < 2) return new Set(characters);
  return new Set(characters.slice(1).map((character, index) => `${characters[index] ?? ''}${character}`));
}

/** Dice coefficient over pairs of characters: 1 for the same text, 0 for nothing in common. */
export function textLikeness(a: string, b: string): number {
  const [left, right] = [bigrams(a), bigrams(b)];
  if (left.size + right.size === 0) return 0;
  let shared = 0;
  for (const pair of left) if (right.has(pair)) shared += 1;
  return (2 * shared) / (left.size + right.size);
}

interface Prepared {
  name: string;
  key: string;
  column: string;
  type: string;
  family: string;
  recognized: string | null;
  profile: ReturnType<ValueProfiles['get']>;
}

function prepare(entry: ComparedEntry): Prepared[] {
  return entry.items.map((item) => ({
    name: item.name,
    key: itemNameKey(item.name),
    column: item.column.toLowerCase(),
    type: item.type,
    family: TYPE_FAMILY[item.type] ?? 'text',
    recognized: item.recognized,
    profile: entry.profiles?.get(item.name),
  }));
}

function compareItems(a: Prepared, b: Prepared): { score: number; by: Likeness[] } {
  const by: Likeness[] = [];
  const sameName = a.key !== '' && a.key === b.key;
  const wording = sameName ? 1 : textLikeness(a.key, b.key);
  const values = a.profile && b.profile ? compareProfiles(a.profile, b.profile) : 0;
  const sameColumn = a.column !== '' && a.column === b.column;
  if (sameName) by.push('name');
  else if (wording >= SAME_ITEM) by.push('wording');
  if (sameColumn) by.push('column');
  if (values >= SAME_ITEM) by.push('values');
  const named = Math.max(wording, sameColumn ? 0.7 : 0);
  const base = values >= SAME_ITEM ? Math.max(values, 0.5 * (named + values)) : named;
  const unlikeTypes = a.family !== b.family;
  const unlikeIdentifiers = a.recognized !== null && b.recognized !== null && a.recognized !== b.recognized;
  return { score: base * (unlikeTypes ? 0.6 : 1) * (unlikeIdentifiers ? 0.3 : 1), by };
}

/** Pairs each item with its best partner, best pairs first; an item is used once. */
function pairItems(mine: Prepared[], theirs: Prepared[]): ItemMatch[] {
  const pairs = mine.flatMap((a, i) => theirs.map((b, j) => ({ i, j, a, b, ...compareItems(a, b) })));
  const usedMine = new Set<number>();
  const usedTheirs = new Set<number>();
  const best = pairs
    .filter(({ score, by }) => score >= SAME_ITEM && by.length > 0)
    .toSorted((one, two) => two.score - one.score || one.i - two.i || one.j - two.j)
    .filter(({ i, j }) => {
      if (usedMine.has(i) || usedTheirs.has(j)) return false;
      usedMine.add(i);
      usedTheirs.add(j);
      return true;
    });
  return best.map(({ a, b, score, by }, index) => ({
    item: a.name,
    otherItem: b.name,
    score: Math.round(score * 100) / 100,
    by,
    type: a.type,
    otherType: b.type,
    profiles: index < PROFILED_PAIRS ? pairProfiles(a.profile, b.profile) : null,
  }));
}

/**
 * How much of `mine` the other entry already holds (Art 19). 1 when every item has its equal there; the title
 * alone never passes the threshold, and neither does one shared key item.
 */
export function compareEntries(mine: ComparedEntry, other: ComparedEntry): Similarity {
  const matches = pairItems(prepare(mine), prepare(other));
  const itemCount = mine.items.length;
  const covered = matches.reduce((sum, match) => sum + match.score, 0);
  const share = itemCount === 0 ? 0 : covered / itemCount;
  const mutual =
    mine.items.length + other.items.length === 0
      ? 0
      : (2 * covered) / (mine.items.length + other.items.length);
  const titleScore = textLikeness(itemNameKey(mine.title), itemNameKey(other.title));
  const score = Math.min(1, 0.8 * Math.max(share, mutual) + 0.2 * Math.max(titleScore, share === 1 ? 1 : 0));
  const rounded = (value: number) => Math.round(value * 100) / 100;
  return {
    score: rounded(score),
    sameItems: matches.length,
    itemCount,
    titleScore: rounded(titleScore),
    matches,
  };
}
