import { Type, type TSchema } from 'typebox';
import { COLUMN_TYPES } from './column-types.ts';

const closed = { additionalProperties: false } as const;
const Nullable = <T extends TSchema>(type: T) => Type.Union([type, Type.Null()]);
export const tags = ['imports'];
export const STAFF = ['clerk', 'sharingOfficeHead'] as const;
export const Id = Type.String({ format: 'uuid' });
/** An empty version takes the place of one with rows only by this statement. */
export const SwitchQuery = Type.Object(
  {
    confirmEmpty: Type.Optional(
      Type.Boolean({ description: 'The version has no rows, and is to be served all the same.' }),
    ),
  },
  closed,
);
export const IdParams = Type.Object({ id: Id });
const Name = Type.String({ minLength: 1, maxLength: 200 });

export const ColumnPlanSchema = Type.Object(
  {
    source: Name,
    target: Name,
    type: Type.Enum(COLUMN_TYPES),
    nullTokens: Type.Optional(Type.Array(Type.String({ maxLength: 40 }), { maxItems: 50 })),
    nullTokensAs: Type.Optional(Type.Enum(['empty', 'text', 'reject'])),
    required: Type.Optional(Type.Boolean()),
    unique: Type.Optional(Type.Boolean()),
    transformations: Type.Optional(
      Type.Array(
        Type.Enum(['trim', 'collapseSpaces', 'removeSpaces', 'halfWidth', 'upperCase', 'serialDates']),
        { maxItems: 6 },
      ),
    ),
    maxLength: Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000_000 })),
    allowedValues: Type.Optional(Type.Array(Type.String({ maxLength: 200 }), { maxItems: 5000 })),
    keepBadCheckDigits: Type.Optional(Type.Boolean()),
    badValues: Type.Optional(Type.Enum(['reject', 'empty'])),
    personal: Type.Optional(Type.Boolean()),
    money: Type.Optional(
      Type.Object(
        {
          unit: Type.Optional(Type.String({ maxLength: 10 })),
          currency: Type.Optional(Type.String({ maxLength: 10 })),
          currencyTarget: Type.Optional(Name),
        },
        closed,
      ),
    ),
  },
  closed,
);

export const ReadingSchema = Type.Object(
  {
    sheet: Type.Optional(Type.String({ minLength: 1, maxLength: 100 })),
    headerRow: Type.Optional(Type.Integer({ minimum: 1, maximum: 100 })),
    encoding: Type.Optional(Type.Enum(['utf-8', 'utf-16le', 'utf-16be', 'gb18030'])),
    delimiter: Type.Optional(Type.Enum([',', ';', '\t', '|'])),
    titleRows: Type.Optional(Type.Integer({ minimum: 0, maximum: 100 })),
    header: Type.Optional(Type.Boolean()),
  },
  closed,
);

const CountedText = Type.Object({ text: Type.String(), count: Type.Number() });
const Profile = Type.Object({
  filled: Type.Number(),
  empty: Type.Number(),
  distinct: Type.Number(),
  distinctError: Type.Number(),
  top: Type.Array(CountedText),
  topSampled: Type.Number(),
  topError: Type.Number(),
  patterns: Type.Array(CountedText),
  patternsSampled: Type.Number(),
  minLength: Type.Number(),
  maxLength: Type.Number(),
  min: Type.Optional(Type.Number()),
  max: Type.Optional(Type.Number()),
  citizens: Type.Optional(
    Type.Boolean({ description: 'Values hold citizens’ numbers, alone or among others.' }),
  ),
});

const Guess = Type.Object({
  source: Type.String(),
  type: Type.String(),
  confidence: Type.Number(),
  candidates: Type.Array(
    Type.Object(
      {
        type: Type.String(),
        accepted: Type.Number(),
        rejected: Type.Number(),
        rejectedShare: Type.Optional(Type.Number()),
      },
      { additionalProperties: true },
    ),
  ),
  nullTokens: Type.Array(Type.Object({ token: Type.String(), count: Type.Number() })),
  transformations: Type.Array(Type.String()),
  money: Type.Optional(Type.Object({ unit: Type.String(), currencies: Type.Array(Type.String()) })),
  profile: Profile,
  sampledRows: Type.Number(),
});

const Inspection = Type.Object({
  format: Type.Enum(['csv', 'xlsx', 'parquet', 'jsonl']),
  encoding: Nullable(Type.String()),
  delimiter: Nullable(Type.String()),
  headerRow: Nullable(Type.Number()),
  header: Type.Optional(
    Type.Boolean({ description: 'CSV: whether its first row was taken for column names.' }),
  ),
  rows: Nullable(Type.Object({ count: Type.Number(), exact: Type.Boolean() })),
  sheet: Nullable(Type.String()),
  sheets: Type.Array(Type.String()),
  columns: Type.Array(Guess),
  notes: Type.Array(
    Type.Object({
      code: Type.String(),
      params: Type.Record(Type.String(), Type.Union([Type.String(), Type.Number()])),
    }),
  ),
  preview: Type.Array(Type.Array(Type.String())),
});

const Changes = Type.Object({
  emptied: Type.Array(CountedText),
  converted: Type.Number(),
  examples: Type.Array(Type.Object({ from: Type.String(), to: Type.String() })),
});

const DefectCount = Type.Object({
  rule: Type.String(),
  severity: Type.Enum(['error', 'warning']),
  column: Type.Optional(Type.String()),
  count: Type.Number(),
});

const Counts = {
  bytesRead: Type.Number(),
  rowsRead: Type.Number(),
  rowsLoaded: Type.Number(),
  rowsRejected: Type.Number(),
  blankRows: Type.Number(),
  lastRow: Type.Number(),
};

const Report = Type.Object({
  ...Counts,
  columns: Type.Array(
    Type.Object({
      source: Type.String(),
      target: Type.String(),
      type: Type.String(),
      profile: Profile,
      /** Absent from reports of imports before these were counted. */
      changes: Type.Optional(Changes),
    }),
  ),
  defects: Type.Array(DefectCount),
});

const Progress = Type.Object({
  ...Counts,
  totalBytes: Type.Number(),
  startedAt: Type.String(),
  rowsPerSecond: Type.Optional(Type.Number()),
  rereadToRow: Type.Optional(Type.Number()),
});

const summary = {
  id: Type.String(),
  resourceId: Nullable(Type.String()),
  resourceTitle: Nullable(Type.String()),
  /** Empty without one. */
  resourceTitleEn: Type.String(),
  correctionOf: Nullable(Type.String()),
  datasetVersionId: Nullable(Type.String()),
  fileName: Type.String(),
  fileBytes: Type.Number(),
  state: Type.Enum([
    'inspecting',
    'inspected',
    'loading',
    'cancelling',
    'loaded',
    'switched',
    'failed',
    'cancelled',
  ]),
  mode: Type.Enum(['replace', 'append']),
  version: Type.Integer(),
  progress: Nullable(Progress),
  problem: Nullable(
    Type.Object({
      code: Type.String(),
      params: Type.Record(Type.String(), Type.Union([Type.String(), Type.Number()])),
    }),
  ),
  hasRejects: Type.Boolean(),
  rows: Nullable(Type.Object({ read: Type.Number(), loaded: Type.Number(), rejected: Type.Number() })),
  createdAt: Type.String(),
  startedAt: Nullable(Type.String()),
  finishedAt: Nullable(Type.String()),
};

export const ImportSummary = Type.Object(summary);

export const ImportView = Type.Object({
  ...summary,
  reading: ReadingSchema,
  /** The chosen entry as it is now: what the columns must fill. */
  target: Type.Optional(
    Type.Object({
      title: Type.String(),
      items: Type.Array(
        Type.Object({
          name: Type.String(),
          key: Type.Boolean(),
          takes: Type.Array(Type.Enum(COLUMN_TYPES), {
            description: 'Types of columns that can fill it, the most fitting first.',
          }),
        }),
      ),
    }),
  ),
  inspection: Nullable(Inspection),
  plan: Nullable(Type.Object({ columns: Type.Array(ColumnPlanSchema) })),
  report: Nullable(Report),
});

const RowAtFault = Type.Object({
  rule: Type.String(),
  severity: Type.Enum(['error', 'warning']),
  column: Type.Optional(Type.String()),
  rowNumber: Type.Number(),
  excerpt: Type.String(),
  /** The row that has the value, or the key, already: of this file, or loaded before it. */
  repeats: Type.Optional(Type.Object({ row: Type.Number(), of: Type.Enum(['file', 'loaded']) })),
});
/** Sentences for the rules that occur. */
const RuleTexts = Type.Record(Type.String(), Type.Object({ zh: Type.String(), en: Type.String() }));

export const DefectsView = Type.Object({
  counts: Type.Array(DefectCount),
  rows: Type.Array(RowAtFault),
  texts: RuleTexts,
});

export const EstimateView = Type.Object({
  rowsSampled: Type.Number(),
  rowsRejected: Type.Number(),
  defects: Type.Array(DefectCount),
  samples: Type.Array(RowAtFault),
  texts: RuleTexts,
});

export const VersionSchema = Type.Object({
  id: Type.String(),
  number: Type.Integer(),
  state: Type.String(),
  rowCount: Nullable(Type.Number()),
  byteCount: Nullable(Type.Number()),
  columns: Type.Array(
    Type.Object({
      item: Type.String(),
      column: Type.String(),
      type: Type.String(),
      key: Type.Boolean(),
      /** Rows with a value in it; absent from versions of before it was kept. */
      filled: Type.Optional(Type.Integer()),
    }),
  ),
  createdAt: Type.String(),
  switchedAt: Nullable(Type.String()),
  retiredAt: Nullable(Type.String()),
});

export const VersionRows = Type.Object({
  number: Type.Integer(),
  state: Type.String(),
  rowCount: Type.Number(),
  columns: Type.Array(Type.Object({ item: Type.String(), type: Type.String() })),
  items: Type.Array(Type.Object({ rowNumber: Type.Number(), values: Type.Array(Nullable(Type.String())) })),
  next: Type.Optional(Type.String()),
});
