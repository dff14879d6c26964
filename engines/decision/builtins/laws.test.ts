import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Evaluation, DEFAULT_LIMITS } from '../compile/run.ts';
import { compare } from '../values/comparison.ts';
import { FeelDate } from '../values/date.ts';
import { MonthsDuration } from '../values/duration.ts';
import { equal } from '../values/equality.ts';
import { FeelFunction } from '../values/function.ts';
import { fromParts, numberToText } from '../values/number.ts';
import { FeelRange } from '../values/range.ts';
import { toText } from '../values/to-text.ts';
import type { FeelNumber, Value } from '../values/value.ts';
import { BUILTINS } from './builtins.ts';

const run = () => new Evaluation(DEFAULT_LIMITS, 0);
const call = (name: string, ...args: Value[]): Value => BUILTINS.get(name)?.call(args, run()) ?? null;

describe('strings are made of code points', () => {
  const text = fc.string({ unit: 'grapheme' });

  it('substring, string length, contains and their kin agree', () => {
    fc.assert(
      fc.property(text, fc.nat(), fc.nat(), (given, at, size) => {
        const points = Array.from(given);
        expect(call('string length', given)).toBe(points.length);
        if (points.length === 0) return;
        const start = (at % points.length) + 1;
        const length = size % (points.length + 1);
        const part = points.slice(start - 1, start - 1 + length).join('');
        expect(call('substring', given, start, length)).toBe(part);
        expect(call('substring', given, start - points.length - 1, length)).toBe(part);
        expect(call('contains', given, part)).toBe(true);
        const [before, after] = [call('substring before', given, part), call('substring after', given, part)];
        expect(`${toText(before)}${part}${toText(after)}`).toBe(given);
      }),
    );
  });

  it('join undoes split', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: fc.constantFrom('a', ' ', '🐎') }), { minLength: 1 }),
        (parts) => {
          expect(call('split', call('string join', parts, ';'), ';')).toEqual(parts);
        },
      ),
    );
  });
});

describe('numbers', () => {
  const number = fc
    .tuple(fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }), fc.integer({ min: 0, max: 18 }))
    .map(([whole, places]): FeelNumber => fromParts({ coefficient: whole, exponent: 0 - places }) ?? 0);

  it('string and number are inverse', () => {
    fc.assert(
      fc.property(number, (given) => {
        expect(call('number', call('string', given))).toEqual(given);
        const grouped = numberToText(given).replace('.', ',');
        expect(call('number', grouped, '.', ',')).toEqual(given);
      }),
    );
  });

  it('rounding up and down, floor and ceiling enclose the number', () => {
    fc.assert(
      fc.property(number, fc.integer({ min: -3, max: 8 }), (given, scale) => {
        const [floor, ceiling] = [call('floor', given, scale), call('ceiling', given, scale)];
        expect(compare(floor, given)).toBeLessThanOrEqual(0);
        expect(compare(ceiling, given)).toBeGreaterThanOrEqual(0);
        const isNegative = (compare(given, 0) ?? 0) < 0;
        expect(call('round down', given, scale)).toEqual(isNegative ? ceiling : floor);
        expect(call('round up', given, scale)).toEqual(isNegative ? floor : ceiling);
        for (const name of ['decimal', 'round half up', 'round half down'])
          expect([floor, ceiling]).toContainEqual(call(name, given, scale));
      }),
    );
  });

  it('a remainder has the sign of the divisor and is smaller', () => {
    fc.assert(
      fc.property(number, number, (dividend, divisor) => {
        const rest = call('modulo', dividend, divisor);
        if (divisor === 0) expect(rest).toBe(null);
        else if (rest !== 0) {
          expect(Math.sign(compare(rest, 0) ?? 0)).toBe(Math.sign(compare(divisor, 0) ?? 0));
          // Equal to it where 34 digits can not tell.
          expect(compare(call('abs', rest), call('abs', divisor))).toBeLessThanOrEqual(0);
        }
      }),
    );
  });
});

describe('dates, as the runtime’s calendar has them', () => {
  const WEEKDAY = new Intl.DateTimeFormat('en', { weekday: 'long', timeZone: 'UTC' });
  const MONTH = new Intl.DateTimeFormat('en', { month: 'long', timeZone: 'UTC' });
  const DAY = 86_400_000;

  /** ISO week: counted from the Monday of the week with 4 January. */
  function isoWeek(date: Date): number {
    const monday = date.getTime() - ((date.getUTCDay() + 6) % 7) * DAY;
    const year = new Date(monday + 3 * DAY).getUTCFullYear();
    const fourth = Date.UTC(year, 0, 4);
    const first = fourth - ((new Date(fourth).getUTCDay() + 6) % 7) * DAY;
    return Math.round((monday - first) / (7 * DAY)) + 1;
  }

  it('day of week, month of year, day of year, week of year', () => {
    fc.assert(
      fc.property(fc.integer({ min: -30_000, max: 60_000 }), (days) => {
        const date = FeelDate.ofDays(days) ?? null;
        const theirs = new Date(days * DAY);
        expect(call('day of week', date)).toBe(WEEKDAY.format(theirs));
        expect(call('month of year', date)).toBe(MONTH.format(theirs));
        expect(call('day of year', date)).toBe(
          (theirs.getTime() - Date.UTC(theirs.getUTCFullYear(), 0, 1)) / DAY + 1,
        );
        expect(call('week of year', date)).toBe(isoWeek(theirs));
      }),
    );
  });

  it('years and months between: as many months as do not pass the later date', () => {
    const days = fc.integer({ min: -30_000, max: 30_000 });
    fc.assert(
      fc.property(days, fc.nat(30_000), (start, length) => {
        const [from, to] = [FeelDate.ofDays(start), FeelDate.ofDays(start + length)];
        const duration = call('years and months duration', from ?? null, to ?? null);
        const months = duration instanceof MonthsDuration ? duration.months : Number.NaN;
        expect(from?.plusMonths(months)?.days).toBeLessThanOrEqual(start + length);
        const beyond = from?.plusMonths(months + 1);
        // A day that the month does not have is not reached in it.
        if (beyond?.day === from?.day) expect(beyond?.days).toBeGreaterThan(start + length);
        expect(call('years and months duration', to ?? null, from ?? null)).toEqual(
          MonthsDuration.of(-months),
        );
      }),
    );
  });
});

describe('lists', () => {
  const items = fc.array(fc.integer({ min: 0, max: 9 }));

  it('sort keeps the order of those of which neither comes first', () => {
    const pairs = fc.array(fc.tuple(fc.integer({ min: 0, max: 3 }), fc.nat()));
    const byFirst = new FeelFunction(['x', 'y'], ([x, y]) =>
      Array.isArray(x) && Array.isArray(y) ? (compare(x[0], y[0]) ?? 0) < 0 : null,
    );
    fc.assert(
      fc.property(pairs, (list) => {
        expect(call('sort', list, byFirst)).toEqual(list.toSorted(([a], [b]) => a - b));
      }),
    );
  });

  it('a function that orders nothing ends all the same', () => {
    const always = new FeelFunction(['x', 'y'], () => true);
    expect(call('count', call('sort', [3, 1, 2], always))).toBe(3);
  });

  it('union is the distinct values of the concatenation; flatten undoes nesting; reverse undoes itself', () => {
    fc.assert(
      fc.property(items, items, (a, b) => {
        expect(call('union', a, b)).toEqual([...new Set([...a, ...b])]);
        expect(call('distinct values', call('concatenate', a, b))).toEqual(call('union', a, b));
        expect(call('flatten', [a, [b]])).toEqual([...a, ...b]);
        expect(call('reverse', call('reverse', a))).toEqual(a);
      }),
    );
  });

  it('insert before, remove and sublist agree', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(), { minLength: 1 }), fc.nat(), (list, at) => {
        const position = (at % list.length) + 1;
        const longer = call('insert before', list, position, 'x');
        expect(call('remove', longer, position)).toEqual(list);
        expect(call('index of', longer, 'x')).toEqual([position]);
        expect(call('sublist', list, position - list.length - 1)).toEqual(list.slice(position - 1));
      }),
    );
  });

  it('distinct values of any kind are those that equal none before', () => {
    const texts = ['2026-11-28T08:00:00+08:00', '2026-11-28T00:00:00Z', '2026-11-28T00:00:00'];
    const moments = texts.map((text) => call('date and time', text));
    const kinds: Value[] = [
      ...moments,
      1,
      '1',
      null,
      [1],
      ...moments.map((moment) => [moment]),
      new Map<string, Value>([...Object.entries({ a: 1, b: [1] })]),
      new Map<string, Value>([...Object.entries({ b: [1], a: 1 })]),
      new Map<string, Value>([...Object.entries({ a: [1], b: 1 })]),
      call('duration', 'P1D'),
      call('duration', 'PT24H'),
      1e40,
    ];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...kinds)), (list) => {
        const expected = list.filter(
          (item, index) => !list.slice(0, index).some((earlier) => equal(earlier, item) === true),
        );
        expect(call('distinct values', list)).toEqual(expected);
      }),
    );
  });
});

describe('relations of ranges, as those of the points in them', () => {
  const range = fc
    .tuple(fc.nat(6), fc.integer({ min: 1, max: 4 }), fc.boolean(), fc.boolean())
    .map(
      ([low, size, lowIncluded, highIncluded]) =>
        new FeelRange({ low, high: low + size, lowIncluded, highIncluded }),
    );
  /** Quarters: enough to tell ranges apart whose ends are whole. */
  const pointsOf = ({ low, high, lowIncluded, highIncluded }: FeelRange): readonly number[] => {
    const [from, to] = [Number(low), Number(high)];
    return Array.from({ length: (to - from) * 4 + 1 }, (_, quarter) => from + quarter / 4).filter(
      (point) => (point !== from || lowIncluded) && (point !== to || highIncluded),
    );
  };

  it('hold and do not hold', () => {
    fc.assert(
      fc.property(range, range, (a, b) => {
        const [left, right] = [pointsOf(a), pointsOf(b)];
        const [lowA, highA, lowB, highB] = [
          left.at(0) ?? 0,
          left.at(-1) ?? 0,
          right.at(0) ?? 0,
          right.at(-1) ?? 0,
        ];
        const shared = left.some((point) => right.includes(point));
        expect(call('before', a, b)).toBe(highA < lowB);
        expect(call('after', a, b)).toBe(lowA > highB);
        expect(call('overlaps', a, b)).toBe(shared);
        expect(call('meets', a, b)).toBe(highA === lowB);
        expect(call('met by', a, b)).toBe(lowA === highB);
        expect(call('includes', a, b)).toBe(right.every((point) => left.includes(point)));
        expect(call('during', a, b)).toBe(left.every((point) => right.includes(point)));
        expect(call('overlaps before', a, b)).toBe(lowA < lowB && shared && highA <= highB);
        expect(call('overlaps after', a, b)).toBe(lowA > lowB && shared && highA >= highB);
        expect(call('starts', a, b)).toBe(lowA === lowB && highA <= highB);
        expect(call('started by', a, b)).toBe(lowA === lowB && highA >= highB);
        expect(call('finishes', a, b)).toBe(highA === highB && lowA >= lowB);
        expect(call('finished by', a, b)).toBe(highA === highB && lowA <= lowB);
        expect(call('coincides', a, b)).toBe(lowA === lowB && highA === highB);
      }),
    );
  });
});
