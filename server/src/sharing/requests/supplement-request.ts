import type { Transact, Tx } from '../../platform/database/transaction.ts';
import { getClock, pauseClock, resumeClock } from '../../foundation/clocks/index.ts';
import { withAuthors } from '../../foundation/people/index.ts';
import { rule } from '../../foundation/statute/index.ts';
import { notify } from '../inbox/index.ts';
import { requestError } from './errors.ts';
import { noticeSubject } from './notice-subject.ts';
import { actingPerson, actResult, openRequest, type ActOn, type ActResult } from './open-request.ts';
import { recordRequestAct } from './record-act.ts';
import { saveRequest, type RequestRecord } from './request-store.ts';
import { answerSupplement, insertSupplement } from './reply-store.ts';

/** One thing that is missing: which statement or paper, and what about it. */
export interface MissingPoint {
  /** Field of the statement, or `attachment`. */
  field: string;
  text: string;
}

async function pauseInTime(tx: Tx, clockId: string): Promise<void> {
  const { state, dueOn } = await getClock(tx, clockId);
  if (state === 'late') {
    throw requestError('REQUEST_SUPPLEMENT_LATE', { rule: '21.supplement', params: { dueOn: dueOn ?? '' } });
  }
  await pauseClock(tx, clockId);
}

/**
 * Tells the applicant once everything that is missing (Art 21). The reply clock stands still from here until
 * the supplement arrives. @throws AppError REQUEST_SUPPLEMENT_USED (409): there is only one notice;
 * REQUEST_SUPPLEMENT_LATE (409): no notice stops a limit that has passed
 */
export async function noticeSupplement(
  transact: Transact,
  on: ActOn,
  missing: readonly MissingPoint[],
): Promise<ActResult> {
  return transact(async (tx) => {
    const { request, next } = await openRequest(tx, on, 'noticeSupplement');
    const person = actingPerson(tx);
    await insertSupplement(tx, { requestId: request.id, missing, by: person });
    if (request.replyClockId) await pauseInTime(tx, request.replyClockId);
    const noticed = await saveRequest(tx, request, {
      state: next.state,
      supplementNotices: next.supplementNotices,
    });
    const entryId = await recordRequestAct(tx, noticed, {
      act: 'noticeSupplement',
      from: request.state,
      reason: missing.map((point, index) => `${index + 1}. ${point.text}`).join('\n'),
      details: {
        missing: missing.map(({ field, text }) => ({ field, text })),
        rule: rule('21.supplement.pause').id,
      },
    });
    await notify(tx, {
      departmentId: request.requesterId,
      kind: 'notice.request.supplement',
      params: { ...noticeSubject(request), provider: request.providerShortName, count: missing.length },
      href: `/requests/${request.id}`,
    });
    return actResult(noticed, entryId);
  });
}

async function tellProvider(
  tx: Tx,
  request: Pick<RequestRecord, 'id' | 'providerId' | 'resourceTitle' | 'number' | 'requesterShortName'>,
) {
  await notify(tx, {
    departmentId: request.providerId,
    kind: 'notice.request.supplemented',
    params: { ...noticeSubject(request), requester: request.requesterShortName },
    href: `/requests/${request.id}`,
  });
}

/**
 * The supplement arrives: the reply clock runs again from the next working day. It adds to the statement, which stays
 * what the head consented to (Art 20).
 */
export async function supplementRequest(transact: Transact, on: ActOn, answer: string): Promise<ActResult> {
  return transact(async (tx) => {
    const { request, next } = await openRequest(tx, on, 'supplement');
    const person = actingPerson(tx);
    await answerSupplement(tx, { requestId: request.id, answer, by: person });
    if (request.replyClockId) await resumeClock(tx, request.replyClockId);
    const supplemented = await saveRequest(tx, request, {
      state: next.state,
      supplementedBy: withAuthors(request.supplementedBy, tx.actor),
    });
    const entryId = await recordRequestAct(tx, supplemented, {
      act: 'supplement',
      from: request.state,
      reason: answer,
    });
    await tellProvider(tx, request);
    return actResult(supplemented, entryId);
  });
}
