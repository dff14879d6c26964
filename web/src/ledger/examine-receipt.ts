import {
  asIssued,
  leafHash,
  LedgerError,
  type LedgerErrorCode,
  nodeHash,
  parseCheckpoint,
  parseReceipt,
  type ReceiptParts,
  type VerifiedReceipt,
  verifyReceipt,
} from '@tandem/ledger';

/** What a receipt is examined for, in this order; the first that fails ends it. */
export const examinationSteps = ['form', 'signature', 'inclusion', 'opening'] as const;
export type ExaminationStep = (typeof examinationSteps)[number];
export type StepState = 'good' | 'bad' | 'open' | 'absent';

/** One level of the way from the entry up to the root. */
export interface PathLevel {
  /** The hash the proof brings, and on which side it joins. */
  sibling: Uint8Array;
  side: 'left' | 'right';
  /** What the two give together. */
  result: Uint8Array;
}

export interface InclusionPath {
  leaf: Uint8Array;
  levels: PathLevel[];
  /** The root that the checkpoint names. */
  signedRoot: Uint8Array;
  index: number;
  size: number;
  /** The way leads to the signed root. */
  meets: boolean;
}

export type Examination = {
  steps: Record<ExaminationStep, StepState>;
  /** Absent when the file is no receipt at all. */
  path: InclusionPath | undefined;
} & ({ ok: true; verified: VerifiedReceipt } | { ok: false; reason: LedgerErrorCode });

const failingStep: Partial<Record<LedgerErrorCode, ExaminationStep>> = {
  NOTE_MALFORMED: 'signature',
  CHECKPOINT_MALFORMED: 'signature',
  SIGNATURE_INVALID: 'signature',
  NOTE_NOT_SIGNED_BY_KNOWN_KEY: 'signature',
  INCLUSION_INVALID: 'inclusion',
  OPENING_INVALID: 'opening',
};

function stepsUntil(failed: ExaminationStep): Record<ExaminationStep, StepState> {
  const at = examinationSteps.indexOf(failed);
  const stateOf = (index: number): StepState => (index < at ? 'good' : index === at ? 'bad' : 'open');
  return Object.fromEntries(examinationSteps.map((step, index) => [step, stateOf(index)])) as Record<
    ExaminationStep,
    StepState
  >;
}

function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, index) => byte === b[index]);
}

/** How often a position can be halved before it is odd: levels on which a last node has no sibling of its own. */
function trailingZeros(position: number): number {
  let count = 0;
  for (let at = position; at !== 0 && at % 2 === 0; at /= 2) count += 1;
  return count;
}

/** Walks the proof as RFC 9162 section 2.1.3.2 does; the verdict itself is `verifyReceipt`'s. */
function walk(
  { entry, index, hashes }: ReceiptParts,
  size: number,
): { leaf: Uint8Array; levels: PathLevel[] } {
  const leaf = leafHash(entry);
  const levels: PathLevel[] = [];
  let hash = leaf;
  let at = index;
  let last = size - 1;
  for (const sibling of hashes) {
    const joinsLeft = at % 2 === 1 || at === last;
    const result = joinsLeft ? nodeHash(sibling, hash) : nodeHash(hash, sibling);
    levels.push({ sibling, side: joinsLeft ? 'left' : 'right', result });
    const levelsUp = joinsLeft ? trailingZeros(at) + 1 : 1;
    at = Math.floor(at / 2 ** levelsUp);
    last = Math.floor(last / 2 ** levelsUp);
    hash = result;
  }
  return { leaf, levels };
}

function pathOf(parts: ReceiptParts): InclusionPath | undefined {
  const end = parts.checkpoint.indexOf('\n\n');
  try {
    const { size, root } = parseCheckpoint(parts.checkpoint.slice(0, end + 1));
    const { leaf, levels } = walk(parts, size);
    const top = levels.at(-1)?.result ?? leaf;
    return { leaf, levels, signedRoot: root, index: parts.index, size, meets: sameBytes(top, root) };
  } catch (error) {
    if (error instanceof LedgerError) return undefined;
    throw error;
  }
}

function readParts(receipt: string): ReceiptParts | undefined {
  try {
    return parseReceipt(receipt);
  } catch (error) {
    if (error instanceof LedgerError) return undefined;
    throw error;
  }
}

/**
 * Examines a receipt with nothing but the given verifier keys, and draws how far it holds.
 * @throws LedgerError KEY_MALFORMED, KEY_TYPE_UNKNOWN when a key is no key
 */
export function examineReceipt(text: string, verifierKeys: readonly string[]): Examination {
  const receipt = asIssued(text);
  const verdict = verifyReceipt(receipt, verifierKeys);
  const parts = readParts(receipt);
  const path = parts && pathOf(parts);
  if (!verdict.ok) {
    return {
      ok: false,
      reason: verdict.reason,
      steps: stepsUntil(failingStep[verdict.reason] ?? 'form'),
      path,
    };
  }
  const opening = verdict.opened === undefined ? 'absent' : 'good';
  return {
    ok: true,
    verified: verdict,
    steps: { form: 'good', signature: 'good', inclusion: 'good', opening },
    path,
  };
}

/** The text with one character at `position` changed into another of the same kind; for showing that it fails. */
export function alterOneByte(text: string, position: number): string {
  const before = text[position] ?? '';
  const after =
    before === 'A' ? 'B' : before === '7' ? '8' : before === '\n' ? ' ' : before < 'A' ? '7' : 'A';
  return text.slice(0, position) + after + text.slice(position + 1);
}
