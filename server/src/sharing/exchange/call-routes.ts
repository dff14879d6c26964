import type { FastifyReply, FastifyRequest } from 'fastify';
import { AppError } from '../../platform/app-error.ts';
import type { Actor } from '../../platform/identity/actor.ts';
import { transactAs } from '../../platform/database/transaction.ts';
import type { App } from '../../platform/http/app.ts';
import { toAppError } from '../../platform/http/problem.ts';
import { answerQuery } from './answer-query.ts';
import { answerVerify } from './answer-verify.ts';
import { describeAgreement } from './describe-agreement.ts';
import type { Mode } from './compile-agreement.ts';
import { RefusedCall, termsFor, type Answer, type ExchangeContext } from './govern-call.ts';
import { recordRefusal } from './record-disclosure.ts';
import type { ExchangeRoom } from './routes.ts';
import {
  AgreementParams,
  agreementIdOf,
  CallGuideView,
  PurposeHeader,
  QueryAnswer,
  QueryBody,
  tags,
  VerifyAnswer,
  VerifyBody,
} from './schemas.ts';

/** A program with a key, or a clerk who tries it in the console: both on the record as who they are. */
export const CALLERS = ['systemClient', 'clerk'] as const;

export function purposeOf(request: FastifyRequest): string | undefined {
  const value = request.headers['tandem-purpose'];
  if (typeof value !== 'string') return undefined;
  try {
    const purpose = decodeURIComponent(value);
    return /\p{Cc}/u.test(purpose) ? undefined : purpose; // no agreed purpose holds any, and no record keeps them
  } catch {
    return value;
  }
}

/** Sends a refusal's receipt along with its problem. */
export async function withReceipt<T>(reply: FastifyReply, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof RefusedCall) reply.header('tandem-receipt', error.receipt);
    throw error;
  }
}

/** Receipt and digest (RFC 9530) of what is about to leave; nothing on the way may keep it. */
export function disclosureHeaders(receipt: string, digest: Buffer): Record<string, string> {
  return {
    'tandem-receipt': receipt,
    'content-digest': `sha-256=:${digest.toString('base64')}:`,
    'cache-control': 'no-store',
  };
}

/** The recorded bytes leave as they were digested: no serializer touches them. */
function sendAnswer(reply: FastifyReply, { body, receipt, digest }: Answer): FastifyReply {
  return reply
    .headers(disclosureHeaders(receipt, digest))
    .type('application/json; charset=utf-8')
    .serializer((text: unknown) => String(text))
    .send(body);
}

export function contextOf(request: FastifyRequest, room: ExchangeRoom): ExchangeContext {
  const { findTerms, compiled, platform } = room;
  return { transact: transactAs(platform.database, request.actor), findTerms, compiled };
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Refused while the body was read: nobody has asked yet who sends it. */
const UNREAD: ReadonlySet<string> = new Set([
  'PLATFORM_JSON_INVALID',
  'PLATFORM_MEDIA_TYPE_UNSUPPORTED',
  'PLATFORM_BODY_TOO_LARGE',
]);

/** The caller of a refused request as far as that can be proven; a wrong signature is nobody's. */
async function refusedCaller(request: FastifyRequest, error: AppError): Promise<Actor | undefined> {
  if (request.actor !== undefined || !UNREAD.has(error.code)) return request.actor;
  try {
    return await request.findRefusedCaller();
  } catch (unproven) {
    if (unproven instanceof AppError && unproven.status < 500) return undefined;
    throw unproven;
  }
}

/** Early refusals of one caller that go on record in a minute; the rest is only told to wait. */
const EARLY_REFUSALS_PER_MINUTE = 120;

/**
 * What is refused before the call is understood (no role for it, malformed, too large) is on record too, with a receipt,
 * for every caller who is known. Who is not known leaves a line in the server's log, and whoever sends nonsense without
 * end is told to wait: nobody fills the ledger. Then the common handler answers.
 */
export function recordEarlyRefusal(app: App, room: ExchangeRoom, mode: Mode) {
  const countRefusal = app.createRateLimit({
    max: EARLY_REFUSALS_PER_MINUTE,
    timeWindow: '1 minute',
    keyGenerator: ({ actor }) => actor.personId ?? '',
  });
  return async (thrown: unknown, request: FastifyRequest, reply: FastifyReply): Promise<never> => {
    const error = toAppError(thrown);
    const caller = await refusedCaller(request, error);
    if (caller?.departmentId !== undefined && error.status < 500 && !(thrown instanceof RefusedCall)) {
      request.actor = caller;
      const counted = await countRefusal(request);
      if (!counted.isAllowed && counted.isExceeded) throw tooOften(counted.ttlInSeconds);
      const agreementId = agreementIdOf((request.params as { agreementId: string }).agreementId);
      const { transact, findTerms } = contextOf(request, room);
      const receipt = await transact(async (tx) => {
        const terms = UUID.test(agreementId) ? await termsFor(tx, findTerms, agreementId) : undefined;
        return recordRefusal(tx, { terms, mode, purpose: purposeOf(request), items: [], error });
      });
      reply.header('tandem-receipt', receipt);
    }
    throw thrown;
  };
}

function tooOften(seconds: number): AppError {
  return new AppError({ code: 'PLATFORM_RATE_LIMITED', status: 429, params: { seconds } });
}

export function callRoutes(app: App, room: ExchangeRoom): void {
  app.get(
    '/api/v1/exchange/agreements/:agreementId',
    {
      schema: {
        summary: 'What may be asked under an agreement, and how',
        tags,
        params: AgreementParams,
        response: { 200: CallGuideView },
      },
      config: { allow: 'signedIn' },
    },
    async (request) => describeAgreement(request.transact, room, agreementIdOf(request.params.agreementId)),
  );
  app.post(
    '/api/v1/exchange/agreements/:agreementId/query',
    {
      schema: {
        summary: 'Ask for the agreed items of the rows that a key names',
        tags,
        params: AgreementParams,
        headers: PurposeHeader,
        body: QueryBody,
        response: { 200: QueryAnswer },
      },
      config: { allow: CALLERS, keyless: true, discloses: true },
      errorHandler: recordEarlyRefusal(app, room, 'query'),
    },
    async (request, reply) => {
      const { items, where, limit = 20, next } = request.body;
      const agreementId = agreementIdOf(request.params.agreementId);
      const input = { agreementId, purpose: purposeOf(request), items, where, limit, next };
      const answer = await withReceipt(reply, () => answerQuery(contextOf(request, room), input));
      return sendAnswer(reply, answer);
    },
  );
  app.post(
    '/api/v1/exchange/agreements/:agreementId/verify',
    {
      schema: {
        summary: 'Yes or no: do these values hold for the row that a key names',
        tags,
        params: AgreementParams,
        headers: PurposeHeader,
        body: VerifyBody,
        response: { 200: VerifyAnswer },
      },
      config: { allow: CALLERS, keyless: true, discloses: true },
      errorHandler: recordEarlyRefusal(app, room, 'verify'),
    },
    async (request, reply) => {
      const agreementId = agreementIdOf(request.params.agreementId);
      const input = { agreementId, purpose: purposeOf(request), ...request.body };
      const answer = await withReceipt(reply, () => answerVerify(contextOf(request, room), input));
      return sendAnswer(reply, answer);
    },
  );
}
