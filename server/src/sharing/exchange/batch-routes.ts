import { Type } from 'typebox';
import type { App } from '../../platform/http/app.ts';
import { PageOf, PageQuery } from '../../platform/http/paging.ts';
import { getBatch, listBatches } from './batch-store.ts';
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
        querystring: Type.Object(PageQuery, closed),
        response: { 200: PageOf(BatchView) },
      },
      config: { allow: 'signedIn' },
    },
    async (request) => {
      const { limit = 50, cursor } = request.query;
      const agreementId = agreementIdOf(request.params.agreementId);
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

function contentRoute(app: App, room: ExchangeRoom): void {
  app.get(
    `${BASE}/:batchId/content`,
    {
      schema: {
        summary: 'Fetch a finished file; recorded before its first byte',
        tags,
        params: BatchParams,
        headers: PurposeHeader,
      },
      config: { allow: CALLERS },
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
