import { describe, expect, it } from 'vitest';
import { compileModel } from '../compile/compiled-model.ts';
import { checkModel } from './check-model.ts';
import { escapeXml, modelOf, tableModel, tableXml } from './test/table-model.ts';

const INPUTS = `<itemDefinition name="tPerson"><itemComponent name="age"><typeRef>number</typeRef></itemComponent>
  <itemComponent name="level"><typeRef>tLevel</typeRef></itemComponent></itemDefinition>
  <itemDefinition name="tLevel"><typeRef>number</typeRef><allowedValues><text>[1..5]</text></allowedValues></itemDefinition>
  <inputData id="p" name="Person"><variable name="Person" typeRef="tPerson"/></inputData>
  <inputData id="n" name="月均申报"><variable name="月均申报" typeRef="number"/></inputData>
  <inputData id="a" name="anything"/>`;
const REQUIRES = ['p', 'n', 'a']
  .map((id) => `<informationRequirement><requiredInput href="#${id}"/></informationRequirement>`)
  .join('');

const decision = (name: string, text: string, { requires = REQUIRES, type = '' } = {}): string =>
  `<decision id="${name}" name="${name}"><variable name="${name}"${type && ` typeRef="${type}"`}/>${requires}
   <literalExpression><text>${escapeXml(text)}</text></literalExpression></decision>`;

/** Code and parameters of what is found in one expression; what is not used of its requirements is left out. */
function foundIn(text: string, type = ''): unknown[] {
  return checkModel(modelOf(INPUTS + decision('D', text, { type })))
    .filter(({ code }) => code !== 'REQUIREMENT_UNUSED')
    .map(({ code, params }) => [code, ...Object.values(params)]);
}

describe('an expression', () => {
  it.each([
    ['Person.age + 月均申报 * 2', []],
    ['Person.age +', [['FEEL_SYNTAX', 1, 13, 12, 'an expression', '表达式', '']]],
    ['Preson.age', [['NAME_UNKNOWN', 'Preson']]],
    ['Person.agee', [['MEMBER_UNKNOWN', 'agee', 'tPerson']]],
    ['@"2026-01-01".yaer', [['MEMBER_UNKNOWN', 'yaer', 'date']]],
    ['Person.age + "1"', [['TYPE_MISMATCH', '+', 'number', 'string']]],
    ['Person.age > "1"', [['TYPE_MISMATCH', '>', 'number', 'string']]],
    ['-"1"', [['TYPE_MISMATCH', '-', 'number', 'string']]],
    ['if 月均申报 then 1 else 2', [['CONDITION_TYPE', 'if', 'number']]],
    ['@"2026-01-01" + @"P1D" > @"2026-01-01"', []],
    [
      '@"2026-01-01" - @"2025-01-01" + @"P1Y"',
      [['TYPE_MISMATCH', '+', 'days and time duration', 'years and months duration']],
    ],
    ['@"2026-13-01"', [['LITERAL_INVALID', '2026-13-01']]],
    ['月均申报 / 0', [['DIVISION_BY_ZERO']]],
    ['1 / 月均申报', [['DIVISION_MAY_BE_ZERO', '月均申报']]],
    ['1 / Person.level', []],
    ['1 / string length("abc") + 1 / sqrt(4)', []],
    ['1 / string length("")', [['DIVISION_BY_ZERO']]],
    ['1 / (Person.level + 1) + 1 / (2 * Person.level) + 1 / (Person.level - 6)', []],
    ['1 / -Person.level + modulo(7, Person.level) + 1 / (Person.level * Person.level + 1)', []],
    ['{x: Person.level + 1, y: 1 / x}.y', []],
    ['1 / (Person.level - 1)', [['DIVISION_MAY_BE_ZERO', 'Person.level - 1']]],
    ['1 / (3 - Person.level)', [['DIVISION_MAY_BE_ZERO', '3 - Person.level']]],
    ['1 / (Person.age + 1)', [['DIVISION_MAY_BE_ZERO', 'Person.age + 1']]],
    ['1 / (0 * Person.level)', [['DIVISION_BY_ZERO']]],
    ['if 月均申报 > 0 then 1 / 月均申报 else null', []],
    ['月均申报 != 0 and 1 / 月均申报 > 2', []],
    ['modulo(5, 月均申报)', [['DIVISION_MAY_BE_ZERO', '月均申报']]],
    ['(if 月均申报 > 3 then 1 else null) + 1', [['NULL_RISK', 'if 月均申报 > 3 then 1 else null']]],
    ['[1, 2][月均申报] * 2', [['NULL_RISK', '[1, 2][月均申报]']]],
    ['for i in 3..1 return i * 2', []],
    ['for i in [{a: 1}] return i.b', [['MEMBER_UNKNOWN', 'b', 'context<a: number>']]],
    ['[{a: 1}][a = "x"]', [['TYPE_MISMATCH', '=', 'number', 'string']]],
    ['[{a: 1}][b = 2]', [['NAME_UNKNOWN', 'b']]],
    ['anything[b = 2]', []],
    ['get entries({a: 1})[key = "a" and value > 0].value', []],
    ['get entries({a: 1})[key = 1]', [['TYPE_MISMATCH', '=', 'string', 'number']]],
    ['get entries({a: 1})[name = "a"]', [['NAME_UNKNOWN', 'name']]],
    ['[context put({a: 1}, "q", 2)][q = 2]', []],
    ['[context([{key: "q", value: 1}])][q = 1]', []],
    ['[{a: 1}, {月均申报: "x"}][月均申报 = "x"]', []],
    ['[{a: 1}, {Person: 2}][Person + 1 = 3]', []],
    ['[{a: 1}, {b: 2}][substring(1, 2) = b]', [['ARGUMENT_TYPE', 'substring', 1, 'string', 'number']]],
    ['[{item: 1, count: 1}][item = count([item])]', []],
    ['anything.b + 1', []],
    ['some x in [1, 2] satisfies x + "a" = "b"', [['TYPE_MISMATCH', '+', 'number', 'string']]],
    ['{a: 1, b: a + "x"}.b', [['TYPE_MISMATCH', '+', 'number', 'string']]],
    ['substring(1, 2)', [['ARGUMENT_TYPE', 'substring', 1, 'string', 'number']]],
    ['substring("a")', [['ARGUMENT_COUNT', 'substring', '2–3', 1]]],
    [
      '(function(x: number) x + 1)("a")',
      [['ARGUMENT_TYPE', 'function(x: number) x + 1', 1, 'number', 'string']],
    ],
    ['Person.age(3)', [['NOT_A_FUNCTION', 'Person.age', 'number']]],
    ['anything instance of tNothing', [['TYPE_UNKNOWN', 'tNothing']]],
    ['月均申报 in (< 5, "x")', [['TEST_TYPE', 'number', 'string', '"x"']]],
    ['月均申报 in [5..1]', [['RANGE_REVERSED', '[5..1]']]],
    ['sum([])', [['ALWAYS_NULL', 'sum([])']]],
    ['number("a") + 1', [['ALWAYS_NULL', 'number("a")']]],
    ['number("1") + min([1, 2]) + count([])', []],
    ['string(null)', []],
    ['{a: 1, b: 2, a: 3}', [['ENTRY_DUPLICATE', 'a']]],
    ...[
      ...[
        '1 + null',
        'null < 月均申报',
        '[月均申报, 1][3]',
        '[月均申报, 1][0]',
        '[月均申报, 1][-3]',
        'anything[1.5]',
      ],
      ...[
        'matches(string(月均申报), "[a")',
        'replace(string(月均申报), "(", "")',
        'split(string(月均申报), "[a")',
      ],
      ...[
        'sum(["a", 月均申报, 1])',
        'max("a", 月均申报, 1)',
        'min(["a", 月均申报])',
        'all([true, 月均申报])',
      ],
      ...['sort([月均申报, 1], function(a) a)', 'get value({a: 月均申报}, "b")'],
    ].map((text): [string, unknown[]] => [text, [['ALWAYS_NULL', text]]]),
    ['月均申报 = null', []],
    ['[月均申报, 1][2]', []],
    ['[月均申报, 1][-2]', []],
    ['matches(string(月均申报), "[a]")', []],
    ['max(1, 月均申报)', []],
    ['sum([1, 月均申报, null])', []],
    ['sort([月均申报, 1], function(a, b) a < b)', []],
    ['get value({a: 月均申报}, "a")', []],
    ...[
      ...[
        'for i in 1..3 return 月均申报 / i',
        'for i in 3..1 return 月均申报 / i',
        'for i in [1, 2] return 月均申报 / i',
      ],
      ...[
        '1 / (月均申报 * 月均申报 + 1)',
        '1 / (abs(月均申报) + 1)',
        '1 / max(月均申报, 1)',
        '1 / max([月均申报, 1])',
      ],
      ...[
        '1 / min(月均申报, -1)',
        '1 / (月均申报 ** 2 + 0.5)',
        '1 / (count([月均申报]) + 1)',
        '1 / -(abs(月均申报) + 1)',
      ],
      ...[
        '1 / (1 + max(2, 月均申报) * 3)',
        'for i in [1..3] return 1 / i',
        'for i in 1..count([月均申报]) + 1 return 1 / i',
      ],
      ...['1 / (if 月均申报 > 3 then 1 else 2)'],
    ].map((text): [string, unknown[]] => [text, []]),
    ...[
      ...['月均申报 * 月均申报', '月均申报 * Person.age + 1', '月均申报 * 月均申报 - 1', 'abs(月均申报)'],
      ...[
        'max(月均申报, 0)',
        'max(月均申报, -1)',
        'min(月均申报, 1)',
        '月均申报 ** 3 + 1',
        '1 - abs(月均申报)',
      ],
      'if 月均申报 > 3 then 1 else 0',
    ].map((divisor): [string, unknown[]] => [`1 / (${divisor})`, [['DIVISION_MAY_BE_ZERO', divisor]]]),
    ['for i in 0..3 return 1 / i', [['DIVISION_MAY_BE_ZERO', 'i']]],
    ['for i in -1..月均申报 return 1 / i', [['DIVISION_MAY_BE_ZERO', 'i']]],
    ['for i in 1..月均申报 return 1 / i', [['DIVISION_MAY_BE_ZERO', 'i']]],
    ['for i in [1, 月均申报] return 1 / i', [['DIVISION_MAY_BE_ZERO', 'i']]],
  ])('%s: %j', (text, expected) => {
    const found = foundIn(text);
    expect(found).toEqual(expected);
  });

  it.each([
    'if 月均申报 = 0 then 1 / 月均申报 else 0',
    'if not(月均申报 != 0) then 1 / 月均申报 else 0',
    'if 月均申报 >= 0 then 1 / 月均申报 else 0',
    'if 月均申报 < 5 then 1 / 月均申报 else 0',
    'if 月均申报 in [0..5] then 1 / 月均申报 else 0',
    'if 月均申报 != 0 or Person.age > 1 then 1 / 月均申报 else 0',
    'if 月均申报 > 0 then 0 else 1 / 月均申报',
    'if 月均申报 = 0 and Person.age > 1 then 0 else 1 / 月均申报',
    'if count([月均申报]) > 0 then 1 / 月均申报 else 0',
    '月均申报 = 0 and 1 / 月均申报 > 2',
    '月均申报 != 0 or 1 / 月均申报 > 2',
    'if 月均申报 != 0 then (function(月均申报) 1 / 月均申报)(0) else 0',
    'if 月均申报 != 0 then {月均申报: Person.age, b: 1 / 月均申报} else null',
  ])('that mentions a divisor does not guard it: %s', (text) => {
    expect(foundIn(text)).toEqual([['DIVISION_MAY_BE_ZERO', '月均申报']]);
  });

  it.each([
    'if 月均申报 != 0 then 1 / 月均申报 else 0',
    'if 0 < 月均申报 then 1 / 月均申报 else 0',
    'if 月均申报 < -1 then 1 / 月均申报 else 0',
    'if 月均申报 in (0..5] then 1 / 月均申报 else 0',
    'if 月均申报 between 1 and 2 then 1 / 月均申报 else 0',
    'if not(月均申报 = 0) then 1 / 月均申报 else 0',
    'if 月均申报 > 0 or 月均申报 < 0 then 1 / 月均申报 else 0',
    'if Person.age > 1 and 月均申报 != 0 then 1 / 月均申报 else 0',
    'if 月均申报 <= 0 or Person.age > 1 then 0 else 1 / 月均申报',
    '月均申报 = 0 or 1 / 月均申报 > 2',
    'if 月均申报 != 0 then (function(x) x / 月均申报)(0) else 0',
    'for x in [if 月均申报 > 0 then 1 else null] return if x != null then x * 2 + 1 else 0',
  ])('is guarded by what rules zero out: %s', (text) => {
    expect(foundIn(text)).toEqual([]);
  });

  it.each([
    ['x != null', []],
    ['x > 月均申报', ['x']],
    ['x + 1 > 2', ['x', 'x + 1']],
    ['x instance of number', []],
    ['x = null', ['x']],
    ['x != 3', ['x']],
    ['x != null or 月均申报 > 1', ['x']],
  ])('that may be null, where %s: %j', (condition, expected) => {
    const text = `{x: if 月均申报 > 0 then 1 else null, y: if ${condition} then x * 2 else 0}.y`;
    expect(foundIn(text)).toEqual(expected.map((risk) => ['NULL_RISK', risk]));
  });

  it('has a place in its text and in the XML, and says the same in two languages', () => {
    const [finding] = checkModel(modelOf(INPUTS + decision('D', '1 + Preson.age'))).filter(
      ({ code }) => code === 'NAME_UNKNOWN',
    );
    expect(finding?.place).toMatchObject({ name: 'D', id: 'D', span: { start: 4, end: 10 } });
    expect(finding?.place.at.line).toBeGreaterThan(1);
    expect(finding?.zh).toBe('名称“Preson”没有定义。');
    expect(finding?.en).toBe('The name “Preson” is not defined.');
  });

  it('gives a result of the type declared', () => {
    expect(foundIn('"a"', 'number')).toEqual([['RESULT_TYPE', 'number', 'string']]);
    expect(foundIn('1', 'tNothing')).toEqual([['TYPE_UNKNOWN', 'tNothing']]);
  });
});

describe('requirements', () => {
  const requires = (kind: string, ...ids: string[]) =>
    ids.map((id) => `<informationRequirement><${kind} href="#${id}"/></informationRequirement>`).join('');
  const codes = (xml: string) =>
    checkModel(modelOf(xml)).map(({ code, params }) => [code, ...Object.values(params)]);

  it('are missing, dangling, in a circle, or not used', () => {
    expect(
      codes(INPUTS + decision('D', '月均申报', { requires: requires('requiredInput', 'a', 'x') })),
    ).toEqual([
      ['REQUIREMENT_UNKNOWN', 'x'],
      ['INPUT_UNUSED'],
      ['INPUT_UNUSED'],
      ['REQUIREMENT_MISSING', '月均申报'],
      ['REQUIREMENT_UNUSED', 'anything'],
    ]);
    const circle =
      decision('A', 'B', { requires: requires('requiredDecision', 'B') }) +
      decision('B', 'A', { requires: requires('requiredDecision', 'A') });
    expect(codes(circle)).toEqual([['REQUIREMENT_CYCLE', 'A → B → A']]);
  });

  it('of functions may go in a circle', () => {
    const knowledge = (id: string, other: string) => `<businessKnowledgeModel id="${id}" name="${id}">
      <encapsulatedLogic><formalParameter name="n"/><literalExpression><text>${other}(n)</text></literalExpression></encapsulatedLogic>
      <knowledgeRequirement><requiredKnowledge href="#${other}"/></knowledgeRequirement></businessKnowledgeModel>`;
    expect(codes(knowledge('f', 'g') + knowledge('g', 'f'))).toEqual([]);
    const alone = knowledge('f', 'f').replace(/<knowledgeRequirement>.*<\/knowledgeRequirement>/, '');
    expect(codes(alone)).toEqual([]);
  });

  it('that are missing are told by whole names, and not read into texts that mean something else', () => {
    const others =
      '<inputData id="x" name="Applicant age"/><inputData id="y" name="function"/><inputData id="z" name="Applicant"/>';
    const found = (text: string) =>
      codes(others + decision('D', text, { requires: '' })).filter(([code]) => code !== 'INPUT_UNUSED');
    expect(found('Applicant age + 2')).toEqual([['REQUIREMENT_MISSING', 'Applicant age']]);
    expect(found('(function(s) s + 1)(2)')).toEqual([]);
  });

  it('tell what a decision gives: its type, and that its table has gaps', () => {
    const table = `<decision id="T" name="T"><variable name="T" typeRef="number"/>${requires('requiredInput', 'n')}
      <decisionTable><input><inputExpression typeRef="number"><text>月均申报</text></inputExpression></input><output/>
      <rule><inputEntry><text>&lt; 3</text></inputEntry><outputEntry><text>1</text></outputEntry></rule></decisionTable></decision>`;
    const found = codes(
      INPUTS + table + decision('D', 'T + 1 > "a"', { requires: requires('requiredDecision', 'T') }),
    );
    expect(found).toContainEqual(['NULL_RISK', 'T']);
    expect(found).toContainEqual(['TYPE_MISMATCH', '>', 'number', 'string']);
  });

  it('reach imported models under their prefixes', () => {
    const imported = tableModel({ policy: 'UNIQUE', inputs: [], rules: [['1']] });
    const main = modelOf(
      `<import namespace="urn:other" name="other" importType="https://www.omg.org/spec/DMN/20230324/MODEL/"/>
       <decision name="M"><informationRequirement><requiredDecision href="urn:other#d"/></informationRequirement>
       <literalExpression><text>other.D + other.E</text></literalExpression></decision>`,
    );
    const codesOf = (...models: Parameters<typeof checkModel>[0][]) =>
      checkModel(models.flat()).map(({ code, params }) => [code, ...Object.values(params)]);
    expect(codesOf(main, { ...imported, namespace: 'urn:other' })).toEqual([
      ['MEMBER_UNKNOWN', 'E', 'context<D: number>'],
    ]);
    expect(codesOf(main)).toContainEqual(['IMPORT_MISSING', 'urn:other']);
  });
});

describe('what stands twice, and what gives nothing', () => {
  const codes = (xml: string) =>
    checkModel(modelOf(xml)).map(({ code, params }) => [code, ...Object.values(params)]);
  const free = (id: string, name: string, logic: string) =>
    `<decision id="${id}" name="${name}">${logic}</decision>`;
  const one = '<literalExpression><text>1</text></literalExpression>';

  it.each<[string, string, unknown[]]>([
    ['decisions of one name', free('a', 'A', one) + free('b', 'A', one), [['NAME_DUPLICATE', 'A']]],
    ['elements of one id', free('a', 'A', one) + free('a', 'B', one), [['ID_DUPLICATE', 'a']]],
    [
      'types of one name',
      '<itemDefinition name="t"><typeRef>number</typeRef></itemDefinition>'.repeat(2),
      [['NAME_DUPLICATE', 't']],
    ],
    [
      'entries of one name',
      free(
        'a',
        'A',
        `<context>${`<contextEntry><variable name="x"/>${one}</contextEntry>`.repeat(2)}</context>`,
      ),
      [['ENTRY_DUPLICATE', 'x']],
    ],
    [
      'columns of one name',
      free('a', 'A', '<relation><column name="x"/><column name="x"/></relation>'),
      [['ENTRY_DUPLICATE', 'x']],
    ],
    [
      'outputs of one name',
      free(
        'a',
        'A',
        tableXml({
          policy: 'FIRST',
          inputs: [],
          outputs: [{ name: 'x' }, { name: 'x' }],
          rules: [['1', '2']],
        }),
      ),
      [['ENTRY_DUPLICATE', 'x']],
    ],
    ['no logic', free('a', 'A', ''), [['LOGIC_MISSING']]],
  ])('%s', (_, xml, expected) => {
    expect(codes(xml)).toEqual(expected);
  });

  it.each([
    ['SUM', ['"a"'], [['AGGREGATION_TYPE', 'SUM', 1, 'string']]],
    ['SUM', ['@"P1D"'], [['AGGREGATION_TYPE', 'SUM', 1, 'days and time duration']]],
    ['SUM', ['1.5'], []],
    ['MAX', ['"a"'], []],
    ['MAX', ['true'], [['AGGREGATION_TYPE', 'MAX', 1, 'boolean']]],
    ['COUNT', ['true'], []],
    ['MIN', ['1', '2'], [['AGGREGATION_OUTPUTS', 'MIN', 2]]],
  ])('COLLECT %s of outputs %j: %j', (aggregation, cells, expected) => {
    const outputs = cells.map((_, at) => ({ name: `o${at}` }));
    const table = tableXml({ policy: `COLLECT+${aggregation}`, inputs: [], outputs, rules: [cells] });
    expect(codes(free('a', 'A', table))).toEqual(expected);
  });

  it.each([
    ['SUM', '', ['1', '"a"'], ['string']],
    ['SUM', 'Any', ['"a"'], ['string']],
    ['MAX', '', ['1', '"a"', '"b"'], ['number, string']],
    ['MIN', '', ['"a"', '@"2026-01-01"'], ['string, date']],
    ['MIN', '', ['[1]', '[2]'], ['list<number>']],
    ['MIN', '', ['"b"', '"a"', 'null'], []],
    ['SUM', 'number', ['1', '2'], []],
  ])('COLLECT %s of type %j in rules %j: %j', (aggregation, type, cells, expected) => {
    const outputs = [type === '' ? {} : { type }];
    const rules = cells.map((cell) => [cell]);
    const table = tableXml({ policy: `COLLECT+${aggregation}`, inputs: [], outputs, rules });
    expect(codes(free('a', 'A', table))).toEqual(
      expected.map((actual) => ['AGGREGATION_TYPE', aggregation, 1, actual]),
    );
  });

  it.each([
    [
      [
        ['A', 'B'],
        ['B', 'A'],
      ],
      ['A → B → A'],
    ],
    [[['A', 'A']], ['A → A']],
    [
      [
        ['C', 'A'],
        ['A', 'B'],
        ['B', 'A'],
      ],
      ['A → B → A'],
    ],
    [
      [
        ['A', 'B'],
        ['B', 'number'],
      ],
      [],
    ],
  ])('types defined as %j: %j', (pairs, expected) => {
    const xml = pairs.map(
      ([name, of]) => `<itemDefinition name="${name}"><typeRef>${of}</typeRef></itemDefinition>`,
    );
    expect(codes(xml.join(''))).toEqual(expected.map((path) => ['TYPE_CYCLE', path]));
  });

  it('types defined in a circle across imports', () => {
    const importType = 'https://www.omg.org/spec/DMN/20230324/MODEL/';
    const importing = (namespace: string, other: string, typeRef: string) => ({
      ...modelOf(
        `<import name="o" namespace="${other}" importType="${importType}"/><itemDefinition name="T"><typeRef>${typeRef}</typeRef></itemDefinition>`,
      ),
      namespace,
    });
    const circles = (...refs: [string, string]) =>
      checkModel([importing('urn:a', 'urn:b', refs[0]), importing('urn:b', 'urn:a', refs[1])])
        .filter(({ code }) => code === 'TYPE_CYCLE')
        .map(({ place, params }) => [place.model, params['path']]);
    expect(circles('o.T', 'o.T')).toEqual([['urn:a', 'T → T → T']]);
    expect(circles('o.T', 'number')).toEqual([]);
    // Without names the circle is one of imports, and no fault.
    const unnamed = ['urn:a', 'urn:b'].map((namespace, index) => ({
      ...modelOf(
        `<import name="" namespace="${['urn:b', 'urn:a'][index]}" importType="${importType}"/><inputData name="x${index}"><variable name="x${index}" typeRef="number"/></inputData>`,
      ),
      namespace,
    }));
    expect(checkModel(unnamed).map(({ code }) => code)).toEqual(['INPUT_UNUSED', 'INPUT_UNUSED']);
    expect(compileModel(unnamed).errors).toEqual([]);
  });

  it('a type may hold itself', () => {
    const tree = `<itemDefinition name="t"><itemComponent name="next"><typeRef>t</typeRef></itemComponent></itemDefinition>`;
    expect(codes(tree)).toEqual([]);
  });
});

it('tests of another type than the column never match', () => {
  const found = checkModel(
    tableModel({
      policy: 'UNIQUE',
      inputs: [{ name: 'Age', type: 'number' }],
      rules: [
        ['"18"', '1'],
        ['-', '2'],
      ],
    }),
  );
  expect(found.map(({ code }) => code)).toEqual(['TEST_TYPE', 'RULE_NEVER_MATCHES']);
  expect(found[0]?.place).toMatchObject({ rule: 1, column: 'Age', span: { start: 0, end: 4 } });
});

it('definitions of themselves end', () => {
  const circular = `<itemDefinition name="t" isCollection="true"><typeRef>t</typeRef></itemDefinition>
    <inputData id="x" name="x"><variable name="x" typeRef="t"/></inputData>`;
  const requires = '<informationRequirement><requiredInput href="#x"/></informationRequirement>';
  expect(checkModel(modelOf(circular + decision('D', 'x.a', { requires })))).toEqual([]);
});

it('a hostile name reaches no prototype', () => {
  const found = checkModel(
    tableModel({ policy: 'UNIQUE', inputs: [{ name: '__proto__', type: 'number' }], rules: [['1', '1']] }),
  );
  const gap = found.find(({ code }) => code === 'TABLE_GAP');
  expect(Object.keys(gap?.region ?? {})).toEqual(['__proto__']);
  expect(Object.getPrototypeOf(gap?.region)).toBe(Object.prototype);
});

it('a boxed filter by a number takes one item, by a text none', () => {
  const literal = (text: string) => `<literalExpression><text>${text}</text></literalExpression>`;
  const codes = (match: string) =>
    checkModel(
      modelOf(
        `<decision id="d" name="D"><variable name="D" typeRef="number"/><filter><in>${literal('[1, 2, 3]')}</in><match>${literal(match)}</match></filter></decision>`,
      ),
    ).map(({ code }) => code);
  expect([codes('2'), codes('"a"')]).toEqual([[], ['RESULT_TYPE']]);
});

it('a boxed conditional guards its branches by its condition', () => {
  const box = (name: string, text: string) =>
    `<${name}><literalExpression><text>${escapeXml(text)}</text></literalExpression></${name}>`;
  const codes = (condition: string) =>
    checkModel(
      modelOf(
        `<inputData id="x" name="x"><variable name="x" typeRef="number"/></inputData><decision id="d" name="D">
         <informationRequirement><requiredInput href="#x"/></informationRequirement>
         <conditional>${box('if', condition)}${box('then', '1 / x')}${box('else', '0')}</conditional></decision>`,
      ),
    ).map(({ code }) => code);
  expect([codes('x != 0'), codes('x = 0')]).toEqual([[], ['DIVISION_MAY_BE_ZERO']]);
});
