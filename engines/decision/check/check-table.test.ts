import { describe, expect, it } from 'vitest';
import { checkModel } from './check-model.ts';
import type { Finding } from './finding.ts';
import { modelOf, tableModel, tableXml, type TableSketch } from './test/table-model.ts';

const found = (sketch: TableSketch, ...codes: string[]): Finding[] =>
  checkModel(tableModel(sketch)).filter(({ code }) => codes.length === 0 || codes.includes(code));

const regions = (sketch: TableSketch, code: string) => found(sketch, code).map(({ region }) => region);

const AGE = { name: 'Age', type: 'number' };
const RISK = { name: 'Risk', type: 'string', allowed: '"low", "medium", "high"' };

describe('a table with gaps', () => {
  it('over a decision of listed values claims none for sure, over data of them does', () => {
    const gaps = (kind: 'inputData' | 'decision') => {
      const logic = kind === 'decision' ? '<literalExpression><text>"a"</text></literalExpression>' : '';
      const required = kind === 'decision' ? 'requiredDecision' : 'requiredInput';
      return checkModel(
        modelOf(`<itemDefinition name="t"><typeRef>string</typeRef><allowedValues><text>"a", "b"</text></allowedValues></itemDefinition>
          <${kind} id="x" name="x"><variable name="x" typeRef="t"/>${logic}</${kind}>
          <decision id="d" name="D"><informationRequirement><${required} href="#x"/></informationRequirement>${tableXml(
            { policy: 'UNIQUE', inputs: [{ name: 'x', type: 't' }], rules: [['"a"', '1']] },
          )}</decision>`),
      ).map(({ code }) => code);
    };
    expect(gaps('decision')).toEqual(['EXPRESSION_NOT_ANALYSED', 'TABLE_GAP_POSSIBLE']);
    expect(gaps('inputData')).toEqual(['TABLE_GAP']);
  });

  it('names what no rule covers, as tests of its inputs', () => {
    const sketch: TableSketch = {
      policy: 'UNIQUE',
      inputs: [AGE, RISK],
      rules: [
        ['< 18', '-', '1'],
        ['>= 21', '-', '2'],
        ['[18..21)', '"medium", "high"', '3'],
      ],
    };
    const [gap] = found(sketch, 'TABLE_GAP');
    expect(gap?.region).toEqual({ Age: '[18..21)', Risk: '"low"' });
    expect(gap?.zh).toBe('没有规则覆盖：Age: [18..21); Risk: "low"。');
    expect(gap?.en).toBe('No rule covers: Age: [18..21); Risk: "low".');
    expect(gap?.place).toMatchObject({ name: 'D', id: 'd', model: 'urn:test' });
  });

  it.each([
    ['number', ['< 0', '(0..5]', '> 7.5'], '0, (5..7.5]'],
    ['string', ['"a"', '"b"'], 'not("a", "b")'],
    ['string', ['< "b"'], '>= "b"'],
    ['boolean', ['true'], 'false'],
    // No day lies between two neighbours, no month between two lengths of months, no second between two seconds.
    ['date', ['<= @"2026-01-01"', '> date("2026-01-02")'], '@"2026-01-02"'],
    ['date', ['<= @"2026-01-01"', '>= @"2026-01-02"'], undefined],
    ['yearMonthDuration', ['< @"P1Y"', '>= @"P13M"'], '@"P1Y"'],
    ['dayTimeDuration', ['<= @"PT1H"', '> @"P1D"'], '(@"PT1H"..@"P1D"]'],
    ['time', ['< @"12:00:00"', '> @"12:00:00"'], '[@"12:00:00"..@"12:00:00"]'],
    ['time', ['< @"12:00:00"', '>= @"12:00:01"'], '@"12:00:00"'],
    ['time', ['< @"12:00:00"', '@"12:00:00"'], '>= @"12:00:01"'],
    ['time', ['[@"00:00:00+14:00"..@"23:59:59-14:00"]'], undefined],
    ['time', ['< @"23:59:59Z"', '@"23:59:59Z"'], '>= @"23:00:00-01:00"'],
    ['time', ['[@"00:00:00"..@"23:59:59"]'], undefined],
    ['time', ['<= @"12:00:00.5"'], '> @"12:00:00.5"'],
    ['dateTime', ['< @"2026-01-01T00:00:00+08:00"', '>= @"2026-01-01T00:00:00+08:00"'], undefined],
    ['dateTime', ['< @"2026-01-01T00:00:00Z"', '@"2026-01-01T00:00:00Z"'], '>= @"2026-01-01T00:00:01Z"'],
    ['dateTime', ['<= @"2026-01-01T00:00:00Z"', '>= @"2026-01-01T00:00:01Z"'], undefined],
    ['dateTime', ['< @"2026-01-01T00:00:00"'], '>= @"2026-01-01T00:00:00"'],
    ['string', ['<= "a"', '>= "a\\u0000"'], undefined],
    ['string', ['<= "a"', '>= "aa"'], '("a".."aa")'],
    ['string', ['""', '>= "\\u0000"'], undefined],
    ['number', ['<= 0.9999999999999999999999999999999999', '>= 1'], undefined],
    [
      'number',
      ['<= 0.9999999999999999999999999999999998', '>= 1'],
      '(0.9999999999999999999999999999999998..1)',
    ],
    ['number', ['<= -1', '>= -0.9999999999999999999999999999999999'], undefined],
    ['number', ['<= 1', '>= 1.000000000000000000000000000000001'], undefined],
    [
      'number',
      ['<= 1', '>= 1.000000000000000000000000000000002'],
      '(1..1.000000000000000000000000000000002)',
    ],
    ['number', ['not(1, 2)'], '1, 2'],
    ['number', ['? > 1 and ? < 3', 'not(? <= 4)'], '<= 1, [3..4]'],
    ['number', ['null', '>= 0'], '< 0'],
    ['number', ['>= 0', '-5 * 2'], '< -10, (-10..0)'],
  ])('of %s: %j leave %s', (type, cells, gap) => {
    const rules = cells.map((cell, index) => [cell, String(index)]);
    const expected = gap === undefined ? [] : [{ Age: gap }];
    expect(regions({ policy: 'UNIQUE', inputs: [{ name: 'Age', type }], rules }, 'TABLE_GAP')).toEqual(
      expected,
    );
  });

  it.each([
    ['time', '12:00:00', '12:00:01'],
    ['dateTime', '2026-01-01T00:00:00Z', '2026-01-01T00:00:01Z'],
    ['dateTime', '2026-01-01T23:59:59', '2026-01-02T00:00:00'],
  ])('of %s, equal by whole seconds but in order by all digits, claims nothing false', (type, at, next) => {
    const cells = [`< @"${at}"`, `@"${at}"`, `> @"${at}"`];
    const rules = cells.map((cell, index) => [cell, String(index)]);
    const codes = (policy: string) =>
      found({ policy, inputs: [{ name: 'Age', type }], rules }).map(({ code, region }) => [
        code,
        region?.['Age'],
      ]);
    const unlikely = ['TABLE_OVERLAP_POSSIBLE', `(@"${at}"..@"${next}")`];
    expect(codes('FIRST').filter(([code]) => code?.startsWith('RULE_'))).toEqual([]);
    expect(codes('UNIQUE').filter(([code]) => code?.startsWith('TABLE_'))).toEqual([unlikely]);
    const apart = {
      policy: 'UNIQUE',
      inputs: [{ name: 'Age', type }],
      rules: [
        [`<= @"${at}"`, '1'],
        [`>= @"${next}"`, '2'],
      ],
    };
    expect(regions(apart, 'TABLE_GAP_POSSIBLE')).toEqual([{ Age: `(@"${at}"..@"${next}")` }]);
  });

  it('of moments with a zone and without claims nothing where only values tell', () => {
    const rules = [
      ['< @"2026-01-01T00:00:00Z"', '1'],
      ['> @"2026-01-02T00:00:00"', '2'],
    ];
    const sketch = { policy: 'UNIQUE', inputs: [{ name: 'Age', type: 'dateTime' }], rules };
    const region = '[@"2026-01-01T00:00:00"..@"2026-01-02T00:00:00"]';
    expect(regions(sketch, 'TABLE_GAP')).toEqual([{ Age: region }]);
    expect(found(sketch, 'CELLS_NOT_ANALYSED')).toHaveLength(1);
  });

  it('of which one column stands twice thinks of no combination that can not be', () => {
    const rules = [
      ['< 10', '-', '1'],
      ['-', '>= 10', '2'],
    ];
    expect(regions({ policy: 'UNIQUE', inputs: [AGE, AGE], rules }, 'TABLE_GAP')).toEqual([]);
  });

  it('claims nothing where a test that it can not tell may match, and says so', () => {
    const sketch: TableSketch = {
      policy: 'UNIQUE',
      inputs: [AGE, { name: 'Limit', type: 'number' }],
      rules: [
        ['< 18', '-', '1'],
        ['> Limit', '> 0', '2'],
      ],
    };
    expect(regions(sketch, 'TABLE_GAP')).toEqual([{ Age: '>= 18', Limit: '<= 0' }]);
    const [note] = found(sketch, 'CELLS_NOT_ANALYSED');
    expect(note).toMatchObject({ severity: 'note', params: { rules: '2', text: '> Limit' } });
    expect(note?.place.column).toBe('Age');
  });

  it('speaks of defaults and of empty results as notes', () => {
    const rules = [['< 18', '1']];
    const defaulted = { policy: 'UNIQUE', inputs: [AGE], outputs: [{ default: '0' }], rules };
    expect(found(defaulted, 'TABLE_GAP_DEFAULT')).toMatchObject([{ severity: 'note' }]);
    expect(found({ policy: 'COLLECT', inputs: [AGE], rules }, 'TABLE_GAP_EMPTY')).toMatchObject([
      { severity: 'note' },
    ]);
  });

  it('notes that null is left out, unless the table speaks of it', () => {
    expect(found({ policy: 'UNIQUE', inputs: [AGE], rules: [['< 18', '1']] }, 'NULL_UNCOVERED')).toHaveLength(
      1,
    );
    const spoken = { policy: 'UNIQUE', inputs: [AGE], rules: [['not(null)', '1']] };
    expect(regions(spoken, 'TABLE_GAP')).toEqual([{ Age: 'null' }]);
  });
});

describe('rules', () => {
  it('that overlap under UNIQUE are named with the region', () => {
    const rules = [
      ['< 18', '-', '1'],
      ['[10..30]', '"low"', '2'],
    ];
    const [overlap] = found({ policy: 'UNIQUE', inputs: [AGE, RISK], rules }, 'TABLE_OVERLAP');
    expect(overlap).toMatchObject({ severity: 'error', params: { first: 1, second: 2 } });
    expect(overlap?.region).toEqual({ Age: '[10..18)', Risk: '"low"' });
  });

  it('that overlap under ANY are in order while their outputs are the same', () => {
    const rules = [
      ['< 18', '1.0'],
      ['< 20', '1'],
      ['< 15', '2'],
      ['< 5', 'Age'],
    ];
    const sketch = { policy: 'ANY', inputs: [AGE], rules };
    expect(found(sketch, 'ANY_CONFLICT').map(({ params }) => params)).toEqual([
      { first: 1, second: 3 },
      { first: 2, second: 3 },
    ]);
    expect(found(sketch, 'ANY_MAY_CONFLICT')).toHaveLength(3);
  });

  it('without effect are told by what covers them', () => {
    const rules = [
      ['< 18', '1'],
      ['< 10', '2'],
      ['>= 18', '3'],
      ['[15..20]', '4'],
      ['-', '5'],
      ['< 0, > 0, 0', '6'],
      ['[20..10]', '7'],
    ];
    const sketch = { policy: 'FIRST', inputs: [AGE], rules };
    const codes = ['RULE_SHADOWED', 'RULE_UNREACHABLE', 'RULE_ONLY_FOR_NULL', 'RULE_NEVER_MATCHES'];
    expect(found(sketch, ...codes).map(({ code, params }) => [code, params['rule'], params['by']])).toEqual([
      ['RULE_SHADOWED', 2, '1'],
      ['RULE_UNREACHABLE', 4, '1, 3'],
      ['RULE_ONLY_FOR_NULL', 5, '1, 3'],
      ['RULE_SHADOWED', 6, '5'],
      ['RULE_NEVER_MATCHES', 7, undefined],
    ]);
  });

  it('are ranked by output values under PRIORITY', () => {
    const outputs = [{ allowed: '"deny", "allow"' }];
    const rules = [
      ['< 18', '"allow"'],
      ['< 20', '"deny"'],
    ];
    const [shadowed] = found({ policy: 'PRIORITY', inputs: [AGE], outputs, rules }, 'RULE_SHADOWED');
    expect(shadowed?.params).toEqual({ rule: 1, by: '2' });
    expect(found({ policy: 'PRIORITY', inputs: [AGE], rules }, 'PRIORITY_VALUES_MISSING')).toHaveLength(1);
  });

  it('give outputs that are allowed', () => {
    const rules = [['-', '"maybe"']];
    const [finding] = found(
      { policy: 'UNIQUE', inputs: [AGE], outputs: [{ name: 'Answer', allowed: '"yes", "no"' }], rules },
      'OUTPUT_NOT_ALLOWED',
    );
    expect(finding).toMatchObject({ params: { value: '"maybe"' }, place: { rule: 1, column: 'Answer' } });
  });

  it('give dates where moments are allowed: their midnight', () => {
    const outputs = [{ type: 'dateTime', allowed: '> @"2025-01-01T00:00:00Z"' }];
    const of = (date: string) =>
      found(
        { policy: 'UNIQUE', inputs: [AGE], outputs, rules: [['-', `date("${date}")`]] },
        'OUTPUT_NOT_ALLOWED',
      );
    expect(of('2026-01-01')).toEqual([]);
    expect(of('2024-01-01')).toHaveLength(1);
  });
});

it('gaps beyond the limit are said to be cut, however few are named', () => {
  const rules = Array.from({ length: 20 }, (_, index) => [String(index * 2), '-', '1']);
  const sketch = { policy: 'UNIQUE', inputs: [AGE, RISK], rules };
  const cut = checkModel(tableModel({ ...sketch, rules: [...rules, ['-', '"low"', '1']] }), { regions: 2 });
  expect(cut.filter(({ code }) => code === 'TABLE_GAP')).toHaveLength(1);
  const some = checkModel(
    tableModel({
      policy: 'UNIQUE',
      inputs: [AGE, RISK],
      rules: [
        ['1', '"low"', '1'],
        ['2', '"high"', '2'],
        ['3', '"medium"', '3'],
      ],
    }),
    { regions: 2 },
  );
  expect(some.map(({ code }) => code)).toContain('INCOMPLETE_GAPS');
});

it('a table beyond the limit is said to be looked at in part', () => {
  const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
  const inputs = names.map((name) => ({ name, type: 'number' }));
  const rules = names.flatMap((_, at) =>
    [0, 1, 2, 3].map((value) => [
      ...names.map((__, column) => (column === at ? `not(${value})` : `[0..${value + 9}]`)),
      '1',
    ]),
  );
  const sketch = { policy: 'COLLECT', inputs, rules };
  const findings = checkModel(tableModel(sketch), { steps: 50 });
  expect(findings.map(({ code }) => code)).toContain('INCOMPLETE_GAPS');
});

describe('a table whose columns depend on each other', () => {
  const rules = [
    ['<= 3', '-', '1'],
    ['-', '> 6', '2'],
  ];
  /** A table over `x` and another column, in a model that has more; whether overlap and gap are certain. */
  const said = (other: string, more: string, requires = '') => {
    const sketch = { policy: 'UNIQUE', inputs: [{ name: 'x', type: 'number' }, { name: other }], rules };
    const inputs = ['x', 'a', 'c'].map(
      (name) => `<informationRequirement><requiredInput href="#${name}"/></informationRequirement>`,
    );
    const model = modelOf(
      `<itemDefinition name="tA"><itemComponent name="age"><typeRef>number</typeRef></itemComponent>
         <itemComponent name="pay"><typeRef>number</typeRef></itemComponent></itemDefinition>
       <inputData id="x" name="x"><variable name="x" typeRef="number"/></inputData><inputData id="c" name="c"/>
       <inputData id="a" name="a"><variable name="a" typeRef="tA"/></inputData>${more}
       <decision id="d" name="D">${inputs.join('')}${requires}${tableXml(sketch)}</decision>`,
    );
    return checkModel(model)
      .map(({ code }) => code)
      .filter((code) => code.startsWith('TABLE_') || code === 'COLUMNS_DEPENDENT');
  };
  const certain = ['TABLE_GAP', 'TABLE_OVERLAP'];
  const possible = ['COLUMNS_DEPENDENT', 'TABLE_GAP_POSSIBLE', 'TABLE_OVERLAP_POSSIBLE'];
  const decision = (id: string, requires: string, text: string) =>
    `<decision id="${id}" name="${id}">${requires}<literalExpression><text>${text}</text></literalExpression></decision>`;
  const needs = (kind: string, id: string) =>
    `<informationRequirement><required${kind} href="#${id}"/></informationRequirement>`;

  it('claims what may be there as possible only, through decisions too', () => {
    expect(said('c', '')).toEqual(certain);
    expect(said('x * 2', '')).toEqual(possible);
    const z = decision('z', needs('Input', 'x'), 'x + 1');
    const y = decision('y', needs('Decision', 'z') + needs('Input', 'c'), 'z * c');
    expect(said('y', z + y, needs('Decision', 'y'))).toEqual(possible);
    expect(said('w', decision('w', needs('Input', 'c'), 'c * 2'), needs('Decision', 'w'))).toEqual(certain);
  });

  it('tells parts of one piece of data apart, in the data and in what is made of it', () => {
    const of = (first: string, second: string) =>
      checkModel(
        modelOf(
          `<itemDefinition name="tA"><itemComponent name="age"/><itemComponent name="pay"/></itemDefinition>
           <inputData id="a" name="a"><variable name="a" typeRef="tA"/></inputData>
           <decision id="d" name="D"><informationRequirement><requiredInput href="#a"/></informationRequirement>
           <context><contextEntry><variable name="years"/><literalExpression><text>a.age + 1</text></literalExpression></contextEntry>
           <contextEntry>${tableXml({ policy: 'UNIQUE', inputs: [{ name: first }, { name: second }], rules })}</contextEntry></context></decision>`,
        ),
      ).some(({ code }) => code === 'COLUMNS_DEPENDENT');
    expect([
      of('a.age', 'a.pay'),
      of('years', 'a.pay'),
      of('years', 'a.age'),
      of('a.pay', 'a.pay + a.age'),
    ]).toEqual([false, false, true, true]);
  });
});

it('of allowed values that it can not tell it says so, and claims no gap within them', () => {
  const model = modelOf(
    `<itemDefinition name="tWhole"><typeRef>number</typeRef><typeConstraint><text>floor(?) = ?</text></typeConstraint></itemDefinition>
     <inputData id="x" name="x"><variable name="x" typeRef="tWhole"/></inputData>
     <decision id="d" name="D"><informationRequirement><requiredInput href="#x"/></informationRequirement>${tableXml(
       {
         policy: 'UNIQUE',
         inputs: [{ name: 'x' }],
         rules: [
           ['<= 5', '1'],
           ['>= 6', '2'],
         ],
       },
     )}</decision>`,
  );
  expect(checkModel(model)).toMatchObject([
    { code: 'CONSTRAINT_NOT_ANALYSED', severity: 'note', params: { allowed: 'floor(?) = ?' } },
    { code: 'TABLE_GAP_POSSIBLE', severity: 'note', region: { x: '(5..6)' } },
  ]);
});

describe('a column that is computed', () => {
  const codes = (expression: string, type: string, cells: string[], definition = '') => {
    const rules = cells.map((cell, index) => [cell, String(index)]);
    const model = modelOf(
      `<itemDefinition name="tT"><typeRef>${type}</typeRef>${definition}</itemDefinition>
       <inputData id="s" name="s"><variable name="s" typeRef="tT"/></inputData><inputData id="q" name="q"><variable name="q" typeRef="number"/></inputData>
       <decision id="half" name="half"><informationRequirement><requiredInput href="#q"/></informationRequirement><literalExpression><text>floor(q) * 2</text></literalExpression></decision>
       <decision id="d" name="D"><informationRequirement><requiredInput href="#s"/></informationRequirement><informationRequirement><requiredInput href="#q"/></informationRequirement>
       <informationRequirement><requiredDecision href="#half"/></informationRequirement>${tableXml({ policy: 'UNIQUE', inputs: [{ name: expression }], rules })}</decision>`,
    );
    return checkModel(model)
      .filter(({ code }) => /^TABLE_|EXPRESSION_NOT/.test(code))
      .map(({ code, region }) => [code, ...Object.values(region ?? {})]);
  };
  it.each([
    ['s.month', 'date', ['[1..6]', '[7..12]'], []],
    ['s.month', 'date', ['[1..6]', '[8..12]'], [['TABLE_GAP', '(6..8)']]],
    ['s.month', 'date', ['[1..6]', '[6..12]'], [['TABLE_OVERLAP', '6']]],
    ['s.year', 'date', ['<= 2025', '>= 2026'], []],
    ['s.hour', 'time', ['[0..11]', '[12..23]'], []],
    ['floor(s)', 'number', ['<= 3', '>= 4'], []],
    ['floor(s) + 1', 'number', ['<= 3', '>= 5'], [['TABLE_GAP', '(3..5)']]],
    ['round half up(s, 0)', 'number', ['<= 3.5', '> 3.7'], []],
    ['string length(s)', 'string', ['0', '[1..18]', '> 18'], []],
    ['abs(s)', 'number', ['[0..5]', '> 5'], []],
    ['s * 100', 'number', ['< 5', '> 6'], [['TABLE_GAP', '[5..6]']]],
    ['s - q', 'number', ['< 5', '> 6'], [['TABLE_GAP', '[5..6]']]],
    ['s > q', 'number', ['true'], [['TABLE_GAP', 'false']]],
  ] as const)('%s of %s: %j', (expression, type, cells, found) => {
    expect(codes(expression, type, [...cells])).toEqual(found);
  });

  it.each<[string, string, string[], string, string?]>([
    ['s * 3', 'number', ['< 1', '> 1'], '1'],
    ['upper case(s)', 'string', ['< "a"'], '>= "a"'],
    [
      's.month',
      'date',
      ['[1..6]'],
      '(6..12]',
      '<allowedValues><text>[@"2026-01-01"..@"2026-06-30"]</text></allowedValues>',
    ],
    ['half', 'number', ['<= 2', '>= 4'], '(2..4)'],
    ['s = s', 'number', ['true'], 'false'],
  ])('%s of %s: which values it has is not told', (expression, type, cells, gap, definition = '') => {
    expect(codes(expression, type, [...cells], definition)).toEqual([
      ['EXPRESSION_NOT_ANALYSED'],
      ['TABLE_GAP_POSSIBLE', gap],
    ]);
  });
});

it('of moments that no cell speaks of it says where they meet other rules', () => {
  const values = (...cells: string[]) => {
    const rules = cells.map((cell, index) => [cell, String(index)]);
    const sketch = { policy: 'UNIQUE', inputs: [{ name: 'Age', type: 'time' }], rules };
    return found(sketch, 'ZONES_NOT_ANALYSED').map(({ params }) => params['values']);
  };
  expect(values('< @"10:00:00Z"', '>= @"18:00:00+08:00"')).toEqual(['[@"10:00:00"..@"18:00:00")']);
  expect(values('<= @"12:00:00+08:00"', '> @"04:00:00Z"')).toEqual(['(@"04:00:00"..@"12:00:00"]']);
  expect(values('< @"10:00:00Z"', '@"10:00:00Z"', '> @"10:00:00Z"')).toEqual(['[@"10:00:00"..@"10:00:00"]']);
  expect(values('< @"10:00:00Z"', '>= @"10:00:00Z"')).toEqual([]);
});

it('of thousands of cells, each with bounds of its own, ends soon and says so', () => {
  const inputs = Array.from({ length: 40 }, (_, at) => ({ name: `x${at}`, type: 'number' }));
  const rules = Array.from({ length: 1000 }, (_, row) => [
    ...inputs.map((_input, at) => `[${(row * 31 + at * 17) % 500}..${((row * 31 + at * 17) % 500) + 200}]`),
    '1',
  ]);
  const started = performance.now();
  const codes = found({ policy: 'UNIQUE', inputs, rules }).map(({ code }) => code);
  expect(codes).toContain('INCOMPLETE_TABLE');
  expect(performance.now() - started).toBeLessThan(15_000);
});

it('a rule divides by what its own cell makes sure of', () => {
  const warned = (cell: string) =>
    found({ policy: 'UNIQUE', inputs: [AGE], rules: [[cell, '1 / Age']] }, 'DIVISION_MAY_BE_ZERO').length;
  expect(['-', '>= 0', '> 0', 'not(0)', '< 0, [1..5]', 'not(1)'].map(warned)).toEqual([1, 1, 0, 0, 0, 1]);
});

it('or of what an earlier rule has caught', () => {
  const warned = (policy: string, ...first: string[]) =>
    found(
      {
        policy,
        inputs: [AGE, { name: 'B', type: 'number' }],
        rules: [
          [...first, '0'],
          ['-', '-', '1 / Age'],
        ],
      },
      'DIVISION_MAY_BE_ZERO',
    ).length;
  expect(warned('FIRST', '0', '-')).toBe(0);
  expect(warned('FIRST', '<= 0', '-')).toBe(0);
  expect(warned('FIRST', '0', '1')).toBe(1);
  expect(warned('FIRST', '1', '-')).toBe(1);
  expect(warned('FIRST', '-', '0')).toBe(1);
  expect(warned('COLLECT', '0', '-')).toBe(1);
});

it('what a cell names is told apart by its kind, however much it names', () => {
  const texts = Array.from({ length: 10 }, (_, at) => `"${at}"`).join(', ');
  const gapOf = (type: string | undefined, ...cells: string[]) =>
    found(
      {
        policy: 'UNIQUE',
        inputs: [{ name: 'x', ...(type !== undefined && { type }) }],
        rules: cells.map((cell) => [cell, '1']),
      },
      'TABLE_GAP',
    ).map(({ region }) => region?.['x']);
  expect(gapOf('string', texts)).toEqual([`not(${texts})`]);
  expect(gapOf('string', texts, `not(${texts})`)).toEqual([]);
  expect(gapOf('string', `not(${texts})`)).toEqual([texts]);
  expect(gapOf(undefined, `${texts}, 1, 2, 3`, `not(${texts})`)).toEqual(['< 1, (1..2), (2..3), > 3']);
});
