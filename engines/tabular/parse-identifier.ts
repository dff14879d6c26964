import {
  isCreditCode,
  isDivisionCode,
  isLandlineNumber,
  isMobileNumber,
  isResidentId,
  parseCreditCode,
  parseDivisionCode,
  parseResidentId,
} from '@tandem/identifiers';
import { halfWidth } from './cell-bytes.ts';
import { KEEP, keepIfSame } from './cell-workspace.ts';
import type { CellWorkspace, Convert } from './cell-workspace.ts';
import { RULE_NUMBER } from './defect-rules.ts';

export type IdentifierType = 'creditCode' | 'residentId' | 'divisionCode' | 'phone';

/** What this engine needs to know of a parser of `@tandem/identifiers`. */
interface ParsedIdentifier {
  ok: boolean;
  /** Normalised: narrow, upper case, without blanks. */
  text: string;
  /** True when only check digits fail. */
  overridable?: boolean;
}

interface IdentifierScheme {
  test: (text: string) => boolean;
  parse: (text: string) => ParsedIdentifier;
  rule: number;
}

const SCHEMES: Readonly<Record<IdentifierType, IdentifierScheme>> = {
  creditCode: { test: isCreditCode, parse: parseCreditCode, rule: RULE_NUMBER.TABULAR_NOT_A_CREDIT_CODE },
  residentId: { test: isResidentId, parse: parseResidentId, rule: RULE_NUMBER.TABULAR_NOT_A_RESIDENT_ID },
  divisionCode: {
    test: isDivisionCode,
    parse: parseDivisionCode,
    rule: RULE_NUMBER.TABULAR_NOT_A_DIVISION_CODE,
  },
  phone: { test: isPhone, parse: parsePhone, rule: RULE_NUMBER.TABULAR_NOT_A_PHONE },
};

/**
 * Identifiers in their canonical form pass on the bytes; others are normalised (full width, lower case,
 * blanks). A failing check digit is a defect of its own and rejects the row unless `keepBadCheckDigits`:
 * then the value is kept and counted as a warning, as codes were issued with wrong check digits.
 */
export function identifierConverter(type: IdentifierType, keepBadCheckDigits: boolean): Convert {
  const { test, parse, rule } = SCHEMES[type];
  const judge = (text: string, work: CellWorkspace): number => {
    const parsed = parse(text);
    if (parsed.ok) return keepIfSame(parsed.text, text, work);
    if (!parsed.overridable) return rule;
    if (!keepBadCheckDigits) return RULE_NUMBER.TABULAR_BAD_CHECK_DIGIT;
    work.warning = RULE_NUMBER.TABULAR_BAD_CHECK_DIGIT;
    return keepIfSame(parsed.text, text, work);
  };
  return (bytes, from, to, work) => {
    if (to - from <= 24 && test(bytes.toString('latin1', from, to))) return KEEP;
    return to - from > 128 ? rule : judge(bytes.toString('utf8', from, to), work);
  };
}

/** An identifier as an import keeps it; undefined where it is none. */
export function normalIdentifier(type: IdentifierType, text: string): string | undefined {
  const parsed = SCHEMES[type].parse(text);
  return parsed.ok || parsed.overridable ? parsed.text : undefined;
}

/** Without area code, with an undivided one, or of the 400 and 800 services. */
const OTHER_NUMBER = /^(?:0\d{9,11}|[2-8]\d{6,7}(?:-\d{1,6})?|(?:400|800)-?\d{3}-?\d{4})$/u;

/** Mobile, fixed (with or without area code and extension) and 400/800 numbers of the mainland. */
export function isPhone(text: string): boolean {
  return isMobileNumber(text) || isLandlineNumber(text) || OTHER_NUMBER.test(text);
}

function parsePhone(text: string): ParsedIdentifier {
  const bare = halfWidth(text)
    .replace(/[\s\u200b]/gu, '')
    .replaceAll(/[－—–]/gu, '-')
    .replace(/^(?:\+?86|0086)-?(?=1[3-9]\d)/u, '')
    .replace(/^\((0\d{2,3})\)/u, '$1-');
  const digits = bare.replaceAll('-', '');
  const normal = isMobileNumber(digits) ? digits : bare;
  return { ok: isPhone(normal), text: normal };
}
