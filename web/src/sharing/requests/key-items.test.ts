import { expect, test } from 'vitest';
import { asksByKey, withKeyItems } from './key-items.ts';

const entry = [
  { name: '许可证编号', key: true },
  { name: '企业名称', key: false },
  { name: '年度', key: true },
];

test('the items of the key go along where rows are asked for by it, in the order of the entry', () => {
  const items = [{ name: '企业名称' }, { name: '年度', modes: ['verify' as const] }];
  expect(withKeyItems({ modes: ['query'], items }, entry)).toEqual([
    { name: '许可证编号' },
    { name: '企业名称' },
    { name: '年度', modes: ['verify'] },
  ]);
  expect(withKeyItems({ modes: ['verify'] }, entry)).toEqual([{ name: '许可证编号' }, { name: '年度' }]);
});

test('a file needs no key, until one of its items is to be verified', () => {
  const items = [{ name: '企业名称' }];
  expect(withKeyItems({ modes: ['batch'], items }, entry)).toEqual(items);
  expect(asksByKey({})).toBe(false);
  expect(asksByKey({ modes: ['batch'], items: [{ name: '企业名称', modes: ['verify'] }] })).toBe(true);
});
