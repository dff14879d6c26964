import { isMobileNumber } from '@tandem/identifiers';

const LENGTH = 11;
/** Of fewer values one digit may be frequent by chance. */
const FEW = 20;
const MIN_VALUES = 5;
/** Digits of a mobile number that tell subscribers from serial numbers: the third, and the last four. */
const PLACES: readonly number[] = [2, 7, 8, 9, 10];

/** Beginnings that no carrier has. A few among the numbers are slips, or were given out since. */
const VACANT = /^1(?:4[23]|54|6[013489]|79|94)/u;
const MOST_VACANT = 0.05;

/**
 * Whether eleven-digit numbers from 13 to 19 are spread as those of subscribers: over several carriers (third digit) and
 * over all last digits. Serial numbers, dates with a counter (YYMMDDNNNNN), round amounts and random numbers are not.
 */
export class SubscriberNumbers {
  count = 0;
  #vacant = 0;
  readonly #digits = PLACES.map(() => new Float64Array(10));

  /** Other numbers than those of mobile telephones are passed over. */
  add(bytes: Buffer, from: number, to: number): void {
    if (to - from !== LENGTH) return;
    const number = bytes.toString('latin1', from, to);
    if (!isMobileNumber(number)) return;
    this.count++;
    if (VACANT.test(number)) this.#vacant++;
    PLACES.forEach((place, i) => {
      this.#digits[i]![bytes[from + place]! - 0x30]!++;
    });
  }

  get areSpread(): boolean {
    if (this.count < MIN_VALUES || this.#vacant > this.count * MOST_VACANT) return false;
    const most = this.count * (this.count < FEW ? 0.6 : 0.4);
    const isSpread = (counts: Float64Array) => Math.max(...counts) <= most;
    const carriers = this.#digits[0]!.filter((count) => count > 0).length;
    return carriers >= 3 && this.#digits.every(isSpread);
  }
}
