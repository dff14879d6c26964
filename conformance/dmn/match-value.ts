import {
  compareNumbers,
  Decimal,
  equal,
  subtractNumbers,
  toText,
  type FeelNumber,
  type Value,
} from '@tandem/decision';

/** The kit writes quotients and roots with as many digits as its author's machine gave. */
const TOLERANCE = 1e-8;

const isNumber = (value: Value): value is FeelNumber => typeof value === 'number' || value instanceof Decimal;

/**
 * Whether a result is what the kit expects: numbers to within 10^-8, everything else exactly, each item of a list and
 * each entry of a context by itself. Nothing but null is null.
 */
export function matches(expected: Value, actual: Value): boolean {
  if (isNumber(expected)) return isNumber(actual) && isNear(expected, actual);
  if (Array.isArray(expected))
    return (
      Array.isArray(actual) &&
      expected.length === actual.length &&
      expected.every((item: Value, index) => matches(item, (actual[index] as Value | undefined) ?? null))
    );
  if (expected instanceof Map)
    return (
      actual instanceof Map &&
      expected.size === actual.size &&
      [...expected].every(([key, entry]) => actual.has(key) && matches(entry, actual.get(key) ?? null))
    );
  // `equal` lets fractions of a second pass, as FEEL does.
  return equal(expected, actual) === true && toText(expected) === toText(actual);
}

function isNear(expected: FeelNumber, actual: FeelNumber): boolean {
  const difference = subtractNumbers(expected, actual);
  return (
    difference !== undefined &&
    compareNumbers(difference, TOLERANCE) <= 0 &&
    compareNumbers(difference, -TOLERANCE) >= 0
  );
}

/** As FEEL would write it, so that `null` and `"null"` are told apart. */
export const printed = (value: Value): string => toText([value]).slice(1, -1);
