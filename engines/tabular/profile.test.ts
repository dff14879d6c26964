import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ProfileCollector } from './column-profile.ts';
import { DISTINCT_STANDARD_ERROR, DistinctSketch } from './distinct-sketch.ts';
import { FrequentValues } from './frequent-values.ts';
import { maskPersonal } from './mask-personal.ts';
import { SMALLEST_KEPT } from './smallest-hashes.ts';
import { UniqueIndex } from './unique-index.ts';
import { ValueHasher } from './value-hash.ts';
import { PatternMaker } from './value-pattern.ts';

const hasher = new ValueHasher();

function collect(values: Iterable<string>, tableColumns = 9, keyed = hasher) {
  const profile = new ProfileCollector({ hasher: keyed, maker: new PatternMaker() }, tableColumns);
  for (const value of values) {
    const bytes = Buffer.from(value);
    profile.addValue(bytes, 0, bytes.length, value.length);
  }
  return profile.finish({ personal: false });
}

describe('distinct values', () => {
  it.each([100, 20_000, 1_000_000])('%i values are estimated within three standard errors', (count) => {
    const sketch = new DistinctSketch();
    const bytes = Buffer.alloc(8);
    for (let i = 0; i < count; i++) {
      bytes.writeUInt32LE(i);
      hasher.hash(bytes, 0, 8);
      for (let again = 0; again < 2; again++) sketch.add(hasher.halves.a, hasher.halves.b);
    }
    expect(Math.abs(sketch.estimate() - count) / count).toBeLessThan(3 * DISTINCT_STANDARD_ERROR);
  });

  it('are exact up to the capacity, and never more than the filled cells', () => {
    expect(collect(Array.from({ length: 30_000 }, (_, i) => `v${i % 12_000}`))).toMatchObject({
      distinct: 12_000,
      distinctError: 0,
    });
    const many = collect(Array.from({ length: 30_000 }, (_, i) => `v${i}`));
    expect(many.distinct).toBeLessThanOrEqual(30_000);
    expect(many.distinctError).toBeGreaterThan(0);
  });
});

describe('frequent values', () => {
  it('keep every value above the error bound, with counts too low by at most the bound', () => {
    const frequent = new FrequentValues();
    const truth = new Map<string, number>();
    let counted = 0;
    for (let i = 0; i < 200_000; i++) {
      const value = i % 3 === 0 ? `often${i % 7}` : `rare${i}`;
      truth.set(value, (truth.get(value) ?? 0) + 1);
      const bytes = Buffer.from(value);
      hasher.hash(bytes, 0, bytes.length);
      frequent.add(hasher.halves.a, hasher.halves.b, bytes, 0, bytes.length);
      counted++;
    }
    expect(frequent.exact).toBe(false);
    expect(frequent.maxError).toBeLessThanOrEqual((2 * counted) / frequent.capacity);
    const top = frequent.top(7);
    expect(top.map(({ bytes }) => bytes.toString()).toSorted()).toEqual(
      Array.from({ length: 7 }, (_, i) => `often${i}`),
    );
    for (const { bytes, count } of top) {
      const real = truth.get(bytes.toString())!;
      expect(count).toBeLessThanOrEqual(real);
      expect(real - count).toBeLessThanOrEqual(frequent.maxError);
    }
  });

  it('are exact while there are few, on every row', () => {
    const profile = collect(Array.from({ length: 150_000 }, (_, i) => (i % 10 === 0 ? '乙' : '甲')));
    expect(profile).toMatchObject({
      topError: 0,
      topSampled: 150_000,
      top: [
        { text: '甲', count: 135_000 },
        { text: '乙', count: 15_000 },
      ],
    });
  });

  it('show the beginning of long values without breaking a character', () => {
    expect(collect(['汉'.repeat(40)]).top[0]!.text).toBe(`${'汉'.repeat(21)}…`);
  });
});

describe('smallest hashes', () => {
  const smallest = (values: Iterable<string>) => collect(values).smallest ?? [];
  const numbered = (from: number, count: number) => Array.from({ length: count }, (_, i) => `v${from + i}`);

  it('are those of the different values, in whatever order and number these come', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 40_000 }), fc.nat(), (count, seed) => {
        const values = numbered(0, count);
        const shuffled = values.map((_, i) => values[(i * 7919 + seed) % count]!);
        const all = new Set([...shuffled, ...values]);
        const kept = smallest([...shuffled, ...values, ...values.slice(0, 50)]);
        expect(kept).toEqual(smallest(all));
        expect(kept).toHaveLength(Math.min(count, SMALLEST_KEPT));
        expect(kept).toEqual(kept.toSorted((x, y) => x - y));
      }),
      { numRuns: 15 },
    );
  });

  it.each([
    [20_000, 20_000, 1],
    [20_000, 15_000, 0.75],
    [300_000, 300_000, 1],
    [300_000, 0, 0],
  ])('of %i values and as many, %i of them the same, tell how many are', (count, common, share) => {
    const mine = smallest(numbered(0, count));
    const theirs = new Set(smallest(numbered(count - common, count)));
    const reach = Math.max(...theirs);
    const compared = mine.filter((hash) => hash <= reach);
    const same = compared.filter((hash) => theirs.has(hash)).length;
    expect(Math.abs(same / compared.length - share)).toBeLessThan(0.07);
  });

  it('are fewer in tables of very many columns', () => {
    const values = numbered(0, 5000);
    expect(collect(values, 65).smallest).toEqual(smallest(values).slice(0, 128));
  });

  it('are of other values under another key, so that nobody can choose values that are in the sample', () => {
    const values = numbered(0, 100_000);
    const under = (a: number, b: number) => new Set(collect(values, 9, new ValueHasher({ a, b })).smallest);
    const [one, other] = [under(11, 12), under(-71, 913)];
    const hashed = (value: string, key: ValueHasher) => {
      const bytes = Buffer.from(value);
      key.hash(bytes, 0, bytes.length);
      return (key.halves.a >>> 0) / 2 ** 32;
    };
    const [first, second] = [new ValueHasher({ a: 11, b: 12 }), new ValueHasher({ a: -71, b: 913 })];
    const small = values.filter((value) => hashed(value, first) < 0.02);
    const still = small.filter((value) => hashed(value, second) < 0.02);
    expect(still.length / small.length).toBeLessThan(0.05); // 0.02 by chance
    expect([...one].filter((hash) => other.has(hash))).toEqual([]);
  });

  it('are not given of personal values', () => {
    const profile = new ProfileCollector({ hasher, maker: new PatternMaker() }, 9);
    profile.addValue(Buffer.from('13800138000'), 0, 11, 11);
    expect(profile.finish({ personal: true }).smallest).toBeUndefined();
  });
});

describe('patterns', () => {
  it.each([
    ['2019-01-02', '9999-99-99'], ['91350100M000100Y43', 'X{18}'], ['宁夏银川', '汉'], ['820(万元)', '999(汉)'], ['ABC-12345', 'AAA-9{5}'],
    ['Ab c', 'aa a'], ['a@b.cn', 'a@b.cn'.replace(/[a-z]/gu, 'a')], ['（法）', '（汉）'], ['𠮷1', '汉9'], ['', ''],
  ])('%s has the pattern %s', (value, pattern) => {
    const maker = new PatternMaker();
    const bytes = Buffer.from(value);
    maker.make(bytes, 0, bytes.length);
    expect(maker.bytes.toString('utf8', 0, maker.length)).toBe(pattern);
  }); // prettier-ignore

  it('are cut with an ellipsis', () => {
    expect(collect(['甲、'.repeat(50)]).patterns[0]!.text.endsWith('…')).toBe(true);
  });
});

describe('unique index', () => {
  it('finds each repetition and its first row', () => {
    const index = new UniqueIndex();
    for (let i = 0; i < 50_000; i++) {
      hasher.hash(Buffer.from(`v${i}`), 0, `v${i}`.length);
      expect(index.add(hasher.halves.a, hasher.halves.b, i + 2)).toBe(0);
    }
    hasher.hash(Buffer.from('v123'), 0, 4);
    expect(index.add(hasher.halves.a, hasher.halves.b, 99_999)).toBe(125);
  });
});

it('masks personal values', () => {
  expect(['', '王', '王五', '欧阳五', '11010519491231002X', '13800138000'].map(maskPersonal)).toEqual([
    '',
    '*',
    '**',
    '欧**',
    '110**************X',
    '138*******0',
  ]);
});
