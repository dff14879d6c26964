import { CLOSURES } from '../compile/closures-plan.ts';
import type { Ir, Table } from '../compile/ir.ts';
import type { Plan } from '../compile/plan.ts';
import { Evaluation, type Limits } from '../compile/run.ts';
import { DecisionError } from '../decision-error.ts';
import { ANY, BOOLEAN } from '../types/type.ts';
import type { Value } from '../values/value.ts';
import { limitOf } from '../within-limits.ts';
import { bitsOf, markRules, takeUncertain } from './kernels.ts';
import { plainTable } from './outcomes.ts';

/** Rules that rows may have hit, and those of which that is not certain. */
export interface Candidates {
  words: readonly Int32Array[];
  open: ReadonlySet<number>;
  /** Their numbers in the model. */
  order: readonly number[];
}

/** For each rule of a decision's table, in which rows all its tests pass, whatever the hit policy makes of it. */
export class HitBitmaps {
  readonly bitmaps: readonly Uint32Array[];
  readonly #ask: (slots: readonly Value[]) => Value;

  constructor(plan: Plan, rows: number, { limits, now }: { limits: Limits; now: number | undefined }) {
    const last = plan.steps.at(-1);
    const table = last && plainTable(last.unit.body)?.table;
    this.bitmaps = (table?.rules ?? []).map(() => new Uint32Array(Math.ceil(rows / 32)));
    if (!last || !table) {
      this.#ask = () => null;
      return;
    }
    const steps = [...plan.steps.slice(0, -1), { ...last, unit: { ...last.unit, body: hitsOf(table) } }];
    const code = CLOSURES.plan({ ...plan, steps });
    const run = new Evaluation(limits, now);
    this.#ask = (slots) => {
      run.restart();
      return code(slots, run);
    };
  }

  /** Of rows whose candidates are certain; the others are given back, by their number in the block. Uses `words` up. */
  block(at: number, count: number, { words, open, order }: Candidates): number[] {
    const uncertain = takeUncertain(words, count, bitsOf(open, words.length));
    const bitmaps = order.flatMap((rule) => this.bitmaps[rule] ?? []);
    if (bitmaps.length > 0) markRules(words, count, bitmaps, at);
    return uncertain;
  }

  /** Of one row, by its values. Beyond limits no rule is hit. */
  row(at: number, slots: readonly Value[]): void {
    if (this.bitmaps.length === 0) return;
    try {
      const hits = this.#ask(slots) as readonly Value[];
      for (const [rule, isHit] of hits.entries())
        if (isHit === true) this.bitmaps[rule]![at >> 5]! |= 1 << at;
    } catch (error) {
      if (!(limitOf(error) instanceof DecisionError)) throw error;
    }
  }
}

/** Instead of a table: for each rule whether it is hit. */
function hitsOf({ inputs, rules }: Table): Ir {
  const items = rules.map(({ tests }) =>
    allOf(
      tests.map((test, column) => ({ op: 'test', slot: inputs[column]?.slot ?? 0, test, type: BOOLEAN })),
    ),
  );
  const entries = inputs.map((input) => ({ key: '', ...input }));
  return { op: 'context', entries, result: { op: 'list', items, type: ANY }, type: ANY };
}

/** In their order; no deeper than the number of halvings. */
function allOf(tests: readonly Ir[]): Ir {
  const [only] = tests;
  if (!only) return { op: 'constant', value: true, type: BOOLEAN };
  if (tests.length === 1) return only;
  const half = tests.length >> 1;
  return { op: 'and', left: allOf(tests.slice(0, half)), right: allOf(tests.slice(half)), type: BOOLEAN };
}
