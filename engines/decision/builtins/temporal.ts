import { NUMBER, STRING } from '../types/type.ts';
import { FeelDateTime } from '../values/date-time.ts';
import { FeelDate } from '../values/date.ts';
import { MonthsDuration } from '../values/duration.ts';
import type { Run } from '../values/value.ts';
import { define, way } from './define.ts';
import { DATE_ONLY, DATE_TIME, DAY, MONTHS_DURATION } from './kinds.ts';

const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

/** 1 for Monday. 1970-01-01 was a Thursday. */
const weekday = (days: number): number => ((((days + 3) % 7) + 7) % 7) + 1;

const dayOfYear = (date: FeelDate): number => date.days - (FeelDate.of(date.year, 1, 1)?.days ?? 0) + 1;

/** ISO 8601: the week is of the year that its Thursday is in. Undefined where that year is beyond those there are. */
function weekOfYear(date: FeelDate): number | undefined {
  const thursday = FeelDate.ofDays(date.days - weekday(date.days) + 4);
  return thursday && Math.ceil(dayOfYear(thursday) / 7);
}

/** Whole months from one date to another; times of day are not looked at. */
function monthsBetween(from: FeelDate, to: FeelDate): MonthsDuration | undefined {
  if (to.days < from.days) return MonthsDuration.of(-wholeMonths(to, from));
  return MonthsDuration.of(wholeMonths(from, to));
}

const wholeMonths = (from: FeelDate, to: FeelDate): number =>
  (to.year - from.year) * 12 + to.month - from.month - (to.day < from.day ? 1 : 0);

const EPOCH = FeelDateTime.parse('1970-01-01T00:00:00Z');

/** In UTC. Undefined without a moment, since the engine has no clock of its own. */
function nowOf(run: Run): FeelDateTime | undefined {
  if (run.now === undefined) {
    run.warn('FEEL_NOW_NOT_GIVEN');
    return undefined;
  }
  return Number.isFinite(run.now)
    ? EPOCH?.plusNanoseconds(BigInt(Math.trunc(run.now)) * 1_000_000n)
    : undefined;
}

const ofDate = [['date', DAY]] as const;

/** DMN 1.5, clauses 10.3.4.8 and 10.3.4.11. */
export const TEMPORAL_FUNCTIONS = [
  define('day of year', way(ofDate, NUMBER, dayOfYear)),
  define(
    'day of week',
    way(ofDate, STRING, (date) => WEEKDAYS[weekday(date.days) - 1]),
  ),
  define(
    'month of year',
    way(ofDate, STRING, (date) => MONTHS[date.month - 1]),
  ),
  define('week of year', way(ofDate, NUMBER, weekOfYear)),
  define(
    'years and months duration',
    way(
      [
        ['from', DAY],
        ['to', DAY],
      ],
      MONTHS_DURATION.type,
      monthsBetween,
    ),
  ),
  define('now', way([], DATE_TIME.type, nowOf)),
  define(
    'today',
    way([], DATE_ONLY.type, (run) => nowOf(run)?.date),
  ),
];
