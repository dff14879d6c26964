import type {
  BinaryOperator,
  Expression,
  Iterator,
  PositiveTest,
  RangeLiteral,
  TypeExpression,
  UnaryTests,
} from './ast.ts';
import { wordAt } from './names.ts';

/** How tightly a kind of expression binds; an operand that binds less tightly than its place asks for is bracketed. */
const LOOSEST = 0;
const BINDING: Readonly<Record<BinaryOperator, number>> = {
  or: 1,
  and: 2,
  '=': 3,
  '!=': 3,
  '<': 3,
  '<=': 3,
  '>': 3,
  '>=': 3,
  '+': 4,
  '-': 4,
  '*': 5,
  '/': 5,
  '**': 6,
};
const COMPARISON = 3;
const ADDITIVE = 4;
const NEGATION = 7;
const INSTANCE = 8;
const POSTFIX = 9;

function bindingOf(expression: Expression): number {
  switch (expression.kind) {
    case 'if':
    case 'for':
    case 'quantified':
    case 'function':
      return LOOSEST;
    case 'binary':
      return BINDING[expression.operator];
    case 'between':
    case 'in':
      return COMPARISON;
    case 'negate':
      return NEGATION;
    case 'instanceOf':
      return INSTANCE;
    default:
      return POSTFIX;
  }
}

function operand(expression: Expression, atLeast: number): string {
  const text = printExpression(expression);
  return bindingOf(expression) < atLeast ? `(${text})` : text;
}

const QUOTED: Readonly<Record<string, string>> = {
  '"': '\\"',
  '\\': '\\\\',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
};

/** As a FEEL string literal. */
export function quote(text: string): string {
  return `"${text.replace(/["\\\n\r\t]/gu, (character) => QUOTED[character] ?? character)}"`;
}

/** A key that can stand without quotes is a name of words and single spaces. */
export function printKey(key: string): string {
  const isName = key.split(' ').every((word) => wordAt(word, 0) === word);
  return isName ? key : quote(key);
}

function printRange({ operator, low, high, lowIncluded, highIncluded }: RangeLiteral): string {
  const bound = low ?? high;
  if (operator && bound) return `(${operator} ${operand(bound, ADDITIVE)})`;
  if (!low || !high) return '';
  const ends = `${operand(low, ADDITIVE)}..${operand(high, ADDITIVE)}`;
  return `${lowIncluded ? '[' : '('}${ends}${highIncluded ? ']' : ')'}`;
}

const printIterators = (iterators: readonly Iterator[]): string =>
  iterators
    .map(({ name, from, to }) => {
      const domain = to ? `${operand(from, ADDITIVE)}..${operand(to, ADDITIVE)}` : operand(from, 1);
      return `${name} in ${domain}`;
    })
    .join(', ');

const list = (expressions: readonly Expression[]): string => expressions.map(printExpression).join(', ');

/** FEEL text with as few brackets as it takes: reading it gives the same tree, whose names are those in scope. */
export function printExpression(expression: Expression): string {
  switch (expression.kind) {
    case 'null':
      return 'null';
    case 'boolean':
      return String(expression.value);
    case 'number':
      return expression.text;
    case 'string':
      return quote(expression.value);
    case 'at':
      return `@${quote(expression.text)}`;
    case 'name':
      return expression.name;
    case 'list':
      return `[${list(expression.items)}]`;
    case 'context':
      return `{${expression.entries.map(({ key, value }) => `${printKey(key)}: ${printExpression(value)}`).join(', ')}}`;
    case 'range':
      return printRange(expression);
    default:
      return printComposed(expression);
  }
}

type Composed = Exclude<
  Expression,
  { kind: 'null' | 'boolean' | 'number' | 'string' | 'at' | 'name' | 'list' | 'context' | 'range' }
>;

function printComposed(expression: Composed): string {
  switch (expression.kind) {
    case 'negate':
      return `-${operand(expression.operand, NEGATION)}`;
    case 'binary': {
      const binding = BINDING[expression.operator];
      return `${operand(expression.left, binding)} ${expression.operator} ${operand(expression.right, binding + 1)}`;
    }
    case 'between': {
      const [value, low, high] = [expression.value, expression.low, expression.high];
      return `${operand(value, COMPARISON)} between ${operand(low, ADDITIVE)} and ${operand(high, ADDITIVE)}`;
    }
    case 'in':
      return `${operand(expression.value, COMPARISON)} in (${expression.tests.map(printTest).join(', ')})`;
    case 'if':
      return `if ${printExpression(expression.condition)} then ${printExpression(expression.whenTrue)} else ${printExpression(expression.otherwise)}`;
    case 'for':
      return `for ${printIterators(expression.iterators)} return ${printExpression(expression.body)}`;
    case 'quantified':
      return `${expression.quantifier} ${printIterators(expression.iterators)} satisfies ${printExpression(expression.satisfies)}`;
    case 'path':
      return `${operand(expression.of, POSTFIX)}.${expression.name}`;
    case 'filter':
      return `${operand(expression.of, POSTFIX)}[${printExpression(expression.by)}]`;
    case 'call':
      return `${operand(expression.callee, POSTFIX)}(${list(expression.arguments)})`;
    case 'namedCall':
      return `${operand(expression.callee, POSTFIX)}(${expression.arguments.map(({ name, value }) => `${name}: ${printExpression(value)}`).join(', ')})`;
    case 'function': {
      const parameters = expression.parameters.map(({ name, type }) =>
        type ? `${name}: ${printType(type)}` : name,
      );
      return `function(${parameters.join(', ')}) ${expression.external ? 'external ' : ''}${printExpression(expression.body)}`;
    }
    case 'instanceOf':
      return `${operand(expression.value, POSTFIX)} instance of ${printType(expression.type)}`;
  }
}

function printTest(test: PositiveTest): string {
  return test.kind === 'compare'
    ? `${test.operator} ${operand(test.operand, ADDITIVE)}`
    : printExpression(test.expression);
}

/** The tests of a cell, as they are written in a decision table. */
export function printUnaryTests({ any, negated, tests }: UnaryTests): string {
  if (any) return '-';
  const text = tests.map(printTest).join(', ');
  return negated ? `not(${text})` : text;
}

export function printType(type: TypeExpression): string {
  switch (type.kind) {
    case 'named':
      return type.name;
    case 'listType':
      return `list<${printType(type.of)}>`;
    case 'rangeType':
      return `range<${printType(type.of)}>`;
    case 'contextType':
      return `context<${type.entries.map(({ key, type: of }) => `${key}: ${printType(of)}`).join(', ')}>`;
    case 'functionType':
      return `function<${type.parameters.map(printType).join(', ')}> -> ${printType(type.result)}`;
  }
}
