import type { ComparisonOperator } from '../feel/ast.ts';
import { add, divide, multiply, negate, power, subtract } from '../values/arithmetic.ts';
import { compare } from '../values/comparison.ts';
import { equal } from '../values/equality.ts';
import { propertyOf } from '../values/properties.ts';
import { FeelRange } from '../values/range.ts';
import { isList, type Run, type Value } from '../values/value.ts';
import type { Primitive } from './ir.ts';

type Tristate = boolean | null;

/** Neither before nor after nor equal: null, with a warning unless one of them is null. */
function incomparable(run: Run, operator: string, a: Value, b: Value): null {
  if (a !== null && b !== null) run.warn('NOT_COMPARABLE', { operator });
  return null;
}

export function equals(run: Run, a: Value, b: Value): Tristate {
  return equal(a, b, run) ?? incomparable(run, '=', a, b);
}

function differs(run: Run, a: Value, b: Value): Tristate {
  const same = equal(a, b, run);
  return same === null ? incomparable(run, '!=', a, b) : !same;
}

function less(run: Run, a: Value, b: Value): Tristate {
  const order = compare(a, b, run);
  return order === undefined ? incomparable(run, '<', a, b) : order < 0;
}

function atMost(run: Run, a: Value, b: Value): Tristate {
  const order = compare(a, b, run);
  return order === undefined ? incomparable(run, '<=', a, b) : order <= 0;
}

function greater(run: Run, a: Value, b: Value): Tristate {
  const order = compare(a, b, run);
  return order === undefined ? incomparable(run, '>', a, b) : order > 0;
}

function atLeast(run: Run, a: Value, b: Value): Tristate {
  const order = compare(a, b, run);
  return order === undefined ? incomparable(run, '>=', a, b) : order >= 0;
}

export const COMPARISONS: Readonly<Record<ComparisonOperator, { name: string; call: typeof equals }>> = {
  '=': { name: '=', call: equals },
  '!=': { name: '!=', call: differs },
  '<': { name: '<', call: less },
  '<=': { name: '<=', call: atMost },
  '>': { name: '>', call: greater },
  '>=': { name: '>=', call: atLeast },
};

export const ARITHMETIC: Readonly<Record<'+' | '-' | '*' | '/' | '**', Primitive>> = {
  '+': { name: '+', call: add },
  '-': { name: '-', call: subtract },
  '*': { name: '*', call: multiply },
  '/': { name: '/', call: divide },
  '**': { name: '**', call: power },
};

export const NEGATE: Primitive = { name: 'negate', call: negate };

/** Three-valued conjunction (DMN 1.5, table 50): what is no boolean counts as null. */
export function both(a: Value, b: Value): Tristate {
  if (a === false || b === false) return false;
  return a === true && b === true ? true : null;
}

export function eitherOf(a: Value, b: Value): Tristate {
  if (a === true || b === true) return true;
  return a === false && b === false ? false : null;
}

function between(run: Run, value: Value, low: Value, high: Value): Tristate {
  return both(atLeast(run, value, low), atMost(run, value, high));
}

export const BETWEEN: Primitive = { name: 'between', call: between };

type Ends = Pick<FeelRange, 'lowIncluded' | 'highIncluded' | 'operator'>;

/** Makes ranges of two ends. An interval has two that can be compared. */
export function rangeOf(ends: Ends): Primitive {
  const call = (run: Run, low: Value, high: Value): Value => {
    if (ends.operator === undefined && compare(low, high, run) === undefined) {
      run.warn('RANGE_INVALID');
      return null;
    }
    return new FeelRange({ low, high, ...ends });
  };
  return { name: 'range', call };
}

/** Whether a value lies in a range; null if it can't be compared with its ends. */
export function within(run: Run, value: Value, range: FeelRange): Tristate {
  const { low, high, lowIncluded, highIncluded, operator } = range;
  if (operator === '=' || operator === '!=') return COMPARISONS[operator].call(run, value, low);
  const above = low === null ? true : (lowIncluded ? atLeast : greater)(run, value, low);
  if (above === false) return false;
  const below = high === null ? true : (highIncluded ? atMost : less)(run, value, high);
  return both(above, below);
}

/** Whether a value lies between two ends that are given: null among them makes it null. */
export function inInterval(run: Run, value: Value, interval: Omit<FeelRange, 'operator'>): Tristate {
  const { low, high, lowIncluded, highIncluded } = interval;
  const above = (lowIncluded ? atLeast : greater)(run, value, low);
  return above === false ? false : both(above, (highIncluded ? atMost : less)(run, value, high));
}

/** Whether a value is what a unary test names: equal to it, within it, among its members (clause 10.3.2.8). */
export function matches(run: Run, value: Value, wanted: Value): Tristate {
  if (wanted instanceof FeelRange)
    return value instanceof FeelRange ? equal(value, wanted, run) : within(run, value, wanted);
  if (!isList(wanted)) return equals(run, value, wanted);
  if (isList(value) && equal(value, wanted, run) === true) return true;
  run.spend(wanted.length);
  return wanted.some((member: Value) =>
    member instanceof FeelRange && !(value instanceof FeelRange)
      ? within(run, value, member) === true
      : equal(value, member, run) === true,
  );
}

/** A member by name: of a context, of each item of a list, or a property (clause 10.3.2.13.3). */
export function memberOf(run: Run, value: Value, name: string): Value {
  if (value === null) return null;
  if (value instanceof Map) {
    const member = value.get(name);
    if (member !== undefined) return member;
  } else if (isList(value)) {
    run.spend(value.length);
    return value.map((item: Value) => memberOf(run, item, name));
  } else {
    const property = propertyOf(value, name);
    if (property !== undefined) return property;
  }
  run.warn('MEMBER_UNKNOWN', { name });
  return null;
}
