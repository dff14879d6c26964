import { bareType, typeToText, type Type } from '../types/type.ts';
import { FEEL_DIGITS, type Digits } from './digits.ts';
import type { Stages } from './stages.ts';
import { typeOfSql } from './types.ts';
import { madeOf, Refusal, scalar, type Kind, type Scalar, type SqlValue } from './value.ts';
import { kindOfType, type ExpressionWriter } from './write-expression.ts';

/** How a column of the relation is called, and how many digits its decimals have. */
export interface ColumnOption {
  name?: string;
  precision?: number;
  scale?: number;
}

/** A column that the relation must have. */
export interface SqlColumn {
  /** Of input data, with `.member` for a part of it. */
  name: string;
  sqlType: string;
}

/** Unless told otherwise: up to 99,999,999,999,999.9999. */
const NUMBER_COLUMN: Digits = { whole: 14, fraction: 4 };
const DAYS_COLUMN: Digits = { whole: 13, fraction: 9 };
const MONTHS_COLUMN: Digits = { whole: 9, fraction: 0 };
/** Contexts within contexts. */
const DEEPEST = 20;

/** Reads input data from columns: contexts from one for each of their members. */
export class InputReader {
  /** What the relation must have. */
  readonly columns: SqlColumn[] = [];
  readonly #writer: ExpressionWriter;
  readonly #stages: Stages;
  readonly #options: ReadonlyMap<string, ColumnOption>;
  readonly #taken = new Set<string>();

  constructor(writer: ExpressionWriter, key: string, options: Readonly<Record<string, ColumnOption>> = {}) {
    this.#writer = writer;
    this.#stages = writer.stages;
    this.#options = new Map(Object.entries(options));
    this.#taken.add(writer.dialect.sameName(key));
  }

  /** What does not meet the constraints of its type is null, a context as a whole. @throws Refusal */
  read(name: string, type: Type): SqlValue {
    const conditions: Scalar[] = [];
    const value = this.#read(name, type, conditions, 0);
    return conditions.length === 0 ? value : this.#stages.bindAll(orNull(value, conditions));
  }

  #read(name: string, type: Type, conditions: Scalar[], depth: number): SqlValue {
    const bare = bareType(type);
    if (bare.kind === 'any') throw new Refusal('TYPE_MISSING', { name });
    const kind = kindOfType(bare);
    if (bare.kind === 'context' && bare.members.size > 0 && depth < DEEPEST) {
      const members = [...bare.members].map(
        ([member, of]) => [member, this.#read(`${name}.${member}`, of, conditions, depth + 1)] as const,
      );
      const context: SqlValue = { form: 'context', members: new Map(members) };
      conditions.push(...this.#writer.constraintsOf(context, type));
      return context;
    }
    if (kind === undefined) throw new Refusal('TYPE_UNSUPPORTED', { type: typeToText(bare) });
    const value = this.#column(name, kind);
    conditions.push(...this.#writer.constraintsOf(value, type).map(orOfNull(value)));
    return value;
  }

  #column(name: string, kind: Kind): Scalar {
    const { dialect } = this.#writer;
    const option = this.#options.get(name) ?? {};
    const column = option.name ?? name;
    const same = dialect.sameName(column);
    if (this.#taken.has(same)) throw new Refusal('NAME_TWICE', { name: column });
    this.#taken.add(same);
    const shape = { kind, digits: digitsFor(kind, option) };
    const sqlType = typeOfSql(dialect, shape);
    const identifier = dialect.identifier(column);
    const cast = `cast(${identifier} as ${sqlType})`;
    this.columns.push({ name: column, sqlType });
    const isDecimal = kind === 'number' || kind === 'days' || kind === 'months';
    // Digits that the type has no room for must not get lost: such a row ends the query with an error of conversion.
    const text = isDecimal
      ? `case when ${identifier} <> ${cast} then cast('DIGITS_LOST ' || ${identifier} as ${sqlType}) else ${cast} end`
      : kind === 'string'
        ? cast + dialect.byCodePoint
        : cast;
    return scalar(kind, this.#stages.given(text), { digits: shape.digits, depth: 1 });
  }
}

/** Null conforms to every type. */
const orOfNull =
  (value: Scalar) =>
  (condition: Scalar): Scalar => ({
    ...condition,
    text: `(${value.text} is null or ${condition.text})`,
  });

function orNull(value: SqlValue, conditions: readonly Scalar[]): SqlValue {
  if (value.form === 'context')
    return {
      ...value,
      members: new Map([...value.members].map(([name, member]) => [name, orNull(member, conditions)])),
    };
  if (value.form !== 'scalar') return value;
  const text = `(case when ${conditions.map((one) => one.text).join(' and ')} then ${value.text} end)`;
  return { ...value, text, nullable: true, depth: madeOf([value, ...conditions]).depth };
}

function digitsFor(kind: Kind, { precision, scale = 0 }: ColumnOption): Digits {
  if (kind === 'months') return MONTHS_COLUMN;
  const usual = kind === 'number' ? NUMBER_COLUMN : DAYS_COLUMN;
  if (precision === undefined) return usual;
  const isFit =
    Number.isInteger(precision) &&
    precision > 0 &&
    precision <= FEEL_DIGITS &&
    Number.isInteger(scale) &&
    scale >= 0 &&
    scale <= precision;
  if (!isFit) throw new Refusal('DIGITS_EXCEEDED', { digits: precision, limit: FEEL_DIGITS });
  return { whole: precision - scale, fraction: scale };
}
