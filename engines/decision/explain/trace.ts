import { CLOSURES } from '../compile/closures-plan.ts';
import { violated } from '../compile/hit-policy.ts';
import type { Ir, Primitive, Table, Test, Unit } from '../compile/ir.ts';
import type { BackEnd } from '../compile/program.ts';
import { Evaluation } from '../compile/run.ts';
import { ANY, BOOLEAN, NULL } from '../types/type.ts';
import { isList, type Run, type Value } from '../values/value.ts';
import { mapTables } from './map-tables.ts';

/** What one table saw and said when it was decided once. */
export interface TableTrace {
  table: Table;
  inputs: Value[];
  /** By input, what had been said when it was known. */
  inputsTo: number[];
  /** By rule that was looked at, what each of its tests said. */
  tests: Map<number, readonly Value[]>;
  /** By rule that was hit, its outputs. */
  hits: Map<number, Value[]>;
  result: Value;
  /** What had been said when it was begun, and when it was decided: places among the messages. */
  from: number;
  to: number;
}

/** What is kept of a table costs so many steps, and one more for each of the tests that are looked at. */
const TABLE_STEPS = 100;

/** Follows tables while they are decided. */
export class Trace {
  /** In the order in which they were begun. */
  readonly tables: TableTrace[] = [];
  readonly #open: TableTrace[] = [];

  clear(): void {
    this.tables.length = 0;
    this.#open.length = 0;
  }

  begin(table: Table, from: number): void {
    const begun = {
      ...{ table, inputs: [], inputsTo: [], tests: new Map(), hits: new Map() },
      ...{ result: null, from, to: from },
    };
    this.tables.push(begun);
    this.#open.push(begun);
  }

  end(result: Value, to: number): void {
    const ended = this.#open.pop();
    if (ended) Object.assign(ended, { result, to });
  }

  get current(): TableTrace | undefined {
    return this.#open.at(-1);
  }
}

/** Closures over tables that tell what they do. Rules, hits and results are those of the same tables untraced. */
export function tracingBackEnd(trace: Trace): BackEnd {
  const traced = (unit: Unit): Unit => ({
    ...unit,
    body: mapTables(unit.body, (table, type) => tracedTable(trace, table, type)),
  });
  return {
    unit: (unit) => CLOSURES.unit(traced(unit)),
    plan: (plan) =>
      CLOSURES.plan({ ...plan, steps: plan.steps.map((step) => ({ ...step, unit: traced(step.unit) })) }),
  };
}

function tracedTable(trace: Trace, table: Table, type: Ir['type']): Ir {
  const inputs = table.inputs.map(({ slot, value }, column) => ({
    slot,
    value: watched(value, (seen, run) => {
      const { current } = trace;
      if (!current) return;
      current.inputs[column] = seen;
      current.inputsTo[column] = saidSoFar(run);
    }),
  }));
  const rules = table.rules.map((rule, index) => ({
    ...rule,
    tests: watchedTests(trace, table, index),
    outputs: rule.outputs.map((output, column) =>
      watched(output, (seen) => {
        const hits = trace.current?.hits;
        const outputs = hits?.get(index) ?? [];
        outputs[column] = seen;
        hits?.set(index, outputs);
      }),
    ),
  }));
  const begin: Ir = {
    op: 'apply',
    type: NULL,
    args: [],
    primitive: {
      name: 'begin',
      call: (run) => {
        run.spend(TABLE_STEPS);
        trace.begin(table, saidSoFar(run));
        return null;
      },
    },
  };
  const isUnique = table.hitPolicy === 'UNIQUE';
  const end: Primitive['call'] = (run, _begun = null, made = null) => {
    const result = isUnique ? onlyOf(run, table, made, trace.current?.hits.size ?? 0) : made;
    trace.end(result, saidSoFar(run));
    return result;
  };
  // One that asks for a single hit ends at the second; whoever asks why wants to know all of them.
  const hitPolicy = isUnique ? 'RULE ORDER' : table.hitPolicy;
  const decided: Ir = { op: 'table', table: { ...table, hitPolicy, inputs, rules }, type };
  return { op: 'apply', type, args: [begin, decided], primitive: { name: 'end', call: end } };
}

/** What so many hits are to a table that allows one, given their list or what the table says of none. */
function onlyOf(run: Run, table: Table, made: Value, hits: number): Value {
  if (hits > 1) return violated(run, table);
  return hits === 1 && isList(made) ? (made[0] ?? null) : made;
}

const saidSoFar = (run: Run): number => (run instanceof Evaluation ? run.messages.length : 0);

function watched(ir: Ir, see: (value: Value, run: Run) => void): Ir {
  const call = (run: Run, value: Value = null): Value => {
    see(value, run);
    return value;
  };
  return { op: 'apply', type: ir.type, args: [ir], primitive: { name: 'watched', call } };
}

/** All tests of a rule at once, so that each is looked at whatever those before it say. */
function watchedTests(trace: Trace, { inputs, rules }: Table, index: number): Test[] {
  const tests = rules[index]?.tests ?? [];
  const call = (run: Run, ...said: readonly Value[]): Value => {
    run.spend(said.length);
    const { current } = trace;
    current?.tests.set(index, said);
    const isHit = said.every((one) => one === true);
    if (isHit) current?.hits.set(index, []);
    return isHit;
  };
  const args = tests.map((test, column): Ir => ({
    op: 'test',
    slot: inputs[column]?.slot ?? 0,
    test,
    type: BOOLEAN,
  }));
  const condition: Ir = { op: 'apply', type: ANY, args, primitive: { name: 'watched', call } };
  return [{ test: 'holds', condition }, ...tests.slice(1).map((): Test => ({ test: 'any' }))];
}
