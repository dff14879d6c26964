import {
  formatDate,
  normalIdentifier,
  parseBoolean,
  parseDate,
  parseDatetime,
  parseMoney,
  plainDecimal,
  type MoneyUnit,
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
 * A number without a unit is in the one that the column is kept in, as its values are shown. An amount in another currency
 * is none of the column's: the currency is told by a column of its own.
 */
function amountText(unit: MoneyUnit, text: string): string | undefined {
  const money = parseMoney(text, { unit, keptIn: unit });
  return decimalText(text) ?? (money?.currency === 'CNY' ? money.amount : undefined);
}

type ValueColumn = Pick<DatasetColumn, 'type' | 'unit'>;

function hostedText({ type, unit = '元' }: ValueColumn, text: string): string | undefined {
  switch (type) {
    case 'integer':
      return wholeText(text);
    case 'decimal':
      return decimalText(text);
    case 'money':
      return amountText(unit, text);
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

const DIVISION_LENGTHS = [6, 9, 12] as const;

/** A district is written with six digits, or with the zeros of what it does not name (GB/T 2260, GB/T 10114). */
function divisionTexts(code: string): string[] {
  const whole = code.padEnd(12, '0');
  const forms = DIVISION_LENGTHS.map((length) => whole.slice(0, length));
  return [...new Set([code, ...forms])].filter((form) => form.padEnd(12, '0') === whole);
}

/**
 * A value that somebody states, in the forms that the hosted column of an item may keep it in: read as an import reads a
 * cell, so that what stands in the provider's own file is found. Texts are kept as they came: as stated, or with their
 * characters composed. Empty: it is no value of the type.
 */
export function hostedTexts(column: ValueColumn, stated: string): string[] {
  const text = stated.trim();
  if (column.type === 'text') return [...new Set([text, text.normalize('NFC')])];
  const hosted = hostedText(column, text);
  if (hosted === undefined) return [];
  return column.type === 'divisionCode' ? divisionTexts(hosted) : [hosted];
}
