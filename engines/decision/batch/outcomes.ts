import { coerce } from '../compile/calls.ts';
import { CLOSURES } from '../compile/closures-plan.ts';
import { byPriority, outputOf, resultOfHits, resultOfNone } from '../compile/hit-policy.ts';
import type { Ir, Table } from '../compile/ir.ts';
import type { Evaluation } from '../compile/run.ts';
import type { Type } from '../types/type.ts';
import type { Value } from '../values/value.ts';
import { quietly } from './quietly.ts';
import { slotsRead } from '../compile/slots-read.ts';

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
  readonly #probe: Evaluation;
  /** Outputs by rule; undefined where they differ from row to row, or have something to say. */
  readonly #ofRules: readonly (readonly Value[] | undefined)[];
  readonly #ofNone: Value | undefined;

  constructor(plain: PlainTable, probe: Evaluation) {
    this.#plain = plain;
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
    return values && outputOf(this.#probe, table, values);
  }

  /** The result when exactly these rules are hit; undefined if that has to be asked row by row. */
  of(hits: readonly number[]): Value | undefined {
    const { table, coercions } = this.#plain;
    const [probe, otherwise] = [this.#probe, this.#ofNone];
    const values = hits.flatMap((rule) => {
      const own = this.#ofRules[rule];
      return own ? [own] : [];
    });
    if (values.length < hits.length || (hits.length === 0 && otherwise === undefined)) return undefined;
    return quietly(probe, () =>
      coercions.reduce(
        (value, to) => coerce(probe, value, to),
        hits.length === 0 ? (otherwise ?? null) : resultOfHits(probe, table, values),
      ),
    );
  }

  /**
   * Numbers of the rules in such an order that the first of those that are hit decides alone. Undefined if there is none,
   * or none that is known beforehand.
   */
  get precedence(): readonly number[] | undefined {
    const { table } = this.#plain;
    const { hitPolicy, aggregation } = table;
    const rules = [...table.rules.keys()];
    if (hitPolicy === 'FIRST') return rules;
    if (hitPolicy === 'PRIORITY') {
      const known = this.#ofRules.filter((values) => values !== undefined).map((values) => [...values]);
      if (known.length < rules.length) return undefined;
      const numbers = new Map(known.map((values, rule) => [values, rule]));
      const sorted = quietly(this.#probe, () => byPriority(this.#probe, table, known));
      return sorted?.map((values) => numbers.get(values as Value[]) ?? 0);
    }
    const numbers = this.#numbers;
    if (!numbers || (aggregation !== 'MIN' && aggregation !== 'MAX')) return undefined;
    const sign = aggregation === 'MIN' ? 1 : -1;
    return rules.toSorted((a, b) => sign * ((numbers[a] ?? 0) - (numbers[b] ?? 0)));
  }

  /** Outputs of a table that collects numbers. */
  get #numbers(): readonly number[] | undefined {
    const { hitPolicy, outputs } = this.#plain.table;
    if (hitPolicy !== 'COLLECT' || outputs.length !== 1) return undefined;
    const numbers = this.#ofRules.map((values) => values?.[0]).filter((value) => typeof value === 'number');
    return numbers.length === this.#ofRules.length ? numbers : undefined;
  }

  /**
   * For tables that sum or count: whole numbers of which the sum, divided by `scale`, is the result when at least one
   * rule is hit. Sums stay below 10^15: see values/number.ts for why the quotient then is exact.
   */
  get weights(): { ofRules: Float64Array; scale: number } | undefined {
    const { table, coercions } = this.#plain;
    const numbers = this.#numbers;
    if (!numbers || coercions.some(({ kind }) => kind !== 'number')) return undefined;
    if (table.aggregation === 'COUNT') return { ofRules: new Float64Array(numbers.length).fill(1), scale: 1 };
    if (table.aggregation !== 'SUM') return undefined;
    for (let scale = 1; scale <= 1e6; scale *= 10) {
      const ofRules = Float64Array.from(numbers, (value) => Math.round(value * scale));
      const largest = ofRules.reduce((sum, value) => sum + Math.abs(value), 0);
      if (largest < 1e15 && ofRules.every((value, rule) => value / scale === numbers[rule]))
        return { ofRules, scale };
    }
    return undefined;
  }
}
