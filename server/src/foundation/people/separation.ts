import type { Actor } from '../../platform/identity/actor.ts';
import type { Tx } from '../../platform/database/transaction.ts';
import { rule } from '../statute/index.ts';
import { peopleError } from './errors.ts';

/**
 * Nobody approves what they filed: not in person, and not by way of a colleague. Whoever stands in for the filer
 * may not approve either, since the approval would be given in the filer's name.
 * @throws AppError PEOPLE_FILER_APPROVES
 */
export function assertNotFiler(actor: Actor, filerId: string | null | undefined): void {
  if (!filerId || (actor.personId !== filerId && actor.delegatedBy !== filerId)) return;
  throw peopleError('PEOPLE_FILER_APPROVES', { rule: rule('platform.separation').id });
}

/**
 * The same for the actor of a transaction and everyone in whose name it was filed: the filer and whom they stood in
 * for. @throws AppError PEOPLE_FILER_APPROVES
 */
export function assertNotSamePerson(
  tx: Pick<Tx, 'actor'>,
  ...filerIds: readonly (string | null | undefined)[]
): void {
  for (const filerId of filerIds) assertNotFiler(tx.actor, filerId);
}

/** Whose work an act of this actor is: their own, and that of whom they stand in for. */
export function authorsOf(actor: Actor): string[] {
  return [actor.personId, actor.delegatedBy].filter((id) => id !== undefined);
}

/** `writers` with those of one more act; each once. */
export function withAuthors(writers: readonly string[], actor: Actor): string[] {
  return [...new Set([...writers, ...authorsOf(actor)])];
}

/** Whether the actor, or whom they stand in for, is among them. */
export function hadHand(actor: Actor, hands: readonly (string | null)[]): boolean {
  return authorsOf(actor).some((id) => hands.includes(id));
}

/** Nobody approves what they, or whoever they stand in for, wrote a part of. @throws AppError PEOPLE_WRITER_APPROVES */
export function assertNotWriter(tx: Pick<Tx, 'actor'>, writers: readonly string[]): void {
  if (!hadHand(tx.actor, writers)) return;
  throw peopleError('PEOPLE_WRITER_APPROVES', { rule: rule('platform.separation').id });
}

/**
 * Who acted for one party of a matter does not act for the other, whatever department they belong to by now.
 * @throws AppError PEOPLE_OTHER_SIDE
 */
export function assertNotOtherSide(tx: Pick<Tx, 'actor'>, others: readonly (string | null)[]): void {
  if (!hadHand(tx.actor, others)) return;
  throw peopleError('PEOPLE_OTHER_SIDE', { rule: rule('platform.separation').id });
}
