import type { Value } from './value.ts';

/** A range of values; an end that is null is open to infinity. */
export class FeelRange {
  readonly low: Value;
  readonly high: Value;
  readonly lowIncluded: boolean;
  readonly highIncluded: boolean;

  constructor(given: { low: Value; high: Value; lowIncluded: boolean; highIncluded: boolean }) {
    this.low = given.low;
    this.high = given.high;
    this.lowIncluded = given.lowIncluded;
    this.highIncluded = given.highIncluded;
  }
}
