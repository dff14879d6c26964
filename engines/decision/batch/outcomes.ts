import { coerce } from '../compile/calls.ts';
import { CLOSURES } from '../compile/closures-plan.ts';
import { outputOf, resultOfHits, resultOfNone } from '../compile/hit-policy.ts';
import type { Ir, Table } from '../compile/ir.ts';
import type { Evaluation } from '../compile/run.ts';
import type { Type } from '../types/type.ts';
import type { Value } from '../values/value.ts';
import { quietly } from './quietly.ts';
import { slotsRead } from './slots-read.ts';

/** A table that is all of a decision's logic, but for what its result is made to conform to. */
export interface PlainTable {
  table: Table;
  coercions: readonly Type[];
}

export function plainTable(body: Ir): PlainTable | undefined {
  const coercions: Type[] = [];
  let ir = body;
  for (; ir.op === 'coerce'; ir = ir.value) coercions.unshift(ir.to);
  return ir.op === 'table' ? { table: ir.table, coercions } : undefined;
}

/** What a table says when certain rules are hit, where that is the same for all rows. */
export class Outcomes {
  readonly #plain: PlainTable;
  readonly #open: ReadonlySet<number>;
  readonly #probe: Evaluation;
  /** Outputs by rule; undefined where they differ from row to row, or have something to say. */
  readonly #ofRules: readonly (readonly Value[] | undefined)[];
  readonly #ofNone: Value | undefined;

  /** `open` are rules that may still not be hit. */
  constructor(plain: PlainTable, open: ReadonlySet<number>, probe: Evaluation) {
    this.#plain = plain;
    this.#open = open;
    this.#probe = probe;
    this.#ofRules = plain.table.rules.map(({ outputs }) => this.#constants(outputs));
    this.#ofNone = this.#otherwise();
  }

  #constants(expressions: readonly Ir[]): readonly Value[] | undefined {
    const values: Value[] = [];
    for (const ir of expressions) {
      if (slotsRead({ ir }).size > 0) return undefined;
      const code = CLOSURES.unit({ parameters: [], slots: 0, body: ir });
      const value = quietly(this.#probe, () => code([], this.#probe));
      if (value === undefined) return undefined;
      values.push(value);
    }
    return values;
  }

  #otherwise(): Value | undefined {
    const { table } = this.#plain;
    if (table.outputs.every(({ defaultValue }) => !defaultValue)) return resultOfNone(table);
    const none: Ir = { op: 'constant', value: null, type: { kind: 'null' } };
    const values = this.#constants(table.outputs.map(({ defaultValue }) => defaultValue ?? none));
    return values && outputOf(table, values);
  }

  /** The result when exactly these rules are hit; undefined if that has to be asked row by row. */
  of(hits: readonly number[]): Value | undefined {
    const { table, coercions } = this.#plain;
    const [probe, otherwise] = [this.#probe, this.#ofNone];
    const known = hits.flatMap((rule) => (this.#open.has(rule) ? [] : [this.#ofRules[rule]]));
    const values = known.filter((one) => one !== undefined);
    if (values.length < hits.length || (hits.length === 0 && otherwise === undefined)) return undefined;
    return quietly(probe, () =>
      coercions.reduce(
        (value, to) => coerce(probe, value, to),
        hits.length === 0 ? (otherwise ?? null) : resultOfHits(probe, table, values),
      ),
    );
  }
}
