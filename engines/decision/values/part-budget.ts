import { DecisionError } from '../decision-error.ts';
import type { Run } from './value.ts';

const MOST_PARTS = 10_000_000;

/**
 * For who reads or tells a value outside of an evaluation: its parts are counted, and eight characters of a text as one of them,
 * since one list may stand in another many times over.
 */
export class PartBudget implements Pick<Run, 'spend'> {
  readonly #most: number;
  #left: number;

  constructor(most = MOST_PARTS) {
    this.#most = most;
    this.#left = most;
  }

  /** @throws DecisionError LIMIT_SIZE */
  spend(parts: number): void {
    this.#left -= parts;
    if (this.#left < 0) throw new DecisionError('LIMIT_SIZE', { limit: this.#most });
  }
}
