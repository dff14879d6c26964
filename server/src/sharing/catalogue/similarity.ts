import type { Item } from './entry-content.ts';
import { itemNameKey } from './item-name-key.ts';
import {
  compareProfiles,
  mayBeSameList,
  pairProfiles,
  type ProfilePair,
  type SameValues,
  type ValueProfiles,
} from './value-profile.ts';

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
  /** At least this share of the own values is among the other's; null where that is not known or less than half. */
  sameValues: number | null;
}

export interface Similarity {
  /** 0 to 1: by the share of this entry's items that the other already has, and the title; or by rows of the same things. */
  score: number;
  sameItems: number;
  itemCount: number;
  titleScore: number;
  /** Those that tell of the same things first. */
  matches: ItemMatch[];
}

/** A pair below this is not the same item. */
const SAME_ITEM = 0.6;

/** From here on two columns hold the same. */
const SAME_VALUES = 0.6;

/** Days and amounts are the same by chance where one column has many more of them. */
const AS_MANY_VALUES = 0.75;

/**
 * Rows of the same things: for that alone an entry is shown. It asks for a reason (from 0.6 on) where more than half of its
 * items are found again, or more than three quarters of the own items are found in it.
 */
const SAME_THINGS = 0.3;
const FOUND_AGAIN = 0.58;
const OF_MINE = 2 / 3;

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

/** Names that columns of any table have: alike, they say nothing of what the columns hold. */
const EVERYBODYS_COLUMN =
  /^(?:col|cols|column|field|fields|item|data|attr|value|var|name|code|type|kind|date|time|state|status|level|remark|note|memo|desc|title|字段|数据|数据项|列|项|名称|编码|代码|类型|日期|时间|状态|备注)$/u;

/** What a column is called, where that tells it from others: `f1` and `name` do not. */
function tellingColumn(column: string): string {
  const words = column.toLowerCase().replace(/[\d_\s]+/gu, '');
  const isWord = /\p{Script=Han}{2}|[a-z]{4}/u.test(words);
  return isWord && !EVERYBODYS_COLUMN.test(words) ? column.toLowerCase() : '';
}

interface Prepared {
  name: string;
  key: string;
  /** Empty where it says nothing. */
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
    column: tellingColumn(item.column),
    type: item.type,
    family: TYPE_FAMILY[item.type] ?? 'text',
    recognized: item.recognized,
    profile: entry.profiles?.get(item.name),
  }));
}

interface Compared {
  score: number;
  by: Likeness[];
  same: SameValues | undefined;
}

function compareItems(a: Prepared, b: Prepared, same: SameValues | undefined): Compared {
  const by: Likeness[] = [];
  const sameName = a.key !== '' && a.key === b.key;
  const wording = sameName ? 1 : textLikeness(a.key, b.key);
  const looks = a.profile && b.profile ? compareProfiles(a.profile, b.profile) : 0;
  const values = Math.max(looks, same?.share ?? 0);
  const sameColumn = a.column !== '' && a.column === b.column;
  if (sameName) by.push('name');
  else if (wording >= SAME_ITEM) by.push('wording');
  if (sameColumn) by.push('column');
  if (values >= SAME_ITEM) by.push('values');
  const named = Math.max(wording, sameColumn ? 0.7 : 0);
  const base = values >= SAME_ITEM ? Math.max(values, 0.5 * (named + values)) : named;
  const unlikeTypes = a.family !== b.family;
  const unlikeIdentifiers = a.recognized !== null && b.recognized !== null && a.recognized !== b.recognized;
  const score = base * (unlikeTypes ? 0.6 : 1) * (unlikeIdentifiers ? 0.3 : 1);
  return { score: Math.max(score, same?.share ?? 0), by, same };
}

/** Dates and amounts count only between rows of the same things, and where there are about as many different ones. */
function countedValues(
  mine: readonly Prepared[],
  theirs: readonly Prepared[],
  values: readonly SameValues[],
): Map<string, SameValues> {
  const sameThings = values.some(isSameThing);
  const distinctOf = (items: readonly Prepared[], name: string) =>
    items.find((item) => item.name === name)?.profile?.distinct ?? 0;
  const asMany = ({ item, otherItem }: SameValues) => {
    const [a, b] = [distinctOf(mine, item), distinctOf(theirs, otherItem)];
    return Math.min(a, b) >= AS_MANY_VALUES * Math.max(a, b);
  };
  const counted = values.filter(
    (pair) => pair.telling || (sameThings && pair.share >= SAME_VALUES && asMany(pair)),
  );
  return new Map(counted.map((pair) => [JSON.stringify([pair.item, pair.otherItem]), pair]));
}

function isSameThing({ telling, share }: SameValues): boolean {
  return telling && share >= SAME_VALUES;
}

/** Pairs each item with its best partner, best pairs first; an item is used once. */
function pairItems(mine: Prepared[], theirs: Prepared[], values: readonly SameValues[]) {
  const same = countedValues(mine, theirs, values);
  const sameOf = (a: Prepared, b: Prepared) => same.get(JSON.stringify([a.name, b.name]));
  const pairs = mine.flatMap((a, i) =>
    theirs.map((b, j) => ({ i, j, a, b, ...compareItems(a, b, sameOf(a, b)) })),
  );
  const usedMine = new Set<number>();
  const usedTheirs = new Set<number>();
  return pairs
    .filter(({ score, by }) => score >= SAME_ITEM && by.length > 0)
    .toSorted((one, two) => two.score - one.score || one.i - two.i || one.j - two.j)
    .filter(({ i, j }) => {
      if (usedMine.has(i) || usedTheirs.has(j)) return false;
      usedMine.add(i);
      usedTheirs.add(j);
      return true;
    });
}

type Pair = ReturnType<typeof pairItems>[number];

const isThing = ({ same }: Pair) => same !== undefined && isSameThing(same);

function matchOf({ a, b, score, by, same }: Pair, index: number): ItemMatch {
  return {
    item: a.name,
    otherItem: b.name,
    score: Math.round(score * 100) / 100,
    by,
    type: a.type,
    otherType: b.type,
    profiles: index < PROFILED_PAIRS ? pairProfiles(a.profile, b.profile) : null,
    sameValues: same?.share ?? null,
  };
}

/** Items that count as not found again: not those whose values nobody compares, nor lists that may be the same. */
function leftOver(
  { mine, theirs }: { mine: readonly Prepared[]; theirs: readonly Prepared[] },
  pairs: readonly Pair[],
): { mine: number; theirs: number } {
  const [usedMine, usedTheirs] = [new Set(pairs.map(({ i }) => i)), new Set(pairs.map(({ j }) => j))];
  const compared = (items: readonly Prepared[], used: ReadonlySet<number>) =>
    items.filter(({ profile }, at) => !used.has(at) && profile?.guarded !== true);
  const [own, others] = [compared(mine, usedMine), compared(theirs, usedTheirs)];
  const lists = new Set<Prepared>();
  const found = own.filter(({ profile }) => {
    const list = others.find(
      (other) => profile && other.profile && !lists.has(other) && mayBeSameList(profile, other.profile),
    );
    if (list) lists.add(list);
    return list !== undefined;
  });
  return { mine: own.length - found.length, theirs: others.length - lists.size };
}

/**
 * What two entries have in common whose rows tell of the same things, whatever their items are called. Items of persons,
 * whose values are not compared, count only where they match by name.
 */
function rowLikeness(
  entries: { mine: readonly Prepared[]; theirs: readonly Prepared[] },
  pairs: readonly Pair[],
): number {
  if (!pairs.some(isThing)) return 0;
  const left = leftOver(entries, pairs);
  const ofTheirs = pairs.length / (pairs.length + left.theirs);
  const ofMine = pairs.length / (pairs.length + left.mine);
  return SAME_THINGS + FOUND_AGAIN * Math.max(ofTheirs, OF_MINE * ofMine);
}

/**
 * How much of `mine` the other entry already holds (Art 19). 1 when every item has its equal there; the title
 * alone never passes the threshold, and neither does one shared key item. `values`: pairs of items that hold the same.
 */
export function compareEntries(
  mine: ComparedEntry,
  other: ComparedEntry,
  values: readonly SameValues[] = [],
): Similarity {
  const [own, theirs] = [prepare(mine), prepare(other)];
  const pairs = pairItems(own, theirs, values);
  const itemCount = mine.items.length;
  const covered = pairs.reduce((sum, { score }) => sum + score, 0);
  const share = itemCount === 0 ? 0 : covered / itemCount;
  const mutual =
    mine.items.length + other.items.length === 0
      ? 0
      : (2 * covered) / (mine.items.length + other.items.length);
  const titleScore = textLikeness(itemNameKey(mine.title), itemNameKey(other.title));
  const named = Math.min(1, 0.8 * Math.max(share, mutual) + 0.2 * Math.max(titleScore, share === 1 ? 1 : 0));
  const score = Math.max(named, rowLikeness({ mine: own, theirs }, pairs));
  const rounded = (value: number) => Math.round(value * 100) / 100;
  return {
    score: rounded(score),
    sameItems: pairs.length,
    itemCount,
    titleScore: rounded(titleScore),
    matches: pairs.toSorted((a, b) => Number(isThing(b)) - Number(isThing(a))).map(matchOf),
  };
}
