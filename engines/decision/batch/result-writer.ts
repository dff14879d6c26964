import type { Value } from '../values/value.ts';
import { Dictionary, type ColumnOf } from './column.ts';

/** Gathers results: as numbers while all are such, then coded. */
export class ResultWriter {
  readonly #numbers: Float64Array;
  #coded: { codes: Int32Array; dictionary: Dictionary } | undefined;

  constructor(rows: number) {
    this.#numbers = new Float64Array(rows);
  }

  set(row: number, value: Value): void {
    if (!this.#coded && value !== null && typeof value !== 'number') this.#coded = this.#code();
    if (this.#coded) this.#coded.codes[row] = this.#coded.dictionary.codeOf(value);
    else this.#numbers[row] = value === null ? Number.NaN : Number(value);
  }

  /** NaN is null. */
  setNumbers(from: number, numbers: Float64Array): void {
    if (!this.#coded) this.#numbers.set(numbers, from);
    else
      for (const [row, value] of numbers.entries()) this.set(from + row, Number.isNaN(value) ? null : value);
  }

  #code(): { codes: Int32Array; dictionary: Dictionary } {
    const dictionary = new Dictionary();
    const codes = Int32Array.from(this.#numbers, (value) =>
      dictionary.codeOf(Number.isNaN(value) ? null : value),
    );
    return { codes, dictionary };
  }

  get column(): ColumnOf<'number'> | ColumnOf<'coded'> {
    if (!this.#coded) return { kind: 'number', values: this.#numbers };
    return { kind: 'coded', codes: this.#coded.codes, dictionary: this.#coded.dictionary.values };
  }
}
