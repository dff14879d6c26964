import type { Decimal } from './decimal.ts';
import type { FeelDate } from './date.ts';
import type { FeelDateTime } from './date-time.ts';
import type { DaysDuration, MonthsDuration } from './duration.ts';
import type { FeelFunction } from './function.ts';
import type { FeelRange } from './range.ts';
import type { FeelTime } from './time.ts';

/**
 * A FEEL number: a decimal of up to 34 digits (decimal128, half-even).
 *
 * A JavaScript number x stands for the one decimal S(x), its shortest decimal that reads back as x; a `Decimal` stands
 * for every decimal that is S(x) of no x. So each decimal has exactly one form. S keeps order (rounding intervals of
 * doubles do not overlap), hence `<`, `<=`, `===` between JavaScript numbers are exact decimal comparisons, whatever
 * they came from. Arithmetic on them is taken only where the result is provably the decimal one (safe integers,
 * scaled safe integers); otherwise in `Decimal`. Never NaN, infinite, or −0.
 */
export type FeelNumber = number | Decimal;

/** A list is a JavaScript array and never changed once made. */
export type FeelList = readonly Value[];

/** A context: entries in the order written; never changed once made. A Map, so that no key can reach a prototype. */
export type FeelContext = ReadonlyMap<string, Value>;

export type Value =
  | null
  | boolean
  | FeelNumber
  | string
  | FeelDate
  | FeelTime
  | FeelDateTime
  | DaysDuration
  | MonthsDuration
  | FeelRange
  | FeelFunction
  | FeelList
  | FeelContext;

/** One evaluation as functions see it. */
export interface Run {
  /** What went wrong where FEEL says that the result is null; and what is suspicious. Codes are stable. */
  warn(code: string, params?: Readonly<Record<string, string | number>>): void;
  /** Counts work that grows with the data. @throws DecisionError LIMIT_STEPS */
  spend(steps: number): void;
  /** Whoever makes a list or a text longer than what it came from asks first. @throws DecisionError LIMIT_SIZE */
  reserve(length: number): void;
  /** Around each call of a function that is not built in. @throws DecisionError LIMIT_DEPTH, LIMIT_STEPS */
  enter(): void;
  leave(): void;
  /** Name of the element whose logic is at work, for what it has to say. */
  element?: string | undefined;
  /** The moment of this evaluation in milliseconds since 1970, the same throughout; undefined if the caller gave none. */
  readonly now: number | undefined;
}

/** `Array.isArray` does not tell readonly arrays from what is left. */
export const isList = (value: Value): value is FeelList => Array.isArray(value);
