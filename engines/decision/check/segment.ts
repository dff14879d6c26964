import { FeelDateTime } from '../values/date-time.ts';
import { FeelDate } from '../values/date.ts';
import { DaysDuration, MonthsDuration } from '../values/duration.ts';
import { compare, nanosecondOf } from '../values/comparison.ts';
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
  /** Values between two neighbouring points, both left out; undefined: without end. */
  | { kind: 'between'; of: ScalarKind; low: Value | undefined; high: Value | undefined; aside?: true }
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
  // Moments are of whole seconds unless a cell speaks of less.
  const step = constants.some(hasFraction) ? 1n : SECOND;
  const points = constants
    .flatMap((value) => pointsOf(value, kind, step))
    .toSorted((a, b) => compare(a, b) ?? 0)
    .filter((value, index, all) => index === 0 || compare(value, all[index - 1] ?? null) !== 0);
  if (!isOrdered) return [...points.map(pointOf), { kind: 'others', of: kind }];
  const segments: Segment[] = [];
  let low: Value | undefined;
  for (const high of points) {
    if (!isEmpty(low, high, step)) segments.push({ kind: 'between', of: kind, low, high });
    segments.push(pointOf(high));
    low = high;
  }
  if (!isEmpty(low, undefined, step)) segments.push({ kind: 'between', of: kind, low, high: undefined });
  const isAside = kind in COUNTERPARTS && !constants.some((value) => kindOf(value) === kind);
  return isAside ? segments.map((segment) => ({ ...segment, aside: true }) as Segment) : segments;
}

const pointOf = (value: Value): Segment => ({ kind: 'point', value });

const isMoment = (value: Value): value is FeelTime | FeelDateTime =>
  value instanceof FeelTime || value instanceof FeelDateTime;

/** Where a constant divides a kind: moments of the other kind do so by their clock. */
function pointsOf(value: Value, kind: ScalarKind, step: bigint): Value[] {
  const own = kindOf(value);
  if (!isMoment(value)) return own === kind ? [value] : [];
  if (own !== kind && own !== COUNTERPARTS[kind]) return [];
  const point = own === kind ? value : value.inZone(isZoned(kind) ? UTC : undefined);
  return step === SECOND ? [point] : withSecond(point);
}

/** With the begin and the end of its second, since `=` counts whole ones. */
function withSecond(value: FeelTime | FeelDateTime): Value[] {
  const fraction = BigInt(nanosecondOf(value));
  const begin = value.plusNanoseconds(-fraction) ?? value;
  const end = begin.plusNanoseconds(SECOND);
  // The last second of a day has no end.
  const isLast = end === undefined || end.localNanoseconds < begin.localNanoseconds;
  return isLast ? [begin, value] : [begin, value, end];
}

/** Whether it is a moment that is told more closely than to the second. */
export const hasFraction = (value: Value): boolean => isMoment(value) && nanosecondOf(value) > 0;

const SECOND = 1_000_000_000n;
const UTC = { offset: 0 };

export const isZoned = (kind: ScalarKind | undefined): boolean =>
  kind === 'zonedTime' || kind === 'zonedDateTime';

/** Whether no value lies between two neighbouring points; moments are so far apart at least. */
function isEmpty(low: Value | undefined, high: Value | undefined, step: bigint): boolean {
  if (low === undefined) return high === '' || (isLocalTime(high) && high.localNanoseconds === 0n);
  if (high === undefined) return isLocalTime(low) && low.localNanoseconds === DAY - step;
  const [before, after] = [rankOf(low), rankOf(high)];
  return before !== undefined && after !== undefined && after - before <= (isMoment(low) ? step : 1n);
}

const DAY = 86_400n * SECOND;

const isLocalTime = (value: Value | undefined): value is FeelTime =>
  value instanceof FeelTime && value.zone === undefined;

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
