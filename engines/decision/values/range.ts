import type { Value } from './value.ts';

/** By what an end is given; `(< 10)` and `(= 10)` are not the intervals that hold the same values (clause 10.3.2.7). */
export type RangeOperator = '<' | '<=' | '>' | '>=' | '=' | '!=';

/** A range of values; an end that is null is open to infinity. `(!= 10)` has 10 at both ends and holds all else. */
export class FeelRange {
  readonly low: Value;
  readonly high: Value;
  readonly lowIncluded: boolean;
  readonly highIncluded: boolean;
  /** Undefined for an interval, `[1..10]`. */
  readonly operator: RangeOperator | undefined;

  constructor(given: {
    low: Value;
    high: Value;
    lowIncluded: boolean;
    highIncluded: boolean;
    operator?: RangeOperator | undefined;
  }) {
    this.low = given.low;
    this.high = given.high;
    this.lowIncluded = given.lowIncluded;
    this.highIncluded = given.highIncluded;
    this.operator = given.operator;
  }
}
