import type { BatchResult, Failure, Value } from '@tandem/decision';
import type { ChunkOutput, Decided } from './messages.ts';
import { fromPortable, type Portable } from './portable-value.ts';

/** Parts of a run, put together as they come. Parts begin at multiples of 32 rows. */
export class MergedResult {
  readonly #rows: number;
  /** Results so far; codes as soon as one part has some. */
  #numbers: Float64Array | undefined;
  #codes: Int32Array | undefined;
  readonly #dictionary: Value[] = [];
  /** Codes by what is no object, or by its text. */
  readonly #known = new Map<Portable, number>();
  readonly #knownObjects = new Map<string, number>();
  readonly #failures = new Map<string, Failure>();
  #hits: readonly Uint32Array[] | undefined;

  constructor(rows: number) {
    this.#rows = rows;
  }

  add(from: number, { output, hits, failures }: Decided): void {
    this.#addOutput(from, output);
    if (hits) {
      this.#hits ??= hits.map(() => new Uint32Array(Math.ceil(this.#rows / 32)));
      for (const [rule, part] of hits.entries()) this.#hits[rule]?.set(part, from / 32);
    }
    for (const failure of failures) {
      const key = `${failure.element}\n${failure.code}`;
      const { rows, first } = this.#failures.get(key) ?? { rows: 0, first: Infinity };
      this.#failures.set(key, {
        ...failure,
        rows: rows + failure.rows,
        first: Math.min(first, failure.first),
      });
    }
  }

  #addOutput(from: number, output: ChunkOutput): void {
    if (output.kind === 'number' && !this.#codes) {
      this.#numbers ??= new Float64Array(this.#rows);
      this.#numbers.set(output.values, from);
      return;
    }
    this.#codes ??= this.#numbers
      ? Int32Array.from(this.#numbers, (value) => this.#codeOfNumber(value))
      : new Int32Array(this.#rows);
    this.#numbers = undefined;
    if (output.kind === 'number') {
      for (const [row, value] of output.values.entries()) this.#codes[from + row] = this.#codeOfNumber(value);
      return;
    }
    this.#addCodes(from, output.codes, output.dictionary);
  }

  #addCodes(from: number, codes: Int32Array, dictionary: readonly Portable[]): void {
    const all = this.#codes as Int32Array;
    const ours = Int32Array.from(dictionary, (value) => this.#codeOf(value));
    if (ours.every((code, index) => code === index)) all.set(codes, from);
    else
      for (let row = 0; row < codes.length; row += 1) {
        const code = codes[row] ?? -1;
        all[from + row] = code < 0 ? -1 : (ours[code] ?? -1);
      }
  }

  #codeOfNumber(value: number): number {
    return Number.isNaN(value) ? -1 : this.#codeOf(value);
  }

  #codeOf(value: Portable): number {
    const isObject = typeof value === 'object' && value !== null;
    const known = isObject ? this.#knownObjects.get(JSON.stringify(value)) : this.#known.get(value);
    if (known !== undefined) return known;
    const code = this.#dictionary.push(fromPortable(value)) - 1;
    if (isObject) this.#knownObjects.set(JSON.stringify(value), code);
    else this.#known.set(value, code);
    return code;
  }

  get result(): BatchResult {
    const output: BatchResult['output'] = this.#numbers
      ? { kind: 'number', values: this.#numbers }
      : { kind: 'coded', codes: this.#codes ?? new Int32Array(this.#rows), dictionary: this.#dictionary };
    return { output, hits: this.#hits, failures: [...this.#failures.values()] };
  }
}
