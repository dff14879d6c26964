import type { Transact, Tx } from '../../platform/database/transaction.ts';
import { startClock } from '../../foundation/clocks/index.ts';
import { assertNotSamePerson, assertNotWriter, withAuthors } from '../../foundation/people/index.ts';
import { rule } from '../../foundation/statute/index.ts';
import { notify } from '../inbox/index.ts';
import { getAskedResource, type RequestableResource } from './asked-resource.ts';
import { checkDivisions } from './check-divisions.ts';
import { requestError } from './errors.ts';
import { grantRequest } from './grant-request.ts';
import {
  actingPerson,
  actResult,
  addHands,
  handsAcross,
  openRequest,
  takeStep,
  type ActOn,
  type ActResult,
} from './open-request.ts';
import { recordRequestAct } from './record-act.ts';
import { saveRequest, takeNumber, type RequestRecord } from './request-store.ts';
import { findStandingConsent } from './standing-consent-store.ts';
import { checkStatement, type StatementDraft } from './statement.ts';

/** @throws AppError REQUEST_STATEMENTS_INCOMPLETE with one line for each statement that is missing or wrong */
async function assertComplete(tx: Tx, request: RequestRecord, resource: RequestableResource): Promise<void> {
  const { statement } = request;
  const errors = [
    ...checkStatement(statement, resource, tx.today),
    ...(await checkDivisions(tx, statement.rowFilter ?? [], resource)),
  ];
  if (errors.length > 0) {
    throw requestError('REQUEST_STATEMENTS_INCOMPLETE', {
      rule: '20.statements',
      errors: errors.slice(0, 50),
    });
  }
}

/** Files a draft with the head of the department's own sharing office (Art 20). */
export async function fileRequest(transact: Transact, on: ActOn): Promise<ActResult> {
  return transact(async (tx) => {
    const { request, next } = await openRequest(tx, on, 'file');
    const person = actingPerson(tx);
    await assertComplete(tx, request, await getAskedResource(tx, request.resourceId));
    const filed = await saveRequest(tx, request, {
      state: next.state,
      filedBy: person.id,
      filedByName: person.name,
      writtenBy: withAuthors(request.writtenBy, tx.actor),
    });
    const entryId = await recordRequestAct(tx, filed, {
      act: 'file',
      from: request.state,
      internalTo: request.requesterId,
    });
    return actResult(filed, entryId);
  });
}

/** The head sends a filing back to its author. */
export async function returnFiling(transact: Transact, on: ActOn, reason: string): Promise<ActResult> {
  return transact(async (tx) => {
    const { request, next } = await openRequest(tx, on, 'returnFiling');
    const returned = await saveRequest(tx, request, { state: next.state });
    const entryId = await recordRequestAct(tx, returned, {
      act: 'returnFiling',
      from: request.state,
      reason,
      internalTo: request.requesterId,
    });
    return actResult(returned, entryId);
  });
}

/** The reply clock of Art 21, by the share class of the entry on the day of receipt. */
async function startReplyClock(tx: Tx, request: RequestRecord): Promise<string> {
  const unconditional = request.shareClass === 'unconditional';
  const ruleId = unconditional ? rule('21.reply.unconditional').id : rule('21.reply.conditional').id;
  return startClock(tx, {
    kind: 'request.reply',
    subjectId: request.id,
    subjectTitle: request.resourceTitle,
    subjectNumber: request.number,
    departmentId: request.providerId,
    counterpartId: request.requesterId,
    ruleId,
  });
}

const asksInClear = ({ items }: StatementDraft) => (items ?? []).some(({ unmasked }) => unmasked === true);

async function submit(tx: Tx, request: RequestRecord, resource: RequestableResource): Promise<RequestRecord> {
  const head = actingPerson(tx);
  const number = request.number ?? (await takeNumber(tx, request.areaCode, 'SQ'));
  const current = { ...request, number, shareClass: resource.shareClass, resourceTitle: resource.title };
  return saveRequest(tx, request, {
    state: 'submitted',
    number,
    shareClass: current.shareClass,
    resourceTitle: current.resourceTitle,
    resourceVersion: resource.version,
    officeConsentBy: head.id,
    officeConsentByName: head.name,
    submittedAt: tx.now,
    replyClockId: await startReplyClock(tx, current),
  });
}

/**
 * Grants at once when the provider's head has consented beforehand (unconditional only). Nobody consents beforehand to
 * values in clear, to a later version of the entry, nor to what they ask for in another department by now: those wait for
 * a reply.
 */
async function grantByStandingConsent(tx: Tx, request: RequestRecord): Promise<RequestRecord> {
  const standing =
    request.shareClass === 'unconditional' && !asksInClear(request.statement)
      ? await findStandingConsent(tx, request.resourceId)
      : undefined;
  const covers =
    standing?.providerId === request.providerId && standing.resourceVersion === request.resourceVersion;
  if (!standing || !covers) return request;
  const people = [standing.givenBy, standing.givenFor].filter((id) => id !== null);
  if (people.some((id) => handsAcross(request, 'provider').includes(id))) return request;
  const next = takeStep(request, 'grantByStandingConsent');
  const granted = await grantRequest(tx, await addHands(tx, request, { side: 'provider', people }), {
    act: 'grantByStandingConsent',
    state: next.state,
    consentBy: { id: standing.givenBy, name: standing.givenByName },
    standingConsentId: standing.id,
    reply: {
      decision: 'grant',
      ground: null,
      reasons: '',
      disposal: 'deleted',
      draftedByName: standing.givenByName,
      draftedAt: tx.now.toISOString(),
    },
  });
  return granted.request;
}

/**
 * The head of the requester's sharing office consents (Art 20): the application is received by the provider
 * in the same moment, and the reply clock starts. One clock, one number, one ledger entry, one transaction.
 * Refused to whoever filed it or wrote a part (platform.separation). @throws AppError REQUEST_STATEMENTS_INCOMPLETE
 */
export async function consentFiling(transact: Transact, on: ActOn): Promise<ActResult> {
  return transact(async (tx) => {
    const { request } = await openRequest(tx, on, 'consentFiling');
    assertNotSamePerson(tx, request.filedBy);
    assertNotSamePerson(tx, request.draftedBy);
    assertNotWriter(tx, request.writtenBy);
    const resource = await getAskedResource(tx, request.resourceId);
    await assertComplete(tx, request, resource);
    const submitted = await submit(tx, request, resource);
    const entryId = await recordRequestAct(tx, submitted, {
      act: 'consentFiling',
      from: request.state,
      details: { shareClass: submitted.shareClass, resourceVersion: resource.version },
    });
    await notify(tx, {
      departmentId: submitted.providerId,
      kind: 'notice.request.received',
      params: {
        title: submitted.resourceTitle,
        requester: submitted.requesterShortName,
        number: submitted.number ?? '',
      },
      href: `/requests/${submitted.id}`,
    });
    return actResult(await grantByStandingConsent(tx, submitted), entryId);
  });
}
