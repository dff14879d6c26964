import type { Ir, Test } from '../compile/ir.ts';
import { bareType, type Type } from '../types/type.ts';
import { FeelDate } from '../values/date.ts';
import { Decimal } from '../values/decimal.ts';
import { FeelRange } from '../values/range.ts';
import { isList, type Value } from '../values/value.ts';

/** Kinds of values that stand on a line: between two thresholds next to each other, tests say the same of all. */
export type LineKind = 'number' | 'date';

/**
 * Gathers where on its line the result of tests may change. All methods say whether it changes there only; too many
 * thresholds do no harm.
 */
export class Thresholds {
  readonly kind: LineKind;
  readonly #found = new Set<number>();

  constructor(kind: LineKind) {
    this.kind = kind;
    this.#found.add(this.lowest);
  }

  get lowest(): number {
    return this.kind === 'number' ? -Number.MAX_VALUE : -(2 ** 31);
  }

  get size(): number {
    return this.#found.size;
  }

  get sorted(): readonly number[] {
    return [...this.#found].toSorted((a, b) => a - b);
  }

  /** The value that stands at a place of the line. */
  valueAt(place: number): Value {
    if (this.kind === 'date') return FeelDate.ofDays(place) ?? null;
    return place === 0 ? 0 : place;
  }

  tests(tests: readonly Test[]): boolean {
    return tests.every((test) => this.test(test));
  }

  test(test: Test): boolean {
    switch (test.test) {
      case 'any':
        return true;
      case 'compare':
      case 'matches':
        return this.#constant(test.operand);
      case 'between':
        return this.#constant(test.low) && this.#constant(test.high);
      case 'either':
        return this.tests(test.tests);
      case 'not':
        return this.test(test.of);
      case 'holds':
        return false;
    }
  }

  #constant(ir: Ir): boolean {
    if (ir.op === 'constant') this.#add(ir.value);
    return ir.op === 'constant';
  }

  #add(value: Value): void {
    if (isList(value)) for (const member of value) this.#add(member);
    else if (value instanceof FeelRange) [value.low, value.high].forEach((end) => this.#add(end));
    else if (this.kind === 'date') {
      if (value instanceof FeelDate) [value.days, value.days + 1].forEach((day) => this.#found.add(day));
    } else if (typeof value === 'number')
      [value, doubleAfter(value)].forEach((place) => this.#found.add(place));
    else if (value instanceof Decimal) this.#aroundDecimal(Number(`${value.coefficient}e${value.exponent}`));
  }

  /** A decimal that no double stands for lies just before or just after the nearest one. */
  #aroundDecimal(nearest: number): void {
    if (Math.abs(nearest) === Infinity) return;
    for (const place of [-doubleAfter(-nearest), nearest, doubleAfter(nearest)])
      if (Number.isFinite(place)) this.#found.add(place);
  }

  /** Whether a value from outside is taken as it is, or is null, by its type. */
  type(type: Type): boolean {
    const { kind } = bareType(type);
    if (kind === 'list' || (kind === 'date and time' && this.kind === 'date')) return false;
    let part = type;
    while (part.kind === 'defined') {
      if (!part.constraints.every(({ test }) => test !== undefined && this.test(test))) return false;
      part = part.base;
    }
    return true;
  }

  /** Whether an expression gives what is in a slot, or null where that is not allowed. */
  passesOn(ir: Ir, slot: number): boolean {
    switch (ir.op) {
      case 'slot':
        return ir.slot === slot;
      case 'coerce':
        return this.type(ir.to) && this.passesOn(ir.value, slot);
      case 'let':
        return this.passesOn(ir.value, slot) && this.passesOn(ir.body, ir.slot);
      case 'if':
        return (
          ir.condition.op === 'test' &&
          ir.condition.slot === slot &&
          this.test(ir.condition.test) &&
          this.passesOn(ir.whenTrue, slot) &&
          ir.otherwise.op === 'apply' &&
          ir.otherwise.args.length === 0
        );
      default:
        return false;
    }
  }
}

const bits = new DataView(new ArrayBuffer(8));

/** The next double; of the largest, infinity. */
export function doubleAfter(value: number): number {
  if (value === 0) return Number.MIN_VALUE;
  bits.setFloat64(0, value);
  bits.setBigInt64(0, bits.getBigInt64(0) + (value > 0 ? 1n : -1n));
  return bits.getFloat64(0);
}
