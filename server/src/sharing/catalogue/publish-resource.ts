import { stopClock } from '../../foundation/clocks/index.ts';
import { formatCatalogueCode } from '@tandem/identifiers';
import type { Transact, Tx } from '../../platform/database/transaction.ts';
import { isKnownClassification } from './classification-store.ts';
import { findContentFaults } from './check-content.ts';
import { deleteDraft, lockDraft, type Draft } from './draft-store.ts';
import { catalogueError } from './errors.ts';
import { gradeEntry } from './grading.ts';
import { assertAct, assertAuthority, assertNotInvolved, assertOneSide } from './guard-draft.ts';
import { contentDigest, recordAct } from './record-act.ts';
import { lockResource, markPublished, markWithdrawn, takeSequence, type Resource } from './resource-store.ts';
import { removeDocument, writeDocument } from './search/document-store.ts';
import { closeCase } from './update-case-store.ts';
import { insertVersion } from './version-store.ts';

const SEQUENCE_WIDTH = 6;

/** What follows for those who share an entry, in the same transaction. */
export type OnAnnounced = (
  tx: Tx,
  resourceId: string,
  what: 'revised' | 'withdrawn' | 'withheld',
) => Promise<void>;

export interface Announced {
  resourceId: string;
  code: string;
  version: number;
  /** The ledger entry of the announcement. */
  receipt: string;
}

async function codeFor(tx: Tx, resource: Resource, classification: string): Promise<string> {
  if (resource.code !== null && resource.code.startsWith(`${classification}/`)) return resource.code;
  const sequence = await takeSequence(tx, classification);
  return formatCatalogueCode({ classification, sequence, sequenceWidth: SEQUENCE_WIDTH });
}

async function announce(tx: Tx, draft: Draft, resource: Resource): Promise<Announced> {
  const known = await isKnownClassification(tx, draft.content.classification);
  const errors = findContentFaults(draft.content, known);
  if (errors.length > 0)
    throw catalogueError('CATALOGUE_INCOMPLETE', { errors: errors.slice(0, 50), rule: '13.fields' });
  const grade = gradeEntry(draft.content.items);
  const code = await codeFor(tx, resource, draft.content.classification);
  await insertVersion(tx, draft, grade);
  await markPublished(tx, draft.resourceId, { version: draft.upcomingVersion, code });
  await writeDocument(tx, { resource, code, content: draft.content, grade });
  const receipt = await recordAct(tx, {
    subject: draft,
    versionNumber: draft.upcomingVersion,
    act: 'published',
    details: { code, title: draft.content.title, content: contentDigest(draft.content) },
  });
  return { resourceId: draft.resourceId, code, version: draft.upcomingVersion, receipt };
}

async function withdraw(tx: Tx, draft: Draft, resource: Resource): Promise<Announced> {
  await markWithdrawn(tx, draft.resourceId, draft.causeBasis);
  await removeDocument(tx, draft.resourceId);
  const version = draft.upcomingVersion;
  const receipt = await recordAct(tx, {
    subject: draft,
    versionNumber: version,
    act: 'withdrawn',
    reason: draft.causeBasis,
  });
  return { resourceId: draft.resourceId, code: resource.code ?? '', version, receipt };
}

function announcementOf({ intent, content }: Draft): Parameters<OnAnnounced>[2] {
  if (intent === 'withdraw') return 'withdrawn';
  return content.shareClass === 'withheld' ? 'withheld' : 'revised';
}

/**
 * The authority of the same level announces a change to all departments (Art 16): a first entry, a new version,
 * or a withdrawal. Version, search, ledger and clock change in one transaction.
 */
export async function publishResource(
  transact: Transact,
  input: { resourceId: string; expectedVersion: number },
  onAnnounced: OnAnnounced,
): Promise<Announced> {
  return transact(async (tx) => {
    const draft = await lockDraft(tx, input.resourceId, input.expectedVersion);
    assertAuthority(tx, draft);
    assertAct(draft, 'announce');
    assertNotInvolved(tx, draft);
    await assertOneSide(tx, draft);
    const resource = await lockResource(tx, draft.resourceId);
    const announced = await (draft.intent === 'withdraw' ? withdraw : announce)(tx, draft, resource);
    if (draft.reviewClockId) await stopClock(tx, draft.reviewClockId, 'published');
    await closeCase(tx, draft.resourceId);
    await deleteDraft(tx, draft.resourceId);
    await onAnnounced(tx, draft.resourceId, announcementOf(draft));
    return announced;
  });
}
