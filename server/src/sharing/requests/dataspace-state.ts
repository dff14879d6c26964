import type { AgreementState } from './agreement.ts';
import type { RequestState } from './request.ts';

/** Contract negotiation states of the Dataspace Protocol 2025-1. */
export type NegotiationState =
  'REQUESTED' | 'OFFERED' | 'ACCEPTED' | 'AGREED' | 'VERIFIED' | 'FINALIZED' | 'TERMINATED';

/** Transfer process states of the same. */
export type TransferState = 'REQUESTED' | 'STARTED' | 'SUSPENDED' | 'COMPLETED' | 'TERMINATED';

export interface Negotiated {
  state: RequestState;
  /** A counter-proposal was accepted. */
  scopeAccepted: boolean;
  /** The requester confirmed the agreement. */
  requesterConfirmed: boolean;
}

/** Where a request stands in the protocol's words; undefined while it has not left its own department. */
export function toDataspaceState(request: Negotiated): NegotiationState | undefined {
  switch (request.state) {
    case 'draft':
    case 'awaitingOfficeConsent':
      return undefined;
    case 'submitted':
    case 'supplementNeeded':
    case 'awaitingReplyConsent':
      return request.scopeAccepted ? 'ACCEPTED' : 'REQUESTED';
    case 'scopeProposed':
      return 'OFFERED';
    case 'granted':
      return request.requesterConfirmed ? 'VERIFIED' : 'AGREED';
    case 'inForce':
      return 'FINALIZED';
    case 'refused':
    case 'withdrawn':
    case 'ended':
      return 'TERMINATED';
  }
}

/** Where supply under an agreement stands; undefined before there is one in force. */
export function toTransferState(agreement: {
  state: AgreementState;
  supplied: boolean;
  cause: string | null;
}): TransferState | undefined {
  switch (agreement.state) {
    case 'pending':
    case 'declined':
      return undefined;
    case 'inForce':
      return agreement.supplied ? 'STARTED' : 'REQUESTED';
    case 'suspended':
      return 'SUSPENDED';
    case 'expired':
      return 'COMPLETED';
    case 'ended':
      return agreement.cause === 'purposeAchieved' || agreement.cause === 'noLongerNeeded'
        ? 'COMPLETED'
        : 'TERMINATED';
  }
}
