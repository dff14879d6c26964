import type { Tx } from '../../platform/database/transaction.ts';
import {
  appendEntry,
  requestKind,
  type EntryPayload,
  type RequestActName,
} from '../../platform/ledger/index.ts';
import { insertHistory } from './history-store.ts';
import type { RequestRecord } from './request-store.ts';

/** The parties of a request or an agreement, as far as they are named on records. */
export type Parties = Pick<
  RequestRecord,
  | 'requesterId'
  | 'requesterName'
  | 'providerId'
  | 'providerName'
  | 'authorityId'
  | 'resourceId'
  | 'resourceTitle'
>;

export interface Act {
  requestId: string;
  /** Set for acts on the agreement. */
  agreementId?: string;
  number: string | null;
  parties: Parties;
  act: RequestActName;
  from: string;
  to: string;
  reason?: string;
  details?: EntryPayload;
  /** A step inside this department, not shown to the other side. */
  internalTo?: string;
  /** The person on record when the platform acts on a standing consent. */
  onBehalf?: { name: string; departmentName: string };
}

/**
 * Puts one act on record: a row of the history and a ledger entry, in the caller's transaction.
 * @returns the id of the entry, which is the receipt's id.
 */
export async function recordAct(tx: Tx, input: Act): Promise<string> {
  const { parties, act, from, to, reason = '', details = {} } = input;
  const { agreementId, requestId } = input;
  const [room, id] = agreementId ? (['agreement', agreementId] as const) : (['request', requestId] as const);
  const everybody = [parties.requesterId, parties.providerId, parties.authorityId];
  const { entryId } = await appendEntry(tx, {
    kind: requestKind(room, act),
    subject: `${room}:${id}`,
    payload: { number: input.number, act, from, to, resource: parties.resourceId, reason, details },
    owners: input.internalTo ? [input.internalTo] : everybody,
  });
  await insertHistory(tx, {
    requestId: input.requestId,
    agreementId: input.agreementId ?? null,
    act,
    fromState: from,
    toState: to,
    reason,
    details,
    internalTo: input.internalTo ?? null,
    entryId,
    actorName: input.onBehalf?.name,
    actorDepartmentName: input.onBehalf?.departmentName,
  });
  return entryId;
}

/** The same for a request whose row is at hand. */
export function recordRequestAct(
  tx: Tx,
  request: RequestRecord,
  act: Omit<Act, 'requestId' | 'number' | 'parties' | 'from' | 'to'> & { from?: string; to?: string },
): Promise<string> {
  const base = { requestId: request.id, number: request.number, parties: request };
  return recordAct(tx, { ...base, ...act, from: act.from ?? request.state, to: act.to ?? request.state });
}
