import type { ComparisonOperator } from '../feel/ast.ts';
import { compareText } from '../values/comparison.ts';
import { FeelDate } from '../values/date.ts';
import { SHORT_TEXT } from '../values/text-steps.ts';
import type { Value } from '../values/value.ts';
import type { Test } from './ir.ts';

/** Kinds of which plain JavaScript tells all that FEEL does. Of a date it is its day number. */
export type PlainKind = 'number' | 'string' | 'boolean' | 'date';

type Keep = (value: unknown) => string;

const IN_JAVASCRIPT: Readonly<Record<ComparisonOperator, string>> = {
  '=': '===',
  '!=': '!==',
  '<': '<',
  '<=': '<=',
  '>': '>',
  '>=': '>=',
};

/** So many alternatives are looked up rather than compared. */
const SET_FROM = 6;

/** The kind of a constant, if plain JavaScript can compare with it. */
export function plainKindOf(value: Value): PlainKind | undefined {
  if (value instanceof FeelDate) return 'date';
  const kind = typeof value;
  if (typeof value === 'string' && value.length > SHORT_TEXT) return undefined;
  return kind === 'number' || kind === 'string' || kind === 'boolean' ? kind : undefined;
}

/** A constant in the terms of its kind: the day number of a date. */
const termOf = (value: Value): Value => (value instanceof FeelDate ? value.days : value);

const literal = (value: Value): string =>
  typeof value === 'string' ? JSON.stringify(value) : `(${String(value)})`;

/** `a op b` for values of one kind; undefined if JavaScript would say something else than FEEL. */
export function plainComparison(
  kind: PlainKind,
  operator: ComparisonOperator,
  a: string,
  b: string,
  keep: Keep,
): string | undefined {
  const isEquality = operator === '=' || operator === '!=';
  if (kind === 'number' || kind === 'date' || isEquality) return `${a}${IN_JAVASCRIPT[operator]}${b}`;
  return kind === 'string' ? `${keep(compareText)}(${a},${b})${IN_JAVASCRIPT[operator]}0` : undefined;
}

/**
 * A test as plain JavaScript, for a variable that holds a value of this kind; undefined if it asks for more. The text is
 * true or false, never null.
 */
export function plainTest(test: Test, variable: string, kind: PlainKind, keep: Keep): string | undefined {
  switch (test.test) {
    case 'any':
      return 'true';
    case 'compare': {
      if (test.operand.op !== 'constant') return undefined;
      const { value } = test.operand;
      if (value === null && (test.operator === '=' || test.operator === '!='))
        return String(test.operator === '!=');
      if (plainKindOf(value) !== kind) return undefined;
      return plainComparison(kind, test.operator, variable, literal(termOf(value)), keep);
    }
    case 'between': {
      const { low, high, lowIncluded, highIncluded } = test;
      const above = plainTest(
        { test: 'compare', operator: lowIncluded ? '>=' : '>', operand: low },
        variable,
        kind,
        keep,
      );
      const below = plainTest(
        { test: 'compare', operator: highIncluded ? '<=' : '<', operand: high },
        variable,
        kind,
        keep,
      );
      return above && below && `(${above}&&${below})`;
    }
    case 'matches':
    case 'either': {
      const listed = listedIn(test);
      if (listed) return oneOf(listed, variable, kind, keep);
      return test.test === 'either' ? plainEither(test.tests, variable, kind, keep) : undefined;
    }
    case 'not': {
      const inner = plainTest(test.of, variable, kind, keep);
      return inner && `!(${inner})`;
    }
    case 'holds':
      return undefined;
  }
}

function plainEither(
  tests: readonly Test[],
  variable: string,
  kind: PlainKind,
  keep: Keep,
): string | undefined {
  const texts = tests.map((test) => plainTest(test, variable, kind, keep));
  return texts.includes(undefined) ? undefined : `(${texts.join('||')})`;
}

/** Constants that a test lists, in the terms of their kind, which is undefined if they have none in common. */
interface Listed {
  kind: PlainKind | undefined;
  terms: readonly Value[];
  set: ReadonlySet<Value>;
}

/** Tests don't change, and one of a type is written for each value that is to be of it. */
const known = new WeakMap<Test, Listed | undefined>();

function listedIn(test: Extract<Test, { test: 'matches' | 'either' }>): Listed | undefined {
  if (known.has(test)) return known.get(test);
  const members = membersOf(test);
  const kind = members?.[0] === undefined ? undefined : plainKindOf(members[0]);
  const terms = members?.map(termOf) ?? [];
  const listed = members && {
    kind: members.every((member) => plainKindOf(member) === kind) ? kind : undefined,
    terms,
    set: new Set(terms),
  };
  known.set(test, listed);
  return listed;
}

/** Undefined for alternatives that are more than a list of constants. */
function membersOf(test: Extract<Test, { test: 'matches' | 'either' }>): readonly Value[] | undefined {
  if (test.test === 'matches') {
    const { operand } = test;
    return operand.op === 'constant' && Array.isArray(operand.value) ? (operand.value as Value[]) : undefined;
  }
  const equal = test.tests.map((one) =>
    one.test === 'compare' && one.operator === '=' && one.operand.op === 'constant'
      ? one.operand.value
      : null,
  );
  return equal.includes(null) ? undefined : equal;
}

function oneOf(
  { kind: own, terms, set }: Listed,
  variable: string,
  kind: PlainKind,
  keep: Keep,
): string | undefined {
  if (terms.length === 0) return 'false';
  if (own !== kind) return undefined;
  if (terms.length >= SET_FROM) return `${keep(set)}.has(${variable})`;
  return `(${terms.map((term) => `${variable}===${literal(term)}`).join('||')})`;
}
