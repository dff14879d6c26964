/** Blanks at the edges of cells as people leave them: ASCII, no-break, ideographic, zero-width, BOM. */

/** Position of the first byte of `bytes[from..to)` that is not part of a blank. */
export function skipBlanks(bytes: Uint8Array, from: number, to: number): number {
  let at = from;
  while (at < to) {
    const size = blankAt(bytes, at, to);
    if (size === 0) break;
    at += size;
  }
  return at;
}

function blankAt(bytes: Uint8Array, at: number, to: number): number {
  const byte = bytes[at]!;
  if (byte <= 0x20) return byte === 0 ? 0 : 1;
  if (byte === 0xc2) return at + 1 < to && bytes[at + 1] === 0xa0 ? 2 : 0;
  return (byte === 0xe3 || byte === 0xe2 || byte === 0xef) && at + 2 < to && isWideBlank(bytes, at) ? 3 : 0;
}

function isWideBlank(bytes: Uint8Array, at: number): boolean {
  const code = (bytes[at]! << 16) | (bytes[at + 1]! << 8) | bytes[at + 2]!;
  return code === 0xe38080 || code === 0xe2808b || code === 0xefbbbf;
}

/** Position behind the last byte of `bytes[from..to)` that is not part of a blank. */
export function dropBlanks(bytes: Uint8Array, from: number, to: number): number {
  let end = to;
  while (end > from) {
    const byte = bytes[end - 1]!;
    if (byte <= 0x20 && byte !== 0) end--;
    else if (byte === 0xa0 && end - 2 >= from && bytes[end - 2] === 0xc2) end -= 2;
    else if (byte >= 0x80 && byte <= 0xbf && end - 3 >= from && isWideBlank(bytes, end - 3)) end -= 3;
    else break;
  }
  return end;
}

/** Tokens that stand for "no value", compared byte by byte with trimmed cells. */
export class NullTokens {
  readonly #tokens: Buffer[];
  readonly #maxBytes: number;
  /** One flag a possible first byte. */
  readonly #first = new Uint8Array(256);

  constructor(tokens: readonly string[]) {
    this.#tokens = tokens.filter((token) => token !== '').map((token) => Buffer.from(token, 'utf8'));
    this.#maxBytes = Math.max(0, ...this.#tokens.map((token) => token.length));
    for (const token of this.#tokens) this.#first[token[0]!] = 1;
  }

  matches(bytes: Buffer, from: number, to: number): boolean {
    const size = to - from;
    if (size > this.#maxBytes || this.#first[bytes[from]!] === 0) return false;
    return this.#tokens.some((token) => token.length === size && equalBytes(token, bytes, from));
  }
}

/** Whether `bytes` continues with `token` at `from`; the caller has checked that it is long enough. */
export function equalBytes(token: Uint8Array, bytes: Uint8Array, from: number): boolean {
  for (let i = 0; i < token.length; i++) if (token[i] !== bytes[from + i]) return false;
  return true;
}

/** U+FF01–FF5E and the ideographic space written narrow. */
export function halfWidth(text: string): string {
  return text
    .replace(/[\uff01-\uff5e]/gu, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
    .replaceAll('\u3000', ' ');
}
