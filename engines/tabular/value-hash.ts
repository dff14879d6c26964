/** Where the halves begin: who does not know them can't tell which of two values has the smaller hash. */
export type HashKey = Readonly<HashHalves>;

/**
 * 64-bit hash of bytes in two 32-bit halves, read four bytes at a time. Not cryptographic: who can choose
 * values can make them collide, which spoils counts, never data.
 */
export interface HashHalves {
  a: number;
  b: number;
}

export class ValueHasher {
  readonly halves: HashHalves = { a: 0, b: 0 };
  #view: DataView = new DataView(new ArrayBuffer(0));
  #of: Uint8Array | undefined;
  readonly #key: HashKey;

  constructor(key: HashKey = { a: 0, b: 0 }) {
    this.#key = key;
  }

  /** Leaves the hash of `bytes[from..to)` in `halves`. */
  hash(bytes: Uint8Array, from: number, to: number): void {
    if (this.#of !== bytes) {
      this.#of = bytes;
      this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    }
    const view = this.#view;
    let a = 0x9e3779b9 ^ this.#key.a ^ (to - from);
    let b = 0x85ebca6b ^ this.#key.b;
    let at = from;
    for (const words = to - 3; at < words; at += 4) {
      const word = view.getInt32(at, true);
      a = Math.imul(a ^ word, 0xcc9e2d51);
      a = (a << 15) | (a >>> 17);
      b = Math.imul(b + word, 0x1b873593) ^ (b >>> 13);
    }
    for (; at < to; at++) {
      const byte = bytes[at]!;
      a = Math.imul(a ^ byte, 0xcc9e2d51);
      a = (a << 15) | (a >>> 17);
      b = Math.imul(b + byte, 0x1b873593) ^ (b >>> 13);
    }
    this.halves.a = finish(a ^ (b >>> 7));
    this.halves.b = finish(b ^ Math.imul(a, 0x2c1b3c6d));
  }
}

/** The finalizer of MurmurHash3. */
function finish(hash: number): number {
  let h = hash ^ (hash >>> 16);
  h = Math.imul(h, 0x85ebca6b);
  h ^= h >>> 13;
  h = Math.imul(h, 0xc2b2ae35);
  return h ^ (h >>> 16);
}
