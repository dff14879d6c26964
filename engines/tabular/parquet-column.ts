import type { SchemaElement } from 'hyparquet';
import type { ParquetPages } from './parquet-pages.ts';
import type { ParquetField } from './parquet-schema.ts';
import { parquetFormat } from './parquet-values.ts';
import type { ParquetFormat } from './parquet-values.ts';

/** The cells of one column, row by row; undefined where there is no value. */
export interface ParquetColumn {
  next(): string | Uint8Array | undefined;
}

/** `maxBytes`: a list that gets longer is cut there, longer than allowed all the same. */
export function openColumn(
  pages: ParquetPages,
  { element, levels, list }: NonNullable<ParquetField['leaf']>,
  maxBytes: number,
): ParquetColumn {
  const format = parquetFormat(element);
  if (list) return new ListColumn(pages, { ...list, full: levels.definition, format, element, maxBytes });
  return {
    next: () => {
      const value = pages.next();
      return value === null || value === undefined ? undefined : format(value);
    },
  };
}

interface ListOptions {
  there: number;
  full: number;
  format: ParquetFormat;
  element: SchemaElement;
  maxBytes: number;
}

const NUMBER = /^-?\d+(\.\d+)?(e[+-]?\d+)?$/iu;

/** Lists as JSON text; numbers keep their digits. */
class ListColumn implements ParquetColumn {
  readonly #pages: ParquetPages;
  readonly #options: ListOptions;
  readonly #isBare: boolean;
  /** The first entry of the next row was read already. */
  #isAhead = false;
  #value: unknown;

  constructor(pages: ParquetPages, options: ListOptions) {
    this.#pages = pages;
    this.#options = options;
    const { type } = options.element;
    this.#isBare = type !== 'BYTE_ARRAY' || options.element.converted_type === 'DECIMAL';
  }

  next(): string | undefined {
    const { there, full, maxBytes } = this.#options;
    if (!this.#isAhead) this.#value = this.#pages.next();
    const { definition } = this.#pages;
    let text = '';
    let isEmpty = definition <= there;
    if (!isEmpty) text = this.#item(definition === full);
    for (this.#isAhead = false; this.#pages.left > 0;) {
      this.#value = this.#pages.next();
      this.#isAhead = this.#pages.repetition === 0;
      if (this.#isAhead) break;
      if (text.length <= maxBytes)
        text += `${isEmpty ? '' : ','}${this.#item(this.#pages.definition === full)}`;
      isEmpty = false;
    }
    return definition < there ? undefined : `[${text}]`;
  }

  #item(isThere: boolean): string {
    if (!isThere) return 'null';
    const value = this.#options.format(this.#value);
    const text = typeof value === 'string' ? value : Buffer.from(value).toString('utf8');
    const isBare = this.#isBare && (NUMBER.test(text) || this.#options.element.type === 'BOOLEAN');
    return isBare ? text : JSON.stringify(text);
  }
}
