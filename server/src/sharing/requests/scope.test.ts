import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isWithin, MODES, modesOf, type Scope } from './scope.ts';

const anyScope: fc.Arbitrary<Scope> = fc.record({
  items: fc.uniqueArray(
    fc.record({
      name: fc.constantFrom('甲', '乙', '丙', '丁'),
      modes: fc.uniqueArray(fc.constantFrom(...MODES), { minLength: 1 }),
      unmasked: fc.boolean(),
    }),
    { minLength: 1, selector: (item) => item.name },
  ),
  rowFilter: fc.uniqueArray(
    fc.record({
      item: fc.constantFrom('区划', '状态'),
      op: fc.constantFrom('in' as const, 'division' as const),
      values: fc.uniqueArray(fc.constantFrom('640000', '640100', '640104', '640200'), { minLength: 1 }),
    }),
    { selector: (filter) => filter.item },
  ),
  quota: fc.record({
    callsPerDay: fc.integer({ min: 1, max: 100 }),
    rowsPerDay: fc.integer({ min: 1, max: 100 }),
  }),
  term: fc.constantFrom({ from: '2026-12-01', to: '2027-11-30' }, { from: '2027-01-01', to: '2027-06-30' }),
});

const asked: Scope = {
  items: [
    { name: '企业名称', modes: ['query', 'batch'], unmasked: false },
    { name: '法定代表人姓名', modes: ['query'], unmasked: true },
  ],
  rowFilter: [{ item: '登记机关', op: 'division', values: ['640100'] }],
  quota: { callsPerDay: 1000, rowsPerDay: 5000 },
  term: { from: '2026-12-01', to: '2027-11-30' },
};

describe('a narrower scope', () => {
  test('every scope lies within itself, and within is transitive', () => {
    fc.assert(
      fc.property(anyScope, (scope) => {
        expect(isWithin(scope, scope)).toBe(true);
      }),
    );
    fc.assert(
      fc.property(anyScope, anyScope, anyScope, (a, b, c) => {
        if (isWithin(a, b) && isWithin(b, c)) expect(isWithin(a, c)).toBe(true);
      }),
      { numRuns: 3000 },
    );
  });

  test('what lies within asks for no item, no row filter dropped, no call more', () => {
    fc.assert(
      fc.property(anyScope, anyScope, (proposed, wider) => {
        if (!isWithin(proposed, wider)) return;
        const names = new Set(wider.items.map((item) => item.name));
        expect(proposed.items.every((item) => names.has(item.name))).toBe(true);
        expect(proposed.rowFilter.length).toBeGreaterThanOrEqual(wider.rowFilter.length > 0 ? 1 : 0);
        expect(proposed.quota.callsPerDay).toBeLessThanOrEqual(wider.quota.callsPerDay);
      }),
      { numRuns: 3000 },
    );
  });

  test.each<[string, Scope, boolean]>([
    ['an item left out', { ...asked, items: asked.items.slice(0, 1) }, true],
    [
      'yes or no instead of the value',
      { ...asked, items: [{ name: '法定代表人姓名', modes: ['verify'], unmasked: false }] },
      true,
    ],
    [
      'a district of the city',
      { ...asked, rowFilter: [{ item: '登记机关', op: 'division', values: ['640104'] }] },
      true,
    ],
    [
      'one more filter',
      { ...asked, rowFilter: [...asked.rowFilter, { item: '状态', op: 'in', values: ['在业'] }] },
      true,
    ],
    ['a shorter term', { ...asked, term: { from: '2027-01-01', to: '2027-06-30' } }, true],
    ['no item at all', { ...asked, items: [] }, false],
    ['another item', { ...asked, items: [{ name: '注册资本', modes: ['query'], unmasked: false }] }, false],
    [
      'a mode more',
      { ...asked, items: [{ name: '法定代表人姓名', modes: ['batch'], unmasked: false }] },
      false,
    ],
    [
      'unmasked where masked was asked for',
      { ...asked, items: [{ name: '企业名称', modes: ['query'], unmasked: true }] },
      false,
    ],
    [
      'the whole province',
      { ...asked, rowFilter: [{ item: '登记机关', op: 'division', values: ['640000'] }] },
      false,
    ],
    [
      'another city',
      { ...asked, rowFilter: [{ item: '登记机关', op: 'division', values: ['640200'] }] },
      false,
    ],
    [
      'the district in full width',
      { ...asked, rowFilter: [{ item: '登记机关', op: 'division', values: ['６４０１０４'] }] },
      true,
    ],
    [
      'another city in full width',
      { ...asked, rowFilter: [{ item: '登记机关', op: 'division', values: ['６４０２ ００'] }] },
      false,
    ],
    ['no filter', { ...asked, rowFilter: [] }, false],
    ['more calls', { ...asked, quota: { callsPerDay: 1001, rowsPerDay: 5000 } }, false],
    ['a longer term', { ...asked, term: { from: '2026-12-01', to: '2027-12-01' } }, false],
  ])('%s', (_name, proposed, within) => {
    expect(isWithin(proposed, asked)).toBe(within);
  });

  test('the modes of a scope are those of its items', () => {
    expect(modesOf(asked)).toEqual(['query', 'batch']);
  });
});
