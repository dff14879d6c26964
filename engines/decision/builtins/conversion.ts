import { ANY, BOOLEAN, DATE, NUMBER, STRING } from '../types/type.ts';
import { FeelDateTime } from '../values/date-time.ts';
import { FeelDate } from '../values/date.ts';
import { parseDuration, type DaysDuration } from '../values/duration.ts';
import { multiplyNumbers, parseNumber } from '../values/number.ts';
import { FeelTime, isNamed, zoneCalled, type Zone } from '../values/time.ts';
import { walkSteps } from '../values/text-steps.ts';
import { toText } from '../values/to-text.ts';
import type { FeelNumber, Run } from '../values/value.ts';
import { ZONE_STEPS } from '../values/zone.ts';
import { define, way } from './define.ts';
import { isSame } from './is-same.ts';
import {
  ANYTHING,
  DATE_ONLY,
  DATE_TIME,
  DAY,
  DAYS_DURATION,
  FEEL_NUMBER,
  nullable,
  optional,
  RANGE,
  TEXT,
  TIME,
  TRUTH,
  WHOLE,
} from './kinds.ts';
import { parseRange } from './parse-range.ts';

const NUMERAL = /^[+-]?(?:\d+(?:\.\d+)?|\.\d+)(?:[eE][+-]?\d+)?$/;

/** Separators are one of space, comma and point, not the same; without grouping where it is null. */
function numberOf(text: string, grouping: string | null, decimal: string | null): FeelNumber | undefined {
  const point = decimal ?? '.';
  if (!['.', ','].includes(point) || grouping === point) return undefined;
  if (grouping !== null && ![' ', ',', '.'].includes(grouping)) return undefined;
  const digits = grouping === null ? text : text.replaceAll(grouping, '');
  if (point !== '.' && digits.includes('.')) return undefined;
  const numeral = digits.replace(point, '.');
  return NUMERAL.test(numeral) ? parseNumber(numeral) : undefined;
}

const whole = (value: FeelNumber): number => (typeof value === 'number' ? value : Number.NaN);

const dateOf = (year: FeelNumber, month: FeelNumber, day: FeelNumber): FeelDate | undefined =>
  FeelDate.of(whole(year), whole(month), whole(day));

interface ClockTime {
  hour: FeelNumber;
  minute: FeelNumber;
  /** With its fraction. */
  second: FeelNumber;
}

function timeOf({ hour, minute, second }: ClockTime, zone: Zone): FeelTime | undefined {
  const nanoseconds = WHOLE.read(multiplyNumbers(second, 1e9) ?? null) ?? Number.NaN;
  return FeelTime.of({
    hour: whole(hour),
    minute: whole(minute),
    second: Math.floor(nanoseconds / 1e9),
    nanosecond: nanoseconds % 1e9,
    zone,
  });
}

/** What is read costs by its length. */
const paidText =
  <T>(parse: (text: string, run: Run) => T) =>
  (text: string, run: Run): T => {
    run.spend(walkSteps(text.length));
    return parse(text, run);
  };

/** Text that may name a zone costs what looking that up does, whether there is such a zone or not. */
const zonedText = <T>(parse: (text: string) => T) =>
  paidText((text: string, run: Run): T => {
    if (text.includes('@')) run.spend(ZONE_STEPS);
    return parse(text);
  });

/** Fractions of a second are not part of an offset. */
const zoneOf = (offset: DaysDuration | null | undefined): Zone =>
  offset ? { offset: Number(offset.nanoseconds / 1_000_000_000n) } : undefined;

const CLOCK = [
  ['hour', FEEL_NUMBER],
  ['minute', FEEL_NUMBER],
  ['second', FEEL_NUMBER],
] as const;
const CALENDAR = [
  ['year', FEEL_NUMBER],
  ['month', FEEL_NUMBER],
  ['day', FEEL_NUMBER],
] as const;
const OFFSET = ['offset', optional(nullable(DAYS_DURATION))] as const;

const DATE_AND_TIME = define(
  'date and time',
  way([['from', TEXT]], DATE_TIME.type, zonedText(FeelDateTime.parse)),
  way([['from', DATE_TIME]], DATE_TIME.type, (from) => from),
  way([['from', DATE_ONLY]], DATE_TIME.type, FeelDateTime.startOf),
  way(
    [
      ['date', DAY],
      ['time', TIME],
    ],
    DATE_TIME.type,
    (date, time, run) => {
      if (isNamed(time.zone)) run.spend(ZONE_STEPS);
      return new FeelDateTime(date, time);
    },
  ),
  way([...CALENDAR, ...CLOCK, OFFSET], DATE_TIME.type, (year, month, day, hour, minute, second, offset) => {
    const date = dateOf(year, month, day);
    const time = timeOf({ hour, minute, second }, zoneOf(offset));
    return date && time && new FeelDateTime(date, time);
  }),
  way(
    [...CALENDAR, ...CLOCK, ['timezone', TEXT]],
    DATE_TIME.type,
    (year, month, day, hour, minute, second, timezone, run) => {
      run.spend(ZONE_STEPS);
      const date = dateOf(year, month, day);
      const time = timeOf({ hour, minute, second }, zoneCalled(timezone));
      return date && time && new FeelDateTime(date, time);
    },
  ),
);

const TIME_OF_DAY = define(
  'time',
  way([['from', TEXT]], TIME.type, zonedText(FeelTime.parse)),
  way([['from', TIME]], TIME.type, (from) => from),
  way([['from', DATE_TIME]], TIME.type, (from) => from.time),
  way([['from', DATE_ONLY]], TIME.type, (from) => FeelDateTime.startOf(from).time),
  way([...CLOCK, OFFSET], TIME.type, (hour, minute, second, offset) =>
    timeOf({ hour, minute, second }, zoneOf(offset)),
  ),
);

/** DMN 1.5, clauses 10.3.4.1, 10.3.4.2 and `is` of 10.3.4.9. */
export const CONVERSION_FUNCTIONS = [
  define(
    'date',
    way([['from', TEXT]], DATE, paidText(FeelDate.parse)),
    way([['from', DAY]], DATE, (from) => from),
    way(CALENDAR, DATE, dateOf),
  ),
  DATE_AND_TIME,
  TIME_OF_DAY,
  define('duration', way([['from', TEXT]], ANY, paidText(parseDuration))),
  define(
    'number',
    way(
      [
        ['from', TEXT],
        ['grouping separator', optional(nullable(TEXT))],
        ['decimal separator', optional(nullable(TEXT))],
      ],
      NUMBER,
      (from, grouping = null, decimal = null, run) => {
        run.spend(walkSteps(from.length));
        return numberOf(from, grouping, decimal);
      },
    ),
  ),
  define(
    'string',
    way([['from', ANYTHING]], STRING, (from, run) => {
      if (from === null) return null;
      const text = toText(from, run);
      run.reserve(text.length);
      return text;
    }),
  ),
  define(
    'range',
    way([['from', TEXT]], RANGE.type, (from, run) => {
      run.spend(from.length);
      return parseRange(from);
    }),
  ),
  define(
    'not',
    way([['negand', nullable(TRUTH)]], BOOLEAN, (negand) => (negand === null ? null : !negand)),
  ),
  define(
    'is',
    way(
      [
        ['value1', optional(ANYTHING)],
        ['value2', optional(ANYTHING)],
      ],
      BOOLEAN,
      (value1 = null, value2 = null, run) => isSame(value1, value2, run),
    ),
  ),
];
