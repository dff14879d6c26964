import {
  dueOn,
  endOfDay,
  readClock,
  startOfDay,
  tape,
  warnOn,
  type CalendarUnpublished,
  type Clock,
  type ClockChange,
  type ClockReading,
  type DueOn,
  type LocalDate,
  type TapeDay,
} from '@tandem/calendar';
import { Type, type Static } from 'typebox';
import { rule, ruleParam } from '../statute/index.ts';
import { clockError } from './errors.ts';

/** When the department is reminded. */
const reminders = {
  sharePercent: ruleParam('platform.reminder', 'percent'),
  workingDaysBefore: ruleParam('platform.reminder', 'workingDaysBefore'),
};

/** What the sweep has to do next for a clock. */
export type ClockEvent = 'share-used' | 'last-day' | 'overdue';

/** The columns of a clock that follow from its state. */
export interface ClockSchedule {
  state: 'running' | 'paused' | 'stopped';
  dueAt: Date | null;
  /** Its due day, or the days that a stopped clock used, are known once the arrangement of this year is published. */
  unpublishedYear: number | null;
  nextEvent: ClockEvent | null;
  nextAt: Date | null;
}

/** A changed clock, or the coded refusal. @throws AppError CLOCK_* */
export function changedClock(change: ClockChange | CalendarUnpublished): Clock {
  if (change.ok) return change.clock;
  switch (change.reason) {
    case 'limit-invalid':
      throw clockError('CLOCK_LIMIT_INVALID', { params: { workingDays: change.workingDays } });
    case 'clock-stopped':
      throw clockError('CLOCK_STOPPED', { params: { stoppedOn: change.stoppedOn } });
    case 'clock-paused':
      throw clockError('CLOCK_PAUSED', { params: { pausedOn: change.pausedOn } });
    case 'clock-running':
      throw clockError('CLOCK_RUNNING', { params: { since: change.since } });
    case 'date-before-last-event':
      throw clockError('CLOCK_DATE_BACKWARDS', { params: { lastEventOn: change.lastEventOn } });
    case 'clock-lapsed':
      throw clockError('CLOCK_LAPSED', { params: { dueOn: change.dueOn } });
    case 'extension-above-maximum':
      throw clockError('CLOCK_EXTENSION_TOO_LONG', { params: { maxWorkingDays: change.maxWorkingDays } });
    case 'calendar-unpublished':
      throw clockError('CLOCK_CALENDAR_UNPUBLISHED', {
        params: { year: change.year },
        rule: 'platform.calendar-unpublished',
      });
  }
}

const AFTER: Record<ClockEvent, ClockEvent | null> = {
  'share-used': 'last-day',
  'last-day': 'overdue',
  overdue: null,
};

function eventTimes(clock: Clock): Partial<Record<ClockEvent, Date>> {
  const due = dueOn(clock);
  if (!due.ok) return {};
  const warn = warnOn(clock, { reminders });
  const overdue = endOfDay(due.date);
  return warn.ok
    ? { 'share-used': startOfDay(warn.shareUsedOn), 'last-day': startOfDay(warn.lastCallOn), overdue }
    : { overdue };
}

const unpublishedDue = (due: DueOn) => (!due.ok && due.reason === 'calendar-unpublished' ? due.year : null);

/** The year without an arrangement that keeps the due day, or the count of days, from being known. */
const waitsFor = ({ due, unpublishedYear }: ClockReading) => unpublishedDue(due) ?? unpublishedYear;

/**
 * The schedule of a clock. `done` is the event that was last carried out; each is carried out once, unless
 * the clock was extended or paused since, which makes reminders due again (`done` null).
 */
export function scheduleClock(clock: Clock, done: ClockEvent | null): ClockSchedule {
  const state =
    clock.stoppedOn !== null ? 'stopped' : clock.segments.at(-1)?.kind === 'paused' ? 'paused' : 'running';
  const due = dueOn(clock);
  const unpublishedYear =
    clock.stoppedOn === null ? unpublishedDue(due) : waitsFor(readClock(clock, clock.stoppedOn));
  const base = { state, dueAt: due.ok ? endOfDay(due.date) : null, unpublishedYear } as const;
  if (state !== 'running') return { ...base, nextEvent: null, nextAt: null };
  const times = eventTimes(clock);
  const candidate = done === null ? 'share-used' : AFTER[done];
  for (let event: ClockEvent | null = candidate; event !== null; event = AFTER[event]) {
    const at = times[event];
    if (at) return { ...base, nextEvent: event, nextAt: at };
  }
  return { ...base, nextEvent: null, nextAt: null };
}

export const ClockViewSchema = Type.Object({
  id: Type.String(),
  kind: Type.String(),
  subjectId: Type.String(),
  subjectTitle: Type.String(),
  departmentId: Type.String(),
  counterpartId: Type.Union([Type.String(), Type.Null()]),
  state: Type.Enum(['running', 'paused', 'done', 'late', 'unpublished']),
  urgency: Type.Enum(['calm', 'soon', 'last-day', 'overdue', 'paused', 'done', 'done-late']),
  totalDays: Type.Integer(),
  usedDays: Type.Integer(),
  remainingDays: Type.Integer(),
  overdueDays: Type.Integer(),
  pausedDays: Type.Integer(),
  startedOn: Type.String(),
  dueOn: Type.Union([Type.String(), Type.Null()]),
  unpublishedYear: Type.Union([Type.Integer(), Type.Null()]),
  rule: Type.Object({
    id: Type.String(),
    article: Type.Union([Type.Integer(), Type.Null()]),
    kind: Type.Enum(['statute', 'platform']),
  }),
  tape: Type.Optional(
    Type.Array(
      Type.Object({
        date: Type.String(),
        kind: Type.Enum(['start', 'counted', 'future', 'due', 'overdue', 'paused', 'weekend', 'holiday']),
        today: Type.Boolean(),
        number: Type.Optional(Type.Integer()),
        holiday: Type.Optional(Type.Any()),
      }),
    ),
  ),
});

/**
 * A clock as every page and API shows it. Days are working days; dates are in Asia/Shanghai. With an `unpublishedYear`
 * the due day is not known, or used and overdue days are what is certain so far.
 */
export type ClockView = Static<typeof ClockViewSchema>;

export interface ClockRecord {
  id: string;
  kind: string;
  subjectId: string;
  subjectTitle: string;
  /** By which people know it, where it has a number. */
  subjectNumber: string | null;
  departmentId: string;
  counterpartId: string | null;
  ruleId: string;
  clock: Clock;
  startedOn: LocalDate;
}

function shownState(reading: ClockReading): ClockView['state'] {
  if (reading.urgency === 'overdue') return 'late';
  if (reading.state === 'stopped') return 'done';
  if (reading.state === 'paused') return 'paused';
  return unpublishedDue(reading.due) === null ? 'running' : 'unpublished';
}

export function viewClock(record: ClockRecord, today: LocalDate, options: { withTape: boolean }): ClockView {
  const { clock } = record;
  const reading = readClock(clock, today, { reminders });
  const { id, article, kind } = rule(record.ruleId);
  return {
    id: record.id,
    kind: record.kind,
    subjectId: record.subjectId,
    subjectTitle: record.subjectTitle,
    departmentId: record.departmentId,
    counterpartId: record.counterpartId,
    state: shownState(reading),
    urgency: reading.urgency,
    totalDays: reading.total,
    usedDays: reading.used,
    remainingDays: reading.remaining,
    overdueDays: reading.overdue,
    pausedDays: reading.paused,
    startedOn: record.startedOn,
    dueOn: reading.due.ok ? reading.due.date : null,
    unpublishedYear: waitsFor(reading),
    rule: { id, article, kind },
    ...(options.withTape ? { tape: tape(clock, today).days.map((day: TapeDay) => ({ ...day })) } : {}),
  };
}
