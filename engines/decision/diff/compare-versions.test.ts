import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tableModel } from '../check/test/table-model.ts';
import { compileModel } from '../compile/compiled-model.ts';
import { literal, writeDmn, writeTable } from '../compile/test/write-table.ts';
import { readModel } from '../model/read-model.ts';
import { compareVersions } from './compare-versions.ts';

const inputs = [{ name: 'Age', type: 'number' }];
const version = (...limits: number[]) =>
  compileModel(
    tableModel({
      policy: 'FIRST',
      inputs,
      rules: [...limits.map((limit, index) => [`< ${limit}`, String(index)]), ['-', '"old"']],
    }),
  );

describe('two versions', () => {
  const ages = Array.from({ length: 100 }, (_, Age) => ({ Age }));

  it('are compared by who changes outcome, from which rule to which, with examples', () => {
    const found = compareVersions(version(18, 60), version(21, 65), 'D', ages, { examples: 2 });
    expect(found).toMatchObject({ total: 100, changed: 8, ungrouped: 0 });
    expect(found.byRule.map(({ before, after, count }) => [before[0]?.rule, after[0]?.rule, count])).toEqual([
      [3, 2, 5],
      [2, 1, 3],
    ]);
    expect(found.byRule[1]?.examples).toEqual([
      {
        subject: 18,
        input: { Age: 18 },
        before: { value: 1, error: undefined },
        after: { value: 0, error: undefined },
      },
      {
        subject: 19,
        input: { Age: 19 },
        before: { value: 1, error: undefined },
        after: { value: 0, error: undefined },
      },
    ]);
  });

  it('that say the same by other rules have not changed anybody', () => {
    expect(compareVersions(version(18), version(18, 18), 'D', ages)).toMatchObject({
      changed: 0,
      byRule: [],
    });
  });

  it('are told apart where one ends in an error and the other in null', () => {
    const saying = (feel: string) =>
      compileModel(readModel(writeDmn({ inputs: {}, decisions: [{ name: 'D', logic: literal(feel) }] })), {
        limits: { steps: 1000 },
      });
    const endless = saying('count(for i in 1..100000 return i)');
    const found = compareVersions(saying('null'), endless, 'D', [{}]);
    expect(found).toMatchObject({ changed: 1 });
    expect(found.byRule[0]?.examples[0]).toMatchObject({
      before: { value: null, error: undefined },
      after: { value: null, error: 'LIMIT_STEPS' },
    });
    expect(compareVersions(endless, endless, 'D', [{}])).toMatchObject({ changed: 0 });
  });

  it('are told apart by the rules of the decision itself, whichever of its names it is asked by', () => {
    const table = (limit: number) => {
      const rules = [`< ${limit}`, '-'].map((test, at) => ({ tests: [test], outputs: [String(at)] }));
      return writeTable({ hitPolicy: 'FIRST', inputs: [{ name: 'Age' }], outputs: [{}], rules });
    };
    const xml = (limit: number) =>
      writeDmn({
        inputs: { Age: 'number' },
        decisions: [
          { name: 'base', needs: ['Age'], logic: table(10) },
          { name: 'own', needs: ['Age', 'base'], logic: table(limit) },
        ],
      }).replace('<variable name="own"', '<variable name="variable"');
    const [before, after] = [compileModel(readModel(xml(18))), compileModel(readModel(xml(21)))];
    for (const name of ['variable', 'own', '_own']) {
      const { byRule } = compareVersions(before, after, name, [{ Age: 19 }]);
      expect(byRule[0]?.before.map(({ table: of }) => of)).toEqual(['own']);
    }
  });

  it('are grouped up to a limit, all being counted', () => {
    const found = compareVersions(version(18, 60), version(21, 65), 'D', ages, { groups: 1 });
    expect(found).toMatchObject({ changed: 8, ungrouped: 5 });
    expect(found.byRule.map(({ count }) => count)).toEqual([3]);
  });

  it('have no outcome of a decision that they do not have', () => {
    expect(() => compareVersions(version(18), version(18), 'E', ages)).toThrow('NOT_FOUND');
  });

  it('change just those whose values differ', () => {
    const limits = fc.array(fc.integer({ min: 0, max: 9 }), { maxLength: 4 });
    fc.assert(
      fc.property(limits, limits, (one, other) => {
        const [before, after] = [version(...one), version(...other)];
        const found = compareVersions(before, after, 'D', ages.slice(0, 12));
        const differing = ages
          .slice(0, 12)
          .filter((input) => before.evaluate('D', input).value !== after.evaluate('D', input).value);
        expect(found.changed).toBe(differing.length);
        expect(found.byRule.reduce((sum, { count }) => sum + count, 0)).toBe(differing.length);
      }),
    );
  });
});
