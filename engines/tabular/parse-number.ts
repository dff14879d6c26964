import { halfWidth } from './cell-bytes.ts';
import { KEEP } from './cell-workspace.ts';
import type { CellWorkspace, Convert } from './cell-workspace.ts';
import { RULE_NUMBER } from './defect-rules.ts';

const MINUS = 0x2d;
const DOT = 0x2e;
const ZERO = 0x30;
/** Digits that a double holds exactly. */
const SAFE_DIGITS = 15;
const LONGEST_IDENTIFIER = 20;
const MAX_DIGITS = 1000;
const MAX_EXPONENT = 400;
const BIGINT_MAX = 2n ** 63n - 1n;
const BIGINT_MIN = -(2n ** 63n);

/**
 * Integers that fit PostgreSQL's bigint. Accepts full-width digits, thousands separators, a plus sign, and
 * decimals or exponents without a fractional value (`12.00`, `1E3`), which spreadsheets write.
 */
export const convertInteger: Convert = (bytes, from, to, work) => {
  let at = from;
  const negative = bytes[at] === MINUS;
  if (negative) at++;
  if (at < to && to - at <= SAFE_DIGITS) {
    let value = 0;
    for (; at < to; at++) {
      const digit = bytes[at]! - ZERO;
      if (digit < 0 || digit > 9) return slowInteger(bytes, from, to, work);
      value = value * 10 + digit;
    }
    work.value = negative ? -value : value;
    return KEEP;
  }
  return slowInteger(bytes, from, to, work);
};

function slowInteger(bytes: Buffer, from: number, to: number, work: CellWorkspace): number {
  const text = bytes.toString('utf8', from, to);
  const plain = plainDecimal(text);
  if (plain === undefined) return RULE_NUMBER.TABULAR_NOT_AN_INTEGER;
  if (plain === 'range') return RULE_NUMBER.TABULAR_NUMBER_OUT_OF_RANGE;
  const [whole = '', fraction = ''] = plain.split('.');
  if (/[1-9]/u.test(fraction)) return RULE_NUMBER.TABULAR_NOT_AN_INTEGER;
  if (lostDigits(text, whole)) return RULE_NUMBER.TABULAR_DIGITS_LOST;
  const value = BigInt(whole);
  if (value > BIGINT_MAX || value < BIGINT_MIN) return RULE_NUMBER.TABULAR_NUMBER_OUT_OF_RANGE;
  work.value = Number(value);
  return work.put(whole);
}

/** Decimals of any precision, kept digit by digit; the same leniency as integers. */
export const convertDecimal: Convert = (bytes, from, to, work) => {
  let at = from;
  const negative = bytes[at] === MINUS;
  if (negative) at++;
  let dot = -1;
  let value = 0;
  let digits = 0;
  for (; at < to; at++) {
    const byte = bytes[at]!;
    if (byte === DOT && dot < 0 && digits > 0 && at + 1 < to) {
      dot = at;
      continue;
    }
    const digit = byte - ZERO;
    if (digit < 0 || digit > 9 || ++digits > SAFE_DIGITS) return slowDecimal(bytes, from, to, work);
    value = value * 10 + digit;
  }
  if (digits === 0) return slowDecimal(bytes, from, to, work);
  if (dot >= 0) value /= POWERS[to - dot - 1]!;
  work.value = negative ? -value : value;
  return KEEP;
};

const POWERS = Float64Array.from({ length: SAFE_DIGITS + 1 }, (_, i) => 10 ** i);

function slowDecimal(bytes: Buffer, from: number, to: number, work: CellWorkspace): number {
  const text = bytes.toString('utf8', from, to);
  const plain = plainDecimal(text);
  if (plain === undefined) return RULE_NUMBER.TABULAR_NOT_A_NUMBER;
  if (plain === 'range') return RULE_NUMBER.TABULAR_NUMBER_OUT_OF_RANGE;
  if (lostDigits(text, plain.split('.')[0] ?? '')) return RULE_NUMBER.TABULAR_DIGITS_LOST;
  work.value = Number(plain);
  return work.put(plain);
}

/** What spreadsheets make of account and identity numbers: the length of one, written with an exponent, its last digits gone. */
function lostDigits(text: string, whole: string): boolean {
  const { length } = whole.replace('-', '');
  return length > SAFE_DIGITS && length <= LONGEST_IDENTIFIER && /e/iu.test(halfWidth(text));
}

const PLAIN = /^([-+]?)(\d*)(?:\.(\d*))?(?:[eE]([-+]?\d{1,4}))?$/u;
const GROUPED = /^[-+]?\d{1,3}(?:,\d{3})+(?:\.\d*)?$/u;

/**
 * The number as sign, digits and at most one dot, exponent resolved, separators removed; undefined if it is
 * no number, `range` if it has more than 1,000 digits.
 */
export function plainDecimal(text: string): string | undefined {
  const narrow = halfWidth(text).trim();
  const bare = GROUPED.test(narrow) ? narrow.replaceAll(',', '') : narrow;
  const match = PLAIN.exec(bare);
  if (!match) return undefined;
  const [, sign, whole = '', fraction = '', exponent = '0'] = match;
  if (whole === '' && fraction === '') return undefined;
  const shift = Number(exponent);
  if (whole.length + fraction.length > MAX_DIGITS || Math.abs(shift) > MAX_EXPONENT) return 'range';
  return (sign === '-' ? '-' : '') + shiftDecimal(whole, fraction, shift);
}

/** `whole.fraction` × 10^shift, exactly. */
export function shiftDecimal(whole: string, fraction: string, shift: number): string {
  let digits = whole + fraction;
  let point = whole.length + shift;
  if (point > digits.length) digits = digits.padEnd(point, '0');
  if (point < 0) {
    digits = '0'.repeat(-point) + digits;
    point = 0;
  }
  const left = digits.slice(0, point).replace(/^0+(?=\d)/u, '') || '0';
  const right = digits.slice(point);
  return right === '' ? left : `${left}.${right}`;
}
