import { FeelDateTime } from '../values/date-time.ts';
import { FeelDate } from '../values/date.ts';
import { Decimal } from '../values/decimal.ts';
import { DaysDuration, MonthsDuration } from '../values/duration.ts';
import { equal } from '../values/equality.ts';
import { SHORT_TEXT } from '../values/text-steps.ts';
import { FeelTime } from '../values/time.ts';
import type { Run, Value } from '../values/value.ts';
import { hashOf } from './hash-value.ts';

/**
 * A set of values by FEEL's `=`, but that times differ by fractions of a second as well. Most are found at once; long
 * texts, lists, contexts, ranges and functions are compared one by one, which is counted.
 */
export class ValueSet {
  readonly #plain = new Set<Value>();
  readonly #keyed = new Set<string>();
  /** By their hashes. */
  readonly #others = new Map<number, Value[]>();
  readonly #run: Run;

  constructor(run: Run) {
    this.#run = run;
  }

  /** Whether it was not there yet. */
  add(value: Value): boolean {
    const isLong = typeof value === 'string' && value.length > SHORT_TEXT;
    if (!isLong && (value === null || typeof value !== 'object')) return addTo(this.#plain, value);
    const key = isLong ? undefined : keyOf(value);
    if (key !== undefined) return addTo(this.#keyed, key);
    const hash = hashOf(value);
    const alike = this.#others.get(hash) ?? [];
    this.#run.spend(alike.length + 1);
    if (alike.some((other) => equal(other, value, this.#run) === true)) return false;
    if (alike.push(value) === 1) this.#others.set(hash, alike);
    return true;
  }
}

function addTo<T>(set: Set<T>, item: T): boolean {
  const size = set.size;
  return set.add(item).size > size;
}

/** The same for equal values only. */
function keyOf(value: NonNullable<Value>): string | undefined {
  if (value instanceof Decimal) return `number ${value.coefficient}e${value.exponent}`;
  if (value instanceof FeelDate) return `date ${value.days}`;
  if (value instanceof FeelDateTime || value instanceof FeelTime) {
    const { offset, localNanoseconds } = value;
    const kind = value instanceof FeelTime ? 'time' : 'moment';
    if (offset === undefined) return `local ${kind} ${localNanoseconds}`;
    return `${kind} ${localNanoseconds - BigInt(offset) * 1_000_000_000n}`;
  }
  if (value instanceof DaysDuration) return `nanoseconds ${value.nanoseconds}`;
  if (value instanceof MonthsDuration) return `months ${value.months}`;
  return undefined;
}
