import type { Transact } from '../../platform/database/transaction.ts';
import { appendEntry } from '../../platform/ledger/index.ts';
import { catalogueError } from './errors.ts';
import { assertAuthority } from './guard-draft.ts';
import { recordHistory } from './history-store.ts';
import { getPublishedResource, type PublishedResource } from './published-resource.ts';
import { endDesignations, insertDesignation, markSources } from './source-store.ts';

export interface DesignateInput {
  /** What the data is, e.g. 企业登记基本信息. */
  subject: string;
  /** Entries that hold it, the source's among them. */
  resourceIds: readonly string[];
  sourceResourceId: string;
  /** Items it is about; empty: all. */
  itemNames: readonly string[];
  reason: string;
}

function sourceOf(members: readonly PublishedResource[], input: DesignateInput): PublishedResource {
  const source = members.find(({ id }) => id === input.sourceResourceId);
  if (!source) throw catalogueError('CATALOGUE_SOURCE_NOT_IN_GROUP', { rule: '19.source-department' });
  const departments = new Set(members.map(({ providerId }) => providerId));
  if (departments.size < 2)
    throw catalogueError('CATALOGUE_SOURCE_GROUP_INVALID', { rule: '19.source-department' });
  return source;
}

/**
 * The authority names the source department (数源部门) of data that several departments hold (Art 19). It
 * replaces what was named before for any of the entries.
 */
export async function designateSource(
  transact: Transact,
  input: DesignateInput,
): Promise<{ designationId: string; receipt: string }> {
  return transact(async (tx) => {
    const memberIds = [...new Set(input.resourceIds)].toSorted();
    const members: PublishedResource[] = [];
    for (const id of memberIds) members.push(await getPublishedResource(tx, id));
    for (const member of members) assertAuthority(tx, member);
    const source = sourceOf(members, input);
    const { entryId } = await appendEntry(tx, {
      kind: 'catalogue.source-named',
      subject: `resource:${source.id}`,
      payload: {
        subject: input.subject,
        source: source.id,
        department: source.providerName,
        entries: memberIds,
        reason: input.reason,
      },
      owners: [source.authorityId, ...members.map(({ providerId }) => providerId)],
    });
    const freed = await endDesignations(tx, memberIds);
    const designationId = await insertDesignation(tx, {
      authorityId: source.authorityId,
      subject: input.subject,
      departmentId: source.providerId,
      departmentName: source.providerShortName,
      resourceId: source.id,
      memberIds,
      itemNames: input.itemNames,
      reason: input.reason,
      receipt: entryId,
    });
    await markSources(tx, [...memberIds, ...freed], source.id);
    for (const member of members) {
      await recordHistory(tx, {
        resourceId: member.id,
        providerId: member.providerId,
        authorityId: member.authorityId,
        versionNumber: member.version,
        act: 'sourceNamed',
        reason: input.reason,
        details: { subject: input.subject, department: source.providerShortName },
        entryId,
      });
    }
    return { designationId, receipt: entryId };
  });
}
