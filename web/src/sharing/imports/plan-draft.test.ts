import { expect, test } from 'vitest';
import type { Guess } from './import-api.ts';
import {
  draftOf,
  emptiedBy,
  fitOf,
  fittedTo,
  namedAfter,
  planOf,
  rejectedBy,
  unfitOf,
  withEmptyColumnsFitted,
  withColumn,
  withType,
} from './plan-draft.ts';

const guess = (source: string, type = 'text'): Guess => ({
  ...{
    source,
    type,
    confidence: 1,
    candidates: [],
    nullTokens: [{ token: '-', count: 2 }],
    transformations: [],
  },
  profile: {
    ...{ filled: 3, empty: 0, distinct: 3, distinctError: 0, top: [], topSampled: 3, topError: 0 },
    ...{ patterns: [], patternsSampled: 3, minLength: 1, maxLength: 4 },
  },
  sampledRows: 3,
});

const run = {
  inspection: { columns: [guess('企业名称'), guess('注册资本（万元）', 'money'), guess('备注')] },
  plan: { columns: [{ source: '企业名称', target: '名称', type: 'text' as const }] },
  resourceId: null,
  mode: 'replace',
};
const draft = draftOf(run as unknown as Parameters<typeof draftOf>[0]);

test('columns that the plan leaves out stay in the draft and out of the plan', () => {
  expect(draft.columns.map((column) => [column.source, column.isLeftOut])).toEqual([
    ['企业名称', false],
    ['注册资本（万元）', true],
    ['备注', true],
  ]);
  expect(planOf(draft)).toEqual([{ source: '企业名称', target: '名称', type: 'text' }]);
  expect(planOf(withColumn(draft, '备注', { isLeftOut: false }))).toMatchObject([
    {},
    { source: '备注', nullTokens: ['-'] },
  ]);
});

test('columns take the names of items that mean the same; what is missing and what is surplus is told', () => {
  const items = ['名称', '注册资本', '登记日期'];
  const named = namedAfter(draft, items);
  expect(named.columns.map((column) => column.target)).toEqual(['名称', '注册资本', '备注']);
  expect(fitOf(named, items)).toEqual({ missing: ['登记日期'], surplus: [] });
  expect(fitOf(withColumn(named, '备注', { isLeftOut: false }), items).surplus).toEqual(['备注']);
});

test('a changed type brings its unit and loses that of the former type', () => {
  const money = withType(draft, guess('备注'), 'money');
  expect(money.columns[2]).toMatchObject({ type: 'money', money: { unit: '元' }, isLeftOut: true });
  expect(withType(money, guess('备注'), 'text').columns[2]).not.toHaveProperty('money');
});

test('columns that their items can not hold are told, and take the type that fits most values', () => {
  const item = (name: string, takes: ('text' | 'integer' | 'decimal' | 'money')[]) => ({
    name,
    key: false,
    takes,
  });
  const items = [item('名称', ['integer', 'decimal', 'money']), item('注册资本（万元）', ['text'])];
  expect(unfitOf(draft, items)).toMatchObject([{ column: { source: '企业名称' }, item: { name: '名称' } }]);
  const tried = { ...guess('企业名称'), candidates: [{ type: 'decimal', accepted: 2, rejected: 1 }] };
  const fitted = fittedTo(draft, [tried], items);
  expect(fitted.columns[0]).toMatchObject({ type: 'decimal', target: '名称' });
  expect(unfitOf(fitted, items)).toEqual([]);
  expect(fittedTo(draft, [guess('企业名称')], items).columns[0]).toMatchObject({ type: 'integer' });
});

test('a column without any value takes the type of its item by itself', () => {
  const items = [{ name: '名称', key: false, takes: ['date' as const] }];
  const filled = guess('企业名称');
  const empty = { ...filled, profile: { ...filled.profile, filled: 0, empty: 3 } };
  const fitted = withEmptyColumnsFitted(draft, [empty], items);
  expect(fitted.columns[0]).toMatchObject({ type: 'date', target: '名称' });
  expect(unfitOf(fitted, items)).toEqual([]);
  expect(withEmptyColumnsFitted(draft, [filled], items)).toEqual(draft);
});

test('what the sample would lose and what would be emptied are told apart, column by column', () => {
  const defect = (rule: string, severity: 'error' | 'warning', column: string, count: number) => ({
    ...{ rule, severity, column, count },
  });
  const estimate = {
    ...{ rowsSampled: 9, rowsRejected: 2, samples: [], texts: {} },
    defects: [
      defect('TABULAR_EMPTIED', 'warning', '备注', 4),
      defect('TABULAR_NULL_TOKEN', 'error', '企业名称', 2),
    ],
  };
  expect([emptiedBy(estimate, '备注'), rejectedBy(estimate, '备注')]).toEqual([4, 0]);
  expect([emptiedBy(estimate, '企业名称'), rejectedBy(estimate, '企业名称')]).toEqual([0, 2]);
});
