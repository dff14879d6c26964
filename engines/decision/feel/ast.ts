/** Syntax trees of FEEL (DMN 1.5, clause 10.3.1). Names are normalized; offsets count UTF-16 units of the text. */

export interface Span {
  start: number;
  end: number;
}

interface Node extends Span {
  kind: string;
}

export type ArithmeticOperator = '+' | '-' | '*' | '/' | '**';
export type ComparisonOperator = '=' | '!=' | '<' | '<=' | '>' | '>=';
export type BinaryOperator = ArithmeticOperator | ComparisonOperator | 'and' | 'or';

export interface NullLiteral extends Node {
  kind: 'null';
}
export interface BooleanLiteral extends Node {
  kind: 'boolean';
  value: boolean;
}
/** `text` as written: `1.50`, `.5`, `12e3`. Never signed: a sign is a `negate`. */
export interface NumberLiteral extends Node {
  kind: 'number';
  text: string;
}
/** `value` without quotes and escapes. */
export interface StringLiteral extends Node {
  kind: 'string';
  value: string;
}
/** `@"2026-11-27"`: a date, time, date and time, or duration, told by its form. */
export interface AtLiteral extends Node {
  kind: 'at';
  text: string;
}
/** A variable; `?` is the value that a unary test tests. */
export interface Name extends Node {
  kind: 'name';
  name: string;
}
export interface Path extends Node {
  kind: 'path';
  of: Expression;
  name: string;
}
export interface ListLiteral extends Node {
  kind: 'list';
  items: Expression[];
}
export interface ContextLiteral extends Node {
  kind: 'context';
  entries: { key: string; value: Expression }[];
}
/**
 * `[1..5)`; an end that is open to infinity, `(<5)` or `(>=5)`, is undefined. `(=5)` has 5 at both ends, included, and
 * `(!=5)` has it there, left out.
 */
export interface RangeLiteral extends Node {
  kind: 'range';
  /** Undefined for one with two dots. */
  operator: ComparisonOperator | undefined;
  low: Expression | undefined;
  high: Expression | undefined;
  lowIncluded: boolean;
  highIncluded: boolean;
}
export interface Negation extends Node {
  kind: 'negate';
  operand: Expression;
}
export interface Binary extends Node {
  kind: 'binary';
  operator: BinaryOperator;
  left: Expression;
  right: Expression;
}
export interface Between extends Node {
  kind: 'between';
  value: Expression;
  low: Expression;
  high: Expression;
}
/** `value in test` or `value in (test, test)`. */
export interface In extends Node {
  kind: 'in';
  value: Expression;
  tests: PositiveTest[];
}
export interface If extends Node {
  kind: 'if';
  condition: Expression;
  whenTrue: Expression;
  otherwise: Expression;
}
/** `name in list`, or `name in from..to` when `to` is given. */
export interface Iterator extends Span {
  name: string;
  from: Expression;
  to: Expression | undefined;
}
export interface For extends Node {
  kind: 'for';
  iterators: Iterator[];
  body: Expression;
}
export interface Quantified extends Node {
  kind: 'quantified';
  quantifier: 'some' | 'every';
  iterators: Iterator[];
  satisfies: Expression;
}
export interface Filter extends Node {
  kind: 'filter';
  of: Expression;
  by: Expression;
}
export interface Call extends Node {
  kind: 'call';
  callee: Expression;
  arguments: Expression[];
}
export interface NamedCall extends Node {
  kind: 'namedCall';
  callee: Expression;
  arguments: { name: string; value: Expression }[];
}
export interface FunctionLiteral extends Node {
  kind: 'function';
  parameters: { name: string; type: TypeExpression | undefined }[];
  /** `function(x) external { … }` is read, and refused when it is compiled. */
  external: boolean;
  body: Expression;
}
export interface InstanceOf extends Node {
  kind: 'instanceOf';
  value: Expression;
  type: TypeExpression;
}

export type Expression =
  | NullLiteral
  | BooleanLiteral
  | NumberLiteral
  | StringLiteral
  | AtLiteral
  | Name
  | Path
  | ListLiteral
  | ContextLiteral
  | RangeLiteral
  | Negation
  | Binary
  | Between
  | In
  | If
  | For
  | Quantified
  | Filter
  | Call
  | NamedCall
  | FunctionLiteral
  | InstanceOf;

/** `< 5`, `= "x"`: the tested value stands at the left. */
export interface CompareTest extends Node {
  kind: 'compare';
  operator: ComparisonOperator;
  operand: Expression;
}
/**
 * Any other test. Its meaning depends on its value (clause 10.3.2.8): true when it contains `?` and is true; otherwise
 * the tested value equals it, lies in it (range), is a member of it (list), or is among its members that are tests.
 */
export interface ExpressionTest extends Node {
  kind: 'expression';
  expression: Expression;
  /** Whether `?` occurs in it, outside of nested tests. */
  usesInput: boolean;
}
export type PositiveTest = CompareTest | ExpressionTest;

/** A cell of a decision table: `-` (any), `not(…)`, or tests of which one must hold. */
export interface UnaryTests extends Span {
  any: boolean;
  negated: boolean;
  tests: PositiveTest[];
}

/** As written: `list<number>`, `range<date>`, `context<a: string>`, `function<number> -> string`, `tAddress`. */
export type TypeExpression = Span &
  (
    | { kind: 'named'; name: string }
    | { kind: 'listType'; of: TypeExpression }
    | { kind: 'rangeType'; of: TypeExpression }
    | { kind: 'contextType'; entries: { key: string; type: TypeExpression }[] }
    | { kind: 'functionType'; parameters: TypeExpression[]; result: TypeExpression }
  );
