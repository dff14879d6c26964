import { expect, it } from 'vitest';
import { compileModel } from '../compile/compiled-model.ts';
import { checkModel } from './check-model.ts';
import { modelOf } from './test/table-model.ts';

it('a name in a ring of imports with and without a name is looked for once on each way', () => {
  const importType = 'https://www.omg.org/spec/DMN/20230324/MODEL/';
  const both = ['urn:a', 'urn:b'].map((namespace, index) => {
    const imports = ['p', '']
      .map(
        (name) =>
          `<import name="${name}" namespace="${['urn:b', 'urn:a'][index]}" importType="${importType}"/>`,
      )
      .join('');
    const far = `${'p.'.repeat(40)}t`; // two ways at each step
    return {
      ...modelOf(`${imports}<itemDefinition name="T"><typeRef>${far}</typeRef></itemDefinition>`),
      namespace,
    };
  });
  expect(new Set(checkModel(both).map(({ code }) => code))).toEqual(new Set(['TYPE_UNKNOWN']));
});

it('several imports without a name all give their types', () => {
  const importType = 'https://www.omg.org/spec/DMN/20230324/MODEL/';
  const typed = (namespace: string, name: string, allowed: string) => ({
    ...modelOf(
      `<itemDefinition name="${name}"><typeRef>string</typeRef><allowedValues><text>"${allowed}"</text></allowedValues></itemDefinition>`,
    ),
    namespace,
  });
  const imports = ['urn:a', 'urn:b']
    .map((namespace) => `<import name="" namespace="${namespace}" importType="${importType}"/>`)
    .join('');
  const inputs = ['A', 'B'].map(
    (name) =>
      `<inputData id="i${name}" name="${name}"><variable name="${name}" typeRef="t${name}"/></inputData>`,
  );
  const needs = ['A', 'B'].map(
    (name) => `<informationRequirement><requiredInput href="#i${name}"/></informationRequirement>`,
  );
  const models = [
    modelOf(
      `${imports}${inputs.join('')}<decision id="d" name="d">${needs.join('')}<literalExpression><text>[A, B]</text></literalExpression></decision>`,
    ),
    typed('urn:a', 'tA', '甲'),
    typed('urn:b', 'tB', '乙'),
  ];
  expect(checkModel(models)).toEqual([]);
  const compiled = compileModel(models);
  expect(compiled.evaluate('d', { A: '甲', B: '乙' }).value).toEqual(['甲', '乙']);
  expect(compiled.evaluate('d', { A: '丙', B: '丙' }).value).toEqual([null, null]);
});
