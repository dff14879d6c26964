import fc from 'fast-check';
import { expect, it } from 'vitest';
import { compileModel, type CompiledModel } from '../compile/compiled-model.ts';
import { writeDmn, writeTable, type WrittenDecision } from '../compile/test/write-table.ts';
import { DecisionError } from '../decision-error.ts';
import { readModel } from '../model/read-model.ts';
import { FeelDate } from '../values/date.ts';
import { parseNumber } from '../values/number.ts';
import { toText } from '../values/to-text.ts';
import type { Value } from '../values/value.ts';
import { columnOf, valueAt, type Column } from './column.ts';
import { compileBatch } from './compile-batch.ts';

const date = (text: string) => FeelDate.parse(text) ?? null;
const number = (text: string) => parseNumber(text) ?? null;
const LONG = '12345678901234567890.5';
const KINDS = {
  number: {
    constants: ['0', '1', '-2.5', '18', '0.1', '1e300', LONG, '0.1000000000000000000001'],
    values: [
      0,
      -0,
      1,
      -2.5,
      18,
      17.999999999999996,
      0.1,
      1e300,
      2e22,
      Number.MAX_VALUE,
      -Number.MAX_VALUE,
      5e-324,
    ],
    strangers: ['A', number(LONG), true],
  },
  string: {
    constants: ['"A"', '"B"', '"中"', '""'],
    values: ['A', 'B', '中', '', 'C'],
    strangers: [1, ['A']],
  },
  date: {
    constants: ['date("2024-01-01")', 'date("2024-02-29")', 'date("2026-11-28")'],
    values: [
      date('2024-01-01'),
      date('2024-01-02'),
      date('2024-02-29'),
      date('1969-12-31'),
      date('2026-11-28'),
    ],
    strangers: ['2024-01-01', 3],
  },
  boolean: { constants: ['true', 'false'], values: [true, false], strangers: [0, ['x']] },
} as const;
type Kind = keyof typeof KINDS;

function cell(kind: Kind): fc.Arbitrary<string> {
  const constant = fc.constantFrom(...KINDS[kind].constants);
  const range = fc
    .tuple(fc.constantFrom('[', '('), constant, constant, fc.constantFrom(']', ')'))
    .map(([open, low, high, close]) => `${open}${low}..${high}${close}`);
  const compared = fc
    .tuple(fc.constantFrom('<', '<=', '>', '>=', '=', '!='), constant)
    .map((parts) => parts.join(' '));
  const usual = fc.oneof(constant, range, compared);
  const odd = fc.constantFrom(
    'null',
    '!= null',
    '? = other',
    '< other',
    '[1, "A", [0..18]]',
    'string(?) = "18"',
    '7',
    '< "B"',
  );
  const tests = fc
    .array(fc.oneof({ arbitrary: usual, weight: 8 }, { arbitrary: odd, weight: 1 }), {
      minLength: 1,
      maxLength: 3,
    })
    .map((all) => all.join(', '));
  return fc.oneof(
    { arbitrary: fc.constant('-'), weight: 2 },
    { arbitrary: tests, weight: 4 },
    tests.map((text) => `not(${text})`),
  );
}

const ROWS = 13;
const RULES = 40;

const column = fc.constantFrom<Kind>('number', 'string', 'date', 'boolean').chain((kind) => {
  const { values, strangers } = KINDS[kind];
  return fc.record({
    kind: fc.constant(kind),
    typeRef: fc.constantFrom(undefined, kind, 'few', 'other kind'),
    allowed: fc.constantFrom(undefined, undefined, KINDS[kind].constants.join(', ')),
    expression: fc.constantFrom('', '', '', '', '', ' + 1'),
    cells: fc.array(cell(kind), { minLength: RULES, maxLength: RULES }),
    values: fc.array(
      fc.oneof(
        { arbitrary: fc.constantFrom<Value>(...values), weight: 20 },
        { arbitrary: fc.constant(null), weight: 2 },
        { arbitrary: fc.constantFrom<Value>(...(strangers as readonly Value[])), weight: 1 },
      ),
      { minLength: ROWS, maxLength: ROWS },
    ),
    isPure: fc.boolean(),
  });
});

const POLICIES = [
  ...['UNIQUE', 'FIRST', 'PRIORITY', 'ANY', 'RULE ORDER', 'OUTPUT ORDER', 'COLLECT'],
  ...['COLLECT SUM', 'COLLECT COUNT', 'COLLECT MIN', 'COLLECT MAX'],
];

const table = fc.record({
  policy: fc.constantFrom(...POLICIES),
  rules: fc.oneof(fc.integer({ min: 0, max: 6 }), fc.integer({ min: 0, max: RULES })),
  outputs: fc.array(
    fc.oneof(
      fc.constantFrom('1', '2', '"x"', '0.1'),
      fc.constantFrom('other', 'null', '[1]', 'date("2024-01-01")'),
    ),
    {
      minLength: RULES,
      maxLength: RULES,
    },
  ),
  typeRef: fc.constantFrom(undefined, undefined, 'number'),
  isDouble: fc.boolean(),
  hasDefault: fc.boolean(),
});

const cases = fc.record({
  columns: fc.array(column, { minLength: 1, maxLength: 3 }),
  first: table,
  second: fc.option(
    fc.record({ table, cells: fc.array(cell('number'), { minLength: RULES, maxLength: RULES }) }),
  ),
  other: fc.array(fc.constantFrom<Value>(1, 'A', null, 18), { minLength: ROWS, maxLength: ROWS }),
  steps: fc.constantFrom(undefined, undefined, undefined, 20),
});
type Case = typeof cases extends fc.Arbitrary<infer T> ? T : never;

function decisionOf(
  name: string,
  { policy, rules, outputs, typeRef, isDouble, hasDefault }: Case['first'],
  inputs: readonly { name: string; of: string; cells: readonly string[]; allowed?: string | undefined }[],
): WrittenDecision {
  const [hitPolicy = '', aggregation] = /^COLLECT \w+$/.test(policy) ? policy.split(' ') : [policy];
  const given = { name: 'a', default: hasDefault ? '0' : undefined, allowed: '2, "x", 1' };
  const logic = writeTable({
    ...{ hitPolicy, aggregation },
    inputs: inputs.map(({ name: input, of, allowed }) => ({ name: `${input}${of}`, allowed })),
    outputs: isDouble ? [given, { name: 'b' }] : [given],
    rules: Array.from({ length: rules }, (_rule, index) => ({
      tests: inputs.map(({ cells }) => cells[index] ?? '-'),
      outputs: [outputs[index] ?? '', ...(isDouble ? ['7'] : [])],
    })),
  });
  return { name, typeRef, needs: [...inputs.map((input) => input.name), 'other'], logic };
}

function modelOf({ columns, first, second, steps }: Case): CompiledModel {
  const kinds = ['number', 'string', 'date', 'boolean'] as const;
  const types = columns.map(({ kind, typeRef }) =>
    typeRef === 'few'
      ? `few ${kind}`
      : typeRef === 'other kind'
        ? kinds[(kinds.indexOf(kind) + 1) % 4]
        : typeRef,
  );
  const more = kinds.map(
    (kind) =>
      `<itemDefinition name="few ${kind}"><typeRef>${kind}</typeRef><allowedValues><text>${KINDS[kind].constants.slice(0, 2).join(', ')}</text></allowedValues></itemDefinition>`,
  );
  const inputs = columns.map(({ cells, expression, kind, allowed }, at) => ({
    ...{ name: `c${at}`, cells, allowed },
    of: kind === 'number' ? expression : '',
  }));
  const decisions = [decisionOf('d', first, inputs)];
  if (second)
    decisions.push(
      decisionOf('e', second.table, [{ name: 'd', of: '', cells: second.cells }, ...inputs.slice(0, 1)]),
    );
  const given = Object.fromEntries([...types.map((type, at) => [`c${at}`, type]), ['other', undefined]]);
  const model = readModel(writeDmn({ inputs: given, decisions, more: more.join('') }));
  return compileModel(model, { limits: steps === undefined ? {} : { steps } });
}

function oneByOne(compiled: CompiledModel, decision: string, rows: readonly ReadonlyMap<string, Value>[]) {
  const failures = new Map<string, number[]>();
  const count = (key: string, row: number) => failures.set(key, [...(failures.get(key) ?? []), row]);
  const values = rows.map((row, index) => {
    try {
      const { value, messages } = compiled.evaluate(decision, row);
      for (const key of new Set(messages.map(({ element, code }) => `${element} ${code}`))) count(key, index);
      return value;
    } catch (error) {
      if (!(error instanceof DecisionError)) throw error;
      count(`${decision} ${error.code}`, index);
      return null;
    }
  });
  return { values, failures };
}

it('gives what deciding one by one gives: values, what there is to say, and hits', () => {
  fc.assert(
    fc.property(cases, (given) => {
      const compiled = modelOf(given);
      const decision = given.second ? 'e' : 'd';
      const values = [
        ...given.columns.map(({ kind, isPure, values: all }) =>
          isPure ? all.map((value) => (isOf(kind, value) ? value : null)) : all,
        ),
        given.other,
      ];
      const names = [...given.columns.map((_column, at) => `c${at}`), 'other'];
      const rows = Array.from(
        { length: ROWS },
        (_row, row) => new Map(names.map((name, at) => [name, (values[at]?.[row] ?? null) as Value])),
      );
      const expected = oneByOne(compiled, decision, rows);
      const columns = new Map<string, Column>(
        names.map((name, at) => [
          name,
          at % 2 === 0 ? columnOf(values[at] ?? []) : { kind: 'values', values: values[at] ?? [] },
        ]),
      );
      const program = compileBatch(compiled, decision);
      const { output, failures, hits } = program.run(columns, ROWS, { hits: true });
      expect(rows.map((_row, row) => toText(valueAt(output, row)))).toEqual(
        expected.values.map((value) => toText(value)),
      );
      expect(
        new Map(
          failures.map(({ element, code, rows: count, first }) => [`${element} ${code}`, [count, first]]),
        ),
      ).toEqual(new Map([...expected.failures].map(([key, all]) => [key, [all.length, all[0]]])));
      const part = program.run(columns, ROWS, { from: 4, to: 9 });
      expect([0, 1, 2, 3, 4].map((row) => toText(valueAt(part.output, row)))).toEqual(
        expected.values.slice(4, 9).map((value) => toText(value)),
      );
      if (
        given.steps !== undefined ||
        given.second ||
        given.first.policy !== 'RULE ORDER' ||
        given.first.typeRef ||
        given.first.isDouble
      )
        return;
      for (const [row, value] of expected.values.entries()) {
        const count = hits?.filter((bits) => ((bits[0] ?? 0) >> row) & 1).length;
        expect(count).toBe(Array.isArray(value) ? value.length : 0);
      }
    }),
    { numRuns: 100 },
  );
}, 120_000);

const isOf = (kind: Kind, value: Value): boolean =>
  kind === 'date' ? value instanceof FeelDate : typeof value === kind;
