import { isResidentId } from '@tandem/identifiers';

const LENGTH = 18;
const DIGITS = LENGTH - 1;
/** Numbers as issued before 1999 have no check digit and two digits of the year. */
const FORMER = 15;
const FORMER_NUMBER = /^[1-6]\d{5}[2-9]\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}$/u;
/** Fewer may be what a person typed into the wrong place, or chance. */
const FEW = 3;

const isDigit = (byte: number | undefined) => byte !== undefined && byte >= 0x30 && byte <= 0x39;
const isLast = (byte: number | undefined) => isDigit(byte) || byte === 0x58 || byte === 0x78;

/** A citizen's number and the two digits that taxpayers of one have after it. */
const TAXPAYER = LENGTH + 2;
/** Other numbers with a day in their middle pass the check digit once in so many times. */
const BY_CHANCE = 11;
/** Of longer values the beginning is looked at. */
const LONGEST_APART = 1000;
/** What stands between the parts of one number. */
const BETWEEN = /[\s\p{Pd}\p{Cf}.·,，]/gu;

/** Digits, and what may be one in full width or another form: Chinese letters begin with other bytes. */
function mayHoldDigits(bytes: Uint8Array, from: number, to: number): boolean {
  let left = FORMER;
  for (let at = from; at < to && to - at >= left; at += 1) {
    const byte = bytes[at]!;
    if ((isDigit(byte) || byte === 0xe2 || byte >= 0xef) && --left === 0) return true;
  }
  return false;
}

function textOf(bytes: Uint8Array, first: number, length: number): string {
  let text = '';
  for (let at = first; at < first + length; at += 1) text += String.fromCharCode(bytes[at]!);
  return text;
}

/**
 * Whether values hold citizens' numbers (GB 11643), whatever the column is called, is taken for, and holds besides: more of
 * them than other numbers of that form would give by chance (four standard deviations), or in half of the values. Former
 * numbers only where nearly all numbers of fifteen digits look like them, births of this century aside.
 */
export class CitizenNumbers {
  #shaped = 0;
  #valid = 0;
  /** Of fifteen digits, and those of them that may be former numbers. */
  #fifteen = 0;
  #former = 0;

  /** Looks at about every fifteenth byte: a number has a digit there. */
  look(bytes: Uint8Array, from: number, to: number): void {
    let at = from + FORMER - 1;
    while (at < to) {
      if (!isDigit(bytes[at])) {
        at += FORMER;
        continue;
      }
      let first = at;
      while (first > from && isDigit(bytes[first - 1])) first -= 1;
      let last = at;
      while (last + 1 < to && isDigit(bytes[last + 1])) last += 1;
      const digits = last - first + 1;
      const isNumber = digits === LENGTH || digits === TAXPAYER;
      if (digits === FORMER) this.#judgeFormer(bytes, first);
      else if (isNumber || (digits === DIGITS && isLast(bytes[last + 1]))) this.#judge(bytes, first);
      at = last + FORMER + 1;
    }
  }

  /** Looks for numbers that are written apart or in full width (`110101 1990 0307 1938`), which `look` passes by. */
  lookApart(bytes: Uint8Array, from: number, to: number): void {
    const length = Math.min(to - from, LONGEST_APART);
    if (!mayHoldDigits(bytes, from, from + length)) return;
    const text = Buffer.from(bytes.buffer, bytes.byteOffset + from, length).toString('utf8');
    const together = text.normalize('NFKC').replace(BETWEEN, '');
    if (together === text) return;
    const narrow = Buffer.from(together);
    this.look(narrow, 0, narrow.length);
  }

  #judgeFormer(bytes: Uint8Array, first: number): void {
    this.#fifteen += 1;
    if (FORMER_NUMBER.test(textOf(bytes, first, FORMER))) this.#former += 1;
  }

  #judge(bytes: Uint8Array, first: number): void {
    const text = textOf(bytes, first, LENGTH);
    if (!/^[1-9]\d{5}(?:18|19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])/u.test(text)) return;
    this.#shaped += 1;
    if (isResidentId(text.toUpperCase())) this.#valid += 1;
  }

  /** Of so many values, those included that were too short to look at. */
  areAmong(values: number): boolean {
    const chance = this.#shaped / BY_CHANCE;
    const isTelling = this.#valid >= FEW && this.#valid - chance > 4 * Math.sqrt(chance);
    const areFormer =
      this.#former >= FEW && this.#former >= 0.9 * this.#fifteen && 2 * this.#former >= values;
    return isTelling || areFormer || (this.#valid > 0 && 2 * this.#valid >= values);
  }
}
