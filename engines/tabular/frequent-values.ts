const FIRST_SLOTS = 256;
/** Slots of a column of an ordinary table, and of one of very many columns. */
const MAX_SLOTS = 16_384;
const MAX_SLOTS_WIDE = 1024;
export const WIDE_COLUMNS = 64;
export const SAMPLE_BYTES = 64;

export interface FrequentValue {
  /** The value's first 64 bytes. */
  bytes: Buffer;
  /** Never more than the true count. */
  count: number;
}

/**
 * Counts of values by hash, exact up to `capacity` different values (12,288; 768 in tables of more than 64
 * columns). Beyond, the Misra–Gries purge of the frequent items sketch: the median count is taken off all,
 * what is left without count is dropped. A kept count is then too low by at most `maxError`, and every value
 * with more than `maxError` occurrences is kept; `maxError` is at most 2/capacity of the values counted.
 * Memory grows with the values up to 1.4 MB (90 kB).
 */
export class FrequentValues {
  /** Different values up to which counts are exact. */
  readonly capacity: number;
  readonly #maxSlots: number;
  #slots = FIRST_SLOTS;
  #keysA = new Int32Array(FIRST_SLOTS);
  #keysB = new Int32Array(FIRST_SLOTS);
  #counts = new Float64Array(FIRST_SLOTS);
  #samples = Buffer.alloc(FIRST_SLOTS * SAMPLE_BYTES);
  #sizes = new Uint8Array(FIRST_SLOTS);
  #values = 0;
  #maxError = 0;

  constructor(tableColumns = 1) {
    this.#maxSlots = tableColumns > WIDE_COLUMNS ? MAX_SLOTS_WIDE : MAX_SLOTS;
    this.capacity = (this.#maxSlots / 4) * 3;
  }

  get exact(): boolean {
    return this.#maxError === 0;
  }

  get maxError(): number {
    return this.#maxError;
  }

  get values(): number {
    return this.#values;
  }

  has(a: number, b: number): boolean {
    return this.#counts[this.#slotOf(a, b)]! > 0;
  }

  /** Counts one value under its hash. */
  add(a: number, b: number, bytes: Uint8Array, from: number, to: number): void {
    let slot = this.#slotOf(a, b);
    if (this.#counts[slot]! > 0) {
      this.#counts[slot]!++;
      return;
    }
    if (this.#values * 4 >= this.#slots * 3) {
      if (this.#slots < this.#maxSlots) this.#rebuild(this.#slots * 2, 0);
      else this.#purge();
      slot = this.#slotOf(a, b);
    }
    this.#keysA[slot] = a;
    this.#keysB[slot] = b;
    this.#counts[slot] = 1;
    const size = Math.min(to - from, SAMPLE_BYTES);
    const base = slot * SAMPLE_BYTES;
    for (let i = 0; i < size; i++) this.#samples[base + i] = bytes[from + i]!;
    this.#sizes[slot] = size;
    this.#values++;
  }

  /** Visits the hash of every value counted. */
  forEachHash(visit: (a: number, b: number) => void): void {
    this.#counts.forEach((count, slot) => {
      if (count > 0) visit(this.#keysA[slot]!, this.#keysB[slot]!);
    });
  }

  /** The most frequent values, in falling order, equal counts in order of their bytes. */
  top(limit: number): FrequentValue[] {
    const all: FrequentValue[] = [];
    this.#counts.forEach((count, slot) => {
      const from = slot * SAMPLE_BYTES;
      if (count > 0) all.push({ bytes: this.#samples.subarray(from, from + this.#sizes[slot]!), count });
    });
    all.sort((x, y) => y.count - x.count || Buffer.compare(x.bytes, y.bytes));
    return all.slice(0, limit).map(({ bytes, count }) => ({ bytes: Buffer.from(bytes), count }));
  }

  #slotOf(a: number, b: number): number {
    const mask = this.#slots - 1;
    let slot = a & mask;
    while (this.#counts[slot]! > 0 && (this.#keysA[slot] !== a || this.#keysB[slot] !== b))
      slot = (slot + 1) & mask;
    return slot;
  }

  #purge(): void {
    const counts = this.#counts.filter((count) => count > 0).toSorted();
    const median = counts[counts.length >> 1]!;
    this.#maxError += median;
    this.#rebuild(this.#slots, median);
  }

  /** Moves what keeps a count after taking `discount` off into tables of `slots` slots. */
  #rebuild(slots: number, discount: number): void {
    const [keysA, keysB, counts, samples, sizes] = [
      this.#keysA,
      this.#keysB,
      this.#counts,
      this.#samples,
      this.#sizes,
    ];
    this.#slots = slots;
    this.#keysA = new Int32Array(slots);
    this.#keysB = new Int32Array(slots);
    this.#counts = new Float64Array(slots);
    this.#samples = Buffer.alloc(slots * SAMPLE_BYTES);
    this.#sizes = new Uint8Array(slots);
    this.#values = 0;
    for (let old = 0; old < counts.length; old++) {
      if (counts[old]! <= discount) continue;
      const slot = this.#slotOf(keysA[old]!, keysB[old]!);
      this.#keysA[slot] = keysA[old]!;
      this.#keysB[slot] = keysB[old]!;
      this.#counts[slot] = counts[old]! - discount;
      this.#sizes[slot] = sizes[old]!;
      samples.copy(this.#samples, slot * SAMPLE_BYTES, old * SAMPLE_BYTES, old * SAMPLE_BYTES + sizes[old]!);
      this.#values++;
    }
  }
}
