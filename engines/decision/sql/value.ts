import type { FeelText } from '../model/model.ts';
import type { Value } from '../values/value.ts';
import type { Digits } from './digits.ts';

/**
 * What a value is in SQL: `moment` is a date and time with a zone (timestamptz), `days` a duration as its seconds,
 * `months` one as its months. `null` is the constant.
 */
export type Kind = 'null' | 'number' | 'string' | 'boolean' | 'date' | 'moment' | 'days' | 'months';

/** An expression of SQL. It raises no error for rows that the columns can hold. */
export interface Scalar {
  form: 'scalar';
  kind: Kind;
  /** Safe to stand anywhere: in parentheses, unless it is one word or a call. */
  text: string;
  /** Of numbers and durations. */
  digits: Digits;
  nullable: boolean;
  /** How many stages must have been made before it can be read. */
  depth: number;
  /** Of one that is known beforehand. */
  constant?: Value;
}

/** A quotient that no decimal holds exactly: it can be compared, since that asks for no division. */
export interface Quotient {
  form: 'quotient';
  numerator: Scalar;
  denominator: Scalar;
  /** Where it was written. */
  text?: FeelText;
}

export interface Range {
  form: 'range';
  low: Scalar | undefined;
  high: Scalar | undefined;
  lowIncluded: boolean;
  highIncluded: boolean;
  operator: string | undefined;
}

export type SqlValue =
  | Scalar
  | Quotient
  | Range
  /** Of a list, the expressions of its items. */
  | { form: 'list'; items: readonly SqlValue[] }
  /** An array of the dialect. */
  | { form: 'array'; of: Scalar; text: string; depth: number }
  | { form: 'context'; members: ReadonlyMap<string, SqlValue> }
  /** Of something that was refused already. */
  | { form: 'refused' };

export const REFUSED: SqlValue = { form: 'refused' };

export const NO_DIGITS: Digits = { whole: 0, fraction: 0 };

/** Characters of one expression: what names another twice doubles it. */
export const LONGEST = 4_000_000;

/** @throws Refusal SQL_TOO_LARGE */
export function scalar(kind: Kind, text: string, over: Partial<Scalar> = {}): Scalar {
  if (text.length > LONGEST) throw new Refusal('SQL_TOO_LARGE', { limit: LONGEST });
  return { form: 'scalar', kind, text, digits: NO_DIGITS, nullable: true, depth: 0, ...over };
}

/** Texts as one, which is not made if it is too long. @throws Refusal SQL_TOO_LARGE */
export function joinTexts(texts: readonly string[], by: string): string {
  const length = texts.reduce((sum, text) => sum + text.length + by.length, 0);
  if (length > LONGEST) throw new Refusal('SQL_TOO_LARGE', { limit: LONGEST });
  return texts.join(by);
}

/** The texts of scalars. @throws Refusal SQL_TOO_LARGE */
export const joinScalars = (parts: readonly Scalar[], by: string): string =>
  joinTexts(
    parts.map(({ text }) => text),
    by,
  );

export const NULL_SQL = scalar('null', 'null');
export const TRUE_SQL = scalar('boolean', 'true', { nullable: false });

export const FALSE_SQL: Scalar = { ...TRUE_SQL, text: 'false' };

/** What is to be told of an expression made of others. */
export const madeOf = (parts: readonly Scalar[]): Pick<Scalar, 'nullable' | 'depth'> => ({
  nullable: parts.some(({ nullable }) => nullable),
  depth: parts.reduce((deepest, { depth }) => Math.max(deepest, depth), 0),
});

/** Why an expression has no SQL of the same meaning. */
export type RefusalCode =
  | 'EXPRESSION_UNSUPPORTED'
  | 'FUNCTION_UNSUPPORTED'
  | 'OPERANDS_UNSUPPORTED'
  | 'ARGUMENT_UNSUPPORTED'
  | 'MEMBER_UNSUPPORTED'
  | 'TYPE_UNSUPPORTED'
  | 'TYPE_MISSING'
  | 'VALUE_UNSUPPORTED'
  | 'COERCION_UNSUPPORTED'
  | 'DIGITS_EXCEEDED'
  | 'DIVISION_INEXACT'
  | 'NAME_UNSUPPORTED'
  | 'NAME_TWICE'
  | 'COLUMN_UNKNOWN'
  | 'PRIORITY_UNKNOWN'
  | 'DEFAULT_OF_LIST'
  | 'OUTPUTS_AGGREGATED'
  | 'RECURSION_UNSUPPORTED'
  | 'NOT_COMPILED'
  | 'SQL_TOO_DEEP'
  | 'SQL_TOO_LARGE';

export type Params = Readonly<Record<string, string | number>>;

/** Ends the writing of one expression; what rests on it is not told again (`code` undefined). */
export class Refusal extends Error {
  readonly code: RefusalCode | undefined;
  readonly params: Params;
  /** Where that was written, if not where it is refused. */
  readonly text: FeelText | undefined;
  constructor(code?: RefusalCode, params: Params = {}, text?: FeelText) {
    super(code);
    this.code = code;
    this.params = params;
    this.text = text;
  }
}

/** @throws Refusal for what is no single value */
export function scalarOf(value: SqlValue): Scalar {
  if (value.form === 'scalar') return value;
  if (value.form === 'refused') throw new Refusal();
  if (value.form === 'quotient') throw new Refusal('DIVISION_INEXACT', {}, value.text);
  throw new Refusal('EXPRESSION_UNSUPPORTED', { expression: value.form });
}
