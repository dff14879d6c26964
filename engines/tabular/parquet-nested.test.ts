import fc from 'fast-check';
import type { SchemaElement } from 'hyparquet';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { describe, expect, it } from 'vitest';
import { readParquet } from './read-parquet.ts';
import { readAll } from './testing.ts';
import { bytesAccess } from './zip-archive.ts';

const optional = { repetition_type: 'OPTIONAL' } as const;
const list = (name: string, item: Partial<SchemaElement>): SchemaElement[] => [
  { name, ...optional, converted_type: 'LIST', num_children: 1 },
  { name: 'list', repetition_type: 'REPEATED', num_children: 1 },
  { name: 'element', ...optional, ...item },
];
const map = (name: string): SchemaElement[] => [
  { name, ...optional, converted_type: 'MAP', num_children: 1 },
  { name: 'key_value', repetition_type: 'REPEATED', num_children: 2 },
  { name: 'key', repetition_type: 'REQUIRED', type: 'BYTE_ARRAY', converted_type: 'UTF8' },
  { name: 'value', ...optional, type: 'INT32' },
];
const SCHEMA: SchemaElement[] = [
  { name: 'root', num_children: 5 },
  { name: '号', repetition_type: 'REQUIRED', type: 'INT32' },
  ...map('属性'),
  ...list('标签', { type: 'BYTE_ARRAY', converted_type: 'UTF8' }),
  ...list('数', { type: 'INT64' }),
  { name: '名', ...optional, type: 'BYTE_ARRAY', converted_type: 'UTF8' },
];
const ROWS = [
  { 号: 1, 属性: { k: 1 }, 标签: ['甲', '"乙"', null], 数: [1n, 9_007_199_254_740_993n], 名: 'x' },
  { 号: 2, 属性: {}, 标签: [], 数: null, 名: null },
  { 号: 3, 属性: null, 标签: null, 数: [null], 名: 'z' },
  { 号: 4, 属性: { a: null }, 标签: ['丙'], 数: [], 名: 'w' },
];

function write(
  schema: SchemaElement[],
  rows: readonly Record<string, unknown>[],
  rowGroupSize = 1000,
): Buffer {
  const names = Object.keys(rows[0] ?? {});
  const columnData = names.map((name) => ({ name, data: rows.map((row) => row[name]) }));
  return Buffer.from(parquetWriteBuffer({ columnData, schema, rowGroupSize }));
}

describe('Parquet that nests', () => {
  it.each([1000, 2])(
    'lists are JSON text, maps are left out by name, the others load (groups of %i)',
    async (size) => {
      const table = await readParquet(bytesAccess(write(SCHEMA, ROWS, size)));
      expect(table.columns).toEqual(['号', '标签', '数', '名']);
      expect(table.notes).toEqual([{ code: 'TABULAR_COLUMN_NESTED', params: { column: '属性' } }]);
      expect((await readAll(table)).values).toEqual([
        ['1', '["甲","\\"乙\\"",null]', '[1,9007199254740993]', 'x'],
        ['2', '[]', null, null],
        ['3', null, '[null]', 'z'],
        ['4', '["丙"]', '[]', 'w'],
      ]);
    },
  );

  it('a list longer than a cell may be costs its row, not the file', async () => {
    const rows = [{ ...ROWS[0], 标签: Array.from({ length: 5000 }, () => '很长的标签') }, ROWS[1] ?? {}];
    const table = await readParquet(bytesAccess(write(SCHEMA, rows)), { limits: { maxCellBytes: 10_000 } });
    const { values, broken } = await readAll(table);
    expect(values).toEqual([['2', '[]', null, null]]);
    expect(broken).toMatchObject([{ rowNumber: 1, rule: 'TABULAR_CELL_TOO_LONG' }]);
  });

  it('a file of nothing but maps is refused by name', async () => {
    const bytes = write([{ name: 'root', num_children: 1 }, ...map('属性')], [{ 属性: { k: 1 } }]);
    await expect(readParquet(bytesAccess(bytes))).rejects.toMatchObject({
      code: 'TABULAR_PARQUET_NESTED',
      params: { column: '属性' },
    });
  });

  it('survives flipped bytes: a coded error or rows, never anything else', async () => {
    const bytes = write(SCHEMA, ROWS);
    await fc.assert(
      fc.asyncProperty(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), async (at, flip) => {
        const damaged = Buffer.from(bytes);
        damaged[at]! ^= flip;
        try {
          await readAll(await readParquet(bytesAccess(damaged), { limits: { maxRowGroupBytes: 1 << 20 } }));
        } catch (error) {
          expect((error as { code?: string }).code).toMatch(/^TABULAR_/u);
        }
      }),
      { numRuns: 500 },
    );
  });
});
