import type { Expression, Iterator, PositiveTest } from '../feel/ast.ts';

const ofTest = (test: PositiveTest): Expression => (test.kind === 'compare' ? test.operand : test.expression);

const given = (...parts: (Expression | undefined)[]): Expression[] =>
  parts.filter((part) => part !== undefined);

const ofIterators = (iterators: readonly Iterator[]): Expression[] =>
  iterators.flatMap(({ from, to }) => given(from, to));

/** The expressions that an expression is made of, in the order written. */
export function partsOf(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case 'path':
      return [expression.of];
    case 'list':
      return expression.items;
    case 'context':
      return expression.entries.map(({ value }) => value);
    case 'range':
      return given(expression.low, expression.high);
    case 'negate':
      return [expression.operand];
    case 'binary':
      return [expression.left, expression.right];
    case 'between':
      return [expression.value, expression.low, expression.high];
    case 'in':
      return [expression.value, ...expression.tests.map(ofTest)];
    case 'if':
      return [expression.condition, expression.whenTrue, expression.otherwise];
    case 'for':
      return [...ofIterators(expression.iterators), expression.body];
    case 'quantified':
      return [...ofIterators(expression.iterators), expression.satisfies];
    case 'filter':
      return [expression.of, expression.by];
    case 'call':
      return [expression.callee, ...expression.arguments];
    case 'namedCall':
      return [expression.callee, ...expression.arguments.map(({ value }) => value)];
    case 'function':
      return [expression.body];
    case 'instanceOf':
      return [expression.value];
    default:
      return [];
  }
}
