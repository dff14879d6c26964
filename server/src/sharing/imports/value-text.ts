import { formatDate, parseBoolean, parseDate, parseDatetime, parseMoney } from '@tandem/tabular';
import type { ItemType } from './dataset.ts';

const WHOLE = /^([-+]?\d{1,18})(?:\.0+)?$/u;
const DECIMAL = /^[-+]?(?:\d{1,40}(?:\.\d{0,40})?|\.\d{1,40})$/u;

/**
 * A value that a caller holds, as the hosted column of a type keeps it: read as an import reads a cell, so that what stands
 * in the provider's own file is found. Undefined: it is no value of the type.
 */
export function hostedText(type: ItemType, text: string): string | undefined {
  switch (type) {
    case 'integer':
      return WHOLE.exec(text)?.[1];
    case 'decimal':
      return DECIMAL.test(text) ? text : undefined;
    case 'money':
      return DECIMAL.test(text) ? text : parseMoney(text)?.amount;
    case 'date': {
      const date = parseDate(text);
      return date && formatDate(date);
    }
    case 'datetime':
      return parseDatetime(text)?.text;
    case 'boolean':
      return parseBoolean(text)?.toString();
    default:
      return text;
  }
}
