import { expect, test } from 'vitest';
import type { DatasetColumn } from '../imports/index.ts';
import { canTellRows } from './lacking-items.ts';

const column = (item: string, type: DatasetColumn['type']): DatasetColumn => ({
  item,
  column: 'c1',
  type,
  key: false,
});

test.each<[string, string, 'in' | 'prefix' | 'division', string[], DatasetColumn['type'], boolean]>([
  ['divisions, by what lies within', '登记机关', 'prefix', ['640104'], 'divisionCode', true],
  ['divisions, in a column of names', '登记机关', 'prefix', ['640104'], 'text', false],
  ['divisions, as asked for', '登记机关', 'division', ['640104'], 'text', false],
  ['codes of divisions, one by one', '所属区划代码', 'in', ['640104', '640106000000'], 'divisionCode', true],
  ['codes of divisions, one by one, in a column of names', '所属区划代码', 'in', ['640104'], 'text', false],
  ['names of divisions', '所属区划', 'in', ['兴庆区'], 'text', true],
  ['names of divisions in a column of codes', '所属区划', 'in', ['兴庆区'], 'divisionCode', false],
  ['six digits under another name', '邮政编码', 'in', ['510000'], 'text', true],
  ['codes of divisions, one by one, among numbers', '登记区划', 'in', ['640104'], 'integer', true],
  [
    'codes of divisions, with what lies within, among numbers',
    '登记区划',
    'prefix',
    ['6401'],
    'integer',
    false,
  ],
  ['words in a column of yes and no', '是否在用', 'in', ['若干'], 'boolean', false],
  ['a word of two that can be read', '是否在用', 'in', ['若干', '是'], 'boolean', true],
])('%s', (_what, item, op, values, type, told) => {
  expect(canTellRows({ item, op, values }, { columns: [column(item, type)], rowCount: 3 })).toBe(told);
});

test('a column of texts tells divisions while most of them are codes', () => {
  const filter = { item: '所属区划代码', op: 'in', values: ['640104', '外省'] } as const;
  const served = (coded: number) => ({
    columns: [{ ...column('所属区划代码', 'text'), filled: 60, coded }],
    rowCount: 60,
  });
  expect(canTellRows(filter, served(52))).toBe(true);
  expect(canTellRows({ ...filter, op: 'prefix' }, served(52))).toBe(true);
  expect(canTellRows(filter, served(2))).toBe(false);
});

test('an item that is not there, or has no value, tells nothing', () => {
  const filter = { item: '行业', op: 'in', values: ['批发'] } as const;
  const empty = { ...column('行业', 'text'), filled: 0 };
  expect(canTellRows(filter, { columns: [column('名称', 'text')], rowCount: 3 })).toBe(false);
  expect(canTellRows(filter, { columns: [empty], rowCount: 3 })).toBe(false);
  const none = { columns: [empty], rowCount: 0 };
  expect(canTellRows(filter, none), 'no rows at all').toBe(true);
  expect(canTellRows({ item: '行业', op: 'prefix', values: ['6401'] }, none)).toBe(true);
});
