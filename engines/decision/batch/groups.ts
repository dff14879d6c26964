import { coerceGiven, type Code } from '../compile/calls.ts';
import { CLOSURES } from '../compile/closures-plan.ts';
import type { Ir, Table, Test, Unit } from '../compile/ir.ts';
import type { Evaluation } from '../compile/run.ts';
import { setOf } from '../compile/closures-tests.ts';
import { ANY, BOOLEAN, type Type } from '../types/type.ts';
import type { PartBudget } from '../values/part-budget.ts';
import { isList, type Value } from '../values/value.ts';
import { CodeMasks } from './code-masks.ts';
import { allRules, bitOf, QUIET, wordOf, type Line } from './kernels.ts';
import { cutLine, type MaskOf } from './cut-line.ts';
import { quietly } from './quietly.ts';
import { slotsRead } from '../compile/slots-read.ts';
import { Thresholds, type LineKind } from './thresholds.ts';

/** How the values that a table is given are looked at: by where they stand on a line, or each by itself. */
export type Look = LineKind | 'coded';

/** One value that a table is given. */
export interface Argument {
  /** Its place among all values of the plan. */
  index: number;
  look: Look;
  /** What it has to conform to, if it comes from outside. */
  given: { type: Type; name: string } | undefined;
}

/** What all rules of a table say of the values of one argument. */
export interface Group {
  argument: Argument;
  /** For values on a line. */
  line: Line | undefined;
  /** For values that have codes. */
  masks: CodeMasks;
}

/** The tests of a table by argument. */
export interface Filter {
  groups: readonly Group[];
  /** Rules with tests that more than one argument decides, or that a line can't be cut by: they may still not be hit. */
  open: ReadonlySet<number>;
}

interface Asked {
  argument: Argument;
  /** Slot of the argument in the unit. */
  slot: number;
  inputs: { slot: number; value: Ir }[];
  tests: { rule: number; slot: number; test: Test }[];
  thresholds: Thresholds | undefined;
}

/** How many comparisons a test may be; a set of constants is looked up. */
function partsOf(test: Test): number {
  switch (test.test) {
    case 'either':
      return setOf(test.tests) ? 1 : test.tests.reduce((sum, one) => sum + partsOf(one), 1);
    case 'not':
      return partsOf(test.of);
    case 'matches':
      return test.operand.op === 'constant' && isList(test.operand.value) ? test.operand.value.length : 1;
    default:
      return 1;
  }
}

/**
 * Sorts the tests of a table by the argument that each looks at. Undefined if an input is more than an argument (or, of
 * a coded one, more than what can be said of each of its values beforehand).
 * @throws DecisionError LIMIT_SIZE if there is too much to ask beforehand
 */
export function filterOf(
  table: Table,
  unit: Unit,
  args: readonly Argument[],
  { probe, budget }: { probe: Evaluation; budget: PartBudget },
): Filter | undefined {
  const asked = args.map((argument, index): Asked => {
    const thresholds = argument.look === 'coded' ? undefined : new Thresholds(argument.look);
    return { argument, slot: unit.parameters[index]?.slot ?? 0, inputs: [], tests: [], thresholds };
  });
  const columns: Asked[] = [];
  for (const input of table.inputs) {
    const reads = slotsRead({ ir: input.value });
    const own = asked.find(({ slot }) => reads.has(slot));
    if (!own || reads.size > 1 || own.thresholds?.passesOn(input.value, own.slot) === false) return undefined;
    own.inputs.push(input);
    columns.push(own);
  }
  for (const { argument, thresholds } of asked)
    if (thresholds && argument.given && !thresholds.type(argument.given.type)) return undefined;
  const open = sortTests(table, columns);
  const width = allRules(table.rules.length).length;
  const groups = asked.filter(hasToSay).map((one): Group => {
    const places = one.thresholds?.size ?? 0;
    budget.spend(places * (4 * width + one.tests.reduce((sum, { test }) => sum + partsOf(test), 0)));
    const maskOf = maskMaker(one, unit, { width, probe });
    const line = one.thresholds && cutLine(one.thresholds, width, maskOf);
    return { argument: one.argument, line, masks: new CodeMasks(width, maskOf) };
  });
  return { groups, open };
}

/** Whether there are tests, or a type or allowed values that a value may fail. */
const hasToSay = ({ argument: { given }, inputs, tests }: Asked): boolean =>
  tests.length > 0 ||
  (given !== undefined && given.type.kind !== 'any') ||
  inputs.some(({ value }) => value.op !== 'slot');

/** Puts each test to its argument. What stands behind an open test of a rule is not looked at: the rule is asked in full. */
function sortTests(table: Table, columns: readonly Asked[]): ReadonlySet<number> {
  const open = new Set<number>();
  for (const [rule, { tests }] of table.rules.entries())
    for (const [column, test] of tests.entries()) {
      const [own, slot] = [columns[column], table.inputs[column]?.slot];
      if (test.test === 'any' || open.has(rule) || !own || slot === undefined) continue;
      const isClosed = own.thresholds
        ? own.thresholds.test(test)
        : slotsRead({ test }).isSubsetOf(new Set([slot, own.slot]));
      if (isClosed) own.tests.push({ rule, slot, test });
      else open.add(rule);
    }
  return open;
}

/** Asks all tests of one value by the closures that one case is decided with. */
function maskMaker(
  { argument, slot, inputs, tests }: Asked,
  unit: Unit,
  { width, probe }: { width: number; probe: Evaluation },
): MaskOf {
  const items = tests.map(({ test, slot: of }): Ir => ({ op: 'test', slot: of, test, type: BOOLEAN }));
  const results: Ir = { op: 'list', items, type: ANY };
  const entries = inputs.map((input) => ({ key: '', ...input }));
  const body: Ir = { op: 'context', entries, result: results, type: ANY };
  const code: Code = CLOSURES.unit({ parameters: [{ name: '', slot, type: ANY }], slots: unit.slots, body });
  const { given } = argument;
  return (value) => {
    const mask = new Int32Array(width).fill(-1);
    const held = quietly(probe, () =>
      code([given ? coerceGiven(probe, value, given.type, given.name) : value], probe),
    ) as readonly Value[] | undefined;
    if (!held) mask[0]! &= ~QUIET;
    else
      for (const [index, { rule }] of tests.entries())
        if (held[index] !== true) mask[wordOf(rule)]! &= ~bitOf(rule);
    return mask;
  };
}
