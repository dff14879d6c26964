import { isResidentId } from '@tandem/identifiers';

const LENGTH = 18;
const DIGITS = LENGTH - 1;
/** Fewer may be what a person typed into the wrong place, or chance. */
const FEW = 3;

const isDigit = (byte: number | undefined) => byte !== undefined && byte >= 0x30 && byte <= 0x39;
const isLast = (byte: number | undefined) => isDigit(byte) || byte === 0x58 || byte === 0x78;

/**
 * Whether values hold citizens' numbers (GB 11643), whatever the column is called, is taken for, and holds besides. Other
 * numbers of 18 digits with a day in their middle pass the check digit once in eleven times, so half of them must.
 */
export class CitizenNumbers {
  #shaped = 0;
  #valid = 0;

  /** Looks at about every seventeenth byte: a number has a digit there. */
  look(bytes: Uint8Array, from: number, to: number): void {
    let at = from + DIGITS - 1;
    while (at < to) {
      if (!isDigit(bytes[at])) {
        at += DIGITS;
        continue;
      }
      let first = at;
      while (first > from && isDigit(bytes[first - 1])) first -= 1;
      let last = at;
      while (last + 1 < to && isDigit(bytes[last + 1])) last += 1;
      const digits = last - first + 1;
      if (digits === LENGTH || (digits === DIGITS && isLast(bytes[last + 1]))) this.#judge(bytes, first);
      at = last + DIGITS + 1;
    }
  }

  #judge(bytes: Uint8Array, first: number): void {
    let text = '';
    for (let at = first; at < first + LENGTH; at += 1) text += String.fromCharCode(bytes[at]!);
    if (!/^[1-9]\d{5}(?:18|19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])/u.test(text)) return;
    this.#shaped += 1;
    if (isResidentId(text.toUpperCase())) this.#valid += 1;
  }

  get areFound(): boolean {
    return this.#valid >= FEW && 2 * this.#valid >= this.#shaped;
  }
}
