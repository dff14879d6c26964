import { TabularError } from './errors.ts';

/** Types of export columns. Decimals and dates are given as text, so that nothing passes through a double. */
export type ExportType = 'text' | 'integer' | 'decimal' | 'date' | 'datetime' | 'boolean';

export interface ExportColumn {
  name: string;
  type: ExportType;
  /** For decimals in Parquet: digits after the point. Without it they are written as text. */
  scale?: number;
}

/**
 * `integer`: number (safe) or bigint; `decimal`: text or number; `date`: `YYYY-MM-DD`; `datetime`: ISO 8601 text
 * or Date; `boolean`: that, or `true` and `false` as texts; `text`: any of these is written as its text.
 */
export type ExportValue = string | number | bigint | boolean | Date | null | undefined;

export type ExportRows = AsyncIterable<readonly ExportValue[]> | Iterable<readonly ExportValue[]>;

/** A value as plain text. */
export function exportText(value: ExportValue): string {
  if (value === null || value === undefined) return '';
  return value instanceof Date ? value.toISOString() : String(value);
}

export function exportBoolean(column: ExportColumn, value: ExportValue): boolean {
  const text = exportText(value);
  return text === 'true' || (text === 'false' ? false : unwritable(column));
}

export function unwritable(column: ExportColumn): never {
  throw new TabularError('TABULAR_VALUE_UNWRITABLE', { column: column.name, type: column.type });
}
