import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { modelOf, tableModel, tableXml } from '../check/test/table-model.ts';
import { compileModel } from '../compile/compiled-model.ts';
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

  it('tells a condition on null from one that fails', () => {
    const { tables } = explainDecision(compiled, 'D', { Risk: 'low' });
    expect(tables[0]?.nearest?.conditions[0]).toMatchObject({ value: null, holds: null });
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
