import { Type, type TSchema } from 'typebox';
import { Words } from '../../platform/http/schema-compilers.ts';
import { ClockViewSchema } from '../../foundation/clocks/index.ts';
import { ContentSchema, CYCLES, ItemSchema, LEVELS, MODES, SHARE_CLASSES } from './entry-content.ts';
import { ASSESSMENT_KINDS, ASSESSMENT_RESULTS } from './required-assessments.ts';
import { FactsSchema } from './resource-facts.ts';
import { DRAFT_STATES } from './workflow.ts';

/** What the routes of this room take and give. */
export const closed = { additionalProperties: false } as const;
export const Id = Type.String({ format: 'uuid' });
export const IdParams = Type.Object({ id: Id });
export const Reason = Words(4, 500);
const Nullable = <T extends TSchema>(type: T) => Type.Union([type, Type.Null()]);
const Text = Type.String();

export const Party = Type.Object({ id: Text, name: Text });
export const Provider = Type.Object({
  id: Text,
  name: Text,
  shortName: Text,
  creditCode: Text,
  divisionCode: Text,
});
export const Grade = Type.Object({
  level: Type.Enum([...LEVELS]),
  grade: Nullable(Type.Integer()),
  personal: Type.Boolean(),
});
export const Cause = Type.Enum(['first', 'law', 'decision', 'duty', 'other']);
export const ShareClassSchema = Type.Enum([...SHARE_CLASSES]);

/** The same content without the bounds of input: what is stored is given as it is. */
export const Content = ContentSchema;
export const Items = Type.Array(ItemSchema);

export const DraftVersionSchema = Type.Object({ resourceId: Text, version: Type.Integer() });

export const DesignationSchema = Type.Object({
  id: Text,
  subject: Text,
  departmentId: Text,
  departmentName: Text,
  resourceId: Text,
  resourceTitle: Text,
  resourceTitleEn: Text,
  itemNames: Type.Array(Text),
  reason: Text,
  designatedByName: Text,
  designatedAt: Text,
  receipt: Text,
});

export const VersionSchema = Type.Object({
  number: Type.Integer(),
  cause: Cause,
  causeBasis: Text,
  content: Content,
  grade: Grade,
  recollectionReason: Nullable(Text),
  filedByName: Text,
  consentedByName: Text,
  publishedByName: Text,
  publishedAt: Text,
});

export const VersionLineSchema = Type.Object({
  number: Type.Integer(),
  cause: Cause,
  causeBasis: Text,
  title: Text,
  itemCount: Type.Integer(),
  filedByName: Text,
  consentedByName: Text,
  publishedByName: Text,
  publishedAt: Text,
});

const FieldChange = Type.Object({ field: Text, before: Type.Unknown(), after: Type.Unknown() });
export const DiffSchema = Type.Object({
  fields: Type.Array(FieldChange),
  items: Type.Array(
    Type.Object({
      kind: Type.Enum(['added', 'removed', 'changed', 'moved']),
      name: Text,
      formerName: Type.Optional(Text),
      changes: Type.Array(FieldChange),
    }),
  ),
});

const ShownProfileSchema = Type.Object({
  filled: Nullable(Type.Number()),
  distinct: Type.Integer(),
  patterns: Type.Array(Type.Object({ text: Text, share: Type.Number() })),
});

export const SimilarSchema = Type.Object({
  resourceId: Text,
  code: Text,
  title: Text,
  titleEn: Text,
  providerId: Text,
  providerName: Text,
  shareClass: ShareClassSchema,
  isSource: Type.Boolean(),
  score: Type.Number(),
  sameItems: Type.Integer(),
  itemCount: Type.Integer(),
  otherItemCount: Type.Integer(),
  titleScore: Type.Number(),
  matches: Type.Array(
    Type.Object({
      item: Text,
      otherItem: Text,
      score: Type.Number(),
      by: Type.Array(Type.Enum(['name', 'column', 'values', 'wording'])),
      // Entries filed before these were kept stand in drafts without them.
      type: Type.Optional(Text),
      otherType: Type.Optional(Text),
      profiles: Type.Optional(
        Nullable(
          Type.Object({
            mine: Nullable(ShownProfileSchema),
            theirs: Nullable(ShownProfileSchema),
          }),
        ),
      ),
      sameValues: Type.Optional(Nullable(Type.Number())),
    }),
  ),
  collectedTwice: Type.Boolean(),
});

export const AssessmentSchema = Type.Object({
  id: Text,
  forVersion: Type.Integer(),
  kind: Type.Enum([...ASSESSMENT_KINDS]),
  result: Type.Enum([...ASSESSMENT_RESULTS]),
  assessedOn: Text,
  assessedBy: Text,
  findings: Text,
  paperName: Text,
  paperHash: Text,
  paperStored: Type.Boolean(),
  recordedByName: Text,
  recordedAt: Text,
  receipt: Text,
});

export const UpdateCaseSchema = Type.Object({
  id: Text,
  resourceId: Text,
  resourceTitle: Text,
  providerId: Text,
  providerName: Text,
  authorityId: Text,
  cause: Type.Enum(['law', 'decision', 'duty']),
  basis: Text,
  clockId: Text,
  extension: Type.Enum(['none', 'asked', 'granted', 'refused']),
  extensionReason: Nullable(Text),
  decisionReason: Nullable(Text),
  clock: ClockViewSchema,
});

export const ResourceSchema = Type.Object({
  id: Text,
  code: Nullable(Text),
  provider: Provider,
  authority: Party,
  state: Type.Enum(['unpublished', 'published', 'withdrawn']),
  withdrawnAt: Nullable(Text),
  withdrawnReason: Nullable(Text),
  version: Nullable(VersionSchema),
  designation: Nullable(DesignationSchema),
  facts: Nullable(FactsSchema),
  draft: Nullable(
    Type.Object({
      state: Type.Enum([...DRAFT_STATES]),
      intent: Type.Enum(['publish', 'withdraw']),
      version: Type.Integer(),
      upcomingVersion: Type.Integer(),
    }),
  ),
  updateCase: Nullable(UpdateCaseSchema),
});

export const DraftSchema = Type.Object({
  resourceId: Text,
  provider: Provider,
  authority: Party,
  code: Nullable(Text),
  state: Type.Enum([...DRAFT_STATES]),
  intent: Type.Enum(['publish', 'withdraw']),
  cause: Cause,
  causeBasis: Text,
  version: Type.Integer(),
  upcomingVersion: Type.Integer(),
  content: Content,
  grade: Grade,
  recollectionReason: Nullable(Text),
  similarFound: Type.Array(SimilarSchema),
  returnedStage: Nullable(Type.Enum(['head', 'authority'])),
  returnedReason: Nullable(Text),
  filedByName: Nullable(Text),
  filedAt: Nullable(Text),
  consentedByName: Nullable(Text),
  consentedAt: Nullable(Text),
  ownWork: Type.Boolean(),
  importId: Nullable(Text),
  updatedAt: Text,
  assessments: Type.Array(AssessmentSchema),
  assessmentGaps: Type.Array(
    Type.Object({ kind: Type.Enum([...ASSESSMENT_KINDS]), problem: Type.Enum(['missing', 'failed']) }),
  ),
  changes: Nullable(DiffSchema),
  clocks: Type.Array(ClockViewSchema),
});

export const DraftRowSchema = Type.Object({
  resourceId: Text,
  title: Text,
  titleEn: Text,
  state: Type.Enum([...DRAFT_STATES]),
  intent: Type.Enum(['publish', 'withdraw']),
  cause: Cause,
  providerId: Text,
  providerName: Text,
  shareClass: Nullable(ShareClassSchema),
  itemCount: Type.Integer(),
  version: Type.Integer(),
  upcomingVersion: Type.Integer(),
  updatedAt: Text,
});

export const HistorySchema = Type.Object({
  id: Text,
  versionNumber: Type.Integer(),
  act: Text,
  actorName: Text,
  departmentName: Text,
  at: Text,
  reason: Text,
  details: Type.Record(Type.String(), Type.Unknown()),
  receipt: Nullable(Text),
});

const SegmentSchema = Type.Object({ text: Text, hit: Type.Boolean() });
export const Segments = Type.Array(SegmentSchema);

export const HitSchema = Type.Object({
  resourceId: Text,
  code: Text,
  title: Segments,
  titleEn: Segments,
  summary: Segments,
  summaryEn: Segments,
  matchedTags: Type.Array(Segments),
  basis: Text,
  matchedItems: Type.Array(Segments),
  matchedItemCount: Type.Integer(),
  providerId: Text,
  providerName: Text,
  shareClass: ShareClassSchema,
  cycle: Type.Enum([...CYCLES]),
  modes: Type.Array(Type.Enum([...MODES])),
  level: Type.Enum([...LEVELS]),
  personal: Type.Boolean(),
  isSource: Type.Boolean(),
  itemCount: Type.Integer(),
  publishedAt: Text,
  sourceDepartment: Nullable(
    Type.Object({
      departmentId: Text,
      departmentName: Text,
      resourceId: Text,
      resourceTitle: Text,
      resourceTitleEn: Text,
      /** Items it is about; empty: all. */
      itemNames: Type.Array(Text),
      designatedAt: Text,
    }),
  ),
  facts: FactsSchema,
});

const FacetSchema = Type.Array(Type.Object({ value: Text, label: Text, count: Type.Integer() }));

export const SearchAnswerSchema = Type.Object({
  items: Type.Array(HitSchema),
  next: Type.Optional(Text),
  matched: Type.Enum(['all', 'allWords', 'substring', 'someWords']),
  synonyms: Type.Array(Type.Object({ term: Text, others: Type.Array(Text) })),
  counts: Nullable(
    Type.Object({
      total: Type.Integer(),
      atLeast: Type.Boolean(),
      facets: Type.Object({
        shareClass: FacetSchema,
        provider: FacetSchema,
        cycle: FacetSchema,
        mode: FacetSchema,
        level: FacetSchema,
        personal: FacetSchema,
      }),
    }),
  ),
});
