import type { ComparisonOperator } from '../feel/ast.ts';
import { FeelDate } from '../values/date.ts';
import type { Ir, Test } from './ir.ts';
import { plainKindOf, type PlainKind } from './source-tests.ts';

/** Fewer tests are asked one by one; more comparisons than these cost more than they save. */
const FEWEST_TESTS = 4;
const MOST_CUTS = 16;
const MOST_TEXTS = 4;

/** Bits of one number. */
export const MARKED_AT_ONCE = 32;

type Term = number | string;
/** Where a value stands: of a line the constants are at 1, 3, 5 …, of texts at 1, 2, 3 …; elsewhere what is none of them. */
type Place = number;

/**
 * JavaScript for a number whose bit r says whether the variable meets the test of rule r: by comparisons without a
 * branch, which a processor would guess wrong every other time. Undefined where that is no gain, or tests ask for more.
 */
export function marksOf(
  tests: readonly Test[],
  variable: string,
  kind: PlainKind,
  keep: (value: unknown) => string,
): string | undefined {
  if (kind === 'boolean' || tests.filter(({ test }) => test !== 'any').length < FEWEST_TESTS)
    return undefined;
  const asked = tests.flatMap((test) => termsOf(test, kind));
  const terms = [...new Set(asked)].filter((term) => term !== undefined);
  if (asked.includes(undefined) || terms.length > MOST_CUTS) return undefined;
  if (kind === 'string') {
    const placeOf = (term: Term | undefined): Place => terms.indexOf(term ?? '') + 1;
    const marks = [0, ...terms.map(placeOf)].map((place) => marksAt(tests, kind, place, placeOf));
    return marksOfTexts(terms, marks, variable);
  }
  const line = (terms as number[]).toSorted((a, b) => a - b);
  const placeOf = (term: Term | undefined): Place => 2 * line.indexOf(Number(term)) + 1;
  const places = Array.from({ length: 2 * line.length + 1 }, (_, place) => place);
  return marksOnLine(
    line,
    places.map((place) => marksAt(tests, kind, place, placeOf)),
    variable,
    keep,
  );
}

function marksOfTexts(
  terms: readonly Term[],
  marks: readonly number[],
  variable: string,
): string | undefined {
  if (terms.length > MOST_TEXTS) return undefined;
  const [others = 0, ...own] = marks;
  return terms.reduce<string>(
    (text, term, index) => `${text}^(-(${variable}===${JSON.stringify(term)})&${(own[index] ?? 0) ^ others})`,
    `${others}`,
  );
}

/** Counts how many of the places where marks change lie behind. */
function marksOnLine(
  line: readonly number[],
  marks: readonly number[],
  variable: string,
  keep: (value: unknown) => string,
): string | undefined {
  const cuts = marks.flatMap((mark, place) => (place > 0 && mark !== marks[place - 1] ? [place] : []));
  if (cuts.length > MOST_CUTS) return undefined;
  const behind = cuts.map((place) =>
    place % 2 === 1 ? `(${variable}>=${line[(place - 1) / 2]})` : `(${variable}>${line[place / 2 - 1]})`,
  );
  const byCount = [0, ...cuts].map((place) => marks[place] ?? 0);
  return cuts.length === 0
    ? `${byCount[0]}`
    : `${keep(Int32Array.from(byCount))}[${behind.join('+')}${cuts.length === 1 ? '|0' : ''}]`;
}

const marksAt = (
  tests: readonly Test[],
  kind: PlainKind,
  place: Place,
  placeOf: (term: Term | undefined) => Place,
): number =>
  tests.reduce(
    (marks, test, rule) =>
      holds(test, (operator, operand) => HOLDS[operator](place - placeOf(termOf(operand, kind))))
        ? marks | (1 << rule)
        : marks,
    0,
  );

function termOf(ir: Ir, kind: PlainKind): Term | undefined {
  if (ir.op !== 'constant' || plainKindOf(ir.value) !== kind) return undefined;
  return ir.value instanceof FeelDate ? ir.value.days : (ir.value as Term);
}

/** What a test compares with; undefined among it if it does anything else. */
function termsOf(test: Test, kind: PlainKind): readonly (Term | undefined)[] {
  const isOrdered = kind !== 'string';
  switch (test.test) {
    case 'any':
      return [];
    case 'compare':
      return [
        isOrdered || test.operator === '=' || test.operator === '!=' ? termOf(test.operand, kind) : undefined,
      ];
    case 'between':
      return isOrdered ? [termOf(test.low, kind), termOf(test.high, kind)] : [undefined];
    case 'either':
      return test.tests.flatMap((one) => termsOf(one, kind));
    case 'not':
      return termsOf(test.of, kind);
    default:
      return [undefined];
  }
}

function holds(test: Test, compares: (operator: ComparisonOperator, operand: Ir) => boolean): boolean {
  switch (test.test) {
    case 'compare':
      return compares(test.operator, test.operand);
    case 'between':
      return (
        compares(test.lowIncluded ? '>=' : '>', test.low) &&
        compares(test.highIncluded ? '<=' : '<', test.high)
      );
    case 'either':
      return test.tests.some((one) => holds(one, compares));
    case 'not':
      return !holds(test.of, compares);
    default:
      return true;
  }
}

const HOLDS: Readonly<Record<ComparisonOperator, (apart: number) => boolean>> = {
  '=': (apart) => apart === 0,
  '!=': (apart) => apart !== 0,
  '<': (apart) => apart < 0,
  '<=': (apart) => apart <= 0,
  '>': (apart) => apart > 0,
  '>=': (apart) => apart >= 0,
};
