const STOP = 0;
const BOOLEAN_TRUE = 1;
const BOOLEAN_FALSE = 2;
const BYTE = 3;
const I64 = 6;
const DOUBLE = 7;
const BINARY = 8;
const LIST = 9;
const STRUCT = 12;
/** Of 64 bits. */
const LONGEST_VARINT = 10;
const MAX_DEPTH = 24;

/**
 * Whether a struct of Thrift's compact protocol stands at `at`, whole and of sane numbers. Readers of Parquet's metadata
 * trust it: a number of a million bytes keeps them busy for minutes. Linear, allocates nothing.
 */
export function isThriftStruct(bytes: Uint8Array, at: number): boolean {
  return new ThriftWalk(bytes, at).struct(0);
}

class ThriftWalk {
  readonly #bytes: Uint8Array;
  #at: number;

  constructor(bytes: Uint8Array, at: number) {
    this.#bytes = bytes;
    this.#at = at;
  }

  struct(depth: number): boolean {
    if (depth > MAX_DEPTH) return false;
    for (;;) {
      const head = this.#bytes[this.#at++];
      if (head === undefined) return false;
      const type = head & 0x0f;
      if (type === STOP) return true;
      if (head >> 4 === 0 && this.#varint() === undefined) return false;
      const isFlag = type === BOOLEAN_TRUE || type === BOOLEAN_FALSE;
      if (!isFlag && !this.#element(type, depth)) return false;
    }
  }

  #element(type: number, depth: number): boolean {
    if (type <= BYTE) return this.#skip(1);
    if (type <= I64) return this.#varint() !== undefined;
    if (type === DOUBLE) return this.#skip(8);
    if (type === BINARY) return this.#skip(this.#varint() ?? Infinity);
    if (type === LIST) return this.#list(depth);
    return type === STRUCT && this.struct(depth + 1);
  }

  #list(depth: number): boolean {
    const head = this.#bytes[this.#at++];
    if (head === undefined || depth > MAX_DEPTH) return false;
    const size = head >> 4 === 15 ? this.#varint() : head >> 4;
    if (size === undefined || size > this.#bytes.length - this.#at) return false;
    for (let i = 0; i < size; i++) if (!this.#element(head & 0x0f, depth + 1)) return false;
    return true;
  }

  #skip(length: number): boolean {
    this.#at += length;
    return this.#at <= this.#bytes.length;
  }

  /** Its value, or undefined where it does not end. */
  #varint(): number | undefined {
    let value = 0;
    for (let n = 0; n < LONGEST_VARINT; n++) {
      const byte = this.#bytes[this.#at++];
      if (byte === undefined) return undefined;
      value += (byte & 0x7f) * 2 ** (7 * n);
      if (byte < 0x80) return value;
    }
    return undefined;
  }
}
