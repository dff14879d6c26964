/**
 * 行政区划代码: GB/T 2260 (2+2+2 digits, province, city, county) and the statistical codes that go on
 * with 3 digits for the township and 3 for the village. No check digit: a code is judged by its form
 * only, whether it exists is a question to the history of divisions.
 */
import { characterReasons, IdentifierError, isDigit, parseBy } from './parsed.ts';
import type { CommonReason, Parsed } from './parsed.ts';
import { pick, pickText } from './random.ts';
import type { Random } from './random.ts';

declare const divisionCodeBrand: unique symbol;

/** 6, 9 or 12 digits. */
export type DivisionCode = string & { readonly [divisionCodeBrand]: true };

export type DivisionLevel = 'nation' | 'province' | 'city' | 'county' | 'township' | 'village';

/** 街道, 镇, 乡; 居委会, 村委会; `other` for development zones, farms and the like. */
export type DivisionKind =
  'subdistrict' | 'town' | 'township' | 'residents-committee' | 'villagers-committee' | 'other';

export interface DivisionCodeParts {
  /** The shortest form: a county in six digits, though it was written in twelve. */
  readonly code: DivisionCode;
  readonly level: DivisionLevel;
  /**
   * Nearest first, ending with the province. A level that the code leaves out (00) is no parent: the
   * townships of 东莞 (441900003) stand under the city, counties like 460001 under the province.
   */
  readonly parents: readonly DivisionCode[];
  /** Of townships and villages. */
  readonly kind?: DivisionKind;
}

export type DivisionCodeReason =
  | CommonReason
  | { readonly code: 'township-missing'; readonly at: 6; readonly overridable: false }
  | { readonly code: 'province-missing'; readonly at: 0; readonly overridable: false };

const lengths: readonly number[] = [6, 9, 12];
const nation = '000000';
/** Ends of the levels below the nation. */
const ends = [2, 4, 6, 9, 12] as const;
const levels = ['nation', 'province', 'city', 'county', 'township', 'village'] as const;
/** GB/T 2260, including 71 81 82. No province has come or gone since 1997 that would need another prefix. */
const provincePrefixes = new Set([
  11, 12, 13, 14, 15, 21, 22, 23, 31, 32, 33, 34, 35, 36, 37, 41, 42, 43, 44, 45, 46, 50, 51, 52, 53, 54, 61,
  62, 63, 64, 65, 71, 81, 82,
]);

/**
 * 6, 9 or 12 digits under a known province. Allocates nothing. A form test: numbers of other meaning
 * (postcodes, amounts) can pass it.
 */
export function isDivisionCode(text: string): text is DivisionCode {
  const { length } = text;
  if (length !== 6 && length !== 9 && length !== 12) return false;
  for (let at = 0; at < length; at += 1) if (!isDigit(text.charCodeAt(at))) return false;
  return provincePrefixes.has((text.charCodeAt(0) - 48) * 10 + text.charCodeAt(1) - 48);
}

/** What `parseDivisionCode` takes as it stands, as a regular expression for JavaScript and PostgreSQL. */
export const DIVISION_CODE_PATTERN = '^((000){2,4}|(?!00)[0-9]{6}([0-9]{3}|000000|(?!000)[0-9]{6})?)$';

/** Accepts 6, 9 and 12 digits; `000000` is the nation. The province need not be a known one. */
export function parseDivisionCode(input: string): Parsed<DivisionCodeParts, DivisionCodeReason> {
  return parseBy({ fits: (length) => lengths.includes(length), expected: lengths, judge, read }, input);
}

/** A six-digit code of a county, not necessarily a real one. Throws IDENTIFIER_PARTS_INVALID. */
export function generateDivisionCode(
  random: Random,
  parts: { readonly province?: string } = {},
): DivisionCode {
  const { province = pick(random, ['11', '32', '44', '64']) } = parts;
  const code = `${province}0${pickText(random, '123456789', 1)}${pickText(random, '12', 1)}${pickText(random, '123456789', 1)}`;
  if (!isDivisionCode(code)) throw new IdentifierError('province');
  return code;
}

/** The digits that all codes within a division begin with, its own too: '110000' → '11', '000000' → ''. */
export function significantDigits(code: DivisionCode): string {
  let length = 0;
  for (const [index, end] of ends.entries()) {
    if (end > code.length) break;
    if (Number(code.slice(ends[index - 1] ?? 0, end)) > 0) length = end;
  }
  return code.slice(0, length);
}

export function isDivisionDigits(text: string): boolean {
  return /^\d{6}$/.test(text);
}

function judge(text: string): DivisionCodeReason[] {
  const wrong = characterReasons(text, { from: 0, to: text.length, allowed: 'digit', test: isDigit });
  if (wrong.length > 0) return wrong;
  const significant = significantDigits(text as DivisionCode);
  const reasons: DivisionCodeReason[] = [];
  if (text.startsWith('00') && significant !== '') {
    reasons.push({ code: 'province-missing', at: 0, overridable: false });
  }
  if (significant.length === 12 && text.slice(6, 9) === '000') {
    reasons.push({ code: 'township-missing', at: 6, overridable: false });
  }
  return reasons;
}

function read(text: string): DivisionCodeParts {
  const significant = significantDigits(text as DivisionCode);
  const level = levels[ends.findIndex((end) => end === significant.length) + 1] ?? 'nation';
  const kind = kindOf(significant);
  const parts = { code: padded(significant), level, parents: parentsOf(significant) };
  return kind === undefined ? parts : { ...parts, kind };
}

function parentsOf(significant: string): DivisionCode[] {
  const prefixes = ends
    .filter((end) => end < significant.length)
    .map((end) => significantDigits(padded(significant.slice(0, end))));
  return [...new Set(prefixes)].toReversed().map(padded);
}

function padded(significant: string): DivisionCode {
  return (significant === '' ? nation : significant.padEnd(6, '0')) as DivisionCode;
}

function kindOf(significant: string): DivisionKind | undefined {
  if (significant.length === 9) {
    return byRange(Number(significant.slice(6)), ['subdistrict', 'town', 'township'], [99, 199, 399]);
  }
  if (significant.length !== 12) return undefined;
  return byRange(Number(significant.slice(9)), ['residents-committee', 'villagers-committee'], [199, 399]);
}

function byRange(value: number, kinds: readonly DivisionKind[], lastOfKind: readonly number[]): DivisionKind {
  return kinds[lastOfKind.findIndex((last) => value <= last)] ?? 'other';
}
