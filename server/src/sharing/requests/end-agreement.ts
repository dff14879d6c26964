import type { Transact, Tx } from '../../platform/database/transaction.ts';
import { getClock, stopClock } from '../../foundation/clocks/index.ts';
import { rule } from '../../foundation/statute/index.ts';
import { notify } from '../inbox/index.ts';
import { SHORTEST_WORDS, unmetByWords } from './plain-words.ts';
import { saveAgreement, type AgreementRecord, type CloseCause } from './agreement-store.ts';
import { declineVersion, findOpenVersion } from './agreement-version-store.ts';
import { requestError } from './errors.ts';
import { agreementResult, openAgreementFor, recordAgreementAct } from './open-agreement.ts';
import { takeStep, type ActOn, type ActResult } from './open-request.ts';
import { recordRequestAct } from './record-act.ts';
import { saveRequest, type RequestRecord } from './request-store.ts';
import type { Running } from './running-agreements.ts';
import { stopSupply } from './supply.ts';

interface Closing {
  agreement: AgreementRecord;
  request: RequestRecord;
  state: 'ended' | 'expired' | 'declined';
  cause: CloseCause;
}

async function stopRectification(tx: Tx, agreement: AgreementRecord): Promise<void> {
  if (!agreement.rectifyClockId || agreement.rectification) return;
  const clock = await getClock(tx, agreement.rectifyClockId);
  if (clock.urgency !== 'done' && clock.urgency !== 'done-late')
    await stopClock(tx, agreement.rectifyClockId, 'ended');
}

/** Ends an agreement and its request together; clocks that still run stop, an open renewal lapses. */
export async function closeAgreement(tx: Tx, closing: Closing): Promise<AgreementRecord> {
  const { agreement, request } = closing;
  const open = await findOpenVersion(tx, agreement.id);
  if (open) await declineVersion(tx, agreement.id, open.version, closing.cause);
  await stopRectification(tx, agreement);
  await stopSupply(tx, request, closing.state);
  const ended = await saveRequest(tx, request, { state: takeStep(request, 'close').state, closedAt: tx.now });
  await recordRequestAct(tx, ended, { act: 'close', from: request.state, details: { cause: closing.cause } });
  return saveAgreement(tx, agreement, { state: closing.state, closedAt: tx.now, closeCause: closing.cause });
}

/** Ends one that both sides never confirmed, since its term or its entry ended before: it gave nothing to dispose of. */
export async function lapseAgreement(
  tx: Tx,
  { agreement, request }: Running,
  cause: 'termOver' | 'withdrawn' | 'withheld',
): Promise<void> {
  const lapsed = await closeAgreement(tx, { agreement, request, state: 'declined', cause });
  await recordAgreementAct(tx, lapsed, { act: 'lapse', from: agreement.state, details: { cause } });
  const { id, resourceTitle: title, number, termTo: to } = agreement;
  for (const departmentId of [agreement.requesterId, agreement.providerId])
    await notify(tx, {
      departmentId,
      kind: cause === 'termOver' ? 'notice.agreement.lapsed' : 'notice.agreement.lapsedWithEntry',
      params: { title, number, to },
      href: `/agreements/${id}`,
    });
}

export interface RequesterEnd {
  cause: 'purposeAchieved' | 'purposeImpossible' | 'noLongerNeeded';
  reason: string;
}

/** The requester needs the data no longer; disposal as the provider requires is due (Art 27). */
export async function endByRequester(transact: Transact, on: ActOn, input: RequesterEnd): Promise<ActResult> {
  return transact(async (tx) => {
    const { agreement, request } = await openAgreementFor(tx, on, 'endByRequester');
    const ended = await closeAgreement(tx, { agreement, request, state: 'ended', cause: input.cause });
    const entryId = await recordAgreementAct(tx, ended, {
      act: 'endByRequester',
      from: agreement.state,
      reason: input.reason,
      details: { cause: input.cause },
    });
    await notify(tx, {
      departmentId: agreement.providerId,
      kind: 'notice.agreement.ended',
      params: { title: agreement.resourceTitle, number: agreement.number, reason: input.reason },
      href: `/agreements/${agreement.id}`,
    });
    return agreementResult(ended, entryId);
  });
}

export interface ProviderEnd {
  /** Why the service has to stop. */
  cause: string;
  /** What the negotiation with the requester came to: when, with whom, result. */
  negotiation: string;
  /** The filing (备案) with the data authority. */
  filing: string;
}

/** @throws AppError AGREEMENT_CAUSE_MISSING with a line for each of the three that is missing (Art 27) */
function assertNotArbitrary(input: ProviderEnd): void {
  const statute = rule('27.no-arbitrary-stop').id;
  const params = { minCharacters: SHORTEST_WORDS };
  const errors = (['cause', 'negotiation', 'filing'] as const).flatMap((name) => {
    const unmet = unmetByWords(input[name], statute);
    return unmet ? [{ field: `/${name}`, code: 'AGREEMENT_CAUSE_MISSING', rule: unmet, params }] : [];
  });
  const worst = errors.find((error) => error.rule === statute) ?? errors[0];
  if (worst) throw requestError('AGREEMENT_CAUSE_MISSING', { rule: worst.rule, params, errors });
}

/** A provider stops only with cause, after negotiation, and files a record with the authority (Art 27). */
export async function endByProvider(transact: Transact, on: ActOn, input: ProviderEnd): Promise<ActResult> {
  return transact(async (tx) => {
    const { agreement, request } = await openAgreementFor(tx, on, 'endByProvider');
    assertNotArbitrary(input);
    const ended = await closeAgreement(tx, { agreement, request, state: 'ended', cause: 'providerCause' });
    const entryId = await recordAgreementAct(tx, ended, {
      act: 'endByProvider',
      from: agreement.state,
      reason: input.cause,
      details: { negotiation: input.negotiation, filing: input.filing },
    });
    for (const departmentId of new Set([agreement.requesterId, agreement.authorityId])) {
      await notify(tx, {
        departmentId,
        kind: departmentId === agreement.authorityId ? 'notice.agreement.filed' : 'notice.agreement.ended',
        params: { title: agreement.resourceTitle, number: agreement.number, reason: input.cause },
        href: `/agreements/${agreement.id}`,
      });
    }
    return agreementResult(ended, entryId);
  });
}
