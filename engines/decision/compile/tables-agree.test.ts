import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { columnOf, valueAt } from '../batch/column.ts';
import { compileBatch } from '../batch/compile-batch.ts';
import { explainDecision } from '../explain/explain-decision.ts';
import { readModel } from '../model/read-model.ts';
import { toText } from '../values/to-text.ts';
import type { Value } from '../values/value.ts';
import { compileModel } from './compiled-model.ts';
import { writeDmn, writeTable } from './test/write-table.ts';

const INPUTS = { n: 'number', s: 'string', any: undefined } as const;
const NAMES = ['n', 's', 'any'] as const;
const CELLS = {
  n: ['-', '> 1', '[0..2]', '1, 2', 'not(1)', '? / any > 1', '< any'],
  s: ['-', '"a"', '"a", "b"', 'not("a")', 'substring(?, -9) = "a"', '< "b"'],
  any: ['-', '1', '"a"', '< 2', '? + 1 = 2', 'null', 'nobody'],
};
const OUTPUTS = ['1', '"x"', 'n / any', 'substring(s, -9)', 'null', 'nobody', '[n]'];
const VALUES: readonly Value[] = [0, 1, 2, 'a', 'b', null];

/** Cells of a rule, some of which may be missing, or stand there beyond the columns. */
const rule = fc.record({
  tests: fc.tuple(...NAMES.map((name) => fc.constantFrom(...CELLS[name]))),
  isShort: fc.boolean(),
  outputs: fc.array(fc.constantFrom(...OUTPUTS), { maxLength: 4 }),
});

const table = fc.record({
  policy: fc.constantFrom(
    ...['UNIQUE', 'FIRST', 'PRIORITY', 'ANY', 'RULE ORDER', 'OUTPUT ORDER', 'COLLECT'],
    ...['COLLECT SUM', 'COLLECT COUNT', 'COLLECT MIN', 'COLLECT MAX'],
  ),
  names: fc.constantFrom<(string | undefined)[]>(
    [undefined],
    [undefined],
    ['a'],
    ['a', 'b'],
    ['a', 'b', 'c'],
    [],
  ),
  rules: fc.oneof(fc.array(rule, { maxLength: 6 }), fc.array(rule, { minLength: 33, maxLength: 40 })),
  allowed: fc.constantFrom(undefined, '1, "x"'),
  default: fc.constantFrom(undefined, '1', 'n / any'),
  rows: fc.array(fc.tuple(...NAMES.map(() => fc.constantFrom(...VALUES))), { minLength: 3, maxLength: 3 }),
});

function modelOf({
  policy,
  names,
  rules,
  allowed,
  default: defaultValue,
}: typeof table extends fc.Arbitrary<infer T> ? T : never) {
  const [hitPolicy = '', aggregation] = /^COLLECT (\w+)$/.test(policy) ? policy.split(' ') : [policy];
  return readModel(
    writeDmn({
      inputs: INPUTS,
      decisions: [
        {
          name: 'd',
          needs: NAMES,
          logic: writeTable({
            ...{ hitPolicy, aggregation },
            inputs: NAMES.map((name) => ({ name })),
            outputs: names.map((name) => ({ ...(name && { name }), allowed, default: defaultValue })),
            rules: rules.map(({ tests, isShort, outputs }) => ({
              tests: isShort ? tests.slice(0, 1) : tests,
              outputs,
            })),
          }),
        },
      ],
    }),
  );
}

describe('a table', () => {
  it('says the same in both back ends, in batches and explained, whichever of its cells are missing', () => {
    fc.assert(
      fc.property(table, (written) => {
        const model = modelOf(written);
        const compiled = (['closures', 'source'] as const).map((backEnd) => compileModel(model, { backEnd }));
        const results = compiled.map((one) =>
          written.rows.map((row) => {
            const { value, messages } = one.evaluate(
              'd',
              new Map(NAMES.map((name, at) => [name, row[at] ?? null])),
            );
            return { value: toText([value]), messages };
          }),
        );
        const [expected = []] = results;
        expect(results[1]).toEqual(expected);
        for (const one of compiled) {
          const columns = new Map(
            NAMES.map((name, at) => [name, columnOf(written.rows.map((row) => row[at] ?? null))]),
          );
          const { output, failures } = compileBatch(one, 'd').run(columns, written.rows.length);
          expect(written.rows.map((_row, at) => toText([valueAt(output, at)]))).toEqual(
            expected.map(({ value }) => value),
          );
          const said = expected.flatMap(({ messages }) => [
            ...new Set(messages.map(({ element, code }) => `${element} ${code}`)),
          ]);
          expect(
            failures
              .flatMap(({ element, code, rows }) => Array.from({ length: rows }, () => `${element} ${code}`))
              .toSorted(),
          ).toEqual(said.toSorted());
        }
        const [row = []] = written.rows;
        const given = new Map(NAMES.map((name, at) => [name, row[at] ?? null]));
        for (const one of compiled)
          expect(toText([explainDecision(one, 'd', given).value])).toBe(expected[0]?.value);
      }),
      { numRuns: 400 },
    );
  });

  it('whose first rule decides has in batches, too, to say what the others say', () => {
    const logic = writeTable({
      ...{ hitPolicy: 'PRIORITY', inputs: [{ name: 'n' }], outputs: [{ allowed: '1, 2' }] },
      rules: [
        { tests: ['-'], outputs: ['1'] },
        { tests: ['? / any > 1'], outputs: ['2'] },
      ],
    });
    const inputs = { n: 'number', any: 'number' };
    const model = readModel(writeDmn({ inputs, decisions: [{ name: 'd', needs: ['n', 'any'], logic }] }));
    const columns = new Map([
      ['n', columnOf([1, 1])],
      ['any', columnOf([0, 1])],
    ]);
    const { output, failures } = compileBatch(compileModel(model), 'd').run(columns, 2);
    expect([0, 1].map((row) => valueAt(output, row))).toEqual([1, 1]);
    expect(failures).toEqual([{ element: 'd', code: 'DIVISION_BY_ZERO', rows: 1, first: 0 }]);
  });

  it('that lacks an output has null there', () => {
    const logic = writeTable({
      ...{ hitPolicy: 'FIRST', inputs: [{ name: '1' }], outputs: [{}] },
      rules: [{ tests: ['-'], outputs: [] }],
    });
    const model = readModel(writeDmn({ decisions: [{ name: 'd', logic }] }));
    for (const backEnd of ['source', 'closures'] as const)
      expect(compileModel(model, { backEnd }).evaluate('d').value).toBe(null);
  });

  it('whose hit policy is violated works out no output, within the limits that it has otherwise', () => {
    const outputs = ['count(for i in 1..100000 return i)'];
    const logic = writeTable({
      ...{ hitPolicy: 'UNIQUE', inputs: [{ name: '1' }], outputs: [{}] },
      rules: [
        { tests: ['-'], outputs },
        { tests: ['1'], outputs },
      ],
    });
    const model = readModel(writeDmn({ decisions: [{ name: 'd', logic }] }));
    const results = (['source', 'closures'] as const).map((backEnd) =>
      compileModel(model, { backEnd, limits: { steps: 20_000 } }).evaluate('d'),
    );
    expect(results.map(({ messages }) => messages.map(({ code }) => code))).toEqual([
      ['HIT_POLICY_VIOLATED'],
      ['HIT_POLICY_VIOLATED'],
    ]);
  });
});
