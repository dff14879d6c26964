import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, endOfDay, localDate, localDateOf, parseLocalDate, startOfDay, weekdayOf } from './index.ts';

const anyDate = fc.integer({ min: 0, max: 40_000 }).map((days) => addDays(localDate('1992-01-01'), days));

describe('LocalDate', () => {
  it.each(['2026-02-29', '2026-13-01', '2026-1-1', '0026-01-01', '2026-11-23T00:00', ' 2026-11-23', ''])(
    'refuses %j',
    (text) => {
      expect(parseLocalDate(text)).toBeUndefined();
      expect(() => localDate(text)).toThrow(expect.objectContaining({ code: 'LOCAL_DATE_INVALID' }));
    },
  );

  it('knows leap days', () => {
    expect(parseLocalDate('2024-02-29')).toBe('2024-02-29');
    expect(parseLocalDate('2100-02-29')).toBeUndefined();
  });

  it.each([
    ['2026-11-22T15:59:59.999Z', '2026-11-22'],
    ['2026-11-22T16:00:00.000Z', '2026-11-23'],
    ['2026-12-31T16:00:00.000Z', '2027-01-01'],
  ])('%s falls on %s in Asia/Shanghai', (instant, date) => {
    expect(localDateOf(new Date(instant))).toBe(date);
  });

  it('refuses an invalid instant', () => {
    expect(() => localDateOf(new Date(Number.NaN))).toThrow(
      expect.objectContaining({ code: 'INSTANT_INVALID' }),
    );
  });

  it('ends a day one millisecond before the next begins', () => {
    expect(endOfDay(localDate('2026-11-25')).toISOString()).toBe('2026-11-25T15:59:59.999Z');
    expect(weekdayOf(localDate('2026-11-25'))).toBe(3);
    expect(weekdayOf(localDate('1969-12-28'))).toBe(7);
  });

  it('agrees with the time zone database', () => {
    const format = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai', dateStyle: 'short' });
    fc.assert(
      fc.property(anyDate, (date) => {
        for (const instant of [startOfDay(date), endOfDay(date)]) {
          expect(localDateOf(instant)).toBe(date);
          expect(format.format(instant)).toBe(date);
        }
        expect(endOfDay(date).getTime() + 1).toBe(startOfDay(addDays(date, 1)).getTime());
      }),
    );
  });
});
