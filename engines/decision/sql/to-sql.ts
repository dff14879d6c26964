import type { FindingPlace } from '../check/finding.ts';
import type { CompiledModel } from '../compile/compiled-model.ts';
import type { Element } from '../compile/link.ts';
import type { Plan } from '../compile/plan.ts';
import { DecisionError } from '../decision-error.ts';
import { findHomes } from '../explain/find-homes.ts';
import type { FeelText } from '../model/model.ts';
import { limitOf, withinLimits } from '../within-limits.ts';
import { DIALECTS, type Dialect, type DialectName } from './dialect.ts';
import { InputReader, type ColumnOption, type SqlColumn } from './read-inputs.ts';
import { refusalSentence } from './sentences.ts';
import { Stages } from './stages.ts';
import { typeOfSql } from './types.ts';
import { Refusal, REFUSED, scalarOf, type Params, type RefusalCode, type SqlValue } from './value.ts';
import { ExpressionWriter, MOST_LEVELS, type Frame, type Where } from './write-expression.ts';
import { arraySql } from './write-table.ts';

export interface SqlOptions {
  dialect: DialectName;
  /** With one row a case; a name, or its parts (`['schema', 'table']`). `cases` unless told otherwise. */
  relation?: string | readonly string[];
  /** The column that tells which case a result is of: `key` unless told otherwise. */
  key?: string;
  /** By name of input data, with `.member` for a part of it. */
  columns?: Readonly<Record<string, ColumnOption>>;
}

/** An expression that has no SQL of the same meaning. The code is stable; the sentences are for people. */
export interface Unsupported {
  place: FindingPlace;
  code: RefusalCode;
  params: Params;
  zh: string;
  en: string;
}

export interface SqlStatement {
  sql: string;
  /** Columns that the relation must have beside the key. */
  inputs: readonly SqlColumn[];
  /** Columns of the result beside the key. */
  outputs: readonly SqlColumn[];
}

/**
 * A decision, with all that it requires, as one SELECT over a relation of cases. It gives for each row what `evaluate`
 * gives for the same values, or the decision is refused: every expression without SQL of the same meaning is named.
 * README.md says what is taken.
 * @throws DecisionError NOT_FOUND, REQUIREMENT_CYCLE; LIMIT_DEPTH for decisions that require each other in chains of many thousands
 */
export function toSql(
  model: CompiledModel,
  decision: string,
  options: SqlOptions,
): SqlStatement | { unsupported: readonly Unsupported[] } {
  const statement = new Statement(
    model,
    withinLimits(() => model.lowered(decision)),
    options,
  );
  try {
    return statement.write();
  } catch (error) {
    const limit = limitOf(error);
    // Whoever calls from far down has less of a stack left.
    if (limit instanceof DecisionError && limit.code === 'LIMIT_DEPTH') return statement.tooDeep();
    throw limit;
  }
}

class Statement {
  readonly #model: CompiledModel;
  readonly #plan: Plan;
  readonly #options: SqlOptions;
  readonly #dialect: Dialect;
  readonly #stages: Stages;
  readonly #writer: ExpressionWriter;
  readonly #unsupported: Unsupported[] = [];
  #element: Element | undefined;
  #where: Where = {};
  readonly #told = new Set<string>();
  #homes: ReturnType<typeof findHomes> | undefined;

  constructor(model: CompiledModel, plan: Plan, options: SqlOptions) {
    this.#model = model;
    this.#plan = plan;
    this.#options = options;
    this.#dialect = DIALECTS[options.dialect];
    this.#stages = new Stages(this.#dialect);
    this.#writer = new ExpressionWriter(this.#dialect, this.#stages, { attempt: this.#attempt }, model);
  }

  write(): SqlStatement | { unsupported: readonly Unsupported[] } {
    const { given, steps, outputs } = this.#plan;
    const { key = 'key', relation = 'cases', columns } = this.#options;
    const inputs = new InputReader(this.#writer, key, columns);
    const values: SqlValue[] = given.map(({ element, type, keys }) => {
      this.#element = element;
      return this.#attempt({}, () => inputs.read(keys, type));
    });
    for (const { unit, args, element } of steps) {
      this.#element = element;
      const frame: Frame = new Map(
        unit.parameters.map(({ slot }, index) => [slot, values[args[index] ?? -1] ?? REFUSED]),
      );
      values.push(
        this.#attempt({}, () => {
          const written = this.#attempt(undefined, () =>
            this.#stages.bindAll(this.#writer.expression(unit.body, frame)),
          );
          if (unit.fault) throw new Refusal('NOT_COMPILED', { code: unit.fault.code });
          return written;
        }),
      );
    }
    this.#refuseUnknown(inputs.unread);
    const made: { sql: string; column: SqlColumn }[] = [];
    for (const { name, index } of outputs) made.push(...this.#outputs(name, values[index] ?? REFUSED));
    let sql = '';
    this.#attempt({}, () => {
      const { identifier } = this.#dialect;
      const parts = typeof relation === 'string' ? [relation] : relation;
      this.#unique([key, ...made.map(({ column }) => column.name)]);
      sql = this.#stages.statement({
        relation: parts.map(identifier).join('.'),
        key: identifier(key),
        outputs: made.map((output) => output.sql),
      });
      return REFUSED;
    });
    if (this.#unsupported.length > 0) return { unsupported: this.#unsupported };
    return { sql, inputs: inputs.made, outputs: made.map(({ column }) => column) };
  }

  tooDeep(): { unsupported: readonly Unsupported[] } {
    this.#tell('SQL_TOO_DEEP', { limit: MOST_LEVELS }, {});
    return { unsupported: this.#unsupported };
  }

  /** One set of options may do for several decisions of a model; what was refused is told already. */
  #refuseUnknown(unread: Iterable<string>): void {
    if (this.#unsupported.length > 0) return;
    const read = this.#plan.given.flatMap(({ keys }) => keys);
    const others = this.#model.inputs.map(({ name }) => name).filter((name) => !read.includes(name));
    for (const name of unread)
      if (!others.some((other) => name === other || name.startsWith(`${other}.`)))
        this.#attempt({}, () => {
          throw new Refusal('COLUMN_UNKNOWN', { name });
        });
  }

  #unique(names: readonly string[]): void {
    const seen = new Set<string>();
    for (const name of names) {
      const same = this.#dialect.sameName(name);
      if (seen.has(same)) throw new Refusal('NAME_TWICE', { name });
      seen.add(same);
    }
  }

  /** A context gives a column for each of its members. */
  #outputs(name: string, value: SqlValue): { sql: string; column: SqlColumn }[] {
    if (value.form === 'context')
      return [...value.members].flatMap(([member, of]) =>
        this.#outputs(name === this.#plan.outputs[0]?.name ? member : `${name}.${member}`, of),
      );
    const made: { sql: string; column: SqlColumn }[] = [];
    this.#attempt({}, () => {
      const one = value.form === 'list' ? arraySql(this.#dialect, this.#writer.scalars(value.items)) : value;
      const [text, sqlType] =
        one.form === 'array'
          ? [one.text, this.#dialect.array(typeOfSql(this.#dialect, one.of))]
          : [scalarOf(one).text, typeOfSql(this.#dialect, scalarOf(one))];
      made.push({ sql: `${text} as ${this.#dialect.identifier(name)}`, column: { name, sqlType } });
      return REFUSED;
    });
    return made;
  }

  #attempt = (where: Where | undefined, write: () => SqlValue): SqlValue => {
    const around = this.#where;
    // A cell's own text is a part of its table.
    if (where) this.#where = where.text && isWithin(around, where.text) ? around : where;
    try {
      return write();
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const { code, params, text } = error;
      if (code) this.#tell(code, params, text && !isWithin(this.#where, text) ? { text } : this.#where);
      return REFUSED;
    } finally {
      this.#where = around;
    }
  };

  /** Once for each place, however often it stands there; that all of it is too much, once. */
  #tell(code: RefusalCode, params: Params, where: Where): void {
    const unsupported = { place: this.#placeOf(where), code, params, ...refusalSentence(code, params) };
    const key = code.startsWith('SQL_TOO_') ? code : JSON.stringify(unsupported);
    if (!this.#told.has(key)) this.#unsupported.push(unsupported);
    this.#told.add(key);
  }

  #placeOf({ element, text: own, table, rule, input, output }: Where): FindingPlace {
    if (element) return placeOfElement(element);
    this.#homes ??= findHomes(this.#model.models);
    const source = own ?? table?.source;
    const found = source && this.#homes.get(source);
    if (!found) return placeOfElement(this.#element);
    const { name, id, model } = found;
    if (own || !table) return { model, name, id, at: source.place };
    const [column, shown] =
      input === undefined
        ? [table.source.outputs[output ?? 0], undefined]
        : [undefined, table.source.inputs[input]];
    const cells = rule === undefined ? undefined : table.source.rules[rule];
    const text =
      (input === undefined
        ? (cells?.outputs[output ?? 0] ?? column?.defaultValue)
        : (cells?.tests[input] ?? shown?.expression)) ?? table.source;
    return {
      ...{ model, name, id, at: text.place },
      ...(rule === undefined ? {} : { rule: rule + 1 }),
      column: shown?.label ?? shown?.expression.text ?? column?.label ?? column?.name ?? name,
    };
  }
}

/** Whether a text is the one that is being looked at, or that of a cell, a column or a default which is. */
function isWithin({ text, table, rule, input, output }: Where, own: FeelText): boolean {
  if (!table) return text === own;
  const { inputs, outputs, rules } = table.source;
  const cells = rule === undefined ? undefined : rules[rule];
  const texts = [
    input === undefined ? undefined : (cells?.tests[input] ?? inputs[input]?.expression),
    output === undefined ? undefined : (cells?.outputs[output] ?? outputs[output]?.defaultValue),
  ];
  return texts.includes(own);
}

function placeOfElement(element: Element | undefined): FindingPlace {
  if (!element) return { model: '', name: '', id: undefined, at: { line: 1, column: 1 } };
  const { part, home, name } = element;
  const logic =
    element.kind === 'decision'
      ? element.part.logic
      : element.kind === 'knowledge'
        ? (element.part.logic?.body ?? element.part.logic)
        : undefined;
  const at = logic?.kind === 'literal' ? logic.expression.place : (logic?.place ?? part.place);
  return { model: home.model.namespace, name, id: part.id, at };
}
