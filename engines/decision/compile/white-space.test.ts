import { describe, expect, it } from 'vitest';
import { columnOf, valueAt } from '../batch/column.ts';
import { compileBatch } from '../batch/compile-batch.ts';
import { checkModel } from '../check/check-model.ts';
import { readModel } from '../model/read-model.ts';
import { toSql } from '../sql/to-sql.ts';
import { compileModel } from './compiled-model.ts';
import { literal, writeDmn } from './test/write-table.ts';

/** All that the grammar calls white space and XML can hold in an attribute. */
const SPACES = [
  ...[0x20, 0x85, 0xa0, 0x1680, 0x180e, 0x2028, 0x2029, 0x202f, 0x205f, 0x3000, 0xfeff],
  ...Array.from({ length: 12 }, (_, at) => 0x2000 + at),
].map((code) => String.fromCodePoint(code));

describe.each([...SPACES, '  '])('white space %j', (space) => {
  const name = `项目${space}名称`;
  const models = [name, '项目 名称'].map((written) =>
    readModel(
      writeDmn({
        inputs: { [name]: 'number' },
        decisions: [
          { name: 'd', typeRef: 'number', needs: [name], logic: literal(`${written}${space}+${space}1`) },
        ],
      }),
    ),
  );

  it('in a name: inputs are given by it as it is written, and with one space', () => {
    for (const model of models) {
      expect(checkModel(model).map(({ code }) => code)).not.toContain('REQUIREMENT_UNUSED');
      const compiled = compileModel(model);
      expect(compiled.prepare('d').inputs).toEqual(['项目 名称']);
      for (const key of [name, '项目 名称']) {
        expect(compiled.evaluate('d', { [key]: 41 })).toEqual({ value: 42, messages: [] });
        expect(compiled.evaluate('d', new Map([[key, 41]])).value).toBe(42);
        const { output } = compileBatch(compiled, 'd').run(new Map([[key, columnOf([41])]]), 1);
        expect(valueAt(output, 0)).toBe(42);
        const sql = toSql(compiled, 'd', {
          dialect: 'duckdb',
          columns: { [key]: { name: 'n', precision: 3 } },
        });
        expect('inputs' in sql && sql.inputs).toEqual([{ name: 'n', sqlType: 'decimal(3, 0)' }]);
      }
    }
  });
});
