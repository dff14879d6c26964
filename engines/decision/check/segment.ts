import { FeelDateTime } from '../values/date-time.ts';
import { FeelDate } from '../values/date.ts';
import { DaysDuration, MonthsDuration } from '../values/duration.ts';
import { compare, nanosecondOf } from '../values/comparison.ts';
import { isNumber } from '../values/arithmetic.ts';
import { addNumbers, compareNumbers, multiplyNumbers, subtractNumbers } from '../values/number.ts';
import { FeelTime } from '../values/time.ts';
import type { Value } from '../values/value.ts';
import { kindOf, type ScalarKind } from './constant.ts';

/**
 * A part of what a column's input may be that no cell of the column divides: each cell holds for all of it or for none
 * of it. Together the segments of a column are all there is. `aside`: moments with a zone where cells name only some
 * without, or the reverse; they are divided by their clocks.
 */
export type Segment =
  | { kind: 'point'; value: Value; aside?: true }
  /** Values between two neighbouring points, both left out; undefined: without end. `fine`: fractions of a second only, which no cell names. */
  | {
      kind: 'between';
      of: ScalarKind;
      low: Value | undefined;
      high: Value | undefined;
      aside?: true;
      fine?: true;
    }
  /** All further strings where cells name some and order none. */
  | { kind: 'others'; of: ScalarKind }
  | { kind: 'null' }
  /** Whatever else: kinds of values that the column does not speak of. */
  | { kind: 'foreign' };

/** Kinds that compare with each other: what says no zone has that of the other. */
export const COUNTERPARTS: Readonly<Partial<Record<ScalarKind, ScalarKind>>> = {
  time: 'zonedTime',
  zonedTime: 'time',
  dateTime: 'zonedDateTime',
  zonedDateTime: 'dateTime',
};

/** The segments of one kind of values as these constants divide it, in order. */
export function segmentsOf(
  kind: ScalarKind,
  constants: readonly Value[],
  isOrdered: boolean,
): readonly Segment[] {
  if (kind === 'boolean') return [true, false].map((value) => ({ kind: 'point', value }));
  const points = constants
    .flatMap((value) => pointsOf(value, kind))
    .toSorted((a, b) => compare(a, b) ?? 0)
    .filter((value, index, all) => index === 0 || compare(value, all[index - 1] ?? null) !== 0);
  if (!isOrdered) return [...points.map(pointOf), { kind: 'others', of: kind }];
  const speaksOfFractions = constants.some(hasFraction);
  const between = (low: Value | undefined, high: Value | undefined): Segment[] => {
    const width = widthOf(kind, low, high);
    if (areNeighbours(low, high) || (width !== undefined && width <= 1n)) return [];
    const isFine = BOUNDS[kind] !== undefined && width !== undefined && width <= SECOND;
    return [{ kind: 'between', of: kind, low, high, ...(isFine && !speaksOfFractions && { fine: true }) }];
  };
  const segments = [
    ...points.flatMap((high, index) => [...between(points[index - 1], high), pointOf(high)]),
    ...between(points.at(-1), undefined),
  ];
  const isAside = kind in COUNTERPARTS && !constants.some((value) => kindOf(value) === kind);
  return isAside ? segments.map((segment) => ({ ...segment, aside: true }) as Segment) : segments;
}

const pointOf = (value: Value): Segment => ({ kind: 'point', value });

export const isMoment = (value: Value): value is FeelTime | FeelDateTime =>
  value instanceof FeelTime || value instanceof FeelDateTime;

/** Where a constant divides a kind: moments of the other kind do so by their clock. */
function pointsOf(value: Value, kind: ScalarKind): Value[] {
  const own = kindOf(value);
  if (!isMoment(value)) return own === kind ? [value] : [];
  if (own !== kind && own !== COUNTERPARTS[kind]) return [];
  return withSecond(own === kind ? value : value.inZone(isZoned(kind) ? UTC : undefined));
}

/** With the begin and the end of its second, since `=` counts whole ones and order does not. */
function withSecond(value: FeelTime | FeelDateTime): Value[] {
  const begin = value.plusNanoseconds(-BigInt(nanosecondOf(value))) ?? value;
  const end = secondAfter(begin);
  return end ? [begin, value, end] : [begin, value];
}

/** Undefined if there is none: at the end of all years, or of a day. */
export function secondAfter(value: FeelTime | FeelDateTime): FeelTime | FeelDateTime | undefined {
  if (value instanceof FeelDateTime || value.secondOfDay < LAST_SECOND) return value.plusNanoseconds(SECOND);
  const { offset } = value;
  if (offset === undefined || offset <= -MAX_OFFSET) return undefined;
  // What is later than the last second of one clock, another shows that is behind it.
  const behind = Math.max(offset - 3600, -MAX_OFFSET);
  return value.inZone({ offset: behind }).plusNanoseconds(BigInt(1 + behind - offset) * SECOND);
}

/** Whether it is a moment that is told more closely than to the second. */
const hasFraction = (value: Value): boolean => isMoment(value) && nanosecondOf(value) > 0;

const SECOND = 1_000_000_000n;
const UTC = { offset: 0 };

export const isZoned = (kind: ScalarKind | undefined): boolean =>
  kind === 'zonedTime' || kind === 'zonedDateTime';

const LAST_SECOND = 86_399;
const MAX_OFFSET = 14 * 3600;

/** The first place of moments of a kind and that behind the last; undefined: without end. */
const BOUNDS: Readonly<Partial<Record<ScalarKind, readonly [bigint?, bigint?]>>> = {
  time: [0n, 86_400n * SECOND],
  zonedTime: [-BigInt(MAX_OFFSET) * SECOND, BigInt(86_400 + MAX_OFFSET) * SECOND],
  dateTime: [],
  zonedDateTime: [],
};

/** How far two neighbouring points are apart, one where nothing lies between them; undefined: without end or neighbours. */
function widthOf(kind: ScalarKind, low: Value | undefined, high: Value | undefined): bigint | undefined {
  const [first, behind] = BOUNDS[kind] ?? [];
  const before = low === undefined ? first && first - 1n : rankOf(low);
  const after = high === undefined ? behind : rankOf(high);
  return before === undefined || after === undefined ? undefined : after - before;
}

/** Whether no text, or no number of 34 digits, lies between two; undefined: without end. */
function areNeighbours(low: Value | undefined, high: Value | undefined): boolean {
  if (typeof high === 'string') return high === '' || (typeof low === 'string' && high === `${low}\0`);
  if (low === undefined || high === undefined || !isNumber(low) || !isNumber(high)) return false;
  const distance = subtractNumbers(high, low);
  const half = distance === undefined ? undefined : multiplyNumbers(distance, 0.5);
  const middle = half === undefined ? undefined : addNumbers(low, half);
  if (middle === undefined) return false;
  return compareNumbers(low, middle) >= 0 || compareNumbers(middle, high) >= 0;
}

/** Place in the order of kinds whose values have neighbours. */
function rankOf(value: Value): bigint | undefined {
  if (value instanceof FeelDate) return BigInt(value.days);
  if (isMoment(value)) return value.localNanoseconds - BigInt(value.offset ?? 0) * SECOND;
  if (value instanceof DaysDuration) return value.nanoseconds;
  return value instanceof MonthsDuration ? BigInt(value.months) : undefined;
}

export function kindOfSegment(segment: Segment): ScalarKind | undefined {
  if (segment.kind === 'point') return kindOf(segment.value);
  return segment.kind === 'between' || segment.kind === 'others' ? segment.of : undefined;
}
