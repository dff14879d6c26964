import fc from 'fast-check';
import { expect, it } from 'vitest';
import { compileModel } from '../compile/compiled-model.ts';
import { writeDmn, writeTable } from '../compile/test/write-table.ts';
import { readModel } from '../model/read-model.ts';
import { FeelDate } from '../values/date.ts';
import type { Value } from '../values/value.ts';
import { valueAt, type Column } from './column.ts';
import { compileBatch } from './compile-batch.ts';

const ROWS = 40;
const days = fc.oneof(
  fc.integer({ min: 19_000, max: 19_020 }),
  fc.constantFrom(-(2 ** 31) + 1, -1, 0, 2 ** 31 - 1, 100_000),
);
const dateText = (day: number) => `date("${FeelDate.ofDays(day)?.toString()}")`;
const ends = <T>(end: fc.Arbitrary<T>) => fc.tuple(fc.constantFrom('<', '<=', '>', '>=', '='), end);
const cells = fc.record({
  day: fc.option(
    ends(fc.oneof({ arbitrary: fc.integer({ min: 19_000, max: 19_020 }), weight: 9 }, fc.constant(80_000))),
  ),
  amount: fc.option(ends(fc.integer({ min: 0, max: 400 }))),
  word: fc.option(fc.constantFrom('A', 'B', 'C')),
  weight: fc.integer({ min: -500, max: 500 }),
});

/** Of usual columns and rules, up to four words of them: nothing of these tables is decided row by row. */
const tables = fc.record({
  policy: fc.constantFrom('FIRST', 'COLLECT', 'COLLECT SUM', 'COLLECT COUNT', 'COLLECT MIN', 'UNIQUE'),
  rules: fc
    .constantFrom(0, 5, 30, 60, 100)
    .chain((minLength) => fc.array(cells, { minLength, maxLength: minLength + 10 })),
  hasDefault: fc.boolean(),
  rows: fc.array(
    fc.tuple(
      days,
      fc.oneof(fc.integer({ min: -1, max: 401 }), fc.double({ min: -1, max: 401, noNaN: true })),
      fc.integer({ min: -1, max: 2 }),
    ),
    { minLength: ROWS, maxLength: ROWS },
  ),
});

it('decides usual tables of any size as one by one', () => {
  fc.assert(
    fc.property(tables, ({ policy, rules, hasDefault, rows }) => {
      const [hitPolicy = '', aggregation] = policy.split(' ');
      const test = (cell: readonly [string, number] | null, write: (end: number) => string) =>
        cell ? `${cell[0] === '=' ? '' : cell[0]} ${write(cell[1])}` : '-';
      const logic = writeTable({
        ...{ hitPolicy, aggregation },
        inputs: [{ name: 'day' }, { name: 'amount' }, { name: 'word' }],
        outputs: [{ default: hasDefault ? '7' : undefined }],
        rules: rules.map(({ day, amount, word, weight }) => ({
          tests: [test(day, dateText), test(amount, String), word ? `"${word}"` : '-'],
          outputs: [String(weight / 100)],
        })),
      });
      const inputs = { day: 'date', amount: 'number', word: 'string' };
      const model = compileModel(
        readModel(writeDmn({ inputs, decisions: [{ name: 'd', needs: Object.keys(inputs), logic }] })),
      );
      const dictionary = ['A', 'B', 'C'];
      const columns = new Map<string, Column>([
        ['day', { kind: 'date', days: Int32Array.from(rows, ([day]) => day) }],
        ['amount', { kind: 'number', values: Float64Array.from(rows, ([, amount]) => amount) }],
        ['word', { kind: 'coded', codes: Int32Array.from(rows, ([, , code]) => code), dictionary }],
      ]);
      const { output } = compileBatch(model, 'd').run(columns, ROWS);
      const prepared = model.prepare('d');
      for (let row = 0; row < ROWS; row += 1) {
        const slots = prepared.inputs.map((name): Value => valueAt(columns.get(name), row));
        expect(valueAt(output, row)).toEqual(prepared.run(slots));
      }
    }),
    { numRuns: 300 },
  );
});
