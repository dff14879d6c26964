/**
 * 统一社会信用代码 (GB 32100-2015): 1 registering department, 1 category, 6 division, 9 organization
 * code (GB 11714), 1 check character; alphabet without I O S V Z.
 *
 * The division is that of the registration and may be long gone: it is never a reason to refuse.
 */
import {
  generateOrganizationCode,
  hasOrganizationCheck,
  isCheckCharacter,
  organizationCheckReasons,
} from './organization-code.ts';
import type { OrganizationCode } from './organization-code.ts';
import { characterReasons, IdentifierError, isDigit, parseBy } from './parsed.ts';
import type { CheckReason, CommonReason, Parsed } from './parsed.ts';
import { pick, pickText } from './random.ts';
import type { Random } from './random.ts';

declare const creditCodeBrand: unique symbol;

/** Eighteen characters, upper case. */
export type CreditCode = string & { readonly [creditCodeBrand]: true };

export interface CreditCodeParts {
  readonly code: CreditCode;
  /** 登记管理部门代码: 1 机构编制, 5 民政, 9 市场监管, … */
  readonly department: string;
  /** 机构类别代码, within the department: of 9, 1 企业, 2 个体工商户, 3 农民专业合作社. */
  readonly category: string;
  /** Six digits, as of the registration. */
  readonly division: string;
  readonly organizationCode: OrganizationCode;
  readonly checkCharacter: string;
}

export type CreditCodeReason = CommonReason | CheckReason<'organization-check'> | CheckReason<'credit-check'>;

const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const weights = Uint8Array.of(1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28);
/** Value of a character code, −1 outside the alphabet. */
const values = new Int8Array(128).fill(-1);
for (let value = 0; value < alphabet.length; value += 1) values[alphabet.charCodeAt(value)] = value;

/** Canonical text only: both check characters right. Allocates nothing; for millions of calls. */
export function isCreditCode(text: string): text is CreditCode {
  if (text.length !== 18) return false;
  const sum = weightedSum(text);
  if (sum < 0 || values[text.charCodeAt(17)] !== (31 - (sum % 31)) % 31) return false;
  for (let at = 2; at < 8; at += 1) if (!isDigit(text.charCodeAt(at))) return false;
  return hasOrganizationCheck(text, 8);
}

/** Every reason at once; check characters are judged only when every character is allowed where it stands. */
export function parseCreditCode(input: string): Parsed<CreditCodeParts, CreditCodeReason> {
  return parseBy({ fits: (length) => length === 18, expected: [18], judge, read }, input);
}

/** A code with valid check characters; parts not given are drawn. Throws IDENTIFIER_PARTS_INVALID. */
export function generateCreditCode(
  random: Random,
  parts: {
    readonly department?: string;
    readonly category?: string;
    readonly division?: string;
    readonly organizationCode?: OrganizationCode;
  } = {},
): CreditCode {
  const {
    department = '9',
    category = pick(random, ['1', '1', '1', '2', '3']),
    division = `${pick(random, ['11', '32', '44', '64'])}${pickText(random, '0123456789', 4)}`,
    organizationCode = generateOrganizationCode(random),
  } = parts;
  const body = `${department}${category}${division}${organizationCode}`;
  const sum = body.length === 17 ? weightedSum(body) : -1;
  if (sum < 0) throw new IdentifierError('creditCode');
  const code = `${body}${checkCharacterOf(sum)}`;
  if (!isCreditCode(code)) throw new IdentifierError('creditCode');
  return code;
}

function judge(text: string): CreditCodeReason[] {
  const isAllowed = (charCode: number) => (values[charCode] ?? -1) >= 0;
  const reasons = [
    ...characterReasons(text, { from: 0, to: 2, allowed: 'letter-or-digit', test: isAllowed }),
    ...characterReasons(text, { from: 2, to: 8, allowed: 'digit', test: isDigit }),
    ...characterReasons(text, { from: 8, to: 16, allowed: 'letter-or-digit', test: isAllowed }),
    ...characterReasons(text, { from: 16, to: 17, allowed: 'check-character', test: isCheckCharacter }),
    ...characterReasons(text, { from: 17, to: 18, allowed: 'letter-or-digit', test: isAllowed }),
  ];
  if (reasons.length > 0) return reasons;
  return [...organizationCheckReasons(text, 8), ...creditCheckReasons(text)];
}

function creditCheckReasons(text: string): CheckReason<'credit-check'>[] {
  const expected = checkCharacterOf(weightedSum(text));
  const actual = text.charAt(17);
  return expected === actual ? [] : [{ code: 'credit-check', at: 17, expected, actual, overridable: true }];
}

function read(text: string): CreditCodeParts {
  return {
    code: text as CreditCode,
    department: text.charAt(0),
    category: text.charAt(1),
    division: text.slice(2, 8),
    organizationCode: text.slice(8, 17) as OrganizationCode,
    checkCharacter: text.charAt(17),
  };
}

function checkCharacterOf(sum: number): string {
  return alphabet.charAt((31 - (sum % 31)) % 31);
}

/** Over the first seventeen characters; −1 when one is outside the alphabet. */
function weightedSum(text: string): number {
  let sum = 0;
  for (let at = 0; at < 17; at += 1) {
    const value = values[text.charCodeAt(at)] ?? -1;
    if (value < 0) return -1;
    sum += value * (weights[at] ?? 0);
  }
  return sum;
}
