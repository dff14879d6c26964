const DUPLICATE_OF_NONE = 0;

/**
 * Finds repeated values by their 64-bit hash. Two different values are taken for the same with a chance of
 * about n²/2⁶⁵ for n values: 1 in 10 million at one million values. Takes 32 to 64 bytes a value.
 */
export class UniqueIndex {
  #keys = new Int32Array(2 * 4096);
  #rows = new Float64Array(4096);
  #values = 0;
  readonly #capacity: number;

  constructor(capacity = 8_000_000) {
    this.#capacity = capacity;
  }

  get full(): boolean {
    return this.#values >= this.#capacity;
  }

  /** Remembers a value. Returns the row that had it first, 0 if it is new (or there is no room left). */
  add(a: number, b: number, rowNumber: number): number {
    const slot = this.#slotOf(a, b);
    if (this.#rows[slot] !== 0) return this.#rows[slot]!;
    if (this.full) return DUPLICATE_OF_NONE;
    this.#keys[2 * slot] = a;
    this.#keys[2 * slot + 1] = b;
    this.#rows[slot] = rowNumber;
    this.#values++;
    if (this.#values * 2 > this.#rows.length) this.#grow();
    return DUPLICATE_OF_NONE;
  }

  #slotOf(a: number, b: number): number {
    const mask = this.#rows.length - 1;
    let slot = a & mask;
    while (this.#rows[slot] !== 0 && (this.#keys[2 * slot] !== a || this.#keys[2 * slot + 1] !== b)) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  #grow(): void {
    const keys = this.#keys;
    const rows = this.#rows;
    this.#keys = new Int32Array(keys.length * 2);
    this.#rows = new Float64Array(rows.length * 2);
    for (let old = 0; old < rows.length; old++) {
      if (rows[old] === 0) continue;
      const slot = this.#slotOf(keys[2 * old]!, keys[2 * old + 1]!);
      this.#keys[2 * slot] = keys[2 * old]!;
      this.#keys[2 * slot + 1] = keys[2 * old + 1]!;
      this.#rows[slot] = rows[old]!;
    }
  }
}
