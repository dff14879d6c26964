import type { Expression, UnaryTests } from '../feel/ast.ts';
import { printExpression } from '../feel/print-expression.ts';
import type { DecisionTable } from '../model/model.ts';
import { coerced } from '../types/conformance.ts';
import type { Type } from '../types/type.ts';
import { FeelDate } from '../values/date.ts';
import { equal } from '../values/equality.ts';
import type { Value } from '../values/value.ts';
import { areValuesTold, unlikeAside, type Column } from './axis.ts';
import { constantOf, printAllowed, printConstant, QUIET } from './constant.ts';
import { Budget } from './budget.ts';
import { makeFinding, ruleNumbers, type Finding, type FindingPlace } from './finding.ts';
import type { Box } from './cover.ts';
import {
  coverersOf,
  findGaps,
  isCertain,
  leavesNullOut,
  makeGrid,
  neverHolds,
  overlapOf,
  type Grid,
} from './grid.ts';
import { matchSegment } from './match-segment.ts';
import { MOST_TOLD } from './shape.ts';
import { BoxPrinter, printSegments } from './print-box.ts';

/** A decision table whose texts have been read; what could not be read is undefined. */
export interface ReadTable {
  table: DecisionTable;
  columns: readonly (Column & { expression: string; roots: readonly string[] })[];
  /** Whether all columns say what they ask; else the table can't be run. */
  areColumnsRead: boolean;
  /** By rule and column. */
  tests: readonly (readonly (UnaryTests | undefined)[])[];
  /** By rule and output. */
  outputs: readonly (readonly (Expression | undefined)[])[];
  /** Allowed values by output, as tests each of which a value must meet. */
  outputValues: readonly (readonly UnaryTests[])[];
}

/** How far the analysis of one table goes. */
export interface TableLimits {
  /** Tests, each with every part that its column is divided into. */
  cells: number;
  /** Steps of one analysis (gaps; rules without effect). */
  steps: number;
  /** Findings of one kind. */
  regions: number;
}

/** A cell that could not be read may hold or not. */
const UNREADABLE: UnaryTests = {
  any: false,
  negated: false,
  start: 0,
  end: 0,
  tests: [
    {
      kind: 'expression',
      usesInput: true,
      start: 0,
      end: 0,
      expression: { kind: 'name', name: '?', start: 0, end: 0 },
    },
  ],
};

/** Gaps, overlaps, rules without effect and outputs of a decision table; `place` is that of its decision. */
export function checkTable(read: ReadTable, place: FindingPlace, limits: TableLimits): Finding[] {
  const here = { ...place, at: read.table.place };
  const own = { read, limits, place: here };
  if (!read.areColumnsRead) return checkOutputs(own);
  const tests = read.tests.map((cells) => cells.map((cell) => cell ?? UNREADABLE));
  const grid = makeGrid(read.columns, tests, new Budget(limits.cells));
  if (!grid) return [...checkOutputs(own), makeFinding('INCOMPLETE_TABLE', here, { limit: limits.cells })];
  const check = { ...own, grid };
  return [
    ...checkColumns(check),
    ...checkRules(check),
    ...checkGaps(check),
    ...checkOverlaps(check),
    ...checkOutputs(own),
  ];
}

interface Own {
  read: ReadTable;
  limits: TableLimits;
  place: FindingPlace;
}

interface Check extends Own {
  grid: Grid;
}

const rulePlace = ({ read, place }: Own, rule: number): FindingPlace => ({
  ...place,
  rule: rule + 1,
  at: read.table.rules[rule]?.place ?? place.at,
});

function checkColumns(check: Check): Finding[] {
  const { read, grid, place } = check;
  const unused = read.columns.flatMap(({ label }, at) =>
    read.tests.length > 0 && read.tests.every((cells) => cells[at]?.any === true)
      ? [makeFinding('COLUMN_UNUSED', { ...place, column: label })]
      : [],
  );
  const unknown = grid.axes.flatMap(({ unknown: rules, label }) => {
    const [first] = rules;
    if (first === undefined) return [];
    const at = read.columns.findIndex((column) => column.label === label);
    const params = { rules: ruleNumbers(rules), text: read.table.rules[first]?.tests[at]?.text ?? '' };
    return [makeFinding('CELLS_NOT_ANALYSED', { ...place, column: label }, params)];
  });
  return [
    ...unused,
    ...unknown,
    ...dependentColumns(check),
    ...untoldConstraints(check),
    ...untoldValues(check),
    ...untoldZones(check),
  ];
}

function dependentColumns({ grid, place }: Check): Finding[] {
  const dependent = grid.axes.filter((_axis, at) => grid.dependent[at]?.includes(true));
  if (dependent.length === 0) return [];
  return [
    makeFinding('COLUMNS_DEPENDENT', place, { columns: dependent.map(({ label }) => label).join(', ') }),
  ];
}

/** Columns whose allowed values the analysis can't tell. */
const untoldConstraints = ({ grid, place }: Check): Finding[] =>
  grid.axes.flatMap(({ label, untold }) => {
    if (!untold) return [];
    const params = { allowed: printAllowed(untold) };
    return [makeFinding('CONSTRAINT_NOT_ANALYSED', { ...place, column: label }, params)];
  });

/** Columns of which the analysis can't tell what values they have. */
function untoldValues({ read, place }: Check): Finding[] {
  const asked = new Set<number>();
  for (const cells of read.tests)
    for (const [at, cell] of cells.entries()) if (cell?.any === false) asked.add(at);
  return read.columns
    .filter((column, at) => !areValuesTold(column) && asked.has(at))
    .map(({ label, expression }) =>
      makeFinding('EXPRESSION_NOT_ANALYSED', { ...place, column: label }, { expression }),
    );
}

/** Columns whose moments without a zone meet other rules than those with one, where cells name only such; or the reverse. */
const untoldZones = ({ grid, place }: Check): Finding[] =>
  grid.axes.flatMap((axis) => {
    const unlike = unlikeAside(axis);
    if (unlike === 0n) return [];
    const params = { values: printSegments(axis.segments, unlike) };
    return [makeFinding('ZONES_NOT_ANALYSED', { ...place, column: axis.label }, params)];
  });

/** Rules that have no effect, given which rules take precedence of each. */
function checkRules(check: Check): Finding[] {
  const { grid, limits } = check;
  const budget = new Budget(limits.steps);
  const ranks = ranksOf(check.read);
  const findings: Finding[] = [];
  for (let rule = 0; rule < grid.rules && !budget.isUsedUp; rule += 1) {
    if (neverHolds(grid, rule)) {
      findings.push(makeFinding('RULE_NEVER_MATCHES', rulePlace(check, rule), { rule: rule + 1 }));
      continue;
    }
    const others = precedents(check.read.table, ranks, rule).filter((other) => !neverHolds(grid, other));
    const by = coverersOf(grid, rule, others, { domain: grid.whole, budget });
    const code = by?.length === 1 ? 'RULE_SHADOWED' : 'RULE_UNREACHABLE';
    const byValues = by ?? coverersOf(grid, rule, others, { domain: grid.values, budget });
    if (!byValues || budget.isUsedUp) continue;
    const params = { rule: rule + 1, by: ruleNumbers(byValues) };
    findings.push(makeFinding(by ? code : 'RULE_ONLY_FOR_NULL', rulePlace(check, rule), params));
  }
  if (budget.isUsedUp) findings.push(makeFinding('INCOMPLETE_RULES', check.place, { limit: limits.steps }));
  return findings;
}

/** Rules that are taken rather than this one where both match; none where all matches count. */
function precedents(table: DecisionTable, ranks: readonly (number | undefined)[], rule: number): number[] {
  const others = [...ranks.keys()];
  if (table.hitPolicy === 'FIRST') return others.filter((other) => other < rule);
  const own = ranks[rule];
  if (table.hitPolicy !== 'PRIORITY' || own === undefined) return [];
  return others.filter((other) => {
    const rank = ranks[other];
    return rank !== undefined && (rank < own || (rank === own && other < rule));
  });
}

/** Place of each rule's output among the output values, as PRIORITY ranks them; undefined where it is not told. */
function ranksOf({ outputs, outputValues }: ReadTable): (number | undefined)[] {
  const orders = outputValues.map(([values]) =>
    (values?.tests ?? []).map((test) =>
      test.kind === 'expression' ? constantOf(test.expression) : undefined,
    ),
  );
  return outputs.map((expressions) => {
    let rank = 0;
    for (const [at, expression] of expressions.entries()) {
      const order = orders[at] ?? [];
      const value = expression && constantOf(expression);
      const place = order.findIndex(
        (one) => one !== undefined && value !== undefined && equal(one, value) === true,
      );
      if (place === -1) return undefined;
      rank = rank * order.length + place;
    }
    return rank;
  });
}

const SINGLE_HIT: readonly string[] = ['UNIQUE', 'ANY', 'FIRST', 'PRIORITY'];

function checkGaps({ read, grid, limits, place }: Check): Finding[] {
  const budget = new Budget(limits.steps);
  const isSingle = SINGLE_HIT.includes(read.table.hitPolicy);
  const hasDefault = read.table.outputs.some(({ defaultValue }) => defaultValue !== undefined);
  const code = hasDefault ? 'TABLE_GAP_DEFAULT' : isSingle ? 'TABLE_GAP' : 'TABLE_GAP_EMPTY';
  const { boxes, isCut } = findGaps(grid, budget, limits.regions);
  const printer = new BoxPrinter(grid.axes, grid.values);
  const findings = boxes.map((box) => {
    const isSure = code !== 'TABLE_GAP' || isCertain(grid, box, grid.values);
    return makeFinding(isSure ? code : 'TABLE_GAP_POSSIBLE', place, {}, printer.print(box));
  });
  const limit = budget.isUsedUp ? limits.steps : limits.regions;
  if (isCut) findings.push(makeFinding('INCOMPLETE_GAPS', place, { limit }));
  if (!isSingle || hasDefault) return findings;
  const nulls = grid.axes
    .filter((axis) => axis.allowed.length === 0 && leavesNullOut(axis))
    .map(({ label }) => makeFinding('NULL_UNCOVERED', { ...place, column: label }));
  return [...findings, ...nulls];
}

function checkOverlaps(check: Check): Finding[] {
  const { read, grid, limits, place } = check;
  const { hitPolicy } = read.table;
  if (hitPolicy !== 'UNIQUE' && hitPolicy !== 'ANY') return [];
  const findings: Finding[] = [];
  const budget = new Budget(limits.cells);
  const outputs = hitPolicy === 'ANY' ? outputsOf(read) : [];
  const printer = new BoxPrinter(grid.axes, grid.valuesAndNull);
  for (let second = 0; second < grid.rules; second += 1) {
    for (let first = 0; first < second; first += 1) {
      if (budget.isUsedUp)
        return [...findings, makeFinding('INCOMPLETE_OVERLAPS', place, { limit: limits.cells })];
      const box = overlapOf(grid, [first, second], budget);
      const code = box && overlapCode(check, box, [outputs[first], outputs[second]]);
      if (!box || !code) continue;
      if (findings.length >= limits.regions)
        return [...findings, makeFinding('INCOMPLETE_OVERLAPS', place, { limit: limits.regions })];
      const params = { first: first + 1, second: second + 1 };
      findings.push(makeFinding(code, rulePlace(check, second), params, printer.print(box)));
    }
  }
  return findings;
}

function overlapCode(
  { read, grid }: Check,
  box: Box,
  [first = [], second = []]: readonly (Outputs | undefined)[],
) {
  const isUnique = read.table.hitPolicy === 'UNIQUE';
  const found = isUnique ? 'TABLE_OVERLAP' : conflict(first, second);
  if (!found || isCertain(grid, box, grid.valuesAndNull)) return found;
  return isUnique ? 'TABLE_OVERLAP_POSSIBLE' : 'ANY_MAY_CONFLICT';
}

/** The outputs of a rule, those that are written alike with the same number. */
type Outputs = readonly ({ expression: Expression; text: number } | undefined)[];

function outputsOf({ outputs }: ReadTable): Outputs[] {
  const texts = new Map<string, number>();
  const numberOf = (text: string): number => texts.get(text) ?? texts.set(text, texts.size).size - 1;
  return outputs.map((expressions) =>
    expressions.map((one) => one && { expression: one, text: numberOf(printExpression(one)) }),
  );
}

/** Whether two rules have different outputs, or may have. */
function conflict(first: Outputs, second: Outputs): 'ANY_CONFLICT' | 'ANY_MAY_CONFLICT' | undefined {
  let isSame = true;
  for (const [at, left] of first.entries()) {
    const right = second[at];
    if (!left || !right) isSame = false;
    else if (left.text !== right.text) {
      const [a, b] = [constantOf(left.expression), constantOf(right.expression)];
      if (a === undefined || b === undefined) isSame = false;
      else if (equal(a, b) !== true) return 'ANY_CONFLICT';
    }
  }
  return isSame ? undefined : 'ANY_MAY_CONFLICT';
}

const MOMENT: Type = { kind: 'date and time' };

/** A date may stand where a moment is asked for: it is its midnight then. */
function formsOf(value: Value): Value[] {
  const midnight = value instanceof FeelDate ? coerced(value, MOMENT, QUIET) : undefined;
  return midnight === undefined ? [value] : [value, midnight];
}

function checkOutputs(check: Own): Finding[] {
  const { read, place } = check;
  return [...checkPriorities(read.table, read.outputValues, place), ...notAllowed(check).take(MOST_TOLD)];
}

function checkPriorities(
  { hitPolicy }: DecisionTable,
  outputValues: Own['read']['outputValues'],
  place: FindingPlace,
): Finding[] {
  const ranks = hitPolicy === 'PRIORITY' || hitPolicy === 'OUTPUT ORDER';
  return ranks && outputValues.every((values) => values.length === 0)
    ? [makeFinding('PRIORITY_VALUES_MISSING', place, { policy: hitPolicy })]
    : [];
}

function* notAllowed(check: Own): Generator<Finding> {
  const { read } = check;
  for (const [rule, expressions] of read.outputs.entries()) {
    for (const [at, expression] of expressions.entries()) {
      const value = expression && constantOf(expression);
      if (value === undefined || value === null) continue;
      const broken = (read.outputValues[at] ?? []).find((tests) =>
        formsOf(value).every((form) => matchSegment(tests, { kind: 'point', value: form }) === false),
      );
      if (!broken) continue;
      const { name, label } = read.table.outputs[at] ?? {};
      const params = { value: printConstant(value), allowed: printAllowed(broken) };
      const column = label ?? name;
      const where = { ...rulePlace(check, rule), ...(column === undefined ? {} : { column }) };
      yield makeFinding('OUTPUT_NOT_ALLOWED', where, params);
    }
  }
}
