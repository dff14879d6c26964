import { Type, type Static, type TSchema } from 'typebox';
import { ClockViewSchema } from '../../foundation/clocks/index.ts';
import { AGREEMENT_STATES } from './agreement.ts';
import { REQUEST_STATES } from './request.ts';
import { MODES } from './scope.ts';
import { StatementDraftSchema } from './statement.ts';

export const nullable = <T extends TSchema>(type: T) => Type.Union([type, Type.Null()]);
const Text = Type.String();
const Mode = Type.Enum([...MODES]);
export const ShareClass = Type.Enum(['unconditional', 'conditional']);
export const Party = Type.Object({ id: Text, name: Text });
export const Entry = Type.Object({ id: Text, title: Text, titleEn: Text });
const Department = Type.Object({ id: Text, name: Text, shortName: Text });
const Quota = Type.Object({ callsPerDay: Type.Integer(), rowsPerDay: Type.Integer() });
const Term = Type.Object({ from: Text, to: Text });

export const ScopeView = Type.Object({
  items: Type.Array(Type.Object({ name: Text, modes: Type.Array(Mode), unmasked: Type.Boolean() })),
  rowFilter: Type.Array(
    Type.Object({ item: Text, op: Type.Enum(['in', 'division']), values: Type.Array(Text) }),
  ),
  quota: Quota,
  term: Term,
});

export const ActResultSchema = Type.Object({
  id: Text,
  version: Type.Integer(),
  state: Text,
  number: nullable(Text),
  /** Receipt of the act. */
  entryId: Text,
});

export const RequestRow = Type.Object({
  id: Text,
  version: Type.Integer(),
  number: nullable(Text),
  state: Type.Enum([...REQUEST_STATES]),
  resource: Entry,
  shareClass: ShareClass,
  requester: Department,
  provider: Department,
  /** The clock that runs: reply, then supply. */
  clock: Type.Optional(ClockViewSchema),
  late: Type.Boolean(),
  itemCount: Type.Integer(),
  submittedAt: nullable(Text),
  createdAt: Text,
  updatedAt: Text,
});
export type RequestRow = Static<typeof RequestRow>;

export const HistoryView = Type.Object({
  id: Text,
  at: Text,
  act: Text,
  from: Text,
  to: Text,
  actor: Type.Object({
    kind: Text,
    name: Text,
    departmentName: nullable(Text),
    departmentShortName: nullable(Text),
    delegated: Type.Boolean(),
  }),
  agreementId: nullable(Text),
  reason: Text,
  details: Type.Record(Text, Type.Unknown()),
  /** Receipt of the step. */
  entryId: Text,
});

const SupplementView = Type.Object({
  missing: Type.Array(Type.Object({ field: Text, text: Text })),
  noticedByName: Text,
  noticedAt: Text,
  answer: nullable(Text),
  answeredByName: nullable(Text),
  answeredAt: nullable(Text),
});

const ProposalView = Type.Object({
  id: Text,
  scope: ScopeView,
  reason: Text,
  proposedByName: Text,
  proposedAt: Text,
  answer: nullable(Type.Enum(['accepted', 'declined', 'lapsed'])),
  answeredByName: nullable(Text),
  answeredAt: nullable(Text),
  note: Text,
});

const ExtensionView = Type.Object({
  id: Text,
  workingDays: Type.Integer(),
  reason: Text,
  askedByName: Text,
  askedAt: Text,
  dueBefore: nullable(Text),
  decision: nullable(Type.Enum(['granted', 'refused', 'lapsed'])),
  decidedDays: nullable(Type.Integer()),
  decidedByName: nullable(Text),
  decidedAt: nullable(Text),
  dueAfter: nullable(Text),
  note: Text,
  /** The due day if it were granted as asked for; null when that day's year is not published. */
  proposedDueOn: Type.Optional(nullable(Text)),
});

const ReplyView = Type.Object({
  decision: Type.Enum(['grant', 'refuse']),
  ground: nullable(Text),
  reasons: Text,
  disposal: Text,
  draftedByName: Text,
  draftedAt: Text,
});

export const AttachmentView = Type.Object({
  id: Text,
  name: Text,
  sizeBytes: Type.Integer(),
  addedByName: Text,
  addedAt: Text,
});

export const RequestView = Type.Object({
  ...RequestRow.properties,
  authorityId: Text,
  statement: StatementDraftSchema,
  /** The scope as asked for, with defaults filled in. */
  scope: ScopeView,
  acceptedScope: nullable(ScopeView),
  draftedByName: Text,
  filedByName: nullable(Text),
  officeConsentByName: nullable(Text),
  replyConsentByName: nullable(Text),
  automatic: Type.Boolean(),
  repliedAt: nullable(Text),
  replyDays: nullable(Type.Integer()),
  replyLate: nullable(Type.Boolean()),
  suppliedAt: nullable(Text),
  overdueSince: nullable(Text),
  urged: Type.Integer(),
  /** Only to the provider until it was sent. */
  reply: nullable(ReplyView),
  supplement: nullable(SupplementView),
  proposals: Type.Array(ProposalView),
  extensions: Type.Array(ExtensionView),
  /** Working days by which the reply may still be extended (21.reply.extension). */
  extensionDaysLeft: Type.Integer(),
  attachments: Type.Array(AttachmentView),
  replyClock: Type.Optional(ClockViewSchema),
  supplyClock: Type.Optional(ClockViewSchema),
  agreement: nullable(Type.Object({ id: Text, number: Text, state: Text })),
  history: Type.Array(HistoryView),
  /** What the reader may do now. */
  can: Type.Array(Text),
  /** While the statement may be edited: items by which rows may be chosen by division; `told`: known or called to be such. */
  divisionItems: Type.Array(Type.Object({ name: Text, told: Type.Boolean() })),
  /** Dataspace Protocol state of the negotiation; absent before it left its department. */
  dataspaceState: Type.Optional(Text),
  /**
   * The provider's record of the last twelve months, as far as the reader may see it: the authority, which decides on
   * extensions, sees all.
   */
  providerRecord: Type.Object({
    extensionsAsked: Type.Integer(),
    extensionsGranted: Type.Integer(),
    /** Matters replied to in time, or fallen due without a reply. */
    repliesJudged: Type.Integer(),
    /** Of these, fallen due without a reply; they stay when replied to since (Art 39). */
    repliesLate: Type.Integer(),
  }),
});
export type RequestView = Static<typeof RequestView>;

const TermsView = Type.Object({
  schema: Type.Literal(1),
  agreementId: Text,
  number: Text,
  version: Type.Integer(),
  requestId: Text,
  requesterId: Text,
  requesterName: Text,
  providerId: Text,
  providerName: Text,
  resourceId: Text,
  resourceTitle: Text,
  resourceVersion: Type.Integer(),
  shareClass: ShareClass,
  items: Type.Array(
    Type.Object({
      name: Text,
      modes: Type.Array(Mode),
      kind: Text,
      grade: Type.Integer(),
      personal: Type.Boolean(),
      unmasked: Type.Boolean(),
    }),
  ),
  rowFilter: Type.Array(
    Type.Object({ item: Text, op: Type.Enum(['in', 'prefix']), values: Type.Array(Text) }),
  ),
  legalBasis: Type.Object({ title: Text, article: Text }),
  purpose: Type.Object({ code: Text, text: Text }),
  modes: Type.Array(Mode),
  quota: Quota,
  term: Term,
  disposal: Text,
});

export const AgreementRow = Type.Object({
  id: Text,
  version: Type.Integer(),
  number: Text,
  requestId: Text,
  resource: Entry,
  shareClass: ShareClass,
  requester: Department,
  provider: Department,
  /** As it stands today: confirmed agreements begin and end with their term. */
  state: Type.Enum([...AGREEMENT_STATES, 'scheduled']),
  termsVersion: Type.Integer(),
  modes: Type.Array(Mode),
  itemCount: Type.Integer(),
  term: Term,
  purpose: Type.Object({ code: Text, text: Text }),
  disposedAt: nullable(Text),
  closeCause: nullable(Text),
  updatedAt: Text,
});
export type AgreementRow = Static<typeof AgreementRow>;

const Confirmation = nullable(Type.Object({ byName: Text, at: Text }));

export const AgreementView = Type.Object({
  ...AgreementRow.properties,
  terms: TermsView,
  /** Items that the entry grades higher by now: enforced over the terms. */
  raised: nullable(
    Type.Object({
      entryVersion: Type.Integer(),
      items: Type.Array(Type.Object({ name: Text, grade: Type.Integer(), personal: Type.Boolean() })),
    }),
  ),
  /** Agreed items, and items that choose the agreed rows, that the data served by now do not give: calls are refused. */
  lacking: Type.Array(Text),
  /** Items of the key that the data served by now are asked by, and that the agreement does not have: queries and verifications are refused. */
  lackingKey: Type.Array(Text),
  versions: Type.Array(
    Type.Object({
      version: Type.Integer(),
      terms: TermsView,
      reason: Text,
      proposedByName: Text,
      proposedAt: Text,
      requesterConfirmed: Confirmation,
      providerConfirmed: Confirmation,
      effectiveAt: nullable(Text),
      declinedAt: nullable(Text),
      declinedReason: nullable(Text),
    }),
  ),
  supplyClock: Type.Optional(ClockViewSchema),
  suppliedAt: nullable(Text),
  inForceAt: nullable(Text),
  suspendedAt: nullable(Text),
  suspendedBy: nullable(Type.Enum(['provider', 'authority'])),
  rectifyClock: Type.Optional(ClockViewSchema),
  rectification: nullable(Type.Object({ report: Text, reportedByName: Text, reportedAt: Text })),
  closedAt: nullable(Text),
  disposals: Type.Array(
    Type.Object({
      method: Text,
      disposedOn: Text,
      performedBy: Text,
      evidence: Text,
      recordedByName: Text,
      recordedAt: Text,
      entryId: Text,
    }),
  ),
  history: Type.Array(HistoryView),
  can: Type.Array(Text),
  /** Dataspace Protocol state of the transfer. */
  transferState: Type.Optional(Text),
});
export type AgreementView = Static<typeof AgreementView>;
