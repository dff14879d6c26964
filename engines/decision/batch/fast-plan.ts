import type { Plan } from '../compile/plan.ts';
import { Evaluation, type Limits } from '../compile/run.ts';
import { DecisionError } from '../decision-error.ts';
import { PartBudget } from '../values/part-budget.ts';
import type { Value } from '../values/value.ts';
import { limitOf } from '../within-limits.ts';
import { Dictionary, isNullAt, type Column } from './column.ts';
import { filterOf, type Argument, type Filter, type Group, type Look } from './groups.ts';
import {
  ALONE,
  allRules,
  bitsOf,
  firstRules,
  narrowByCode,
  narrowByDay,
  narrowByLine,
  RuleSets,
  sumRules,
  sumsOfBytes,
} from './kernels.ts';
import type { Candidates } from './hit-bitmaps.ts';
import { Outcomes, plainTable } from './outcomes.ts';

/** Rows at a time: what is kept of them stays in the nearest caches. */
export const BLOCK = 2048;

/** What may be found out of one value, or of one set of rules, beforehand. */
const PROBE: Limits = { steps: 1000, depth: 10, size: 10_000 };

/** Tests that may be asked, and words that their answers may take, before any row is decided: seconds. */
const MOST_ASKED = 50_000_000;

interface Step {
  filter: Filter;
  outcomes: Outcomes;
  /** Numbers of rules of the model by those of the filter; the first that is hit decides alone, if `isFirst`. */
  order: readonly number[];
  isFirst: boolean;
}

/** Decisions that are tables over what is given and over each other, for columns of certain kinds. */
export interface FastPlan {
  given: number;
  steps: readonly Step[];
}

export const lookOf = (column: Column | undefined): Look =>
  column?.kind === 'number' || column?.kind === 'date' ? column.kind : 'coded';

/** Undefined if rows have to be decided one by one: also where it would be too much to find out what all rules say. */
export function fastPlanOf(...of: Parameters<typeof planOf>): FastPlan | undefined {
  try {
    return planOf(...of);
  } catch (error) {
    if (limitOf(error) instanceof DecisionError) return undefined;
    throw error;
  }
}

function planOf(
  { given, steps }: Plan,
  looks: readonly Look[],
  limits: Limits,
  now: number | undefined,
): FastPlan | undefined {
  const probe = new Evaluation(
    {
      steps: Math.min(PROBE.steps, limits.steps),
      depth: Math.min(PROBE.depth, limits.depth),
      size: Math.min(PROBE.size, limits.size),
    },
    now,
  );
  const tables = steps.flatMap(({ unit, args }) => {
    const plain = plainTable(unit.body);
    return plain ? [{ unit, args, plain }] : [];
  });
  // Nothing counts the steps of fast rows: they must be few.
  const most = tables.reduce((sum, { plain: { table }, args }) => {
    const { length } = table.rules;
    return sum + length + PROBE.steps * (args.length + 2 * length + 1);
  }, 0);
  if (tables.length < steps.length || most > limits.steps) return undefined;
  const made: Step[] = [];
  const budget = new PartBudget(MOST_ASKED);
  for (const { unit, args, plain } of tables) {
    const asked = args.map((index): Argument => {
      const input = given[index];
      return {
        index,
        look: looks[index] ?? 'coded',
        given: input && { type: input.type, name: input.element.name },
      };
    });
    const { rules, hitPolicy } = plain.table;
    const precedence = new Outcomes(plain, probe).precedence;
    const order = precedence ?? [...rules.keys()];
    const ordered = {
      ...plain,
      table: { ...plain.table, rules: order.flatMap((rule) => rules[rule] ?? []) },
    };
    const filter = filterOf(ordered.table, unit, asked, { probe, budget });
    if (!filter) return undefined;
    // All rules are asked but by FIRST: open ones behind the first may have something to say.
    const isFirst = precedence !== undefined && (hitPolicy === 'FIRST' || filter.open.size === 0);
    made.push({ filter, outcomes: new Outcomes(ordered, probe), order, isFirst });
  }
  return { given: given.length, steps: made };
}

/** Decides block by block. */
export class FastRun {
  readonly #plan: FastPlan;
  readonly #columns: readonly (Column | undefined)[];
  readonly #steps: readonly StepRun[];
  readonly #numbers = new Float64Array(BLOCK);
  readonly #codes = new Int32Array(BLOCK);
  readonly #places = new Int32Array(BLOCK);
  readonly #alone = new Uint8Array(BLOCK);

  constructor(plan: FastPlan, columns: readonly (Column | undefined)[]) {
    this.#plan = plan;
    this.#columns = columns;
    this.#steps = plan.steps.map((step, index) => new StepRun(step, index === plan.steps.length - 1));
  }

  get #last(): StepRun {
    return this.#steps.at(-1) as StepRun;
  }

  /** What the codes of results stand for; grows. */
  get dictionary(): Dictionary {
    return this.#last.dictionary;
  }

  /** Results of the last block, instead of codes, if the decision sums or counts. */
  get numbers(): Float64Array | undefined {
    return this.#last.numbers;
  }

  /** Of the rows of the last block. */
  get candidates(): Candidates {
    const { words, step } = this.#last;
    return { words, open: step.filter.open, order: step.order };
  }

  /** Codes of the results of rows; whether some of them may be `ALONE`, to be decided by themselves. */
  block(from: number, count: number, into: Int32Array): boolean {
    let isAnyAlone = false;
    let isAnySetAside = false;
    for (const run of this.#steps) {
      for (const [index, word] of run.words.entries()) word.fill(run.all[index] ?? 0, 0, count);
      for (const group of run.step.filter.groups) this.#narrow(group, run, from, count);
      const isLast = run === this.#last;
      isAnyAlone = run.decide(count, isLast ? into : run.codes);
      if (isLast || !isAnyAlone) continue;
      if (!isAnySetAside) this.#alone.fill(0, 0, count);
      isAnySetAside = true;
      this.#setAside(run.codes, count);
    }
    if (isAnySetAside) for (let row = 0; row < count; row += 1) if (this.#alone[row] === 1) into[row] = ALONE;
    return isAnyAlone || isAnySetAside;
  }

  #narrow(
    { argument: { index }, line, masks }: Group,
    { words }: StepRun,
    from: number,
    count: number,
  ): void {
    const earlier = this.#steps[index - this.#plan.given];
    const column = this.#columns[index];
    if (line?.days && column?.kind === 'date' && !column.nulls) {
      narrowByDay(line.days, column.days.subarray(from, from + count), count, words);
    } else if (line) {
      const values = readNumbers(column, from, count, this.#numbers);
      narrowByLine(line, values, count, words, this.#places);
    } else if (earlier) {
      narrowByCode(masks.of(earlier.dictionary.values), earlier.codes, count, words);
    } else {
      const { codes, dictionary } = readCodes(column, from, count, this.#codes);
      narrowByCode(masks.of(dictionary), codes, count, words);
    }
  }

  #setAside(codes: Int32Array, count: number): void {
    for (let row = 0; row < count; row += 1)
      if (codes[row] === ALONE) {
        codes[row] = -1;
        this.#alone[row] = 1;
      }
  }
}

class StepRun {
  readonly step: Step;
  readonly dictionary = new Dictionary();
  readonly words: readonly Int32Array[];
  readonly all: readonly number[];
  readonly codes = new Int32Array(BLOCK);
  /** Whether some row may be `ALONE`. */
  readonly decide: (count: number, into: Int32Array) => boolean;
  /** Results of the last block, where all but those `ALONE` are numbers or (NaN) null. */
  numbers: Float64Array | undefined = undefined;
  readonly #isLast: boolean;

  constructor(step: Step, isLast: boolean) {
    this.step = step;
    this.#isLast = isLast;
    this.all = allRules(step.order.length);
    this.words = this.all.map(() => new Int32Array(BLOCK));
    this.decide = this.#decider(step);
  }

  #codeOf(hits: readonly number[]): number {
    const { outcomes, filter } = this.step;
    const value = hits.some((rule) => filter.open.has(rule)) ? undefined : outcomes.of(hits);
    return value === undefined ? ALONE : this.dictionary.codeOf(value);
  }

  #decider({ order, isFirst, outcomes, filter }: Step): StepRun['decide'] {
    const { words } = this;
    if (isFirst) {
      const ofRule = Int32Array.from([...order.keys(), -1], (rule) => this.#codeOf(rule < 0 ? [] : [rule]));
      return (count, into) => firstRules(words, count, ofRule, into);
    }
    const weights = outcomes.weights;
    const none = outcomes.of([]);
    if (weights && none !== undefined) return this.#summer(weights, none, bitsOf(filter.open, words.length));
    const sets = new RuleSets(words, (hits) => this.#codeOf(hits));
    return (count, into) => sets.fill(count, into);
  }

  /** As numbers if they are the result of all and no row has another; else as codes of them. */
  #summer(
    { ofRules, scale }: { ofRules: Float64Array; scale: number },
    none: Value,
    open: readonly number[],
  ): StepRun['decide'] {
    const sums = new Float64Array(BLOCK);
    const ofBytes = sumsOfBytes(ofRules, this.words.length);
    if (this.#isLast && (none === null || typeof none === 'number')) {
      this.numbers = sums;
      const otherwise = none ?? Number.NaN;
      return (count, codes) => {
        const isAnyAlone = sumRules(this.words, count, { ofBytes, open }, { sums, codes });
        for (let row = 0; row < count; row += 1) {
          const sum = sums[row] ?? Number.NaN;
          sums[row] = Number.isNaN(sum) ? otherwise : sum / scale;
        }
        return isAnyAlone;
      };
    }
    const otherwise = this.dictionary.codeOf(none);
    return (count, codes) => {
      const isAnyAlone = sumRules(this.words, count, { ofBytes, open }, { sums, codes });
      for (let row = 0; row < count; row += 1) {
        const sum = sums[row] ?? Number.NaN;
        if (codes[row] !== ALONE)
          codes[row] = Number.isNaN(sum) ? otherwise : this.dictionary.codeOf(sum / scale);
      }
      return isAnyAlone;
    };
  }
}

/** Numbers, or days, of a block; NaN where there is no value. */
function readNumbers(
  column: Column | undefined,
  from: number,
  count: number,
  into: Float64Array,
): Float64Array {
  if (column?.kind !== 'number' && column?.kind !== 'date') return into.fill(Number.NaN, 0, count);
  const { nulls } = column;
  if (column.kind === 'number' && !nulls) return column.values.subarray(from, from + count);
  const values = (column.kind === 'number' ? column.values : column.days).subarray(from, from + count);
  into.set(values);
  if (nulls) for (let row = 0; row < count; row += 1) if (isNullAt(nulls, from + row)) into[row] = Number.NaN;
  return into;
}

const NOTHING: readonly Value[] = [];
const TRUTH: readonly Value[] = [false, true];

function readCodes(
  column: Column | undefined,
  from: number,
  count: number,
  into: Int32Array,
): { codes: Int32Array; dictionary: readonly Value[] } {
  if (column?.kind === 'coded')
    return { codes: column.codes.subarray(from, from + count), dictionary: column.dictionary };
  if (column?.kind !== 'boolean') return { codes: into.fill(-1, 0, count), dictionary: NOTHING };
  const { values, nulls } = column;
  for (let row = 0; row < count; row += 1)
    into[row] = isNullAt(nulls, from + row) ? -1 : values[from + row] === 1 ? 1 : 0;
  return { codes: into, dictionary: TRUTH };
}
