import { expect, test } from 'vitest';
import { wordsLeft } from './words-left.ts';

test('everything that was typed is there, under the names of its fields, and no choice', () => {
  const patch = {
    useCase: '逐户核对养老保险待遇领取状态',
    legalBasis: { title: '特困人员认定办法', article: '第十条', quote: '' },
    items: [
      { name: '车架号', description: '出厂时由制造单位编定', column: 'vin', type: 'C', level: 'general' },
      { name: '', description: '', column: '', type: 'C', level: 'general' },
      { name: '', description: '只写了说明', column: '', type: 'N', level: 'general' },
    ],
    openness: { kind: 'conditional', condition: '脱敏后开放' },
    rowFilter: [{ item: '登记状态', op: 'in', values: ['存续', '在业'] }],
    tags: ['车辆', ' '],
    truthDeclared: true,
    quota: { callsPerDay: 10 },
    withheld: null,
  };
  const fields = [
    { name: 'legalBasis', label: '使用依据' },
    { name: 'useCase', label: '使用场景' },
    { name: 'items', label: '数据项', of: ['name', 'column', 'description'] },
    { name: 'openness', label: '开放', of: ['condition'] },
    { name: 'rowFilter', label: '行范围', of: ['item', 'values'] },
    { name: 'tags', label: '标签' },
    { name: 'quota', label: '用量' },
    { name: 'withheld', label: '不予共享', of: ['reason'] },
    { name: 'summary', label: '摘要' },
  ];
  expect(wordsLeft(patch, fields)).toEqual([
    { label: '使用依据', text: '特困人员认定办法\n第十条' },
    { label: '使用场景', text: '逐户核对养老保险待遇领取状态' },
    { label: '数据项', text: '车架号\nvin\n出厂时由制造单位编定\n\n只写了说明' },
    { label: '开放', text: '脱敏后开放' },
    { label: '行范围', text: '登记状态\n存续\n在业' },
    { label: '标签', text: '车辆' },
  ]);
});
