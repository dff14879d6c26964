import type { ComparisonOperator, Expression, PositiveTest, RangeLiteral, UnaryTests } from '../feel/ast.ts';
import { builtInType } from '../types/type.ts';
import { compare } from '../values/comparison.ts';
import { FeelDateTime } from '../values/date-time.ts';
import { equal } from '../values/equality.ts';
import { FeelTime } from '../values/time.ts';
import type { Value } from '../values/value.ts';
import { constantOf, kindOf, type ScalarKind } from './constant.ts';
import { COUNTERPARTS, isZoned, kindOfSegment, type Segment } from './segment.ts';

/** As FEEL's three values; undefined: not told by this analysis. */
type Truth = boolean | null | undefined;

/** Whether the tests of a cell hold for every value of a segment, or for none; undefined: not analysed. */
export const matchSegment = (tests: UnaryTests, segment: Segment): boolean | undefined =>
  matcherOf(tests)(segment);

/** Trees don't change, and the tests of a cell are asked again for each segment. */
const matchers = new WeakMap<UnaryTests, (segment: Segment) => boolean | undefined>();

/** The same for one cell. */
export function matcherOf(tests: UnaryTests): (segment: Segment) => boolean | undefined {
  const found = matchers.get(tests);
  if (found) return found;
  const made = makeMatcher(tests);
  matchers.set(tests, made);
  return made;
}

function makeMatcher(tests: UnaryTests): (segment: Segment) => boolean | undefined {
  if (tests.any) return () => true;
  const { named, others } = partsOfTests(tests);
  const all = others.map(testMatcher);
  if (named) all.push((segment) => isNamed(named, segment));
  const [first] = all;
  const holds: Match = first && all.length === 1 ? first : (segment) => anyOf(all.map((one) => one(segment)));
  return (segment) => {
    const truth = tests.negated ? not(holds(segment)) : holds(segment);
    return truth === undefined ? undefined : truth === true;
  };
}

/** Texts and numbers that a cell names by themselves. */
interface Named {
  values: ReadonlySet<Value>;
  kinds: ReadonlySet<ScalarKind>;
}

/** So many are looked up rather than compared one by one. */
const NAMED_FROM = 6;

const known = new WeakMap<UnaryTests, { named: Named | undefined; others: readonly PositiveTest[] }>();

/** The tests of a cell: those that only name a value, if they are many, and the others. */
export function partsOfTests(tests: UnaryTests): {
  named: Named | undefined;
  others: readonly PositiveTest[];
} {
  const found = known.get(tests);
  if (found) return found;
  const values = tests.tests.map(namedBy);
  const isFew = values.filter((value) => value !== undefined).length < NAMED_FROM;
  const named = new Set(values.filter((value) => value !== undefined));
  const parts = isFew
    ? { named: undefined, others: tests.tests }
    : {
        named: { values: named, kinds: new Set([...named].map((value) => kindOf(value) ?? 'boolean')) },
        others: tests.tests.filter((_, at) => values[at] === undefined),
      };
  known.set(tests, parts);
  return parts;
}

function namedBy(test: PositiveTest): string | number | undefined {
  if (test.kind === 'compare' || test.usesInput) return undefined;
  const value = constantOf(test.expression);
  return typeof value === 'string' || typeof value === 'number' ? value : undefined;
}

/** As to compare with each of them by `=`. */
function isNamed({ values, kinds }: Named, segment: Segment): Truth {
  if (segment.kind === 'null') return false;
  if (segment.kind === 'point' && values.has(segment.value)) return true;
  const own = kindOfSegment(segment);
  return own !== undefined && kinds.size === 1 && kinds.has(own) ? false : null;
}

const not = (truth: Truth): Truth => (typeof truth === 'boolean' ? !truth : truth);

function anyOf(truths: readonly Truth[]): Truth {
  if (truths.includes(true)) return true;
  if (truths.includes(undefined)) return undefined;
  return truths.includes(null) ? null : false;
}

const allOf = (truths: readonly Truth[]): Truth => not(anyOf(truths.map(not)));

const testOf = (test: PositiveTest, segment: Segment): Truth => testMatcher(test)(segment);

type Match = (segment: Segment) => Truth;

function testMatcher(test: PositiveTest): Match {
  if (test.kind === 'compare') {
    const { operator } = test;
    const constant = constantOf(test.operand);
    return (segment) => compareWith(segment, operator, constant);
  }
  const { expression, usesInput } = test;
  return usesInput ? (segment) => truthOf(expression, segment, isInput) : memberMatcher(expression);
}

/** A test without `?`: the value is this one, lies in this range, or is in this list. */
function memberMatcher(expression: Expression): Match {
  // A foreign value may be a range or a list, and equal to this one.
  if (expression.kind === 'range') {
    const within = rangeMatcher(expression);
    return (segment) => (segment.kind === 'foreign' ? undefined : within(segment));
  }
  if (expression.kind === 'list') {
    const members = expression.items.map(memberMatcher);
    return (segment) =>
      segment.kind === 'foreign' ? undefined : anyOf(members.map((member) => orFalse(member(segment))));
  }
  const constant = constantOf(expression);
  return (segment) => compareWith(segment, '=', constant);
}

function rangeMatcher(range: RangeLiteral): Match {
  const { operator, lowIncluded, highIncluded } = range;
  const [low, high] = [range.low && constantOf(range.low), range.high && constantOf(range.high)];
  if (range.low && (operator === '=' || operator === '!='))
    return (segment) => compareWith(segment, operator, low);
  if (range.low && range.high && !areComparable(low, high)) return () => undefined;
  const above: Match = (segment) => compareWith(segment, lowIncluded ? '>=' : '>', low);
  const below: Match = (segment) => compareWith(segment, highIncluded ? '<=' : '<', high);
  if (!range.high) return range.low ? above : () => true;
  return range.low ? (segment) => bothOf(above(segment), below(segment)) : below;
}

const orFalse = (truth: Truth): Truth => (truth === null ? false : truth);

function bothOf(a: Truth, b: Truth): Truth {
  if (a === false || b === false) return false;
  if (a === undefined || b === undefined) return undefined;
  return a === null || b === null ? null : true;
}

const areComparable = (a: Value | undefined, b: Value | undefined): boolean =>
  a !== undefined && b !== undefined && compare(a, b) !== undefined;

/** Tells the expression whose value is of the segment. */
type Subject = (expression: Expression) => boolean;

const isInput: Subject = (expression) => expression.kind === 'name' && expression.name === '?';

/** What a condition on its subject gives for all values of a segment. */
export function truthOf(expression: Expression, segment: Segment, subject: Subject): Truth {
  switch (expression.kind) {
    case 'boolean':
      return expression.value;
    case 'binary':
      return truthOfBinary(expression, segment, subject);
    case 'between': {
      const { value, low, high } = expression;
      if (!isOf(value, segment, subject)) return undefined;
      return allOf([
        compareWith(segment, '>=', constantOf(low)),
        compareWith(segment, '<=', constantOf(high)),
      ]);
    }
    case 'in':
      if (!isOf(expression.value, segment, subject)) return undefined;
      return anyOf(expression.tests.map((test) => testOf(test, segment)));
    case 'call': {
      const [argument] = expression.arguments;
      const isNot = expression.callee.kind === 'name' && expression.callee.name === 'not';
      if (isNot && argument && expression.arguments.length === 1)
        return not(truthOf(argument, segment, subject));
      break;
    }
    case 'instanceOf': {
      const { value, type } = expression;
      const kind = type.kind === 'named' ? builtInType(type.name)?.kind : undefined;
      if (segment.kind === 'null' && kind && kind !== 'null' && isOf(value, segment, subject)) return false;
      break;
    }
    default:
  }
  return segment.kind === 'null' && isOf(expression, segment, subject) ? null : undefined;
}

const ARITHMETIC: readonly string[] = ['+', '-', '*', '/', '**'];

/** Whether it is the subject; where that is null also what is null for it. */
function isOf(expression: Expression, segment: Segment, subject: Subject): boolean {
  if (subject(expression)) return true;
  if (segment.kind !== 'null') return false;
  const isNull = (part: Expression) => isOf(part, segment, subject);
  switch (expression.kind) {
    case 'path':
      return isNull(expression.of);
    case 'negate':
      return isNull(expression.operand);
    case 'binary':
      return (
        ARITHMETIC.includes(expression.operator) && (isNull(expression.left) || isNull(expression.right))
      );
    default:
      return false;
  }
}

const MIRRORED: Readonly<Record<ComparisonOperator, ComparisonOperator>> = {
  '=': '=',
  '!=': '!=',
  '<': '>',
  '<=': '>=',
  '>': '<',
  '>=': '<=',
};

function truthOfBinary(
  { operator, left, right }: Extract<Expression, { kind: 'binary' }>,
  segment: Segment,
  subject: Subject,
): Truth {
  switch (operator) {
    case 'and':
      return allOf([truthOf(left, segment, subject), truthOf(right, segment, subject)]);
    case 'or':
      return anyOf([truthOf(left, segment, subject), truthOf(right, segment, subject)]);
    case '=':
    case '!=':
    case '<':
    case '<=':
    case '>':
    case '>=':
      if (isOf(left, segment, subject)) return compareWith(segment, operator, constantOf(right));
      return isOf(right, segment, subject)
        ? compareWith(segment, MIRRORED[operator], constantOf(left))
        : undefined;
    default:
      return undefined;
  }
}

/** `segment operator constant` for each of its values. */
function compareWith(segment: Segment, operator: ComparisonOperator, constant: Value | undefined): Truth {
  const equality = operator === '=' || operator === '!=';
  if (constant === undefined) return segment.kind === 'null' && !equality ? null : undefined;
  if (segment.kind === 'null' || constant === null) {
    if (!equality) return null;
    return (segment.kind === 'null' && constant === null) === (operator === '=');
  }
  const kind = kindOf(constant);
  if (kind === undefined) return undefined;
  const own = kindOfSegment(segment);
  if (kind !== own && (equality || kind !== COUNTERPARTS[own ?? 'boolean'])) return null;
  if (equality) {
    const same = equalsAll(segment, constant);
    return operator === '=' ? same : not(same);
  }
  // What an instant is by a clock depends on its zone.
  if (kind !== own && isZoned(own) && !('aside' in segment)) return undefined;
  const order = orderOf(segment, constant);
  return order === undefined ? undefined : holds(operator, order);
}

/** A moment is equal to all of its second. */
function equalsAll(segment: Segment, constant: Value): boolean | null {
  if (segment.kind === 'point') return equal(segment.value, constant);
  const isMoment = constant instanceof FeelTime || constant instanceof FeelDateTime;
  return isMoment && segment.kind === 'between' && segment.low !== undefined
    ? equal(segment.low, constant)
    : false;
}

/** Negative, zero or positive as the whole segment lies below a constant, is it, or lies above it. */
function orderOf(segment: Segment, constant: Value): number | undefined {
  if (segment.kind === 'point') return compare(segment.value, constant);
  if (segment.kind !== 'between') return undefined;
  const above = segment.low === undefined ? undefined : compare(segment.low, constant);
  if (above !== undefined && above >= 0) return 1;
  return segment.high === undefined ? undefined : -1;
}

function holds(operator: ComparisonOperator, order: number): boolean {
  switch (operator) {
    case '<':
      return order < 0;
    case '<=':
      return order <= 0;
    case '>':
      return order > 0;
    case '>=':
      return order >= 0;
    case '=':
      return order === 0;
    case '!=':
      return order !== 0;
  }
}
