export {
  CalendarError,
  addDays,
  endOfDay,
  localDate,
  localDateOf,
  parseLocalDate,
  startOfDay,
  weekdayOf,
  yearOf,
} from './local-date.ts';
export type { CalendarErrorCode, LocalDate } from './local-date.ts';
export { parseArrangement } from './arrangement.ts';
export type {
  ArrangementProblem,
  Feast,
  HolidayName,
  ParsedArrangement,
  YearArrangement,
} from './arrangement.ts';
export { publishedArrangements } from './published-arrangements.ts';
export {
  addWorkingDays,
  chinaCalendar,
  countWorkingDays,
  createCalendar,
  dayKind,
  isWorkingDay,
  publishedYears,
} from './working-days.ts';
export type { CalendarUnpublished, DayKind, WorkingDayCalendar } from './working-days.ts';
export {
  clockState,
  extendClock,
  pauseClock,
  resumeClock,
  startClock,
  startedOn,
  stopClock,
  totalWorkingDays,
} from './clock.ts';
export type {
  Clock,
  ClockChange,
  ClockExtension,
  ClockRefusal,
  ClockSegment,
  ClockStandsStill,
} from './clock.ts';
export {
  dueOn,
  elapsed,
  originalDueOn,
  overdueBy,
  projectDue,
  readClock,
  remaining,
  warnOn,
} from './clock-reading.ts';
export type {
  ClockReading,
  CountedDays,
  DueOn,
  ReadOptions,
  Reminders,
  Urgency,
  WarnOn,
} from './clock-reading.ts';
export { tape } from './tape.ts';
export type { Tape, TapeDay, TapeKind } from './tape.ts';
