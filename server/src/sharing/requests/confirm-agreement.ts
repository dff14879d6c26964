import type { Transact, Tx } from '../../platform/database/transaction.ts';
import { assertNotSamePerson, assertNotWriter } from '../../foundation/people/index.ts';
import { notify } from '../inbox/index.ts';
import { stepAgreement } from './agreement.ts';
import { saveAgreement, type AgreementRecord } from './agreement-store.ts';
import {
  confirmVersion,
  declineVersion,
  markEffective,
  type VersionRecord,
} from './agreement-version-store.ts';
import { getAskedResource, type RequestableResource } from './asked-resource.ts';
import { requestError } from './errors.ts';
import {
  agreementResult,
  openAgreementFor,
  recordAgreementAct,
  type OpenedAgreement,
} from './open-agreement.ts';
import { actingPerson, takeStep, type ActOn, type ActResult } from './open-request.ts';
import { followTerms } from './follow-data.ts';
import { findRaised } from './raise-grades.ts';
import { recordRequestAct } from './record-act.ts';
import { saveRequest, type RequestRecord } from './request-store.ts';
import { stopSupply } from './supply.ts';

async function confirmSide(
  tx: Tx,
  opened: OpenedAgreement,
  open: VersionRecord,
): Promise<{ both: boolean; entry: RequestableResource }> {
  const person = actingPerson(tx);
  const side = opened.side === 'requester' ? 'requester' : 'provider';
  const { term } = open.terms;
  if (term.to < tx.today) throw requestError('AGREEMENT_TERM_OVER', { params: { to: term.to } });
  const other = side === 'requester' ? open.providerConfirmedBy : open.requesterConfirmedBy;
  assertNotSamePerson(tx, open.proposedBy, open.proposedFor);
  // Nothing is agreed any more about an entry that was withdrawn or is withheld by now.
  const entry = await getAskedResource(tx, opened.agreement.resourceId);
  if (side === 'requester') {
    const { filedBy, writtenBy, supplementedBy } = opened.request;
    assertNotSamePerson(tx, filedBy);
    assertNotWriter(tx, [...writtenBy, ...supplementedBy]);
  }
  await confirmVersion(tx, { agreementId: opened.agreement.id, version: open.version, side, person });
  return { both: other !== null, entry };
}

/** Both sides confirmed version 1: the agreement is in force from the first day of its term. */
async function takeEffect(
  tx: Tx,
  agreement: AgreementRecord,
  request: RequestRecord,
): Promise<AgreementRecord> {
  const status = {
    state: agreement.state,
    suspendedBy: null,
    requesterConfirmed: true,
    providerConfirmed: true,
    disposed: false,
  };
  const taken = stepAgreement(status, 'takeEffect', 'platform');
  if (!taken.ok) throw requestError('AGREEMENT_STATE', { params: { state: agreement.state } });
  await markEffective(tx, agreement.id, agreement.version);
  const inForce = await saveAgreement(tx, agreement, { state: taken.status.state, inForceAt: tx.now });
  const concluded = await saveRequest(tx, request, { state: takeStep(request, 'conclude').state });
  await recordRequestAct(tx, concluded, {
    act: 'conclude',
    from: request.state,
    details: { agreement: agreement.number },
  });
  for (const departmentId of [agreement.requesterId, agreement.providerId]) {
    await notify(tx, {
      departmentId,
      kind: 'notice.agreement.inForce',
      params: {
        title: agreement.resourceTitle,
        number: agreement.number,
        from: agreement.termFrom,
        to: agreement.termTo,
      },
      href: `/agreements/${agreement.id}`,
    });
  }
  return followTerms(tx, inForce);
}

/** A confirmed renewal replaces the terms in force, at once and whole; graded as the entry is by now. */
async function takeRenewal(
  tx: Tx,
  agreement: AgreementRecord,
  { open, entry }: { open: VersionRecord; entry: RequestableResource },
): Promise<AgreementRecord> {
  await markEffective(tx, agreement.id, open.version);
  const renewed = await saveAgreement(tx, agreement, {
    version: open.version,
    terms: open.terms,
    raised: findRaised(open.terms, entry),
    termFrom: open.terms.term.from,
    termTo: open.terms.term.to,
  });
  return followTerms(tx, renewed);
}

/**
 * The head of one side's sharing office confirms the version that waits. With both confirmations it takes
 * effect. @throws AppError AGREEMENT_CONFIRMED_ALREADY, AGREEMENT_NOTHING_TO_CONFIRM, AGREEMENT_TERM_OVER
 */
export async function confirmAgreement(transact: Transact, on: ActOn): Promise<ActResult> {
  return transact(async (tx) => {
    const opened = await openAgreementFor(tx, on, 'confirm');
    const { agreement, open } = opened;
    if (!open) throw requestError('AGREEMENT_NOTHING_TO_CONFIRM');
    const { both } = await confirmSide(tx, opened, open);
    const entryId = await recordAgreementAct(tx, agreement, {
      act: 'confirm',
      details: { version: open.version, side: opened.side },
    });
    const confirmed = both
      ? await takeEffect(tx, agreement, opened.request)
      : await saveAgreement(tx, agreement, {});
    return agreementResult(confirmed, entryId);
  });
}

/** The same for a renewal of an agreement in force. */
export async function confirmRenewal(transact: Transact, on: ActOn): Promise<ActResult> {
  return transact(async (tx) => {
    const opened = await openAgreementFor(tx, on, 'confirmRenewal');
    const { agreement, open } = opened;
    if (!open) throw requestError('AGREEMENT_NOTHING_TO_CONFIRM');
    const own = opened.side === 'requester' ? open.requesterConfirmedBy : open.providerConfirmedBy;
    if (own) throw requestError('AGREEMENT_CONFIRMED_ALREADY');
    const { both, entry } = await confirmSide(tx, opened, open);
    const confirmed = both
      ? await takeRenewal(tx, agreement, { open, entry })
      : await saveAgreement(tx, agreement, {});
    const entryId = await recordAgreementAct(tx, confirmed, {
      act: 'confirmRenewal',
      details: { version: open.version, side: opened.side, inEffect: both },
    });
    return agreementResult(confirmed, entryId);
  });
}

/** The requester's head does not take the agreement: the request is withdrawn, its number stays used. */
export async function declineAgreement(transact: Transact, on: ActOn, reason: string): Promise<ActResult> {
  return transact(async (tx) => {
    const { agreement, request, next, open } = await openAgreementFor(tx, on, 'decline');
    if (open) await declineVersion(tx, agreement.id, open.version, reason);
    const declined = await saveAgreement(tx, agreement, {
      state: next.state,
      closedAt: tx.now,
      closeCause: 'declined',
    });
    await stopSupply(tx, request, 'declined');
    const withdrawn = await saveRequest(tx, request, {
      state: takeStep(request, 'declineAgreement').state,
      closedAt: tx.now,
    });
    await recordRequestAct(tx, withdrawn, { act: 'declineAgreement', from: request.state, reason });
    const entryId = await recordAgreementAct(tx, declined, { act: 'decline', from: agreement.state, reason });
    return agreementResult(declined, entryId);
  });
}

/** Either side does not take a renewal: the terms in force run to their end. */
export async function declineRenewal(transact: Transact, on: ActOn, reason: string): Promise<ActResult> {
  return transact(async (tx) => {
    const { agreement, open } = await openAgreementFor(tx, on, 'declineRenewal');
    if (!open) throw requestError('AGREEMENT_NOTHING_TO_CONFIRM');
    await declineVersion(tx, agreement.id, open.version, reason);
    const declined = await saveAgreement(tx, agreement, {});
    const entryId = await recordAgreementAct(tx, declined, {
      act: 'declineRenewal',
      reason,
      details: { version: open.version },
    });
    return agreementResult(declined, entryId);
  });
}
