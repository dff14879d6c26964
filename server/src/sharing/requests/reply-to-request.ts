import type { Transact, Tx } from '../../platform/database/transaction.ts';
import { assertNotSamePerson, assertNotWriter, authorsOf } from '../../foundation/people/index.ts';
import { rule } from '../../foundation/statute/index.ts';
import { notify } from '../inbox/index.ts';
import { noticeSubject } from './notice-subject.ts';
import { SHORTEST_WORDS, unmetByWords } from './plain-words.ts';
import type { DisposalMethod } from './agreement.ts';
import { getAskedResource } from './asked-resource.ts';
import { requestError } from './errors.ts';
import { closeReplyClock, grantRequest } from './grant-request.ts';
import { actingPerson, actResult, openRequest, type ActOn, type ActResult } from './open-request.ts';
import { recordRequestAct } from './record-act.ts';
import {
  REFUSAL_GROUNDS,
  saveRequest,
  type RefusalGround,
  type Reply,
  type RequestRecord,
} from './request-store.ts';
import { answerProposal, decideOpenExtension } from './reply-store.ts';

export interface ReplyInput {
  decision: 'grant' | 'refuse';
  /** Needed to refuse: one of {@link REFUSAL_GROUNDS}; `incomplete` is understood and refused. */
  ground?: string | undefined;
  reasons?: string | undefined;
  /** How the data is to be disposed of in the end (Art 27). */
  disposal?: DisposalMethod | undefined;
}

function asGround(text: string | undefined): RefusalGround | undefined {
  return REFUSAL_GROUNDS.find((ground) => ground === text);
}

/**
 * A refusal names a ground and gives reasons; incomplete papers are no ground (Art 21), nor are conditions where the
 * entry has none (Art 15). @throws AppError REQUEST_REFUSAL_INCOMPLETE, REQUEST_REFUSAL_CONDITION, REQUEST_REASONS_MISSING
 */
export function assertRefusable(input: ReplyInput, shareClass: RequestRecord['shareClass']): void {
  if (input.ground === 'incomplete')
    throw requestError('REQUEST_REFUSAL_INCOMPLETE', { rule: '21.supplement' });
  if (input.ground === 'conditionsNotMet' && shareClass === 'unconditional')
    throw requestError('REQUEST_REFUSAL_CONDITION', { rule: '15.no-added-conditions' });
  const reasons = rule('21.refusal.reasons').id;
  const unmet = asGround(input.ground) ? unmetByWords(input.reasons, reasons) : reasons;
  if (unmet === undefined) return;
  const field = asGround(input.ground) ? '/reasons' : '/ground';
  const ruled = { rule: unmet, params: { minCharacters: SHORTEST_WORDS } };
  throw requestError('REQUEST_REASONS_MISSING', {
    ...ruled,
    errors: [{ field, code: 'REQUEST_REASONS_MISSING', ...ruled }],
  });
}

function draftOf(tx: Tx, input: ReplyInput): Reply {
  return {
    decision: input.decision,
    ground: input.decision === 'refuse' ? (asGround(input.ground) ?? null) : null,
    reasons: (input.reasons ?? '').trim(),
    disposal: input.disposal ?? 'deleted',
    draftedByName: tx.actor.name,
    draftedAt: tx.now.toISOString(),
  };
}

/** Drafts the reply for the head of the provider's sharing office; nothing leaves the department yet. */
export async function draftReply(transact: Transact, on: ActOn, input: ReplyInput): Promise<ActResult> {
  return transact(async (tx) => {
    const { request, next } = await openRequest(tx, on, 'draftReply', input.decision);
    if (input.decision === 'refuse') assertRefusable(input, request.shareClass);
    else await getAskedResource(tx, request.resourceId); // there is something to consent to
    await answerProposal(tx, { requestId: request.id, answer: 'lapsed', byName: tx.actor.name, note: '' });
    const drafted = await saveRequest(tx, request, {
      state: next.state,
      reply: draftOf(tx, input),
      replyDraftedBy: actingPerson(tx).id,
      replyBy: authorsOf(tx.actor),
    });
    const entryId = await recordRequestAct(tx, drafted, {
      act: 'draftReply',
      from: request.state,
      internalTo: request.providerId,
      details: { decision: input.decision },
    });
    return actResult(drafted, entryId);
  });
}

/** Whoever drafted the reply, or proposed the scope that it grants. */
export function replyWriters(
  request: Pick<RequestRecord, 'replyBy' | 'scopeBy' | 'acceptedScope'>,
): string[] {
  return request.acceptedScope ? [...request.replyBy, ...request.scopeBy] : request.replyBy;
}

/** The head sends a drafted reply back. */
export async function returnReply(transact: Transact, on: ActOn, reason: string): Promise<ActResult> {
  return transact(async (tx) => {
    const { request, next } = await openRequest(tx, on, 'returnReply');
    const nothing = { reply: null, replyDraftedBy: null, replyBy: [] };
    const returned = await saveRequest(tx, request, { state: next.state, ...nothing });
    const entryId = await recordRequestAct(tx, returned, {
      act: 'returnReply',
      from: request.state,
      reason,
      internalTo: request.providerId,
    });
    return actResult(returned, entryId);
  });
}

async function sendRefusal(tx: Tx, request: RequestRecord, reply: Reply): Promise<[RequestRecord, string]> {
  const head = actingPerson(tx);
  const refused = await saveRequest(tx, request, {
    state: 'refused',
    replyConsentBy: head.id,
    replyConsentByName: head.name,
    repliedAt: tx.now,
    closedAt: tx.now,
    ...(await closeReplyClock(tx, request, 'refused')),
  });
  const entryId = await recordRequestAct(tx, refused, {
    act: 'refuse',
    from: request.state,
    reason: reply.reasons,
    details: { ground: reply.ground },
  });
  await notify(tx, {
    departmentId: request.requesterId,
    kind: 'notice.request.refused',
    params: { ...noticeSubject(request), provider: request.providerShortName },
    href: `/requests/${request.id}`,
  });
  return [refused, entryId];
}

async function sendGrant(tx: Tx, request: RequestRecord, reply: Reply): Promise<[RequestRecord, string]> {
  const head = actingPerson(tx);
  const granted = await grantRequest(tx, request, {
    act: 'grant',
    state: 'granted',
    consentBy: { id: head.id, name: head.name },
    reply,
  });
  return [granted.request, granted.entryId];
}

/**
 * The head of the provider's sharing office consents to the drafted reply (Art 20) and it is sent: granted,
 * with the agreement and the supply clock, or refused with its reasons. Refused to whoever drafted it.
 */
export async function consentReply(
  transact: Transact,
  on: ActOn,
  decision: Reply['decision'],
): Promise<ActResult> {
  return transact(async (tx) => {
    const { request } = await openRequest(tx, on, decision === 'grant' ? 'grant' : 'refuse');
    assertNotSamePerson(tx, request.replyDraftedBy);
    assertNotWriter(tx, replyWriters(request));
    const { reply } = request;
    if (!reply) throw requestError('REQUEST_REPLY_OTHER');
    const [replied, entryId] =
      reply.decision === 'grant'
        ? await sendGrant(tx, request, reply)
        : await sendRefusal(tx, request, reply);
    await decideOpenExtension(tx, {
      requestId: request.id,
      decision: 'lapsed',
      days: null,
      dueAfter: null,
      byName: tx.actor.name,
      note: '',
    });
    return actResult(replied, entryId);
  });
}
