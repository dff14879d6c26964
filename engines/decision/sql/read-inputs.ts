import { bareType, typeToText, type Type } from '../types/type.ts';
import { kindOfType } from './conform.ts';
import { FEEL_DIGITS, type Digits } from './digits.ts';
import { typeOfSql } from './types.ts';
import { Refusal, scalar, type Kind, type Scalar, type SqlValue } from './value.ts';
import type { ExpressionWriter } from './write-expression.ts';

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
  readonly made: SqlColumn[] = [];
  readonly #writer: ExpressionWriter;
  readonly #options: ReadonlyMap<string, ColumnOption>;
  readonly #taken = new Set<string>();
  readonly #unread: Set<string>;

  constructor(writer: ExpressionWriter, key: string, options: Readonly<Record<string, ColumnOption>> = {}) {
    this.#writer = writer;
    this.#options = new Map(Object.entries(options));
    this.#unread = new Set(this.#options.keys());
    this.#taken.add(writer.dialect.sameName(key));
  }

  /**
   * By the first of its keys, or the one that options name. What does not meet the constraints of its type is null, a
   * context as a whole. @throws Refusal
   */
  read(keys: readonly string[], type: Type): SqlValue {
    const names = [...this.#options.keys()];
    const isNamed = (key: string) => names.some((name) => name === key || name.startsWith(`${key}.`));
    const name = keys.find(isNamed) ?? keys[0] ?? '';
    return this.#writer.stages.bindAll(this.#writer.coerce(this.#columns(name, type, 0), type));
  }

  /** Names in the options that no column was read for. */
  get unread(): ReadonlySet<string> {
    return this.#unread;
  }

  #columns(name: string, type: Type, depth: number): SqlValue {
    const bare = bareType(type);
    if (bare.kind === 'any') throw new Refusal('TYPE_MISSING', { name });
    const kind = kindOfType(bare);
    if (kind !== undefined) return this.#column(name, kind);
    if (bare.kind !== 'context' || bare.members.size === 0 || depth >= DEEPEST)
      throw new Refusal('TYPE_UNSUPPORTED', { type: typeToText(bare) });
    const members = [...bare.members].map(
      ([member, of]) => [member, this.#columns(`${name}.${member}`, of, depth + 1)] as const,
    );
    return { form: 'context', members: new Map(members) };
  }

  #column(name: string, kind: Kind): Scalar {
    const { dialect } = this.#writer;
    const option = this.#options.get(name) ?? {};
    this.#unread.delete(name);
    const column = option.name ?? name;
    const same = dialect.sameName(column);
    if (this.#taken.has(same)) throw new Refusal('NAME_TWICE', { name: column });
    this.#taken.add(same);
    const shape = { kind, digits: digitsFor(kind, option) };
    const sqlType = typeOfSql(dialect, shape);
    const identifier = dialect.identifier(column);
    const cast = `cast(${identifier} as ${sqlType})`;
    this.made.push({ name: column, sqlType });
    const isDecimal = kind === 'number' || kind === 'days' || kind === 'months';
    // NaN and infinities are no numbers of FEEL, and differ from themselves less themselves. Digits that the type has no
    // room for must not get lost: such a row ends the query with an error of conversion.
    const text = isDecimal
      ? `case when ${identifier} - ${identifier} <> 0 then null when ${identifier} <> ${cast} then cast('DIGITS_LOST ' || ${identifier} as ${sqlType}) else ${cast} end`
      : kind === 'string'
        ? cast + dialect.byCodePoint
        : cast;
    return scalar(kind, this.#writer.stages.given(text), { digits: shape.digits, depth: 1 });
  }
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
