import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileModel } from '../compile/compiled-model.ts';
import type { Model } from '../model/model.ts';
import { checkModel } from './check-model.ts';
import { escapeXml, modelOf } from './test/table-model.ts';

const DMN = 'https://www.omg.org/spec/DMN/20230324/MODEL/';
const text = (feel: string) => `<literalExpression><text>${escapeXml(feel)}</text></literalExpression>`;
const typed = (type: string | undefined) => (type ? ` typeRef="${type}"` : '');
const knows = (id: string) =>
  `<knowledgeRequirement><requiredKnowledge href="${id}"/></knowledgeRequirement>`;
const decides = (id: string) =>
  `<informationRequirement><requiredDecision href="#${id}"/></informationRequirement>`;
const decision = (id: string, logic: string, requires = '', type?: string) =>
  `<decision id="${id}" name="${id}"><variable name="${id}"${typed(type)}/>${requires}${logic}</decision>`;
const invocation = (callee: string, bindings: string) =>
  `<invocation>${text(callee)}${bindings}</invocation>`;
const binding = (name: string, value: string, type?: string) =>
  `<binding><parameter name="${name}"${typed(type)}/>${text(value)}</binding>`;

interface Parameter {
  name: string;
  type: string | undefined;
}

const formal = (parameters: readonly Parameter[]) =>
  parameters.map(({ name, type }) => `<formalParameter name="${name}"${typed(type)}/>`).join('');
const knowledge = (
  parameters: readonly Parameter[],
  body = text('7'),
  { type, logicType }: { type?: string; logicType?: string } = {},
) =>
  `<businessKnowledgeModel id="f" name="f"><variable name="f"${typed(type)}/><encapsulatedLogic${typed(logicType)}>
   ${formal(parameters)}${body}</encapsulatedLogic></businessKnowledgeModel>`;

/** How it is called and what it takes to call it, its model, and those that this imports. */
interface Callable {
  callee: string;
  requires: string;
  parts: string;
  others: Model[];
}

const CALLABLES: Readonly<Record<string, (parameters: readonly Parameter[]) => Callable>> = {
  knowledge: (parameters) => ({
    ...{ callee: 'f', requires: knows('#f'), parts: knowledge(parameters), others: [] },
  }),
  imported: (parameters) => ({
    callee: 'm.f',
    requires: knows('urn:m#f'),
    parts: `<import name="m" namespace="urn:m" importType="${DMN}"/>`,
    others: [{ ...modelOf(knowledge(parameters)), namespace: 'urn:m' }],
  }),
  service: (parameters) => ({
    callee: 'f',
    requires: knows('#f'),
    parts: `${parameters
      .map(
        ({ name, type }, at) =>
          `<inputData id="i${at}" name="${name}"><variable name="${name}"${typed(type)}/></inputData>`,
      )
      .join('')}${decision('out', text('7'))}<decisionService id="f" name="f"><variable name="f"/>
      <outputDecision href="#out"/>${parameters.map((_, at) => `<inputData href="#i${at}"/>`).join('')}</decisionService>`,
    others: [],
  }),
  boxed: (parameters) => ({
    callee: 'f',
    requires: decides('f'),
    parts: decision('f', `<functionDefinition>${formal(parameters)}${text('7')}</functionDefinition>`),
    others: [],
  }),
  literal: (parameters) => ({
    callee: 'f',
    requires: decides('f'),
    parts: decision(
      'f',
      text(`function(${parameters.map(({ name, type }) => `${name}: ${type ?? 'Any'}`).join(', ')}) 7`),
    ),
    others: [],
  }),
};

const CALL_CODES = [
  ...['ARGUMENT_NAMES', 'ARGUMENT_COUNT', 'ARGUMENT_TYPE', 'ENTRY_DUPLICATE', 'NOT_A_FUNCTION'],
  ...['ARGUMENTS_NAMED', 'ARGUMENTS_COUNT'],
];

/** What check and both back ends say of a call, and what it gives. */
function said(models: Model[]) {
  const codesIn = (all: readonly { code: string }[]) =>
    all.map(({ code }) => code).filter((code) => CALL_CODES.includes(code));
  const results = (['closures', 'source'] as const).map((backEnd) => {
    const { value, messages } = compileModel(models, { backEnd }).evaluate('d');
    return { value, codes: codesIn(messages) };
  });
  expect(results[0]).toEqual(results[1]);
  return { checked: codesIn(checkModel(models)), run: results[0] };
}

const names = ['a', 'b 1', '丙'];
const parameters = fc
  .subarray(names)
  .chain((chosen) =>
    fc.tuple(
      ...chosen.map((name) =>
        fc.record({ name: fc.constant(name), type: fc.constantFrom('number', 'string', undefined) }),
      ),
    ),
  );
const values = fc.constantFrom('1', '"t"', 'null');
const given = fc.array(fc.record({ name: fc.constantFrom(...names, 'other'), value: values }), {
  maxLength: 4,
});

describe('a call', () => {
  it('is refused by check exactly where it is when it is run', () => {
    const kinds = fc.constantFrom(...Object.keys(CALLABLES));
    const ways = fc.constantFrom('positional', 'named', 'boxed');
    fc.assert(
      fc.property(kinds, ways, parameters, given, fc.boolean(), (kind, way, takes, some, isFit) => {
        // By chance the names hardly ever fit.
        const args = isFit
          ? takes.map(({ name }, at) => ({ name, value: some[at]?.value ?? '1' })).toReversed()
          : some;
        const callable = CALLABLES[kind]?.(takes);
        if (!callable) return;
        const { callee, requires, parts, others } = callable;
        const positional = args.map(({ value }) => value).join(', ');
        const named = args.map(({ name, value }) => `${name}: ${value}`).join(', ');
        const logic =
          way === 'boxed'
            ? invocation(callee, args.map(({ name, value }) => binding(name, value)).join(''))
            : text(`${callee}(${way === 'named' ? named : positional})`);
        const { checked, run } = said([modelOf(parts + decision('d', logic, requires)), ...others]);
        expect([checked.length > 0, run?.value]).toEqual(
          run && run.codes.length > 0 ? [true, null] : [false, 7],
        );
      }),
      { numRuns: 600 },
    );
  });
});

describe('what a function gives', () => {
  const found = (xml: string) =>
    checkModel(modelOf(xml))
      .filter(({ code }) => !code.endsWith('_UNUSED'))
      .map(({ code, params }) => [code, ...Object.values(params)]);
  const number = [{ name: 'n', type: 'number' }];
  const functionType = `<itemDefinition name="tF"><functionItem outputTypeRef="number">
    <parameters name="m" typeRef="number"/></functionItem></itemDefinition>`;

  it.each<[string, string, unknown, unknown[]]>([
    [
      'may be told by its variable: it may call itself',
      knowledge(number, text('if n = 0 then 0 else 1 + f(n - 1)'), { type: 'number' }),
      3,
      [],
    ],
    ['may be told by its logic', knowledge(number, text('n'), { logicType: 'number' }), 3, []],
    [
      'may be told by a type of functions',
      functionType + knowledge(number, text('n'), { type: 'tF' }),
      3,
      [],
    ],
    [
      'may be told by a type of functions at its logic',
      functionType + knowledge(number, text('n'), { logicType: 'tF' }),
      3,
      [],
    ],
    [
      'is of the type that its variable tells',
      knowledge(number, text('n'), { type: 'string' }),
      null,
      [['RESULT_TYPE', 'string', 'number']],
    ],
    [
      'is of the type that its logic tells',
      knowledge(number, text('n'), { logicType: 'string' }),
      null,
      [['RESULT_TYPE', 'string', 'number']],
    ],
    [
      'calls itself with other names',
      knowledge(number, text('if n = 3 then f(m: 1) else n')),
      null,
      [['ARGUMENT_NAMES', 'f', 'n', 'm']],
    ],
    ['is nothing without a body', knowledge(number, ''), null, [['LOGIC_MISSING']]],
  ])('%s', (_, xml, value, findings) => {
    const all = xml + decision('d', text('f(3)'), knows('#f'));
    for (const backEnd of ['closures', 'source'] as const)
      expect(compileModel(modelOf(all), { backEnd }).evaluate('d').value).toBe(value);
    expect(found(all)).toEqual(findings);
  });

  it('is of the type that a service tells', () => {
    const service = `<decisionService id="s" name="s"><variable name="s" typeRef="number"/><outputDecision href="#out"/></decisionService>`;
    const xml = decision('out', text('"a"')) + service + decision('d', text('s()'), knows('#s'), 'number');
    expect(compileModel(modelOf(xml)).evaluate('d')).toMatchObject({
      value: null,
      messages: [{ element: 's', code: 'TYPE_MISMATCH' }],
    });
  });

  it('has parameters by names of any white space', () => {
    const xml =
      knowledge([{ name: 'a  b', type: 'number' }], text('a b')) +
      decision('d', invocation('f', binding('a   b', '3')), knows('#f'));
    expect(compileModel(modelOf(xml)).evaluate('d').value).toBe(3);
    expect(found(xml)).toEqual([]);
  });

  it('takes what its binding is declared to be', () => {
    const xml = (type: string) =>
      knowledge([{ name: 'a', type: 'string' }], text('a')) +
      decision('d', invocation('f', binding('a', '3', type)), knows('#f'));
    expect(found(xml('string'))).toEqual([['RESULT_TYPE', 'string', 'number']]);
    expect(found(xml('nix'))).toContainEqual(['TYPE_UNKNOWN', 'nix']);
  });
});

describe('an expression with a call', () => {
  const found = (feel: string) =>
    checkModel(
      modelOf(
        `<inputData id="x" name="x"><variable name="x" typeRef="number"/></inputData>${decision(
          'd',
          text(feel),
          '<informationRequirement><requiredInput href="#x"/></informationRequirement>',
        )}`,
      ),
    )
      .filter(({ code }) => !code.endsWith('_UNUSED'))
      .map(({ code, params }) => [code, ...Object.values(params)]);
  const external = 'function(a) external {java: {class: "A", method signature: "b(int)"}}';

  it.each<[string, unknown[]]>([
    ['abs(m: x)', [['ARGUMENT_NAMES', 'abs', 'n', 'm']]],
    [
      'substring(text: "a", start position: x)',
      [['ARGUMENT_NAMES', 'substring', 'string, start position, [length]', 'text, start position']],
    ],
    ['abs(n: x, n: x)', [['ENTRY_DUPLICATE', 'n']]],
    ['modulo(divisor: 2, dividend: x)', []],
    ['modulo(divisor: 0, dividend: x)', [['DIVISION_BY_ZERO']]],
    ['modulo(divisor: x, dividend: 0)', [['DIVISION_MAY_BE_ZERO', 'x']]],
    ['1 / (abs(n: x) + 1)', []],
    ...['date(from: "2026-13-01")', 'sort(list: [x, 1], precedes: function(a) a)', 'sum(list: ["a", x])'].map(
      (feel): [string, unknown[]] => [feel, [['ALWAYS_NULL', feel]]],
    ),
    ['null(x)', [['NOT_A_FUNCTION', 'null', 'Null']]],
    ['{f: function(a: number) a, r: f(b: x)}.r', [['ARGUMENT_NAMES', 'f', 'a', 'b']]],
    [
      '(function(a: number) a)(a: "1")',
      [['ARGUMENT_TYPE', 'function(a: number) a', 'a', 'number', 'string']],
    ],
    ['for f in [function(a) a] return f(b: x)', [['ARGUMENT_NAMES', 'f', 'a', 'b']]],
    ['(if x > 1 then function(a) a else function(b) b)(b: x)', []],
    [`(${external})(x)`, [['EXTERNAL_FUNCTION', 'Java']]],
    [`{f: ${external}}`, [['EXTERNAL_FUNCTION', 'Java']]],
    [`[1, 2][item = (${external.replace('java', 'pmml')})(1)]`, [['EXTERNAL_FUNCTION', 'PMML']]],
    [`x in ((${external})(1))`, [['EXTERNAL_FUNCTION', 'Java']]],
    ['(function() external unknown)()', [['EXTERNAL_FUNCTION', 'external']]],
  ])('%s', (feel, findings) => {
    expect(found(feel)).toEqual(findings);
  });

  it('tells what is required as another kind than it is', () => {
    const [q, f] = [decision('q', text('1')), knowledge([])];
    for (const [parts, requires, feel] of [
      [q, knows('#q'), 'q'],
      [f, decides('f'), 'f()'],
    ] as const) {
      const model = modelOf(parts + decision('d', text(feel), requires));
      expect(checkModel(model)).toMatchObject([{ code: 'REQUIREMENT_KIND', place: { name: 'd' } }]);
      expect(compileModel(model).evaluate('d').value).toBe(null);
    }
    const fine = modelOf(q + f + decision('d', text('q + f()'), decides('q') + knows('#f')));
    expect(checkModel(fine)).toEqual([]);
    expect(compileModel(fine).evaluate('d').value).toBe(8);
  });

  it('tells external functions in tests of tables and of types', () => {
    const tests = `<text>(${external})(?)</text>`;
    const xml = `<itemDefinition name="t"><typeRef>number</typeRef><allowedValues>${tests}</allowedValues></itemDefinition>
      ${decision(
        'd',
        `<decisionTable><input><inputExpression><text>1</text></inputExpression></input><output/>
         <rule><inputEntry>${tests}</inputEntry><outputEntry><text>1</text></outputEntry></rule></decisionTable>`,
      )}`;
    const codes = checkModel(modelOf(xml)).filter(({ code }) => code === 'EXTERNAL_FUNCTION');
    expect(codes.map(({ place }) => place.name)).toEqual(['t', 'd']);
  });
});
