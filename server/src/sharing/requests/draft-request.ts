import { isDeepStrictEqual } from 'node:util';
import type { Transact, Tx } from '../../platform/database/transaction.ts';
import { findAuthorityFor, getDepartment } from '../../foundation/organizations/index.ts';
import { authorsOf, withAuthors } from '../../foundation/people/index.ts';
import { getRequestableResource, type RequestableResource } from './asked-resource.ts';
import { requestError } from './errors.ts';
import { actingPerson, openRequest, type ActOn } from './open-request.ts';
import {
  deleteDraft,
  getRequestRecord,
  insertRequest,
  saveRequest,
  type RequestRecord,
} from './request-store.ts';
import { DEFAULT_QUOTA, type StatementDraft } from './statement.ts';

export interface DraftInput {
  resourceId: string;
  /** An earlier request of the same department whose statements are taken over. */
  copyFrom?: string | undefined;
}

export interface DraftResult {
  id: string;
  version: number;
  state: 'draft';
}

async function copiedStatement(tx: Tx, id: string, resource: RequestableResource): Promise<StatementDraft> {
  const source = await getRequestRecord(tx, id);
  if (source.requesterId !== tx.actor.departmentId) throw requestError('REQUEST_NOT_FOUND');
  const known = new Set(resource.items.map((item) => item.name));
  const { truthDeclared: _, items = [], rowFilter = [], modes = [], ...rest } = source.statement;
  return {
    ...rest,
    items: items.filter((item) => known.has(item.name)),
    rowFilter: rowFilter.filter((filter) => known.has(filter.item)),
    modes: modes.filter((mode) => resource.modes.includes(mode)),
  };
}

function prefilled(resource: RequestableResource): StatementDraft {
  return { modes: resource.modes.slice(0, 1), items: [], rowFilter: [], quota: { ...DEFAULT_QUOTA } };
}

/** Department ids and the area whose sequence numbers the matter. @throws AppError REQUEST_AUTHORITY_MISSING */
async function competentAuthorities(tx: Tx, resource: RequestableResource, requesterId: string) {
  const provider = await findAuthorityFor(tx, resource.providerId);
  const own = await findAuthorityFor(tx, requesterId);
  if (!provider || !own) throw requestError('REQUEST_AUTHORITY_MISSING');
  return { authorityId: provider.id, requesterAuthorityId: own.id, areaCode: provider.divisionCode };
}

/**
 * Begins an application for a published entry, prefilled from it or copied from an earlier one.
 * @throws AppError REQUEST_RESOURCE_WITHHELD (Arts 14, 15), REQUEST_OWN_RESOURCE
 */
export async function createDraft(transact: Transact, input: DraftInput): Promise<DraftResult> {
  return transact(async (tx) => {
    const person = actingPerson(tx);
    const resource = await getRequestableResource(tx, input.resourceId);
    if (resource.providerId === person.departmentId) throw requestError('REQUEST_OWN_RESOURCE');
    const statement = input.copyFrom
      ? await copiedStatement(tx, input.copyFrom, resource)
      : prefilled(resource);
    const { id, version } = await insertRequest(tx, {
      resourceId: resource.id,
      resourceVersion: resource.version,
      resourceTitle: resource.title,
      shareClass: resource.shareClass,
      requesterId: person.departmentId,
      requesterName: person.departmentName,
      requesterShortName: (await getDepartment(tx, person.departmentId)).shortName,
      providerId: resource.providerId,
      providerName: resource.providerName,
      providerShortName: resource.providerShortName,
      ...(await competentAuthorities(tx, resource, person.departmentId)),
      statement,
      draftedBy: person.id,
      draftedByName: person.name,
      requesterHands: authorsOf(tx.actor),
      writtenBy: authorsOf(tx.actor),
    });
    return { id, version, state: 'draft' as const };
  });
}

/** Saves what has been written so far; nothing is checked before filing. */
export async function editDraft(
  transact: Transact,
  on: ActOn,
  statement: StatementDraft,
): Promise<{ id: string; version: number; state: RequestRecord['state'] }> {
  return transact(async (tx) => {
    const { request } = await openRequest(tx, on, 'edit');
    const same = isDeepStrictEqual(statement, request.statement);
    const writtenBy = same ? request.writtenBy : withAuthors(request.writtenBy, tx.actor);
    const { id, version, state } = await saveRequest(tx, request, { statement, writtenBy });
    return { id, version, state };
  });
}

/** Throws a draft away. @throws AppError REQUEST_STATE once it was submitted: then it can only be withdrawn */
export async function discardDraft(transact: Transact, on: ActOn): Promise<null> {
  return transact(async (tx) => {
    const { request } = await openRequest(tx, on, 'edit');
    if (request.submittedAt) throw requestError('REQUEST_STATE', { params: { state: request.state } });
    await deleteDraft(tx, on.id);
    return null;
  });
}
