import type { Value } from '../values/value.ts';

/** Masks of the values of dictionaries, made once for each value. */
export class CodeMasks {
  readonly #width: number;
  readonly #maskOf: (value: Value) => Int32Array;
  readonly #made = new WeakMap<readonly Value[], { count: number; masks: Int32Array[] }>();

  constructor(width: number, maskOf: (value: Value) => Int32Array) {
    this.#width = width;
    this.#maskOf = maskOf;
  }

  /** By word; that of null first. Of a dictionary that has grown since, only what is new is looked at. */
  of(dictionary: readonly Value[]): readonly Int32Array[] {
    const made = this.#made.get(dictionary) ?? {
      count: 0,
      masks: Array.from({ length: this.#width }, () => new Int32Array(0)),
    };
    this.#made.set(dictionary, made);
    if (made.count > dictionary.length) return made.masks;
    if ((made.masks[0]?.length ?? 0) <= dictionary.length)
      made.masks = made.masks.map((word) => larger(word, dictionary.length));
    for (; made.count <= dictionary.length; made.count += 1) {
      const mask = this.#maskOf(made.count === 0 ? null : (dictionary[made.count - 1] ?? null));
      for (const [index, word] of made.masks.entries()) word[made.count] = mask[index] ?? 0;
    }
    return made.masks;
  }
}

function larger(word: Int32Array, atLeast: number): Int32Array<ArrayBuffer> {
  const copy = new Int32Array(Math.max(atLeast + 1, word.length * 2));
  copy.set(word);
  return copy;
}
