import { columnOf, type Column, type Columns } from '@tandem/decision';
import { fromPortable, toPortables, type Portable } from './portable-value.ts';

/** A column that threads read where it is; only its dictionary is copied to each. */
type SharedColumn =
  | Exclude<Column, { kind: 'coded' | 'values' }>
  | { kind: 'coded'; codes: Int32Array; dictionary: readonly Portable[] };
export type SharedColumns = ReadonlyMap<string, SharedColumn>;

/** Copies into shared memory what is not there already. */
export const shareColumns = (columns: Columns): SharedColumns =>
  new Map([...columns].map(([name, column]) => [name, sharedColumn(column)]));

function sharedColumn(column: Column): SharedColumn {
  switch (column.kind) {
    case 'values':
      return sharedColumn(columnOf(column.values));
    case 'coded':
      return { kind: 'coded', codes: shared(column.codes), dictionary: toPortables(column.dictionary) };
    case 'date':
      return { kind: 'date', days: shared(column.days), nulls: column.nulls && shared(column.nulls) };
    case 'number':
      return { kind: 'number', values: shared(column.values), nulls: column.nulls && shared(column.nulls) };
    case 'boolean':
      return { kind: 'boolean', values: shared(column.values), nulls: column.nulls && shared(column.nulls) };
  }
}

function shared<T extends Float64Array | Int32Array | Uint8Array>(values: T): T {
  if (values.buffer instanceof SharedArrayBuffer) return values;
  const make = values.constructor as new (buffer: SharedArrayBuffer) => T;
  const copy = new make(new SharedArrayBuffer(values.byteLength));
  copy.set(values);
  return copy;
}

/** What a thread makes of them. */
export const readColumns = (columns: SharedColumns): Columns =>
  new Map(
    [...columns].map(([name, column]): [string, Column] => [
      name,
      column.kind === 'coded' ? { ...column, dictionary: column.dictionary.map(fromPortable) } : column,
    ]),
  );
