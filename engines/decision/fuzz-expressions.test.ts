import fc from 'fast-check';
import { expect, it } from 'vitest';
import { BUILTINS } from './builtins/builtins.ts';
import {
  beginningOf,
  compileModel,
  DaysDuration,
  Decimal,
  FeelDate,
  FeelDateTime,
  FeelFunction,
  FeelRange,
  FeelTime,
  MonthsDuration,
  readModel,
} from './index.ts';
import { fromParts } from './values/number.ts';
import { escaped, LIMITS, outcomeOf } from './test/outcome.ts';

const model = (feel: string) =>
  readModel(`<definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" name="m" namespace="urn:m">
    <decision name="d"><variable name="d"/><literalExpression><text>${escaped(feel)}</text></literalExpression></decision></definitions>`);

/** What FEEL text gives, the same by both back ends. */
function evaluate(feel: string): string {
  const [closures, source] = (['closures', 'source'] as const).map((backEnd) =>
    outcomeOf(() => {
      const { value } = compileModel(model(feel), { backEnd, limits: LIMITS }).evaluate('d');
      expect(flawOf(value), feel).toBeUndefined();
      return beginningOf(value, 20_000);
    }),
  );
  expect(source, feel).toBe(closures);
  return String(closures);
}

const TEMPORAL = [FeelDate, FeelTime, FeelDateTime, DaysDuration, MonthsDuration, FeelFunction];

/** What makes it no value of FEEL. */
function flawOf(value: unknown, known = new Set<unknown>()): string | undefined {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return undefined;
  if (typeof value === 'number')
    return Number.isFinite(value) && !Object.is(value, -0) ? undefined : `a number that is ${value}`;
  if (value instanceof Decimal)
    return fromParts(value) instanceof Decimal ? undefined : 'a decimal in two forms';
  if (known.has(value)) return undefined;
  known.add(value);
  const within = (parts: readonly unknown[]) =>
    parts.map((part) => flawOf(part, known)).find((flaw) => flaw !== undefined);
  if (Array.isArray(value)) return within(value);
  if (value instanceof Map) return within([...value.keys(), ...value.values()]);
  if (value instanceof FeelRange) return within([value.low, value.high]);
  return TEMPORAL.some((kind) => value instanceof kind) ? undefined : `a ${typeof value}`;
}

/** Values at the edges of what there is, by kind. */
const EDGES = {
  number: [
    ...['0', '1', '-1', '2', '0.1', '1e-6176', '1e6144', '-0.5', '10000', '9007199254740993'],
    ...['1234567890.123456789012345678901234', '9.999999999999999999999999999999999e6144'],
  ],
  string: [
    ...[
      '""',
      '"a"',
      '"🐎"',
      '"\\uD83D"',
      '"1"',
      '"2026-01-31"',
      '"P1D"',
      '"a,b;c"',
      '"(a+)+$"',
      '"[a-"',
      '"$1\\\\"',
    ],
    ...['"smix"', '"."', '","', '" "', '"10:00:00"', '"Asia/Shanghai"'],
  ],
  boolean: ['true', 'false'],
  date: ['@"2026-01-31"', '@"-999999999-01-01"', '@"999999999-12-31"', '@"2024-02-29"'],
  time: ['@"23:59:59.999999999"', '@"00:00:00Z"', '@"10:00:00+14:00"', '@"10:00:00@Asia/Shanghai"'],
  'date and time': [
    ...[
      '@"2026-03-29T02:30:00@Europe/Paris"',
      '@"2026-11-01T01:30:00@America/New_York"',
      '@"2026-01-31T24:00:00"',
    ],
    '@"999999999-12-31T23:59:59Z"',
  ],
  'days and time duration': ['@"P1DT1H"', '@"-P9999999999D"', '@"PT0.000000001S"'],
  'years and months duration': ['@"P1M"', '@"-P999999999Y"', '@"P1Y11M"'],
  list: [
    ...[
      '[]',
      '[1]',
      '[null]',
      '[1, 2, 3]',
      '["a", "b"]',
      '[[1, [2]], 3]',
      '[1, "a", null, @"P1D"]',
      '[true, false, null]',
    ],
    // One list in another many times over.
    '(for i in 0..40 return if i = 0 then [1] else [partial[-1], partial[-1]])',
    ...['[{key: "a", value: 1}]', '[{a: 1}, {b: 2}]', '[0.1, 1e6144, -1e-6176]', '[@"P1D", @"PT1H"]'],
  ],
  context: ['{}', '{a: 1}', '{key: "k", value: [1]}', '{a: {b: {}}}'],
  range: [
    ...[
      '[1..3]',
      '(1..3)',
      '["a".."b"]',
      '[@"2026-01-01"..@"2026-12-31"]',
      '(< 5)',
      '(>= @"P1D")',
      '[3..1]',
      '(!= 2)',
    ],
  ],
  function: ['function(x) x', 'function(x, y) x < y', 'function() 1 / 0', 'sum', 'count', 'matches'],
  null: ['null'],
};
const edge = fc.constantFrom(...Object.values(EDGES).flat());
const ofKind = (kind: string) =>
  fc.constantFrom(...(EDGES[kind as keyof typeof EDGES] ?? Object.values(EDGES).flat()));

const names = [...BUILTINS.keys()];
const ways = [...BUILTINS].flatMap(([name, fn]) =>
  (fn.ways ?? []).map(({ parameters }) => ({ name, kinds: parameters.map(({ type }) => type.kind) })),
);
/** Mostly with arguments of the kinds that a function is for. */
const calls = fc
  .constantFrom(...ways)
  .chain(({ name, kinds }) =>
    fc
      .tuple(
        ...kinds.map((kind) => fc.oneof({ arbitrary: ofKind(kind), weight: 9 }, edge)),
        fc.oneof({ arbitrary: fc.constant(null), weight: 9 }, edge),
      )
      .map((args) => `${name}(${args.filter((one) => one !== null).join(', ')})`),
  );

const OPERATORS = ['+', '-', '*', '/', '**', '=', '!=', '<', '<=', '>', '>=', 'and', 'or', 'in'];
const PROPERTIES = [
  'year',
  'month',
  'day',
  'weekday',
  'hour',
  'minute',
  'second',
  'time offset',
  'timezone',
  'days',
];
const MORE_PROPERTIES = ['years', 'months', 'hours', 'start', 'end', 'start included', 'a', 'value'];
const TYPES = [
  'number',
  'string',
  'list<number>',
  'range<date>',
  'context<a: number>',
  'function<number> -> Any',
  'Any',
  'Null',
];

/** Edges, and calls of built-in functions, put together by everything that FEEL has. */
const expressions = fc.letrec<{ any: string }>((tie) => {
  const any = tie('any');
  const joined = (pieces: TemplateStringsArray) =>
    fc
      .tuple(any, any, any)
      .map(([a, b, c]) => pieces.raw.join('').replace('A', a).replace('B', b).replace('C', c));
  return {
    any: fc.oneof(
      { maxDepth: 3, withCrossShrink: true },
      edge,
      calls,
      fc
        .tuple(any, fc.constantFrom(...OPERATORS), any)
        .map(([a, operator, b]) => `(${a} ${operator} (${b}))`),
      fc.tuple(any, fc.constantFrom(...PROPERTIES, ...MORE_PROPERTIES)).map(([a, name]) => `(${a}).${name}`),
      fc.tuple(any, fc.constantFrom(...TYPES)).map(([a, type]) => `(${a}) instance of ${type}`),
      fc
        .tuple(fc.constantFrom(...names), fc.array(any, { maxLength: 3 }))
        .map(([name, args]) => `${name}(${args.join(', ')})`),
      joined`(A)[B]`,
      joined`(A)[item = (B)]`,
      joined`if A then B else (C)`,
      joined`(A) between (B) and (C)`,
      joined`(A) in ((B), <= (C))`,
      joined`for x in (A) return {v: x, w: B}.v`,
      joined`for x in (A)..(B) return [x, partial]`,
      joined`some x in (A) satisfies x = (B)`,
      joined`every x in (A), y in (B) satisfies x > y`,
      joined`{a: A, b: a, c: B}`,
      joined`[A, B, C]`,
      joined`[(A)..(B)]`,
      joined`-(A)`,
      joined`(A)(B, C)`,
    ),
  };
}).any;

it('calls of built-in functions with values at the edges end in values', () => {
  fc.assert(
    fc.property(calls, (text) => void evaluate(text)),
    { numRuns: 1500 },
  );
});

it('whatever is put together ends in a value or a code, soon, the same by both back ends', () => {
  fc.assert(
    fc.property(expressions, (text) => {
      const started = performance.now();
      evaluate(text);
      expect(performance.now() - started, text).toBeLessThan(2_000);
    }),
    { numRuns: 1500 },
  );
});
