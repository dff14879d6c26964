import { FeelDateTime } from '../values/date-time.ts';
import { FeelDate } from '../values/date.ts';
import { DaysDuration, MonthsDuration } from '../values/duration.ts';
import { compare } from '../values/comparison.ts';
import { FeelTime } from '../values/time.ts';
import type { Value } from '../values/value.ts';
import { kindOf, type ScalarKind } from './constant.ts';

/**
 * A part of what a column's input may be that no cell of the column divides: each cell holds for all of it or for none
 * of it. Together the segments of a column are all there is.
 */
export type Segment =
  | { kind: 'point'; value: Value }
  /** Values between two neighbouring points, both left out; undefined: without end. */
  | { kind: 'between'; of: ScalarKind; low: Value | undefined; high: Value | undefined }
  /** All further strings where cells name some and order none. */
  | { kind: 'others'; of: ScalarKind }
  | { kind: 'null' }
  /** Whatever else: kinds of values that the column does not speak of. */
  | { kind: 'foreign' };

/** The segments of one kind of values as these constants of that kind divide it, in order. */
export function segmentsOf(
  kind: ScalarKind,
  constants: readonly Value[],
  isOrdered: boolean,
): readonly Segment[] {
  if (kind === 'boolean') return [true, false].map((value) => ({ kind: 'point', value }));
  const points = constants
    .filter((value) => kindOf(value) === kind)
    .toSorted((a, b) => compare(a, b) ?? 0)
    .filter((value, index, all) => index === 0 || compare(value, all[index - 1] ?? null) !== 0);
  if (!isOrdered) return [...points.map(pointOf), { kind: 'others', of: kind }];
  const segments: Segment[] = [];
  let low: Value | undefined;
  for (const high of points) {
    if (!isEmpty(low, high)) segments.push({ kind: 'between', of: kind, low, high });
    segments.push(pointOf(high));
    low = high;
  }
  if (!isEmpty(low, undefined)) segments.push({ kind: 'between', of: kind, low, high: undefined });
  return segments;
}

const pointOf = (value: Value): Segment => ({ kind: 'point', value });

/** Whether no value lies between two neighbouring points; times are compared by whole seconds. */
function isEmpty(low: Value | undefined, high: Value | undefined): boolean {
  if (low === undefined) return high === '' || (isLocalTime(high) && high.secondOfDay === 0);
  if (high === undefined) return isLocalTime(low) && low.secondOfDay === LAST_SECOND;
  if (low instanceof DaysDuration && high instanceof DaysDuration)
    return high.nanoseconds - low.nanoseconds <= 1n;
  const [before, after] = [rankOf(low), rankOf(high)];
  return before !== undefined && after !== undefined && after - before <= 1;
}

const LAST_SECOND = 86_399;

const isLocalTime = (value: Value | undefined): value is FeelTime =>
  value instanceof FeelTime && value.zone === undefined;

/** Place in the order of kinds whose values have neighbours. */
function rankOf(value: Value): number | undefined {
  if (value instanceof FeelDate) return value.days;
  if (value instanceof FeelTime) return value.secondOfDay - (value.offset ?? 0);
  if (value instanceof FeelDateTime)
    return value.date.days * 86_400 + value.time.secondOfDay - (value.offset ?? 0);
  return value instanceof MonthsDuration ? value.months : undefined;
}

export function kindOfSegment(segment: Segment): ScalarKind | undefined {
  if (segment.kind === 'point') return kindOf(segment.value);
  return segment.kind === 'between' || segment.kind === 'others' ? segment.of : undefined;
}
