import type { Value } from '../values/value.ts';
import type { Step, TestStep } from './closures.ts';
import { outputOf, resultOfHits, resultOfNone } from './hit-policy.ts';
import type { Ir, Table, Test } from './ir.ts';

interface Compile {
  expression: (ir: Ir) => Step;
  test: (test: Test, slot: number) => TestStep;
}

export function compileTable(table: Table, compile: Compile): Step {
  const inputs = table.inputs.map(({ slot, value }) => ({ slot, value: compile.expression(value) }));
  const rules = table.rules.map(({ tests, outputs }) => ({
    // A cell that tests nothing costs nothing.
    tests: tests.flatMap((test, column) =>
      test.test === 'any' ? [] : [compile.test(test, table.inputs[column]?.slot ?? 0)],
    ),
    outputs: outputs.map(compile.expression),
  }));
  const defaults = table.outputs.map(({ defaultValue }) => defaultValue && compile.expression(defaultValue));
  const hasDefault = defaults.some((value) => value !== undefined);
  const none = resultOfNone(table);
  const onlyFirst = table.hitPolicy === 'FIRST';
  return (frame, run) => {
    for (const { slot, value } of inputs) frame[slot] = value(frame, run);
    run.spend(rules.length);
    const hits: Value[][] = [];
    for (const { tests, outputs } of rules) {
      if (!tests.every((test) => test(frame, run) === true)) continue;
      hits.push(outputs.map((output) => output(frame, run)));
      if (onlyFirst) break;
    }
    if (hits.length > 0) return resultOfHits(run, table, hits);
    if (!hasDefault) return none;
    return outputOf(
      table,
      defaults.map((value) => value?.(frame, run) ?? null),
    );
  };
}
