import { FeelDate } from '../values/date.ts';
import type { Value } from '../values/value.ts';

/**
 * Values of one input or result for many rows. `nulls` is a bitmap: the bit `row % 8` of its byte `row / 8` is set where
 * there is no value; numbers that FEEL does not have (NaN, infinities) are null as well. Of what is written in few
 * different ways (texts, above all) the codes stand in `codes`, each once in `dictionary`; a negative code is null.
 */
export type Column =
  | { kind: 'number'; values: Float64Array; nulls?: Uint8Array | undefined }
  /** Days since 1970-01-01. */
  | { kind: 'date'; days: Int32Array; nulls?: Uint8Array | undefined }
  /** 1 is true. */
  | { kind: 'boolean'; values: Uint8Array; nulls?: Uint8Array | undefined }
  | { kind: 'coded'; codes: Int32Array; dictionary: readonly Value[] }
  | { kind: 'values'; values: readonly Value[] };

export type ColumnOf<Kind extends Column['kind']> = Extract<Column, { kind: Kind }>;

export const isNullAt = (nulls: Uint8Array | undefined, row: number): boolean =>
  nulls !== undefined && (((nulls[row >> 3] ?? 0) >> (row & 7)) & 1) === 1;

/** The value of a row; null where the column, or its value, is missing. */
export function valueAt(column: Column | undefined, row: number): Value {
  switch (column?.kind) {
    case undefined:
      return null;
    case 'coded':
      return column.dictionary[column.codes[row] ?? -1] ?? null;
    case 'values':
      return column.values[row] ?? null;
    case 'number': {
      const value = column.values[row];
      if (value === undefined || !Number.isFinite(value) || isNullAt(column.nulls, row)) return null;
      return value === 0 ? 0 : value; // no −0
    }
    case 'date': {
      const day = column.days[row];
      return day === undefined || isNullAt(column.nulls, row) ? null : (FeelDate.ofDays(day) ?? null);
    }
    case 'boolean': {
      const value = column.values[row];
      return value === undefined || isNullAt(column.nulls, row) ? null : value === 1;
    }
  }
}

/** How many rows a column has values for. */
export function lengthOf(column: Column): number {
  switch (column.kind) {
    case 'coded':
      return column.codes.length;
    case 'values':
      return column.values.length;
    default: {
      const { length } = column.kind === 'date' ? column.days : column.values;
      return Math.min(length, (column.nulls?.length ?? Infinity) * 8);
    }
  }
}

/** Values, each once: those of simple kinds by what they are, others by identity. */
export class Dictionary {
  readonly values: Value[] = [];
  readonly #codes = new Map<Value, number>();

  /** −1 is null. */
  codeOf(value: Value): number {
    if (value === null) return -1;
    const known = this.#codes.get(value);
    if (known !== undefined) return known;
    const code = this.values.length;
    this.values.push(value);
    this.#codes.set(value, code);
    return code;
  }
}

/** The column that holds these values in the least room: of numbers, dates or booleans if they are such, else coded. */
export function columnOf(values: readonly Value[]): Exclude<Column, { kind: 'values' }> {
  const known = values.filter((value) => value !== null);
  const nulls = known.length < values.length ? bitmapOf(values, (value) => value === null) : undefined;
  if (known.length > 0 && known.every((value) => typeof value === 'number'))
    return {
      kind: 'number',
      values: Float64Array.from(values, (value) => (value === null ? NaN : Number(value))),
    };
  if (known.length > 0 && known.every((value) => value instanceof FeelDate))
    return {
      kind: 'date',
      days: Int32Array.from(values, (value) => (value instanceof FeelDate ? value.days : 0)),
      nulls,
    };
  if (known.length > 0 && known.every((value) => typeof value === 'boolean'))
    return { kind: 'boolean', values: Uint8Array.from(values, (value) => (value === true ? 1 : 0)), nulls };
  const dictionary = new Dictionary();
  const codes = Int32Array.from(values, (value) => dictionary.codeOf(value));
  return { kind: 'coded', codes, dictionary: dictionary.values };
}

function bitmapOf(values: readonly Value[], isSet: (value: Value) => boolean): Uint8Array {
  const bits = new Uint8Array((values.length + 7) >> 3);
  for (const [row, value] of values.entries())
    if (isSet(value)) bits[row >> 3] = (bits[row >> 3] ?? 0) | (1 << (row & 7));
  return bits;
}
