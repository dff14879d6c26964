import { startClock, stopClock } from '../../foundation/clocks/index.ts';
import { rule } from '../../foundation/statute/index.ts';
import type { FieldError } from '../../platform/app-error.ts';
import type { Transact, Tx } from '../../platform/database/transaction.ts';
import { listAssessments } from './assessment-store.ts';
import { lockDraft, markConsented, type Draft } from './draft-store.ts';
import { catalogueError } from './errors.ts';
import { assertAct, assertNotFiler, assertOneSide, assertProvider } from './guard-draft.ts';
import { contentDigest, recordAct } from './record-act.ts';
import { findAssessmentGaps, needsFreshAssessment, type AssessmentGap } from './required-assessments.ts';
import { markReceived } from './resource-store.ts';
import type { DraftVersion } from './save-draft.ts';
import { findVersion } from './version-store.ts';

/**
 * Art 13: which assessments a change still lacks. A revision that changes neither items nor how they are
 * shared rests on the assessments of the versions before.
 */
export async function listAssessmentGaps(tx: Tx, draft: Draft): Promise<AssessmentGap[]> {
  if (draft.intent === 'withdraw') return [];
  const former = await findVersion(tx, draft.resourceId, draft.upcomingVersion - 1);
  const fresh = !former || needsFreshAssessment(former.content, draft.content);
  const known = await listAssessments(tx, draft.resourceId);
  return findAssessmentGaps(draft.content, known, fresh ? draft.upcomingVersion : 1);
}

async function assertAssessed(tx: Tx, draft: Draft): Promise<void> {
  const gaps = await listAssessmentGaps(tx, draft);
  if (gaps.length === 0) return;
  const failed = gaps.some(({ problem }) => problem === 'failed');
  const errors = gaps.map(({ kind, problem }): FieldError => ({
    field: `/assessments/${kind}`,
    code: problem === 'failed' ? 'CATALOGUE_FIELD_ASSESSMENT_FAILED' : 'CATALOGUE_FIELD_ASSESSMENT_MISSING',
    rule: '13.assessments',
  }));
  throw catalogueError(failed ? 'CATALOGUE_ASSESSMENT_FAILED' : 'CATALOGUE_ASSESSMENT_MISSING', {
    errors,
    rule: '13.assessments',
  });
}

/** Art 17 sets 2 working days for updates by law, decision or duty; for all else the platform's own limit runs. */
function reviewRule(draft: Draft): string {
  const statutory = draft.cause === 'law' || draft.cause === 'decision' || draft.cause === 'duty';
  return statutory ? rule('17.review').id : rule('16.review.days').id;
}

/**
 * The head of the department consents (Art 13), and the authority receives it: the department's update clock
 * stops, the authority's review clock starts. @throws AppError CATALOGUE_ASSESSMENT_MISSING, PEOPLE_* for the filer
 */
export async function consentDraft(
  transact: Transact,
  input: { resourceId: string; expectedVersion: number },
): Promise<DraftVersion> {
  return transact(async (tx) => {
    const draft = await lockDraft(tx, input.resourceId, input.expectedVersion);
    assertProvider(tx, draft);
    assertAct(draft, 'consent');
    assertNotFiler(tx, draft);
    await assertOneSide(tx, draft);
    await assertAssessed(tx, draft);
    await markReceived(tx, draft.resourceId);
    if (draft.updateClockId) await stopClock(tx, draft.updateClockId, 'submitted');
    const clockId = await startClock(tx, {
      kind: 'catalogue.review',
      subjectId: draft.resourceId,
      subjectTitle: draft.content.title,
      departmentId: draft.authorityId,
      counterpartId: draft.providerId,
      ruleId: reviewRule(draft),
    });
    const version = await markConsented(tx, draft.resourceId, clockId);
    await recordAct(tx, {
      subject: draft,
      versionNumber: draft.upcomingVersion,
      act: 'consented',
      details: { content: contentDigest(draft.content), rule: rule('13.head-consent').id },
    });
    return { resourceId: draft.resourceId, version };
  });
}
