import type { Transact } from '../../platform/database/transaction.ts';
import { appendEntry } from '../../platform/ledger/index.ts';
import { rule } from '../../foundation/statute/index.ts';
import { getRequestableResource } from './asked-resource.ts';
import { requestError } from './errors.ts';
import { actingPerson } from './open-request.ts';
import {
  findStandingConsent,
  insertStandingConsent,
  revokeStandingConsent,
} from './standing-consent-store.ts';

/**
 * The head of the provider's sharing office consents beforehand to every complete application for one
 * unconditional resource, as it is announced now. @throws AppError REQUEST_STANDING_CONSENT_CONDITIONAL, REQUEST_NOT_YOUR_SIDE
 */
export async function giveStandingConsent(
  transact: Transact,
  resourceId: string,
): Promise<{ resourceId: string }> {
  return transact(async (tx) => {
    const head = actingPerson(tx);
    const resource = await getRequestableResource(tx, resourceId);
    if (resource.providerId !== head.departmentId)
      throw requestError('REQUEST_NOT_YOUR_SIDE', { params: { side: 'provider' } });
    if (resource.shareClass !== 'unconditional') {
      throw requestError('REQUEST_STANDING_CONSENT_CONDITIONAL', { rule: rule('20.standing-consent').id });
    }
    const known = await findStandingConsent(tx, resourceId);
    if (known?.resourceVersion === resource.version) return { resourceId };
    if (known) await revokeStandingConsent(tx, resourceId);
    const { entryId } = await appendEntry(tx, {
      kind: 'request.standing-consent',
      subject: `resource:${resourceId}`,
      payload: { resource: resourceId, title: resource.title, version: resource.version },
      owners: [head.departmentId],
    });
    await insertStandingConsent(tx, {
      resourceId,
      resourceTitle: resource.title,
      providerId: head.departmentId,
      resourceVersion: resource.version,
      givenBy: head.id,
      givenFor: tx.actor.delegatedBy ?? null,
      givenByName: head.name,
      entryId,
    });
    return { resourceId };
  });
}

/** From now on applications for the resource are replied to one by one again. */
export async function withdrawStandingConsent(transact: Transact, resourceId: string): Promise<null> {
  return transact(async (tx) => {
    const head = actingPerson(tx);
    const standing = await findStandingConsent(tx, resourceId);
    if (!standing) throw requestError('REQUEST_STANDING_CONSENT_NONE');
    if (standing.providerId !== head.departmentId) {
      throw requestError('REQUEST_NOT_YOUR_SIDE', { params: { side: 'provider' } });
    }
    await appendEntry(tx, {
      kind: 'request.standing-consent-revoked',
      subject: `resource:${resourceId}`,
      payload: { resource: resourceId },
      owners: [head.departmentId],
    });
    await revokeStandingConsent(tx, resourceId);
    return null;
  });
}
