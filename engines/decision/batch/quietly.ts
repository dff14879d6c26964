import type { Evaluation } from '../compile/run.ts';
import { DecisionError } from '../decision-error.ts';
import { limitOf } from '../within-limits.ts';

/** What `work` gives if it has nothing to say and needs little; else undefined. */
export function quietly<T>(probe: Evaluation, work: () => T): T | undefined {
  probe.restart();
  try {
    const result = work();
    return probe.messages.length === 0 ? result : undefined;
  } catch (error) {
    if (limitOf(error) instanceof DecisionError) return undefined;
    throw error;
  }
}
