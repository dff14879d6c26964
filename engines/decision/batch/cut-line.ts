import type { Value } from '../values/value.ts';
import type { DayMasks, Line } from './kernels.ts';
import type { Thresholds } from './thresholds.ts';

/** Rules that a value leaves, as words of bits; not `QUIET` if the table has to be asked for more. */
export type MaskOf = (value: Value) => Int32Array;

/** So many days have masks of their own: 90 years, of 4 bytes for each 31 rules. */
const MOST_DAYS = 32_768;
const MOST_WORDS = 4_000_000;

/** Thresholds between which nothing changes are left out. Below all, and at infinity, there is no value: null. */
export function cutLine(thresholds: Thresholds, width: number, maskOf: MaskOf): Line {
  const none = maskOf(null);
  const [places, masks] = [[] as number[], [none]];
  for (const place of thresholds.sorted) {
    const mask = maskOf(thresholds.valueAt(place));
    if (places.length > 0 && mask.every((word, index) => word === masks.at(-1)?.[index])) continue;
    places.push(place);
    masks.push(mask);
  }
  const days = thresholds.kind === 'date' ? dayMasks(places, masks, width) : undefined;
  places.push(Infinity);
  masks.push(none);
  const room = 2 ** Math.ceil(Math.log2(places.length + 1));
  const filled = new Float64Array(room - 1).fill(Infinity);
  filled.set(places);
  return {
    thresholds: filled,
    masks: Array.from({ length: width }, (_none, word) =>
      Int32Array.from({ length: room }, (_mask, index) => (masks[index] ?? none)[word] ?? 0),
    ),
    days,
  };
}

/** Undefined if it would be too many days. */
function dayMasks(
  places: readonly number[],
  masks: readonly Int32Array[],
  width: number,
): DayMasks | undefined {
  const [, first = 0] = places;
  const last = places.length > 1 ? (places.at(-1) ?? 0) : first;
  if (last - first > MOST_DAYS || (last - first) * width > MOST_WORDS) return undefined;
  const before = first - 1;
  const ofDays = Array.from({ length: width }, () => new Int32Array(last - before + 1));
  for (const [word, own] of ofDays.entries())
    for (const [index, place] of places.entries())
      own.fill(masks[index + 1]?.[word] ?? 0, Math.max(0, place - before));
  return { before, masks: ofDays };
}
