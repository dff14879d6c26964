/**
 * Loops over the rows of a block. Rules are bits: the first of 31 is bit 30. Bit 31 of the first word says that nothing
 * has to be looked at more closely.
 */

export const RULES_A_WORD = 31;
export const QUIET = 1 << 31;
const RULE_BITS = 0x7fff_ffff;
/** Instead of a code: this row has to be decided by itself. */
export const ALONE = -2;

export const bitOf = (rule: number): number => 1 << (RULES_A_WORD - 1 - (rule % RULES_A_WORD));
export const wordOf = (rule: number): number => Math.floor(rule / RULES_A_WORD);

/** For each word what a row begins with: all of so many rules. */
export function allRules(count: number): number[] {
  const width = Math.max(1, Math.ceil(count / RULES_A_WORD));
  return Array.from({ length: width }, (_none, word) => {
    const absent = Math.max(0, (word + 1) * RULES_A_WORD - count);
    return QUIET | (RULE_BITS & (-1 << absent));
  });
}

/** Rules as the bits of so many words. */
export function bitsOf(rules: Iterable<number>, width: number): number[] {
  const words = Array.from({ length: width }, () => 0);
  for (const rule of rules) words[wordOf(rule)]! |= bitOf(rule);
  return words;
}

/** A line cut into classes at thresholds, in the form that searches want. */
export interface Line {
  /** One less than a power of two; infinities fill it up. */
  thresholds: Float64Array;
  /** For each word the mask of each class: of what is below all thresholds, of what lies from the first on, … */
  masks: readonly Int32Array[];
  /** Of a line of days that is not too long. */
  days: DayMasks | undefined;
}

/** For each word the masks of the days from `before` on; the first is that of earlier days, the last that of later ones. */
export interface DayMasks {
  before: number;
  masks: readonly Int32Array[];
}

type Search = (
  values: Float64Array,
  count: number,
  thresholds: Float64Array,
  masks: Int32Array,
  into: Int32Array,
) => void;

/**
 * Binary searches without a branch that data decides, and written out for the usual numbers of thresholds: as fast as
 * comparisons get. NaN is below all thresholds.
 */
const SEARCHES: readonly Search[] = [
  (values, count, t, masks, into) => {
    for (let row = 0; row < count; row += 1) {
      const value = values[row]!;
      const found = +(value >= t[0]!);
      into[row]! &= masks[found]!;
    }
  },
  (values, count, t, masks, into) => {
    for (let row = 0; row < count; row += 1) {
      const value = values[row]!;
      let found = +(value >= t[1]!) << 1;
      found += +(value >= t[found]!);
      into[row]! &= masks[found]!;
    }
  },
  (values, count, t, masks, into) => {
    for (let row = 0; row < count; row += 1) {
      const value = values[row]!;
      let found = +(value >= t[3]!) << 2;
      found += +(value >= t[found + 1]!) << 1;
      found += +(value >= t[found]!);
      into[row]! &= masks[found]!;
    }
  },
  (values, count, t, masks, into) => {
    for (let row = 0; row < count; row += 1) {
      const value = values[row]!;
      let found = +(value >= t[7]!) << 3;
      found += +(value >= t[found + 3]!) << 2;
      found += +(value >= t[found + 1]!) << 1;
      found += +(value >= t[found]!);
      into[row]! &= masks[found]!;
    }
  },
  (values, count, t, masks, into) => {
    for (let row = 0; row < count; row += 1) {
      const value = values[row]!;
      let found = +(value >= t[15]!) << 4;
      found += +(value >= t[found + 7]!) << 3;
      found += +(value >= t[found + 3]!) << 2;
      found += +(value >= t[found + 1]!) << 1;
      found += +(value >= t[found]!);
      into[row]! &= masks[found]!;
    }
  },
  (values, count, t, masks, into) => {
    for (let row = 0; row < count; row += 1) {
      const value = values[row]!;
      let found = +(value >= t[31]!) << 5;
      found += +(value >= t[found + 15]!) << 4;
      found += +(value >= t[found + 7]!) << 3;
      found += +(value >= t[found + 3]!) << 2;
      found += +(value >= t[found + 1]!) << 1;
      found += +(value >= t[found]!);
      into[row]! &= masks[found]!;
    }
  },
  (values, count, t, masks, into) => {
    for (let row = 0; row < count; row += 1) {
      const value = values[row]!;
      let found = +(value >= t[63]!) << 6;
      found += +(value >= t[found + 31]!) << 5;
      found += +(value >= t[found + 15]!) << 4;
      found += +(value >= t[found + 7]!) << 3;
      found += +(value >= t[found + 3]!) << 2;
      found += +(value >= t[found + 1]!) << 1;
      found += +(value >= t[found]!);
      into[row]! &= masks[found]!;
    }
  },
];

const searchFar: Search = (values, count, t, masks, into) => {
  const half = (t.length + 1) / 2;
  for (let row = 0; row < count; row += 1) {
    const value = values[row]!;
    let found = 0;
    for (let step = half; step > 0; step >>= 1) found += step & -+(value >= t[found + step - 1]!);
    into[row]! &= masks[found]!;
  }
};

const searchOf = ({ thresholds }: Line): Search =>
  SEARCHES[Math.log2(thresholds.length + 1) - 1] ?? searchFar;

/** Leaves of each row the rules that the mask of its value has. With several words, `places` holds so many numbers. */
export function narrowByLine(
  line: Line,
  values: Float64Array,
  count: number,
  words: readonly Int32Array[],
  places: Int32Array,
): void {
  const search = searchOf(line);
  if (words.length === 1) {
    search(values, count, line.thresholds, line.masks[0]!, words[0]!);
    return;
  }
  places.fill(-1, 0, count);
  search(values, count, line.thresholds, placesUpTo(line.thresholds.length), places);
  for (const [index, word] of words.entries()) {
    const masks = line.masks[index]!;
    for (let row = 0; row < count; row += 1) word[row]! &= masks[places[row]!]!;
  }
}

/** The same for days that are all there, without a search. */
export function narrowByDay(
  { before, masks }: DayMasks,
  days: Int32Array,
  count: number,
  words: readonly Int32Array[],
): void {
  for (const [index, word] of words.entries()) {
    const own = masks[index]!;
    const last = own.length - 1;
    for (let row = 0; row < count; row += 1) {
      const place = days[row]! - before;
      word[row]! &= own[place < 0 ? 0 : place > last ? last : place]!;
    }
  }
}

let allPlaces = new Int32Array(0);
function placesUpTo(count: number): Int32Array {
  if (allPlaces.length <= count) allPlaces = Int32Array.from({ length: count + 1 }, (_none, index) => index);
  return allPlaces;
}

/** The same by codes: the first of `masks` is that of null. A code without mask leaves nothing, not even `QUIET`. */
export function narrowByCode(
  masks: readonly Int32Array[],
  codes: Int32Array,
  count: number,
  words: readonly Int32Array[],
): void {
  for (const [index, word] of words.entries()) {
    const own = masks[index]!;
    for (let row = 0; row < count; row += 1) word[row]! &= own[codes[row]! + 1]!;
  }
}

/**
 * For each quiet row what `ofRule` has for its first rule, or its last member if there is none. Whether some row may be
 * `ALONE`.
 */
export function firstRules(
  words: readonly Int32Array[],
  count: number,
  ofRule: Int32Array,
  into: Int32Array,
): boolean {
  const none = ofRule.length - 1;
  const first = words[0]!;
  const ofZeros = Int32Array.from({ length: 33 }, (_none, zeros) => ofRule[Math.min(zeros, none)]!);
  let quiet = QUIET;
  for (let row = 0; row < count; row += 1) {
    const word = first[row]!;
    quiet &= word;
    into[row] = word < 0 ? ofZeros[Math.clz32(word << 1)]! : ALONE;
  }
  if (words.length > 1) firstOfSeveral(words, count, ofRule, into);
  return quiet === 0 || ofRule.includes(ALONE);
}

function firstOfSeveral(
  words: readonly Int32Array[],
  count: number,
  ofRule: Int32Array,
  into: Int32Array,
): void {
  const first = words[0]!;
  for (let row = 0; row < count; row += 1) {
    if (first[row] !== QUIET) continue;
    let index = 1;
    while (index < words.length && words[index]![row]! << 1 === 0) index += 1;
    const rule =
      index < words.length ? index * RULES_A_WORD + Math.clz32(words[index]![row]! << 1) : ofRule.length - 1;
    into[row] = ofRule[rule]!;
  }
}

/** Sums of the weights of all sets of rules, byte by byte of their words. */
export function sumsOfBytes(weights: Float64Array, width: number): Float64Array {
  const sums = new Float64Array(width * 4 * 256);
  for (let byte = 0; byte < width * 4; byte += 1)
    for (let set = 1; set < 256; set += 1) {
      const lowest = 31 - Math.clz32(set & -set);
      const rule = (byte >> 2) * RULES_A_WORD + RULES_A_WORD - 1 - ((byte & 3) * 8 + lowest);
      const isRule = (byte & 3) * 8 + lowest < RULES_A_WORD;
      sums[byte * 256 + set] = sums[byte * 256 + (set & (set - 1))]! + (isRule ? (weights[rule] ?? 0) : 0);
    }
  return sums;
}

/**
 * For each quiet row without an open rule the sum of the weights of its rules, NaN if it has none; for others `ALONE`, of
 * which it says whether there are any.
 */
export function sumRules(
  words: readonly Int32Array[],
  count: number,
  { ofBytes, open }: { ofBytes: Float64Array; open: readonly number[] },
  { sums, codes }: { sums: Float64Array; codes: Int32Array },
): boolean {
  const first = words[0]!;
  const [openOfFirst] = open;
  let isAnyAlone = false;
  for (let row = 0; row < count; row += 1) {
    const word = first[row]!;
    const isAlone = word >= 0 || (word & openOfFirst!) !== 0;
    isAnyAlone ||= isAlone;
    codes[row] = isAlone ? ALONE : 0;
    const sum =
      ofBytes[word & 255]! +
      ofBytes[256 + ((word >>> 8) & 255)]! +
      ofBytes[512 + ((word >>> 16) & 255)]! +
      ofBytes[768 + (word >>> 24)]!;
    sums[row] = word << 1 === 0 ? Number.NaN : sum;
  }
  for (let index = 1; index < words.length; index += 1)
    if (
      addRules(
        words[index]!,
        count,
        { ofBytes: ofBytes.subarray(index * 1024), open: open[index]! },
        { sums, codes },
      )
    )
      isAnyAlone = true;
  return isAnyAlone;
}

/** The same for a further word. */
function addRules(
  word: Int32Array,
  count: number,
  { ofBytes, open }: { ofBytes: Float64Array; open: number },
  { sums, codes }: { sums: Float64Array; codes: Int32Array },
): boolean {
  let isAnyAlone = false;
  for (let row = 0; row < count; row += 1) {
    const bits = word[row]!;
    if ((bits & open) !== 0) {
      codes[row] = ALONE;
      isAnyAlone = true;
    }
    if (bits << 1 === 0) continue;
    const sum =
      ofBytes[bits & 255]! +
      ofBytes[256 + ((bits >>> 8) & 255)]! +
      ofBytes[512 + ((bits >>> 16) & 255)]! +
      ofBytes[768 + (bits >>> 24)]!;
    const before = sums[row]!;
    sums[row] = Number.isNaN(before) ? sum : before + sum;
  }
  return isAnyAlone;
}

/** Sets the bit of each row, counted from `at`, in the bitmaps of its rules. */
export function markRules(
  words: readonly Int32Array[],
  count: number,
  bitmaps: readonly Uint32Array[],
  at: number,
): void {
  for (const [index, word] of words.entries())
    for (let row = 0; row < count; row += 1)
      for (let left = word[row]! & RULE_BITS; left !== 0;) {
        const first = Math.clz32(left);
        bitmaps[index * RULES_A_WORD + first - 1]![(at + row) >> 5]! |= 1 << (at + row);
        left ^= 1 << (31 - first);
      }
}

/** Takes rows away that are not quiet, or have a rule among `open`. */
export function takeUncertain(
  words: readonly Int32Array[],
  count: number,
  open: readonly number[],
): number[] {
  const taken: number[] = [];
  for (let row = 0; row < count; row += 1) {
    let isCertain = words[0]![row]! < 0;
    for (let index = 0; index < words.length; index += 1)
      if ((words[index]![row]! & open[index]!) !== 0) isCertain = false;
    if (isCertain) continue;
    taken.push(row);
    for (const word of words) word[row] = 0;
  }
  return taken;
}

/** The rules of a row, in order. */
function rulesOf(words: readonly Int32Array[], row: number): number[] {
  const rules: number[] = [];
  for (let index = 0; index < words.length; index += 1)
    for (let left = words[index]![row]! & RULE_BITS; left !== 0;) {
      const first = Math.clz32(left);
      rules.push(index * RULES_A_WORD + first - 1);
      left ^= 1 << (31 - first);
    }
  return rules;
}

const REMEMBERED = 1024;

/** What was made of sets of rules, to be found by them again. */
export class RuleSets {
  readonly #words: readonly Int32Array[];
  readonly #make: (rules: readonly number[]) => number;
  readonly #made = new Map<number | string, number>();
  /** The last sets met of each hash: their words, and what was made of them. */
  readonly #recent: Int32Array;
  readonly #recentMade: Int32Array;

  constructor(words: readonly Int32Array[], make: (rules: readonly number[]) => number) {
    this.#words = words;
    this.#make = make;
    // No word of a quiet row is 1: bit 31 stands in all of them.
    this.#recent = new Int32Array(REMEMBERED * words.length).fill(1);
    this.#recentMade = new Int32Array(REMEMBERED);
  }

  /** For each quiet row what is made of its rules. Whether some row is `ALONE`. */
  fill(count: number, into: Int32Array): boolean {
    let isAnyAlone = false;
    const width = this.#words.length;
    for (let row = 0; row < count; row += 1) {
      if (this.#words[0]![row]! >= 0) {
        into[row] = ALONE;
        isAnyAlone = true;
        continue;
      }
      let hash = 0;
      for (let index = 0; index < width; index += 1)
        hash = Math.imul(hash ^ this.#words[index]![row]!, 0x9e37_79b1);
      const place = hash >>> 22;
      let isKnown = true;
      for (let index = 0; index < width; index += 1)
        if (this.#recent[place * width + index] !== this.#words[index]![row]) isKnown = false;
      const made = isKnown ? this.#recentMade[place]! : this.#find(row, place);
      if (made === ALONE) isAnyAlone = true;
      into[row] = made;
    }
    return isAnyAlone;
  }

  #find(row: number, place: number): number {
    const [only] = this.#words;
    const key = this.#words.length === 1 ? only![row]! : this.#words.map((word) => word[row]).join();
    let made = this.#made.get(key);
    if (made === undefined) {
      made = this.#make(rulesOf(this.#words, row));
      this.#made.set(key, made);
    }
    for (const [index, word] of this.#words.entries())
      this.#recent[place * this.#words.length + index] = word[row]!;
    this.#recentMade[place] = made;
    return made;
  }
}
