export { clockJobs } from './clock-jobs.ts';
export { ClockViewSchema, type ClockEvent, type ClockView } from './clock.ts';
export { calendarRoutes } from './routes.ts';
export { CLOCK_ERRORS } from './errors.ts';
export {
  countLateMatters,
  listLateMatters,
  urgeClock,
  type LateCount,
  type LateFilter,
  type Urges,
} from './late-store.ts';
export {
  extendClock,
  getClock,
  listClocks,
  pauseClock,
  resumeClock,
  startClock,
  stopClock,
} from './run-clock.ts';
export {
  settleUnpublishedClocks,
  sweepClocks,
  type ClockListener,
  type ClockNews,
  type DueClock,
} from './sweep-clocks.ts';
