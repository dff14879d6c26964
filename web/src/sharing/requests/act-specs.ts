import type { TextKey, TextValues } from '../../platform/i18n.ts';
import { isTooLong, lettersIn } from '../../platform/letters.ts';

export type FieldKind =
  'text' | 'days' | 'ground' | 'disposal' | 'missing' | 'day' | 'cause' | 'line' | 'method';

export interface ActField {
  name: string;
  label: TextKey;
  kind: FieldKind;
  minLength?: number;
  max?: number;
  /** What stands in it at first, where that is no choice of the person's. */
  begin?: number;
  /** Of days: the due day that they are added to, null where its year is not published. */
  dueBefore?: string | null;
  optional?: boolean;
  /** Choices that are none here. */
  leavesOut?: readonly string[];
}

/** One answer a person can give, and what the server wants to know with it. */
export interface ActSpec {
  id: string;
  label: TextKey;
  /** What follows from it, in the dialog. */
  consequence?: TextKey;
  params?: TextValues;
  tone: 'primary' | 'danger' | 'plain' | 'quiet';
  /** Below the thing's own address. */
  path: string;
  body?: Record<string, unknown>;
  /** None: sent at once, unless what follows is to be read before. */
  fields: readonly ActField[];
  isReadFirst?: boolean;
}

const reason: ActField = { name: 'reason', label: 'field.reason', kind: 'text', minLength: 2 };
const longReason: ActField = { ...reason, minLength: 10 };

function spec(id: string, tone: ActSpec['tone'], path: string, rest: Partial<ActSpec> = {}): ActSpec {
  return {
    id,
    tone,
    path,
    label: `request.answer.${id}` as TextKey,
    consequence: `request.answer.${id}.note` as TextKey,
    fields: [],
    ...rest,
  };
}

const requestSpecs: Readonly<Record<string, readonly ActSpec[]>> = {
  returnFiling: [spec('returnFiling', 'plain', 'return', { fields: [reason] })],
  consentFiling: [spec('consentFiling', 'primary', 'consent')],
  declineScope: [spec('declineScope', 'plain', 'scope-proposal/decline', { fields: [reason] })],
  acceptScope: [spec('acceptScope', 'primary', 'scope-proposal/accept', { body: { reason: '' } })],
  supplement: [
    spec('supplement', 'primary', 'supplement', {
      fields: [{ name: 'answer', label: 'request.field.answer', kind: 'text', minLength: 2 }],
    }),
  ],
  noticeSupplement: [
    spec('noticeSupplement', 'plain', 'supplement-notice', {
      fields: [{ name: 'missing', label: 'request.field.missing', kind: 'missing' }],
    }),
  ],
  askExtension: [
    spec('askExtension', 'plain', 'extension', {
      fields: [{ name: 'workingDays', label: 'field.workingDays', kind: 'days' }, longReason],
    }),
  ],
  draftReply: [
    spec('refuseDraft', 'danger', 'reply', {
      body: { decision: 'refuse' },
      fields: [
        { name: 'ground', label: 'request.field.ground', kind: 'ground' },
        { name: 'reasons', label: 'request.field.reasons', kind: 'text', minLength: 10 },
      ],
    }),
    spec('grantDraft', 'primary', 'reply', {
      body: { decision: 'grant' },
      fields: [
        { name: 'disposal', label: 'request.field.disposal', kind: 'disposal' },
        { name: 'reasons', label: 'field.note', kind: 'text', optional: true },
      ],
    }),
  ],
  returnReply: [spec('returnReply', 'plain', 'reply/return', { fields: [reason] })],
  grant: [spec('grant', 'primary', 'reply/consent', { body: { decision: 'grant' } })],
  refuse: [spec('refuse', 'danger', 'reply/consent', { body: { decision: 'refuse' } })],
  urge: [
    spec('urge', 'plain', 'urge', {
      fields: [{ name: 'note', label: 'field.note', kind: 'text', minLength: 2 }],
    }),
  ],
  withdraw: [spec('withdraw', 'quiet', 'withdraw', { fields: [reason] })],
};

const extensionSpecs: readonly ActSpec[] = [
  spec('refuseExtension', 'danger', 'extension/decision', {
    body: { decision: 'refuse' },
    fields: [{ name: 'note', label: 'field.reason', kind: 'text', minLength: 2 }],
  }),
  spec('shortenExtension', 'plain', 'extension/decision', {
    body: { decision: 'grant', note: '' },
    fields: [{ name: 'workingDays', label: 'field.workingDays', kind: 'days' }],
  }),
  spec('grantExtension', 'primary', 'extension/decision', {
    body: { decision: 'grant', note: '' },
    isReadFirst: true,
  }),
];

const order = [
  'withdraw',
  'returnFiling',
  'returnReply',
  'declineScope',
  'noticeSupplement',
  'askExtension',
  'urge',
  'draftReply',
  'refuse',
  'grant',
  'consentFiling',
  'acceptScope',
  'supplement',
];

interface AskedDays {
  decision: string | null;
  workingDays: number;
  dueBefore: string | null;
  proposedDueOn?: string | null;
}

interface Standing {
  shareClass: string;
  can: readonly string[];
  acceptedScope: unknown;
  extensions: readonly AskedDays[];
  /** Working days that may still be asked for (21.reply.extension). */
  extensionDaysLeft: number;
  replyClock?: { dueOn: string | null; state: string } | undefined;
}

/** What the authority may answer to an extension: with its days in sight, shorter only where there is something to take away. */
function extensionAnswers({ workingDays: asked, dueBefore, proposedDueOn }: AskedDays): ActSpec[] {
  return extensionSpecs.flatMap((answer): ActSpec[] => {
    if (answer.id === 'grantExtension') {
      const isDated = dueBefore !== null && proposedDueOn != null;
      const params = { days: asked, ...(isDated ? { dueBefore, dueOn: proposedDueOn } : {}) };
      return [
        { ...answer, params, ...(isDated ? {} : { consequence: 'request.answer.grantExtension.undated' }) },
      ];
    }
    if (answer.id !== 'shortenExtension') return [answer];
    const fields = answer.fields.map((field) => ({ ...field, max: asked - 1, begin: asked - 1, dueBefore }));
    return asked > 1 ? [{ ...answer, fields }] : [];
  });
}

/** More time, with what is left to ask for and the day that it is added to. */
function limitedExtension(answer: ActSpec, { extensionDaysLeft, replyClock }: Standing): ActSpec {
  const [days, ...others] = answer.fields;
  if (!days) return answer;
  const limited = { ...days, max: extensionDaysLeft, dueBefore: replyClock?.dueOn ?? null };
  return { ...answer, fields: [limited, ...others] };
}

/** What has no conditions is not refused by any (Art 15). */
function refusalWithoutConditions(answer: ActSpec): ActSpec {
  const fields = answer.fields.map((field) =>
    field.kind === 'ground' ? { ...field, leavesOut: ['conditionsNotMet'] } : field,
  );
  return { ...answer, fields };
}

/** The answers open to the reader, the primary one last. */
export function requestAnswers(standing: Standing): ActSpec[] {
  const { can, acceptedScope, extensions, shareClass } = standing;
  const own = order.filter((act) => can.includes(act)).flatMap((act) => requestSpecs[act] ?? []);
  const named = own.map((answer) => {
    if (answer.id === 'askExtension') return limitedExtension(answer, standing);
    if (answer.id === 'refuseDraft' && shareClass === 'unconditional')
      return refusalWithoutConditions(answer);
    return answer.id === 'grantDraft' && acceptedScope !== null
      ? { ...answer, label: 'request.answer.grantNarrowed' as const }
      : answer;
  });
  const open = extensions.find(({ decision }) => decision === null);
  if (!open || !can.includes('decideExtension')) return named;
  // A limit that is over is lengthened no more (Art 21).
  const answers = extensionAnswers(open);
  return [
    ...named,
    ...(standing.replyClock?.state === 'late'
      ? answers.filter(({ id }) => id === 'refuseExtension')
      : answers),
  ];
}

const agreementSpecs: Readonly<Record<string, readonly ActSpec[]>> = {
  decline: [spec('declineAgreement', 'danger', 'decline', { fields: [reason] })],
  confirm: [spec('confirmAgreement', 'primary', 'confirm')],
  proposeRenewal: [
    spec('proposeRenewal', 'plain', 'renewal', {
      fields: [{ name: 'to', label: 'request.field.renewTo', kind: 'day' }, reason],
    }),
  ],
  declineRenewal: [spec('declineRenewal', 'danger', 'renewal/decline', { fields: [reason] })],
  confirmRenewal: [spec('confirmRenewal', 'primary', 'renewal/confirm')],
  suspend: [spec('suspend', 'danger', 'suspend', { fields: [longReason] })],
  reportRectification: [
    spec('reportRectification', 'primary', 'rectification', {
      fields: [{ name: 'report', label: 'request.field.report', kind: 'text', minLength: 10 }],
    }),
  ],
  terminate: [spec('terminate', 'danger', 'terminate', { fields: [longReason] })],
  resume: [
    spec('resume', 'primary', 'resume', {
      fields: [{ name: 'note', label: 'field.note', kind: 'text', minLength: 2 }],
    }),
  ],
  endByRequester: [
    spec('endByRequester', 'plain', 'end', {
      fields: [{ name: 'cause', label: 'request.field.cause', kind: 'cause' }, reason],
    }),
  ],
  endByProvider: [
    spec('endByProvider', 'danger', 'stop', {
      fields: [
        { name: 'cause', label: 'request.field.stopCause', kind: 'text', minLength: 10 },
        { name: 'negotiation', label: 'request.field.negotiation', kind: 'text', minLength: 10 },
        { name: 'filing', label: 'request.field.filing', kind: 'text', minLength: 10 },
      ],
    }),
  ],
  dispose: [
    spec('dispose', 'primary', 'disposal', {
      fields: [
        { name: 'method', label: 'request.field.disposal', kind: 'method' },
        { name: 'disposedOn', label: 'request.field.disposedOn', kind: 'day' },
        { name: 'performedBy', label: 'request.field.performedBy', kind: 'line', minLength: 2 },
        { name: 'evidence', label: 'request.field.evidence', kind: 'text', minLength: 10 },
      ],
    }),
  ],
};

const agreementOrder = [
  'endByRequester',
  'proposeRenewal',
  'suspend',
  'endByProvider',
  'decline',
  'declineRenewal',
  'terminate',
  'resume',
  'reportRectification',
  'confirm',
  'confirmRenewal',
  'dispose',
];

export function agreementAnswers(can: readonly string[]): ActSpec[] {
  return agreementOrder.filter((act) => can.includes(act)).flatMap((act) => agreementSpecs[act] ?? []);
}

export type Stated = Readonly<Record<string, unknown>>;

/** Characters that the server takes, by the kind of field. */
export const mostIn = { text: 2000, line: 100, missing: 500 } as const;

/** Whether what was stated is enough to send, and no more than can be sent; the server decides again. */
export function isStated(fields: readonly ActField[], stated: Stated): boolean {
  return fields.every((field) => {
    const value = stated[field.name];
    const { kind } = field;
    if (kind === 'missing') {
      const points = Array.isArray(value) ? value.map(String) : [];
      return (
        points.some((point) => lettersIn(point) >= 2) &&
        !points.some((point) => isTooLong(point, mostIn.missing))
      );
    }
    if ((kind === 'text' || kind === 'line') && isTooLong(String(value ?? ''), mostIn[kind])) return false;
    if (field.optional) return true;
    if (typeof value === 'number') return value >= 1;
    if (typeof value !== 'string') return false;
    return (kind === 'text' ? lettersIn(value) : value.trim().length) >= (field.minLength ?? 1);
  });
}

/** What is sent: lists without their empty lines, texts without blanks around them. */
export function bodyOf(answer: ActSpec, stated: Stated): Record<string, unknown> {
  const entries = answer.fields.flatMap((field): [string, unknown][] => {
    const value = stated[field.name];
    if (field.kind === 'missing') {
      const points = (value as string[]).map((text) => text.trim()).filter((text) => text.length >= 2);
      return [[field.name, points.map((text) => ({ field: 'attachment', text }))]];
    }
    if (typeof value === 'string') return value.trim() === '' ? [] : [[field.name, value.trim()]];
    return value === undefined ? [] : [[field.name, value]];
  });
  return { ...answer.body, ...Object.fromEntries(entries) };
}

export function initialStated(fields: readonly ActField[], today: string): Stated {
  const initial: Record<FieldKind, unknown> = {
    text: '',
    line: '',
    ground: undefined,
    cause: undefined,
    disposal: 'deleted',
    method: 'deleted',
    missing: [''],
    days: undefined,
    day: today,
  };
  return Object.fromEntries(
    fields.map((field) => [field.name, field.kind === 'days' ? field.begin : initial[field.kind]]),
  );
}
