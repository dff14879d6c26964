import type { Role } from '../../platform/identity/actor.ts';
import type { Side } from './request.ts';
import type { LocalDate } from '@tandem/calendar';
import type { Mode } from './scope.ts';

/**
 * The life of an agreement, pure.
 *
 *   pending → inForce ⇄ suspended → ended (whoever suspended it settles it; the authority may always)
 *           → declined   inForce → ended | expired,  suspended → expired
 *
 * Declined: what was never confirmed by both, by the requester's word or because its term or its entry ended first.
 */
export const AGREEMENT_STATES = ['pending', 'inForce', 'suspended', 'ended', 'expired', 'declined'] as const;
export type AgreementState = (typeof AGREEMENT_STATES)[number];

export const AGREEMENT_ACTS = [
  'confirm',
  'takeEffect',
  'decline',
  'lapse',
  'proposeRenewal',
  'confirmRenewal',
  'declineRenewal',
  'suspend',
  'reportRectification',
  'resume',
  'terminate',
  'endByRequester',
  'endByProvider',
  'expire',
  'dispose',
] as const;
export type AgreementAct = (typeof AGREEMENT_ACTS)[number];

interface ActRule {
  from: readonly AgreementState[];
  to: AgreementState | 'same';
  sides: readonly Side[];
  roles: readonly Role[];
  /** The rule that gives the act to these roles; a refusal names it. */
  rule?: string;
}

const STAFF = ['clerk', 'sharingOfficeHead'] as const;
const HEAD = ['sharingOfficeHead'] as const;
const SUPERVISORS = ['sharingOfficeHead', 'authorityOfficer'] as const;
const PARTIES = ['requester', 'provider'] as const;
/** Who may hold an agreement back: its provider, or the authority of the area. */
const WATCHERS = ['provider', 'authority'] as const;

/** Who may do what, from where, and where it leads. */
export const AGREEMENT_RULES: Readonly<Record<AgreementAct, ActRule>> = {
  confirm: { from: ['pending'], to: 'same', sides: PARTIES, roles: HEAD },
  takeEffect: { from: ['pending'], to: 'inForce', sides: ['platform'], roles: [] },
  decline: { from: ['pending'], to: 'declined', sides: ['requester'], roles: HEAD },
  lapse: { from: ['pending'], to: 'declined', sides: ['platform'], roles: [] },
  proposeRenewal: { from: ['inForce'], to: 'same', sides: ['requester'], roles: STAFF, rule: '27.renewal' },
  confirmRenewal: { from: ['inForce'], to: 'same', sides: PARTIES, roles: HEAD },
  declineRenewal: { from: ['inForce'], to: 'same', sides: PARTIES, roles: HEAD },
  suspend: { from: ['inForce'], to: 'suspended', sides: WATCHERS, roles: SUPERVISORS, rule: '27.suspension' },
  reportRectification: {
    from: ['suspended'],
    to: 'same',
    sides: ['requester'],
    roles: STAFF,
    rule: '27.suspension',
  },
  resume: { from: ['suspended'], to: 'inForce', sides: WATCHERS, roles: SUPERVISORS, rule: '27.suspension' },
  terminate: { from: ['suspended'], to: 'ended', sides: WATCHERS, roles: SUPERVISORS, rule: '27.suspension' },
  // Not while it is suspended: an end by its own wish would cover up the misuse.
  endByRequester: {
    from: ['inForce'],
    to: 'ended',
    sides: ['requester'],
    roles: STAFF,
    rule: '27.disposal',
  },
  endByProvider: {
    from: ['inForce'],
    to: 'ended',
    sides: ['provider'],
    roles: HEAD,
    rule: '27.no-arbitrary-stop',
  },
  expire: { from: ['inForce', 'suspended'], to: 'expired', sides: ['platform'], roles: [] },
  dispose: {
    from: ['ended', 'expired'],
    to: 'same',
    sides: ['requester'],
    roles: STAFF,
    rule: '27.disposal',
  },
};

export interface AgreementStatus {
  state: AgreementState;
  /** Who holds it back while it is suspended. */
  suspendedBy: 'provider' | 'authority' | null;
  requesterConfirmed: boolean;
  providerConfirmed: boolean;
  disposed: boolean;
}

export type AgreementRefusal =
  'state' | 'confirmed-already' | 'unconfirmed' | 'disposed-already' | 'suspended-by-authority';
export type AgreementStep = { ok: true; status: AgreementStatus } | { ok: false; reason: AgreementRefusal };

function refusalOf(status: AgreementStatus, act: AgreementAct, side: Side): AgreementRefusal | undefined {
  if (!AGREEMENT_RULES[act].from.includes(status.state)) return 'state';
  if (act === 'confirm' && (side === 'requester' ? status.requesterConfirmed : status.providerConfirmed)) {
    return 'confirmed-already';
  }
  if (act === 'takeEffect' && !(status.requesterConfirmed && status.providerConfirmed)) return 'unconfirmed';
  if (act === 'dispose' && status.disposed) return 'disposed-already';
  const settles = act === 'resume' || act === 'terminate';
  if (settles && status.suspendedBy === 'authority' && side !== 'authority') return 'suspended-by-authority';
  return undefined;
}

function effectOf(act: AgreementAct, side: Side): Partial<AgreementStatus> {
  if (act === 'suspend') return { suspendedBy: side === 'authority' ? 'authority' : 'provider' };
  if (act === 'resume') return { suspendedBy: null };
  if (act === 'dispose') return { disposed: true };
  if (act !== 'confirm') return {};
  return side === 'requester' ? { requesterConfirmed: true } : { providerConfirmed: true };
}

/** The one transition function of agreements. */
export function stepAgreement(status: AgreementStatus, act: AgreementAct, side: Side): AgreementStep {
  const reason = refusalOf(status, act, side);
  if (reason) return { ok: false, reason };
  const { to } = AGREEMENT_RULES[act];
  return {
    ok: true,
    status: { ...status, ...effectOf(act, side), state: to === 'same' ? status.state : to },
  };
}

/** How an agreement stands on a day: confirmed agreements begin and end with their term. */
export type AgreementStanding = AgreementState | 'scheduled';

export function standingOn(
  agreement: { state: AgreementState; termFrom: string; termTo: string },
  today: string,
): AgreementStanding {
  if (agreement.state !== 'inForce') return agreement.state;
  if (today < agreement.termFrom) return 'scheduled';
  return today > agreement.termTo ? 'expired' : 'inForce';
}

/** One agreed item. `modes` narrows it: an item may be agreed for yes-or-no answers only. */
export interface TermItem {
  name: string;
  modes: readonly Mode[];
  /** Kind of value, for masking: the item's type in the catalogue. */
  kind: string;
  grade: 1 | 2 | 3 | 4;
  personal: boolean;
  /** The provider expressly agreed to give the value unmasked. */
  unmasked: boolean;
}

/** Rows agreed on: every condition must hold. `prefix` is for divisions (6401 covers its counties). */
export interface TermFilter {
  item: string;
  op: 'in' | 'prefix';
  values: readonly string[];
}

/** How the requester disposes of the data in the end, as the provider requires (Art 27). */
export type DisposalMethod = 'deleted' | 'returned' | 'archived' | 'anonymized';

/** What a version lets its requester use: plain JSON, complete, never changed once written. */
export interface FrozenTerms {
  /** Of this shape. */
  schema: 1;
  agreementId: string;
  number: string;
  version: number;
  requestId: string;
  requesterId: string;
  requesterName: string;
  providerId: string;
  providerName: string;
  resourceId: string;
  resourceTitle: string;
  resourceVersion: number;
  shareClass: 'unconditional' | 'conditional';
  items: readonly TermItem[];
  rowFilter: readonly TermFilter[];
  legalBasis: { title: string; article: string };
  purpose: { code: string; text: string };
  modes: readonly Mode[];
  quota: { callsPerDay: number; rowsPerDay: number };
  term: { from: LocalDate; to: LocalDate };
  disposal: DisposalMethod;
}

/** Agreed items that a version of the entry grades higher than the terms do: the stricter grade holds at once. */
export interface RaisedGrades {
  /** The version of the entry that announced it. */
  entryVersion: number;
  items: readonly Pick<TermItem, 'name' | 'grade' | 'personal'>[];
}

/**
 * The terms of the version in force by the grades of today, with the state of the agreement now. `inForce` says that both
 * sides confirmed and nobody suspended or ended it: the exchange still holds `term` against the day.
 */
export interface AgreementTerms extends FrozenTerms {
  state: 'pending' | 'inForce' | 'suspended' | 'ended';
  /** Null: the grades are those agreed. Else `items` are graded as raised. */
  raised: RaisedGrades | null;
}

/** The state as the exchange reads it: an agreement past its term is refused by its term, so it can be named. */
export function enforcedState(state: AgreementState): AgreementTerms['state'] {
  switch (state) {
    case 'pending':
      return 'pending';
    case 'inForce':
    case 'expired':
      return 'inForce';
    case 'suspended':
      return 'suspended';
    case 'ended':
    case 'declined':
      return 'ended';
  }
}
