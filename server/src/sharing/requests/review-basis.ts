import type { Transact, Tx } from '../../platform/database/transaction.ts';
import { assertVersion } from '../../platform/http/version.ts';
import { appendEntry, type EntryActOf } from '../../platform/ledger/index.ts';
import { assertNotOtherSide, assertNotSamePerson } from '../../foundation/people/index.ts';
import { findAuthorityFor, getDepartment } from '../../foundation/organizations/index.ts';
import { rule } from '../../foundation/statute/index.ts';
import { listHands } from '../catalogue/index.ts';
import { notify } from '../inbox/index.ts';
import { getWithheldResource } from './asked-resource.ts';
import { insertReview, lockReview, saveFinding, type BasisReview } from './basis-review-store.ts';
import { requestError } from './errors.ts';
import { actingPerson, type ActOn } from './open-request.ts';

export interface ReviewResult {
  id: string;
  version: number;
  state: BasisReview['state'];
  entryId: string;
}

async function record(tx: Tx, review: BasisReview, act: EntryActOf<'basis'>): Promise<ReviewResult> {
  const { entryId } = await appendEntry(tx, {
    kind: `basis.${act}`,
    subject: `resource:${review.resourceId}`,
    payload: {
      resource: review.resourceId,
      state: review.state,
      reason: review.reason,
      finding: review.finding,
      rule: rule('15.withheld.basis').id,
    },
    owners: [review.requesterId, review.providerId, review.authorityId],
  });
  return { id: review.id, version: review.version, state: review.state, entryId };
}

/**
 * A withheld resource cannot be requested; any department may have its stated basis reviewed by the authority
 * (Arts 14, 15). @throws AppError REQUEST_RESOURCE_NOT_WITHHELD
 */
export async function askBasisReview(
  transact: Transact,
  input: { resourceId: string; reason: string },
): Promise<ReviewResult> {
  return transact(async (tx) => {
    const person = actingPerson(tx);
    const resource = await getWithheldResource(tx, input.resourceId);
    const authority = await findAuthorityFor(tx, resource.providerId);
    if (!authority) throw requestError('REQUEST_AUTHORITY_MISSING');
    const { shortName } = await getDepartment(tx, person.departmentId);
    const review = await insertReview(tx, {
      resource,
      reason: input.reason,
      authorityId: authority.id,
      by: { ...person, departmentName: shortName },
    });
    await notify(tx, {
      departmentId: authority.id,
      roles: ['authorityOfficer'],
      kind: 'notice.basis.asked',
      params: { title: resource.title, requester: review.requesterName },
      href: `/requests/demands?review=${review.id}`,
    });
    return record(tx, review, 'review-asked');
  });
}

/**
 * The authority finds that the basis holds, or that the entry has to be revised by its department.
 * @throws AppError PEOPLE_FILER_APPROVES, PEOPLE_OTHER_SIDE to who stated the basis for the department
 */
export async function decideBasisReview(
  transact: Transact,
  on: ActOn,
  input: { decision: 'upheld' | 'toRevise'; finding: string },
): Promise<ReviewResult> {
  return transact(async (tx) => {
    const review = await lockReview(tx, on.id);
    if (review.authorityId !== tx.actor.departmentId) {
      throw requestError('REQUEST_NOT_YOUR_SIDE', { params: { side: 'authority' } });
    }
    assertNotSamePerson(tx, review.askedBy, review.askedFor);
    if (review.providerId !== review.authorityId) {
      const { resourceId, providerId: departmentId } = review;
      assertNotOtherSide(tx, await listHands(tx, { resourceId, departmentId }));
    }
    assertVersion(review.version, on.version);
    if (review.state !== 'open')
      throw requestError('BASIS_REVIEW_STATE', { params: { state: review.state } });
    const decided = await saveFinding(tx, review, { state: input.decision, finding: input.finding });
    for (const departmentId of new Set([review.requesterId, review.providerId])) {
      await notify(tx, {
        departmentId,
        kind: input.decision === 'upheld' ? 'notice.basis.upheld' : 'notice.basis.toRevise',
        params: { title: review.resourceTitle, finding: input.finding },
        href: `/requests/demands?review=${review.id}`,
      });
    }
    return record(tx, decided, 'review-decided');
  });
}
