import type { Run, Value } from './value.ts';

/** A function as a value: a literal, a business knowledge model, a decision service or a built-in one. */
export class FeelFunction {
  /** By which named arguments are matched, in the order of positional ones. */
  readonly parameters: readonly string[];
  readonly call: (args: readonly Value[], run: Run) => Value;

  constructor(parameters: readonly string[], call: (args: readonly Value[], run: Run) => Value) {
    this.parameters = parameters;
    this.call = call;
  }
}
