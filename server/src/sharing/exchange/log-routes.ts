import type { FastifyReply, FastifyRequest } from 'fastify';
import { Readable } from 'node:stream';
import { Type } from 'typebox';
import { isMessageKey, translate, type Language } from '@tandem/messages';
import { describeRule } from '../../foundation/statute/index.ts';
import type { App } from '../../platform/http/app.ts';
import { PageOf, PageQuery } from '../../platform/http/paging.ts';
import { languageOf } from '../../platform/http/problem.ts';
import { hasRole } from '../../platform/identity/actor.ts';
import { listDisclosures, type Disclosure, type DisclosureFilter } from './disclosure-store.ts';
import { exportCalls } from './export-calls.ts';
import type { ExchangeRoom } from './routes.ts';
import {
  AgreementParams,
  agreementIdOf,
  closed,
  Day,
  DisclosureView,
  Id,
  ModeName,
  Outcome,
  tags,
  UseRecordBody,
  UseRecordView,
} from './schemas.ts';
import { listUseRecords, recordUse } from './use-records.ts';

const CallFilter = {
  side: Type.Optional(Type.Enum(['requester', 'provider', 'all'])),
  agreementId: Type.Optional(Id),
  resourceId: Type.Optional(Id),
  mode: Type.Optional(ModeName),
  outcome: Type.Optional(Outcome),
  from: Type.Optional(Day),
  to: Type.Optional(Day),
};

export function logRoutes(app: App, room: ExchangeRoom): void {
  callLogRoutes(app);
  useRecordRoutes(app, room);
}

type FilterQuery = Omit<Partial<DisclosureFilter>, 'limit' | 'cursor'>;

/** Supervisors see all calls; everybody else their own department's, from one side or the other. */
function filterOf(request: FastifyRequest, query: FilterQuery): Omit<DisclosureFilter, 'limit' | 'cursor'> {
  const supervises = hasRole(request.actor, 'authorityOfficer', 'auditor');
  const { side = supervises ? 'all' : 'requester' } = query;
  return { ...query, side: side === 'all' && !supervises ? 'requester' : side };
}

function refusalText({ refusalCode, refusalParams }: Disclosure, language: Language): string | null {
  if (refusalCode === null || !isMessageKey(refusalCode)) return refusalCode;
  return translate(refusalCode, language, refusalParams ?? {});
}

function viewDisclosure(disclosure: Disclosure, language: Language) {
  const { ruleId, refusalParams: _, ...call } = disclosure;
  const rule = ruleId === null ? null : describeRule(ruleId, language);
  return { ...call, refusal: refusalText(disclosure, language), rule };
}

function callLogRoutes(app: App): void {
  app.get(
    '/api/v1/exchange/calls',
    {
      schema: {
        summary: 'Calls, answered and refused, newest first',
        description: 'Own calls by default, those for own data with `side=provider`; supervisors see all.',
        tags,
        querystring: Type.Object({ ...PageQuery, ...CallFilter }, closed),
        response: { 200: PageOf(DisclosureView) },
      },
      config: { allow: 'signedIn' },
    },
    async (request) => {
      const { limit = 50, cursor, ...query } = request.query;
      const filter = { ...filterOf(request, query), limit, cursor };
      const page = await request.transact((tx) => listDisclosures(tx, filter));
      const language = languageOf(request);
      return { ...page, items: page.items.map((call) => viewDisclosure(call, language)) };
    },
  );
  app.get(
    '/api/v1/exchange/calls.:format',
    {
      schema: {
        summary: 'The same as a file (CSV or XLSX), at most 100,000 rows',
        tags,
        params: Type.Object({ format: Type.Enum(['csv', 'xlsx']) }, closed),
        querystring: Type.Object(CallFilter, closed),
      },
      config: { allow: 'signedIn' },
    },
    async (request, reply) =>
      sendCalls(request, reply, request.params.format, filterOf(request, request.query)),
  );
}

function sendCalls(
  request: FastifyRequest,
  reply: FastifyReply,
  format: 'csv' | 'xlsx',
  filter: Omit<DisclosureFilter, 'limit' | 'cursor'>,
): FastifyReply {
  const content = exportCalls(request.transact, { filter, format, language: languageOf(request) });
  return reply
    .header('content-disposition', `attachment; filename="tandem-calls.${format}"`)
    .type(
      format === 'csv'
        ? 'text/csv; charset=utf-8'
        : 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    )
    .send(Readable.from(content));
}

function useRecordRoutes(app: App, room: ExchangeRoom): void {
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
    async (request) => {
      const agreementId = agreementIdOf(request.params.agreementId);
      return { items: await request.transact((tx) => listUseRecords(tx, agreementId)) };
    },
  );
  app.post(
    '/api/v1/exchange/agreements/:agreementId/use-records',
    {
      schema: {
        summary: 'Record how the data was used, stored or destroyed (Art 29)',
        tags,
        params: AgreementParams,
        body: UseRecordBody,
        response: { 201: UseRecordView },
      },
      config: { allow: ['clerk', 'sharingOfficeHead'] },
    },
    async (request, reply) => {
      const input = { agreementId: agreementIdOf(request.params.agreementId), ...request.body };
      const record = await recordUse(request.transact, room.findTerms, input);
      return reply.code(201).send(record);
    },
  );
}
