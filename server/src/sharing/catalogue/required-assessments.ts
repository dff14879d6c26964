import { canonicalJson } from '@tandem/ledger';
import type { EntryContent } from './entry-content.ts';

export const ASSESSMENT_KINDS = ['secrecy', 'privacyImpact', 'dataSecurity', 'other'] as const;
export type AssessmentKind = (typeof ASSESSMENT_KINDS)[number];
export const ASSESSMENT_RESULTS = ['passed', 'passedWithMeasures', 'failed'] as const;
export type AssessmentResult = (typeof ASSESSMENT_RESULTS)[number];

export interface KnownAssessment {
  kind: AssessmentKind;
  result: AssessmentResult;
  forVersion: number;
}

/** Art 13: secrecy always; privacy impact as soon as one item is personal information. */
export function requiredKinds(content: Pick<EntryContent, 'items'>): AssessmentKind[] {
  return content.items.some((item) => item.personal) ? ['secrecy', 'privacyImpact'] : ['secrecy'];
}

/** A change that neither touches what is shared nor how may rest on the assessments of the version before. */
export function needsFreshAssessment(before: EntryContent, after: EntryContent): boolean {
  const risk = ({ items, shareClass, modes, openness }: EntryContent) =>
    canonicalJson({ items, shareClass, modes, openness });
  return risk(before) !== risk(after);
}

export interface AssessmentGap {
  kind: AssessmentKind;
  problem: 'missing' | 'failed';
}

/**
 * What still keeps an entry from consent. `known` is newest first; `sinceVersion` is the oldest version whose
 * assessments still count. A failed assessment of any kind stands in the way until a newer one of that kind.
 */
export function findAssessmentGaps(
  content: Pick<EntryContent, 'items'>,
  known: readonly KnownAssessment[],
  sinceVersion: number,
): AssessmentGap[] {
  const counting = known.filter(({ forVersion }) => forVersion >= sinceVersion);
  const newest = new Map<AssessmentKind, KnownAssessment>();
  for (const assessment of counting)
    if (!newest.has(assessment.kind)) newest.set(assessment.kind, assessment);
  const failed = [...newest.values()].filter(({ result }) => result === 'failed');
  const missing = requiredKinds(content).filter((kind) => !newest.has(kind));
  return [
    ...missing.map((kind): AssessmentGap => ({ kind, problem: 'missing' })),
    ...failed.map(({ kind }): AssessmentGap => ({ kind, problem: 'failed' })),
  ];
}
