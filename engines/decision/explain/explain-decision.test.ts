import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { modelOf, tableModel, tableXml, type TableSketch } from '../check/test/table-model.ts';
import { compileModel } from '../compile/compiled-model.ts';
import { FeelDate } from '../values/date.ts';
import { explainDecision } from './explain-decision.ts';

const LOAN = {
  policy: 'FIRST',
  inputs: [
    { name: 'Age', type: 'number' },
    { name: 'Risk', type: 'string' },
  ],
  rules: [
    ['>= 18', '"low"', '"yes"'],
    ['>= 21', '"low", "medium"', '"maybe"'],
    ['-', '"high"', '"no"'],
  ],
};

describe('an explanation', () => {
  const compiled = compileModel(tableModel(LOAN));

  it('names the rule that was hit, and why each input matched', () => {
    const { value, tables } = explainDecision(compiled, 'D', { Age: 30, Risk: 'medium' });
    expect(value).toBe('maybe');
    expect(tables).toHaveLength(1);
    expect(tables[0]).toMatchObject({ name: 'D', id: 'd', hitPolicy: 'FIRST', result: 'maybe' });
    expect(tables[0]?.hits).toMatchObject([
      {
        rule: 2,
        outputs: ['maybe'],
        conditions: [
          { input: 'Age', value: 30, tests: '>= 21', holds: true },
          { input: 'Risk', value: 'medium', tests: '"low", "medium"', holds: true },
        ],
      },
    ]);
    expect(tables[0]?.zh).toBe(
      '“D”命中规则 2（Age = 30 符合 >= 21，Risk = "medium" 符合 "low", "medium"），结果为 "maybe"。',
    );
    expect(tables[0]?.en).toBe(
      '“D” hits rule 2 (Age = 30 meets >= 21, Risk = "medium" meets "low", "medium"); the result is "maybe".',
    );
  });

  it('names of a near miss the nearest rule and the conditions that failed', () => {
    const { tables } = explainDecision(compiled, 'D', { Age: 17, Risk: 'low' });
    expect(tables[0]?.hits).toEqual([]);
    expect(tables[0]?.nearest).toMatchObject({ rule: 1, conditions: [{ holds: false }, { holds: true }] });
    expect(tables[0]?.zh).toBe('“D”没有规则命中，结果为 null。最接近的是规则 1：Age = 17 不符合 >= 18。');
    expect(tables[0]?.en).toBe(
      '“D” hits no rule; the result is null. The nearest is rule 1: Age = 17 does not meet >= 18.',
    );
  });

  it('says of which null it speaks: that of an input is not that of the result', () => {
    const zero = compileModel(
      modelOf(`<inputData id="b" name="b"><variable name="b" typeRef="number"/></inputData>
        <decision id="d" name="D"><informationRequirement><requiredInput href="#b"/></informationRequirement>${tableXml(
          {
            policy: 'FIRST',
            inputs: [{ name: '6 / b' }],
            rules: [
              ['> 1', '1'],
              ['-', '0'],
            ],
          },
        )}</decision>`),
    );
    const [table] = explainDecision(zero, 'D', { b: 0 }).tables;
    expect(table?.zh).toBe('“D”命中规则 2（不设条件），结果为 0。输入“6 / b”：除数是零，商为 null。');
    expect(table?.en).toBe(
      '“D” hits rule 2 (without conditions); the result is 0. Input “6 / b”: The divisor is zero; the quotient is null.',
    );
    expect(table?.messages).toMatchObject([{ code: 'DIVISION_BY_ZERO', input: '6 / b' }]);
  });

  it('names the nearest of many rules soon', () => {
    const inputs = Array.from({ length: 6 }, (_, at) => ({ name: `x${at}`, type: 'number' }));
    const rules = Array.from({ length: 5000 }, (_, row) => [
      ...inputs.map((_input, at) => `[${row * 10 + at}..${row * 10 + at + 1}]`),
      '1',
    ]);
    const many = compileModel(tableModel({ policy: 'UNIQUE', inputs, rules }));
    const started = performance.now();
    const given = Object.fromEntries(inputs.map(({ name }) => [name, 30_012.5]));
    expect(explainDecision(many, 'D', given).tables[0]?.nearest?.rule).toBe(3002);
    expect(performance.now() - started).toBeLessThan(15_000);
  });

  it('says of a table without rules that it has none', () => {
    const empty = { policy: 'UNIQUE', inputs: [{ name: 'Age' }], rules: [] };
    const [table] = explainDecision(compileModel(tableModel(empty)), 'D', { Age: 3 }).tables;
    expect(table).toMatchObject({ isEmpty: true, hits: [], nearest: undefined });
    expect(table?.zh).toBe('“D”没有规则，结果为 null。');
    expect(table?.en).toBe('“D” has no rules; the result is null.');
    const outputs = [{ default: '5' }];
    const [other] = explainDecision(compileModel(tableModel({ ...empty, outputs })), 'D', { Age: 3 }).tables;
    expect(other?.en).toBe('“D” has no rules; the default 5 applies.');
  });

  it('tells a condition on null from one that fails', () => {
    const { tables } = explainDecision(compiled, 'D', { Risk: 'low' });
    expect(tables[0]?.nearest?.conditions[0]).toMatchObject({ value: null, holds: null });
  });

  const X = { name: 'x', type: 'number' };
  const ROUGH = {
    policy: 'UNIQUE',
    inputs: [X],
    rules: [
      ['>= 100', '1'],
      ['[2..3)', '2'],
    ],
  };
  const explained = (sketch: TableSketch, input: Record<string, unknown>) =>
    explainDecision(compileModel(tableModel(sketch)), 'D', input).tables[0];

  it.each<[string, TableSketch, unknown, string[], string]>([
    ['an input that is refused', ROUGH, 'abc', ['TYPE_MISMATCH'], 'The value of “x” is not number'],
    [
      'one that is not allowed',
      { ...ROUGH, inputs: [{ ...X, allowed: '> 0' }] },
      -1,
      ['INPUT_NOT_ALLOWED'],
      'An input of “D” is not among',
    ],
    [
      'a violated hit policy',
      {
        ...ROUGH,
        rules: [
          ['> 1', '1'],
          ['> 2', '2'],
        ],
      },
      3,
      ['HIT_POLICY_VIOLATED'],
      'The hit policy UNIQUE is violated',
    ],
    [
      'an output of another type',
      { ...ROUGH, outputs: [{ type: 'number' }], rules: [['> 1', '"a"']] },
      3,
      ['TYPE_MISMATCH'],
      'The value of “D” is not number',
    ],
    [
      'a division by zero',
      { ...ROUGH, rules: [['> 1', 'x / 0']] },
      3,
      ['DIVISION_BY_ZERO'],
      'The divisor is zero',
    ],
  ])('says why it is null: %s', (_, sketch, x, codes, sentence) => {
    const table = explained(sketch, { x });
    expect(table?.result).toBeNull();
    expect(table?.messages.map(({ code }) => code)).toEqual(codes);
    expect(table?.en).toContain(sentence);
    expect(table?.zh).toContain(table?.messages[0]?.zh);
  });

  it('tells a default from a result', () => {
    const table = explained({ ...ROUGH, outputs: [{ default: '7' }] }, { x: 3 });
    expect(table).toMatchObject({ isDefault: true, result: 7 });
    expect(table?.zh).toBe('“D”没有规则命中，取默认值 7。最接近的是规则 2：x = 3 不符合 [2..3)。');
    expect(explained(ROUGH, { x: 3 })?.isDefault).toBe(false);
  });

  it.each<[string[][], Record<string, unknown>, number]>([
    [
      [
        ['>= 100', '-'],
        ['[2..3)', '-'],
      ],
      { x: 3, y: 'a' },
      2,
    ],
    [
      [
        ['< 1', '-'],
        ['> 10, 6', '-'],
        ['not(5)', '-'],
      ],
      { x: 5, y: 'a' },
      2,
    ],
    // Two that are nearly met are nearer than one that is far off, and anything measured than another word.
    [
      [
        ['>= 1000', '-'],
        ['>= 101', '>= 51'],
      ],
      { x: 100, y: 50 },
      2,
    ],
    [
      [
        ['-', '"b"'],
        ['>= 1000', '-'],
      ],
      { x: 1, y: 'a' },
      2,
    ],
    [
      [
        ['-', '> @"2026-06-01"'],
        ['-', '< @"2026-01-10"'],
      ],
      { x: 1, y: FeelDate.parse('2026-01-15') },
      2,
    ],
    [
      [
        ['-', '"b"'],
        ['-', '"c"'],
      ],
      { x: 1, y: 'a' },
      1,
    ],
  ])('the nearest rule of %j to %o is %i', (cells, input, rule) => {
    const inputs = [X, { name: 'y' }];
    const rules = cells.map((tests, index) => [...tests, String(index)]);
    expect(explained({ policy: 'FIRST', inputs, rules }, input)?.nearest?.rule).toBe(rule);
  });

  it('reaches tables of required decisions and of functions, once for each call', () => {
    const inner = {
      ...LOAN,
      inputs: LOAN.inputs.slice(0, 1),
      rules: [
        ['>= 18', '1'],
        ['-', '0'],
      ],
    };
    const model = modelOf(
      `<inputData id="a" name="Ages"/>
       <businessKnowledgeModel id="k" name="Adult"><encapsulatedLogic><formalParameter name="Age"/>${tableXml(inner)}</encapsulatedLogic></businessKnowledgeModel>
       <decision id="s" name="Sum"><informationRequirement><requiredInput href="#a"/></informationRequirement>
       <knowledgeRequirement><requiredKnowledge href="#k"/></knowledgeRequirement>
       <literalExpression><text>sum(for x in Ages return Adult(x))</text></literalExpression></decision>
       <decision id="t" name="Top"><informationRequirement><requiredDecision href="#s"/></informationRequirement>
       <context><contextEntry>${tableXml({
         policy: 'UNIQUE',
         inputs: [{ name: 'Sum' }],
         rules: [
           ['> 1', '"many"'],
           ['<= 1', '"few"'],
         ],
       })}</contextEntry></context></decision>`,
    );
    const { value, tables } = explainDecision(compileModel(model), 'Top', { Ages: [20, 3, 40] });
    expect(value).toBe('many');
    expect(tables.map(({ name, hits }) => [name, hits.map(({ rule }) => rule)])).toEqual([
      ['Adult', [1]],
      ['Adult', [2]],
      ['Adult', [1]],
      ['Top', [1]],
    ]);
  });

  it('gives what is decided without it, rule by rule', () => {
    const cell = fc.constantFrom('-', '1', '> 1', 'not(2)', '[1..3)', 'null', '"a"', '? * 2 > 3');
    const tables = fc.record({
      policy: fc.constantFrom('UNIQUE', 'FIRST', 'ANY', 'COLLECT', 'COLLECT+SUM', 'RULE ORDER', 'PRIORITY'),
      rows: fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 5 }),
    });
    const input = fc.constantFrom(null, 0, 1, 2, 3, 'a');
    fc.assert(
      fc.property(tables, input, input, ({ policy, rows }, x, y) => {
        const rules = rows.map((cells, index) => [...cells, String(index + 1)]);
        const model = compileModel(tableModel({ policy, inputs: [{ name: 'x' }, { name: 'y' }], rules }));
        const plain = model.evaluate('D', { x, y });
        const explained = explainDecision(model, 'D', { x, y });
        expect(explained.value).toEqual(plain.value);
        const [table] = explained.tables;
        for (const { conditions } of table?.hits ?? [])
          expect(conditions.every(({ holds }) => holds === true)).toBe(true);
        expect(table?.nearest?.conditions.every(({ holds }) => holds === true) ?? false).toBe(false);
      }),
    );
  });
});
