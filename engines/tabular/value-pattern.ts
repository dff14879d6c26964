/** Longest pattern, in bytes; longer ones end in an ellipsis. */
const MAX_PATTERN = 40;
const HAN = Buffer.from('汉');
const ELLIPSIS = Buffer.from('…');
const KIND = { digit: 1, upper: 2, lower: 3, han: 4, other: 5, space: 6 } as const;

/**
 * The shape of a value: digits `9`, capitals `A`, small letters `a`, mixed letters and digits `X`, Han
 * characters `汉` (any number as one), white space one blank, anything else itself. Runs of up to four are
 * written out, longer ones counted: `9999-99-99`, `X{18}`, `9(汉)`.
 */
export class PatternMaker {
  readonly bytes = Buffer.alloc(MAX_PATTERN + 16);
  length = 0;

  /** Leaves the pattern of the valid UTF-8 `bytes[from..to)` in `bytes[0..length)`. */
  make(bytes: Uint8Array, from: number, to: number): void {
    this.length = 0;
    let at = from;
    while (at < to) {
      if (this.length > MAX_PATTERN - 8) {
        ELLIPSIS.copy(this.bytes, this.length);
        this.length += ELLIPSIS.length;
        return;
      }
      const kind = kindOf(bytes, at);
      if (kind === KIND.han) at = this.#han(bytes, at, to);
      else if (kind === KIND.other) at = this.#literal(bytes, at, to);
      else if (kind === KIND.space) at = this.#space(bytes, at, to);
      else at = this.#word(bytes, at, to);
    }
  }

  #word(bytes: Uint8Array, from: number, to: number): number {
    let seen = 0;
    let at = from;
    for (; at < to; at++) {
      const kind = kindOf(bytes, at);
      if (kind > KIND.lower) break;
      seen |= 1 << kind;
    }
    const letter = seen === 2 ? 0x39 : seen === 4 ? 0x41 : seen === 8 ? 0x61 : seen === 12 ? 0x61 : 0x58;
    const count = at - from;
    if (count <= 4) for (let i = 0; i < count; i++) this.bytes[this.length++] = letter;
    else {
      this.bytes[this.length++] = letter;
      this.length += this.bytes.write(`{${Math.min(count, 999)}}`, this.length, 'latin1');
    }
    return at;
  }

  #han(bytes: Uint8Array, from: number, to: number): number {
    HAN.copy(this.bytes, this.length);
    this.length += HAN.length;
    let at = from;
    while (at < to && kindOf(bytes, at) === KIND.han) at += bytes[at]! >= 0xf0 ? 4 : 3;
    return at;
  }

  #space(bytes: Uint8Array, from: number, to: number): number {
    this.bytes[this.length++] = 0x20;
    let at = from;
    while (at < to && kindOf(bytes, at) === KIND.space) at++;
    return at;
  }

  #literal(bytes: Uint8Array, from: number, to: number): number {
    const size = bytes[from]! < 0x80 ? 1 : bytes[from]! < 0xe0 ? 2 : bytes[from]! < 0xf0 ? 3 : 4;
    for (let i = 0; i < size && from + i < to; i++) this.bytes[this.length++] = bytes[from + i]!;
    return from + size;
  }
}

function kindOf(bytes: Uint8Array, at: number): number {
  const byte = bytes[at]!;
  if (byte >= 0x30 && byte <= 0x39) return KIND.digit;
  if (byte >= 0x41 && byte <= 0x5a) return KIND.upper;
  if (byte >= 0x61 && byte <= 0x7a) return KIND.lower;
  if (byte === 0x20 || (byte >= 9 && byte <= 13)) return KIND.space;
  // U+3400–U+9FFF in three bytes, and the supplementary ideographs in four.
  if (byte >= 0xe4 && byte <= 0xe9) return KIND.han;
  if (byte === 0xe3 && bytes[at + 1]! >= 0x90) return KIND.han;
  return byte === 0xf0 && bytes[at + 1]! >= 0xa0 ? KIND.han : KIND.other;
}
