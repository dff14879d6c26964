import { NestedColumn } from './parquet-nested.ts';
import type { ParquetPages } from './parquet-pages.ts';
import type { ParquetNode } from './parquet-schema.ts';
import { parquetFormat } from './parquet-values.ts';

/** The cells of one column, row by row; undefined where there is no value. */
export interface ParquetColumn {
  next(): string | Uint8Array | undefined;
}

/** Of the field whose leaves these pages are, in their order; fields that nest become JSON text. */
export function openColumn(
  field: ParquetNode,
  pages: readonly ParquetPages[],
  maxBytes: number,
): ParquetColumn {
  if (field.children.length > 0 || field.repeats === 'repeated')
    return new NestedColumn(field, pages, maxBytes);
  const format = parquetFormat(field.element);
  const [plain] = pages;
  return {
    next: () => {
      const value = plain!.next();
      return value === null || value === undefined ? undefined : format(value);
    },
  };
}
