import { comparePlaces, placeAmong } from '../compile/hit-policy.ts';
import type { Table } from '../compile/ir.ts';
import { added } from './arithmetic.ts';
import { extremeOf } from './calls.ts';
import { compareSql } from './compare.ts';
import { numberSql } from './constants.ts';
import { balanced, type Dialect } from './dialect.ts';
import { FEEL_DIGITS, unionOf, within } from './digits.ts';
import { typeOfSql } from './types.ts';
import {
  joinScalars,
  joinTexts,
  madeOf,
  NULL_SQL,
  Refusal,
  scalar,
  scalarOf,
  TRUE_SQL,
  type Scalar,
  type SqlValue,
} from './value.ts';
import type { ExpressionWriter, Frame } from './write-expression.ts';

interface Rule {
  condition: Scalar;
  outputs: readonly Scalar[];
}

interface WrittenTable {
  table: Table;
  rules: readonly Rule[];
  /** By output; undefined where the table has no default. */
  defaults: readonly Scalar[] | undefined;
}

/**
 * A decision table (DMN 1.5, clause 8.2.8); a violated hit policy is null. Several outputs are a context.
 * @throws Refusal after each cell without SQL has been told
 */
export function writeTable(writer: ExpressionWriter, table: Table, frame: Frame): SqlValue {
  const written = writeCells(writer, table, frame);
  switch (table.hitPolicy) {
    case 'FIRST':
      return firstHit(writer, written);
    case 'PRIORITY':
      return firstHit(writer, { ...written, rules: byPriority(table, written.rules) });
    case 'UNIQUE':
      return uniqueHit(writer, written);
    case 'ANY':
      return anyHit(writer, written);
    case 'RULE ORDER':
      return allHits(writer, written);
    case 'OUTPUT ORDER':
      return allHits(writer, { ...written, rules: byPriority(table, written.rules) });
    case 'COLLECT':
      return table.aggregation ? aggregated(writer, written, table.aggregation) : allHits(writer, written);
  }
}

/** Columns times rules, whether or not their cells are written. */
const MOST_CELLS = 1_000_000;

function writeCells(writer: ExpressionWriter, table: Table, frame: Frame): WrittenTable {
  const { attempt } = writer.report;
  if (table.rules.length * table.outputs.length > MOST_CELLS)
    throw new Refusal('SQL_TOO_LARGE', { limit: MOST_CELLS });
  for (const [input, { slot, value }] of table.inputs.entries())
    frame.set(
      slot,
      attempt({ table, input }, () => writer.stages.bindAll(writer.expression(value, frame))),
    );
  const cells = table.rules.map(({ tests, outputs }, rule) => ({
    tests: tests.map((test, input) =>
      attempt({ table, rule, input }, () =>
        writer.test(test, frame.get(table.inputs[input]?.slot ?? -1) ?? NULL_SQL, frame),
      ),
    ),
    outputs: outputs.map((value, output) =>
      attempt({ table, rule, output }, () => scalarOf(writer.expression(value, frame))),
    ),
  }));
  const hasDefault = table.outputs.some(({ defaultValue }) => defaultValue !== undefined);
  const defaults = table.outputs.map(({ defaultValue }, output) =>
    attempt({ table, output }, () =>
      defaultValue ? scalarOf(writer.expression(defaultValue, frame)) : NULL_SQL,
    ),
  );
  return {
    table,
    rules: cells.map(({ tests, outputs }) => ({
      condition: allOf(tests.map(scalarOf)),
      outputs: outputs.map(scalarOf),
    })),
    defaults: hasDefault ? defaults.map(scalarOf) : undefined,
  };
}

function allOf(tests: readonly Scalar[]): Scalar {
  const asked = tests.filter(({ text }) => text !== TRUE_SQL.text);
  const [only] = asked;
  if (!only) return TRUE_SQL;
  return asked.length === 1 ? only : joined(asked, 'and');
}

const joined = (conditions: readonly Scalar[], word: 'and' | 'or'): Scalar =>
  scalar('boolean', `(${joinScalars(conditions, ` ${word} `)})`, madeOf(conditions));

/** One value, or a context of them by the names of the outputs. */
function resultOf({ outputs }: Table, write: (column: number) => SqlValue): SqlValue {
  if (outputs.length === 1) return write(0);
  return { form: 'context', members: new Map(outputs.map(({ name = '' }, column) => [name, write(column)])) };
}

const outputsOf = (rules: readonly Rule[], column: number): Scalar[] =>
  rules.map(({ outputs }) => outputs[column] ?? NULL_SQL);

function firstHit(writer: ExpressionWriter, { table, rules, defaults }: WrittenTable): SqlValue {
  const conditions = rules.map(({ condition }) => condition);
  const isSingle = table.outputs.length === 1;
  const hit = isSingle || rules.length === 0 ? undefined : hitNumber(writer, conditions);
  const chosen = hit
    ? rules.map((_rule, index) => scalar('boolean', `(${hit.text} = ${index + 1})`, madeOf([hit])))
    : conditions;
  return resultOf(table, (column) =>
    writer.choose(chosen, outputsOf(rules, column), defaults?.[column] ?? NULL_SQL),
  );
}

/** Of the first rule that is hit, from 1; 0 where none is. */
function hitNumber(writer: ExpressionWriter, conditions: readonly Scalar[]): Scalar {
  const whens = conditions.map(({ text }, index) => `when ${text} then ${index + 1}`);
  return writer.bind(scalar('number', `(case ${joinTexts(whens, ' ')} else 0 end)`, madeOf(conditions)));
}

/** Bits of a whole number in all databases, none of them its sign. */
const BITS = 30;

/** Whether each rule is hit, as columns: of many rules, as bits of columns. */
function hitsOf(writer: ExpressionWriter, rules: readonly Rule[]): Scalar[] {
  const conditions = rules.map(({ condition }) => condition);
  if (rules.length <= BITS) return conditions.map(writer.bind);
  const hits: Scalar[] = [];
  for (let from = 0; from < rules.length; from += BITS) {
    const some = conditions.slice(from, from + BITS);
    const bits = some.map(({ text }, index) => `case when ${text} then ${2 ** index} else 0 end`);
    const made = { ...madeOf(some), nullable: false };
    const sum = balanced(bits, (a, b) => `(${a} + ${b})`);
    const column = writer.bind(scalar('number', sum, { ...made, depth: Math.max(1, made.depth) }));
    hits.push(
      ...some.map((_condition, index) =>
        scalar('boolean', `((${column.text} & ${2 ** index}) <> 0)`, { ...made, depth: column.depth }),
      ),
    );
  }
  return hits;
}

/** As a whole number of the database, for comparing it. */
const countOf = (hits: readonly Scalar[]): Scalar =>
  scalar(
    'number',
    balanced(
      hits.map(({ text }) => `case when ${text} then 1 else 0 end`),
      (a, b) => `(${a} + ${b})`,
    ),
    { ...madeOf(hits), nullable: false },
  );

function uniqueHit(writer: ExpressionWriter, { table, rules, defaults }: WrittenTable): SqlValue {
  if (rules.length < 2) return firstHit(writer, { table, rules, defaults });
  const hits = hitsOf(writer, rules);
  const count = writer.bind(countOf(hits));
  const conditions = hits.map((hit) =>
    scalar('boolean', `(${count.text} = 1 and ${hit.text})`, madeOf([count, hit])),
  );
  const none = scalar('boolean', `(${count.text} = 0)`, madeOf([count]));
  return resultOf(table, (column) =>
    defaults
      ? writer.choose(
          [...conditions, none],
          [...outputsOf(rules, column), defaults[column] ?? NULL_SQL],
          NULL_SQL,
        )
      : writer.choose(conditions, outputsOf(rules, column), NULL_SQL),
  );
}

/** All rules that are hit must say the same. */
function anyHit(writer: ExpressionWriter, { table, rules, defaults }: WrittenTable): SqlValue {
  if (rules.length < 2) return firstHit(writer, { table, rules, defaults });
  const hits = hitsOf(writer, rules);
  const firsts = table.outputs.map((_output, column) =>
    writer.bind(scalarOf(writer.choose(hits, outputsOf(rules, column), NULL_SQL))),
  );
  const others = rules.map(({ outputs }, index) => {
    const differences = firsts.map((first, column) =>
      compareSql(writer.dialect, '!=', outputs[column] ?? NULL_SQL, first),
    );
    return joined([hits[index] ?? TRUE_SQL, joined(differences, 'or')], 'and');
  });
  const isViolated = writer.bind(joined(others, 'or'));
  const isHit = joined(hits, 'or');
  return resultOf(table, (column) => {
    const first = firsts[column] ?? NULL_SQL;
    return defaults
      ? writer.choose([isViolated, isHit], [NULL_SQL, first], defaults[column] ?? NULL_SQL)
      : writer.choose([isViolated], [NULL_SQL], first);
  });
}

/** By the places of outputs in the lists of allowed values, which are known beforehand where outputs are constants. */
function byPriority({ outputs, rules }: Table, written: readonly Rule[]): Rule[] {
  const rankOf = (rule: number, column: number): number => {
    const { ranks = [] } = outputs[column] ?? {};
    const output = rules[rule]?.outputs[column];
    if (ranks.length === 0) return Infinity;
    if (!output) return Infinity;
    if (output.op !== 'constant') throw new Refusal('PRIORITY_UNKNOWN', { rule: rule + 1 });
    return placeAmong(ranks, output.value);
  };
  const ranked = written.map((rule, index) => ({
    rule,
    ranks: outputs.map((_output, column) => rankOf(index, column)),
  }));
  return ranked.toSorted((a, b) => comparePlaces(a.ranks, b.ranks)).map(({ rule }) => rule);
}

/** An array by output, in one order. */
function allHits(writer: ExpressionWriter, { table, rules, defaults }: WrittenTable): SqlValue {
  if (defaults) throw new Refusal('DEFAULT_OF_LIST');
  if (rules.length === 0) return resultOf(table, () => NULL_SQL);
  const hits = hitsOf(writer, rules);
  return resultOf(table, (column) => arraySql(writer.dialect, outputsOf(rules, column), hits));
}

/** Of those items whose conditions are true; null where none is. @throws Refusal for items of different kinds */
export function arraySql(
  dialect: Dialect,
  items: readonly Scalar[],
  conditions?: readonly Scalar[],
): SqlValue {
  const known = items.filter(({ kind }) => kind !== 'null');
  const { kind } = known[0] ?? scalar('string', '');
  const other = known.find((item) => item.kind !== kind);
  if (other) throw new Refusal('OPERANDS_UNSUPPORTED', { operator: 'list', left: kind, right: other.kind });
  const digits = within(unionOf(known.map((item) => item.digits)), Math.min(FEEL_DIGITS, dialect.mostDigits));
  const of = scalar(kind, '', { digits });
  const type = typeOfSql(dialect, of);
  const parts = items.map(({ text }, index) => {
    const item = dialect.arrayOf(text, type);
    const condition = conditions?.[index];
    return condition
      ? `(case when ${condition.text} then ${item} else ${dialect.emptyArray(type)} end)`
      : item;
  });
  const all = parts.length === 0 ? dialect.emptyArray(type) : dialect.concatenated(parts, type);
  const { depth } = madeOf([...items, ...(conditions ?? [])]);
  const text = conditions ? `(case when ${joined(conditions, 'or').text} then ${all} end)` : all;
  return { form: 'array', of, text, depth };
}

function aggregated(
  writer: ExpressionWriter,
  { table, rules, defaults }: WrittenTable,
  aggregation: NonNullable<Table['aggregation']>,
): SqlValue {
  const { dialect } = writer;
  if (aggregation !== 'COUNT' && table.outputs.length > 1) throw new Refusal('OUTPUTS_AGGREGATED');
  if (defaults && table.outputs.length > 1) throw new Refusal('OUTPUTS_AGGREGATED');
  const otherwise = defaults?.[0] ?? (aggregation === 'COUNT' ? numberSql(0, dialect) : NULL_SQL);
  if (rules.length === 0) return otherwise;
  const hits = hitsOf(writer, rules);
  const result =
    aggregation === 'COUNT' ? countedSql(dialect, hits) : reckoned(writer, rules, hits, aggregation);
  return writer.choose([joined(hits, 'or')], [result], otherwise);
}

function countedSql(dialect: Dialect, hits: readonly Scalar[]): Scalar {
  const digits = { whole: String(hits.length).length, fraction: 0 };
  const count = countOf(hits);
  return { ...count, text: `cast(${count.text} as ${dialect.decimal(digits)})`, digits };
}

/** Null where a rule that is hit says null, as there is no sum or extreme of it. */
function reckoned(
  writer: ExpressionWriter,
  rules: readonly Rule[],
  hits: readonly Scalar[],
  aggregation: 'SUM' | 'MIN' | 'MAX',
): Scalar {
  const { dialect } = writer;
  const outputs = outputsOf(rules, 0);
  const other = outputs.find(({ kind }) => kind !== 'number' && kind !== 'null');
  if (other && (aggregation === 'SUM' || other.kind === 'boolean' || other.kind === 'moment'))
    throw new Refusal('OPERANDS_UNSUPPORTED', { operator: aggregation, left: other.kind, right: other.kind });
  const hit = (index: number) => hits[index] ?? TRUE_SQL;
  if (aggregation === 'SUM') {
    const none = numberSql(0, dialect);
    const zero: Scalar = scalar('number', `cast(null as ${dialect.decimal(none.digits)})`);
    return added(
      dialect,
      outputs.map((output, index) =>
        scalarOf(writer.choose([hit(index)], [output.kind === 'null' ? zero : output], none)),
      ),
    );
  }
  const candidates = outputs.flatMap((output, index) =>
    output.kind === 'null' ? [] : [scalarOf(writer.choose([hit(index)], [output], NULL_SQL))],
  );
  const [first] = candidates;
  if (!first) return NULL_SQL;
  if (candidates.some(({ kind }) => kind !== first.kind))
    throw new Refusal('OPERANDS_UNSUPPORTED', { operator: aggregation, left: first.kind, right: 'null' });
  const digits = within(unionOf(candidates.map((one) => one.digits)), dialect.mostDigits);
  const choose = aggregation === 'MIN' ? 'least' : 'greatest';
  const extreme = extremeOf(
    choose,
    candidates.map((one) => ({ ...one, nullable: false })),
    digits,
  );
  const nulls = outputs.flatMap((output, index) =>
    output.nullable
      ? [scalar('boolean', `(${hit(index).text} and ${output.text} is null)`, madeOf([hit(index), output]))]
      : [],
  );
  const found = { ...extreme, nullable: true };
  return nulls.length === 0 ? found : scalarOf(writer.choose([joined(nulls, 'or')], [NULL_SQL], found));
}
