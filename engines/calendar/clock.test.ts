import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addDays,
  addWorkingDays,
  clockState,
  countWorkingDays,
  dueOn,
  elapsed,
  extendClock,
  isWorkingDay,
  localDate,
  originalDueOn,
  overdueBy,
  pauseClock,
  projectDue,
  readClock,
  remaining,
  resumeClock,
  startClock,
  stopClock,
  tape,
  warnOn,
} from './index.ts';
import type { Clock, ClockRefusal, LocalDate, TapeDay } from './index.ts';

type Change = { ok: true; clock: Clock } | { ok: false; reason: string };

function must(change: Change): Clock {
  if (!change.ok) throw new Error(change.reason);
  return change.clock;
}

function date(result: { ok: true; date: LocalDate } | { ok: false; reason: string }): LocalDate {
  if (!result.ok) throw new Error(result.reason);
  return result.date;
}

function begun(startedOn: string, workingDays: number): Clock {
  return must(startClock({ startedOn: localDate(startedOn), workingDays }));
}

const paused = (clock: Clock, on: string) => must(pauseClock(clock, localDate(on)));
const resumed = (clock: Clock, on: string) => must(resumeClock(clock, localDate(on)));
const on = (text: string) => localDate(text);
const more = (text: string, workingDays = 1) => ({ on: on(text), workingDays, maxWorkingDays: 10 });
const stopped = (clock: Clock, on: string) => must(stopClock(clock, localDate(on)));
const extended = (clock: Clock, on: string, workingDays: number) =>
  must(extendClock(clock, { on: localDate(on), workingDays, maxWorkingDays: 10 }));

/** '06:1 07:weekend …': the day of the month with its number, or its kind. */
function draw(days: readonly TapeDay[]): string {
  return days.map((day) => `${day.date.slice(8)}:${day.number ?? day.kind}${day.today ? '*' : ''}`).join(' ');
}

/** The request of the design's picture: accepted 11-05, notice 11-10, supplement 11-16. */
const supplemented = resumed(paused(begun('2026-11-05', 10), '2026-11-10'), '2026-11-16');

describe('a clock of a conditional request with a supplement notice [21.reply.conditional] [21.supplement.pause]', () => {
  it('counts the notice day, not the day of arrival, and is due on 11-25', () => {
    expect(dueOn(supplemented)).toEqual({ ok: true, date: '2026-11-25' });
    expect(originalDueOn(supplemented)).toEqual({ ok: true, date: '2026-11-19' });
    expect(elapsed(supplemented, localDate('2026-11-10'))).toEqual({ ok: true, days: 3 });
    expect(elapsed(supplemented, localDate('2026-11-16'))).toEqual({ ok: true, days: 3 });
    expect(elapsed(supplemented, localDate('2026-11-17'))).toEqual({ ok: true, days: 4 });
  });

  it('is drawn as in the picture', () => {
    const drawn = tape(supplemented, localDate('2026-11-23'));
    expect(draw(drawn.days)).toBe(
      '05:start 06:1 07:weekend 08:weekend 09:2 10:3 11:paused 12:paused 13:paused 14:weekend 15:weekend ' +
        '16:paused 17:4 18:5 19:6 20:7 21:weekend 22:weekend 23:8* 24:9 25:10',
    );
    expect(drawn.days.slice(-3).map(({ kind }) => kind)).toEqual(['counted', 'future', 'due']);
  });

  it('reads 8 used, 4 paused, 2 left on 11-23', () => {
    expect(readClock(supplemented, localDate('2026-11-23'))).toEqual({
      state: 'running',
      urgency: 'soon',
      total: 10,
      used: 8,
      remaining: 2,
      overdue: 0,
      paused: 4,
      due: { ok: true, date: '2026-11-25' },
      originalDue: { ok: true, date: '2026-11-19' },
      unpublishedYear: null,
    });
  });

  it('warns on the seventh and the ninth counted day [platform.reminder]', () => {
    expect(warnOn(supplemented)).toEqual({ ok: true, shareUsedOn: '2026-11-20', lastCallOn: '2026-11-24' });
  });

  it('warns when the rulebook says so', () => {
    const reminders = { sharePercent: 50, workingDaysBefore: 3 };
    expect(warnOn(supplemented, { reminders })).toEqual({
      ok: true,
      shareUsedOn: '2026-11-18',
      lastCallOn: '2026-11-20',
    });
    expect(readClock(supplemented, on('2026-11-17'), { reminders })).toMatchObject({ urgency: 'calm' });
    expect(readClock(supplemented, on('2026-11-18'), { reminders })).toMatchObject({ urgency: 'soon' });
  });

  it('has no due day while it stands still, only a projected one', () => {
    const clock = paused(begun('2026-11-05', 10), '2026-11-10');
    expect(dueOn(clock)).toEqual({ ok: false, reason: 'clock-paused', remaining: 7 });
    expect(warnOn(clock)).toEqual({ ok: false, reason: 'clock-paused', remaining: 7 });
    expect(projectDue(clock, localDate('2026-11-12'))).toEqual({ ok: true, date: '2026-11-23' });
    const drawn = tape(clock, localDate('2026-11-12'));
    expect(drawn.projected).toBe(true);
    expect(draw(drawn.days.slice(6))).toBe(
      '11:paused 12:paused* 13:4 14:weekend 15:weekend 16:5 17:6 18:7 19:8 20:9 21:weekend 22:weekend 23:10',
    );
    expect(readClock(clock, localDate('2026-11-12'))).toMatchObject({
      urgency: 'paused',
      used: 3,
      paused: 2,
    });
  });

  it('is plain JSON', () => {
    expect(JSON.parse(JSON.stringify(stopped(supplemented, '2026-11-24')))).toEqual(
      stopped(supplemented, '2026-11-24'),
    );
  });
});

describe('a clock', () => {
  it.each([
    ['2026-11-20', 'soon', 1, 0],
    ['2026-11-23', 'last-day', 0, 0],
    ['2026-11-24', 'overdue', 0, 1],
    ['2026-11-30', 'overdue', 0, 5],
  ])('of one working day from Friday 11-20 reads on %s: %s', (today, urgency, left, overdue) => {
    const clock = begun('2026-11-20', 1);
    expect(readClock(clock, localDate(today))).toMatchObject({ urgency, remaining: left, overdue });
    expect(remaining(clock, localDate(today))).toEqual({ ok: true, days: left });
    expect(overdueBy(clock, localDate(today))).toEqual({ ok: true, days: overdue });
  });

  it('is late on the Saturday after its due day, though by no working day yet', () => {
    const clock = begun('2026-11-13', 5);
    expect(readClock(clock, localDate('2026-11-20'))).toMatchObject({ urgency: 'last-day' });
    expect(readClock(clock, localDate('2026-11-21'))).toMatchObject({ urgency: 'overdue', overdue: 0 });
  });

  it('of one working day warns on its start day, also when that is a day off [21.reply.unconditional]', () => {
    expect(warnOn(begun('2026-11-23', 1))).toEqual({
      ok: true,
      shareUsedOn: '2026-11-24',
      lastCallOn: '2026-11-23',
    });
    expect(warnOn(begun('2026-11-21', 1))).toMatchObject({ lastCallOn: '2026-11-21' });
  });

  it('skips Spring Festival', () => {
    const drawn = tape(begun('2026-02-13', 2), localDate('2026-02-13'));
    expect(draw(drawn.days)).toBe(
      `13:start* 14:1 ${[15, 16, 17, 18, 19, 20, 21, 22, 23].map((day) => `${day}:holiday`).join(' ')} 24:2`,
    );
    expect(drawn.days[2]?.holiday).toEqual({ zh: '春节', en: 'Spring Festival' });
  });

  it('says that its due day depends on a notice to come [platform.calendar-unpublished]', () => {
    const clock = begun('2026-12-25', 10);
    const unpublished = { ok: false, reason: 'calendar-unpublished', year: 2027 };
    expect(dueOn(clock)).toEqual(unpublished);
    expect(warnOn(clock)).toEqual(unpublished);
    expect(readClock(clock, localDate('2026-12-30'))).toMatchObject({
      used: 3,
      urgency: 'calm',
      due: unpublished,
    });
    expect(readClock(clock, localDate('2027-01-04'))).toMatchObject({
      used: 4,
      urgency: 'calm',
      due: unpublished,
      unpublishedYear: 2027,
    });
    expect(readClock(begun('2027-01-04', 10), localDate('2027-01-20'))).toMatchObject({
      used: 0,
      paused: 0,
      due: unpublished,
      unpublishedYear: 2027,
    });
    const drawn = tape(clock, localDate('2026-12-30'));
    expect(drawn.due).toEqual(unpublished);
    expect(draw(drawn.days)).toBe('25:start 26:weekend 27:weekend 28:1 29:2 30:3* 31:4');
    expect(pauseClock(clock, localDate('2027-01-04'))).toEqual(unpublished);
    expect(paused(clock, '2026-12-30').segments).toHaveLength(2);
  });

  it('is late once its due day is over, however little is known of the days since [platform.calendar-unpublished]', () => {
    const clock = begun('2026-12-04', 10);
    expect(readClock(clock, localDate('2026-12-31'))).toMatchObject({
      used: 19,
      overdue: 9,
      unpublishedYear: null,
    });
    const certain = { used: 19, overdue: 9, remaining: 0, total: 10, unpublishedYear: 2027 };
    expect(readClock(clock, localDate('2027-01-04'))).toMatchObject({ ...certain, urgency: 'overdue' });
    const late = stopped(clock, '2027-01-04');
    expect(readClock(late, localDate('2027-03-01'))).toMatchObject({ ...certain, urgency: 'done-late' });
    const inTime = stopped(clock, '2026-12-18');
    expect(readClock(inTime, localDate('2027-03-01'))).toMatchObject({
      urgency: 'done',
      unpublishedYear: null,
    });
  });

  it('stops counting when stopped, in time or late', () => {
    const inTime = stopped(begun('2026-11-05', 10), '2026-11-19');
    expect(readClock(inTime, localDate('2026-12-31'))).toMatchObject({
      urgency: 'done',
      used: 10,
      overdue: 0,
    });
    const late = stopped(begun('2026-11-05', 10), '2026-11-23');
    expect(readClock(late, localDate('2026-12-31'))).toMatchObject({ urgency: 'done-late', overdue: 2 });
    expect(draw(tape(late, localDate('2026-12-31')).days.slice(-5))).toBe(
      '19:10 20:11 21:weekend 22:weekend 23:12',
    );
    const withdrawn = stopped(paused(begun('2026-11-05', 10), '2026-11-10'), '2026-11-12');
    expect(readClock(withdrawn, localDate('2026-11-30'))).toMatchObject({
      urgency: 'done',
      used: 3,
      paused: 2,
    });
    expect(draw(tape(withdrawn, localDate('2026-11-30')).days.slice(-2))).toBe('11:paused 12:paused');
    expect(clockState(withdrawn)).toBe('stopped');
  });

  it('extends by at most the maximum, all extensions together [21.reply.extension]', () => {
    const once = extended(begun('2026-11-05', 10), '2026-11-19', 6);
    expect(dueOn(once)).toEqual({ ok: true, date: '2026-11-27' });
    expect(extendClock(once, { on: localDate('2026-11-20'), workingDays: 5, maxWorkingDays: 10 })).toEqual({
      ok: false,
      reason: 'extension-above-maximum',
      maxWorkingDays: 10,
      alreadyExtended: 6,
    });
    expect(dueOn(extended(once, '2026-11-20', 4))).toEqual({ ok: true, date: '2026-12-03' });
    expect(warnOn(once)).toMatchObject({ shareUsedOn: '2026-11-23' });
  });

  it('leaves the last day uncounted when the notice falls on it', () => {
    const clock = paused(begun('2026-11-05', 10), '2026-11-19');
    expect(dueOn(clock)).toEqual({ ok: false, reason: 'clock-paused', remaining: 1 });
    expect(tape(clock, localDate('2026-11-19')).days.at(-2)).toMatchObject({
      date: '2026-11-19',
      kind: 'paused',
    });
    const again = resumed(clock, '2026-11-24');
    expect(dueOn(again)).toEqual({ ok: true, date: '2026-11-25' });
    expect(warnOn(again)).toMatchObject({ shareUsedOn: '2026-11-16', lastCallOn: '2026-11-24' });
    expect(readClock(again, localDate('2026-11-24'))).toMatchObject({ urgency: 'soon', used: 9, paused: 4 });
  });

  it('stays late when a notice comes too late, and does not count the days it waits for', () => {
    const clock = paused(begun('2026-11-05', 10), '2026-11-23');
    expect(dueOn(clock)).toEqual({ ok: true, date: '2026-11-19' });
    expect(readClock(clock, localDate('2026-11-27'))).toMatchObject({
      urgency: 'overdue',
      overdue: 2,
      state: 'paused',
    });
    expect(overdueBy(resumed(clock, '2026-11-26'), localDate('2026-11-27'))).toEqual({ ok: true, days: 3 });
  });

  const running = begun('2026-11-05', 10);
  const standing = paused(running, '2026-11-10');
  const refusals: [ClockRefusal['reason'], () => Change][] = [
    ['limit-invalid', () => startClock({ startedOn: on('2026-11-05'), workingDays: 0 })],
    ['limit-invalid', () => startClock({ startedOn: on('2026-11-05'), workingDays: 1.5 })],
    ['limit-invalid', () => extendClock(running, more('2026-11-06', -1))],
    ['clock-running', () => resumeClock(running, on('2026-11-06'))],
    ['clock-paused', () => pauseClock(standing, on('2026-11-11'))],
    ['date-before-last-event', () => resumeClock(standing, on('2026-11-09'))],
    ['date-before-last-event', () => resumeClock(paused(running, '2026-11-19'), on('2026-11-18'))],
    ['date-before-last-event', () => pauseClock(running, on('2026-11-04'))],
    ['date-before-last-event', () => stopClock(standing, on('2026-11-09'))],
    ['clock-stopped', () => pauseClock(stopped(running, '2026-11-06'), on('2026-11-09'))],
    ['clock-stopped', () => stopClock(stopped(running, '2026-11-06'), on('2026-11-09'))],
    ['clock-stopped', () => extendClock(stopped(running, '2026-11-06'), more('2026-11-09'))],
    ['clock-lapsed', () => extendClock(running, more('2026-11-20'))],
  ];
  it.each(refusals)('refuses: %s (case %#)', (reason, change) => {
    expect(change()).toMatchObject({ ok: false, reason });
  });
});

/** Pauses and resumes while the limit is not over; `today` follows the last event. */
function play(input: {
  startedOn: LocalDate;
  limit: number;
  pauses: { runFor: number; waitFor: number }[];
}): {
  clock: Clock;
  today: LocalDate;
  waited: number;
} {
  let clock = must(startClock({ startedOn: input.startedOn, workingDays: input.limit }));
  let today = input.startedOn;
  let waited = 0;
  for (const { runFor, waitFor } of input.pauses) {
    const on = addDays(today, runFor);
    if (on > date(dueOn(clock))) break;
    const before = clock;
    clock = must(pauseClock(clock, on));
    today = addDays(on, waitFor);
    clock = must(resumeClock(clock, today));
    const span = countWorkingDays(clock.segments.at(-2)?.after ?? on, today);
    if (!span.ok) throw new Error(span.reason);
    waited += span.days;
    expect(dueOn(clock)).toEqual(addWorkingDays(date(dueOn(before)), span.days));
  }
  return { clock, today, waited };
}

describe('properties of clocks', () => {
  const scenario = fc.record({
    startedOn: fc.integer({ min: 0, max: 7_500 }).map((days) => addDays(localDate('2004-02-01'), days)),
    limit: fc.integer({ min: 1, max: 30 }),
    pauses: fc.array(fc.record({ runFor: fc.nat({ max: 20 }), waitFor: fc.nat({ max: 20 }) }), {
      maxLength: 4,
    }),
    viewAfter: fc.nat({ max: 60 }),
  });

  it('pausing for k working days moves the due day by k working days', () => {
    fc.assert(
      fc.property(scenario, (input) => {
        const { clock, waited } = play(input);
        expect(dueOn(clock)).toEqual(addWorkingDays(date(originalDueOn(clock)), waited));
      }),
    );
  });

  it('due days are working days, used is monotone, used + remaining − overdue = total', () => {
    fc.assert(
      fc.property(scenario, (input) => {
        const { clock } = play(input);
        const due = date(dueOn(clock));
        expect(isWorkingDay(due)).toEqual({ ok: true, workingDay: true });
        let before = 0;
        for (let day = input.startedOn; day <= addDays(due, 14); day = addDays(day, 1)) {
          const reading = readClock(clock, day);
          expect(reading.used - before).toBeGreaterThanOrEqual(0);
          expect(reading.used - before).toBeLessThanOrEqual(1);
          expect(reading.used + reading.remaining - reading.overdue).toBe(input.limit);
          expect(reading.remaining === 0).toBe(day >= due);
          expect(reading.urgency === 'overdue').toBe(day > due);
          before = reading.used;
        }
      }),
      { numRuns: 40 },
    );
  });

  it('warnings come in time and never after the due day', () => {
    fc.assert(
      fc.property(scenario, (input) => {
        const { clock } = play(input);
        const due = date(dueOn(clock));
        const warn = warnOn(clock);
        if (!warn.ok) throw new Error(warn.reason);
        expect(warn.shareUsedOn <= due).toBe(true);
        expect(warn.lastCallOn < due).toBe(true);
        expect(readClock(clock, warn.lastCallOn)).toMatchObject({ urgency: 'soon', remaining: 1 });
      }),
    );
  });

  it('the tape agrees with the due day, the count and the calendar', () => {
    fc.assert(
      fc.property(scenario, ({ viewAfter, ...input }) => {
        const played = play(input);
        const today = addDays(played.today, viewAfter);
        const { days, due } = tape(played.clock, today);
        expect(days.filter(({ kind }) => kind === 'due').map((day) => day.date)).toEqual([date(due)]);
        expect(days.filter((day) => day.today)).toHaveLength(1);
        expect(days.map((day) => day.date)).toEqual(days.map((_, index) => addDays(input.startedOn, index)));
        const numbers = days.flatMap((day) => (day.number === undefined ? [] : [day.number]));
        expect(numbers).toEqual(numbers.map((_, index) => index + 1));
        const past = days.filter((day) => day.date <= today && day.number !== undefined);
        expect(elapsed(played.clock, today)).toEqual({ ok: true, days: past.length });
        expect(days.filter(({ kind }) => kind === 'paused')).toHaveLength(played.waited);
      }),
    );
  });

  it('the tape of a clock that stands still ends on its projected due day', () => {
    fc.assert(
      fc.property(scenario, ({ viewAfter, ...input }) => {
        const { clock, today } = play(input);
        const change = pauseClock(clock, today);
        const later = addDays(today, viewAfter);
        const projected = projectDue(must(change), later);
        const last = tape(must(change), later).days.at(-1);
        expect(last?.date).toBe(date(projected) > later ? date(projected) : later);
      }),
    );
  });
});
