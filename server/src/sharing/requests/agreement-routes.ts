import { Type } from 'typebox';
import { departmentWords } from '../../foundation/organizations/index.ts';
import type { App } from '../../platform/http/app.ts';
import { CountedPageOf, PageQuery } from '../../platform/http/paging.ts';
import { languageOf } from '../../platform/http/problem.ts';
import { Words } from '../../platform/http/schema-compilers.ts';
import { collectPages, sendSheet } from '../../platform/http/send-sheet.ts';
import { ListFormat } from '../../platform/http/send-table.ts';
import { sendVersion } from '../../platform/http/version.ts';
import { actRoute, closed, EmptyBody, IdParams, READERS, Reason } from './act-route.ts';
import { AGREEMENT_STATES } from './agreement.ts';
import { listAgreements } from './agreement-list.ts';
import { confirmAgreement, confirmRenewal, declineAgreement, declineRenewal } from './confirm-agreement.ts';
import { disposeData } from './dispose-data.ts';
import { endByProvider, endByRequester } from './end-agreement.ts';
import { AGREEMENT_SHEET } from './export-rows.ts';
import { proposeRenewal } from './renew-agreement.ts';
import { Disposal } from './reply-routes.ts';
import {
  reportRectification,
  resumeAgreement,
  suspendAgreement,
  terminateAgreement,
} from './suspend-agreement.ts';
import { viewAgreement } from './view-agreement.ts';
import { AgreementRow, AgreementView } from './views.ts';

const base = '/api/v1/agreements';
const tags = ['agreements'];
const Id = Type.String({ format: 'uuid' });
const Day = Type.String({ format: 'date' });

const AgreementQuery = Type.Object(
  {
    ...PageQuery,
    state: Type.Optional(
      Type.Array(Type.Enum([...AGREEMENT_STATES, 'scheduled']), { maxItems: AGREEMENT_STATES.length + 1 }),
    ),
    side: Type.Optional(Type.Enum(['outgoing', 'incoming'])),
    resource: Type.Optional(Id),
    endsBy: Type.Optional(Day),
    undisposed: Type.Optional(Type.Boolean()),
    q: Type.Optional(Type.String({ maxLength: 100 })),
    format: ListFormat,
  },
  closed,
);

/** Agreements from confirmation to disposal. */
export function agreementRoutes(app: App): void {
  readRoutes(app);
  confirmRoutes(app);
  suspendRoutes(app);
  endRoutes(app);
}

function readRoutes(app: App): void {
  app.get(
    base,
    {
      schema: {
        summary: 'Agreements of the own department, or of the area for its authority, newest first',
        tags,
        querystring: AgreementQuery,
        response: { 200: CountedPageOf(AgreementRow) },
      },
      config: { allow: READERS },
    },
    async (request, reply) => {
      const { limit = 50, cursor, state, resource, format, ...rest } = request.query;
      const filter = { ...rest, states: state, resourceId: resource };
      if (format === 'csv' || format === 'xlsx') {
        const language = languageOf(request);
        const content = await request.transact(async (tx) => ({
          rows: await collectPages((page) => listAgreements(tx, { ...filter, ...page })),
          department: await departmentWords(tx, language),
        }));
        return sendSheet(reply, AGREEMENT_SHEET, { ...content, format, language }) as never;
      }
      return request.transact((tx) => listAgreements(tx, { ...filter, limit, cursor }));
    },
  );
  app.get(
    `${base}/:id`,
    {
      schema: {
        summary: 'One agreement whole: terms, versions, confirmations, history, and what the reader may do',
        tags,
        params: IdParams,
        response: { 200: AgreementView },
      },
      config: { allow: READERS },
    },
    async (request, reply) => {
      const view = await request.transact((tx) => viewAgreement(tx, request.params.id));
      sendVersion(reply, view.version);
      return view;
    },
  );
}

function confirmRoutes(app: App): void {
  const WithReason = Type.Object({ reason: Reason }, closed);
  actRoute(app, {
    path: `${base}/:id/confirm`,
    summary: 'Confirm for the own side; with both confirmations it is in force from its first day',
    tags,
    body: EmptyBody,
    run: (transact, on) => confirmAgreement(transact, on),
  });
  actRoute(app, {
    path: `${base}/:id/decline`,
    summary: 'The requester does not take the agreement',
    tags,
    body: WithReason,
    run: (transact, on, body) => declineAgreement(transact, on, body.reason),
  });
  actRoute(app, {
    path: `${base}/:id/renewal`,
    summary: 'Propose the same terms until a later day',
    tags,
    body: Type.Object({ to: Day, reason: Reason }, closed),
    run: (transact, on, body) => proposeRenewal(transact, on, body),
  });
  actRoute(app, {
    path: `${base}/:id/renewal/confirm`,
    summary: 'Confirm the renewal for the own side',
    tags,
    body: EmptyBody,
    run: (transact, on) => confirmRenewal(transact, on),
  });
  actRoute(app, {
    path: `${base}/:id/renewal/decline`,
    summary: 'Do not take the renewal; the terms in force run to their end',
    tags,
    body: WithReason,
    run: (transact, on, body) => declineRenewal(transact, on, body.reason),
  });
}

function suspendRoutes(app: App): void {
  const LongReason = Words(10, 2000);
  actRoute(app, {
    path: `${base}/:id/suspend`,
    summary: 'Misuse: suspend access and set a date to rectify (Art 27)',
    tags,
    body: Type.Object({ reason: LongReason }, closed),
    run: (transact, on, body) => suspendAgreement(transact, on, body.reason),
  });
  actRoute(app, {
    path: `${base}/:id/rectification`,
    summary: 'The requester reports what it rectified',
    tags,
    body: Type.Object({ report: LongReason }, closed),
    run: (transact, on, body) => reportRectification(transact, on, body.report),
  });
  actRoute(app, {
    path: `${base}/:id/resume`,
    summary: 'Access again after rectification',
    tags,
    body: Type.Object({ note: Reason }, closed),
    run: (transact, on, body) => resumeAgreement(transact, on, body.note),
  });
  actRoute(app, {
    path: `${base}/:id/terminate`,
    summary: 'Rectification refused or not enough: terminate (Art 27)',
    tags,
    body: Type.Object({ reason: LongReason }, closed),
    run: (transact, on, body) => terminateAgreement(transact, on, body.reason),
  });
}

function endRoutes(app: App): void {
  const Account = Type.String({ maxLength: 2000 });
  actRoute(app, {
    path: `${base}/:id/end`,
    summary: 'The requester needs the data no longer',
    tags,
    body: Type.Object(
      { cause: Type.Enum(['purposeAchieved', 'purposeImpossible', 'noLongerNeeded']), reason: Reason },
      closed,
    ),
    run: (transact, on, body) => endByRequester(transact, on, body),
  });
  actRoute(app, {
    path: `${base}/:id/stop`,
    summary: 'The provider has to stop: cause, negotiation and filing are on record (Art 27)',
    tags,
    body: Type.Object({ cause: Account, negotiation: Account, filing: Account }, closed),
    run: (transact, on, body) => endByProvider(transact, on, body),
  });
  actRoute(app, {
    path: `${base}/:id/disposal`,
    summary: 'Record how, when and by whom the data was disposed of (Arts 27, 29)',
    tags,
    body: Type.Object(
      {
        method: Disposal,
        disposedOn: Day,
        performedBy: Type.String({ minLength: 2, maxLength: 100 }),
        evidence: Words(10, 4000),
      },
      closed,
    ),
    run: (transact, on, body) => disposeData(transact, on, body),
  });
}
