import { DecisionError } from '../decision-error.ts';
import type { Expression, RangeLiteral } from '../feel/ast.ts';
import { Names } from '../feel/names.ts';
import { parseExpression } from '../feel/parse-expression.ts';
import { compare } from '../values/comparison.ts';
import { FeelDateTime } from '../values/date-time.ts';
import { FeelDate } from '../values/date.ts';
import { negateNumber, parseNumber } from '../values/number.ts';
import { parseDuration } from '../values/duration.ts';
import { parseTemporal } from '../values/parse-temporal.ts';
import { FeelRange } from '../values/range.ts';
import { FeelTime } from '../values/time.ts';
import type { Value } from '../values/value.ts';

const CONSTRUCTORS: ReadonlyMap<string, (text: string) => Value | undefined> = new Map<
  string,
  (text: string) => Value | undefined
>([
  ['date', FeelDate.parse],
  ['time', FeelTime.parse],
  ['date and time', FeelDateTime.parse],
  ['duration', parseDuration],
]);

const KNOWN = { variables: new Names(CONSTRUCTORS.keys()), members: new Names(), types: new Names() };

/**
 * `[1..10)`: an interval whose ends are literals of one kind, the lower first; `[2..)` is `>= 2`, and `(..2)` is `< 2`,
 * as an end that is left out is never included. Undefined for other text.
 */
export function parseRange(text: string): FeelRange | undefined {
  const halfOpen = parseHalfOpen(text.trim());
  if (halfOpen) return halfOpen;
  const literal = intervalOf(text);
  const low = literal?.low && literalValue(literal.low);
  const high = literal?.high && literalValue(literal.high);
  if (!literal || low === undefined || high === undefined) return undefined;
  const order = compare(low, high);
  if (order === undefined || order > 0) return undefined;
  const { lowIncluded, highIncluded } = literal;
  return new FeelRange({ low, high, lowIncluded, highIncluded });
}

/** An interval of which one end is left out, and with it the bracket that would include it. */
function parseHalfOpen(text: string): FeelRange | undefined {
  const [first = '', last = ''] = [text.at(0), text.at(-1)];
  const inner = text.slice(1, -1).trim();
  const isBelow = '(]'.includes(first) && '])['.includes(last) && inner.startsWith('..');
  const isAbove = '[(]'.includes(first) && ')['.includes(last) && inner.endsWith('..');
  if (isBelow === isAbove) return undefined;
  const written = parsed(isBelow ? inner.slice(2) : inner.slice(0, -2));
  const end = written && literalValue(written);
  if (end === undefined || compare(end, end) === undefined) return undefined;
  const ends = isBelow ? { low: null, high: end } : { low: end, high: null };
  const [lowIncluded, highIncluded] = [isAbove && first === '[', isBelow && last === ']'];
  const operator = isBelow ? (highIncluded ? '<=' : '<') : lowIncluded ? '>=' : '>';
  return new FeelRange({ ...ends, lowIncluded, highIncluded, operator });
}

function intervalOf(text: string): RangeLiteral | undefined {
  if (!/^\s*[[\](]/u.test(text)) return undefined;
  const expression = parsed(text);
  return expression?.kind === 'range' ? expression : undefined;
}

function parsed(text: string): Expression | undefined {
  try {
    return parseExpression(text, KNOWN);
  } catch (error) {
    if (error instanceof DecisionError) return undefined;
    throw error;
  }
}

function literalValue(expression: Expression): Value | undefined {
  switch (expression.kind) {
    case 'number':
      return parseNumber(expression.text);
    case 'string':
      return expression.value;
    case 'at':
      return parseTemporal(expression.text);
    case 'negate': {
      const { operand } = expression;
      const size = operand.kind === 'number' ? parseNumber(operand.text) : undefined;
      return size === undefined ? undefined : negateNumber(size);
    }
    case 'call': {
      const { callee, arguments: args } = expression;
      const [text] = args;
      if (callee.kind !== 'name' || args.length !== 1 || text?.kind !== 'string') return undefined;
      return CONSTRUCTORS.get(callee.name)?.(text.value);
    }
    default:
      return undefined;
  }
}
