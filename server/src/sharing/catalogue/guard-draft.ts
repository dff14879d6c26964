import {
  assertNotOtherSide,
  assertNotSamePerson,
  assertNotWriter,
  authorsOf,
} from '../../foundation/people/index.ts';
import type { Actor } from '../../platform/identity/actor.ts';
import type { Tx } from '../../platform/database/transaction.ts';
import type { Draft } from './draft-store.ts';
import { catalogueError } from './errors.ts';
import { listHands } from './history-store.ts';
import { nextState, type DraftAct, type DraftState } from './workflow.ts';

/** @throws AppError CATALOGUE_STATE_WRONG: the act has no place where the change stands now */
export function assertAct(draft: Pick<Draft, 'state'>, act: DraftAct): DraftState | 'gone' {
  const next = nextState(draft.state, act);
  if (next === undefined)
    throw catalogueError('CATALOGUE_STATE_WRONG', { params: { state: draft.state, act } });
  return next;
}

/** @throws AppError CATALOGUE_NOT_PROVIDER: only the providing department compiles its entries (Art 12) */
export function assertProvider(tx: Tx, subject: { providerId: string }): void {
  if (tx.actor.departmentId !== subject.providerId) {
    throw catalogueError('CATALOGUE_NOT_PROVIDER', { rule: '12.unified-catalogue' });
  }
}

/** @throws AppError CATALOGUE_NOT_AUTHORITY: review is for the authority of the same level (Art 16) */
export function assertAuthority(tx: Tx, subject: { authorityId: string }): void {
  if (tx.actor.departmentId !== subject.authorityId)
    throw catalogueError('CATALOGUE_NOT_AUTHORITY', { rule: '16.review' });
}

/**
 * Nobody approves what they, or whoever they stood in for, filed or wrote.
 * @throws AppError PEOPLE_FILER_APPROVES, PEOPLE_WRITER_APPROVES
 */
export function assertNotFiler(tx: Tx, draft: Draft): void {
  for (const person of [draft.filedBy, draft.filedFor]) assertNotSamePerson(tx, person);
  assertNotWriter(tx, draft.writtenBy);
}

/**
 * Nobody acts on one change for its department and for the authority, whichever they belong to by now.
 * @throws AppError PEOPLE_OTHER_SIDE
 */
export async function assertOneSide(tx: Tx, draft: Draft): Promise<void> {
  const { resourceId, providerId, authorityId, upcomingVersion: versionNumber } = draft;
  if (providerId === authorityId) return;
  const departmentId = tx.actor.departmentId === providerId ? authorityId : providerId;
  assertNotOtherSide(tx, await listHands(tx, { resourceId, versionNumber, departmentId }));
}

/** The reviewer is neither of these nor the one who consented. @throws AppError PEOPLE_FILER_APPROVES, PEOPLE_WRITER_APPROVES */
export function assertNotInvolved(tx: Tx, draft: Draft): void {
  assertNotFiler(tx, draft);
  for (const person of [draft.consentedBy, draft.consentedFor]) assertNotSamePerson(tx, person);
}

type Hands = Pick<Draft, 'writtenBy' | 'filedBy' | 'filedFor' | 'consentedBy' | 'consentedFor'>;

/** Whether the actor, or whom they stand in for, had a hand in what waits for approval: somebody else approves it. */
export function isOwnWork(actor: Actor, draft: Hands): boolean {
  const hands = [...draft.writtenBy, draft.filedBy, draft.filedFor, draft.consentedBy, draft.consentedFor];
  return authorsOf(actor).some((id) => hands.includes(id));
}
