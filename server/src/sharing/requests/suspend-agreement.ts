import type { Transact, Tx } from '../../platform/database/transaction.ts';
import { getClock, startClock, stopClock, type ClockView } from '../../foundation/clocks/index.ts';
import { rule } from '../../foundation/statute/index.ts';
import { notify } from '../inbox/index.ts';
import { saveAgreement, type AgreementRecord } from './agreement-store.ts';
import { closeAgreement } from './end-agreement.ts';
import { requestError } from './errors.ts';
import { agreementResult, openAgreementFor, recordAgreementAct } from './open-agreement.ts';
import type { ActOn, ActResult } from './open-request.ts';

async function tellRequester(
  tx: Tx,
  agreement: AgreementRecord,
  kind: string,
  reason: string,
): Promise<void> {
  await notify(tx, {
    departmentId: agreement.requesterId,
    kind,
    params: { title: agreement.resourceTitle, number: agreement.number, reason },
    href: `/agreements/${agreement.id}`,
  });
}

/**
 * Misuse: access stops at once and a date to rectify is set (Art 27; the days are a platform rule). The
 * exchange refuses from the next call on.
 */
export async function suspendAgreement(transact: Transact, on: ActOn, reason: string): Promise<ActResult> {
  return transact(async (tx) => {
    const { agreement, next } = await openAgreementFor(tx, on, 'suspend');
    const rectifyClockId = await startClock(tx, {
      kind: 'agreement.rectify',
      subjectId: agreement.id,
      subjectTitle: agreement.resourceTitle,
      subjectNumber: agreement.number,
      departmentId: agreement.requesterId,
      counterpartId: agreement.providerId,
      ruleId: rule('27.suspension.days').id,
    });
    const suspended = await saveAgreement(tx, agreement, {
      state: next.state,
      suspendedAt: tx.now,
      suspendedBy: next.suspendedBy,
      rectifyClockId,
      rectification: null,
    });
    const { dueOn } = await getClock(tx, rectifyClockId);
    const entryId = await recordAgreementAct(tx, suspended, {
      act: 'suspend',
      from: agreement.state,
      reason,
      details: { rectifyBy: dueOn },
    });
    await tellRequester(tx, suspended, 'notice.agreement.suspended', reason);
    return agreementResult(suspended, entryId);
  });
}

/** The requester reports that it has rectified; whoever suspended decides. The clock to rectify stops. */
export async function reportRectification(transact: Transact, on: ActOn, report: string): Promise<ActResult> {
  return transact(async (tx) => {
    const { agreement } = await openAgreementFor(tx, on, 'reportRectification');
    if (agreement.rectifyClockId && !agreement.rectification) {
      await stopClock(tx, agreement.rectifyClockId, 'reported');
    }
    const rectification = { report, reportedByName: tx.actor.name, reportedAt: tx.now.toISOString() };
    const reported = await saveAgreement(tx, agreement, { rectification });
    const entryId = await recordAgreementAct(tx, reported, { act: 'reportRectification', reason: report });
    await notify(tx, {
      departmentId: agreement.suspendedBy === 'authority' ? agreement.authorityId : agreement.providerId,
      kind: 'notice.agreement.rectified',
      params: {
        title: agreement.resourceTitle,
        number: agreement.number,
        requester: agreement.requesterShortName,
      },
      href: `/agreements/${agreement.id}`,
    });
    return agreementResult(reported, entryId);
  });
}

/** Access again, after a rectification that was found good. */
export async function resumeAgreement(transact: Transact, on: ActOn, note: string): Promise<ActResult> {
  return transact(async (tx) => {
    const { agreement, next } = await openAgreementFor(tx, on, 'resume');
    if (agreement.rectifyClockId && !agreement.rectification)
      await stopClock(tx, agreement.rectifyClockId, 'resumed');
    const resumed = await saveAgreement(tx, agreement, {
      state: next.state,
      suspendedAt: null,
      suspendedBy: null,
      rectifyClockId: null,
      rectification: null,
    });
    const entryId = await recordAgreementAct(tx, resumed, {
      act: 'resume',
      from: agreement.state,
      reason: note,
    });
    await tellRequester(tx, resumed, 'notice.agreement.resumed', note);
    return agreementResult(resumed, entryId);
  });
}

function assertRunOut({ state, dueOn, unpublishedYear }: ClockView): void {
  if (state === 'late') return;
  throw dueOn === null
    ? requestError('AGREEMENT_RECTIFICATION_UNKNOWN', {
        rule: '27.suspension',
        params: { year: unpublishedYear ?? '' },
      })
    : requestError('AGREEMENT_RECTIFICATION_RUNNING', { rule: '27.suspension', params: { dueOn } });
}

/**
 * Rectification refused or not enough: the agreement may be terminated (Art 27), not before the requester has
 * reported or its time has run out. @throws AppError AGREEMENT_RECTIFICATION_RUNNING, AGREEMENT_RECTIFICATION_UNKNOWN
 */
export async function terminateAgreement(transact: Transact, on: ActOn, reason: string): Promise<ActResult> {
  return transact(async (tx) => {
    const { agreement, request } = await openAgreementFor(tx, on, 'terminate');
    if (!agreement.rectification && agreement.rectifyClockId)
      assertRunOut(await getClock(tx, agreement.rectifyClockId));
    const ended = await closeAgreement(tx, { agreement, request, state: 'ended', cause: 'misuse' });
    const entryId = await recordAgreementAct(tx, ended, { act: 'terminate', from: agreement.state, reason });
    await tellRequester(tx, ended, 'notice.agreement.ended', reason);
    return agreementResult(ended, entryId);
  });
}
