import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileModel } from '../compile/compiled-model.ts';
import { toText } from '../values/to-text.ts';
import { checkModel } from './check-model.ts';
import { escapeXml, modelOf, tableXml, type TableSketch } from './test/table-model.ts';

const TYPES = `<itemDefinition name="tLevel"><typeRef>string</typeRef><allowedValues><text>"high", "low"</text></allowedValues></itemDefinition>
  <itemDefinition name="tRate"><typeRef>number</typeRef><allowedValues><text>[0..100]</text></allowedValues></itemDefinition>
  <itemDefinition name="tNumbers" isCollection="true"><typeRef>number</typeRef></itemDefinition>
  <itemDefinition name="tLevels" isCollection="true"><typeRef>tLevel</typeRef></itemDefinition>
  <itemDefinition name="tGrant"><itemComponent name="amount"><typeRef>number</typeRef></itemComponent>
    <itemComponent name="reason"><typeRef>string</typeRef></itemComponent></itemDefinition>
  <itemDefinition name="tGrade"><itemComponent name="level"><typeRef>tLevel</typeRef></itemComponent></itemDefinition>
  <itemDefinition name="tGrants" isCollection="true"><typeRef>tGrant</typeRef></itemDefinition>
  <inputData id="n" name="n"><variable name="n" typeRef="number"/></inputData>
  <inputData id="s" name="s"><variable name="s" typeRef="string"/></inputData>
  <inputData id="l" name="l"><variable name="l" typeRef="tNumbers"/></inputData>
  <inputData id="t" name="t"><variable name="t" typeRef="string"/></inputData>`;
const REQUIRES = ['n', 's', 'l']
  .map((id) => `<informationRequirement><requiredInput href="#${id}"/></informationRequirement>`)
  .join('');
const CASE = { n: 1, s: 'a', l: [1, 2] };

const literal = (text: string, type = '') =>
  `<literalExpression${type && ` typeRef="${type}"`}><text>${escapeXml(text)}</text></literalExpression>`;
const entry = (name: string, logic: string, type = '') =>
  `<contextEntry><variable name="${name}"${type && ` typeRef="${type}"`}/>${logic}</contextEntry>`;
const decision = (type: string, logic: string, requires = REQUIRES) =>
  `<decision id="d" name="D"><variable name="D"${type && ` typeRef="${type}"`}/>${requires}${logic}</decision>`;
const table = (policy: string, sketch: Partial<TableSketch>) =>
  tableXml({ policy, inputs: [{ name: 'n' }], rules: [], ...sketch });

const NOTES: readonly string[] = ['error', 'warning'];
const found = (xml: string) =>
  checkModel(modelOf(TYPES + xml))
    .filter(({ severity, code }) => NOTES.includes(severity) && !code.startsWith('TABLE_'))
    .map(({ code, params }) => [code, ...Object.values(params)].join(' '));

const ALLOWED = 'OUTPUT_NOT_ALLOWED "mid" "high", "low"';

describe('a result that is declared', () => {
  it.each<[string, string, string[]]>([
    ['tLevel', literal('"mid"'), [ALLOWED]],
    ['tLevel', literal('["mid"]'), [ALLOWED]],
    ['tLevel', literal('if n > 1 then "mid" else "low"'), [ALLOWED]],
    ['tLevel', literal('if n > 1 then "high" else s'), []],
    ['tLevels', literal('["high", "mid", s]'), [ALLOWED]],
    ['tLevels', literal('"mid"'), [ALLOWED]],
    ['tRate', literal('50 * 3'), ['OUTPUT_NOT_ALLOWED 150 [0..100]']],
    ['tGrade', literal('{level: "mid"}'), [ALLOWED]],
    ['tGrant', literal('{amount: 1, reason: "r", more: 2}'), []],
    ['tGrant', literal('{amount: 1}'), ['RESULT_TYPE tGrant context<amount: number>']],
    ['tGrant', literal('{amount: "1", reason: null}'), ['RESULT_TYPE number string']],
    ['tGrant', literal('{amount: s, reason: s}'), ['RESULT_PART_TYPE number string']],
    [
      'tGrants',
      literal('[{amount: 1, reason: "r"}, {amount: 2}]'),
      ['RESULT_TYPE tGrant context<amount: number>'],
    ],
    ['tNumbers', literal('[1, "a"]'), ['RESULT_TYPE number string']],
    ['tNumbers', literal('n'), []],
    ['tNumbers', literal('s'), ['RESULT_TYPE tNumbers string']],
    ['number', literal('l'), []],
    ['string', literal('l'), ['RESULT_TYPE string tNumbers']],
    ['number', literal('[n, 1]'), ['RESULT_TYPE number list<number>']],
    ['date and time', literal('date("2026-01-01")'), []],
    ['date', literal('date and time("2026-01-01T00:00:00")'), ['RESULT_TYPE date date and time']],
    [
      'tGrant',
      `<context>${entry('amount', literal('"1"'))}${entry('reason', literal('s'))}</context>`,
      ['RESULT_TYPE number string'],
    ],
    ['tNumbers', `<list>${literal('1')}${literal('"a"')}</list>`, ['RESULT_TYPE number string']],
    [
      'tLevel',
      `<conditional><if>${literal('n > 1')}</if><then>${literal('"mid"')}</then><else>${literal('"low"')}</else></conditional>`,
      [ALLOWED],
    ],
    [
      'tGrants',
      `<relation><column name="amount"/><row>${literal('1')}</row></relation>`,
      ['RESULT_TYPE tGrant context<amount: number>'],
    ],
  ])('%s: %s', (type, logic, findings) => {
    expect(found(decision(type, logic))).toEqual(findings);
  });

  it('by a part of a boxed expression', () => {
    const parts = [
      literal('"mid"', 'tLevel'),
      `<context>${entry('a', literal('"mid"'), 'tLevel')}</context>`,
      `<relation><column name="a" typeRef="tLevel"/><row>${literal('"mid"')}</row></relation>`,
      `<functionDefinition typeRef="tLevel">${literal('"mid"')}</functionDefinition>`,
    ];
    for (const part of parts) expect(found(decision('', part))).toEqual([ALLOWED]);
  });

  it('by a function, for its result and its arguments', () => {
    const knows = '<knowledgeRequirement><requiredKnowledge href="#f"/></knowledgeRequirement>';
    const bkm = (logic: string, type = '') =>
      `<businessKnowledgeModel id="f" name="f"><variable name="f"${type && ` typeRef="${type}"`}/><encapsulatedLogic><formalParameter name="p" typeRef="tLevel"/>${logic}</encapsulatedLogic></businessKnowledgeModel>`;
    expect(found(bkm(literal('if p = "low" then "mid" else p'), 'tLevel'))).toEqual([ALLOWED]);
    expect(found(bkm(literal('1'), 'tLevel'))).toEqual(['RESULT_TYPE tLevel number']);
    const asked = (call: string) => found(bkm(literal('p')) + decision('', literal(call), REQUIRES + knows));
    expect(asked('f("mid")')).toEqual(['ARGUMENT_TYPE f 1 tLevel "mid"']);
    expect(asked('f(n)')).toEqual(['ARGUMENT_TYPE f 1 tLevel number']);
    expect([asked('f("low")'), asked('f(null)'), asked('f(["low"])')]).toEqual([[], [], []]);
  });
});

describe('a table', () => {
  const rules = (...outputs: readonly (readonly string[])[]) =>
    outputs.map((cells, at) => [at === 0 ? '> 1' : '<= 1', ...cells]);
  const grant = [{ name: 'amount' }, { name: 'cause' }];

  it.each<[string, string, string, string[]]>([
    ['tLevel', 'UNIQUE', table('UNIQUE', { rules: rules(['"mid"'], ['"low"']) }), [ALLOWED]],
    ['number', 'UNIQUE', table('UNIQUE', { rules: rules(['1'], ['"low"']) }), ['RESULT_TYPE number string']],
    [
      'tLevel',
      'FIRST with default',
      table('FIRST', { outputs: [{ default: '"mid"' }], rules: rules(['"low"']) }),
      [ALLOWED],
    ],
    [
      'tGrant',
      'UNIQUE of other names',
      table('UNIQUE', { outputs: grant, rules: rules(['1', '"a"'], ['2', '"b"']) }),
      ['RESULT_TYPE tGrant context<amount: number, cause: string>'],
    ],
    [
      'number',
      'COLLECT',
      table('COLLECT', { rules: rules(['1'], ['2']) }),
      ['RESULT_LIST number list<number>'],
    ],
    [
      'number',
      'RULE ORDER',
      table('RULE ORDER', {
        rules: [
          ['-', '1'],
          ['-', '2'],
        ],
      }),
      ['RESULT_TYPE number list<number>'],
    ],
    ['number', 'COLLECT+SUM', table('COLLECT+SUM', { rules: rules(['1'], ['2']) }), []],
    ['tNumbers', 'COLLECT', table('COLLECT', { rules: rules(['1'], ['2']) }), []],
    ['tLevels', 'COLLECT', table('COLLECT', { rules: rules(['"mid"'], ['"low"']) }), [ALLOWED]],
    [
      '',
      'UNIQUE',
      table('UNIQUE', { inputs: [{ name: 's', type: 'number' }], rules: rules(['1'], ['2']) }),
      ['RESULT_TYPE number string'],
    ],
  ])('of %s, %s', (type, _, logic, findings) => {
    expect(found(decision(type, logic))).toEqual(findings);
  });

  it('of several hits is null where it is said to be', () => {
    const one = (policy: string, other: string) =>
      compileModel(
        modelOf(
          TYPES +
            decision(
              'number',
              table(policy, {
                rules: [
                  ['-', '1'],
                  [other, '2'],
                ],
              }),
            ),
        ),
      );
    expect(one('COLLECT', '> 1').evaluate('D', CASE).value).toBe(1);
    expect(one('COLLECT', '-').evaluate('D', CASE).value).toBeNull();
  });
});

it('a default of another type than all rules have is none of the type declared', () => {
  const outputs = [{ default: '"low"' }];
  const xml = decision('number', table('UNIQUE', { outputs, rules: [['> 1', '1']] }));
  expect(found(xml)).toEqual(['RESULT_TYPE number string']);
  for (const backEnd of ['source', 'closures'] as const)
    expect(compileModel(modelOf(TYPES + xml), { backEnd }).evaluate('D', CASE).value).toBeNull();
});

describe('a decision service', () => {
  const output = (id: string, type: string) =>
    `<decision id="${id}" name="${id}"><variable name="${id}" typeRef="${type}"/>${REQUIRES}${literal('null')}</decision>`;
  const service = (type: string, ...ids: string[]) =>
    `<decisionService id="S" name="S"><variable name="S" typeRef="${type}"/>${ids.map((id) => `<outputDecision href="#${id}"/>`).join('')}
     <inputData href="#n"/><inputData href="#s"/><inputData href="#l"/></decisionService>`;

  it.each<[string, string, string[]]>([
    ['of its output', output('a', 'number') + service('number', 'a'), []],
    ['of another', output('a', 'number') + service('string', 'a'), ['RESULT_TYPE string number']],
    [
      'of several',
      output('amount', 'number') + output('reason', 'string') + service('tGrant', 'amount', 'reason'),
      [],
    ],
    [
      'that lacks a member',
      output('amount', 'number') + output('cause', 'string') + service('tGrant', 'amount', 'cause'),
      ['RESULT_TYPE tGrant context<amount: number, cause: string>'],
    ],
    [
      'whose member is of another',
      output('amount', 'string') + output('reason', 'string') + service('tGrant', 'amount', 'reason'),
      ['RESULT_PART_TYPE number string'],
    ],
  ])('%s', (_, xml, findings) => {
    expect(found(xml)).toEqual(findings);
  });
});

it('a boxed function in a context may be told by the type of its result', () => {
  const entries = `<context><contextEntry><variable name="raise" typeRef="number"/><functionDefinition typeRef="number">
    <formalParameter name="a" typeRef="number"/><literalExpression><text>a * 2</text></literalExpression></functionDefinition></contextEntry>
    <contextEntry><literalExpression><text>raise(21)</text></literalExpression></contextEntry></context>`;
  const within = `<decision id="d" name="D"><variable name="D" typeRef="number"/>${entries}</decision>`;
  const called = `<businessKnowledgeModel id="f" name="f"><variable name="f" typeRef="number"/><encapsulatedLogic>${entries}</encapsulatedLogic></businessKnowledgeModel>
    <decision id="d" name="D"><knowledgeRequirement><requiredKnowledge href="#f"/></knowledgeRequirement><literalExpression><text>f()</text></literalExpression></decision>`;
  for (const xml of [within, called]) {
    expect(checkModel(modelOf(xml))).toEqual([]);
    expect(compileModel(modelOf(xml)).evaluate('D').value).toBe(42);
  }
});

/** A type as an item definition without its name, and texts of values of it. */
interface Made {
  body: string;
  attributes: string;
  values: fc.Arbitrary<string>;
}

const made = (typeRef: string, values: readonly string[], allowed = ''): Made => ({
  body: `<typeRef>${typeRef}</typeRef>${allowed && `<allowedValues><text>${escapeXml(allowed)}</text></allowedValues>`}`,
  attributes: '',
  values: fc.constantFrom(...values),
});

const SIMPLE = [
  made('number', ['0', '7', '-3', '50 * 3']),
  made('number', ['0', '7', '99.5', '101', '-1'], '[0..100]'),
  made('number', ['0', '7', '8'], '< 1, 7'),
  made('string', ['"a"', '"b"']),
  made('string', ['"high"', '"low"', '"mid"'], '"high", "low"'),
  made('string', ['"high"', '"low"', '"mid"'], 'not("mid")'),
  made('boolean', ['true', 'false']),
  made('date', ['date("2026-01-01")', '@"2026-02-01"'], '< @"2026-01-15"'),
  made('date and time', ['date and time("2026-01-01T10:00:00")', 'date("2026-01-01")']),
];
const anyOf = (values: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc.oneof(
    { weight: 6, arbitrary: values },
    {
      weight: 1,
      arbitrary: fc.constantFrom('null', '1', '"a"', '[]', '[1]', '[1, 2]', '{}', 'true', '{a: 1}'),
    },
    { weight: 1, arbitrary: values.map((value) => `[${value}]`) },
  );

const { made: types } = fc.letrec<{ made: Made }>((tie) => ({
  made: fc.oneof(
    { maxDepth: 2, withCrossShrink: true },
    fc.constantFrom(...SIMPLE),
    fc.constantFrom(...SIMPLE).map((item) => ({
      ...item,
      attributes: ' isCollection="true"',
      values: fc.array(anyOf(item.values), { maxLength: 3 }).map((items) => `[${items.join(', ')}]`),
    })),
    fc.tuple(tie('made'), tie('made')).map(([a, b]) => ({
      body: `<itemComponent name="a"${a.attributes}>${a.body}</itemComponent><itemComponent name="b"${b.attributes}>${b.body}</itemComponent>`,
      attributes: '',
      values: fc
        .tuple(anyOf(a.values), anyOf(b.values), fc.constantFrom('b', 'b', 'b', 'c'))
        .map(([one, other, name]) => `{a: ${one}, ${name}: ${other}}`),
    })),
  ),
}));

const FORMS: readonly ((text: string) => string)[] = [
  (text) => literal(text),
  ...['UNIQUE', 'FIRST', 'COLLECT', 'RULE ORDER'].map(
    (policy) => (text: string) => table(policy, { inputs: [{ name: '1' }], rules: [['-', text]] }),
  ),
  (text) => `<context><contextEntry>${literal(text)}</contextEntry></context>`,
  (text) =>
    `<conditional><if>${literal('true')}</if><then>${literal(text)}</then><else>${literal('null')}</else></conditional>`,
];

it('what is constant is told to be of another type exactly where both back ends find it so', () => {
  const cases = types.chain(({ body, attributes, values }) =>
    fc.record({
      definition: fc.constant(`<itemDefinition name="t"${attributes}>${body}</itemDefinition>`),
      text: anyOf(values),
      form: fc.constantFrom(...FORMS),
    }),
  );
  fc.assert(
    fc.property(cases, ({ definition, text, form }) => {
      const model = modelOf(
        `${definition}<decision id="d" name="D"><variable name="D" typeRef="t"/>${form(text)}</decision>`,
      );
      const isTold = checkModel(model).some(({ severity }) => severity === 'error');
      for (const backEnd of ['source', 'closures'] as const) {
        const { value, messages } = compileModel(model, { backEnd }).evaluate('D');
        const isOther = value === null && messages.some(({ code }) => code === 'TYPE_MISMATCH');
        expect([definition, text, toText(value), isTold]).toEqual([definition, text, toText(value), isOther]);
      }
    }),
    { numRuns: 1000 },
  );
});

it('findings tell the beginning of what is allowed', () => {
  const values = Array.from({ length: 5000 }, (_, at) => `"a${at}"`).join(', ');
  const long = `<itemDefinition name="tLong"><typeRef>string</typeRef><allowedValues><text>${values}</text></allowedValues></itemDefinition>`;
  const [told = ''] = found(long + decision('tLong', literal('"b"')));
  expect(told).toMatch(/^OUTPUT_NOT_ALLOWED "b" "a0", "a1".*…$/);
  expect(told.length).toBeLessThan(1100);
});

it('so many parts of a result are told, and so many outputs of a table', () => {
  const list = `[${Array.from({ length: 5000 }, () => '"mid"').join(', ')}]`;
  expect(found(decision('tLevels', literal(list)))).toEqual(Array.from({ length: 100 }, () => ALLOWED));
  const rules = Array.from({ length: 500 }, (_, at) => [String(at), '"mid"']);
  const outputs = [{ allowed: '"high", "low"' }];
  expect(found(decision('', table('FIRST', { rules, outputs })))).toHaveLength(100);
});

it.each(['COLLECT', 'COLLECT+SUM'])(
  'a default that is of the type declared is a result, too: %s',
  (policy) => {
    const outputs = [{ default: '"none"' }];
    const told = checkModel(
      modelOf(TYPES + decision('string', table(policy, { rules: [['< 3', '1']], outputs }))),
    );
    expect(told.filter(({ code, place }) => code === 'RESULT_TYPE' && place.rule === undefined)).toEqual([]);
  },
);
