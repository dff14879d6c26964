import type { Transact } from '../../platform/database/transaction.ts';
import { withAuthors } from '../../foundation/people/index.ts';
import { notify } from '../inbox/index.ts';
import { getAskedResource } from './asked-resource.ts';
import { requestError } from './errors.ts';
import { noticeSubject } from './notice-subject.ts';
import { actingPerson, actResult, openRequest, type ActOn, type ActResult } from './open-request.ts';
import { recordRequestAct } from './record-act.ts';
import { saveRequest, type RequestRecord } from './request-store.ts';
import { answerProposal, insertProposal } from './reply-store.ts';
import { isWithin, type Scope } from './scope.ts';
import { checkDivisions } from './check-divisions.ts';
import { checkScope, scopeOf, type StatementDraft } from './statement.ts';

/** What a provider proposes; what it leaves out stays as asked for. */
export type ScopeChange = Pick<StatementDraft, 'items' | 'rowFilter' | 'quota' | 'term'>;

function proposedScope(request: RequestRecord, change: ScopeChange): Scope {
  const asked = scopeOf(request.statement);
  const changed = scopeOf({ ...change, modes: request.statement.modes ?? [] });
  return {
    items: change.items ? changed.items : asked.items,
    rowFilter: change.rowFilter ? changed.rowFilter : asked.rowFilter,
    quota: change.quota ?? asked.quota,
    term: change.term ?? asked.term,
  };
}

/**
 * The provider proposes a narrower scope: items left out, yes-or-no instead of values, fewer rows. The clock
 * runs on. @throws AppError REQUEST_SCOPE_INVALID, REQUEST_SCOPE_NOT_NARROWER when it would give anything that was not asked for
 */
export async function proposeScope(
  transact: Transact,
  on: ActOn,
  input: { scope: ScopeChange; reason: string },
): Promise<ActResult> {
  return transact(async (tx) => {
    const { request, next } = await openRequest(tx, on, 'proposeScope');
    const resource = await getAskedResource(tx, request.resourceId);
    const scope = proposedScope(request, input.scope);
    const errors = [
      ...checkScope({ ...request.statement, ...input.scope }, resource, tx.today),
      ...(await checkDivisions(tx, scope.rowFilter, resource)),
    ];
    if (errors.length > 0) throw requestError('REQUEST_SCOPE_INVALID', { rule: '20.statements', errors });
    if (!isWithin(scope, scopeOf(request.statement)))
      throw requestError('REQUEST_SCOPE_NOT_NARROWER', { rule: '20.statements' });
    await insertProposal(tx, { requestId: request.id, scope, reason: input.reason, by: actingPerson(tx) });
    const scopeBy = withAuthors(request.scopeBy, tx.actor);
    const proposed = await saveRequest(tx, request, { state: next.state, scopeBy });
    const entryId = await recordRequestAct(tx, proposed, {
      act: 'proposeScope',
      from: request.state,
      reason: input.reason,
      details: { items: scope.items.map((item) => item.name), filters: scope.rowFilter.length },
    });
    await notify(tx, {
      departmentId: request.requesterId,
      kind: 'notice.request.scopeProposed',
      params: { ...noticeSubject(request), provider: request.providerShortName },
      href: `/requests/${request.id}`,
    });
    return actResult(proposed, entryId);
  });
}

/** The requester takes the narrower scope, or insists on what it asked for. */
export async function answerScope(
  transact: Transact,
  on: ActOn,
  input: { accept: boolean; reason: string },
): Promise<ActResult> {
  return transact(async (tx) => {
    const act = input.accept ? 'acceptScope' : 'declineScope';
    const { request, next } = await openRequest(tx, on, act);
    const proposal = await answerProposal(tx, {
      requestId: request.id,
      answer: input.accept ? 'accepted' : 'declined',
      byName: tx.actor.name,
      note: input.reason,
    });
    const answered = await saveRequest(tx, request, {
      state: next.state,
      acceptedScope: input.accept ? (proposal?.scope ?? null) : request.acceptedScope,
    });
    const entryId = await recordRequestAct(tx, answered, { act, from: request.state, reason: input.reason });
    await notify(tx, {
      departmentId: request.providerId,
      kind: input.accept ? 'notice.request.scopeAccepted' : 'notice.request.scopeDeclined',
      params: { ...noticeSubject(request), requester: request.requesterShortName },
      href: `/requests/${request.id}`,
    });
    return actResult(answered, entryId);
  });
}
