/**
 * 公民身份号码 (GB 11643-1999): 6 division, 8 birth date, 3 sequence (odd male, even female), 1 check.
 *
 * The division is that of the first registration and is never a reason to refuse. There is no clock
 * here: a birth date in the future is a date like any other.
 */
import { isDivisionDigits } from './division-code.ts';
import { characterReasons, IdentifierError, isDigit, parseBy } from './parsed.ts';
import type { CheckReason, CommonReason, Parsed } from './parsed.ts';
import { pick, pickText } from './random.ts';
import type { Random } from './random.ts';

declare const residentIdBrand: unique symbol;

/** Eighteen characters; the last may be X. */
export type ResidentId = string & { readonly [residentIdBrand]: true };

export interface ResidentIdParts {
  readonly code: ResidentId;
  /** Six digits, as of the first registration. */
  readonly division: string;
  /** 'YYYY-MM-DD'. */
  readonly birthDate: string;
  readonly sequence: string;
  readonly sex: 'male' | 'female';
  readonly checkCharacter: string;
}

export type ResidentIdReason =
  | CommonReason
  | CheckReason<'resident-check'>
  | { readonly code: 'birth-date'; readonly at: 6; readonly text: string; readonly overridable: false }
  | {
      /** Fifteen digits as issued before 1999; `upgraded` is the number it became, to be confirmed. */
      readonly code: 'fifteen-digits';
      readonly upgraded: ResidentId;
      readonly overridable: false;
    };

const weights = Uint8Array.of(7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2);
/** Indexed by Σ mod 11. */
const checkCharacters = '10X98765432';
const daysOfMonth = Uint8Array.of(31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31);

/** Canonical text only: real birth date and right check character. Allocates nothing. */
export function isResidentId(text: string): text is ResidentId {
  if (text.length !== 18) return false;
  const sum = weightedSum(text);
  return sum >= 0 && text.charCodeAt(17) === checkCharacters.charCodeAt(sum % 11) && isBirthDate(text);
}

/** Every reason at once. A fifteen-digit number is refused with the number that it became. */
export function parseResidentId(input: string): Parsed<ResidentIdParts, ResidentIdReason> {
  return parseBy({ fits: (length) => length === 18 || length === 15, expected: [18], judge, read }, input);
}

/**
 * A number with a valid check character; parts not given are drawn (births 1950–2005). `sequence` and
 * `sex` must agree. Throws IDENTIFIER_PARTS_INVALID.
 */
export function generateResidentId(
  random: Random,
  parts: {
    readonly division?: string;
    /** 'YYYY-MM-DD' */
    readonly birthDate?: string;
    readonly sequence?: string;
    readonly sex?: 'male' | 'female';
  } = {},
): ResidentId {
  const {
    division = '110101',
    birthDate = drawBirthDate(random),
    sex = pick(random, ['male', 'female']),
  } = parts;
  const sequence = parts.sequence ?? drawSequence(random, sex);
  if (!isDivisionDigits(division)) throw new IdentifierError('division');
  if (sequence.length !== 3 || (parts.sex ?? sexOf(sequence)) !== sexOf(sequence)) {
    throw new IdentifierError('sequence');
  }
  const code = withCheck(`${division}${birthDate.replaceAll('-', '')}${sequence}`);
  if (!isResidentId(code)) throw new IdentifierError('residentId');
  return code;
}

function judge(text: string): ResidentIdReason[] {
  if (text.length === 15) return judgeFifteen(text);
  const reasons: ResidentIdReason[] = [
    ...characterReasons(text, { from: 0, to: 17, allowed: 'digit', test: isDigit }),
    ...characterReasons(text, { from: 17, to: 18, allowed: 'check-character', test: isCheckCharacter }),
  ];
  if (reasons.length > 0) return reasons;
  const birth = text.slice(6, 14);
  if (!isBirthDate(text)) reasons.push({ code: 'birth-date', at: 6, text: birth, overridable: false });
  const expected = checkCharacters.charAt(weightedSum(text) % 11);
  const actual = text.charAt(17);
  if (expected !== actual) {
    reasons.push({ code: 'resident-check', at: 17, expected, actual, overridable: true });
  }
  return reasons;
}

/** The old form: no century, no check character. */
function judgeFifteen(text: string): ResidentIdReason[] {
  const wrong = characterReasons(text, { from: 0, to: 15, allowed: 'digit', test: isDigit });
  if (wrong.length > 0) return wrong;
  const upgraded = withCheck(`${text.slice(0, 6)}19${text.slice(6)}`);
  if (isResidentId(upgraded)) return [{ code: 'fifteen-digits', upgraded, overridable: false }];
  return [{ code: 'birth-date', at: 6, text: text.slice(6, 12), overridable: false }];
}

function read(text: string): ResidentIdParts {
  return {
    code: text as ResidentId,
    division: text.slice(0, 6),
    birthDate: `${text.slice(6, 10)}-${text.slice(10, 12)}-${text.slice(12, 14)}`,
    sequence: text.slice(14, 17),
    sex: sexOf(text.slice(14, 17)),
    checkCharacter: text.charAt(17),
  };
}

function withCheck(body: string): string {
  return `${body}${checkCharacters.charAt(weightedSum(body) % 11)}`;
}

function sexOf(sequence: string): 'male' | 'female' {
  return sequence.charCodeAt(2) % 2 === 1 ? 'male' : 'female';
}

function drawBirthDate(random: Random): string {
  const first = Date.UTC(1950, 0, 1);
  const days = Math.floor((random() * (Date.UTC(2006, 0, 1) - first)) / 86_400_000);
  return new Date(first + days * 86_400_000).toISOString().slice(0, 10);
}

function drawSequence(random: Random, sex: 'male' | 'female'): string {
  return `${pickText(random, '0123456789', 2)}${pickText(random, sex === 'male' ? '13579' : '02468', 1)}`;
}

function isCheckCharacter(charCode: number): boolean {
  return isDigit(charCode) || charCode === 88;
}

/** Digits 7–14 as a day of the Gregorian calendar from 1800 to 2099. Expects digits there. */
function isBirthDate(text: string): boolean {
  const year = numberAt(text, 6) * 100 + numberAt(text, 8);
  const month = numberAt(text, 10);
  const day = numberAt(text, 12);
  if (year < 1800 || year > 2099 || month < 1 || month > 12 || day < 1) return false;
  const leapDay = month === 2 && year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 1 : 0;
  return day <= (daysOfMonth[month - 1] ?? 0) + leapDay;
}

function numberAt(text: string, at: number): number {
  return (text.charCodeAt(at) - 48) * 10 + text.charCodeAt(at + 1) - 48;
}

/** Over the first seventeen characters; −1 when one is no digit. */
function weightedSum(text: string): number {
  let sum = 0;
  for (let at = 0; at < 17; at += 1) {
    const charCode = text.charCodeAt(at);
    if (!isDigit(charCode)) return -1;
    sum += (charCode - 48) * (weights[at] ?? 0);
  }
  return sum;
}
