import assert from 'node:assert/strict';
import { median, secondsOf } from '../measurement.ts';

const ROUNDS = 7;

export interface Contender {
  name: string;
  /** Decisions that one call of `work` takes. */
  decisions: number;
  /** Gives a number that depends on every decision, so that none can be left out. */
  work: () => number | Promise<number>;
}

export function repeated(name: string, times: number, count: number, pass: () => number): Contender {
  const work = () => {
    let sum = 0;
    for (let time = 0; time < times; time += 1) sum += pass();
    return sum;
  };
  return { name, decisions: times * count, work };
}

/** Decisions per second of each contender, turn by turn; the first turn only warms up. */
export async function takeTurns(contenders: readonly Contender[]): Promise<Map<string, number[]>> {
  const speeds = new Map(contenders.map(({ name }) => [name, [] as number[]]));
  for (let round = 0; round <= ROUNDS; round += 1)
    for (const { name, decisions, work } of contenders) {
      let sum = 0;
      const seconds = await secondsOf(async () => {
        sum = await work();
      });
      assert.ok(Number.isFinite(sum));
      if (round > 0) speeds.get(name)?.push(decisions / seconds);
    }
  return speeds;
}

/**
 * How many times as fast one is as the best of others: the median of the turns, so that a machine that is busy for a while
 * does not favour one of them.
 */
export function ratioOf(
  speeds: ReadonlyMap<string, readonly number[]>,
  ours: string,
  others: readonly string[],
): number {
  return median(
    (speeds.get(ours) ?? []).map(
      (speed, turn) => speed / Math.max(...others.map((name) => speeds.get(name)?.[turn] ?? Number.NaN)),
    ),
  );
}
