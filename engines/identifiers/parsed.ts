/** The answer of every parser of this engine. */
import { normalizeIdentifier } from './normalize.ts';
import type { Change } from './normalize.ts';

/** Positions (`at`) count from 0 in the normalized `text`. */
export type CommonReason =
  | { readonly code: 'empty'; readonly overridable: false }
  | {
      readonly code: 'length';
      readonly expected: readonly number[];
      readonly actual: number;
      readonly overridable: false;
    }
  | {
      readonly code: 'character';
      readonly at: number;
      readonly character: string;
      readonly allowed: 'digit' | 'letter-or-digit' | 'check-character';
      readonly overridable: false;
    };

/** The only kind of reason that a reviewer may set aside: codes were issued with wrong check digits. */
export interface CheckReason<Code extends string> {
  readonly code: Code;
  readonly at: number;
  readonly expected: string;
  readonly actual: string;
  readonly overridable: true;
}

export type Parsed<Value, Reason> =
  | {
      readonly ok: true;
      readonly value: Value;
      /** The normalized text; `value.code` is the form to store. */
      readonly text: string;
      readonly changes: readonly Change[];
    }
  | {
      readonly ok: false;
      /** Every reason, in order of position; never empty. */
      readonly reasons: readonly Reason[];
      readonly text: string;
      readonly changes: readonly Change[];
      /** True when only check digits fail. An override is a person's decision, kept on record by the caller. */
      readonly overridable: boolean;
      /** The parts, when overridable. */
      readonly value?: Value;
    };

export interface Scheme<Value, Reason> {
  /** Whether text of this length can be judged further. */
  readonly fits: (length: number) => boolean;
  /** The lengths that a refusal names. */
  readonly expected: readonly number[];
  /** Reasons beyond emptiness and length; called with text that fits. */
  readonly judge: (text: string) => readonly Reason[];
  /** Takes the text apart; called when nothing but check digits may be wrong. */
  readonly read: (text: string) => Value;
}

/** Normalizes, judges, reads. Text of a wrong length has no other reason: positions would mean nothing. */
export function parseBy<Value, Reason extends { readonly overridable: boolean }>(
  scheme: Scheme<Value, Reason>,
  input: string,
): Parsed<Value, Reason | CommonReason> {
  const { text, changes } = normalizeIdentifier(input);
  const reasons = reasonsOf(scheme, text);
  if (reasons.length === 0) return { ok: true, value: scheme.read(text), text, changes };
  const overridable = reasons.every((reason) => reason.overridable);
  const refused = { ok: false, reasons, text, changes, overridable } as const;
  return overridable ? { ...refused, value: scheme.read(text) } : refused;
}

function reasonsOf<Value, Reason>(
  { fits, expected, judge }: Scheme<Value, Reason>,
  text: string,
): readonly (Reason | CommonReason)[] {
  if (text === '') return [{ code: 'empty', overridable: false }];
  if (fits(text.length)) return judge(text);
  return [{ code: 'length', expected, actual: text.length, overridable: false }];
}

/** A `character` reason for each position in [from, to) that the test refuses. */
export function characterReasons(
  text: string,
  range: {
    readonly from: number;
    readonly to: number;
    readonly allowed: Extract<CommonReason, { code: 'character' }>['allowed'];
    readonly test: (charCode: number) => boolean;
  },
): CommonReason[] {
  const reasons: CommonReason[] = [];
  for (let at = range.from; at < range.to; at += 1) {
    if (range.test(text.charCodeAt(at))) continue;
    reasons.push({
      code: 'character',
      at,
      character: text.charAt(at),
      allowed: range.allowed,
      overridable: false,
    });
  }
  return reasons;
}

export function isDigit(charCode: number): boolean {
  return charCode >= 48 && charCode <= 57;
}

/** Parts given to a generator that no identifier can have. A caller's mistake, hence thrown. */
export class IdentifierError extends Error {
  readonly code = 'IDENTIFIER_PARTS_INVALID';
  readonly part: string;
  constructor(part: string) {
    super(`IDENTIFIER_PARTS_INVALID: ${part}`);
    this.name = 'IdentifierError';
    this.part = part;
  }
}
