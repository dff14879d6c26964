import { findAuthorityFor, getDepartment } from '../../foundation/organizations/index.ts';
import { isUniqueViolation } from '../../platform/database/constraint.ts';
import type { Tx } from '../../platform/database/transaction.ts';
import { insertDraft, type NewDraft } from './draft-store.ts';
import type { EntryContent } from './entry-content.ts';
import { catalogueError } from './errors.ts';
import { recordHistory } from './history-store.ts';
import { insertResource } from './resource-store.ts';

/**
 * A new entry of the actor's own department: each department compiles its own (Art 12), its authority is that
 * of its level and area. @throws AppError CATALOGUE_AUTHORITY_MISSING
 */
export async function openNewEntry(
  tx: Tx,
  content: EntryContent,
  from: Partial<Pick<NewDraft, 'copiedFrom' | 'importId'>> = {},
): Promise<{ resourceId: string; version: number }> {
  const department = await getDepartment(tx, tx.actor.departmentId ?? '');
  const authority = await findAuthorityFor(tx, department.id);
  if (!authority) throw catalogueError('CATALOGUE_AUTHORITY_MISSING', { rule: '12.unified-catalogue' });
  const { id, name, shortName, creditCode, divisionCode } = department;
  const resourceId = await insertResource(tx, {
    provider: { id, name, shortName, creditCode, divisionCode },
    authority,
  });
  const subject = { resourceId, providerId: id, authorityId: authority.id };
  await insertDraft(tx, {
    ...subject,
    intent: 'publish',
    cause: 'first',
    causeBasis: '',
    upcomingVersion: 1,
    content,
    ...from,
  });
  await recordHistory(tx, { ...subject, versionNumber: 1, act: 'created' });
  return { resourceId, version: 1 };
}

/** Opens a change to an announced entry. @throws AppError CATALOGUE_REVISION_OPEN when one is under way */
export async function openChange(tx: Tx, draft: NewDraft): Promise<void> {
  try {
    await insertDraft(tx, draft);
  } catch (error) {
    if (!isUniqueViolation(error, 'draft_pkey')) throw error;
    throw catalogueError('CATALOGUE_REVISION_OPEN', { cause: error });
  }
}
