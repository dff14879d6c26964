import { createHash } from 'node:crypto';
import { canonicalJson } from '@tandem/ledger';
import type { Tx } from '../../platform/database/transaction.ts';
import { appendEntry, type EntryKind, type EntryPayload } from '../../platform/ledger/index.ts';
import type { EntryContent } from './entry-content.ts';
import { recordHistory, type HistoryAct } from './history-store.ts';

/** Acts that go to the ledger; opening and discarding a draft changes nothing for anybody else. */
const LEDGER_KINDS: Readonly<Record<Exclude<HistoryAct, 'created' | 'discarded'>, EntryKind>> = {
  filed: 'catalogue.filed',
  recalled: 'catalogue.recalled',
  consented: 'catalogue.consented',
  returned: 'catalogue.returned',
  published: 'catalogue.published',
  withdrawn: 'catalogue.withdrawn',
  withdrawalFiled: 'catalogue.withdrawal-filed',
  revisionOpened: 'catalogue.revision-opened',
  extensionAsked: 'catalogue.extension-asked',
  extensionGranted: 'catalogue.extension-granted',
  extensionRefused: 'catalogue.extension-refused',
  assessed: 'catalogue.assessed',
  sourceNamed: 'catalogue.source-named',
};

/** SHA-256 over the canonical JSON (RFC 8785) of an entry's content: what exactly was consented to, announced, … */
export function contentDigest(content: EntryContent): string {
  return createHash('sha256')
    .update(canonicalJson(content as unknown))
    .digest('hex');
}

export interface Act {
  subject: { resourceId: string; providerId: string; authorityId: string };
  versionNumber: number;
  act: keyof typeof LEDGER_KINDS;
  reason?: string | undefined;
  /** Beside resource, version and reason; plain values only. */
  details?: Record<string, string | number | boolean | null>;
}

/**
 * Puts an act on record, in the ledger and in the entry's history, in the caller's transaction.
 * @returns the receipt's id.
 */
export async function recordAct(tx: Tx, input: Act): Promise<string> {
  const { resourceId, providerId, authorityId } = input.subject;
  const payload: EntryPayload = {
    resourceId,
    version: input.versionNumber,
    act: input.act,
    actor: tx.actor.name,
    ...(input.reason ? { reason: input.reason } : {}),
    ...input.details,
  };
  const kind = LEDGER_KINDS[input.act];
  const { entryId } = await appendEntry(tx, {
    kind,
    subject: `resource:${resourceId}`,
    payload,
    owners: [providerId, authorityId],
  });
  await recordHistory(tx, {
    resourceId,
    providerId,
    authorityId,
    versionNumber: input.versionNumber,
    act: input.act,
    reason: input.reason,
    details: input.details,
    entryId,
  });
  return entryId;
}
