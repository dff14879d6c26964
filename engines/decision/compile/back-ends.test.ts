import fc from 'fast-check';
import { expect, it } from 'vitest';
import { printExpression } from '../feel/print-expression.ts';
import { expressions, NAMES } from '../feel/test/generate-expressions.ts';
import { DecisionError } from '../decision-error.ts';
import { readModel } from '../model/read-model.ts';
import { FeelDate } from '../values/date.ts';
import { parseNumber } from '../values/number.ts';
import { toText } from '../values/to-text.ts';
import type { Value } from '../values/value.ts';
import { compileModel } from './compiled-model.ts';
import { literal, writeDmn, writeTable } from './test/write-table.ts';

const LIMITS = { steps: 20_000, depth: 100, size: 10_000 };

/** A value as text, or the code by which it is refused. */
function outcomeOf(work: () => Value): string {
  try {
    return toText(work());
  } catch (error) {
    if (!(error instanceof DecisionError)) throw error;
    return error.code;
  }
}

const given: fc.Arbitrary<Value> = fc.oneof(
  fc.constantFrom<Value>(
    null,
    true,
    0,
    -1.5,
    'a',
    '字',
    [1, 'a', null],
    [],
    FeelDate.of(2026, 11, 28) ?? null,
  ),
  fc
    .record({ size: fc.constantFrom<Value>(1, 'x', [2]), 金额: fc.constant(7) })
    .map((all) => new Map(Object.entries(all))),
);

it('expressions: both back ends give the same', () => {
  const inputs = NAMES.filter((name) => name !== 'date and time');
  const types = fc.constantFrom(undefined, 'number', 'string', 'boolean');
  const inputTypes = fc.array(types, { minLength: inputs.length, maxLength: inputs.length });
  const values = fc.array(given, { minLength: inputs.length, maxLength: inputs.length });
  fc.assert(
    fc.property(expressions, inputTypes, values, (expression, kinds, all) => {
      const model = readModel(
        writeDmn({
          inputs: Object.fromEntries(inputs.map((name, at) => [name, kinds[at]])),
          decisions: [{ name: 'd', needs: inputs, logic: literal(printExpression(expression)) }],
        }),
      );
      const [closures, source] = (['closures', 'source'] as const).map((backEnd) => {
        const compiled = compileModel(model, { backEnd, limits: LIMITS });
        return outcomeOf(
          () => compiled.evaluate('d', new Map(inputs.map((name, at) => [name, all[at] ?? null]))).value,
        );
      });
      expect(source).toBe(closures);
    }),
    { numRuns: 1000 },
  );
});

const NUMBERS = ['0', '1', '-2.5', '18', '0.1', '60', '12345678901234567890.5'];
const TEXTS = ['A', 'B', '中', '', '\\', '${x}', '`'];
const DAYS = ['2024-01-01', '2024-02-29', '2025-07-01', '2026-11-28'];

const quoted = (text: string) => `"${text.replaceAll('\\', '\\\\')}"`;
const KINDS = {
  number: { constants: NUMBERS, values: [...NUMBERS.map((text) => parseNumber(text) ?? null), 'A'] },
  string: { constants: TEXTS.map(quoted), values: [...TEXTS, 1] },
  date: {
    constants: DAYS.map((day) => `date("${day}")`),
    values: [...DAYS.map((day) => FeelDate.parse(day) ?? null), '2024-01-01'],
  },
  boolean: { constants: ['true', 'false'], values: [true, false, 0] },
} as const;
type Kind = keyof typeof KINDS;

/** `isPlain`: of constants only, which source decides by marks where they are many. */
function cell(kind: Kind, isPlain: boolean): fc.Arbitrary<string> {
  const constant = fc.constantFrom(...KINDS[kind].constants);
  const range = fc
    .tuple(fc.constantFrom('[', '('), constant, constant, fc.constantFrom(']', ')'))
    .map(([open, low, high, close]) => `${open}${low}..${high}${close}`);
  const comparison = fc
    .tuple(fc.constantFrom('<', '<=', '>', '>=', '=', '!='), constant)
    .map((parts) => parts.join(' '));
  const plain = kind === 'string' || kind === 'boolean' ? constant : fc.oneof(constant, range, comparison);
  const open = fc.oneof(
    plain,
    comparison,
    range,
    fc.constantFrom(
      'null',
      '= null',
      '!= null',
      'other',
      '< other',
      '? = other',
      '[1, "A"]',
      '(not(? = other))',
    ),
  );
  const tests = fc.array(isPlain ? plain : open, { minLength: 1, maxLength: 3 }).map((all) => all.join(', '));
  return fc.oneof(
    { arbitrary: fc.constant('-'), weight: 1 },
    { arbitrary: tests, weight: 3 },
    tests.map((text) => `not(${text})`),
  );
}

const kinds = fc.tuple(fc.constantFrom<Kind>('number', 'string', 'date', 'boolean'), fc.boolean());
const column = kinds.chain(([kind, isPlain]) =>
  fc.record({
    kind: fc.constant(kind),
    isTyped: fc.boolean(),
    cells: fc.array(cell(kind, isPlain), { minLength: 7, maxLength: 7 }),
    value: fc.oneof(fc.constantFrom<Value>(...KINDS[kind].values), fc.constant(null)),
  }),
);

const cases = fc.record({
  columns: fc.array(column, { minLength: 1, maxLength: 3 }),
  rules: fc.integer({ min: 0, max: 7 }),
  policy: fc.constantFrom(
    'UNIQUE',
    'FIRST',
    'PRIORITY',
    'ANY',
    'RULE ORDER',
    'OUTPUT ORDER',
    'COLLECT',
    'COLLECT SUM',
    'COLLECT COUNT',
    'COLLECT MAX',
  ),
  outputs: fc.array(fc.constantFrom('1', '2', '"x"', 'other', 'null', '[1]'), { minLength: 7, maxLength: 7 }),
  isDouble: fc.boolean(),
  hasDefault: fc.boolean(),
  other: fc.constantFrom<Value>(1, 'A', null, 18),
});

it('tables: both back ends give the same, and what FEEL says of each cell', () => {
  fc.assert(
    fc.property(cases, ({ columns, rules, policy, outputs, isDouble, hasDefault, other }) => {
      const names = columns.map((_column, index) => `c${index}`);
      const given = { name: 'a', default: hasDefault ? '0' : undefined, allowed: '2, "x", 1' };
      const lines = Array.from({ length: rules }, (_rule, index) => ({
        tests: columns.map(({ cells }) => cells[index] ?? '-'),
        outputs: [outputs[index] ?? '', ...(isDouble ? ['7'] : [])],
      }));
      const [hitPolicy = '', aggregation] = /^COLLECT (\w+)$/.test(policy) ? policy.split(' ') : [policy];
      const logic = writeTable({
        ...{ hitPolicy, aggregation, rules: lines },
        inputs: names.map((name) => ({ name })),
        outputs: isDouble ? [given, { name: 'b' }] : [given],
      });
      const needs = [...names, 'other'];
      const hits = lines.map(({ tests }, index) => ({
        name: `rule ${index}`,
        needs,
        logic: literal(tests.map((text, at) => asExpression(text, names[at] ?? '')).join(' and ')),
      }));
      const inputs = Object.fromEntries([
        ...columns.map(({ kind, isTyped }, at) => [`c${at}`, isTyped ? kind : undefined]),
        ['other', undefined],
      ]);
      const model = readModel(writeDmn({ inputs, decisions: [{ name: 'd', needs, logic }, ...hits] }));
      const values = new Map<string, Value>([
        ...columns.map(({ value }, at) => [`c${at}`, value] as const),
        ['other', other],
      ]);
      const [closures, source] = (['closures', 'source'] as const).map((backEnd) =>
        compileModel(model, { backEnd }),
      );
      expect(closures?.errors).toEqual([]);
      const say = (name: string) =>
        [closures, source].map((one) => toText(one?.evaluate(name, values).value ?? null));
      const [first, second] = say('d');
      expect(second).toBe(first);
      // In objects a text may stand for a value of another type.
      const isAsGiven = columns.every(({ isTyped, value }) => !isTyped || typeof value !== 'string');
      const object = Object.fromEntries(values);
      if (isAsGiven) expect(toText(source?.evaluate('d', object).value ?? null)).toBe(first);
      if (policy !== 'RULE ORDER' || isDouble) return;
      const hit = lines.filter((_line, index) => say(`rule ${index}`).every((text) => text === 'true'));
      const expected = hit
        .map(({ outputs: [text] }) => (text === 'other' ? toText([other]).slice(1, -1) : text))
        .join(', ');
      expect(first).toBe(hit.length === 0 ? (hasDefault ? '0' : 'null') : `[${expected}]`);
    }),
    { numRuns: 500 },
  );
});

/** A cell in terms of `in`. */
function asExpression(text: string, name: string): string {
  if (text === '-') return 'true';
  const inner = /^not\((.*)\)$/s.exec(text)?.[1];
  return inner === undefined ? `${name} in (${text})` : `not(${name} in (${inner}))`;
}

it.each([10, 700, 2000])('a type of %i texts lets pass what it lists, in both back ends', (count) => {
  const listed = Array.from({ length: count }, (_, index) => `"a${index}"`).join();
  const model = readModel(
    `<definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" namespace="urn:t" name="t">
    <itemDefinition name="t"><typeRef>string</typeRef><allowedValues><text>${listed}</text></allowedValues></itemDefinition>
    <inputData id="s" name="s"><variable name="s" typeRef="string"/></inputData>
    <decision id="d" name="d"><variable name="d" typeRef="t"/>
    <informationRequirement><requiredInput href="#s"/></informationRequirement>
    <literalExpression><text>s</text></literalExpression></decision></definitions>`,
  );
  for (const backEnd of ['source', 'closures'] as const) {
    const compiled = compileModel(model, { backEnd });
    expect(compiled.evaluate('d', { s: `a${count - 1}` }).value).toBe(`a${count - 1}`);
    expect(compiled.evaluate('d', { s: 'b' }).value).toBe(null);
  }
});
