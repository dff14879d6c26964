import { describe, expect, it } from 'vitest';
import { compileModel } from '../compile/compiled-model.ts';
import { checkModel } from './check-model.ts';
import { modelOf } from './test/table-model.ts';

const decision = (id: string, name: string, variable = name, value = '1') =>
  `<decision id="${id}" name="${name}"><variable name="${variable}"/><literalExpression><text>${value}</text></literalExpression></decision>`;
const input = (id: string, name: string, variable: string) =>
  `<inputData id="${id}" name="${name}"><variable name="${variable}"/></inputData>`;

describe('a name of two parts', () => {
  const found = (xml: string) =>
    checkModel(modelOf(xml))
      .filter(({ code }) => code === 'NAME_DUPLICATE')
      .map(({ place, params }) => [place.id, params['name']]);

  it.each<[string, string, unknown[]]>([
    ['of both', decision('a', 'A') + decision('b', 'A'), [['b', 'A']]],
    [
      'of one, and of the variable of another',
      decision('a', 'B', 'A') + decision('b', 'A', 'C'),
      [['b', 'A']],
    ],
    ['with other white space beside a sign', decision('a', 'a-b') + decision('b', 'a - b'), [['b', 'a - b']]],
    ['that is not one without white space', decision('a', 'ab') + decision('b', 'a b'), []],
    ['with other white space', decision('a', 'A  1') + decision('b', 'A 1', 'C'), [['b', 'A 1']]],
    [
      'of parts that exchange their names',
      decision('a', 'A', 'B') + decision('b', 'B', 'A'),
      [
        ['b', 'A'],
        ['b', 'B'],
      ],
    ],
    ['that are none of a kind', decision('a', 'A', 'B') + input('i', 'B', 'C'), []],
    ['that are one', decision('a', 'A', 'B'), []],
  ])('%s', (_, xml, findings) => {
    expect(found(xml)).toEqual(findings);
  });

  it('is told exactly where asking by it is refused', () => {
    for (const [xml, name] of [
      [decision('a', 'B', 'A') + decision('b', 'A', 'C'), 'A'],
      [decision('a', 'A', 'B') + decision('b', 'C'), 'B'],
    ] as const) {
      const ask = () => compileModel(modelOf(xml)).evaluate(name);
      if (found(xml).length > 0) expect(ask).toThrow('NAME_AMBIGUOUS');
      else expect(ask().value).toBe(1);
    }
  });
});

describe('what a decision is asked for by', () => {
  const keysOf = (xml: string) => compileModel(modelOf(xml)).decisions.map(({ key }) => key);

  it.each<[string, string, (string | undefined)[]]>([
    ['its name', decision('a', 'A') + decision('b', 'B'), ['A', 'B']],
    ['that of its variable', decision('a', 'A', 'B'), ['B']],
    ['its own where another has that', decision('a', 'B', 'A') + decision('b', 'A', 'C'), ['B', 'C']],
    ['its id where its names are not its own', decision('a', 'A') + decision('b', 'A'), ['a', 'b']],
    ['none of the names that are ids of others', decision('a', 'b') + decision('b', 'B'), ['a', 'B']],
    ['nothing where that is of two', decision('a', 'A') + decision('a', 'A'), ['a', undefined]],
  ])('%s', (_, xml, keys) => {
    expect(keysOf(xml)).toEqual(keys);
  });

  it('gives its value', () => {
    const xml = ['b', 'A', 'A', 'a']
      .map((name, at) => decision(`${'abcd'[at]}`, name, name, `${at}`))
      .join('');
    const model = compileModel(modelOf(xml));
    expect(model.decisions.map(({ key }) => model.evaluate(key ?? '').value)).toEqual([0, 1, 2, 3]);
  });
});

it('what stands twice is told, in whatever white space; members that differ beside a sign are two', () => {
  const entries = (name: string) =>
    `<contextEntry><variable name="${name}"/><literalExpression><text>1</text></literalExpression></contextEntry>`;
  const parts = (...names: readonly string[]) => ({
    components: `<itemDefinition name="t">${names.map((name) => `<itemComponent name="${name}"/>`).join('')}</itemDefinition>`,
    parameters: `<businessKnowledgeModel id="f" name="f"><encapsulatedLogic>${names.map((name) => `<formalParameter name="${name}"/>`).join('')}
      <literalExpression><text>1</text></literalExpression></encapsulatedLogic></businessKnowledgeModel>`,
    entries: `<decision id="d" name="D"><context>${names.map(entries).join('')}</context></decision>`,
  });
  const found = (xml: string) =>
    checkModel(modelOf(xml)).map(({ code, params }) => [code, ...Object.values(params)]);
  for (const xml of Object.values(parts('本年 上年', '本年  上年')))
    expect(found(xml)).toMatchObject([['ENTRY_DUPLICATE', expect.stringMatching(/^本年 {1,2}上年$/)]]);
  for (const other of ['本年上年', '本年 - 上年'])
    for (const xml of Object.values(parts('本年-上年', other))) expect(found(xml)).toEqual([]);
});
