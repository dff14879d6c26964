import { AppError } from '../../platform/app-error.ts';
import type { Tx } from '../../platform/database/transaction.ts';
import { hasRole, type Actor } from '../../platform/identity/actor.ts';
import { assertVersion } from '../../platform/http/version.ts';
import { assertNotOtherSide, authorsOf, hadHand } from '../../foundation/people/index.ts';
import { ruleParam } from '../../foundation/statute/index.ts';
import { requestError } from './errors.ts';
import {
  REQUEST_RULES,
  step,
  type RequestAct,
  type RequestStatus,
  type Side,
  type StepRefusal,
} from './request.ts';
import { lockRequest, saveHands, statusOf, type Hands, type RequestRecord } from './request-store.ts';

type Departments = Pick<RequestRecord, 'requesterId' | 'providerId' | 'authorityId'>;

/** On which sides of the matter an actor stands; an authority may be a party itself. */
export function sidesOf(actor: Actor, departments: Departments): Side[] {
  const { departmentId } = actor;
  const sides: Side[] = [];
  if (departmentId === undefined) return actor.kind === 'job' ? ['platform'] : [];
  if (departmentId === departments.requesterId) sides.push('requester');
  if (departmentId === departments.providerId) sides.push('provider');
  if (departmentId === departments.authorityId && hasRole(actor, 'authorityOfficer')) sides.push('authority');
  return sides;
}

const HANDS = {
  requester: 'requesterHands',
  provider: 'providerHands',
  authority: 'authorityHands',
} as const satisfies Partial<Record<Side, keyof Hands>>;

/**
 * Who acted in a matter for another side than this, and in whose name. The authority's own department is one side with it,
 * where it is a party.
 */
export function handsAcross(request: RequestRecord, side: Side): string[] {
  const { authorityId, requesterId, providerId } = request;
  const { requesterHands, providerHands, authorityHands } = request;
  const [asks, gives] = [requesterId === authorityId, providerId === authorityId];
  switch (side) {
    case 'requester':
      return [...providerHands, ...(asks ? [] : authorityHands)];
    case 'provider':
      return [...requesterHands, ...(gives ? [] : authorityHands)];
    default:
      return [...(asks ? [] : requesterHands), ...(gives ? [] : providerHands)];
  }
}

/** Whether the actor acted for another side before they came to this one. */
export function isFromAcross(actor: Actor, request: RequestRecord, side: Side): boolean {
  return hadHand(actor, handsAcross(request, side));
}

/** Notes that people acted for a side; the platform itself needs no note. */
export async function addHands(
  tx: Tx,
  request: RequestRecord,
  { side, people }: { side: Side; people: readonly string[] },
): Promise<RequestRecord> {
  if (side === 'platform') return request;
  const known = request[HANDS[side]];
  const hands = [...new Set([...known, ...people])];
  return hands.length === known.length
    ? request
    : saveHands(tx, request, { ...request, [HANDS[side]]: hands });
}

/**
 * Nobody acts for both parties of a matter (platform.separation), whatever department they belong to by now: from here
 * on the actor, and whom they stand in for, is of this side. @throws AppError PEOPLE_OTHER_SIDE
 */
export async function takeSide(tx: Tx, request: RequestRecord, side: Side): Promise<RequestRecord> {
  assertNotOtherSide(tx, handsAcross(request, side));
  return tx.actor.kind === 'person' ? addHands(tx, request, { side, people: authorsOf(tx.actor) }) : request;
}

/** @throws AppError REQUEST_NOT_YOUR_SIDE, PLATFORM_ROLE_MISSING (both 403) */
export function assertMay(
  actor: Actor,
  departments: Departments,
  act: { sides: readonly Side[]; roles: readonly string[]; rule?: string },
): Side {
  const byRule = act.rule ? { rule: act.rule } : {};
  const side = sidesOf(actor, departments).find((candidate) => act.sides.includes(candidate));
  if (!side) throw requestError('REQUEST_NOT_YOUR_SIDE', { ...byRule, params: { side: act.sides[0] ?? '' } });
  if (!actor.roles.some((role) => act.roles.includes(role))) {
    const params = { roles: act.roles.join(', ') };
    throw new AppError({ code: 'PLATFORM_ROLE_MISSING', status: 403, params, ...byRule });
  }
  return side;
}

const REFUSALS: Readonly<Record<StepRefusal, (request: RequestRecord) => AppError>> = {
  state: (request) => requestError('REQUEST_STATE', { params: { state: request.state } }),
  'reply-other': () => requestError('REQUEST_REPLY_OTHER'),
  'supplement-used': () => requestError('REQUEST_SUPPLEMENT_USED', { rule: '21.supplement' }),
};

/** How many supplement notices Art 21 allows. */
export function maxSupplementNotices(): number {
  return ruleParam('21.supplement', 'maxNotices');
}

/** The status after an act on a locked request. @throws AppError REQUEST_STATE and others (409) */
export function takeStep(request: RequestRecord, act: RequestAct, reply?: 'grant' | 'refuse'): RequestStatus {
  const limits = { maxSupplementNotices: maxSupplementNotices() };
  const taken = step(statusOf(request), { act, ...limits, ...(reply ? { reply } : {}) });
  if (!taken.ok) throw REFUSALS[taken.reason](request);
  return taken.status;
}

export interface ActOn {
  id: string;
  /** The version the person has read (If-Match). */
  version: number;
}

export interface OpenedRequest {
  request: RequestRecord;
  next: RequestStatus;
  side: Side;
}

/**
 * Locks a request for an act of the transaction's actor and works out where the act leads. Saved is whose side they are on.
 * @throws AppError REQUEST_NOT_FOUND; REQUEST_NOT_YOUR_SIDE, PLATFORM_ROLE_MISSING, PEOPLE_OTHER_SIDE; PLATFORM_VERSION_CHANGED
 *   when somebody else acted since it was read; REQUEST_STATE, REQUEST_REPLY_OTHER, REQUEST_SUPPLEMENT_USED.
 */
export async function openRequest(
  tx: Tx,
  on: ActOn,
  act: RequestAct,
  reply?: 'grant' | 'refuse',
): Promise<OpenedRequest> {
  const locked = await lockRequest(tx, on.id);
  const side = assertMay(tx.actor, locked, REQUEST_RULES[act]);
  const request = await takeSide(tx, locked, side);
  assertVersion(request.version, on.version);
  return { request, side, next: takeStep(request, act, reply) };
}

/** What every act answers: where the request stands now, and the receipt of the act. */
export interface ActResult {
  id: string;
  version: number;
  state: string;
  number: string | null;
  entryId: string;
}

export function actResult(request: RequestRecord, entryId: string): ActResult {
  const { id, version, state, number } = request;
  return { id, version, state, number, entryId };
}

/** The acting person. @throws AppError PLATFORM_SIGN_IN_FIRST for programs and jobs */
export function actingPerson(tx: Tx): {
  id: string;
  name: string;
  departmentId: string;
  departmentName: string;
} {
  const { personId, name, departmentId, departmentName } = tx.actor;
  if (tx.actor.kind !== 'person' || !personId || !departmentId) {
    throw new AppError({ code: 'PLATFORM_SIGN_IN_FIRST', status: 401 });
  }
  return { id: personId, name, departmentId, departmentName: departmentName ?? '' };
}
