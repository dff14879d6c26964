/**
 * 组织机构代码 (GB 11714-1997): eight letters or digits and a check character, written with or without a
 * hyphen before it. Since 2015 it is the middle of every 统一社会信用代码.
 */
import { characterReasons, IdentifierError, isDigit, parseBy } from './parsed.ts';
import type { CheckReason, CommonReason, Parsed } from './parsed.ts';
import { pickText } from './random.ts';
import type { Random } from './random.ts';

declare const organizationCodeBrand: unique symbol;

/** Nine characters without hyphen. */
export type OrganizationCode = string & { readonly [organizationCodeBrand]: true };

export interface OrganizationCodeParts {
  readonly code: OrganizationCode;
  readonly body: string;
  readonly checkCharacter: string;
}

export type OrganizationCodeReason = CommonReason | CheckReason<'organization-check'>;

const weights = Uint8Array.of(3, 7, 9, 10, 5, 8, 4, 2);
/** Indexed by Σ mod 11. */
export const organizationCheckCharacters = '0X987654321';
const letterX = 88;

/** Canonical text only (upper case, no hyphen). Allocates nothing. */
export function isOrganizationCode(text: string): text is OrganizationCode {
  return text.length === 9 && hasOrganizationCheck(text, 0);
}

/** Whether nine characters from `offset` are an organization code. Allocates nothing. */
export function hasOrganizationCheck(text: string, offset: number): boolean {
  const sum = weightedSum(text, offset);
  return sum >= 0 && text.charCodeAt(offset + 8) === organizationCheckCharacters.charCodeAt(sum % 11);
}

/** The check character for the eight characters from `offset`, which are letters or digits. */
export function organizationCheckOf(text: string, offset = 0): string {
  return organizationCheckCharacters.charAt(weightedSum(text, offset) % 11);
}

/** Accepts also the written form with a hyphen (`D2143569-X`). */
export function parseOrganizationCode(input: string): Parsed<OrganizationCodeParts, OrganizationCodeReason> {
  return parseBy(
    { fits: (length) => length === 9, expected: [9], judge, read },
    input.replace(/[-－‐-―](?=\s*\S\s*$)/u, ''),
  );
}

/** A valid code; `body` fixes its first eight characters (digits and A–Z). */
export function generateOrganizationCode(
  random: Random,
  parts: { readonly body?: string } = {},
): OrganizationCode {
  const body = parts.body ?? `MA${pickText(random, '0123456789ABCDEFGHJKLMNPQRTUWXY', 6)}`;
  if (body.length !== 8 || weightedSum(body, 0) < 0) throw new IdentifierError('body');
  return `${body}${organizationCheckOf(body)}` as OrganizationCode;
}

function judge(text: string): OrganizationCodeReason[] {
  const reasons = [
    ...characterReasons(text, { from: 0, to: 8, allowed: 'letter-or-digit', test: isLetterOrDigit }),
    ...characterReasons(text, { from: 8, to: 9, allowed: 'check-character', test: isCheckCharacter }),
  ];
  return reasons.length > 0 ? reasons : organizationCheckReasons(text, 0);
}

/** The failed check of the nine characters from `offset`, whose first eight are letters or digits. */
export function organizationCheckReasons(text: string, offset: number): CheckReason<'organization-check'>[] {
  const expected = organizationCheckOf(text, offset);
  const at = offset + 8;
  const actual = text.charAt(at);
  return expected === actual ? [] : [{ code: 'organization-check', at, expected, actual, overridable: true }];
}

function read(text: string): OrganizationCodeParts {
  return { code: text as OrganizationCode, body: text.slice(0, 8), checkCharacter: text.charAt(8) };
}

export function isCheckCharacter(charCode: number): boolean {
  return isDigit(charCode) || charCode === letterX;
}

function isLetterOrDigit(charCode: number): boolean {
  return isDigit(charCode) || (charCode >= 65 && charCode <= 90);
}

/** −1 when a character is neither digit nor upper-case letter. */
function weightedSum(text: string, offset: number): number {
  let sum = 0;
  for (let at = 0; at < 8; at += 1) {
    const charCode = text.charCodeAt(offset + at);
    if (!isLetterOrDigit(charCode)) return -1;
    sum += (charCode - (charCode < 65 ? 48 : 55)) * (weights[at] ?? 0);
  }
  return sum;
}
