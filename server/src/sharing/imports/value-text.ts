import {
  formatDate,
  normalIdentifier,
  parseBoolean,
  parseDate,
  parseDatetime,
  parseMoney,
  plainDecimal,
  unitInName,
} from '@tandem/tabular';
import type { DatasetColumn } from './dataset.ts';

const WHOLE = /^(-?\d{1,19})(?:\.0*)?$/u;

/** A number that the 64 bits of a column hold. */
function wholeText(text: string): string | undefined {
  const whole = WHOLE.exec(decimalText(text) ?? '')?.[1];
  return whole !== undefined && BigInt.asIntN(64, BigInt(whole)) === BigInt(whole) ? whole : undefined;
}

/** Digits, sign and dot of a number, without zeros at its end, so that equal numbers are equal texts. */
function decimalText(text: string): string | undefined {
  const plain = plainDecimal(text);
  if (plain === undefined || plain === 'range') return undefined;
  return plain.includes('.') ? plain.replace(/\.?0+$/u, '') : plain;
}

/**
 * A number without a unit is in the one that the item's name states, as its values are shown. An amount in another currency
 * is none of the item's: the currency is told by an item of its own.
 */
function amountText(item: string, text: string): string | undefined {
  const unit = unitInName(item) ?? '元';
  const money = parseMoney(text, { unit, keptIn: unit });
  return decimalText(text) ?? (money?.currency === 'CNY' ? money.amount : undefined);
}

function hostedText({ type, item }: Pick<DatasetColumn, 'item' | 'type'>, text: string): string | undefined {
  switch (type) {
    case 'integer':
      return wholeText(text);
    case 'decimal':
      return decimalText(text);
    case 'money':
      return amountText(item, text);
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

/**
 * A value that somebody states, as the hosted column of an item keeps it: read as an import reads a cell, so that what stands
 * in the provider's own file is found. Texts are kept as they came, so a text may be met in two forms: as it is stated, and
 * with its characters composed. Empty: it is no value of the type.
 */
export function hostedTexts(column: Pick<DatasetColumn, 'item' | 'type'>, stated: string): string[] {
  const text = stated.trim();
  const forms = column.type === 'text' ? [text, text.normalize('NFC')] : [hostedText(column, text)];
  return [...new Set(forms)].filter((form) => form !== undefined);
}
