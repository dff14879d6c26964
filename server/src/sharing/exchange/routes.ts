import type { FastifyReply, FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { transactAs } from '../../platform/database/transaction.ts';
import type { App } from '../../platform/http/app.ts';
import { PageOf, PageQuery } from '../../platform/http/paging.ts';
import type { Platform } from '../../platform/platform.ts';
import { answerQuery, answerVerify, RefusedCall, type Answer, type ExchangeContext, type FindTerms } from './answer-call.ts';
import { getBatch, listBatches, type BatchFormat } from './batch-store.ts';
import { orderBatch, releaseBatch } from './batches.ts';
import type { CompiledAgreements } from './compile-agreement.ts';
import { listDisclosures } from './disclosure-store.ts';
import { listUseRecords, recordUse } from './use-records.ts';

const closed = { additionalProperties: false } as const;
const Id = Type.String({ format: 'uuid' });
const ItemName = Type.String({ minLength: 1, maxLength: 100 });
const Value = Type.String({ maxLength: 400 });
const Where = Type.Object({ item: ItemName, values: Type.Array(Value, { minItems: 1, maxItems: 100 }) }, closed);
const AgreementParams = Type.Object({ agreementId: Id });
const BatchParams = Type.Object({ agreementId: Id, batchId: Id });
/** Stated on every call and covered by the signature; percent-encoded where it is not ASCII. */
const PurposeHeader = Type.Object({ 'tandem-purpose': Type.Optional(Type.String({ maxLength: 400 })) });

const QueryBody = Type.Object(
  {
    items: Type.Array(ItemName, { minItems: 1, maxItems: 200, uniqueItems: true }),
    where: Type.Array(Where, { minItems: 1, maxItems: 10 }),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, default: 20 })),
    next: Type.Optional(Type.String({ pattern: '^[0-9]{1,15}$' })),
  },
  closed,
);
const DatasetInfo = Type.Object({ version: Type.Integer(), updatedAt: Type.String() });
const QueryAnswer = Type.Object({
  agreement: Type.String(),
  dataset: DatasetInfo,
  items: Type.Array(Type.Record(Type.String(), Type.Union([Type.String(), Type.Null()]))),
  next: Type.Optional(Type.String()),
});
const VerifyBody = Type.Object(
  {
    where: Type.Array(Where, { minItems: 1, maxItems: 10 }),
    given: Type.Record(ItemName, Value, { minProperties: 1, maxProperties: 50 }),
  },
  closed,
);
const VerifyAnswer = Type.Object({ agreement: Type.String(), dataset: DatasetInfo, answer: Type.Enum(['yes', 'no']) });
const BatchBody = Type.Object(
  {
    items: Type.Array(ItemName, { minItems: 1, maxItems: 200, uniqueItems: true }),
    format: Type.Enum(['csv', 'xlsx', 'parquet']),
  },
  closed,
);
const Nullable = <T extends ReturnType<typeof Type.String> | ReturnType<typeof Type.Integer>>(type: T) =>
  Type.Union([type, Type.Null()]);
const BatchView = Type.Object({
  id: Type.String(),
  agreementId: Type.String(),
  purpose: Type.String(),
  items: Type.Array(Type.String()),
  format: Type.Enum(['csv', 'xlsx', 'parquet']),
  state: Type.Enum(['queued', 'running', 'ready', 'failed', 'expired']),
  problem: Nullable(Type.String()),
  rowCount: Nullable(Type.Integer()),
  sizeBytes: Nullable(Type.Integer()),
  requestedAt: Type.String(),
  readyAt: Nullable(Type.String()),
  expiresAt: Nullable(Type.String()),
});
const DisclosureView = Type.Object({
  id: Type.String(),
  at: Type.String(),
  receipt: Type.String(),
  agreementId: Nullable(Type.String()),
  requesterId: Type.String(),
  providerId: Nullable(Type.String()),
  callerKind: Type.String(),
  mode: Type.String(),
  purpose: Type.String(),
  outcome: Type.Enum(['answered', 'refused']),
  refusalCode: Nullable(Type.String()),
  ruleId: Nullable(Type.String()),
  items: Type.Array(Type.String()),
  rowCount: Type.Integer(),
});
const Aspect = Type.Enum(['scenario', 'process', 'effect', 'storage', 'destruction']);
const UseRecordView = Type.Object({
  id: Type.String(),
  aspect: Aspect,
  statement: Type.String(),
  recordedAt: Type.String(),
  keepUntil: Type.String(),
});

export interface ExchangeRoom {
  platform: Platform;
  findTerms: FindTerms;
  compiled: CompiledAgreements;
}

/** A program with a key, or a clerk who tries it in the console: both on the record as who they are. */
const CALLERS = ['systemClient', 'clerk'] as const;
const tags = ['exchange'];

function purposeOf(request: FastifyRequest): string | undefined {
  const value = request.headers['tandem-purpose'];
  if (typeof value !== 'string') return undefined;
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}

/** Sends a refusal's receipt along with its problem. */
async function withReceipt<T>(reply: FastifyReply, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof RefusedCall) reply.header('tandem-receipt', error.receipt);
    throw error;
  }
}

/** The recorded bytes leave as they were digested: no serializer touches them. */
function sendAnswer(reply: FastifyReply, answer: Answer): FastifyReply {
  return reply
    .header('tandem-receipt', answer.receipt)
    .header('cache-control', 'no-store')
    .type('application/json; charset=utf-8')
    .serializer((body: unknown) => String(body))
    .send(answer.body);
}

export function exchangeRoutes(app: App, room: ExchangeRoom): void {
  callRoutes(app, room);
  batchRoutes(app, room);
  logRoutes(app, room);
}

/**
 * Calls are never replayed from stored results (an idempotency store would keep governed data), so they open
 * their transactions directly.
 */
function contextOf(request: FastifyRequest, room: ExchangeRoom): ExchangeContext {
  return {
    transact: transactAs(room.platform.database, request.actor),
    findTerms: room.findTerms,
    compiled: room.compiled,
  };
}

function callRoutes(app: App, room: ExchangeRoom): void {
  app.post(
    '/api/v1/exchange/agreements/:agreementId/query',
    {
      schema: {
        summary: 'Ask for the agreed items of the rows a key names',
        tags,
        params: AgreementParams,
        headers: PurposeHeader,
        body: QueryBody,
        response: { 200: QueryAnswer },
      },
      config: { allow: CALLERS },
    },
    async (request, reply) => {
      const { items, where, limit = 20, next } = request.body;
      const { agreementId } = request.params;
      const afterRow = next === undefined ? undefined : Number(next);
      const input = { agreementId, purpose: purposeOf(request), items, where, limit, afterRow };
      const answer = await withReceipt(reply, () => answerQuery(contextOf(request, room), input));
      return sendAnswer(reply, answer);
    },
  );
  app.post(
    '/api/v1/exchange/agreements/:agreementId/verify',
    {
      schema: {
        summary: 'Yes or no: do these values hold for the row a key names',
        tags,
        params: AgreementParams,
        headers: PurposeHeader,
        body: VerifyBody,
        response: { 200: VerifyAnswer },
      },
      config: { allow: CALLERS },
    },
    async (request, reply) => {
      const { agreementId } = request.params;
      const input = { agreementId, purpose: purposeOf(request), ...request.body };
      const answer = await withReceipt(reply, () => answerVerify(contextOf(request, room), input));
      return sendAnswer(reply, answer);
    },
  );
}

const MEDIA_TYPES: Readonly<Record<BatchFormat, string>> = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  parquet: 'application/vnd.apache.parquet',
};

function batchRoutes(app: App, room: ExchangeRoom): void {
  const base = '/api/v1/exchange/agreements/:agreementId/batches';
  app.post(
    base,
    {
      schema: {
        summary: 'Order a file of all agreed rows',
        tags,
        params: AgreementParams,
        headers: PurposeHeader,
        body: BatchBody,
        response: { 202: BatchView },
      },
      config: { allow: CALLERS },
    },
    async (request, reply) => {
      const { agreementId } = request.params;
      const context = { ...contextOf(request, room), transact: request.transact };
      const input = { agreementId, purpose: purposeOf(request), ...request.body };
      const batch = await withReceipt(reply, () => orderBatch(context, room.platform.jobs.enqueue, input));
      return reply.code(202).send(batch);
    },
  );
  app.get(
    base,
    {
      schema: {
        summary: 'Ordered files of an agreement, newest first',
        tags,
        params: AgreementParams,
        querystring: Type.Object(PageQuery, closed),
        response: { 200: PageOf(BatchView) },
      },
      config: { allow: 'signedIn' },
    },
    async (request) => {
      const { limit = 50, cursor } = request.query;
      return request.transact((tx) => listBatches(tx, { agreementId: request.params.agreementId, limit, cursor }));
    },
  );
  app.get(
    `${base}/:batchId`,
    {
      schema: { summary: 'How far an ordered file is', tags, params: BatchParams, response: { 200: BatchView } },
      config: { allow: 'signedIn' },
    },
    async (request) => request.transact((tx) => getBatch(tx, request.params.batchId)),
  );
  app.get(
    `${base}/:batchId/content`,
    {
      schema: { summary: 'Fetch a finished file; recorded before its first byte', tags, params: BatchParams, headers: PurposeHeader },
      config: { allow: CALLERS },
    },
    async (request, reply) => {
      const input = { ...request.params, purpose: purposeOf(request) };
      const { batch, hash, receipt } = await withReceipt(reply, () => releaseBatch(contextOf(request, room), input));
      return reply
        .header('tandem-receipt', receipt)
        .header('cache-control', 'no-store')
        .header('content-length', batch.sizeBytes ?? 0)
        .header('content-disposition', `attachment; filename="tandem-${batch.id}.${batch.format}"`)
        .type(MEDIA_TYPES[batch.format])
        .send(await room.platform.files.read(hash));
    },
  );
}

function logRoutes(app: App, room: ExchangeRoom): void {
  app.get(
    '/api/v1/exchange/calls',
    {
      schema: {
        summary: 'Own calls, answered and refused, newest first',
        tags,
        querystring: Type.Object(
          { ...PageQuery, agreementId: Type.Optional(Id), outcome: Type.Optional(Type.Enum(['answered', 'refused'])) },
          closed,
        ),
        response: { 200: PageOf(DisclosureView) },
      },
      config: { allow: 'signedIn' },
    },
    async (request) => request.transact((tx) => listDisclosures(tx, { ...request.query, limit: request.query.limit ?? 50 })),
  );
  app.get(
    '/api/v1/exchange/agreements/:agreementId/use-records',
    {
      schema: {
        summary: 'Records of use under an agreement (Art 29)',
        tags,
        params: AgreementParams,
        response: { 200: Type.Object({ items: Type.Array(UseRecordView) }) },
      },
      config: { allow: 'signedIn' },
    },
    async (request) => ({ items: await request.transact((tx) => listUseRecords(tx, request.params.agreementId)) }),
  );
  app.post(
    '/api/v1/exchange/agreements/:agreementId/use-records',
    {
      schema: {
        summary: 'Record how the data was used, stored or destroyed (Art 29)',
        tags,
        params: AgreementParams,
        body: Type.Object({ aspect: Aspect, statement: Type.String({ minLength: 4, maxLength: 2000 }) }, closed),
        response: { 201: UseRecordView },
      },
      config: { allow: ['clerk', 'sharingOfficeHead'] },
    },
    async (request, reply) => {
      const input = { agreementId: request.params.agreementId, ...request.body };
      const record = await recordUse(request.transact, room.findTerms, input);
      return reply.code(201).send(record);
    },
  );
}
