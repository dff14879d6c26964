import type { Prepared } from '../compile/compiled-model.ts';
import { DecisionError } from '../decision-error.ts';
import type { Value } from '../values/value.ts';
import { valueAt, type Column } from './column.ts';
import type { HitBitmaps } from './hit-bitmaps.ts';

/** Why rows have null, or what is suspicious about them: once for each code of each element. */
export interface Failure {
  /** Name of the decision that was being made, or of the input data. */
  element: string;
  code: string;
  /** How many rows it is about, and the first of them. */
  rows: number;
  first: number;
}

/** Decides single rows as cases of their own, and counts what they had to say. */
export class RowByRow {
  readonly #prepared: Prepared;
  readonly #decision: string;
  readonly #columns: readonly (Column | undefined)[];
  readonly #bitmaps: HitBitmaps | undefined;
  readonly #start: number;
  readonly #slots: Value[];
  readonly #failures = new Map<string, Failure>();

  constructor(
    prepared: Prepared,
    decision: string,
    given: { columns: readonly (Column | undefined)[]; start: number; bitmaps: HitBitmaps | undefined },
  ) {
    this.#prepared = prepared;
    this.#decision = decision;
    this.#columns = given.columns;
    this.#start = given.start;
    this.#bitmaps = given.bitmaps;
    this.#slots = given.columns.map(() => null);
  }

  get failures(): readonly Failure[] {
    return [...this.#failures.values()];
  }

  #read(row: number): readonly Value[] {
    for (const [index, column] of this.#columns.entries()) this.#slots[index] = valueAt(column, row);
    return this.#slots;
  }

  /** Null beyond the limits. */
  decide(row: number): Value {
    try {
      const value = this.#prepared.run(this.#read(row));
      if (this.#prepared.messages.length > 0) this.#countMessages(row);
      return value;
    } catch (error) {
      if (!(error instanceof DecisionError)) throw error;
      this.#count(row, this.#decision, error.code);
      return null;
    }
  }

  /** Marks the rules that a row hits. */
  hits(row: number): void {
    this.#bitmaps?.row(row - this.#start, this.#read(row));
  }

  #countMessages(row: number): void {
    const said = new Map(
      this.#prepared.messages.map((message) => [`${message.element}\n${message.code}`, message]),
    );
    for (const { element, code } of said.values()) this.#count(row, element, code);
  }

  #count(row: number, element: string, code: string): void {
    const key = `${element}\n${code}`;
    const known = this.#failures.get(key);
    if (known) known.rows += 1;
    else this.#failures.set(key, { element, code, rows: 1, first: row });
  }
}
