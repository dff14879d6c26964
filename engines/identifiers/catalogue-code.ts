/**
 * 政务信息资源代码 (政务信息资源目录编制指南): a classification of 类 (1 digit), 项 (2), 目 (3) and 细目
 * (any number of digits, may be absent), a stroke, and a sequence of any length: `307002/12`.
 *
 * The guide fixes no width for the sequence, so `…/12` and `…/000012` are the same code written twice:
 * compare with {@link compareCatalogueCodes}, never as text.
 */
import { characterReasons, IdentifierError, isDigit, parseBy } from './parsed.ts';
import type { CommonReason, Parsed } from './parsed.ts';
import { pick, pickText } from './random.ts';
import type { Random } from './random.ts';

declare const catalogueCodeBrand: unique symbol;

/** At most 40 characters; as written by its department, leading zeros of the sequence kept. */
export type CatalogueCode = string & { readonly [catalogueCodeBrand]: true };

/** 类: 1 基础, 2 主题, 3 部门. */
export type CatalogueCategory = 'foundation' | 'theme' | 'department';

export interface CatalogueCodeParts {
  readonly code: CatalogueCode;
  /** What stands before the stroke. */
  readonly classification: string;
  readonly category: CatalogueCategory;
  /** 类, 1 digit. */
  readonly classDigit: string;
  /** 项, 2 digits. */
  readonly group: string;
  /** 目, 3 digits. */
  readonly subject: string;
  /** 细目, any number of digits; '' when absent. */
  readonly detail: string;
  /** A whole number from 1. */
  readonly sequence: number;
  /** Digits in which the sequence is written. */
  readonly sequenceWidth: number;
}

export type CatalogueCodeReason =
  | CommonReason
  | { readonly code: 'code-long'; readonly max: 40; readonly actual: number; readonly overridable: false }
  | { readonly code: 'stroke-missing'; readonly overridable: false }
  | { readonly code: 'stroke-twice'; readonly at: number; readonly overridable: false }
  | { readonly code: 'classification-short'; readonly at: number; readonly overridable: false }
  | {
      readonly code: 'category-unknown';
      readonly at: 0;
      readonly character: string;
      readonly overridable: false;
    }
  | { readonly code: 'sequence-missing'; readonly at: number; readonly overridable: false }
  | { readonly code: 'sequence-zero'; readonly at: number; readonly overridable: false }
  | { readonly code: 'sequence-long'; readonly at: number; readonly overridable: false };

const categories: Readonly<Record<string, CatalogueCategory>> = {
  1: 'foundation',
  2: 'theme',
  3: 'department',
};
const longest = 40;
const shortestClassification = 6;
/** Sequences stay exact as JavaScript numbers. */
const longestSequence = 15;
const shape = /^([123])(\d{2})(\d{3})(\d*)\/(\d{1,15})$/;

/** Canonical text only. */
export function isCatalogueCode(text: string): text is CatalogueCode {
  return text.length <= longest && shape.test(text) && /[1-9]/.test(text.slice(text.indexOf('/')));
}

export function parseCatalogueCode(input: string): Parsed<CatalogueCodeParts, CatalogueCodeReason> {
  return parseBy({ fits: () => true, expected: [], judge, read }, input);
}

/**
 * Puts a code together. `sequenceWidth` fills the sequence up with zeros (none by default).
 * Throws IDENTIFIER_PARTS_INVALID.
 */
export function formatCatalogueCode(parts: {
  readonly classification: string;
  readonly sequence: number;
  readonly sequenceWidth?: number;
}): CatalogueCode {
  const { classification, sequence, sequenceWidth = 1 } = parts;
  const code = `${classification}/${String(sequence).padStart(sequenceWidth, '0')}`;
  if (!isCatalogueCode(code)) throw new IdentifierError('catalogueCode');
  return code;
}

/**
 * The code after the highest of those taken, in one classification; `…/1` when none is. Codes of other
 * classifications are passed over; gaps are not filled, as a code that was given away never comes back.
 * The sequence keeps the width in which the highest is written. Throws IDENTIFIER_PARTS_INVALID.
 */
export function nextCatalogueCode(classification: string, taken: Iterable<CatalogueCode>): CatalogueCode {
  let sequence = 0;
  let sequenceWidth = 1;
  for (const code of taken) {
    const parts = read(code);
    if (parts.classification !== classification || parts.sequence <= sequence) continue;
    ({ sequence, sequenceWidth } = parts);
  }
  return formatCatalogueCode({ classification, sequence: sequence + 1, sequenceWidth });
}

/** By classification, then by the number of the sequence. 0 for one code written in two widths. */
export function compareCatalogueCodes(a: CatalogueCode, b: CatalogueCode): number {
  const [left, right] = [read(a), read(b)];
  if (left.classification !== right.classification)
    return left.classification < right.classification ? -1 : 1;
  return left.sequence - right.sequence;
}

/** A well-formed code. Throws IDENTIFIER_PARTS_INVALID. */
export function generateCatalogueCode(
  random: Random,
  parts: { readonly classification?: string } = {},
): CatalogueCode {
  const { classification = `${pick(random, ['1', '2', '3'])}${pickText(random, '0123456789', 5)}` } = parts;
  return formatCatalogueCode({ classification, sequence: 1 + Math.floor(random() * 9999) });
}

function judge(text: string): CatalogueCodeReason[] {
  if (text.length > longest) {
    return [{ code: 'code-long', max: longest, actual: text.length, overridable: false }];
  }
  const stroke = text.indexOf('/');
  const end = stroke < 0 ? text.length : stroke;
  const reasons: CatalogueCodeReason[] = [];
  const first = text.charAt(0);
  if (isDigit(first.charCodeAt(0)) && categories[first] === undefined) {
    reasons.push({ code: 'category-unknown', at: 0, character: first, overridable: false });
  }
  reasons.push(...characterReasons(text, { from: 0, to: end, allowed: 'digit', test: isDigit }));
  if (end < shortestClassification)
    reasons.push({ code: 'classification-short', at: end, overridable: false });
  if (stroke < 0) return [...reasons, { code: 'stroke-missing', overridable: false }];
  return [...reasons, ...judgeSequence(text, stroke + 1)];
}

function judgeSequence(text: string, from: number): CatalogueCodeReason[] {
  const sequence = text.slice(from);
  const second = sequence.indexOf('/');
  if (second >= 0) return [{ code: 'stroke-twice', at: from + second, overridable: false }];
  if (sequence === '') return [{ code: 'sequence-missing', at: from, overridable: false }];
  const wrong = characterReasons(text, { from, to: text.length, allowed: 'digit', test: isDigit });
  if (wrong.length > 0) return wrong;
  if (sequence.length > longestSequence) return [{ code: 'sequence-long', at: from, overridable: false }];
  return Number(sequence) === 0 ? [{ code: 'sequence-zero', at: from, overridable: false }] : [];
}

function read(text: string): CatalogueCodeParts {
  const [classification = '', sequence = ''] = text.split('/');
  const classDigit = classification.charAt(0);
  return {
    code: text as CatalogueCode,
    classification,
    category: categories[classDigit] ?? 'department',
    classDigit,
    group: classification.slice(1, 3),
    subject: classification.slice(3, 6),
    detail: classification.slice(6),
    sequence: Number(sequence),
    sequenceWidth: sequence.length,
  };
}
