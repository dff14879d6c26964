import type { Transact } from '../../platform/database/transaction.ts';
import { deleteDraft, lockDraft, saveContent } from './draft-store.ts';
import { applyPatch, blankContent, type ContentPatch } from './entry-content.ts';
import { catalogueError } from './errors.ts';
import { assertAct, assertProvider } from './guard-draft.ts';
import { recordHistory } from './history-store.ts';
import { openNewEntry } from './open-draft.ts';
import { findAddedConditions } from './share-class.ts';

export interface DraftVersion {
  resourceId: string;
  version: number;
}

/** @throws AppError CATALOGUE_CONDITION_ADDED (Art 15): no draft carries a condition that it could not keep */
function mergeChecked(content: Parameters<typeof applyPatch>[0], patch: ContentPatch) {
  const merged = applyPatch(content, patch);
  const errors = findAddedConditions(merged);
  if (errors.length > 0)
    throw catalogueError('CATALOGUE_CONDITION_ADDED', { errors, rule: '15.no-added-conditions' });
  return merged;
}

/** Begins an entry of the own department. */
export async function createDraft(transact: Transact, patch: ContentPatch): Promise<DraftVersion> {
  return transact((tx) => openNewEntry(tx, mergeChecked(blankContent(), patch)));
}

/** Keeps one edit. A returned change is a draft again from the first edit on. */
export async function saveDraft(
  transact: Transact,
  input: { resourceId: string; expectedVersion: number; patch: ContentPatch },
): Promise<DraftVersion> {
  const { resourceId, expectedVersion, patch } = input;
  return transact(async (tx) => {
    const draft = await lockDraft(tx, resourceId, expectedVersion);
    assertProvider(tx, draft);
    if (draft.intent === 'withdraw') throw catalogueError('CATALOGUE_DRAFT_LOCKED');
    assertAct(draft, 'edit');
    const version = await saveContent(tx, draft, mergeChecked(draft.content, patch));
    return { resourceId, version };
  });
}

/** Gives a change up before it was filed. What an update clock waits for cannot be given up. */
export async function discardDraft(
  transact: Transact,
  input: { resourceId: string; expectedVersion: number },
): Promise<{ resourceId: string }> {
  return transact(async (tx) => {
    const draft = await lockDraft(tx, input.resourceId, input.expectedVersion);
    assertProvider(tx, draft);
    assertAct(draft, 'discard');
    if (draft.updateClockId) throw catalogueError('CATALOGUE_DRAFT_LOCKED', { rule: '17.update' });
    await deleteDraft(tx, draft.resourceId);
    await recordHistory(tx, { ...draft, versionNumber: draft.upcomingVersion, act: 'discarded' });
    return { resourceId: draft.resourceId };
  });
}
