import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addDays,
  addWorkingDays,
  chinaCalendar,
  countWorkingDays,
  createCalendar,
  dayKind,
  isWorkingDay,
  localDate,
  parseArrangement,
  publishedArrangements,
  publishedYears,
  weekdayOf,
} from './index.ts';
import type { LocalDate, YearArrangement } from './index.ts';
import { readPublished } from './published-arrangements.ts';

/** The notices for 2025 and 2026, typed in by hand from their text, independent of the package. */
const notices = {
  2025: {
    off: ['01-01', '01-28/02-04', '04-04/04-06', '05-01/05-05', '05-31/06-02', '10-01/10-08'],
    worked: ['01-26', '02-08', '04-27', '09-28', '10-11'],
  },
  2026: {
    off: [
      '01-01/01-03',
      '02-15/02-23',
      '04-04/04-06',
      '05-01/05-05',
      '06-19/06-21',
      '09-25/09-27',
      '10-01/10-07',
    ],
    worked: ['01-04', '02-14', '02-28', '05-09', '09-20', '10-10'],
  },
} as const;

const wholeYears = [...Array(23).keys()].map((index) => 2004 + index);

const arrangementOf2027 = {
  year: 2027,
  holidays: [
    { date: '2027-01-01', name: { zh: '元旦', en: "New Year's Day" } },
    { date: '2027-02-06', name: { zh: '春节', en: 'Spring Festival' } },
    { date: '2027-10-01', name: { zh: '国庆节', en: 'National Day' } },
    { date: '2026-12-31', name: { zh: '元旦', en: "New Year's Day" } },
  ],
  makeUpDays: ['2027-01-09'],
};

const publishedDate = fc
  .integer({ min: 0, max: 8_000 })
  .map((days) => addDays(localDate('2004-01-01'), days));

function daysOfYear(year: number): LocalDate[] {
  const first = localDate(`${year}-01-01`);
  return [...Array(366).keys()].map((n) => addDays(first, n)).filter((date) => date.startsWith(String(year)));
}

function parsed(input: unknown): YearArrangement {
  const result = parseArrangement(input);
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.value;
}

describe('the published notices', () => {
  it.each([2025, 2026] as const)('of %i agree with the text of the notice, day by day', (year) => {
    const { off, worked } = notices[year];
    const isOff = (day: string) => off.some((span) => day >= span.slice(0, 5) && day <= span.slice(-5));
    for (const date of daysOfYear(year)) {
      const day = date.slice(5);
      const expected = worked.some((made) => made === day) || (weekdayOf(date) < 6 && !isOff(day));
      expect([date, isWorkingDay(date)]).toEqual([date, { ok: true, workingDay: expected }]);
    }
  });

  it('reach from 2004 to 2026', () => {
    expect(publishedYears).toEqual(wholeYears);
  });

  it.each([
    [2023, 249],
    [2024, 251],
    [2025, 248],
    [2026, 248],
  ])('give %i as many as %i working days', (year, days) => {
    expect(countWorkingDays(localDate(`${year - 1}-12-31`), localDate(`${year}-12-31`))).toEqual({
      ok: true,
      days,
    });
  });

  it('name their days', () => {
    expect(dayKind(localDate('2026-10-03'))).toEqual({
      ok: true,
      kind: 'holiday',
      name: { zh: '国庆节', en: 'National Day' },
    });
    expect(dayKind(localDate('2026-10-10'))).toEqual({ ok: true, kind: 'make-up' });
    expect(dayKind(localDate('2026-10-11'))).toEqual({ ok: true, kind: 'weekend' });
    expect(dayKind(localDate('2026-10-12'))).toEqual({ ok: true, kind: 'working' });
  });

  it('do not publish a year by a few of its days', () => {
    const ahead = [
      ['2027-01-01', "New Year's Day,元旦,1"],
      ['2027-01-02', "New Year's Day,元旦,1"],
    ] as const;
    expect(readPublished(ahead, [])).toEqual([]);
  });
});

describe('adding and counting working days', () => {
  it.each([
    ['2026-09-30', 1, '2026-10-08'],
    ['2026-09-24', 10, '2026-10-15'],
    ['2026-02-11', 10, '2026-03-03'],
    ['2026-02-11', 20, '2026-03-17'],
    ['2025-09-26', 10, '2025-10-16'],
    ['2025-09-26', 20, '2025-10-30'],
    ['2026-04-30', 1, '2026-05-06'],
    ['2026-11-23', 10, '2026-12-07'],
    ['2026-11-23', 20, '2026-12-21'],
  ])('%s + %i WD = %s', (start, n, due) => {
    expect(addWorkingDays(localDate(start), n)).toEqual({ ok: true, date: due });
    expect(countWorkingDays(localDate(start), localDate(due))).toEqual({ ok: true, days: n });
  });

  it('does not guess what the next notice will say [platform.calendar-unpublished]', () => {
    const unpublished = { ok: false, reason: 'calendar-unpublished', year: 2027 };
    expect(addWorkingDays(localDate('2026-12-31'), 1)).toEqual(unpublished);
    expect(addWorkingDays(localDate('2026-12-25'), 5)).toEqual(unpublished);
    expect(addWorkingDays(localDate('2026-12-25'), 4)).toEqual({ ok: true, date: '2026-12-31' });
    expect(isWorkingDay(localDate('2027-01-01'))).toEqual(unpublished);
    expect(dayKind(localDate('2027-01-02'))).toEqual(unpublished);
    expect(countWorkingDays(localDate('2026-12-31'), localDate('2027-01-01'))).toEqual(unpublished);
    expect(countWorkingDays(localDate('2027-01-01'), localDate('2026-12-31'))).toEqual(unpublished);
  });

  it('does not look further back than the first notice', () => {
    const unpublished = { ok: false, reason: 'calendar-unpublished', year: 2003 };
    expect(addWorkingDays(localDate('2004-01-02'), -1)).toEqual(unpublished);
    expect(addWorkingDays(localDate('2003-12-31'), 1)).toEqual({ ok: true, date: '2004-01-02' });
    expect(addWorkingDays(localDate('2003-12-30'), 1)).toEqual(unpublished);
  });

  it('refuses parts of days', () => {
    expect(() => addWorkingDays(localDate('2026-11-23'), 1.5)).toThrow(
      expect.objectContaining({ code: 'DAYS_NOT_WHOLE' }),
    );
  });

  it('are inverse to each other', () => {
    fc.assert(
      fc.property(publishedDate, fc.integer({ min: 1, max: 60 }), (start, n) => {
        const end = addWorkingDays(start, n);
        if (!end.ok) throw new Error('unpublished');
        expect(isWorkingDay(end.date)).toEqual({ ok: true, workingDay: true });
        expect(countWorkingDays(start, end.date)).toEqual({ ok: true, days: n });
        expect(countWorkingDays(end.date, start)).toEqual({ ok: true, days: -n });
        const back = addWorkingDays(end.date, -n);
        const startIsWorked = isWorkingDay(start);
        if (startIsWorked.ok && startIsWorked.workingDay) expect(back).toEqual({ ok: true, date: start });
      }),
    );
  });

  it('are monotone and additive', () => {
    fc.assert(
      fc.property(publishedDate, fc.nat({ max: 40 }), fc.nat({ max: 40 }), (start, a, b) => {
        const first = addWorkingDays(start, a);
        if (!first.ok) throw new Error('unpublished');
        expect(addWorkingDays(first.date, b)).toEqual(addWorkingDays(start, a + b));
        expect(first.date >= start).toBe(true);
        const days = countWorkingDays(start, addDays(start, a));
        expect(days.ok && days.days >= 0 && days.days <= a).toBe(true);
      }),
    );
  });

  it('count what a walk day by day counts', () => {
    fc.assert(
      fc.property(publishedDate, fc.nat({ max: 120 }), (from, span) => {
        let walked = 0;
        for (let n = 1; n <= span; n += 1) {
          const day = isWorkingDay(addDays(from, n));
          if (day.ok && day.workingDay) walked += 1;
        }
        expect(countWorkingDays(from, addDays(from, span))).toEqual({ ok: true, days: walked });
      }),
    );
  });
});

describe('a calendar of other notices', () => {
  const next = createCalendar([...publishedArrangements, parsed(arrangementOf2027)]);

  it('answers for the year that was published later', () => {
    expect(next.publishedYears.at(-1)).toBe(2027);
    expect(next.addWorkingDays(localDate('2026-12-31'), 1)).toEqual({ ok: true, date: '2027-01-04' });
    expect(next.isWorkingDay(localDate('2027-01-09'))).toEqual({ ok: true, workingDay: true });
  });

  it('lets the later notice decide on the last days of the year before', () => {
    expect(chinaCalendar.isWorkingDay(localDate('2026-12-31'))).toEqual({ ok: true, workingDay: true });
    expect(next.isWorkingDay(localDate('2026-12-31'))).toEqual({ ok: true, workingDay: false });
  });

  it('replaces the notice of a year by a corrected one', () => {
    const corrected = createCalendar([
      parsed(arrangementOf2027),
      parsed({ ...arrangementOf2027, makeUpDays: [] }),
    ]);
    expect(corrected.isWorkingDay(localDate('2027-01-09'))).toEqual({ ok: true, workingDay: false });
  });

  it('sees a gap between published years', () => {
    const gap = createCalendar(publishedArrangements.filter(({ year }) => year !== 2025));
    const unpublished = { ok: false, reason: 'calendar-unpublished', year: 2025 };
    expect(gap.addWorkingDays(localDate('2024-12-31'), 1)).toEqual(unpublished);
    expect(gap.addWorkingDays(localDate('2026-01-05'), -2)).toEqual(unpublished);
    expect(gap.countWorkingDays(localDate('2024-12-30'), localDate('2026-01-05'))).toEqual(unpublished);
    expect(gap.addWorkingDays(localDate('2025-12-31'), 1)).toEqual({ ok: true, date: '2026-01-04' });
  });

  it('without any notice knows nothing', () => {
    expect(createCalendar([]).addWorkingDays(localDate('2026-01-05'), 1)).toEqual({
      ok: false,
      reason: 'calendar-unpublished',
      year: 2026,
    });
  });
});

describe('a notice loaded from a file', () => {
  it.each([
    [null, ['shape-invalid']],
    [{ year: 2027 }, ['shape-invalid', 'shape-invalid', 'feast-missing', 'feast-missing', 'feast-missing']],
    [{ ...arrangementOf2027, makeUpDays: ['2027-01-08'] }, ['make-up-day-not-on-weekend']],
    [{ ...arrangementOf2027, makeUpDays: ['2027-02-30', 3] }, ['date-invalid', 'date-invalid']],
    [{ ...arrangementOf2027, makeUpDays: ['2027-02-06'] }, ['date-twice']],
    [{ ...arrangementOf2027, makeUpDays: ['2028-01-08'] }, ['date-outside-year']],
    [{ ...arrangementOf2027, holidays: arrangementOf2027.holidays.slice(0, 2) }, ['feast-missing']],
    [
      { ...arrangementOf2027, holidays: [...arrangementOf2027.holidays, { date: '2027-05-01' }] },
      ['shape-invalid'],
    ],
  ])('case %#: every problem is reported', (input, codes) => {
    const result = parseArrangement(input);
    expect(result.ok ? [] : result.problems.map(({ code }) => code)).toEqual(codes);
  });

  it('round-trips the notices of the package', () => {
    for (const arrangement of publishedArrangements) {
      expect(parseArrangement(JSON.parse(JSON.stringify(arrangement)))).toEqual({
        ok: true,
        value: arrangement,
      });
    }
  });
});
