import { expect, it } from 'vitest';
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
