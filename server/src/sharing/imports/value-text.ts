import {
  formatDate,
  normalIdentifier,
  parseBoolean,
  parseDate,
  parseDatetime,
  parseMoney,
  plainDecimal,
} from '@tandem/tabular';
import type { ItemType } from './dataset.ts';

const WHOLE = /^(-?\d{1,18})(?:\.0*)?$/u;

/** Digits, sign and dot of a number that fits a column. */
function decimalText(text: string): string | undefined {
  const plain = plainDecimal(text);
  return plain === 'range' ? undefined : plain;
}

/**
 * A value that a caller holds, as the hosted column of a type keeps it: read as an import reads a cell, so that what stands
 * in the provider's own file is found. Undefined: it is no value of the type.
 */
export function hostedText(type: ItemType, text: string): string | undefined {
  switch (type) {
    case 'integer':
      return WHOLE.exec(decimalText(text) ?? '')?.[1];
    case 'decimal':
      return decimalText(text);
    case 'money':
      return decimalText(text) ?? parseMoney(text)?.amount;
    case 'date': {
      const date = parseDate(text);
      return date && formatDate(date);
    }
    case 'datetime':
      return parseDatetime(text)?.text;
    case 'boolean':
      return parseBoolean(text)?.toString();
    case 'creditCode':
    case 'residentId':
    case 'divisionCode':
    case 'phone':
      return normalIdentifier(type, text);
    case 'text':
      return text;
  }
}
