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
    'lists and maps are JSON text, the others load as they are (groups of %i)',
    async (size) => {
      const table = await readParquet(bytesAccess(write(SCHEMA, ROWS, size)));
      expect(table.columns).toEqual(['号', '属性', '标签', '数', '名']);
      expect(table.notes).toEqual([]);
      expect((await readAll(table)).values).toEqual([
        ['1', '{"k":1}', '["甲","\\"乙\\"",null]', '[1,9007199254740993]', 'x'],
        ['2', '{}', '[]', null, null],
        ['3', null, null, '[null]', 'z'],
        ['4', '{"a":null}', '["丙"]', '[]', 'w'],
      ]);
    },
  );

  it('a list longer than a cell may be costs its row, not the file', async () => {
    const rows = [{ ...ROWS[0], 标签: Array.from({ length: 5000 }, () => '很长的标签') }, ROWS[1] ?? {}];
    const table = await readParquet(bytesAccess(write(SCHEMA, rows)), { limits: { maxCellBytes: 10_000 } });
    const { values, broken } = await readAll(table);
    expect(values).toEqual([['2', '{}', '[]', null, null]]);
    expect(broken).toMatchObject([{ rowNumber: 1, rule: 'TABULAR_CELL_TOO_LONG' }]);
  });

  const deep: SchemaElement[] = [
    { name: 'root', num_children: 2 },
    { name: '人', ...optional, num_children: 3 },
    { name: '姓名', ...optional, type: 'BYTE_ARRAY', converted_type: 'UTF8' },
    { name: '住址', ...optional, num_children: 1 },
    { name: '区', ...optional, type: 'BYTE_ARRAY', converted_type: 'UTF8' },
    ...list('证', { type: 'INT64' }),
    { name: '组', ...optional, converted_type: 'LIST', num_children: 1 },
    { name: 'list', repetition_type: 'REPEATED', num_children: 1 },
    { name: 'element', ...optional, converted_type: 'LIST', num_children: 1 },
    { name: 'list', repetition_type: 'REPEATED', num_children: 1 },
    { name: 'element', ...optional, num_children: 2 },
    { name: '甲', ...optional, type: 'INT32' },
    { name: '乙', ...optional, type: 'BYTE_ARRAY', converted_type: 'UTF8' },
  ];
  const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null, freq: 3 });
  const text = maybe(fc.string({ unit: 'grapheme', maxLength: 5 }));
  const small = { maxLength: 3 };
  const person = fc.record({
    姓名: text,
    住址: maybe(fc.record({ 区: text })),
    证: maybe(fc.array(maybe(fc.integer()), small)),
  });
  const pair = fc.record({ 甲: maybe(fc.integer({ min: -9, max: 9 })), 乙: text });
  const group = fc.array(maybe(fc.array(maybe(pair), small)), small);

  it('structures in structures and lists of lists read as they were written', async () => {
    const rows = fc.array(fc.record({ 人: maybe(person), 组: maybe(group) }), {
      minLength: 1,
      maxLength: 20,
    });
    await fc.assert(
      fc.asyncProperty(rows, fc.constantFrom(3, 1000), async (given, size) => {
        const written = given.map((row) => ({
          人: row.人 && {
            ...row.人,
            证: row.人.证?.map((value) => (value === null ? null : BigInt(value))) ?? null,
          },
          组: row.组,
        }));
        const table = await readParquet(bytesAccess(write(deep, written, size)));
        const { values, rows: texts, blankRows } = await readAll(table);
        const filled = given.filter((row) => row.人 !== null || row.组 !== null);
        expect([texts.length, blankRows]).toEqual([filled.length, given.length - filled.length]);
        const parsed = values.map((cells) => cells.map((cell) => (cell === null ? null : JSON.parse(cell))));
        expect(parsed).toEqual(filled.map(({ 人, 组 }) => [人, 组]));
      }),
      { numRuns: 200, seed: 5 },
    );
  });

  const inner = { 姓名: '甲', 住址: { 区: null }, 证: [1n, null] };
  it.each([
    ['lists and maps', write(SCHEMA, ROWS)],
    [
      'what is deeper',
      write(deep, [
        { 人: inner, 组: [[{ 甲: 1, 乙: 'x' }, null], []] },
        { 人: null, 组: null },
      ]),
    ],
  ])('%s survive flipped bytes: a coded error or rows, never anything else', async (_, bytes) => {
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

  const withMetadata = (metadata: Buffer) => {
    const size = Buffer.alloc(4);
    size.writeUInt32LE(metadata.length);
    return Buffer.concat([Buffer.from('PAR1'), metadata, size, Buffer.from('PAR1')]);
  };
  const whole = write(SCHEMA, ROWS);
  const metadata = whole.subarray(whole.length - 8 - whole.readUInt32LE(whole.length - 8), whole.length - 8);
  it.each([
    ['a number of a million bytes', Buffer.concat([Buffer.from([0x16]), Buffer.alloc(1_000_000, 0x80)])],
    ['lists within lists', Buffer.concat([Buffer.from([0x19]), Buffer.alloc(1_000_000, 0x19)])],
    ['structs within structs', Buffer.alloc(1_000_000, 0x1c)],
    ['a list of more than there is', Buffer.from([0x19, 0xf5, 0xff, 0xff, 0xff, 0xff, 0x07, 0])],
    ['a text of more than there is', Buffer.from([0x18, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f, 0])],
    ['no end', metadata.subarray(0, -1)],
  ])('metadata of %s are broken, at once', async (_, bytes) => {
    await expect(readParquet(bytesAccess(withMetadata(bytes)))).rejects.toMatchObject({
      code: 'TABULAR_PARQUET_BROKEN',
    });
  });

  it('counts of children that are no counts are broken', async () => {
    const at = whole.indexOf('属性') + Buffer.byteLength('属性');
    for (let flip = 1; flip < 256; flip++)
      for (const place of [at, at + 1]) {
        const damaged = Buffer.from(whole);
        damaged[place]! ^= flip;
        const read = async () => readAll(await readParquet(bytesAccess(damaged)));
        await read().catch((error: unknown) =>
          expect((error as { code?: string }).code).toMatch(/^TABULAR_/u),
        );
      }
  });
});
