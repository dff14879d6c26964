import { BOOLEAN } from '../types/type.ts';
import { compare } from '../values/comparison.ts';
import { FeelRange } from '../values/range.ts';
import type { Run, Value } from '../values/value.ts';
import { define, way } from './define.ts';
import { POINT, RANGE, type Kind } from './kinds.ts';

/** How the bounds of two ranges lie; each number is negative, zero or positive as compare's are. */
interface Position {
  /** An included low end comes before the same one excluded. */
  lows: number;
  highs: number;
  /** The first range ends before the second begins. */
  isBefore: boolean;
  isAfter: boolean;
  /** The end of the first is the beginning of the second, and both have it. */
  meets: boolean;
  isMet: boolean;
}

/** Undefined where ends can't be compared. */
function positionOf(a: FeelRange, b: FeelRange, run: Run): Position | undefined {
  if (a.operator === '!=' || b.operator === '!=') return undefined;
  const lows = compareEnds(run, a.low, b.low, -1);
  const highs = compareEnds(run, a.high, b.high, 1);
  const gap = compareAcross(run, a.high, b.low);
  const gapAfter = compareAcross(run, b.high, a.low);
  if (lows === undefined || highs === undefined || gap === undefined || gapAfter === undefined)
    return undefined;
  const touches = a.highIncluded && b.lowIncluded;
  const isTouched = b.highIncluded && a.lowIncluded;
  return {
    lows: lows || Number(b.lowIncluded) - Number(a.lowIncluded),
    highs: highs || Number(a.highIncluded) - Number(b.highIncluded),
    isBefore: gap < 0 || (gap === 0 && !touches),
    isAfter: gapAfter < 0 || (gapAfter === 0 && !isTouched),
    meets: gap === 0 && touches,
    isMet: gapAfter === 0 && isTouched,
  };
}

/** Ends of one side; null lies at infinity on that side (`infinity` is its sign). */
function compareEnds(run: Run, a: Value, b: Value, infinity: number): number | undefined {
  if (a !== null && b !== null) return compare(a, b, run);
  if (a === null && b === null) return 0;
  return a === null ? infinity : -infinity;
}

const compareAcross = (run: Run, high: Value, low: Value): number | undefined =>
  high === null || low === null ? 1 : compare(high, low, run);

const pointRange = (point: Value): FeelRange =>
  new FeelRange({ low: point, high: point, lowIncluded: true, highIncluded: true });

type Relation = (position: Position) => boolean;
type Side = 'point' | 'range';

/** A point is in the relations that the range of it alone is in. */
function relation(name: string, holds: Relation, ways: readonly (readonly [Side, Side])[]) {
  const body = (a: Value, b: Value, run: Run): boolean | undefined => {
    const position = positionOf(asRange(a), asRange(b), run);
    return position && holds(position);
  };
  const kinds: Readonly<Record<Side, Kind<Value>>> = { point: POINT, range: RANGE };
  return define(
    name,
    ...ways.map(([a, b]) => {
      const [first, second] = a === b ? [`${a}1`, `${b}2`] : [a, b];
      return way(
        [
          [first, kinds[a]],
          [second, kinds[b]],
        ],
        BOOLEAN,
        body,
      );
    }),
  );
}

const asRange = (value: Value): FeelRange => (value instanceof FeelRange ? value : pointRange(value));

const POINTS = ['point', 'point'] as const;
const RANGES = ['range', 'range'] as const;
const POINT_OF_RANGE = ['point', 'range'] as const;
const RANGE_OF_POINT = ['range', 'point'] as const;
const ALL = [POINTS, POINT_OF_RANGE, RANGE_OF_POINT, RANGES];

const overlaps: Relation = ({ isBefore, isAfter }) => !isBefore && !isAfter;

/** Relations of points and ranges after Allen (DMN 1.5, clause 10.3.4.12). */
export const RANGE_FUNCTIONS = [
  relation('before', ({ isBefore }) => isBefore, ALL),
  relation('after', ({ isAfter }) => isAfter, ALL),
  relation('meets', ({ meets }) => meets, [RANGES]),
  relation('met by', ({ isMet }) => isMet, [RANGES]),
  relation('overlaps', overlaps, [RANGES]),
  relation('overlaps before', (at) => at.lows < 0 && overlaps(at) && at.highs <= 0, [RANGES]),
  relation('overlaps after', (at) => at.lows > 0 && overlaps(at) && at.highs >= 0, [RANGES]),
  relation('finishes', ({ lows, highs }) => highs === 0 && lows >= 0, [POINT_OF_RANGE, RANGES]),
  relation('finished by', ({ lows, highs }) => highs === 0 && lows <= 0, [RANGE_OF_POINT, RANGES]),
  relation('includes', ({ lows, highs }) => lows <= 0 && highs >= 0, [RANGE_OF_POINT, RANGES]),
  relation('during', ({ lows, highs }) => lows >= 0 && highs <= 0, [POINT_OF_RANGE, RANGES]),
  relation('starts', ({ lows, highs }) => lows === 0 && highs <= 0, [POINT_OF_RANGE, RANGES]),
  relation('started by', ({ lows, highs }) => lows === 0 && highs >= 0, [RANGE_OF_POINT, RANGES]),
  relation('coincides', ({ lows, highs }) => lows === 0 && highs === 0, [POINTS, RANGES]),
];
