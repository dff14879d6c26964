import type { UnaryTests } from '../feel/ast.ts';
import { printExpression } from '../feel/print-expression.ts';
import { normalizeName } from '../feel/names.ts';
import { unnamedOutput } from '../model/model.ts';
import type { DecisionTable, TableInput, TableOutput } from '../model/model.ts';
import { ANY, bareType, listOf, NULL, NUMBER, type Type } from '../types/type.ts';
import type { ReadTable } from './check-table.ts';
import type { TextCheck } from './check-text.ts';
import { kindsOfType, type ScalarKind } from './constant.ts';
import type { FindingPlace } from './finding.ts';
import { join } from './infer.ts';
import { matchSegment } from './match-segment.ts';
import { shapeOf, told, type Scope, type Told } from './scope.ts';
import type { Shape } from './shape.ts';
import type { Segment } from './segment.ts';
import type { Value } from '../values/value.ts';

/** Reads all texts of a table and checks them one by one. `type` is that of its result, `outputTypes` those that its first output has in its rules. */
export function readTable(
  table: DecisionTable,
  scope: Scope,
  texts: TextCheck,
): ReadTable & { type: Type; outputTypes: readonly Type[]; shape: Shape | undefined } {
  const inputs = table.inputs.map((input, at) => readInput(input, at, scope, texts));
  const columns = labelled(inputs);
  const outputs = table.outputs.map((output) => readOutput(output, scope, texts));
  const values: Type[][] = outputs.map(() => []);
  const shapes: Shape[][] = outputs.map(() => []);
  const caught = { null: new Set<string>(), zero: new Set<string>() };
  const rules = table.rules.map((rule, index) => {
    const where = { rule: index + 1 };
    checkWidth(table, index, texts);
    const tests = rule.tests.map((text, at) => {
      const of = inputs[at]?.told ?? told();
      return texts.tests(text, of, scope, { ...where, column: columns[at]?.label ?? '' });
    });
    const ruledOut = {
      null: [...caught.null, ...excluding(columns, tests, null)],
      zero: [...caught.zero, ...excluding(columns, tests, 0)],
    };
    const inner = scope.guarding((text, risk) => ruledOut[risk === null ? 'null' : 'zero'].includes(text));
    if (table.hitPolicy === 'FIRST') {
      for (const expression of catching(columns, tests, null)) caught.null.add(expression);
      for (const expression of catching(columns, tests, 0)) caught.zero.add(expression);
    }
    const results = rule.outputs.map((text, at) => {
      const { declared, column } = outputs[at] ?? { declared: undefined, column: '' };
      if (text.text === '') {
        values[at]?.push(texts.empty(text.place, { ...where, column }).type);
        return undefined;
      }
      const read = texts.expression(text, inner, { ...where, column });
      if (read && declared) texts.result(unlisted(read.told), declared, { ...where, column, at: text.place });
      if (read) values[at]?.push(read.told.type);
      if (read && !declared) shapes[at]?.push(shapeOf(read.told, { ...where, column, at: text.place }));
      return read?.expression;
    });
    return { tests, results };
  });
  const types = outputs.map(({ declared }, at) => declared ?? (values[at] ?? []).reduce(join, NULL));
  return {
    table,
    columns,
    areColumnsRead: inputs.every(({ isRead }) => isRead),
    tests: rules.map(({ tests }) => tests),
    outputs: rules.map(({ results }) => results),
    outputValues: outputs.map(({ allowed }) => allowed),
    type: resultType(table, types, outputs),
    shape: shapeOfTable(table, outputs, shapes),
    outputTypes: isTold(outputs[0]?.declared) ? types.slice(0, 1) : (values[0] ?? []),
  };
}

const isTold = (type: Type | undefined): boolean => type !== undefined && bareType(type).kind !== 'any';

/** Whether a cell holds for this value; undefined where that is not told. */
function holdsFor(cell: UnaryTests | undefined, value: Value): boolean | undefined {
  const segment: Segment = value === null ? { kind: 'null' } : { kind: 'point', value };
  return cell && matchSegment(cell, segment);
}

/** Expressions of columns that are not this value where the tests of a rule hold. */
const excluding = (
  columns: ReadTable['columns'],
  tests: readonly (UnaryTests | undefined)[],
  value: Value,
): string[] =>
  tests.flatMap((cell, at) => {
    const { expression } = columns[at] ?? {};
    return expression !== undefined && holdsFor(cell, value) === false ? [expression] : [];
  });

/** The expression that is not this value in any later rule, since this one is hit then, whatever other columns hold. */
function catching(
  columns: ReadTable['columns'],
  tests: readonly (UnaryTests | undefined)[],
  value: Value,
): string[] {
  if (tests.length < columns.length) return [];
  const asking = columns.flatMap(({ expression }, at) => {
    const cell = tests[at];
    return cell?.any ? [] : [{ expression, holds: holdsFor(cell, value) === true }];
  });
  const [only] = asking;
  const isCaught = asking.every(({ expression, holds }) => holds && expression === only?.expression);
  return only && isCaught ? [only.expression] : [];
}

function checkWidth(table: DecisionTable, index: number, texts: TextCheck): void {
  const { tests, outputs, place } = table.rules[index] ??
    table.rules[0] ?? { tests: [], outputs: [], place: table.place };
  const expected = table.inputs.length + table.outputs.length;
  const actual = tests.length + outputs.length;
  if (actual !== expected)
    texts.report('TABLE_SHAPE', { rule: index + 1, at: place }, { rule: index + 1, actual, expected });
}

interface Input {
  told: Told;
  column: ReadTable['columns'][number];
  isRead: boolean;
}

function readInput(input: TableInput, at: number, scope: Scope, texts: TextCheck): Input {
  const { text, place } = input.expression;
  const isMissing = text === '';
  const label = input.label ?? (isMissing ? `#${at + 1}` : text);
  if (isMissing) {
    texts.isRead = false;
    texts.report('INPUT_EXPRESSION_MISSING', { column: label, at: place });
  }
  const { value: read, roots } = texts.collecting(() =>
    isMissing ? undefined : texts.expression(input.expression, scope, { column: label }),
  );
  const declared = texts.typeOf(input.typeRef, { column: label, at: place });
  if (read && declared) texts.result(read.told, declared, { column: label, at: place });
  const definition = texts.definitions.find(input.typeRef) ?? read?.told.definition;
  const type = declared && declared.kind !== 'any' ? declared : (read?.told.type ?? ANY);
  const of = { ...told(type), definition };
  const allowed = [input.allowedValues, ...texts.definitions.allowedValues(definition)]
    .filter((tests) => tests !== undefined)
    .flatMap((tests) => texts.allowed(tests, of, scope, { column: label }) ?? []);
  const expression = read ? printExpression(read.expression) : text;
  const domain = read?.told.domain;
  const column = { label, kinds: kindsOf(type), allowed, domain, expression, roots };
  return { told: of, column, isRead: read !== undefined };
}

/** Labels tell columns apart: one that two expressions have gets its expression added. */
function labelled(inputs: readonly Input[]): Input['column'][] {
  const columns = inputs.map(({ column }) => column);
  const alike = Map.groupBy(columns, ({ label }) => label);
  const shared = new Set(
    alike
      .entries()
      .filter(([, of]) => of.some(({ expression }) => expression !== of[0]?.expression))
      .map(([label]) => label),
  );
  return columns.map((column) =>
    shared.has(column.label) ? { ...column, label: `${column.label} (${column.expression})` } : column,
  );
}

function kindsOf(type: Type): readonly ScalarKind[] | undefined {
  const { kind } = bareType(type);
  return kind === 'any' || kind === 'null' ? undefined : kindsOfType(kind);
}

interface Output {
  column: string;
  declared: Type | undefined;
  allowed: readonly UnaryTests[];
  /** Of its default. */
  ofDefault: Told | undefined;
  where: Partial<FindingPlace>;
}

function readOutput(output: TableOutput, scope: Scope, texts: TextCheck): Output {
  const column = output.label ?? output.name ?? '';
  const declared = texts.typeOf(output.typeRef, { column });
  const definition = texts.definitions.find(output.typeRef);
  const allowed = [output.allowedValues, ...texts.definitions.allowedValues(definition)]
    .filter((tests) => tests !== undefined)
    .flatMap((tests) => texts.allowed(tests, told(declared), scope, { column }) ?? []);
  const read = output.defaultValue && texts.expression(output.defaultValue, scope, { column });
  if (read && declared) texts.result(read.told, declared, { column });
  return { column, declared, allowed, ofDefault: read?.told, where: { column, at: output.place } };
}

/** What a result is made of; undefined where that is not told: of what aggregates, or has no place for an output. */
function shapeOfTable(
  table: DecisionTable,
  outputs: readonly Output[],
  shapes: readonly (readonly Shape[])[],
): Shape | undefined {
  const { aggregation, rules, place } = table;
  if (aggregation !== undefined || unnamedOutput(table)) return undefined;
  const where = { at: place };
  const ofRules = rowShape(
    table,
    outputs.map(({ declared, where: at }, column) =>
      declared ? { kind: 'type', type: declared, where: at } : { kind: 'either', of: shapes[column] ?? [] },
    ),
  );
  const hasDefault = outputs.some(({ ofDefault }) => ofDefault !== undefined);
  const ofDefaults = rowShape(
    table,
    outputs.map(({ declared, ofDefault, where: at }) =>
      shapeOf(ofDefault && declared ? told(declared) : (ofDefault ?? told(NULL)), at),
    ),
  );
  const always = rules.filter(({ tests }) => tests.every(({ text }) => text.trim() === '-'));
  const of: Shape = isListing(table)
    ? { kind: 'hits', of: ofRules, areSeveral: always.length > 1, where }
    : ofRules;
  return hasDefault ? { kind: 'either', of: [of, ofDefaults] } : of;
}

function rowShape({ outputs, place }: DecisionTable, cells: readonly Shape[]): Shape {
  const [only] = cells;
  if (only && cells.length === 1) return only;
  const entries = outputs.flatMap(({ name = '' }, at) => {
    const cell = cells[at];
    return cell ? [[normalizeName(name), cell] as const] : [];
  });
  return { kind: 'context', entries: new Map(entries), where: { at: place } };
}

const isListing = ({ hitPolicy, aggregation }: DecisionTable): boolean =>
  ['COLLECT', 'RULE ORDER', 'OUTPUT ORDER'].includes(hitPolicy) && aggregation === undefined;

/** What it gives is compared with the allowed values where the outputs are. */
const unlisted = (of: Told): Told => (of.shape?.kind === 'value' ? { ...of, shape: undefined } : of);

function resultType(table: DecisionTable, types: readonly Type[], given: readonly Output[]): Type {
  const { aggregation } = table;
  const isNumber = aggregation === 'COUNT' || (aggregation === 'SUM' && table.outputs.length === 1);
  const one = isNumber ? NUMBER : rowType(table, types);
  const ofRules = isListing(table) ? listOf(one) : one;
  if (given.every(({ ofDefault }) => ofDefault === undefined)) return ofRules;
  const defaults = given.map(({ declared, ofDefault }) => (ofDefault && declared) ?? ofDefault?.type ?? NULL);
  return join(ofRules, rowType(table, defaults));
}

function rowType({ outputs }: DecisionTable, types: readonly Type[]): Type {
  if (outputs.length <= 1) return types[0] ?? ANY;
  return {
    kind: 'context',
    members: new Map(outputs.map(({ name = '' }, at) => [normalizeName(name), types[at] ?? ANY])),
  };
}
