import { Type, type TSchema } from 'typebox';
import { BATCH_FORMATS } from './batch-store.ts';
import { SANDBOX } from './sandbox.ts';
import { USE_ASPECTS } from './use-records.ts';

export const closed = { additionalProperties: false } as const;
export const tags = ['exchange'];

export const Id = Type.String({ format: 'uuid' });
/** A uuid, or `sandbox` for the agreement that every department has. */
const AgreementId = Type.String({
  pattern: '^(sandbox|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})$',
  description: 'Id of the agreement, or `sandbox`.',
});

/** The id behind the name in the address. */
export function agreementIdOf(name: string): string {
  return name === 'sandbox' ? SANDBOX.agreementId : name;
}

const ItemName = Type.String({ minLength: 1, maxLength: 100 });
/** Long texts are verified, too. */
const Value = Type.String({ maxLength: 20_000 });
/** No row has an empty key: who sends one has not filled it in. */
const KeyValue = Type.String({ minLength: 1, maxLength: 400 });
const Where = Type.Object(
  { item: ItemName, values: Type.Array(KeyValue, { minItems: 1, maxItems: 100 }) },
  closed,
);
const nullable = <T extends TSchema>(type: T) => Type.Union([type, Type.Null()]);
export const ModeName = Type.Enum(['query', 'verify', 'batch']);
export const Outcome = Type.Enum(['answered', 'refused']);
export const Day = Type.String({ format: 'date' });

export const AgreementParams = Type.Object({ agreementId: AgreementId }, closed);
export const BatchParams = Type.Object({ agreementId: AgreementId, batchId: Id }, closed);
/** Stated on every call and covered by the signature; percent-encoded where it is not ASCII. */
export const PurposeHeader = Type.Object({
  'tandem-purpose': Type.Optional(
    Type.String({
      maxLength: 1200,
      description: 'The agreed purpose: its code, or its text percent-encoded.',
    }),
  ),
});

export const QueryBody = Type.Object(
  {
    items: Type.Array(ItemName, { minItems: 1, maxItems: 200, uniqueItems: true }),
    where: Type.Array(Where, { minItems: 1, maxItems: 10 }),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, default: 20 })),
    next: Type.Optional(
      Type.String({
        pattern: '^[0-9]{1,9}\\.[0-9]{1,15}$',
        description: 'Of the page before; of that version of the data only.',
      }),
    ),
  },
  closed,
);
const DatasetInfo = Type.Object({ version: Type.Integer(), updatedAt: Type.String() });
export const QueryAnswer = Type.Object({
  agreement: Type.String(),
  dataset: DatasetInfo,
  masked: Type.Optional(Type.Array(Type.String())),
  items: Type.Array(Type.Record(Type.String(), nullable(Type.String()))),
  /** No row was found among the agreed ones, which are these: whether it exists elsewhere is not said. */
  limitedTo: Type.Optional(
    Type.Object({
      rule: Type.String(),
      rows: Type.Array(Type.Object({ item: Type.String(), values: Type.Array(Type.String()) })),
    }),
  ),
  next: Type.Optional(Type.String()),
});
export const VerifyBody = Type.Object(
  {
    where: Type.Array(Where, { minItems: 1, maxItems: 10 }),
    given: Type.Record(ItemName, Value, { minProperties: 1, maxProperties: 50 }),
  },
  closed,
);
export const VerifyAnswer = Type.Object({
  agreement: Type.String(),
  dataset: DatasetInfo,
  answer: Type.Enum(['yes', 'no']),
});

export const BatchBody = Type.Object(
  {
    items: Type.Array(ItemName, { minItems: 1, maxItems: 200, uniqueItems: true }),
    format: Type.Enum([...BATCH_FORMATS], {
      description:
        'In Parquet integers, dates, moments and booleans have their types; decimals, amounts and masked values are strings.',
    }),
  },
  closed,
);
export const BatchView = Type.Object({
  id: Type.String(),
  agreementId: Type.String(),
  agreementVersion: Type.Integer(),
  purpose: Type.String(),
  items: Type.Array(Type.String()),
  format: Type.Enum([...BATCH_FORMATS]),
  state: Type.Enum(['queued', 'running', 'ready', 'failed', 'expired']),
  problem: nullable(Type.String()),
  rowCount: nullable(Type.Integer()),
  sizeBytes: nullable(Type.Integer()),
  fileHash: nullable(Type.String()),
  requestedAt: Type.String(),
  readyAt: nullable(Type.String()),
  expiresAt: nullable(Type.String()),
});

const Party = Type.Object({ id: Type.String(), name: Type.String() });
export const CallGuideView = Type.Object({
  agreementId: Type.String(),
  number: Type.String(),
  version: Type.Integer(),
  state: Type.Enum(['pending', 'inForce', 'suspended', 'ended']),
  resource: Type.Object({ id: Type.String(), title: Type.String(), titleEn: Type.String() }),
  provider: Party,
  requester: Party,
  purpose: Type.Object({ code: Type.String(), text: Type.String() }),
  modes: Type.Array(ModeName),
  items: Type.Array(
    Type.Object({
      name: Type.String(),
      type: Type.String(),
      modes: Type.Array(ModeName),
      key: Type.Boolean(),
      masked: Type.Boolean(),
      served: Type.Boolean(),
    }),
  ),
  keyItems: Type.Array(Type.String(), {
    description: 'A query or verification gives all of these; empty: one item with `key` will do.',
  }),
  rowFilter: Type.Array(
    Type.Object({ item: Type.String(), op: Type.Enum(['in', 'prefix']), values: Type.Array(Type.String()) }),
  ),
  term: Type.Object({ from: Type.String(), to: Type.String() }),
  quota: Type.Object({ callsPerDay: Type.Integer(), rowsPerDay: Type.Integer() }),
  usedToday: Type.Object({ calls: Type.Integer(), rows: Type.Integer() }),
  sample: nullable(Type.Object({ item: Type.String(), value: Type.String() })),
  dataset: nullable(Type.Object({ version: Type.Integer(), rows: Type.Integer(), updatedAt: Type.String() })),
});

const RuleView = Type.Object({
  id: Type.String(),
  article: nullable(Type.Integer()),
  kind: Type.Enum(['statute', 'platform']),
  title: Type.String(),
  href: Type.String(),
});
export const DisclosureView = Type.Object({
  id: Type.String({ description: 'Also the id of its receipt and ledger entry.' }),
  at: Type.String(),
  agreementId: nullable(Type.String()),
  agreementNumber: nullable(Type.String()),
  agreementVersion: nullable(Type.Integer()),
  requesterId: Type.String(),
  requesterName: Type.String(),
  providerId: nullable(Type.String()),
  providerName: nullable(Type.String()),
  resourceId: nullable(Type.String()),
  resourceTitle: nullable(Type.String()),
  resourceTitleEn: Type.String({ description: 'Empty without one.' }),
  callerKind: Type.String(),
  callerName: Type.String(),
  batchId: nullable(Type.String({ description: 'The ordered file that left, or could not be made.' })),
  orderedByName: nullable(Type.String({ description: 'Who ordered that file.' })),
  mode: ModeName,
  purpose: Type.String(),
  outcome: Outcome,
  refusalCode: nullable(Type.String()),
  refusal: nullable(Type.String({ description: 'The refusal in the reader’s language.' })),
  rule: nullable(RuleView),
  items: Type.Array(Type.String()),
  rowCount: Type.Integer(),
  answerSha256: nullable(Type.String()),
});

const Aspect = Type.Enum([...USE_ASPECTS]);
export const UseRecordBody = Type.Object(
  { aspect: Aspect, statement: Type.String({ minLength: 4, maxLength: 2000 }) },
  closed,
);
export const UseRecordView = Type.Object({
  id: Type.String(),
  aspect: Aspect,
  statement: Type.String(),
  recordedByName: Type.String(),
  recordedAt: Type.String(),
  keepUntil: Type.String(),
});
