import { Type } from 'typebox';
import type { App } from '../../platform/http/app.ts';
import { PageOf, PageQuery } from '../../platform/http/paging.ts';
import { languageOf } from '../../platform/http/problem.ts';
import { collectPages, dayOf, sendSheet, type Sheet } from '../../platform/http/send-sheet.ts';
import { ListFormat } from '../../platform/http/send-table.ts';
import { getBatch, listBatches, type Batch } from './batch-store.ts';
import {
  CALLERS,
  contextOf,
  disclosureHeaders,
  purposeOf,
  recordEarlyRefusal,
  withReceipt,
} from './call-routes.ts';
import { MEDIA_TYPES } from './media-types.ts';
import { orderBatch } from './order-batch.ts';
import { releaseBatch } from './release-batch.ts';
import type { ExchangeRoom } from './routes.ts';
import {
  AgreementParams,
  agreementIdOf,
  BatchBody,
  BatchParams,
  BatchView,
  closed,
  PurposeHeader,
  tags,
} from './schemas.ts';

const BASE = '/api/v1/exchange/agreements/:agreementId/batches';

export function batchRoutes(app: App, room: ExchangeRoom): void {
  orderRoute(app, room);
  progressRoutes(app);
  contentRoute(app, room);
}

function orderRoute(app: App, room: ExchangeRoom): void {
  app.post(
    BASE,
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
      errorHandler: recordEarlyRefusal(app, room, 'batch'),
    },
    async (request, reply) => {
      const agreementId = agreementIdOf(request.params.agreementId);
      const ordering = { transact: request.transact, enqueue: room.platform.jobs.enqueue };
      const input = { agreementId, purpose: purposeOf(request), ...request.body };
      const batch = await withReceipt(reply, () => orderBatch(contextOf(request, room), ordering, input));
      return reply.code(202).send(batch);
    },
  );
}

function progressRoutes(app: App): void {
  app.get(
    BASE,
    {
      schema: {
        summary: 'Ordered files of an agreement, newest first',
        tags,
        params: AgreementParams,
        querystring: Type.Object({ ...PageQuery, format: ListFormat }, closed),
        response: { 200: PageOf(BatchView) },
      },
      config: { allow: 'signedIn' },
    },
    async (request, reply) => {
      const { limit = 50, cursor, format } = request.query;
      const agreementId = agreementIdOf(request.params.agreementId);
      if (format === 'csv' || format === 'xlsx') {
        const rows = await request.transact((tx) =>
          collectPages((page) => listBatches(tx, { agreementId, ...page })),
        );
        return sendSheet(reply, BATCH_SHEET, { rows, format, language: languageOf(request) }) as never;
      }
      return request.transact((tx) => listBatches(tx, { agreementId, limit, cursor }));
    },
  );
  app.get(
    `${BASE}/:batchId`,
    {
      schema: {
        summary: 'How far an ordered file is',
        tags,
        params: BatchParams,
        response: { 200: BatchView },
      },
      config: { allow: 'signedIn' },
    },
    async (request) => {
      const { agreementId, batchId } = request.params;
      return request.transact((tx) => getBatch(tx, { agreementId: agreementIdOf(agreementId), batchId }));
    },
  );
}

const BATCH_SHEET: Sheet<Batch> = {
  name: 'batches',
  columns: [
    ['exchange.batch.at', (batch) => dayOf(batch.requestedAt), 'date'],
    ['exchange.format', (batch) => batch.format.toUpperCase()],
    ['exchange.batch.state', (batch, t) => t(`exchange.batch.${batch.state}`)],
    ['exchange.calls.refusal', (batch) => batch.problem],
    ['exchange.calls.purpose', (batch) => batch.purpose],
    ['exchange.calls.items', (batch) => batch.items.join('、')],
    ['exchange.calls.rows', (batch) => batch.rowCount, 'integer'],
    ['exchange.batch.size', (batch) => batch.sizeBytes, 'integer'],
    ['exchange.calls.digest', (batch) => batch.fileHash],
    ['exchange.batch.expires', (batch) => dayOf(batch.expiresAt), 'date'],
  ],
};

function contentRoute(app: App, room: ExchangeRoom): void {
  app.get(
    `${BASE}/:batchId/content`,
    {
      exposeHeadRoute: false, // asking for the head would be on record as a disclosure
      schema: {
        summary: 'Fetch a finished file; recorded before its first byte',
        tags,
        params: BatchParams,
        headers: PurposeHeader,
      },
      config: { allow: CALLERS, discloses: true },
      errorHandler: recordEarlyRefusal(app, room, 'batch'),
    },
    async (request, reply) => {
      const { agreementId, batchId } = request.params;
      const input = { agreementId: agreementIdOf(agreementId), batchId, purpose: purposeOf(request) };
      const { batch, hash, receipt } = await withReceipt(reply, () =>
        releaseBatch(contextOf(request, room), input),
      );
      return reply
        .headers(disclosureHeaders(receipt, Buffer.from(hash, 'hex')))
        .header('content-length', batch.sizeBytes ?? 0)
        .header('content-disposition', `attachment; filename="tandem-${batch.id}.${batch.format}"`)
        .type(MEDIA_TYPES[batch.format])
        .send(await room.files.read(hash));
    },
  );
}
