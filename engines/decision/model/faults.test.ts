import { describe, expect, it } from 'vitest';
import { checkModel } from '../check/check-model.ts';
import { compileModel } from '../compile/compiled-model.ts';
import { literal, writeDmn } from '../compile/test/write-table.ts';
import { readModel } from './read-model.ts';

const input = (inner: string) => `<input>${inner}</input>`;
const COLUMN = input('<inputExpression><text>1</text></inputExpression>');
const RULE = '<rule><inputEntry><text>-</text></inputEntry><outputEntry><text>1</text></outputEntry></rule>';
const table = (columns: string, rules: string, attributes = '') =>
  `<decisionTable${attributes}>\n${columns}<output/>\n${rules}</decisionTable>`;

const modelOf = (logic: string) =>
  readModel(
    writeDmn({
      decisions: [
        { name: 'good', logic: literal('1') },
        { name: 'bad', logic },
      ],
    }),
  );

const placesIn = (logic: string) =>
  checkModel(modelOf(logic))
    .filter(({ severity }) => severity !== 'note')
    .map(({ code, place }) => [code, place.name, place.column, place.rule]);

describe('a fault of one element', () => {
  it.each([
    ['', 'table', table(COLUMN, RULE, ' hitPolicy="FIRSTT"'), 'ATTRIBUTE_UNKNOWN'],
    ['', 'table', table(COLUMN, RULE, ' hitPolicy="COLLECT" aggregation="AVG"'), 'ATTRIBUTE_UNKNOWN'],
    [
      'else',
      'conditional',
      `<conditional><if>${literal('true')}</if><then>${literal('1')}</then><else/></conditional>`,
      'PART_MISSING',
    ],
    [
      'expression',
      'context',
      '<context><contextEntry><variable name="a"/></contextEntry></context>',
      'PART_MISSING',
    ],
    [
      'name',
      'function',
      `<functionDefinition><formalParameter/>${literal('1')}</functionDefinition>`,
      'PART_MISSING',
    ],
    [
      'return',
      'loop',
      `<list><for iteratorVariable="x"><in>${literal('[1]')}</in></for></list>`,
      'PART_MISSING',
    ],
  ])('%s %s is told where it stands; the other decisions are made', (missing, _what, logic, code) => {
    const compiled = compileModel(modelOf(logic));
    expect(compiled.evaluate('good').value).toBe(1);
    expect(compiled.evaluate('bad')).toMatchObject({ value: null, messages: [{ code: 'MODEL_INVALID' }] });
    expect(compiled.errors).toMatchObject([{ element: 'bad', code: 'MODEL_INVALID' }]);
    const found = checkModel(modelOf(logic));
    expect(found).toMatchObject([{ code, severity: 'error', place: { name: 'bad' } }]);
    expect(found[0]?.zh).toContain(missing);
    expect(found[0]?.en).toContain(missing);
  });

  it.each([
    input('<inputExpression typeRef="number"><text></text></inputExpression>'),
    input('<inputExpression/>'),
    input(''),
    '<input label="规模"/>',
  ])('is a column without an expression: %s', (column) => {
    const rule =
      '<rule><inputEntry><text>-</text></inputEntry><inputEntry><text>&gt;</text></inputEntry><outputEntry><text>2</text></outputEntry></rule>';
    const logic = table(COLUMN + column, rule);
    const compiled = compileModel(modelOf(logic));
    expect(compiled.evaluate('good').value).toBe(1);
    expect(compiled.evaluate('bad')).toMatchObject({ value: null, messages: [{ code: 'MODEL_INVALID' }] });
    const label = column.includes('label') ? '规模' : '#2';
    // All else of the table is looked at, too.
    expect(placesIn(logic)).toEqual([
      ['INPUT_EXPRESSION_MISSING', 'bad', label, undefined],
      ['FEEL_SYNTAX', 'bad', label, 1],
    ]);
  });

  it('is an empty expression or output, which is null', () => {
    const logic = table(COLUMN, '<rule><inputEntry/><outputEntry><text/></outputEntry></rule>');
    expect(compileModel(modelOf(logic)).evaluate('bad').value).toBe(null);
    expect(placesIn(logic)).toEqual([['EXPRESSION_EMPTY', 'bad', '', 1]]);
    expect(placesIn('<literalExpression/>')).toEqual([['EXPRESSION_EMPTY', 'bad', undefined, undefined]]);
    expect(compileModel(modelOf('<literalExpression/>')).evaluate('bad')).toEqual({
      value: null,
      messages: [],
    });
  });
});

describe('what would be lost or meant otherwise in silence', () => {
  const two = (first: string, second: string) =>
    `<decisionTable>${COLUMN}<output${first}/><output${second}/><rule><inputEntry><text>-</text></inputEntry>
      <outputEntry><text>1</text></outputEntry><outputEntry><text>2</text></outputEntry></rule></decisionTable>`;

  it.each([two('', ''), two(' name="a"', ''), two(' name=" "', ' name="b"')])(
    'is an output without a name among several: %s',
    (logic) => {
      const compiled = compileModel(modelOf(logic));
      expect(compiled.errors).toMatchObject([
        { element: 'bad', params: { element: 'output', missing: 'name' } },
      ]);
      expect(compiled.evaluate('bad').value).toBe(null);
      expect(placesIn(logic)[0]?.[0]).toBe('OUTPUT_UNNAMED');
    },
  );

  it('is a nameless entry of a context that is not its last', () => {
    const entry = (variable: string) => `<contextEntry>${variable}${literal('1')}</contextEntry>`;
    const named = entry('<variable name="a"/>');
    const evaluated = (logic: string) =>
      compileModel(modelOf(`<context>${logic}</context>`)).evaluate('bad').value;
    expect(evaluated(named + entry(''))).toBe(1);
    expect(evaluated(entry('') + named)).toBe(null);
    expect(evaluated(entry('<variable name=""/>') + named)).toBe(null);
  });

  it('is a cell in another language', () => {
    const rule = RULE.replace('<inputEntry>', '<inputEntry expressionLanguage="javascript">');
    expect(compileModel(modelOf(table(COLUMN, rule))).errors).toMatchObject([{ code: 'LANGUAGE_REFUSED' }]);
  });

  it('is a name of two decisions, though not their ids', () => {
    const decisions = [1, 2].map((value) => ({ name: 'same', logic: literal(`${value}`) }));
    const xml = writeDmn({ decisions }).replace('id="_same"', 'id="first"');
    const compiled = compileModel(readModel(xml));
    expect(() => compiled.evaluate('same')).toThrow('NAME_AMBIGUOUS');
    expect(compiled.evaluate('first').value).toBe(1);
  });

  it('is a type that names one that there is not', () => {
    const more = '<itemDefinition name="t"><typeRef>nix</typeRef></itemDefinition>';
    const xml = writeDmn({
      inputs: { x: 't' },
      decisions: [{ name: 'd', needs: ['x'], logic: literal('x') }],
    }).replace('<inputData', `${more}<inputData`);
    const compiled = compileModel(readModel(xml));
    expect(compiled.errors).toMatchObject([{ element: 't', code: 'TYPE_UNKNOWN' }]);
    expect(compiled.evaluate('d', { x: 1 }).value).toBe(null);
  });

  it('is not a cell that a rule lacks: it is null, and rules times columns are counted where they show', () => {
    const empty = (policy: string, count: number) => {
      const outputs = Array.from({ length: count }, (_none, index) => `<output name="o${index}"/>`).join('');
      return `<decisionTable hitPolicy="${policy}">${outputs}${'<rule/>'.repeat(count)}</decisionTable>`;
    };
    for (const backEnd of ['source', 'closures'] as const) {
      const first = compileModel(modelOf(empty('FIRST', 3000)), { backEnd }).evaluate('bad').value;
      expect(first instanceof Map && first.size).toBe(3000);
      const all = compileModel(modelOf(empty('RULE ORDER', 3000)), { backEnd });
      expect(() => all.evaluate('bad')).toThrow('LIMIT_STEPS');
    }
  });
});
