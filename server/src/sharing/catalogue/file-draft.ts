import { ruleParam } from '../../foundation/statute/index.ts';
import type { Transact, Tx } from '../../platform/database/transaction.ts';
import { findContentFaults } from './check-content.ts';
import { isKnownClassification } from './classification-store.ts';
import { lockDraft, markFiled, markReturned, type Draft } from './draft-store.ts';
import { catalogueError } from './errors.ts';
import { findSimilar, type SimilarEntry } from './find-similar.ts';
import { assertAct, assertOneSide, assertProvider } from './guard-draft.ts';
import { contentDigest, recordAct } from './record-act.ts';
import type { CatalogueRoom } from './routes.ts';
import type { DraftVersion } from './save-draft.ts';
import { findVersion } from './version-store.ts';

/** How many field faults one answer lists. */
const MOST_FAULTS = 200;

async function assertComplete(tx: Tx, draft: Draft): Promise<void> {
  const known = await isKnownClassification(tx, draft.content.classification);
  const errors = findContentFaults(draft.content, known);
  if (errors.length > 0) {
    throw catalogueError('CATALOGUE_INCOMPLETE', { errors: errors.slice(0, MOST_FAULTS), rule: '13.fields' });
  }
}

/** The reason given now, else the one under which the version before was announced. */
async function recollectionReason(tx: Tx, draft: Draft, given: string | undefined): Promise<string | null> {
  if (given !== undefined) return given;
  const former = await findVersion(tx, draft.resourceId, draft.upcomingVersion - 1);
  return former?.recollectionReason ?? null;
}

function assertNotCollectedTwice(similar: readonly SimilarEntry[], reason: string | null): void {
  const twice = similar.find((entry) => entry.collectedTwice);
  if (!twice || reason !== null) return;
  throw catalogueError('CATALOGUE_COLLECTED_TWICE', {
    rule: '19.no-recollection',
    params: {
      title: twice.title,
      provider: twice.providerName,
      sameItems: twice.sameItems,
      itemCount: twice.itemCount,
      percent: ruleParam('19.no-recollection.threshold', 'percent'),
    },
  });
}

export interface FileDraftInput {
  resourceId: string;
  expectedVersion: number;
  recollectionReason?: string | undefined;
}

/**
 * Files a change for the head's consent. @throws AppError CATALOGUE_INCOMPLETE with every fault by field and
 * rule; CATALOGUE_COLLECTED_TWICE when another department already holds the data and no reason is given.
 */
export async function fileDraft(
  transact: Transact,
  room: CatalogueRoom,
  input: FileDraftInput,
): Promise<DraftVersion> {
  return transact(async (tx) => {
    const draft = await lockDraft(tx, input.resourceId, input.expectedVersion);
    assertProvider(tx, draft);
    assertAct(draft, 'file');
    await assertOneSide(tx, draft);
    if (draft.intent === 'withdraw') return recordFiling(tx, draft, null, []);
    await assertComplete(tx, draft);
    const table = draft.importId ? await room.findImportedTable(tx, draft.importId) : undefined;
    const similar = await findSimilar(tx, { ...draft, ...draft.content, table }, room);
    const reason = await recollectionReason(tx, draft, input.recollectionReason);
    assertNotCollectedTwice(similar, reason);
    // What was stated without need stays with the filing; what was stated for the version before only where needed.
    const isStated = input.recollectionReason !== undefined || similar.some((entry) => entry.collectedTwice);
    return recordFiling(tx, draft, isStated ? reason : null, similar);
  });
}

/** Files what has been checked: state, ledger and history. */
export async function recordFiling(
  tx: Tx,
  draft: Draft,
  reason: string | null,
  similar: readonly SimilarEntry[],
): Promise<DraftVersion> {
  const { resourceId } = draft;
  const version = await markFiled(tx, resourceId, { recollectionReason: reason, similarFound: similar });
  await recordAct(tx, {
    subject: draft,
    versionNumber: draft.upcomingVersion,
    act: draft.intent === 'withdraw' ? 'withdrawalFiled' : 'filed',
    reason: draft.intent === 'withdraw' ? draft.causeBasis : (reason ?? undefined),
    details: { content: contentDigest(draft.content) },
  });
  return { resourceId, version };
}

/** Takes a filed change back before the head has decided; only the department itself may. */
export async function recallDraft(
  transact: Transact,
  input: { resourceId: string; expectedVersion: number },
): Promise<DraftVersion> {
  return transact(async (tx) => {
    const draft = await lockDraft(tx, input.resourceId, input.expectedVersion);
    assertProvider(tx, draft);
    assertAct(draft, 'recall');
    const back = { state: 'draft', stage: null, reason: null, updateClockId: draft.updateClockId } as const;
    const version = await markReturned(tx, draft.resourceId, back);
    await recordAct(tx, { subject: draft, versionNumber: draft.upcomingVersion, act: 'recalled' });
    return { resourceId: draft.resourceId, version };
  });
}
