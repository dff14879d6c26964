import { typeNameOf, printConstant } from './constant.ts';
import type { Axis } from './axis.ts';
import { membersOf } from './bit-set.ts';
import type { Box } from './cover.ts';
import { compare, nanosecondOf } from '../values/comparison.ts';
import type { Value } from '../values/value.ts';
import { isMoment, kindOfSegment, secondAfter, type Segment } from './segment.ts';

/** Prints boxes of a table; what some have in common once. */
export class BoxPrinter {
  readonly #axes: readonly Axis[];
  readonly #within: Box;
  readonly #known: Map<bigint, string>[];

  /** `within`: what lies outside of that is passed over. */
  constructor(axes: readonly Axis[], within: Box) {
    this.#axes = axes;
    this.#within = within;
    this.#known = axes.map(() => new Map());
  }

  /** A box as FEEL unary tests, one an input: `{ Age: "[18..21)", Risk: "\"low\"" }`; `-` is all of `within`. */
  print(box: Box): Record<string, string> {
    return Object.fromEntries(
      this.#axes.map(({ label, segments }, at) => {
        const set = box[at] ?? 0n;
        const text = this.#known[at]?.get(set) ?? printSet(segments, set, this.#within[at] ?? 0n);
        this.#known[at]?.set(set, text);
        return [label, text];
      }),
    );
  }
}

function printSet(segments: readonly Segment[], set: bigint, within: bigint): string {
  const rest = within & ~set;
  if (rest === 0n) return '-';
  const isOnlyNull = membersOf(rest).every((index) => segments[index]?.kind === 'null');
  const hasOthers = membersOf(set).some((index) => segments[index]?.kind === 'others');
  return isOnlyNull || hasOthers
    ? `not(${printSegments(segments, rest)})`
    : printSegments(segments, set & within);
}

/** Segments as FEEL unary tests, neighbouring ones of one kind as one range. */
export function printSegments(segments: readonly Segment[], set: bigint): string {
  const runs: Segment[][] = [];
  let before = Number.NaN;
  for (const index of membersOf(set)) {
    const segment = segments[index];
    if (!segment) continue;
    const run = runs.at(-1);
    const goesOn = before === index - 1 && kindOfSegment(segment) === kindOfSegment(run?.[0] ?? segment);
    if (run && goesOn) run.push(segment);
    else runs.push([segment]);
    before = index;
  }
  return runs.map(printRun).join(', ');
}

function printRun(run: readonly Segment[]): string {
  const points = run.filter((segment) => segment.kind === 'point');
  const isOfMoments = isMoment(points[0]?.value ?? null);
  if (points.length === run.length && !isOfMoments)
    return points.map(({ value }) => printConstant(value)).join(', ');
  const second = wholeSecond(run);
  if (second !== undefined) return printConstant(second);
  const [first, last] = [run[0], run.at(-1)];
  if (!first || !last || first.kind === 'null') return 'null';
  const low = endOf(first, 'low');
  const high = endOf(last, 'high');
  if (low && high)
    return `${first.kind === 'point' ? '[' : '('}${low}..${high}${last.kind === 'point' ? ']' : ')'}`;
  if (low) return `${first.kind === 'point' ? '>=' : '>'} ${low}`;
  if (high) return `${last.kind === 'point' ? '<=' : '<'} ${high}`;
  return `? instance of ${typeNameOf(kindOfSegment(first))}`;
}

/** The moment that is equal to just these, since `=` counts whole seconds. */
function wholeSecond(run: readonly Segment[]): Value | undefined {
  const [first, last] = [run[0], run.at(-1)];
  if (first?.kind !== 'point' || last?.kind !== 'between' || last.high === undefined) return undefined;
  const { value } = first;
  if (!isMoment(value) || nanosecondOf(value) !== 0) return undefined;
  return compare(secondAfter(value) ?? null, last.high) === 0 ? value : undefined;
}

/** Undefined: without end. */
function endOf(segment: Segment, end: 'low' | 'high'): string | undefined {
  if (segment.kind === 'point') return printConstant(segment.value);
  const value = segment.kind === 'between' ? segment[end] : undefined;
  return value === undefined ? undefined : printConstant(value);
}
