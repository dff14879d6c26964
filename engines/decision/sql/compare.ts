import type { ComparisonOperator } from '../feel/ast.ts';
import type { Dialect } from './dialect.ts';
import { FEEL_DIGITS, productOf, unionOf, within } from './digits.ts';
import { multiplied } from './arithmetic.ts';
import { madeOf, Refusal, scalar, scalarOf, type Quotient, type Scalar, type SqlValue } from './value.ts';

const ORDERED: ReadonlySet<string> = new Set(['number', 'string', 'date', 'moment', 'days', 'months']);
const MIRRORED = { '=': '=', '!=': '!=', '<': '>', '<=': '>=', '>': '<', '>=': '<=' } as const;

const sqlOperator = (operator: ComparisonOperator): string => (operator === '!=' ? '<>' : operator);

/**
 * FEEL's comparison. `=` and `!=` are true or false, null being equal to null alone; the others are null for null.
 * @throws Refusal for values of different kinds, and of kinds without order
 */
export function compareSql(
  dialect: Dialect,
  operator: ComparisonOperator,
  left: SqlValue,
  right: SqlValue,
): Scalar {
  if (left.form === 'quotient') return compareQuotient(dialect, operator, left, scalarOf(right));
  if (right.form === 'quotient') return compareQuotient(dialect, MIRRORED[operator], right, scalarOf(left));
  if (left.form === 'array' || right.form === 'array') return compareArray(operator, left, right);
  const [a, b] = [scalarOf(left), scalarOf(right)];
  const isEquality = operator === '=' || operator === '!=';
  if (a.kind === 'null' || b.kind === 'null') {
    const other = a.kind === 'null' ? b : a;
    if (!isEquality) return scalar('boolean', 'cast(null as boolean)');
    return scalar('boolean', `(${other.text} is ${operator === '=' ? '' : 'not '}null)`, {
      ...madeOf([other]),
      nullable: false,
    });
  }
  if (a.kind !== b.kind || !(isEquality || ORDERED.has(a.kind)))
    throw new Refusal('OPERANDS_UNSUPPORTED', { operator, left: a.kind, right: b.kind });
  // Both are brought to one type, which must have room for the digits of both.
  within(unionOf([a.digits, b.digits]), dialect.mostDigits);
  // FEEL's `=` counts whole seconds, its order does not.
  const isBySeconds = isEquality && a.kind === 'moment';
  const [x, y] = [a, b].map(({ text }) => (isBySeconds ? dialect.secondsOf(text) : text));
  const made = madeOf([a, b]);
  if (!isEquality || !made.nullable) return scalar('boolean', `(${x} ${sqlOperator(operator)} ${y})`, made);
  const word = operator === '=' ? 'is not distinct from' : 'is distinct from';
  return scalar('boolean', `(${x} ${word} ${y})`, { ...made, nullable: false });
}

/** A list is compared with null only. */
function compareArray(operator: ComparisonOperator, left: SqlValue, right: SqlValue): Scalar {
  const [array, other] = left.form === 'array' ? [left, scalarOf(right)] : [right, scalarOf(left)];
  if (array.form !== 'array' || other.kind !== 'null' || (operator !== '=' && operator !== '!='))
    throw new Refusal('OPERANDS_UNSUPPORTED', { operator, left: 'list', right: other.kind });
  const word = operator === '=' ? 'is null' : 'is not null';
  return scalar('boolean', `(${array.text} ${word})`, { depth: array.depth, nullable: false });
}

/**
 * n / d against c by n against c × d. FEEL rounds the quotient to 34 digits first. That changes nothing: one that is
 * not c differs from it by a part of at least 10^−(f + w), where f are the digits of n − c × d behind the point and w
 * those of c and d before it; rounding changes by a part of at most 5 × 10^−34.
 */
function compareQuotient(
  dialect: Dialect,
  operator: ComparisonOperator,
  { numerator: n, denominator: d }: Quotient,
  c: Scalar,
): Scalar {
  const parts = [n, d, c];
  if (c.kind === 'null') {
    const isNull = `(${n.text} is null or coalesce(${d.text} = 0, true))`;
    if (operator === '=') return scalar('boolean', isNull, { ...madeOf(parts), nullable: false });
    if (operator === '!=') return scalar('boolean', `(not ${isNull})`, { ...madeOf(parts), nullable: false });
    return scalar('boolean', 'cast(null as boolean)');
  }
  if (c.kind !== 'number')
    throw new Refusal('OPERANDS_UNSUPPORTED', { operator, left: 'number', right: c.kind });
  const gap = {
    whole: c.digits.whole + d.digits.whole,
    fraction: unionOf([n.digits, productOf(c.digits, d.digits)]).fraction,
  };
  within(gap, FEEL_DIGITS - 1);
  const product = multiplied(dialect, c, d);
  within(unionOf([n.digits, product.digits]), dialect.mostDigits);
  const test = (by: ComparisonOperator) => `${n.text} ${sqlOperator(by)} ${product.text}`;
  if (operator === '=' || operator === '!=') {
    if (c.nullable) throw new Refusal('DIVISION_INEXACT');
    const isEqual = `coalesce(${test('=')} and ${d.text} <> 0, false)`;
    const text = operator === '=' ? isEqual : `(not ${isEqual})`;
    return scalar('boolean', text, { ...madeOf(parts), nullable: false });
  }
  const text = `(case when ${d.text} > 0 then ${test(operator)} when ${d.text} < 0 then ${test(MIRRORED[operator])} end)`;
  return scalar('boolean', text, { ...madeOf(parts), nullable: true });
}
