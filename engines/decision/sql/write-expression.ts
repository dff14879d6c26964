import type { ComparisonOperator } from '../feel/ast.ts';
import type { CompiledModel } from '../compile/compiled-model.ts';
import type { Ir, IrOf, Test, Unit } from '../compile/ir.ts';
import type { Element } from '../compile/link.ts';
import { NULL_IR } from '../compile/scope.ts';
import type { FeelText } from '../model/model.ts';
import type { Type } from '../types/type.ts';
import { FeelFunction } from '../values/function.ts';
import { arithmeticSql, daysBetween, type Writing } from './arithmetic.ts';
import { callSql } from './calls.ts';
import { compareSql } from './compare.ts';
import { conditionsOf, orNull } from './conform.ts';
import { constantSql } from './constants.ts';
import type { Dialect } from './dialect.ts';
import { unionOf, within } from './digits.ts';
import { memberSql } from './members.ts';
import type { Stages } from './stages.ts';
import {
  FALSE_SQL,
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
import { writeTable } from './write-table.ts';

/** Values of the slots of one unit. */
export type Frame = Map<number, SqlValue>;

/** How tables and cells report what has no SQL: the rest of the model is still looked at. */
export interface Report {
  /** The value, or a refused one after telling why; without `where` it is a part of what is being attempted. */
  attempt: (where: Where | undefined, write: () => SqlValue) => SqlValue;
}

/** A text of the model, a part of a table, or an element as a whole; undefined parts are the decision's own. */
export interface Where {
  element?: Element;
  text?: FeelText;
  table?: IrOf<'table'>['table'];
  rule?: number;
  input?: number;
  output?: number;
}

/** Characters of all expressions together, those within others counted again; and how many each counts at least. */
const MOST_CHARACTERS = 40_000_000;
const SMALLEST = 64;
/** Expressions within each other, chains of operators aside: what a stack holds whatever else it has done. */
export const MOST_LEVELS = 300;

const COMPARISONS: ReadonlySet<string> = new Set(['=', '!=', '<', '<=', '>', '>=']);
const ARITHMETIC: ReadonlySet<string> = new Set(['+', '-', '*', '/', '**', 'negate']);

function asCondition(value: SqlValue): Scalar {
  const one = scalarOf(value);
  return one.kind === 'boolean' ? one : scalar('boolean', 'cast(null as boolean)', madeOf([one]));
}

/** Writes what is lowered as expressions of SQL over the columns of earlier stages. */
export class ExpressionWriter implements Writing {
  readonly dialect: Dialect;
  readonly stages: Stages;
  readonly report: Report;
  readonly #model: CompiledModel;
  /** Business knowledge models that are being written out. */
  readonly #open = new Set<Unit>();
  #characters = 0;
  #levels = 0;

  constructor(dialect: Dialect, stages: Stages, report: Report, model: CompiledModel) {
    this.dialect = dialect;
    this.stages = stages;
    this.report = report;
    this.#model = model;
  }

  bind = (value: Scalar): Scalar => this.stages.bind(value);

  /** @throws Refusal */
  expression(ir: Ir, frame: Frame): SqlValue {
    const { text } = ir;
    if (!text) return this.#expression(ir, frame);
    const value = this.report.attempt({ text }, () => this.#expression(ir, frame));
    return value.form === 'quotient' ? { text, ...value } : value;
  }

  #expression(ir: Ir, frame: Frame): SqlValue {
    if (this.#levels >= MOST_LEVELS) throw new Refusal('SQL_TOO_DEEP', { limit: MOST_LEVELS });
    this.#levels += 1;
    try {
      return this.#counted(() => this.#written(ir, frame));
    } finally {
      this.#levels -= 1;
    }
  }

  #counted(write: () => SqlValue): SqlValue {
    this.#spend(SMALLEST);
    try {
      const value = write();
      if (value.form === 'scalar') this.#spend(value.text.length);
      return value;
    } catch (error) {
      // Nothing more is written when a part of it is too much already.
      if (error instanceof Refusal && error.code === 'SQL_TOO_LARGE') this.#characters = Infinity;
      throw error;
    }
  }

  /** What calls another twice doubles it, however little of it is kept. @throws Refusal SQL_TOO_LARGE */
  #spend(characters: number): void {
    this.#characters += characters;
    if (this.#characters > MOST_CHARACTERS) throw new Refusal('SQL_TOO_LARGE', { limit: MOST_CHARACTERS });
  }

  #written(ir: Ir, frame: Frame): SqlValue {
    switch (ir.op) {
      case 'constant':
        return constantSql(ir.value, this.dialect);
      case 'slot':
        return frame.get(ir.slot) ?? NULL_SQL;
      case 'apply':
        return this.#apply(ir, frame);
      case 'and':
      case 'or':
        return this.#logic(ir, frame);
      case 'if':
        return this.#conditional(ir, frame);
      case 'let':
        frame.set(ir.slot, this.stages.bindAll(this.#part(ir.value, frame)));
        return this.expression(ir.body, frame);
      case 'list':
        return { form: 'list', items: ir.items.map((item) => this.#part(item, frame)) };
      case 'context':
        return this.#context(ir, frame);
      case 'coerce':
        return this.#coerced(ir, frame);
      case 'call':
        return this.#call(ir, frame);
      case 'test':
        return this.test(ir.test, frame.get(ir.slot) ?? NULL_SQL, frame);
      case 'table':
        return writeTable(this, ir.table, frame);
      default:
        throw new Refusal('EXPRESSION_UNSUPPORTED', { expression: ir.op });
    }
  }

  /** What stands where a condition is asked for: what is no boolean counts as null. */
  condition(ir: Ir, frame: Frame): Scalar {
    return asCondition(this.expression(ir, frame));
  }

  /** One of several parts: what has no SQL in the others is told, too. */
  #part(ir: Ir, frame: Frame): SqlValue {
    return this.report.attempt(undefined, () => this.expression(ir, frame));
  }

  /** As single values; each that is none is told. @throws Refusal when one was refused */
  scalars = (values: readonly SqlValue[]): Scalar[] =>
    values.map((value) => this.report.attempt(undefined, () => scalarOf(value))).map(scalarOf);

  /** Of parts that are all needed. @throws Refusal when one was refused */
  #parts(irs: readonly Ir[], frame: Frame): SqlValue[] {
    const values = irs.map((ir) => this.#part(ir, frame));
    if (values.some(({ form }) => form === 'refused')) throw new Refusal();
    return values;
  }

  #conditional({ condition, whenTrue, otherwise }: IrOf<'if'>, frame: Frame): SqlValue {
    const parts = [condition, whenTrue, otherwise].map((ir) => this.#part(ir, frame));
    const [asked = NULL_SQL, first = NULL_SQL, second = NULL_SQL] = this.scalars(parts);
    return this.choose([asCondition(asked)], [first], second);
  }

  /** All sides of a chain at once: it is as long as its text, and no deeper than its sides. */
  #logic(ir: IrOf<'and' | 'or'>, frame: Frame): Scalar {
    const { op } = ir;
    const irs = [ir.right];
    let first = ir.left;
    for (; first.op === op && !first.text; first = first.left) irs.push(first.right);
    const parts = [first, ...irs.toReversed()].map((side) => this.#part(side, frame));
    const sides = this.scalars(parts).map(asCondition);
    return scalar('boolean', `(${joinScalars(sides, ` ${op} `)})`, madeOf(sides));
  }

  #apply({ primitive, args }: IrOf<'apply'>, frame: Frame): SqlValue {
    // It only tells whether an output is listed; there are no messages here.
    if (primitive.name === 'listed' && args[0]) return this.expression(args[0], frame);
    const { name, detail } = primitive;
    if (ARITHMETIC.has(name)) return this.#arithmetic({ primitive, args }, frame);
    const [first = NULL_SQL, second = NULL_SQL, third = NULL_SQL] = this.#parts(args, frame);
    if (COMPARISONS.has(name)) return compareSql(this.dialect, name as ComparisonOperator, first, second);
    switch (name) {
      case 'between':
        return this.#interval(first, second, third, ['>=', '<=']);
      case 'is condition': {
        const { kind } = scalarOf(first);
        return kind === 'boolean' || kind === 'null' ? TRUE_SQL : FALSE_SQL;
      }
      case 'failing':
        if (detail === 'EXTERNAL_FUNCTION_REFUSED') throw new Refusal('NOT_COMPILED', { code: detail });
        return NULL_SQL;
      case 'member':
        return this.#member(args[0], first, detail ?? '', frame);
      default:
        throw new Refusal('EXPRESSION_UNSUPPORTED', { expression: name });
    }
  }

  /** From the left to the right of a chain such as `a + b - c`, which is no deeper than its operands. */
  #arithmetic(last: Pick<IrOf<'apply'>, 'primitive' | 'args'>, frame: Frame): SqlValue {
    const chain = [last];
    let [first = NULL_IR] = last.args;
    while (first.op === 'apply' && ARITHMETIC.has(first.primitive.name) && !first.text) {
      chain.push(first);
      [first = NULL_IR] = first.args;
    }
    return chain.reduceRight<SqlValue>(
      (left, { primitive: { name }, args }) =>
        this.report.attempt(undefined, () =>
          this.#counted(() => {
            const sides = [left, ...args.slice(1).map((arg) => this.#part(arg, frame))];
            return arithmeticSql(this, name, sides);
          }),
        ),
      this.#part(first, frame),
    );
  }

  /** The days of a difference of dates are whole, and known without dividing. */
  #member(of: Ir | undefined, value: SqlValue, name: string, frame: Frame): SqlValue {
    if (name === 'days' && of?.op === 'apply' && of.primitive.name === '-') {
      const [until, since] = of.args.map((arg) => this.expression(arg, frame));
      if (
        until?.form === 'scalar' &&
        since?.form === 'scalar' &&
        until.kind === 'date' &&
        since.kind === 'date'
      )
        return daysBetween(this.dialect, until, since);
    }
    return memberSql(this.dialect, value, name);
  }

  #interval(
    value: SqlValue,
    low: SqlValue,
    high: SqlValue,
    [from, to]: readonly [ComparisonOperator, ComparisonOperator],
  ): Scalar {
    const tests = [compareSql(this.dialect, from, value, low), compareSql(this.dialect, to, value, high)];
    return scalar('boolean', `(${joinScalars(tests, ' and ')})`, madeOf(tests));
  }

  #context({ entries, result }: IrOf<'context'>, frame: Frame): SqlValue {
    const members = new Map<string, SqlValue>();
    for (const { key, slot, value } of entries) {
      const written = this.stages.bindAll(this.#part(value, frame));
      frame.set(slot, written);
      members.set(key, written);
    }
    return result ? this.expression(result, frame) : { form: 'context', members };
  }

  /** The first branch whose condition is true. @throws Refusal for branches of different kinds */
  choose(conditions: readonly Scalar[], branches: readonly SqlValue[], otherwise: SqlValue): SqlValue {
    if (conditions.length === 0) return otherwise;
    const values = [...branches, otherwise].map(scalarOf);
    const known = values.filter(({ kind }) => kind !== 'null');
    const kind = known[0]?.kind;
    if (kind === undefined) return NULL_SQL;
    const other = known.find((value) => value.kind !== kind);
    if (other) throw new Refusal('OPERANDS_UNSUPPORTED', { operator: 'if', left: kind, right: other.kind });
    const digits = within(unionOf(known.map((value) => value.digits)), this.dialect.mostDigits);
    const last = values.at(-1) ?? NULL_SQL;
    const whens = conditions.map(({ text }, index) => `when ${text} then ${values[index]?.text ?? 'null'}`);
    const end = last.kind === 'null' ? '' : ` else ${last.text}`;
    return scalar(kind, `(case ${joinTexts(whens, ' ')}${end} end)`, {
      digits,
      nullable: madeOf(values).nullable,
      depth: madeOf([...values, ...conditions]).depth,
    });
  }

  /** What a slot holds is of its type already. */
  #coerced({ value, to }: IrOf<'coerce'>, frame: Frame): SqlValue {
    const written = this.expression(value, frame);
    return value.op === 'slot' && value.type === to && to.kind === 'defined'
      ? written
      : this.coerce(written, to);
  }

  /** A value where one of a type is asked for; what does not conform is null. */
  coerce(value: SqlValue, to: Type): SqlValue {
    return orNull(value, this.conditions(value, to));
  }

  conditions(value: SqlValue, type: Type): Scalar[] {
    return conditionsOf((test, tested) => this.test(test, tested, new Map([[0, tested]])), value, type);
  }

  #call({ callee, args, names }: IrOf<'call'>, frame: Frame): SqlValue {
    const fn = callee.op === 'constant' && callee.value instanceof FeelFunction ? callee.value : undefined;
    if (!fn) throw new Refusal('EXPRESSION_UNSUPPORTED', { expression: 'call' });
    const values = args.map((arg) => this.#part(arg, frame));
    // Of names that are bound nothing is left.
    if (fn.ways) return names ? NULL_SQL : callSql(this, fn, values);
    const unit = this.#model.unitOf(fn);
    if (!unit) throw new Refusal('FUNCTION_UNSUPPORTED', { function: '' });
    const { fault } = unit;
    if (names && !fault) return NULL_SQL;
    if (!fault) return this.#inlined(unit, values);
    // Others have no body.
    if (fault.code === 'NAME_UNKNOWN') this.report.attempt(undefined, () => this.#inlined(unit, values));
    return this.report.attempt({ element: fault.element }, () => {
      throw new Refusal('NOT_COMPILED', { code: fault.code });
    });
  }

  /** A business knowledge model in place of its call. */
  #inlined(unit: Unit, args: readonly SqlValue[]): SqlValue {
    const { parameters, body } = unit;
    if (args.length !== parameters.length) return NULL_SQL;
    if (this.#open.has(unit)) throw new Refusal('RECURSION_UNSUPPORTED');
    const frame: Frame = new Map();
    const conditions: Scalar[] = [];
    for (const [index, { slot, type }] of parameters.entries()) {
      const given = this.stages.bindAll(args[index] ?? NULL_SQL);
      conditions.push(...this.conditions(given, type));
      frame.set(slot, given);
    }
    this.#open.add(unit);
    try {
      // With an argument that does not conform it is not called.
      return orNull(this.expression(body, frame), conditions);
    } finally {
      this.#open.delete(unit);
    }
  }

  /** Whether a value passes a unary test: three-valued. */
  test(test: Test, value: SqlValue, frame: Frame): Scalar {
    switch (test.test) {
      case 'any':
        return TRUE_SQL;
      case 'compare':
        return compareSql(this.dialect, test.operator, value, this.expression(test.operand, frame));
      case 'between': {
        const [low = NULL_SQL, high = NULL_SQL] = this.#parts([test.low, test.high], frame);
        return this.#interval(value, low, high, [
          test.lowIncluded ? '>=' : '>',
          test.highIncluded ? '<=' : '<',
        ]);
      }
      case 'matches':
        return this.#matches(value, this.expression(test.operand, frame));
      case 'holds':
        return this.condition(test.condition, frame);
      case 'either': {
        const tests = test.tests
          .map((one) => this.report.attempt(undefined, () => this.test(one, value, frame)))
          .map(scalarOf);
        return scalar('boolean', `(${joinScalars(tests, ' or ')})`, madeOf(tests));
      }
      case 'not': {
        const of = this.test(test.of, value, frame);
        return scalar('boolean', `(not ${of.text})`, madeOf([of]));
      }
    }
  }

  #matches(value: SqlValue, wanted: SqlValue): Scalar {
    if (wanted.form === 'range') return this.#inRange(value, wanted);
    if (wanted.form !== 'list') return compareSql(this.dialect, '=', value, wanted);
    const tests = wanted.items.map((item) => {
      if (item.form !== 'range') return compareSql(this.dialect, '=', value, item);
      const inRange = this.#inRange(value, item);
      return inRange.nullable
        ? { ...inRange, text: `coalesce(${inRange.text}, false)`, nullable: false }
        : inRange;
    });
    if (tests.length === 0) return FALSE_SQL;
    return scalar('boolean', `(${joinScalars(tests, ' or ')})`, madeOf(tests));
  }

  /** An end that is missing is open to infinity. */
  #inRange(
    value: SqlValue,
    { low, high, lowIncluded, highIncluded, operator }: Extract<SqlValue, { form: 'range' }>,
  ): Scalar {
    if (operator === '=' || operator === '!=')
      return compareSql(this.dialect, operator, value, low ?? NULL_SQL);
    const tests = [
      ...(low ? [compareSql(this.dialect, lowIncluded ? '>=' : '>', value, low)] : []),
      ...(high ? [compareSql(this.dialect, highIncluded ? '<=' : '<', value, high)] : []),
    ];
    if (tests.length === 0) return TRUE_SQL;
    return scalar('boolean', `(${joinScalars(tests, ' and ')})`, madeOf(tests));
  }
}
