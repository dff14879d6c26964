import { localDate } from '@tandem/calendar';
import { describe, expect, test } from 'vitest';
import { checkStatement, completeStatement, longestTerm, type StatementDraft } from './statement.ts';

const today = localDate('2026-11-23');
const resource = {
  items: [
    { name: '企业名称', key: true, type: 'C', recognized: null },
    { name: '登记机关', key: false, type: 'C', recognized: null },
    { name: '统一社会信用代码', key: false, type: 'C', recognized: 'creditCode' },
    { name: '联系电话', key: false, type: 'C', recognized: 'phone' },
    { name: '注册资金', key: false, type: 'Y', recognized: null },
    { name: '从业人数', key: false, type: 'I', recognized: null },
    { name: '是否在册', key: false, type: 'L', recognized: null },
    { name: '成立日期', key: false, type: 'D', recognized: null },
    { name: '注册资本', key: false, type: 'N', recognized: null },
  ],
  modes: ['query', 'verify', 'batch'] as const,
};
const complete: StatementDraft = {
  legalBasis: { title: '中华人民共和国税收征收管理法', article: '第六条' },
  useCase: '新办企业税务登记时核对登记信息',
  purpose: { code: 'tax-registration', text: '新办企业税务登记信息确认' },
  modes: ['query'],
  items: [{ name: '企业名称' }],
  rowFilter: [{ item: '登记机关', op: 'division', values: ['640104'] }],
  term: { from: '2026-12-01', to: '2027-11-30' },
  truthDeclared: true,
};
const codes = (draft: StatementDraft) =>
  checkStatement(draft, resource, today).map((error) => `${error.field} ${error.code}`);

test('a mode that the entry does not offer is refused; a file needs no key [22.modes]', () => {
  const file: StatementDraft = { ...complete, modes: ['batch'], items: [{ name: '登记机关' }] };
  expect(codes(file)).toEqual([]);
  const errors = checkStatement(file, { ...resource, modes: ['query'] }, today);
  expect(errors.map(({ field, code }) => `${field} ${code}`)).toEqual(['/modes REQUEST_MODE_NOT_OFFERED']);
});

describe('the statements of Art 20', () => {
  test('a complete application has no faults', () => {
    expect(codes(complete)).toEqual([]);
  });

  test('values of rows are stated as people write them', () => {
    const rowFilter = [
      { item: '是否在册', op: 'in' as const, values: ['是'] },
      { item: '成立日期', op: 'in' as const, values: ['2026年5月1日', '2026/5/2'] },
      { item: '注册资本', op: 'in' as const, values: ['1,000', '-3.50'] },
      { item: '注册资金', op: 'in' as const, values: ['820(万元)', '5元', '7'] },
      { item: '从业人数', op: 'in' as const, values: ['1,200.0'] },
      { item: '统一社会信用代码', op: 'in' as const, values: ['91350100m000100y43'] },
    ];
    expect(codes({ ...complete, rowFilter })).toEqual([]);
  });

  test('an empty one names each statement that is missing, with its rule [20.statements]', () => {
    const errors = checkStatement({}, resource, today);
    expect(errors.map((error) => error.field)).toEqual([
      '/legalBasis',
      '/useCase',
      '/purpose',
      '/truthDeclared',
      '/items',
      '/modes',
      '/term',
    ]);
    expect(new Set(errors.map((error) => error.rule))).toEqual(new Set(['20.statements']));
  });

  test.each<[string, StatementDraft, string]>([
    [
      'basis without article',
      { ...complete, legalBasis: { title: '税收征收管理法', article: '' } },
      '/legalBasis REQUEST_BASIS_MISSING',
    ],
    ['a use case of blanks', { ...complete, useCase: ' '.repeat(40) }, '/useCase REQUEST_USE_CASE_MISSING'],
    [
      'a use case that nobody sees',
      { ...complete, useCase: '\u200b'.repeat(40) },
      '/useCase REQUEST_USE_CASE_MISSING',
    ],
    [
      'a basis that nobody sees',
      { ...complete, legalBasis: { title: '\u2060'.repeat(6), article: '\u3164' } },
      '/legalBasis REQUEST_BASIS_MISSING',
    ],
    ['an unknown item', { ...complete, items: [{ name: '实收资本' }] }, '/items/0/name REQUEST_ITEM_UNKNOWN'],
    [
      'an item twice',
      { ...complete, items: [{ name: '企业名称' }, { name: '企业名称' }] },
      '/items/1/name REQUEST_ITEM_REPEATED',
    ],
    [
      'a query without the key of the entry',
      { ...complete, items: [{ name: '登记机关' }] },
      '/items REQUEST_KEY_ITEM_MISSING',
    ],
    [
      'a file of which one item is to be verified, without the key',
      { ...complete, modes: ['batch'], items: [{ name: '登记机关', modes: ['batch', 'verify'] }] },
      '/items REQUEST_KEY_ITEM_MISSING',
    ],
    [
      'a filter on an unknown item',
      { ...complete, rowFilter: [{ item: '行业', op: 'in', values: ['1'] }] },
      '/rowFilter/0/item REQUEST_FILTER_ITEM_UNKNOWN',
    ],
    [
      'no division code',
      { ...complete, rowFilter: [{ item: '登记机关', op: 'division', values: ['江北区'] }] },
      '/rowFilter/0/values REQUEST_FILTER_DIVISION_INVALID',
    ],
    [
      'divisions that no row lies within at once',
      {
        ...complete,
        rowFilter: [
          { item: '登记机关', op: 'division', values: ['640104', '640106'] },
          { item: '登记机关', op: 'division', values: ['640100'] },
          { item: '登记机关', op: 'division', values: ['640105', '640200'] },
        ],
      },
      '/rowFilter/2/values REQUEST_FILTERS_EXCLUSIVE',
    ],
    ...(['是否在册', '成立日期', '注册资本'] as const).map((item): [string, StatementDraft, string] => [
      `a value that ${item} can not have`,
      { ...complete, rowFilter: [{ item, op: 'in', values: ['若干'] }] },
      '/rowFilter/0/values REQUEST_FILTER_VALUE_UNREADABLE',
    ]),
    ...(
      [
        ['注册资金', '100万美元'],
        ['注册资本', '1万元'],
        ['从业人数', '1.5'],
        ['统一社会信用代码', '913501'],
        ['联系电话', 'abc'],
      ] as const
    ).map(([item, value]): [string, StatementDraft, string] => [
      `${value} as a value of ${item}`,
      { ...complete, rowFilter: [{ item, op: 'in', values: [value] }] },
      '/rowFilter/0/values REQUEST_FILTER_VALUE_UNREADABLE',
    ]),
    [
      'a day that does not exist',
      { ...complete, term: { from: '2026-12-01', to: '2027-02-30' } },
      '/term REQUEST_TERM_MISSING',
    ],
    [
      'end before start',
      { ...complete, term: { from: '2026-12-01', to: '2026-11-30' } },
      '/term/to REQUEST_TERM_ORDER',
    ],
    [
      'a term that is over',
      { ...complete, term: { from: '2026-01-01', to: '2026-11-22' } },
      '/term/to REQUEST_TERM_PAST',
    ],
    [
      'a term beyond the years that dates have',
      { ...complete, term: { from: '9999-12-01', to: '9999-12-31' } },
      '/term/from REQUEST_TERM_TOO_FAR',
    ],
    [
      'truth not declared',
      { ...complete, truthDeclared: false },
      '/truthDeclared REQUEST_TRUTH_NOT_DECLARED',
    ],
  ])('%s', (_name, draft, expected) => {
    expect(codes(draft)).toContain(expected);
  });

  test('a term is at most three years long [20.term.longest]', () => {
    expect(longestTerm(localDate('2026-12-01'))).toBe('2029-11-30');
    expect(longestTerm(localDate('2028-02-29'))).toBe('2031-02-28');
    expect(codes({ ...complete, term: { from: '2026-12-01', to: '2029-11-30' } })).toEqual([]);
    const [error] = checkStatement(
      { ...complete, term: { from: '2026-12-01', to: '2029-12-01' } },
      resource,
      today,
    );
    expect(error).toMatchObject({
      code: 'REQUEST_TERM_TOO_LONG',
      rule: '20.term.longest',
      params: { latest: '2029-11-30' },
    });
  });

  test('items without modes of their own take those of the application', () => {
    const { scope } = completeStatement({
      ...complete,
      modes: ['query', 'verify'],
      items: [{ name: '企业名称' }, { name: '登记机关', modes: ['verify'] }],
    });
    expect(scope.items).toEqual([
      { name: '企业名称', modes: ['query', 'verify'], unmasked: false },
      { name: '登记机关', modes: ['verify'], unmasked: false },
    ]);
  });
});
