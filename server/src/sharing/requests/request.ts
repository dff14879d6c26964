import type { Role } from '../../platform/identity/actor.ts';

/**
 * The life of a share request, pure.
 *
 *   draft → awaitingOfficeConsent → submitted ⇄ supplementNeeded
 *                                   submitted ⇄ scopeProposed
 *                                   submitted → awaitingReplyConsent → granted → inForce → ended
 *                                                                    → refused
 *   withdrawn: from anywhere before an agreement is in force.
 */
export const REQUEST_STATES = [
  'draft',
  'awaitingOfficeConsent',
  'submitted',
  'supplementNeeded',
  'scopeProposed',
  'awaitingReplyConsent',
  'granted',
  'inForce',
  'refused',
  'withdrawn',
  'ended',
] as const;
export type RequestState = (typeof REQUEST_STATES)[number];

export type Side = 'requester' | 'provider' | 'authority' | 'platform';

/** States in which the provider owes a reply. */
export const OPEN_STATES = [
  'submitted',
  'supplementNeeded',
  'scopeProposed',
  'awaitingReplyConsent',
] as const;

/** States from which nothing leads on. */
export const FINAL_STATES = ['refused', 'withdrawn', 'ended'] as const;

export const REQUEST_ACTS = [
  'edit',
  'file',
  'returnFiling',
  'consentFiling',
  'noticeSupplement',
  'supplement',
  'proposeScope',
  'acceptScope',
  'declineScope',
  'draftReply',
  'returnReply',
  'grant',
  'refuse',
  'grantByStandingConsent',
  'askExtension',
  'decideExtension',
  'withdraw',
  'urge',
  'remark',
  'conclude',
  'declineAgreement',
  'close',
] as const;
export type RequestAct = (typeof REQUEST_ACTS)[number];

interface ActRule {
  from: readonly RequestState[];
  /** `same`: the act is on record but changes no state. */
  to: RequestState | 'same';
  /** Whose act it is; several where any party may. */
  sides: readonly Side[];
  roles: readonly Role[];
  /** The rule that gives the act to these roles; a refusal names it. */
  rule?: string;
}

const STAFF = ['clerk', 'sharingOfficeHead'] as const;
const HEAD = ['sharingOfficeHead'] as const;
const OFFICER = ['authorityOfficer'] as const;
const NOBODY = [] as const;

type From = readonly RequestState[];

const requester = (from: From, to: ActRule['to'], roles: readonly Role[] = STAFF): ActRule => ({
  from,
  to,
  sides: ['requester'],
  roles,
});
const provider = (from: From, to: ActRule['to'], roles: readonly Role[] = STAFF): ActRule => ({
  from,
  to,
  sides: ['provider'],
  roles,
});
const platform = (from: From, to: ActRule['to']): ActRule => ({
  from,
  to,
  sides: ['platform'],
  roles: NOBODY,
});

/** Who may do what, from where, and where it leads. The only table of transitions. */
export const REQUEST_RULES: Readonly<Record<RequestAct, ActRule>> = {
  edit: requester(['draft'], 'draft'),
  file: requester(['draft'], 'awaitingOfficeConsent'),
  returnFiling: requester(['awaitingOfficeConsent'], 'draft', HEAD),
  consentFiling: { ...requester(['awaitingOfficeConsent'], 'submitted', HEAD), rule: '20.requester-consent' },
  noticeSupplement: { ...provider(['submitted'], 'supplementNeeded'), rule: '21.supplement' },
  supplement: requester(['supplementNeeded'], 'submitted'),
  proposeScope: provider(['submitted'], 'scopeProposed'),
  acceptScope: requester(['scopeProposed'], 'submitted'),
  declineScope: requester(['scopeProposed'], 'submitted'),
  draftReply: provider(['submitted', 'scopeProposed'], 'awaitingReplyConsent'),
  returnReply: provider(['awaitingReplyConsent'], 'submitted', HEAD),
  grant: { ...provider(['awaitingReplyConsent'], 'granted', HEAD), rule: '20.provider-consent' },
  refuse: { ...provider(['awaitingReplyConsent'], 'refused', HEAD), rule: '20.provider-consent' },
  grantByStandingConsent: { ...platform(['submitted'], 'granted'), rule: '20.standing-consent' },
  askExtension: { ...provider(OPEN_STATES, 'same'), rule: '21.reply.extension' },
  decideExtension: {
    from: OPEN_STATES,
    to: 'same',
    sides: ['authority'],
    roles: OFFICER,
    rule: '21.reply.extension',
  },
  withdraw: requester(['awaitingOfficeConsent', ...OPEN_STATES], 'withdrawn'),
  urge: { from: OPEN_STATES, to: 'same', sides: ['authority'], roles: OFFICER, rule: '39.late-reply' },
  remark: {
    from: [...OPEN_STATES, 'granted', 'inForce'],
    to: 'same',
    sides: ['requester', 'provider', 'authority'],
    roles: [...STAFF, ...OFFICER],
  },
  conclude: platform(['granted'], 'inForce'),
  declineAgreement: requester(['granted'], 'withdrawn', HEAD),
  close: platform(['granted', 'inForce'], 'ended'),
};

/** What decides on an act, apart from who does it. */
export interface RequestStatus {
  state: RequestState;
  /** Consent of the requester's sharing-office head (Art 20). */
  officeConsent: boolean;
  /** Consent of the provider's, to the reply that was sent; or its standing consent. */
  replyConsent: boolean;
  /** The reply that waits for consent, or was sent. */
  reply: 'grant' | 'refuse' | null;
  supplementNotices: number;
}

export const NEW_REQUEST: RequestStatus = {
  state: 'draft',
  officeConsent: false,
  replyConsent: false,
  reply: null,
  supplementNotices: 0,
};

export type StepRefusal = 'state' | 'reply-other' | 'supplement-used';
export type Step = { ok: true; status: RequestStatus } | { ok: false; reason: StepRefusal };

export interface StepInput {
  act: RequestAct;
  /** For `draftReply`. */
  reply?: 'grant' | 'refuse';
  /** How many supplement notices the statute allows. */
  maxSupplementNotices: number;
}

function refusalOf(status: RequestStatus, input: StepInput): StepRefusal | undefined {
  if (!REQUEST_RULES[input.act].from.includes(status.state)) return 'state';
  if (input.act === 'noticeSupplement' && status.supplementNotices >= input.maxSupplementNotices)
    return 'supplement-used';
  if (input.act === 'grant' && status.reply !== 'grant') return 'reply-other';
  if (input.act === 'refuse' && status.reply !== 'refuse') return 'reply-other';
  return undefined;
}

/** What an act leaves behind besides the state. */
function effectOf(input: StepInput): Partial<RequestStatus> {
  switch (input.act) {
    case 'consentFiling':
      return { officeConsent: true };
    case 'noticeSupplement':
      return { supplementNotices: 1 };
    case 'draftReply':
      return { reply: input.reply ?? null };
    case 'returnReply':
      return { reply: null };
    case 'grant':
    case 'refuse':
      return { replyConsent: true };
    case 'grantByStandingConsent':
      return { replyConsent: true, reply: 'grant' };
    default:
      return {};
  }
}

/** The one transition function. Refuses what {@link REQUEST_RULES} does not allow from the present state. */
export function step(status: RequestStatus, input: StepInput): Step {
  const reason = refusalOf(status, input);
  if (reason) return { ok: false, reason };
  const { to } = REQUEST_RULES[input.act];
  const state = to === 'same' ? status.state : to;
  return { ok: true, status: { ...status, ...effectOf(input), state } };
}
