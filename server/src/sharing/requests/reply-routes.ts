import { Type } from 'typebox';
import type { App } from '../../platform/http/app.ts';
import { ruleParam } from '../../foundation/statute/index.ts';
import { Words } from '../../platform/http/schema-compilers.ts';
import { actRoute, closed, Reason } from './act-route.ts';
import { askExtension, decideExtension } from './extend-reply.ts';
import { answerScope, proposeScope } from './propose-scope.ts';
import { consentReply, draftReply, returnReply } from './reply-to-request.ts';
import { REFUSAL_GROUNDS } from './request-store.ts';
import { QuotaSchema, RowFilterSchema, ScopeItemSchema, TermSchema } from './statement.ts';
import { noticeSupplement } from './supplement-request.ts';

const base = '/api/v1/requests/:id';
const tags = ['requests'];
export const Disposal = Type.Enum(['deleted', 'returned', 'archived', 'anonymized']);
const Decision = Type.Enum(['grant', 'refuse']);

const ScopeChangeBody = Type.Object(
  {
    items: Type.Optional(Type.Array(ScopeItemSchema, { minItems: 1, maxItems: 500 })),
    rowFilter: Type.Optional(Type.Array(RowFilterSchema, { maxItems: 20 })),
    quota: Type.Optional(QuotaSchema),
    term: Type.Optional(TermSchema),
  },
  { ...closed, minProperties: 1 },
);

/** The provider's reply, and the authority's word on its time. */
export function replyRoutes(app: App): void {
  supplementRoutes(app);
  scopeRoutes(app);
  decisionRoutes(app);
  extensionRoutes(app);
}

function supplementRoutes(app: App): void {
  const Missing = Type.Object(
    {
      field: Type.String({ minLength: 1, maxLength: 100 }),
      text: Words(2, 500),
    },
    closed,
  );
  actRoute(app, {
    path: `${base}/supplement-notice`,
    summary: 'Say once everything that is missing (Art 21); the reply clock pauses',
    tags,
    body: Type.Object({ missing: Type.Array(Missing, { minItems: 1, maxItems: 30 }) }, closed),
    run: (transact, on, body) => noticeSupplement(transact, on, body.missing),
  });
}

function scopeRoutes(app: App): void {
  actRoute(app, {
    path: `${base}/scope-proposal`,
    summary: 'Propose a narrower scope',
    tags,
    body: Type.Object({ scope: ScopeChangeBody, reason: Reason }, closed),
    run: (transact, on, body) => proposeScope(transact, on, body),
  });
  actRoute(app, {
    path: `${base}/scope-proposal/accept`,
    summary: 'Accept the narrower scope',
    tags,
    body: Type.Object({ reason: Type.String({ maxLength: 2000 }) }, closed),
    run: (transact, on, body) => answerScope(transact, on, { accept: true, reason: body.reason }),
  });
  actRoute(app, {
    path: `${base}/scope-proposal/decline`,
    summary: 'Insist on the scope as asked for',
    tags,
    body: Type.Object({ reason: Reason }, closed),
    run: (transact, on, body) => answerScope(transact, on, { accept: false, reason: body.reason }),
  });
}

function decisionRoutes(app: App): void {
  actRoute(app, {
    path: `${base}/reply`,
    summary: 'Draft the reply for the own head: grant, or refuse with ground and reasons',
    tags,
    body: Type.Object(
      {
        decision: Decision,
        ground: Type.Optional(Type.Enum([...REFUSAL_GROUNDS, 'incomplete'])),
        reasons: Type.Optional(Type.String({ maxLength: 4000 })),
        disposal: Type.Optional(Disposal),
      },
      closed,
    ),
    run: (transact, on, body) => draftReply(transact, on, body),
  });
  actRoute(app, {
    path: `${base}/reply/consent`,
    summary: "Consent of the provider's sharing-office head: the reply is sent (Art 20)",
    tags,
    body: Type.Object({ decision: Decision }, closed),
    run: (transact, on, body) => consentReply(transact, on, body.decision),
  });
  actRoute(app, {
    path: `${base}/reply/return`,
    summary: 'The head sends a drafted reply back',
    tags,
    body: Type.Object({ reason: Reason }, closed),
    run: (transact, on, body) => returnReply(transact, on, body.reason),
  });
}

function extensionRoutes(app: App): void {
  const max = ruleParam('21.reply.extension', 'maxWorkingDays');
  const Days = Type.Integer({ minimum: 1, maximum: 99 });
  actRoute(app, {
    path: `${base}/extension`,
    summary: `Ask the authority for at most ${max} more working days, with reasons (Art 21)`,
    tags,
    body: Type.Object({ workingDays: Days, reason: Words(10, 2000) }, closed),
    run: (transact, on, body) => askExtension(transact, on, body),
  });
  actRoute(app, {
    path: `${base}/extension/decision`,
    summary: 'The authority consents, in full or for fewer days, or does not',
    tags,
    body: Type.Object(
      { decision: Decision, workingDays: Type.Optional(Days), note: Type.String({ maxLength: 2000 }) },
      closed,
    ),
    run: (transact, on, body) => decideExtension(transact, on, body),
  });
}
