import type { Value } from '../values/value.ts';
import { Dictionary, type ColumnOf } from './column.ts';

/** Gathers results: as numbers while all are such, then coded. */
export class ResultWriter {
  readonly #numbers: Float64Array;
  #coded: { codes: Int32Array; dictionary: Dictionary } | undefined;
  #count = 0;

  constructor(rows: number) {
    this.#numbers = new Float64Array(rows);
  }

  add(value: Value): void {
    if (!this.#coded && value !== null && typeof value !== 'number') this.#code();
    if (this.#coded) this.#coded.codes[this.#count] = this.#coded.dictionary.codeOf(value);
    else this.#numbers[this.#count] = value === null ? Number.NaN : Number(value);
    this.#count += 1;
  }

  #code(): void {
    const dictionary = new Dictionary();
    const codes = new Int32Array(this.#numbers.length);
    for (let row = 0; row < this.#count; row += 1) {
      const value = this.#numbers[row] ?? Number.NaN;
      codes[row] = dictionary.codeOf(Number.isNaN(value) ? null : value);
    }
    this.#coded = { codes, dictionary };
  }

  get column(): ColumnOf<'number'> | ColumnOf<'coded'> {
    if (!this.#coded) return { kind: 'number', values: this.#numbers };
    return { kind: 'coded', codes: this.#coded.codes, dictionary: this.#coded.dictionary.values };
  }
}
