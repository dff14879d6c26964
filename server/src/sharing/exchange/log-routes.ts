import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { translate, type Language } from '@tandem/messages';
import { describeRule } from '../../foundation/statute/index.ts';
import type { App } from '../../platform/http/app.ts';
import { CountedPageOf, PageQuery } from '../../platform/http/paging.ts';
import { languageOf, sentence } from '../../platform/http/problem.ts';
import { ListFormat, sendTable } from '../../platform/http/send-table.ts';
import { hasRole } from '../../platform/identity/actor.ts';
import { listDisclosures, type Disclosure, type DisclosureFilter } from './disclosure-store.ts';
import { callerWords, exportCalls } from './export-calls.ts';
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
import { withSandbox } from './sandbox.ts';
import { listUseRecords, recordUse } from './use-records.ts';

const CallFilter = {
  side: Type.Optional(Type.Enum(['requester', 'provider', 'all'])),
  agreementId: Type.Optional(Id),
  resourceId: Type.Optional(Id),
  mode: Type.Optional(ModeName),
  outcome: Type.Optional(Outcome),
  sandbox: Type.Optional(Type.Boolean({ description: 'Only calls of the sandbox, or all but these.' })),
  from: Type.Optional(Day),
  to: Type.Optional(Day),
};

export function logRoutes(app: App, room: ExchangeRoom): void {
  callLogRoutes(app, room);
  useRecordRoutes(app, room);
}

type FilterQuery = Omit<Partial<DisclosureFilter>, 'limit' | 'cursor' | 'side'> & {
  side?: 'requester' | 'provider' | 'all' | undefined;
};

/** Supervisors see all calls; everybody else their own department's, from one side, the other, or both. */
function filterOf(request: FastifyRequest, query: FilterQuery): Omit<DisclosureFilter, 'limit' | 'cursor'> {
  const supervises = hasRole(request.actor, 'authorityOfficer', 'auditor');
  const { side = supervises ? 'all' : 'requester' } = query;
  return { ...query, side: side === 'all' && !supervises ? 'both' : side };
}

function refusalText({ refusalCode, refusalParams }: Disclosure, language: Language): string | null {
  return refusalCode === null ? null : sentence(refusalCode, language, refusalParams ?? {});
}

function viewDisclosure(disclosure: Disclosure, titles: ReadonlyMap<string, string>, language: Language) {
  const { ruleId, refusalParams: _, ...call } = disclosure;
  const rule = ruleId === null ? null : describeRule(ruleId, language);
  const callerName = callerWords(disclosure, (key) => translate(key, language));
  const resourceTitleEn = titles.get(disclosure.resourceId ?? '') ?? '';
  return { ...call, callerName, resourceTitleEn, refusal: refusalText(disclosure, language), rule };
}

function callLogRoutes(app: App, room: ExchangeRoom): void {
  app.get(
    '/api/v1/exchange/calls',
    {
      schema: {
        summary: 'Calls, answered and refused, newest first',
        description:
          'Own calls by default, those for own data with `side=provider`, both with `side=all`; supervisors see all. A file holds at most 100,000 rows.',
        tags,
        querystring: Type.Object({ ...PageQuery, ...CallFilter, format: ListFormat }, closed),
        response: { 200: CountedPageOf(DisclosureView) },
      },
      config: { allow: 'signedIn' },
    },
    async (request, reply) => {
      const { limit = 50, cursor, format: file, ...query } = request.query;
      const filter = filterOf(request, query);
      if (file === 'csv' || file === 'xlsx') {
        const { englishTitlesOf } = room;
        const language = languageOf(request);
        const table = exportCalls(request.transact, { filter, language, englishTitlesOf });
        return sendTable(reply, { name: 'tandem-calls', format: file, ...table }) as never;
      }
      const language = languageOf(request);
      return request.transact(async (tx) => {
        const page = await listDisclosures(tx, { ...filter, limit, cursor });
        const entries = page.items.flatMap(({ resourceId }) => resourceId ?? []);
        const titles = withSandbox(await room.englishTitlesOf(tx, entries));
        return { ...page, items: page.items.map((call) => viewDisclosure(call, titles, language)) };
      });
    },
  );
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
