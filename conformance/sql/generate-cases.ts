import fc from 'fast-check';

/** Input data of all cases, with values to be met as text. Decimals have the digits of their columns. */
export const INPUTS = {
  n: {
    type: 'number',
    values: ['0', '1', '-1', '2.5', '-2.5', '0.05', '18', '60', '99999.99', '-99999.99', '3', '7.55'],
  },
  k: { type: 'number', values: ['0', '1', '2', '-3', '7', '100', '-8', '999', '-999'] },
  long: {
    type: 'number',
    values: [
      '0.05500000000000000001',
      '0.055',
      '12345678901234.00000000000000000001',
      '-0.1',
      '0',
      '99999999999999.99999999999999999999',
    ],
  },
  /** With a factor of three digits it fills what DuckDB keeps in 64 bits. */
  w: { type: 'number', values: ['999999999999999', '-999999999999999', '0', '500000000000001'] },
  s: {
    type: 'string',
    values: ['', 'a', 'A', 'b', '中', '中小微', '大型', 'a🐎b', "o'x", '\\', '${x}', '"', '', '𠀀'],
  },
  t: { type: 'string', values: ['', 'a', 'ab', '中', '小微', '🐎', '大型企业'] },
  d: {
    type: 'date',
    values: ['2024-01-31', '2024-02-29', '1999-12-31', '2026-11-28', '1900-01-01', '9000-12-31'],
  },
  e: { type: 'date', values: ['2024-01-31', '2023-03-01', '2000-02-29', '2026-11-27'] },
  b: { type: 'boolean', values: ['true', 'false'] },
  z: {
    type: 'dateTime',
    values: [
      '2024-01-01T00:00:00Z',
      '2024-01-01T08:00:00+08:00',
      '2024-01-01T00:00:00.5Z',
      '1969-12-31T23:59:59.25Z',
      '2026-11-28T12:00:00+05:30',
    ],
  },
  g: { type: 'tGrade', values: ['A', 'B', 'C', '', '中'] },
  'p.age': { type: 'number', values: ['0', '17.5', '18', '60', '-1'] },
  'p.city': { type: 'string', values: ['上海', '北京', '', 'b'] },
} as const;

export type InputName = keyof typeof INPUTS;

export const COLUMNS = {
  n: { precision: 7, scale: 2 },
  k: { precision: 3, scale: 0 },
  w: { precision: 15, scale: 0 },
  'p.age': { precision: 4, scale: 1 },
  long: { precision: 34, scale: 20 },
};

type Kind = 'number' | 'string' | 'boolean' | 'date' | 'moment';

export interface Case {
  xml: string;
  rows: readonly Readonly<Record<InputName, string | null>>[];
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
const quoted = (text: string): string => `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
const feel = (tag: string, text: string): string => `<${tag}><text>${escaped(text)}</text></${tag}>`;

const CONSTANTS: Readonly<Record<Kind, readonly string[]>> = {
  number: ['0', '1', '-2.5', '18', '0.055', '0.05500000000000000001', '60', '100', '999', '0.3', '1000000'],
  string: ['', 'a', 'A', '中小微', '大型', "o'x", '\\', '${x}', '--', '𠀀', ''].map(quoted),
  boolean: ['true', 'false'],
  date: ['2024-01-31', '2024-02-29', '2000-01-01'].map((day) => `date("${day}")`),
  moment: ['2024-01-01T00:00:00Z', '1969-12-31T23:59:59Z', '2024-01-01T09:00:00+09:00'].map(
    (at) => `@"${at}"`,
  ),
};
const NAMES: Readonly<Record<Kind, readonly InputName[]>> = {
  number: ['n', 'k', 'n', 'k', 'w', 'long', 'p.age'],
  string: ['s', 't', 'g', 'p.city'],
  boolean: ['b'],
  date: ['d', 'e'],
  moment: ['z'],
};
const KINDS = ['number', 'string', 'boolean', 'date', 'moment'] as const;

type Text = fc.Arbitrary<string>;
/** `#` stands for a number, `$` a text, `!` a truth, `@` a date. */
const FORMS: Readonly<Record<Kind, readonly string[]>> = {
  number: [
    '(# + #)',
    '(# - #)',
    '(# * #)',
    '(-#)',
    'abs(#)',
    'floor(#)',
    'ceiling(#, 1)',
    'decimal(#, 1)',
    'decimal(#, 0)',
    'round half up(#, 1)',
    'round half down(#, 0)',
    'round up(#, 1)',
    'round down(#, 0)',
    'floor(#, 1)',
    'modulo(#, #)',
    '(# / 4)',
    '(# / 0)',
    '(if ! then # else #)',
    'min(#, #)',
    'max([#, #])',
    'sum([#, #, #])',
    'count([#, #])',
    'string length($)',
    '@.year',
    '@.month',
    '@.weekday',
    '(@ - @).days',
    'years and months duration(@, @).months',
    'years and months duration(@, @).years',
    '(if ! then # else null)',
    'decimal(#, -1)',
    'twice(#)',
    'points($)',
  ],
  string: [
    '($ + $)',
    'substring($, 2)',
    'substring($, 1, 2)',
    'substring($, -2)',
    'substring($, -1, 1)',
    'substring before($, $)',
    'substring after($, $)',
    '(if ! then $ else $)',
    'min($, $)',
  ],
  boolean: [
    '(# < #)',
    '(# >= #)',
    '(# = #)',
    '(# != #)',
    '($ < $)',
    '($ = $)',
    '($ != $)',
    '(@ <= @)',
    '(@ = @)',
    '(! and !)',
    '(! or !)',
    'not(!)',
    '(# in [1..60))',
    '($ in ("a", "中小微"))',
    '(# between # and #)',
    'contains($, $)',
    'starts with($, $)',
    'ends with($, $)',
    'list contains(["a", "大型"], $)',
    '(n / k > 0.5)',
    '(n / k = 2.5)',
    '(n / k * 100 <= 55)',
    '(n / 3 != 6)',
    '(n / k = null)',
    'even(#)',
    'odd(#)',
    '(@ - @ > duration("P30D"))',
    '(years and months duration(@, @) >= duration("P1Y"))',
    '(# = null)',
    '($ != null)',
    '(z < @"2024-01-01T00:00:00Z")',
    '(z = @"2024-01-01T00:00:00Z")',
    'all([!, !])',
    'any(!, !)',
    '(! = !)',
    '($ in null)',
  ],
  date: [
    '(@ + @"P1M")',
    '(@ - @"P13M")',
    '(@ + @"P10D")',
    '(@ - duration("P400D"))',
    '(if ! then @ else @)',
    'max(@, @)',
  ],
  moment: ['(if ! then z else @"2024-01-01T00:00:00Z")'],
};
const HOLES: Readonly<Record<string, Kind>> = { '#': 'number', $: 'string', '!': 'boolean', '@': 'date' };

const partsOf = (form: string): string[] => form.split(/("[^"]*"|!=|[#$!]|@(?!"))/);

/** An expression of a kind, so many forms deep. */
export function expression(kind: Kind, depth: number): Text {
  const leaf = fc.oneof(
    { arbitrary: fc.constantFrom(...NAMES[kind]), weight: 4 },
    { arbitrary: fc.constantFrom(...CONSTANTS[kind]), weight: 2 },
  );
  if (depth === 0) return leaf;
  const form = fc.constantFrom(...FORMS[kind]).chain((text) => {
    const parts = partsOf(text);
    const filled = parts.map((part) => {
      const hole = HOLES[part];
      return hole ? expression(hole, depth - 1) : fc.constant(part);
    });
    return fc.tuple(...filled).map((all) => all.join(''));
  });
  return fc.oneof({ arbitrary: leaf, weight: 1 }, { arbitrary: form, weight: 3 });
}

function cell(kind: Kind): Text {
  const constant = fc.constantFrom(...CONSTANTS[kind]);
  const operators = kind === 'boolean' ? ['=', '!='] : ['<', '<=', '>', '>=', '=', '!='];
  const tests: Text[] = [
    constant,
    fc.tuple(fc.constantFrom(...operators), constant).map((parts) => parts.join(' ')),
    fc.constantFrom('null', '= null', '!= null'),
  ];
  if (kind !== 'boolean')
    tests.push(
      fc
        .tuple(fc.constantFrom('[', '('), constant, constant, fc.constantFrom(']', ')'))
        .map(([open, low, high, close]) => `${open}${low}..${high}${close}`),
    );
  if (kind === 'number')
    tests.push(fc.constantFrom('(not(? = n))', '< n + 1', '? * 2 > k', '[1, 18, [20..60]]'));
  if (kind === 'string') tests.push(fc.constantFrom('t', '["a", "大型"]', 'contains(?, t)'));
  const list = fc.array(fc.oneof(...tests), { minLength: 1, maxLength: 3 }).map((all) => all.join(', '));
  return fc.oneof(
    { arbitrary: fc.constant('-'), weight: 1 },
    { arbitrary: list, weight: 3 },
    { arbitrary: list.map((text) => `not(${text})`), weight: 1 },
  );
}

const POLICIES = [
  'UNIQUE',
  'FIRST',
  'FIRST',
  'PRIORITY',
  'ANY',
  'RULE ORDER',
  'OUTPUT ORDER',
  'COLLECT',
  'COLLECT SUM',
  'COLLECT COUNT',
  'COLLECT MIN',
  'COLLECT MAX',
] as const;
const MOST_RULES = 5;

const column = fc.constantFrom(...KINDS).chain((kind) =>
  fc.record({
    text: expression(kind, 1),
    cells: fc.array(cell(kind), { minLength: MOST_RULES, maxLength: MOST_RULES }),
  }),
);

/** A table whose only or two outputs are called as told. */
const table = (outputNames: readonly string[]): Text =>
  fc
    .record({
      policy: fc.constantFrom(...POLICIES),
      columns: fc.array(column, { minLength: 1, maxLength: 3 }),
      count: fc.integer({ min: 0, max: MOST_RULES }),
      isConstant: fc.boolean(),
      hasDefault: fc.boolean(),
      isText: fc.boolean(),
      isWhole: fc.constantFrom(true, true, true, false),
    })
    .chain(({ policy, columns, count, isConstant, hasDefault, isText, isWhole }) => {
      const isReckoned = policy.startsWith('COLLECT ');
      const isList = policy.endsWith('ORDER') || policy === 'COLLECT';
      const names = isReckoned ? outputNames.slice(0, 1) : outputNames;
      const isString = isText && policy !== 'COLLECT SUM';
      const constants = isString ? ['"x"', '"中"', 'null'] : ['1', '2.5', '-3', 'null'];
      const ranked = policy === 'PRIORITY' || policy === 'OUTPUT ORDER';
      const output =
        isConstant || ranked ? fc.constantFrom(...constants) : expression(isString ? 'string' : 'number', 1);
      const minLength = isWhole ? names.length : 0;
      const rows = fc.array(fc.array(output, { minLength, maxLength: names.length }), {
        minLength: count,
        maxLength: count,
      });
      const [hitPolicy, aggregation] = isReckoned ? policy.split(' ') : [policy];
      return rows.map((outputs) => {
        const inputs = columns.map(({ text }) => `<input>${feel('inputExpression', text)}</input>`);
        const values = ranked ? feel('outputValues', isString ? '"中", "x"' : '2.5, 1') : '';
        const fallback =
          hasDefault && !isList ? feel('defaultOutputEntry', isString ? '"默认"' : '0.125') : '';
        const heads = names.map(
          (name) =>
            `<output${isWhole || names.length > 1 ? ` name="${name}"` : ''}>${values}${fallback}</output>`,
        );
        const rules = outputs.map(
          (all, rule) =>
            `<rule>${columns.map(({ cells }) => feel('inputEntry', cells[rule] ?? '-')).join('')}${all.map((text) => feel('outputEntry', text)).join('')}</rule>`,
        );
        const told = aggregation === undefined ? '' : ` aggregation="${aggregation}"`;
        return `<decisionTable hitPolicy="${hitPolicy}"${told}>${[...inputs, ...heads, ...rules].join('')}</decisionTable>`;
      });
    });

const logic: Text = fc.oneof(
  { arbitrary: table(['r']), weight: 3 },
  { arbitrary: table(['r', 'r2']), weight: 1 },
  {
    arbitrary: fc
      .constantFrom(...KINDS)
      .chain((kind) => expression(kind, 3))
      .map((text) => feel('literalExpression', text)),
    weight: 3,
  },
);

const names = Object.keys(INPUTS) as InputName[];
/** Input data: `p` is a context. */
const given: readonly (readonly [name: string, type: string])[] = [
  ...names.filter((name) => !name.includes('.')).map((name) => [name, INPUTS[name].type] as const),
  ['p', 'tPerson'],
];
const allowed = (tests: string): string => feel('allowedValues', tests);
const TYPES = `<itemDefinition name="tGrade"><typeRef>string</typeRef>${allowed('"A", "B", "中"')}</itemDefinition>
<itemDefinition name="tPerson"><itemComponent name="age"><typeRef>number</typeRef>${allowed('>= 0')}</itemComponent>
<itemComponent name="city"><typeRef>string</typeRef></itemComponent></itemDefinition>`;
const needs = given
  .map(([name]) => `<informationRequirement><requiredInput href="#_${name}"/></informationRequirement>`)
  .join('');
const KNOWS = ['twice', 'points']
  .map((name) => `<knowledgeRequirement><requiredKnowledge href="#_${name}"/></knowledgeRequirement>`)
  .join('');
const knowledge = (name: string, type: string, text: string): string =>
  `<businessKnowledgeModel id="_${name}" name="${name}"><variable name="${name}"/><encapsulatedLogic><formalParameter name="x" typeRef="${type}"/>${feel('literalExpression', text)}</encapsulatedLogic></businessKnowledgeModel>`;

/** A model whose decision `d2` is a number made of the decision `d1` where that is one. */
const modelOf = (
  d1: string,
): string => `<definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" name="m" namespace="urn:m">
${TYPES}${given
  .map(
    ([name, type]) =>
      `<inputData id="_${name}" name="${name}"><variable name="${name}" typeRef="${type}"/></inputData>`,
  )
  .join('')}
${knowledge('twice', 'number', 'x * 2')}${knowledge('points', 'tGrade', 'if x = "A" then 1 else 2')}
<decision id="_d1" name="d1"><variable name="d1"/>${needs}${KNOWS}${d1}</decision>
<decision id="_d2" name="d2"><variable name="d2" typeRef="string"/><informationRequirement><requiredDecision href="#_d1"/></informationRequirement>
<decisionTable hitPolicy="UNIQUE"><input>${feel('inputExpression', 'd1')}</input><output/>
<rule>${feel('inputEntry', 'null')}${feel('outputEntry', '"null"')}</rule><rule>${feel('inputEntry', '!= null')}${feel('outputEntry', 'if count(d1) = 1 then "one" else "many"')}</rule></decisionTable></decision></definitions>`;

const row = fc.record(
  Object.fromEntries(
    names.map((name) => [name, fc.option(fc.constantFrom<string>(...INPUTS[name].values), { freq: 6 })]),
  ),
) as fc.Arbitrary<Record<InputName, string | null>>;

/** A model with one input and a decision `_d` that adds a mark to a text that it wants. */
export function textModel(given: { input: string; decision: string; wanted: string; type?: string }): string {
  const { input, decision, wanted, type = 'string' } = given;
  const rule = type === 'string' ? quoted(wanted) : '0.055';
  return `<definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" name="m" namespace="urn:m">
<itemDefinition name="tIn"><typeRef>${type}</typeRef></itemDefinition>
<inputData id="_i" name="${escaped(input)}"><variable name="${escaped(input)}" typeRef="tIn"/></inputData>
<decision id="_d" name="${escaped(decision)}"><variable name="${escaped(decision)}"/><informationRequirement><requiredInput href="#_i"/></informationRequirement>
<decisionTable hitPolicy="UNIQUE"><input>${feel('inputExpression', input)}</input><output/>
<rule>${feel('inputEntry', rule)}${feel('outputEntry', quoted(`${wanted}!`))}</rule></decisionTable></decision></definitions>`;
}

const FILLS: Readonly<Record<Kind, readonly string[]>> = {
  number: ['n', 'k', 'w', '2.5', '999', 'p.age', 'n', '-1', 'n', '100'],
  string: ['s', 't', 'g', '"a"', '"小微"', 'p.city'],
  boolean: ['b', '(n > 1)', '(s = t)', 'null'],
  date: ['d', 'e', 'd', 'date("2024-02-29")'],
  moment: ['z'],
};
const ROUNDS = 10;

/** Every form several times over, as parts of one context. */
function everyForm(): string {
  let next = 0;
  const fill = (form: string): string =>
    partsOf(form)
      .map((part) => {
        const hole = HOLES[part];
        next += 1;
        return hole ? (FILLS[hole][next % FILLS[hole].length] ?? '') : part;
      })
      .join('');
  const all = KINDS.flatMap((kind) => FORMS[kind]);
  const texts = Array.from({ length: ROUNDS }, () => all.map(fill)).flat();
  return feel(
    'literalExpression',
    `{${[...new Set(texts)].map((text, at) => `f${at}: ${text}`).join(', ')}}`,
  );
}

/** Every form over many rows. */
export const thoroughCase: Case = {
  xml: modelOf(everyForm()),
  rows: fc.sample(row, { numRuns: 100, seed: 1 }),
};

/** A model of the subset, and cases for it. Some of the models need more digits than are exact, and are refused. */
export const cases: fc.Arbitrary<Case> = fc.record({
  xml: logic.map(modelOf),
  rows: fc.array(row, { minLength: 6, maxLength: 12 }),
});

const MANY_RULES = 2_000;

/** A table of more rules than PostgreSQL has columns: values from 18 on are hit by two of them. */
export function largeCase(policy: string): Case {
  const [hitPolicy, aggregation] = /^COLLECT ./.test(policy) ? policy.split(' ') : [policy];
  const rule = (test: string, output: string) =>
    `<rule>${feel('inputEntry', test)}${feel('outputEntry', output)}</rule>`;
  const rules = Array.from({ length: MANY_RULES - 1 }, (_, at) =>
    rule(`[${at - 1000}..${at - 999})`, String(at % 7)),
  );
  const told = aggregation === undefined ? '' : ` aggregation="${aggregation}"`;
  return {
    xml: modelOf(
      `<decisionTable hitPolicy="${hitPolicy}"${told}><input>${feel('inputExpression', 'n')}</input><output name="r"/>${rules.join('')}${rule('>= 18', '3')}</decisionTable>`,
    ),
    rows: thoroughCase.rows.slice(0, 40),
  };
}
