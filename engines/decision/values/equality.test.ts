import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compare, compareText } from './comparison.ts';
import { FeelDateTime } from './date-time.ts';
import { FeelDate } from './date.ts';
import { DaysDuration, MonthsDuration } from './duration.ts';
import { equal } from './equality.ts';
import { parseNumber } from './number.ts';
import { parseTemporal } from './parse-temporal.ts';
import { FeelRange } from './range.ts';
import { FeelTime } from './time.ts';
import { toText } from './to-text.ts';
import type { Value } from './value.ts';

const defined = (value: Value | undefined): Value => value ?? null;
const zone = fc.constantFrom('', 'Z', '+08:00', '-05:00', '@Asia/Shanghai');
const saysZone = (of: Value) =>
  (of instanceof FeelTime || of instanceof FeelDateTime) && of.offset !== undefined;
const two = (value: number) => String(value).padStart(2, '0');
/** Few of each kind, so that equal ones meet. */
const simple: fc.Arbitrary<Value> = fc.oneof(
  fc.constantFrom<Value>(null, true, false, 'a', 'b', '', '1'),
  fc
    .constantFrom('0', '1', '1.0', '0.1', '1e40', '12345678901234567890.1')
    .map((text) => defined(parseNumber(text))),
  fc.integer({ min: -2, max: 2 }).map((days) => defined(FeelDate.ofDays(days))),
  fc
    .tuple(fc.integer({ min: 0, max: 23 }), zone)
    .map(([hour, of]) => defined(FeelTime.parse(`${two(hour)}:00:00${of}`))),
  fc
    .tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 0, max: 23 }), zone)
    .map(([day, hour, of]) => defined(FeelDateTime.parse(`2026-11-${two(day)}T${two(hour)}:00:00${of}`))),
  fc.bigInt({ min: -2n, max: 2n }).map((size) => new DaysDuration(size)),
  fc.integer({ min: -2, max: 2 }).map((months) => defined(MonthsDuration.of(months))),
);
const interval = fc
  .tuple(simple, simple, fc.boolean(), fc.boolean())
  .map(([low, high, lowIncluded, highIncluded]) => new FeelRange({ low, high, lowIncluded, highIncluded }));
const { value } = fc.letrec<{ value: Value }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    simple,
    interval,
    fc.array(tie('value'), { maxLength: 3 }),
    fc
      .array(fc.tuple(fc.constantFrom('a', 'b', 'c d'), tie('value')), { maxLength: 3 })
      .map((entries) => new Map(entries)),
  ),
}));

describe('equality', () => {
  it('is reflexive and symmetric, and null equals itself alone', () => {
    fc.assert(
      fc.property(value, value, (a, b) => {
        expect(equal(a, a)).toBe(true);
        expect(equal(a, b)).toBe(equal(b, a));
        expect(equal(a, null)).toBe(a === null);
      }),
    );
  });

  it('is transitive, and equal values can stand for each other', () => {
    fc.assert(
      fc.property(value, value, value, (a, b, c) => {
        if (equal(a, b) === true) expect(equal(a, c)).toBe(equal(b, c));
      }),
    );
  });

  it('holds between simple values where neither comes first', () => {
    fc.assert(
      fc.property(simple, simple, (a, b) => {
        const order = compare(a, b);
        const holds = equal(a, b);
        if (order !== undefined && holds !== null) expect(holds).toBe(order === 0);
      }),
    );
  });

  it.each<[Value, Value, boolean | null]>([
    [1, '1', null],
    [[1, 'a'], [1, 2], null],
    [[1, 'a', 3], [1, 2, 4], false],
    [new Map([['a', 1]]), new Map([['b', 1]]), false],
    [defined(FeelTime.parse('10:00:00')), defined(FeelTime.parse('10:00:00Z')), null],
    [defined(FeelTime.parse('10:00:00.25')), defined(FeelTime.parse('10:00:00.75')), true],
    [defined(FeelDate.parse('2026-11-28')), defined(FeelDateTime.parse('2026-11-28T00:00:00')), null],
  ])('%s = %s: %s', (a, b, result) => {
    expect(equal(a, b)).toBe(result);
  });
});

describe('order', () => {
  it('is antisymmetric and transitive', () => {
    fc.assert(
      fc.property(simple, simple, simple, (a, b, c) => {
        const [ab, bc, ac] = [compare(a, b), compare(b, c), compare(a, c)];
        expect(Math.sign(compare(b, a) ?? 9)).toBe(ab === undefined ? 1 : -Math.sign(ab) + 0);
        // A clock without a zone may stand between two of which the later instant has the earlier clock.
        const areAlike = new Set([a, b, c].map(saysZone)).size === 1;
        if (areAlike && ab !== undefined && bc !== undefined && ab <= 0 && bc <= 0)
          expect(ac).toBeLessThanOrEqual(0);
      }),
    );
  });

  it.each([
    ['10:00:00', '11:00:00Z', -1],
    ['10:00:00Z', '10:00:00', 0],
    ['2024-01-01T00:00:00', '2024-01-01T00:00:00+08:00', 0],
    ['2024-01-01T00:00:01', '2024-01-01T00:00:00@Asia/Shanghai', 1],
    ['10:00:59.5', '10:00:59', 1],
    ['10:00:59.000000001Z', '11:00:59.000000002+01:00', -1],
  ])('of moments, %s and %s: who says no zone has that of the other', (a, b, sign) => {
    const [left, right] = [a, b].map((text) => defined(parseTemporal(text)));
    expect(Math.sign(compare(left ?? null, right ?? null) ?? 9)).toBe(sign);
  });

  it('of strings is that of their code points', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b', '\ue000', '\uffff', '🐎', '😀'), maxLength: 4 });
    const points = (given: string) => Array.from(given, (character) => character.codePointAt(0) ?? 0);
    fc.assert(
      fc.property(text, text, (a, b) => {
        const [left, right] = [points(a), points(b)];
        const at = left.findIndex((point, index) => point !== right[index]);
        const order = at < 0 ? left.length - right.length : (left[at] ?? 0) - (right[at] ?? -1);
        expect(Math.sign(compareText(a, b))).toBe(Math.sign(order));
      }),
    );
  });
});

describe('text of values', () => {
  it('quotes within lists and contexts only', () => {
    expect(toText('a "b"')).toBe('a "b"');
    expect(toText(['a "b"', new Map<string, Value>([['a-b', null]])])).toBe('["a \\"b\\"", {"a-b": null}]');
  });

  it('shows what a range was written by', () => {
    const ends = { low: null, high: 10, lowIncluded: false, highIncluded: false } as const;
    expect(toText(new FeelRange({ ...ends, operator: '<' }))).toBe('(< 10)');
    expect(toText(new FeelRange({ ...ends, low: 1, lowIncluded: true }))).toBe('[1..10)');
  });
});
