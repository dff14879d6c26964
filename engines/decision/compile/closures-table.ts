import type { Run, Value } from '../values/value.ts';
import type { Step, TestStep } from './closures-tests.ts';
import { outputOf, resultOfHits, resultOfNone, violated } from './hit-policy.ts';
import type { Ir, Table, Test } from './ir.ts';
import { orderOfTests, plainKinds, stepsOf } from './table-order.ts';

interface Compile {
  expression: (ir: Ir) => Step;
  test: (test: Test, slot: number) => TestStep;
}

export function compileTable(table: Table, compile: Compile): Step {
  const inputs = table.inputs.map(({ slot, value }) => ({ slot, value: compile.expression(value) }));
  const orderOf = orderOfTests(plainKinds(table));
  const rules = table.rules.map(({ tests, outputs }) => ({
    tests: orderOf(tests).map(({ test, column }) => compile.test(test, table.inputs[column]?.slot ?? 0)),
    outputs: outputs.map(compile.expression),
  }));
  const defaults = table.outputs.map(({ defaultValue }) => defaultValue && compile.expression(defaultValue));
  const hasDefault = defaults.some((value) => value !== undefined);
  const none = resultOfNone(table);
  const { hitPolicy } = table;
  const steps = stepsOf(table);
  const resultOf = (values: readonly Step[]): Step => {
    const [only] = values;
    if (only && table.outputs.length === 1) return only;
    return (frame, run) =>
      outputOf(
        run,
        table,
        values.map((value) => value(frame, run)),
      );
  };
  const otherwise = hasDefault ? resultOf(defaults.map((value) => value ?? (() => null))) : () => none;
  const alone = rules.map(({ outputs }) => resultOf(outputs));
  return (frame, run) => {
    for (const { slot, value } of inputs) frame[slot] = value(frame, run);
    if (steps > 0) run.spend(steps);
    const hits: Value[][] = [];
    let only: Step | undefined;
    for (let index = 0; index < rules.length; index += 1) {
      const { tests, outputs } = rules[index] as (typeof rules)[number];
      if (!passAll(tests, frame, run)) continue;
      if (hitPolicy === 'FIRST') return (alone[index] as Step)(frame, run);
      if (hitPolicy === 'UNIQUE') {
        if (only) return violated(run, table);
        only = alone[index];
      } else hits.push(outputs.map((output) => output(frame, run)));
    }
    if (only) return only(frame, run);
    return hits.length > 0 ? resultOfHits(run, table, hits) : otherwise(frame, run);
  };
}

function passAll(tests: readonly TestStep[], frame: Value[], run: Run): boolean {
  for (const test of tests) if (test(frame, run) !== true) return false;
  return true;
}
