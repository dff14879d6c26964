import { BUILTINS } from '../builtins/builtins.ts';
import { DecisionError } from '../decision-error.ts';
import type { Expression, UnaryTests } from '../feel/ast.ts';
import { FeelDateTime } from '../values/date-time.ts';
import { FeelDate } from '../values/date.ts';
import { Decimal } from '../values/decimal.ts';
import { DaysDuration, MonthsDuration } from '../values/duration.ts';
import {
  addNumbers,
  divideNumbers,
  multiplyNumbers,
  negateNumber,
  numberToText,
  parseNumber,
  subtractNumbers,
} from '../values/number.ts';
import { parseTemporal } from '../values/parse-temporal.ts';
import { FeelTime } from '../values/time.ts';
import { beginningOf } from '../values/to-text.ts';
import type { SimpleKind, Type } from '../types/type.ts';
import type { FeelFunction } from '../values/function.ts';
import type { FeelNumber, Run, Value } from '../values/value.ts';
import { printUnaryTests, quote } from '../feel/print-expression.ts';

/** Kinds whose values the analysis of tables tells apart. Moments with and without a zone are never equal. */
export type ScalarKind =
  | 'boolean'
  | 'number'
  | 'string'
  | 'date'
  | 'time'
  | 'zonedTime'
  | 'dateTime'
  | 'zonedDateTime'
  | 'daysDuration'
  | 'monthsDuration';

/** Undefined for null, lists, contexts, ranges and functions. */
export function kindOf(value: Value): ScalarKind | undefined {
  if (typeof value === 'boolean') return 'boolean';
  if (typeof value === 'string') return 'string';
  if (isNumber(value)) return 'number';
  if (value instanceof FeelDate) return 'date';
  if (value instanceof FeelTime) return value.zone ? 'zonedTime' : 'time';
  if (value instanceof FeelDateTime) return value.time.zone ? 'zonedDateTime' : 'dateTime';
  if (value instanceof DaysDuration) return 'daysDuration';
  return value instanceof MonthsDuration ? 'monthsDuration' : undefined;
}

const TYPE_NAMES: Readonly<Record<ScalarKind, SimpleKind>> = {
  boolean: 'boolean',
  number: 'number',
  string: 'string',
  date: 'date',
  time: 'time',
  zonedTime: 'time',
  dateTime: 'date and time',
  zonedDateTime: 'date and time',
  daysDuration: 'days and time duration',
  monthsDuration: 'years and months duration',
};

/** The FEEL type of a kind. */
export const typeNameOf = (kind: ScalarKind | undefined): string => (kind ? TYPE_NAMES[kind] : 'Any');

/** The same as a type. */
export const typeOfKind = (kind: ScalarKind): Type => ({ kind: TYPE_NAMES[kind] });

/** The kinds that values of a simple type may have. */
export const kindsOfType = (type: string): readonly ScalarKind[] =>
  (Object.keys(TYPE_NAMES) as ScalarKind[]).filter((kind) => TYPE_NAMES[kind] === type);

const isNumber = (value: Value | undefined): value is FeelNumber =>
  typeof value === 'number' || value instanceof Decimal;

/** Trees don't change, and the tests of a table are asked again for each segment. */
const known = new WeakMap<Expression, { value: Value | undefined }>();

/** What an expression is whatever the input; undefined where that is not told by a glance. */
export function constantOf(expression: Expression): Value | undefined {
  const found = known.get(expression);
  if (found) return found.value;
  const value = evaluate(expression);
  known.set(expression, { value });
  return value;
}

function evaluate(expression: Expression): Value | undefined {
  switch (expression.kind) {
    case 'null':
      return null;
    case 'boolean':
    case 'string':
      return expression.value;
    case 'number':
      return parseNumber(expression.text);
    case 'at':
      return parseTemporal(expression.text);
    case 'negate': {
      const value = constantOf(expression.operand);
      return isNumber(value) ? negateNumber(value) : undefined;
    }
    case 'binary':
      return arithmeticOf(expression);
    case 'call':
      return constructed(expression);
    default:
      return undefined;
  }
}

function arithmeticOf({
  operator,
  left,
  right,
}: Extract<Expression, { kind: 'binary' }>): FeelNumber | undefined {
  const [a, b] = [constantOf(left), constantOf(right)];
  if (!isNumber(a) || !isNumber(b)) return undefined;
  switch (operator) {
    case '+':
      return addNumbers(a, b);
    case '-':
      return subtractNumbers(a, b);
    case '*':
      return multiplyNumbers(a, b);
    case '/':
      return divideNumbers(a, b);
    default:
      return undefined;
  }
}

/** Functions that make values of constants. */
const CONSTRUCTORS: readonly string[] = [
  'date',
  'time',
  'date and time',
  'duration',
  'years and months duration',
  'number',
];

const nothing = (): void => undefined;

export const QUIET: Run = {
  now: 0,
  warn: nothing,
  spend: nothing,
  reserve: nothing,
  enter: nothing,
  leave: nothing,
};

/** `date("2026-11-27")` and its like. */
function constructed(call: Extract<Expression, { kind: 'call' }>): Value | undefined {
  if (call.callee.kind !== 'name' || !CONSTRUCTORS.includes(call.callee.name)) return undefined;
  const args = call.arguments.map(constantOf).filter((value) => value !== undefined);
  if (args.length !== call.arguments.length) return undefined;
  return BUILTINS.get(call.callee.name)?.call(args, QUIET);
}

/** So much work is done to find out what a call of constants gives. */
const MOST_STEPS = 100_000;

/** What a built-in function gives for arguments that are written out, none of them null; undefined if they are not. */
export function valueOfCall(
  fn: Pick<FeelFunction, 'call'> | undefined,
  args: readonly Expression[],
): Value | undefined {
  const values = args.map(valueOf).filter((value) => value !== undefined && value !== null);
  if (values.length < args.length) return undefined;
  let left = MOST_STEPS;
  const spend = (steps: number): void => {
    left -= steps;
    if (left < 0) throw new DecisionError('LIMIT_STEPS', { limit: MOST_STEPS });
  };
  try {
    return fn?.call(values, { ...QUIET, spend, reserve: spend });
  } catch (error) {
    if (error instanceof DecisionError) return undefined;
    throw error;
  }
}

/** A constant, or a list of them. */
function valueOf(expression: Expression): Value | undefined {
  if (expression.kind !== 'list') return constantOf(expression);
  const items = expression.items.map(valueOf).filter((item) => item !== undefined);
  return items.length < expression.items.length ? undefined : items;
}

/** Texts beyond this are told by their beginnings. */
const MOST_CHARACTERS = 1000;

/** As FEEL text that reads back as the same value, but for long texts. */
export function printConstant(value: Value): string {
  if (typeof value === 'string') return quote(beginningOf(value, MOST_CHARACTERS));
  if (isNumber(value)) return numberToText(value);
  return value === null || typeof value === 'boolean' ? String(value) : `@${quote(String(value))}`;
}

const printed = new WeakMap<UnaryTests, string>();

/** The beginning of what tests allow; the same text for the same tests. */
export function printAllowed(tests: UnaryTests): string {
  const text = printed.get(tests) ?? beginningOf(printUnaryTests(tests), MOST_CHARACTERS);
  printed.set(tests, text);
  return text;
}
