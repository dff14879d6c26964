import type { Ir, Table, Unit } from './ir.ts';
import type { Plan } from './plan.ts';
import { slotsRead } from './slots-read.ts';
import { plainTest } from './source-tests.ts';

/**
 * Values given from outside (indexes) of which nothing is asked but how they compare with dates: of these the number of
 * the day is enough, and no date is made.
 */
export const onlyDays = ({ given, steps }: Plan): ReadonlySet<number> =>
  new Set(
    [...given.keys()].filter(
      (index) =>
        given[index]?.type.kind === 'date' &&
        steps.every(({ unit, args }) =>
          args.every((arg, at) => arg !== index || isOnlyCompared(unit, unit.parameters[at]?.slot)),
        ),
    ),
  );

function isOnlyCompared({ body }: Unit, slot: number | undefined): boolean {
  const made = body.op === 'coerce' ? body.value : body;
  if (made.op !== 'table' || slot === undefined) return false;
  const { inputs, outputs, rules } = made.table;
  const isItself = (value: Ir): boolean => value.op === 'slot' && value.slot === slot;
  const others = [
    ...inputs.map(({ value }) => value).filter((value) => !isItself(value)),
    ...outputs.flatMap(({ defaultValue }) => defaultValue ?? []),
    ...rules.flatMap((rule) => rule.outputs),
  ];
  return (
    inputs.every(({ value }, column) => !isItself(value) || isPlain(made.table, column)) &&
    others.every((ir) => !slotsRead({ ir }).has(slot)) &&
    rules.every(({ tests }) => tests.every((test) => !slotsRead({ test }).has(slot)))
  );
}

const isPlain = ({ rules }: Table, column: number): boolean =>
  rules.every(({ tests }) => {
    const test = tests[column];
    return !test || plainTest(test, 'x', 'date', () => 'k') !== undefined;
  });
