import { CitizenNumbers } from './citizen-numbers.ts';
import { DISTINCT_STANDARD_ERROR, DistinctSketch } from './distinct-sketch.ts';
import { FrequentValues, SAMPLE_BYTES } from './frequent-values.ts';
import { maskPersonal } from './mask-personal.ts';
import { SmallestHashes } from './smallest-hashes.ts';
import { ValueHasher } from './value-hash.ts';
import { PatternMaker } from './value-pattern.ts';

/** Every row up to here, then one row in `*_STEP`. */
export const VALUES_EVERY_ROW = 100_000;
export const VALUES_STEP = 16;
export const PATTERNS_EVERY_ROW = 10_000;
export const PATTERNS_STEP = 64;
const SHORTEST_WITH_CITIZEN = 15;

export interface CountedText {
  text: string;
  count: number;
}

/** What a column holds. Counts are of cells as they came, rejected rows included. */
export interface ColumnProfile {
  /** Cells with a value, and without (empty or a null token). Exact. */
  filled: number;
  empty: number;
  /** Different values: exact up to 12,288 (768 in tables of more than 64 columns), else an estimate with `distinctError` as relative standard error. */
  distinct: number;
  distinctError: number;
  /** Falling by count. `topSampled`: cells looked at; fewer than `filled` means that counts are scaled up. */
  top: CountedText[];
  topSampled: number;
  /** By how much a count of `top` may be too low, before scaling. 0 if exact. */
  topError: number;
  patterns: CountedText[];
  patternsSampled: number;
  /** Length in characters. Exact. */
  minLength: number;
  maxLength: number;
  /** Of numbers, amounts, dates (yyyymmdd) and moments (ms since 1970) that were understood; finite. */
  min?: number;
  max?: number;
  /** Values hold citizens' numbers, alone or among others; they are masked here. Absent where none do. */
  citizens?: true;
  /** The smallest hashes of its values (`SmallestHashes`), rising; not for others to see. None if personal. */
  smallest?: number[];
}

/**
 * Collects one column's profile. `filled`, `empty`, lengths, minimum and maximum are exact; the distinct
 * count is exact up to the capacity of `FrequentValues`. Values are counted on every row while they do not
 * exceed it, else on the first 100,000 and every 16th after; patterns on the first 10,000 and every 64th.
 */
export class ProfileCollector {
  filled = 0;
  empty = 0;
  minLength = Infinity;
  maxLength = 0;
  min = Infinity;
  max = -Infinity;
  readonly #hasher: ValueHasher;
  readonly #maker: PatternMaker;
  readonly #values: FrequentValues;
  readonly #patterns: FrequentValues;
  #distinct: DistinctSketch | undefined;
  readonly #smallest: SmallestHashes;
  readonly #citizens = new CitizenNumbers();
  #valuesSeen = 0;
  #patternsSeen = 0;

  /** `shared` scratch may serve all columns of one import. */
  constructor(shared: { hasher: ValueHasher; maker: PatternMaker }, tableColumns: number) {
    this.#values = new FrequentValues(tableColumns);
    this.#patterns = new FrequentValues(tableColumns);
    this.#smallest = new SmallestHashes(tableColumns);
    this.#hasher = shared.hasher;
    this.#maker = shared.maker;
  }

  addValue(bytes: Uint8Array, from: number, to: number, chars: number): void {
    const nth = this.filled++;
    if (chars < this.minLength) this.minLength = chars;
    if (chars > this.maxLength) this.maxLength = chars;
    this.#hasher.hash(bytes, from, to);
    const { a, b } = this.#hasher.halves;
    if (this.#distinct === undefined) this.#countExactly(a, b, bytes, from, to);
    else {
      this.#distinct.add(a, b);
      if (a >>> 0 < this.#smallest.limit) this.#smallest.add(a, b);
      if (nth < VALUES_EVERY_ROW || nth % VALUES_STEP === 0) {
        this.#valuesSeen++;
        this.#values.add(a, b, bytes, from, to);
      }
    }
    const isLongEnough = to - from >= SHORTEST_WITH_CITIZEN;
    if (isLongEnough) this.#citizens.look(bytes, from, to);
    if (nth < PATTERNS_EVERY_ROW || nth % PATTERNS_STEP === 0) {
      this.#addPattern(bytes, from, to);
      if (isLongEnough) this.#citizens.lookApart(bytes, from, to);
    }
  }

  addNumber(value: number): void {
    if (value < this.min) this.min = value;
    if (value > this.max) this.max = value;
  }

  #countExactly(a: number, b: number, bytes: Uint8Array, from: number, to: number): void {
    this.#valuesSeen++;
    if (this.#values.values < this.#values.capacity || this.#values.has(a, b)) {
      this.#values.add(a, b, bytes, from, to);
      return;
    }
    const distinct = new DistinctSketch();
    this.#values.forEachHash((x, y) => distinct.add(x, y));
    distinct.add(a, b);
    this.#keepSmallest();
    this.#smallest.add(a, b);
    this.#distinct = distinct;
    this.#values.add(a, b, bytes, from, to);
  }

  /** While values are counted one by one, they are at hand without being collected. */
  #keepSmallest(): void {
    this.#values.forEachHash((x, y) => {
      if (x >>> 0 < this.#smallest.limit) this.#smallest.add(x, y);
    });
  }

  #addPattern(bytes: Uint8Array, from: number, to: number): void {
    const maker = this.#maker;
    maker.make(bytes, from, to);
    this.#hasher.hash(maker.bytes, 0, maker.length);
    this.#patternsSeen++;
    this.#patterns.add(this.#hasher.halves.a, this.#hasher.halves.b, maker.bytes, 0, maker.length);
  }

  /** `personal` masks the values shown; citizens' numbers are in any case. */
  finish(options: { personal: boolean; top?: number }): ColumnProfile {
    const citizens = this.#citizens.areAmong(this.filled);
    const personal = options.personal || citizens;
    const limit = options.top ?? 20;
    const exact = this.#values.exact;
    const scale = this.#valuesSeen === 0 ? 1 : this.filled / this.#valuesSeen;
    const patternScale = this.#patternsSeen === 0 ? 1 : this.filled / this.#patternsSeen;
    const show = (bytes: Buffer) => (personal ? maskPersonal(sampleText(bytes)) : sampleText(bytes));
    if (this.#distinct === undefined) this.#keepSmallest();
    const top = this.#values.top(limit).filter(({ count }) => exact || count > 1);
    return {
      filled: this.filled,
      empty: this.empty,
      distinct: this.#distinct ? Math.min(this.filled, this.#distinct.estimate()) : this.#values.values,
      distinctError: this.#distinct ? DISTINCT_STANDARD_ERROR : 0,
      top: top.map(({ bytes, count }) => ({ text: show(bytes), count: Math.round(count * scale) })),
      topSampled: this.#valuesSeen,
      topError: this.#values.maxError,
      patterns: this.#patterns.top(limit).map(({ bytes, count }) => ({
        text: bytes.toString('utf8'),
        count: Math.round(count * patternScale),
      })),
      patternsSampled: this.#patternsSeen,
      minLength: this.filled === 0 ? 0 : this.minLength,
      maxLength: this.maxLength,
      ...(this.min <= this.max ? { min: representable(this.min), max: representable(this.max) } : {}),
      ...(citizens ? { citizens } : {}),
      ...(personal ? {} : { smallest: this.#smallest.list() }),
    };
  }
}

/** JSON knows no infinity; longer numbers than a double holds are shown as the greatest it does. */
const representable = (value: number) => Math.max(-Number.MAX_VALUE, Math.min(Number.MAX_VALUE, value));

/** A sample may be cut within a character; what is left of it is dropped and an ellipsis put. */
function sampleText(bytes: Buffer): string {
  const text = bytes.toString('utf8');
  return bytes.length < SAMPLE_BYTES ? text : `${text.replace(/\ufffd+$/u, '')}…`;
}
