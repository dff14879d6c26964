import { WIDE_COLUMNS } from './frequent-values.ts';

/** Hashes kept of a column: enough to compare it with one of a sixtieth of its values by 64 of them. */
export const SMALLEST_KEPT = 4096;
/** The same in tables of very many columns. */
const KEPT_WIDE = 128;
const LOW_BITS = 21;
const LOW = 2 ** LOW_BITS;

/**
 * The smallest hashes of a set of values (bottom-k sketch, Cohen and Kaplan 2007), each of 53 bits: a sample that the same
 * values give in any order and number, so that two columns can be compared without their values.
 */
export class SmallestHashes {
  readonly #kept = new Set<number>();
  readonly #most: number;
  /** First halves, as unsigned numbers, from here on need not be added. */
  limit = 2 ** 32;

  constructor(tableColumns: number) {
    this.#most = tableColumns > WIDE_COLUMNS ? KEPT_WIDE : SMALLEST_KEPT;
  }

  add(a: number, b: number): void {
    this.#kept.add((a >>> 0) * LOW + (b >>> (32 - LOW_BITS)));
    if (this.#kept.size >= 2 * this.#most) this.#cut();
  }

  /** At most `SMALLEST_KEPT` (128 in tables of more than 64 columns), rising. */
  list(): number[] {
    return [...this.#kept].toSorted((x, y) => x - y).slice(0, this.#most);
  }

  #cut(): void {
    const kept = this.list();
    this.#kept.clear();
    for (const hash of kept) this.#kept.add(hash);
    this.limit = Math.floor((kept.at(-1) ?? 0) / LOW) + 1;
  }
}
