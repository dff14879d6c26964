import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FeelDateTime } from './date-time.ts';
import { FeelDate } from './date.ts';
import { DaysDuration, MonthsDuration } from './duration.ts';
import { propertyOf } from './properties.ts';
import { FeelTime } from './time.ts';

const text = (value: { toString(): string } | undefined) => value?.toString() ?? 'none';
const HOUR = 3_600_000_000_000n;
const NANOSECOND_RANGE = { min: -(10n ** 20n), max: 10n ** 20n };

describe('dates', () => {
  it('agree with the runtime’s calendar, forth and back', () => {
    fc.assert(
      fc.property(fc.integer({ min: -100_000_000, max: 100_000_000 }), (days) => {
        const date = FeelDate.ofDays(days);
        const theirs = new Date(days * 86_400_000);
        expect([date?.year, date?.month, date?.day]).toEqual([
          theirs.getUTCFullYear(),
          theirs.getUTCMonth() + 1,
          theirs.getUTCDate(),
        ]);
        expect(date?.days).toBe(days);
        expect(FeelDate.parse(text(date))).toEqual(date);
      }),
    );
  });

  it.each([
    ['2024-02-29', '2024-02-29'],
    ['2026-02-29', 'none'],
    ['1900-02-29', 'none'],
    ['-0044-03-15', '-0044-03-15'],
    ['999999999-12-31', '999999999-12-31'],
    ['02026-01-01', 'none'],
    ['2026-1-1', 'none'],
    ['2026-13-01', 'none'],
  ])('%s', (written, read) => {
    expect(text(FeelDate.parse(written))).toBe(read);
  });

  it('months on, the day is kept or is the last', () => {
    const date = FeelDate.parse('2024-01-31');
    expect(text(date?.plusMonths(1))).toBe('2024-02-29');
    expect(text(date?.plusMonths(-2))).toBe('2023-11-30');
    expect(text(date?.plusMonths(12 * 999_999_999))).toBe('none');
  });
});

describe('times', () => {
  it.each([
    ['09:30:00', '09:30:00'],
    ['09:30:00.500', '09:30:00.5'],
    ['09:30:00+08:00', '09:30:00+08:00'],
    ['09:30:00-00:00', '09:30:00Z'],
    ['09:30:00@Asia/Shanghai', '09:30:00@Asia/Shanghai'],
    ['09:30:00@Moon/Base', 'none'],
    ['24:00:00', '00:00:00'],
    ['24:00:00.00Z', '00:00:00Z'],
    ['24:00:00.5', 'none'],
    ['24:00:01', 'none'],
    ['09:30:00+15:00', 'none'],
    ['09:60:00', 'none'],
    ['9:30:00', 'none'],
  ])('%s', (written, read) => {
    expect(text(FeelTime.parse(written))).toBe(read);
  });
});

describe('dates with times', () => {
  it.each([
    ['Europe/Paris', '2018-10-28T01:30:00', '+01:00'],
    ['America/New_York', '2018-11-04T00:30:00', '-05:00'],
    ['Australia/Lord_Howe', '2018-04-01T00:45:00', '+10:30'],
    ['Asia/Shanghai', '1991-09-15T00:30:00', '+08:00'],
  ])(
    'of two hours that clocks of %s show alike the first keeps the zone, the second tells its offset',
    (zone, before, offset) => {
      const start = FeelDateTime.parse(`${before}@${zone}`);
      const hours = [1, 2, 3, 4].map((halves) => start?.plusNanoseconds(BigInt(halves) * 1_800_000_000_000n));
      const ends = hours.map((hour) => hour?.toString().replace(/^.*\d\d:\d\d:\d\d/, ''));
      const shift = zone === 'Australia/Lord_Howe' ? [0, 2] : [1, 3];
      expect(shift.map((at) => ends[at])).toEqual([`@${zone}`, offset]);
      for (const hour of hours)
        expect(FeelDateTime.parse(hour?.toString() ?? '')?.epochNanoseconds).toBe(hour?.epochNanoseconds);
    },
  );

  it('what clocks leave out counts on from before it', () => {
    const left = FeelDateTime.parse('2018-03-25T02:30:00@Europe/Paris');
    expect(left?.epochNanoseconds).toBe(FeelDateTime.parse('2018-03-25T01:30:00Z')?.epochNanoseconds);
  });

  it('take names of zones as the database writes them only', () => {
    const taken = [
      'Asia/Shanghai',
      'America/Port-au-Prince',
      'US/Pacific',
      'Etc/GMT+5',
      'W-SU',
      'America/Knox_IN',
    ];
    for (const zone of taken) {
      expect(text(FeelTime.parse(`10:00:00@${zone}`))).toBe(`10:00:00@${zone}`);
      for (const other of [
        zone.toLowerCase(),
        zone.toUpperCase(),
        zone.replace(/.$/, (last) => last.toUpperCase()),
      ])
        if (other !== zone) expect(FeelTime.parse(`10:00:00@${other}`)).toBeUndefined();
    }
  });

  it('know their moment by offset and by zone, winter and summer', () => {
    const epoch = (written: string) => FeelDateTime.parse(written)?.epochNanoseconds;
    expect(epoch('1970-01-01T08:00:00@Asia/Shanghai')).toBe(0n);
    expect(epoch('2026-07-01T00:00:00@Europe/Berlin')).toBe(epoch('2026-06-30T22:00:00Z'));
    expect(epoch('2026-01-01T00:00:00@Europe/Berlin')).toBe(epoch('2025-12-31T23:00:00Z'));
    expect(epoch('2026-01-01T00:00:00')).toBeUndefined();
  });

  it('plus and minus are inverse', () => {
    fc.assert(
      fc.property(fc.bigInt(NANOSECOND_RANGE), (nanoseconds) => {
        const start = FeelDateTime.parse('2026-11-27T09:30:00.25+08:00');
        const later = start?.plusNanoseconds(nanoseconds);
        expect(text(later?.plusNanoseconds(-nanoseconds))).toBe(text(start));
        expect(FeelDateTime.parse(text(later))).toEqual(later);
      }),
    );
  });

  it('count by the instant where a zone moves its clocks', () => {
    const plus = (written: string, size: bigint) =>
      text(FeelDateTime.parse(written)?.plusNanoseconds(size * HOUR));
    const zone = '@America/New_York';
    expect(plus(`2024-03-09T12:00:00${zone}`, 24n)).toBe(`2024-03-10T13:00:00${zone}`);
    expect(plus(`2024-11-02T12:00:00${zone}`, 24n)).toBe(`2024-11-03T11:00:00${zone}`);
    expect(plus(`2024-11-03T00:30:00${zone}`, 1n)).toBe(`2024-11-03T01:30:00${zone}`);
    expect(plus(`2024-11-03T01:30:00${zone}`, 1n)).toBe('2024-11-03T01:30:00-05:00');
    const second = FeelDateTime.parse(`2024-11-03T01:30:00${zone}`)?.plusNanoseconds(HOUR);
    expect(propertyOf(second ?? null, 'timezone')).toBe('America/New_York');
    expect(text(second?.plusNanoseconds(24n * HOUR))).toBe(`2024-11-04T01:30:00${zone}`);
    expect(second?.epochNanoseconds).toBe(FeelDateTime.parse(text(second))?.epochNanoseconds);
    expect(plus(`2024-11-03T01:30:00${zone}`, 2n)).toBe(`2024-11-03T02:30:00${zone}`);
  });

  it('and so much later is so much away', () => {
    const zones = fc.constantFrom('', 'Z', '@America/New_York', '@Australia/Lord_Howe', '@Asia/Shanghai');
    const hours = fc.integer({ min: -9000, max: 9000 });
    fc.assert(
      fc.property(zones, hours, hours, (zone, at, by) => {
        const start = FeelDateTime.parse('2024-06-01T00:30:00Z')?.plusNanoseconds(HOUR * BigInt(at));
        const moment = FeelDateTime.parse(`${text(start).replace('Z', '')}${zone}`);
        const later = moment?.plusNanoseconds(HOUR * BigInt(by));
        const [a, b] = [moment, later].map((one) => one?.epochNanoseconds ?? one?.localNanoseconds ?? 0n);
        expect((b ?? 0n) - (a ?? 0n)).toBe(HOUR * BigInt(by));
      }),
    );
  });

  it('a date alone is its midnight, 24:00:00 the next one', () => {
    expect(text(FeelDateTime.parse('2026-11-27'))).toBe('2026-11-27T00:00:00');
    expect(text(FeelDateTime.parse('2026-12-31T24:00:00'))).toBe('2027-01-01T00:00:00');
    expect(text(FeelDateTime.parse('2026-12-31T24:00:01'))).toBe('none');
  });
});

describe('durations', () => {
  it('read what they print', () => {
    fc.assert(
      fc.property(fc.bigInt(NANOSECOND_RANGE), (nanoseconds) => {
        const duration = new DaysDuration(nanoseconds);
        expect(DaysDuration.parse(text(duration))).toEqual(duration);
      }),
    );
    fc.assert(
      fc.property(fc.integer(), (months) => {
        const duration = MonthsDuration.of(months);
        expect(MonthsDuration.parse(text(duration))).toEqual(duration);
      }),
    );
  });

  it.each([
    ['PT36H', 'P1DT12H'],
    ['-PT90M', '-PT1H30M'],
    ['PT0.5S', 'PT0.5S'],
    ['P0D', 'PT0S'],
    ['PT', 'none'],
    ['P', 'none'],
    ['P1Y', 'none'],
    ['P1.5D', 'none'],
  ])('%s', (written, read) => {
    expect(text(DaysDuration.parse(written))).toBe(read);
  });

  it.each([
    ['P14M', 'P1Y2M'],
    ['-P1Y', '-P1Y'],
    ['P0Y', 'P0M'],
    ['P1D', 'none'],
  ])('%s', (written, read) => {
    expect(text(MonthsDuration.parse(written))).toBe(read);
  });
});
