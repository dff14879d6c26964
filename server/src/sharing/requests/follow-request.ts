import type { Transact } from '../../platform/database/transaction.ts';
import { stopClock, urgeClock } from '../../foundation/clocks/index.ts';
import { notify } from '../inbox/index.ts';
import { noticeSubject } from './notice-subject.ts';
import { actResult, openRequest, type ActOn, type ActResult } from './open-request.ts';
import { recordRequestAct } from './record-act.ts';
import { saveRequest } from './request-store.ts';
import { answerProposal, decideOpenExtension } from './reply-store.ts';

/** The requester takes the application back; what was on record stays there. */
export async function withdrawRequest(transact: Transact, on: ActOn, reason: string): Promise<ActResult> {
  return transact(async (tx) => {
    const { request, next } = await openRequest(tx, on, 'withdraw');
    if (request.replyClockId) await stopClock(tx, request.replyClockId, 'withdrawn');
    const lapsed = { requestId: request.id, byName: tx.actor.name, note: '' };
    await answerProposal(tx, { ...lapsed, answer: 'lapsed' });
    await decideOpenExtension(tx, { ...lapsed, decision: 'lapsed', days: null, dueAfter: null });
    const withdrawn = await saveRequest(tx, request, { state: next.state, closedAt: tx.now });
    const internal = request.submittedAt ? {} : { internalTo: request.requesterId };
    const entryId = await recordRequestAct(tx, withdrawn, {
      act: 'withdraw',
      from: request.state,
      reason,
      ...internal,
    });
    if (request.submittedAt) {
      await notify(tx, {
        departmentId: request.providerId,
        kind: 'notice.request.withdrawn',
        params: { ...noticeSubject(request), requester: request.requesterShortName },
        href: `/requests/${request.id}`,
      });
    }
    return actResult(withdrawn, entryId);
  });
}

/** 督办: the authority urges the provider to reply, with a note that both sides see. */
export async function urgeReply(transact: Transact, on: ActOn, note: string): Promise<ActResult> {
  return transact(async (tx) => {
    const { request } = await openRequest(tx, on, 'urge');
    const urged = await saveRequest(tx, request, { urged: request.urged + 1 });
    if (request.replyClockId) await urgeClock(tx, request.replyClockId);
    const entryId = await recordRequestAct(tx, urged, {
      act: 'urge',
      reason: note,
      details: { times: urged.urged },
    });
    await notify(tx, {
      departmentId: request.providerId,
      kind: 'notice.request.urged',
      params: { ...noticeSubject(request), note },
      href: `/requests/${request.id}`,
    });
    return actResult(urged, entryId);
  });
}

/** A word between the parties and the authority; it changes nothing and is on record. */
export async function remarkRequest(transact: Transact, on: ActOn, text: string): Promise<ActResult> {
  return transact(async (tx) => {
    const { request, side } = await openRequest(tx, on, 'remark');
    const remarked = await saveRequest(tx, request, {});
    const entryId = await recordRequestAct(tx, remarked, { act: 'remark', reason: text });
    const told = side === 'requester' ? [request.providerId] : [request.requesterId];
    if (side === 'authority') told.push(request.providerId);
    for (const departmentId of told) {
      await notify(tx, {
        departmentId,
        kind: 'notice.request.remark',
        params: {
          ...noticeSubject(request),
          from: tx.actor.departmentName ?? '',
          text: text.length > 100 ? `${text.slice(0, 99)}…` : text,
        },
        href: `/requests/${request.id}`,
      });
    }
    return actResult(remarked, entryId);
  });
}
