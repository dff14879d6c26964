import fc from 'fast-check';
import type { Expression, PositiveTest, TypeExpression, UnaryTests } from '../ast.ts';

/** Names that generated trees use; all of them are in scope where they are read. */
export const NAMES = ['x', 'y', 'Applicant age', '月均申报', 'a-b', '参保 人数', 'date and time'] as const;
/** What paths and contexts use. */
export const MEMBERS = ['size', 'start date', '金额'] as const;
export const TYPES = ['number', 'string', 'date and time', 'tAddress'] as const;

/** Trees have places that don't matter here. */
const NOWHERE = { start: 0, end: 0 };

type Make<T> = fc.Arbitrary<T>;
type WithoutSpan<T> = T extends unknown ? Omit<T, 'start' | 'end'> : never;
const node = <T extends Expression>(make: Make<WithoutSpan<T>>): Make<Expression> =>
  make.map((given) => ({ ...given, ...NOWHERE }) as unknown as Expression);

const type: Make<TypeExpression> = fc.letrec<{ type: TypeExpression }>((tie) => ({
  type: fc
    .oneof(
      { maxDepth: 2, withCrossShrink: true },
      fc.record({ kind: fc.constant('named' as const), name: fc.constantFrom(...TYPES) }),
      fc.record({ kind: fc.constantFrom('listType' as const, 'rangeType' as const), of: tie('type') }),
      fc.record({
        kind: fc.constant('functionType' as const),
        parameters: fc.array(tie('type'), { maxLength: 2 }),
        result: tie('type'),
      }),
      fc.record({
        kind: fc.constant('contextType' as const),
        entries: fc.array(fc.record({ key: fc.constantFrom(...MEMBERS), type: tie('type') }), {
          maxLength: 2,
        }),
      }),
    )
    .map((given) => ({ ...given, ...NOWHERE }) as TypeExpression),
})).type;

const string = fc.string({ unit: fc.constantFrom('a', '"', '\\', '\n', '字', '🐎', ' ', "'"), maxLength: 4 });

interface Tied {
  expression: Expression;
  test: PositiveTest;
}

const kind = <K extends string>(value: K) => fc.constant(value);

const leaves: Make<Expression>[] = [
  node(fc.record({ kind: kind('number'), text: fc.constantFrom('0', '1.50', '.5', '12e3') })),
  node(fc.record({ kind: kind('name'), name: fc.constantFrom(...NAMES) })),
  node(fc.record({ kind: kind('string'), value: string })),
  node(fc.record({ kind: kind('boolean'), value: fc.boolean() })),
  node(fc.constant({ kind: 'null' as const })),
  node(fc.record({ kind: kind('at'), text: fc.constantFrom('2026-11-27', 'P1D') })),
];

const OPERATORS = ['+', '-', '*', '/', '**', '=', '!=', '<', '<=', '>', '>=', 'and', 'or'] as const;

const COMPARED = ['<', '<=', '>', '>=', '=', '!='] as const;

/** Operators, tests and branches over parts. */
function operations(any: Make<Expression>, test: Make<PositiveTest>): Make<Expression>[] {
  const tests = fc.array(test, { minLength: 1, maxLength: 2 });
  const ends = { lowIncluded: fc.boolean(), highIncluded: fc.boolean() };
  const openRange = fc
    .record({ operator: fc.constantFrom(...COMPARED), bound: any })
    .map(({ operator, bound }) => ({
      kind: 'range' as const,
      operator,
      low: operator.startsWith('<') ? undefined : bound,
      high: operator.startsWith('>') ? undefined : bound,
      lowIncluded: operator === '=' || operator === '>=',
      highIncluded: operator === '=' || operator === '<=',
    }));
  return [
    node(fc.record({ kind: kind('negate'), operand: any })),
    node(fc.record({ kind: kind('binary'), operator: fc.constantFrom(...OPERATORS), left: any, right: any })),
    node(fc.record({ kind: kind('between'), value: any, low: any, high: any })),
    node(fc.record({ kind: kind('in'), value: any, tests })),
    node(fc.record({ kind: kind('if'), condition: any, whenTrue: any, otherwise: any })),
    node(fc.record({ kind: kind('range'), operator: fc.constant(undefined), low: any, high: any, ...ends })),
    node(openRange),
    node(fc.record({ kind: kind('instanceOf'), value: any, type })),
  ];
}

/** What binds names, and what is made of several parts. */
function structures(any: Make<Expression>): Make<Expression>[] {
  const iterator = fc.record({
    name: fc.constantFrom('i', 'each one'),
    from: any,
    to: fc.option(any, { nil: undefined }),
  });
  const iterators = fc.array(
    iterator.map((given) => ({ ...given, ...NOWHERE })),
    { minLength: 1, maxLength: 2 },
  );
  const quantifier = fc.constantFrom('some' as const, 'every' as const);
  const entries = fc.array(fc.record({ key: fc.constantFrom(...MEMBERS), value: any }), { maxLength: 2 });
  const named = fc.record({ name: fc.constantFrom('from', 'start position'), value: any });
  const parameter = fc.record({
    name: fc.constantFrom('p', 'the rate'),
    type: fc.option(type, { nil: undefined }),
  });
  const several = fc.array(any, { maxLength: 3 });
  return [
    node(fc.record({ kind: kind('for'), iterators, body: any })),
    node(fc.record({ kind: kind('quantified'), quantifier, iterators, satisfies: any })),
    node(fc.record({ kind: kind('path'), of: any, name: fc.constantFrom(...MEMBERS) })),
    node(fc.record({ kind: kind('filter'), of: any, by: any })),
    node(fc.record({ kind: kind('list'), items: several })),
    node(fc.record({ kind: kind('context'), entries })),
    node(fc.record({ kind: kind('call'), callee: any, arguments: several })),
    node(
      fc.record({
        kind: kind('namedCall'),
        callee: any,
        arguments: fc.array(named, { minLength: 1, maxLength: 2 }),
      }),
    ),
    node(
      fc.record({
        kind: kind('function'),
        parameters: fc.array(parameter, { maxLength: 2 }),
        external: fc.constant(false),
        body: any,
      }),
    ),
  ];
}

const tied = fc.letrec<Tied>((tie) => {
  const any = tie('expression') as Make<Expression>;
  const test = tie('test') as Make<PositiveTest>;
  const compare = fc.record({ kind: kind('compare'), operator: fc.constantFrom(...COMPARED), operand: any });
  return {
    test: fc.oneof(
      compare.map((given) => ({ ...given, ...NOWHERE })),
      any.map((expression) => ({ kind: 'expression' as const, expression, usesInput: false, ...NOWHERE })),
    ),
    expression: fc.oneof(
      { maxDepth: 4, withCrossShrink: true },
      ...leaves,
      ...operations(any, test),
      ...structures(any),
    ),
  };
});

/** Syntax trees of all kinds, a few levels deep. */
export const expressions: Make<Expression> = tied.expression;

/** Cells of decision tables. */
export const unaryTests: Make<UnaryTests> = fc
  .record({ negated: fc.boolean(), tests: fc.array(tied.test, { minLength: 1, maxLength: 3 }) })
  .map((given) => ({ any: false, ...given, ...NOWHERE }));
