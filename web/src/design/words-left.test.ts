import { expect, test } from 'vitest';
import { wordsLeft } from './words-left.ts';

test('everything that was typed is there, under the names of its fields', () => {
  const patch = {
    useCase: '逐户核对养老保险待遇领取状态',
    legalBasis: { title: '特困人员认定办法', article: '第十条', quote: '' },
    items: [{ name: '姓名', modes: ['query'] }],
    truthDeclared: true,
    quota: { callsPerDay: 10 },
  };
  const labels = { '/useCase': '使用场景', '/legalBasis': '使用依据', '/items': '数据项', '/quota': '用量' };
  expect(wordsLeft(patch, labels)).toEqual([
    { label: '使用场景', text: '逐户核对养老保险待遇领取状态' },
    { label: '使用依据', text: '特困人员认定办法\n第十条' },
    { label: '数据项', text: '姓名' },
  ]);
});
