import { DecisionError } from '../decision-error.ts';
import type { Run } from '../values/value.ts';

/** What one evaluation may use. */
export interface Limits {
  /** Items passed over, functions called: everything whose amount depends on data. */
  steps: number;
  /** Functions within functions. */
  depth: number;
  /** Items of a list, UTF-16 units of a text. */
  size: number;
}

export const DEFAULT_LIMITS: Limits = { steps: 10_000_000, depth: 1000, size: 1_000_000 };

/** Why something became null, or what is suspicious. */
export interface Message {
  /** Name of the decision that was being made, or of the input data. */
  element: string;
  code: string;
  params: Readonly<Record<string, string | number>>;
}

const MAX_MESSAGES = 100;

/** One evaluation: its limits and what it had to say. */
export class Evaluation implements Run {
  element: string | undefined = undefined;
  now: number | undefined;
  readonly messages: Message[] = [];
  readonly #limits: Limits;
  #steps: number;
  #depth = 0;

  constructor(limits: Limits, now?: number) {
    this.#limits = limits;
    this.#steps = limits.steps;
    this.now = now;
  }

  /** As new, for the next case. */
  restart(): void {
    this.element = undefined;
    this.#steps = this.#limits.steps;
    this.#depth = 0;
    if (this.messages.length > 0) this.messages.length = 0;
  }

  warn(code: string, params: Readonly<Record<string, string | number>> = {}): void {
    if (this.messages.length < MAX_MESSAGES)
      this.messages.push({ element: this.element ?? '', code, params });
  }

  spend(steps: number): void {
    this.#steps -= steps;
    if (this.#steps < 0) throw new DecisionError('LIMIT_STEPS', { limit: this.#limits.steps });
  }

  reserve(length: number): void {
    if (length > this.#limits.size) throw new DecisionError('LIMIT_SIZE', { limit: this.#limits.size });
    this.spend(length >> 6);
  }

  enter(): void {
    this.spend(1);
    this.#depth += 1;
    if (this.#depth > this.#limits.depth)
      throw new DecisionError('LIMIT_DEPTH', { limit: this.#limits.depth });
  }

  leave(): void {
    this.#depth -= 1;
  }
}
