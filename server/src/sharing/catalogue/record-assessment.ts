import type { Transact, Tx } from '../../platform/database/transaction.ts';
import type { FileStore } from '../../platform/files/file-store.ts';
import { holdContent } from '../../platform/files/hold-content.ts';
import { AppError } from '../../platform/app-error.ts';
import { insertAssessment, type Assessment } from './assessment-store.ts';
import { addWriters, getDraft } from './draft-store.ts';
import { catalogueError } from './errors.ts';
import { assertProvider } from './guard-draft.ts';
import { recordAct } from './record-act.ts';
import type { AssessmentKind, AssessmentResult } from './required-assessments.ts';

export interface AssessmentInput {
  resourceId: string;
  kind: AssessmentKind;
  result: AssessmentResult;
  assessedOn: string;
  assessedBy: string;
  findings: string;
  paperName: string;
  paperHash: string;
}

async function isStored(tx: Tx, files: FileStore, hash: string): Promise<boolean> {
  try {
    await holdContent(tx, files, hash);
    return true;
  } catch (error) {
    if (error instanceof AppError && error.code === 'PLATFORM_FILE_MISSING') return false;
    throw error;
  }
}

/**
 * Records an assessment of the change under way (Art 13). The paper may have been uploaded before, or stay in
 * the department's archive: then only its hash is kept. @throws AppError CATALOGUE_ASSESSED_LATER
 */
export async function recordAssessment(
  transact: Transact,
  files: FileStore,
  input: AssessmentInput,
): Promise<Assessment> {
  return transact(async (tx) => {
    const draft = await getDraft(tx, input.resourceId);
    assertProvider(tx, draft);
    if (input.assessedOn > tx.today)
      throw catalogueError('CATALOGUE_ASSESSED_LATER', { rule: '13.assessments' });
    await addWriters(tx, draft);
    const { kind, result, paperHash } = input;
    const paperStored = await isStored(tx, files, paperHash);
    const receipt = await recordAct(tx, {
      subject: draft,
      versionNumber: draft.upcomingVersion,
      act: 'assessed',
      details: { kind, result, assessedOn: input.assessedOn, paper: paperHash },
    });
    const subject = {
      resourceId: draft.resourceId,
      providerId: draft.providerId,
      authorityId: draft.authorityId,
    };
    return insertAssessment(tx, {
      ...input,
      ...subject,
      forVersion: draft.upcomingVersion,
      paperStored,
      receipt,
    });
  });
}
