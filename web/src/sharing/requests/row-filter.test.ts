import { expect, test } from 'vitest';
import { emptyFilter, filterOps } from './row-filter.ts';

const DIVISIONS = [
  { name: '所属辖区', told: true },
  { name: '经办地', told: false },
];

test('rows are chosen by division where the server takes it, and at once where divisions are known to be', () => {
  const offered = (item: string) => filterOps({ item, op: 'in', values: [] }, DIVISIONS);
  expect(['所属辖区', '经办地', '登记日'].map(offered)).toEqual([
    ['division', 'in'],
    ['division', 'in'],
    ['in'],
  ]);
  expect(['所属辖区', '经办地', '登记日'].map((item) => emptyFilter(item, DIVISIONS).op)).toEqual([
    'division',
    'in',
    'in',
  ]);
});

test('what a draft has chosen before stays shown, to be changed', () => {
  expect(filterOps({ item: '登记日', op: 'division', values: ['640104'] }, DIVISIONS)).toContain('division');
});
