import { getClock, listClocks, type ClockView } from '../../foundation/clocks/index.ts';
import type { Tx } from '../../platform/database/transaction.ts';
import { listAssessments, type Assessment } from './assessment-store.ts';
import { listAssessmentGaps } from './consent-draft.ts';
import { findDraft, getDraft, type Draft } from './draft-store.ts';
import { diffContent, type VersionDiff } from './diff-versions.ts';
import type { EntryContent } from './entry-content.ts';
import { catalogueError } from './errors.ts';
import { gradeEntry, type EntryGrade } from './grading.ts';
import type { AssessmentGap } from './required-assessments.ts';
import { withFacts, type FactsOf, type ResourceFacts } from './resource-facts.ts';
import { isOwnWork } from './guard-draft.ts';
import { findResource, getResource, type Resource } from './resource-store.ts';
import { findDesignation, type Designation } from './source-store.ts';
import { findOpenCase, type UpdateCase } from './update-case-store.ts';
import { findVersion, type Version } from './version-store.ts';

/** An announced version with who and when. */
export interface VersionView {
  number: number;
  cause: string;
  causeBasis: string;
  content: EntryContent;
  grade: EntryGrade;
  recollectionReason: string | null;
  filedByName: string;
  consentedByName: string;
  publishedByName: string;
  publishedAt: string;
}

export interface ResourceView {
  id: string;
  code: string | null;
  provider: Resource['provider'];
  authority: Resource['authority'];
  state: 'unpublished' | 'published' | 'withdrawn';
  withdrawnAt: string | null;
  withdrawnReason: string | null;
  version: VersionView | null;
  designation: Designation | null;
  /** Of an announced entry. */
  facts: ResourceFacts | null;
  /** State of the change under way, for those who may see it. */
  draft: { state: Draft['state']; intent: Draft['intent']; version: number; upcomingVersion: number } | null;
  updateCase: UpdateCaseView | null;
}

export type UpdateCaseView = Omit<UpdateCase, 'openedAt' | 'extensionAskedAt' | 'extensionAskedBy'> & {
  clock: ClockView;
};

export function viewVersion(version: Version): VersionView {
  const { id: _id, resourceId: _resourceId, publishedAt, ...rest } = version;
  return { ...rest, publishedAt: publishedAt.toISOString() };
}

async function viewCase(tx: Tx, resourceId: string): Promise<UpdateCaseView | null> {
  const open = await findOpenCase(tx, resourceId);
  if (!open) return null;
  const { openedAt: _opened, extensionAskedAt: _asked, extensionAskedBy: _by, ...rest } = open;
  return { ...rest, clock: await getClock(tx, open.clockId) };
}

function stateOf(resource: Resource): ResourceView['state'] {
  if (resource.withdrawnAt !== null) return 'withdrawn';
  return resource.publishedVersion === null ? 'unpublished' : 'published';
}

async function viewFacts(
  tx: Tx,
  factsOf: FactsOf,
  { id, provider }: Resource,
  version: Version | undefined,
): Promise<ResourceFacts | null> {
  if (!version?.content.shareClass) return null;
  const known = { resourceId: id, providerId: provider.id, shareClass: version.content.shareClass };
  const [seen] = await withFacts(tx, factsOf, [known]);
  return seen?.facts ?? null;
}

/** An entry as the actor may see it. @throws AppError CATALOGUE_RESOURCE_NOT_FOUND */
export async function viewResource(tx: Tx, factsOf: FactsOf, id: string): Promise<ResourceView> {
  const resource = await getResource(tx, id);
  const version =
    resource.publishedVersion === null ? undefined : await findVersion(tx, id, resource.publishedVersion);
  const draft = await findDraft(tx, id);
  if (!version && !draft && resource.provider.id !== tx.actor.departmentId)
    throw catalogueError('CATALOGUE_RESOURCE_NOT_FOUND');
  return {
    id,
    code: resource.code,
    provider: resource.provider,
    authority: resource.authority,
    state: stateOf(resource),
    withdrawnAt: resource.withdrawnAt?.toISOString() ?? null,
    withdrawnReason: resource.withdrawnReason,
    version: version ? viewVersion(version) : null,
    designation: (await findDesignation(tx, id)) ?? null,
    facts: await viewFacts(tx, factsOf, resource, version),
    draft: draft
      ? {
          state: draft.state,
          intent: draft.intent,
          version: draft.version,
          upcomingVersion: draft.upcomingVersion,
        }
      : null,
    updateCase: await viewCase(tx, id),
  };
}

export interface DraftView {
  resourceId: string;
  provider: Resource['provider'];
  authority: Resource['authority'];
  code: string | null;
  state: Draft['state'];
  intent: Draft['intent'];
  cause: Draft['cause'];
  causeBasis: string;
  version: number;
  upcomingVersion: number;
  content: EntryContent;
  grade: EntryGrade;
  recollectionReason: string | null;
  similarFound: Draft['similarFound'];
  returnedStage: Draft['returnedStage'];
  returnedReason: string | null;
  filedByName: string | null;
  filedAt: string | null;
  consentedByName: string | null;
  consentedAt: string | null;
  /** The actor had a hand in it: somebody else approves. */
  ownWork: boolean;
  importId: string | null;
  updatedAt: string;
  assessments: Assessment[];
  assessmentGaps: AssessmentGap[];
  /** Against the announced version; null for a first entry. */
  changes: VersionDiff | null;
  clocks: ClockView[];
}

/** A change under way with all that its reader decides on. @throws AppError CATALOGUE_DRAFT_NOT_FOUND */
export async function viewDraft(tx: Tx, resourceId: string): Promise<DraftView> {
  const draft = await getDraft(tx, resourceId);
  const resource = await getResource(tx, resourceId);
  const former = await findVersion(tx, resourceId, draft.upcomingVersion - 1);
  const clocks = await listClocks(tx, { subjectIds: [resourceId], openOnly: true, limit: 10 });
  const { state, intent, cause, causeBasis, version, upcomingVersion, content } = draft;
  return {
    resourceId,
    provider: resource.provider,
    authority: resource.authority,
    code: resource.code,
    ...{ state, intent, cause, causeBasis, version, upcomingVersion, content },
    grade: gradeEntry(content.items),
    recollectionReason: draft.recollectionReason,
    similarFound: draft.similarFound,
    returnedStage: draft.returnedStage,
    returnedReason: draft.returnedReason,
    filedByName: draft.filedByName,
    filedAt: draft.filedAt?.toISOString() ?? null,
    consentedByName: draft.consentedByName,
    consentedAt: draft.consentedAt?.toISOString() ?? null,
    ownWork: isOwnWork(tx.actor, draft),
    importId: draft.importId,
    updatedAt: draft.updatedAt.toISOString(),
    assessments: await listAssessments(tx, resourceId),
    assessmentGaps: await listAssessmentGaps(tx, draft),
    changes: former
      ? diffContent({ ...former.content, declared: true }, { ...content, declared: true })
      : null,
    clocks: clocks.items,
  };
}

/**
 * Items of an own entry: what rows of data may be loaded for, as it is being compiled or else announced; or what they may
 * be served for, as it is announced or else, for the first time, being compiled.
 */
export async function findOwnItems(
  tx: Tx,
  resourceId: string,
  stand: 'compiled' | 'announced',
): Promise<
  { providerId: string; title: string; withdrawn: boolean; items: EntryContent['items'] } | undefined
> {
  const draft = await findDraft(tx, resourceId);
  const resource = await findResource(tx, resourceId);
  const isCompiled = stand === 'compiled' || resource?.publishedVersion == null;
  if (isCompiled && draft && draft.providerId === tx.actor.departmentId) {
    const { title, items } = draft.content;
    return { providerId: draft.providerId, title, withdrawn: false, items };
  }
  if (!resource || resource.publishedVersion === null) return undefined;
  const version = await findVersion(tx, resourceId, resource.publishedVersion);
  return (
    version && {
      providerId: resource.provider.id,
      title: version.content.title,
      withdrawn: resource.withdrawnAt !== null,
      items: version.content.items,
    }
  );
}
