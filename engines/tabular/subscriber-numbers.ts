import { isMobileNumber } from '@tandem/identifiers';

const LENGTH = 11;
/** Of fewer values one digit may be frequent by chance. */
const FEW = 20;
const MIN_VALUES = 5;
/** Digits of a mobile number that tell subscribers from serial numbers: the third, and the last four. */
const PLACES: readonly number[] = [2, 7, 8, 9, 10];

/**
 * Whether eleven-digit numbers from 13 to 19 are spread as those of subscribers: over several carriers (third digit) and
 * over all last digits. Serial numbers, dates with a counter (YYMMDDNNNNN) and round amounts are not.
 */
export class SubscriberNumbers {
  count = 0;
  readonly #digits = PLACES.map(() => new Float64Array(10));

  /** Other numbers than those of mobile telephones are passed over. */
  add(bytes: Buffer, from: number, to: number): void {
    if (to - from !== LENGTH || !isMobileNumber(bytes.toString('latin1', from, to))) return;
    this.count++;
    PLACES.forEach((place, i) => {
      this.#digits[i]![bytes[from + place]! - 0x30]!++;
    });
  }

  get areSpread(): boolean {
    if (this.count < MIN_VALUES) return false;
    const most = this.count * (this.count < FEW ? 0.6 : 0.4);
    const isSpread = (counts: Float64Array) => Math.max(...counts) <= most;
    const carriers = this.#digits[0]!.filter((count) => count > 0).length;
    return carriers >= 3 && this.#digits.every(isSpread);
  }
}
