import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import { FastifyOtelInstrumentation } from '@fastify/otel';
import rateLimit from '@fastify/rate-limit';
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import Fastify, {
  LogController,
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyRequest,
  type RawReplyDefaultExpression,
  type RawRequestDefaultExpression,
  type RawServerDefault,
} from 'fastify';
import type { Logger } from 'pino';
import { AppError } from '../app-error.ts';
import type { Config } from '../config/config.ts';
import type { Database } from '../database/database.ts';
import type { Transact } from '../database/transaction.ts';
import { ANONYMOUS, hasRole, type Actor, type Role } from '../identity/actor.ts';
import { requestTransact } from './idempotency.ts';
import { API_DOCS, documentApi } from './openapi.ts';
import { traceIdOf } from '../telemetry/trace-id.ts';
import { problemHandler, refuseConnection, type DescribeRule } from './problem.ts';
import { schemaCompilers } from './schema-compilers.ts';

/** Who may call a route: anyone, anyone signed in, a registered system, or holders of one of the roles. */
export type Allow = 'public' | 'signedIn' | 'system' | readonly Role[];

declare module 'fastify' {
  interface FastifyContextConfig {
    allow?: Allow;
    /** The body is a stream of any length, which may take its time. */
    streams?: true;
    /** The route asks which version is edited (`If-Match`). */
    edits?: true;
    /** A write whose answer is kept nowhere: each call is one of its own (ADR 0006). */
    keyless?: true;
    /** What leaves is on record: the answer, or its refusal, names its receipt. */
    discloses?: true;
  }
  interface FastifyRequest {
    actor: Actor;
    transact: Transact;
    /** Who sent a request that was refused before its body was read: for the record of the refusal, nothing else. */
    findRefusedCaller: () => Promise<Actor | undefined>;
  }
}

export type App = FastifyInstance<
  RawServerDefault,
  RawRequestDefaultExpression,
  RawReplyDefaultExpression,
  FastifyBaseLogger,
  TypeBoxTypeProvider
>;

/**
 * Finds out who calls: session cookie or signature. Answers undefined for a caller without credentials. `refused`: the body
 * was not read and nothing will be done with it, so that a signature over the head is enough.
 */
export type Authenticate = (
  request: FastifyRequest,
  options: { refused: boolean },
) => Promise<Actor | undefined>;

export interface AppOptions {
  config: Config;
  database: Database;
  log: Logger;
  describeRule: DescribeRule;
  authenticate: Authenticate;
}

const BODY_LIMIT_BYTES = 1024 * 1024;
/** Requests a minute from one address or system before it is told to wait. */
const RATE_LIMIT_PER_MINUTE = 6000;

const CONTENT_SECURITY_POLICY = {
  directives: {
    defaultSrc: ["'self'"],
    scriptSrc: ["'self'"],
    // Ant Design writes its styles at run time.
    styleSrc: ["'self'", "'unsafe-inline'"],
    imgSrc: ["'self'", 'data:', 'blob:'],
    fontSrc: ["'self'", 'data:'],
    connectSrc: ["'self'"],
    objectSrc: ["'none'"],
    frameAncestors: ["'none'"],
    baseUri: ["'self'"],
    formAction: ["'self'"],
    upgradeInsecureRequests: null,
  },
};

/** @throws AppError when the caller may not use a route that allows only `allow`. */
function assertAllowed(actor: Actor, allow: Allow): void {
  if (allow === 'public') return;
  if (actor.kind === 'anonymous') throw new AppError({ code: 'PLATFORM_SIGN_IN_FIRST', status: 401 });
  if (allow === 'signedIn') return;
  const fits = allow === 'system' ? actor.kind === 'system' : hasRole(actor, ...allow);
  if (fits) return;
  const roles = allow === 'system' ? 'systemClient' : allow.join(', ');
  throw new AppError({ code: 'PLATFORM_ROLE_MISSING', status: 403, params: { roles } });
}

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Writes with a cookie must come from our own pages: other sites' forms and scripts are refused. */
function assertSameOrigin(request: FastifyRequest): void {
  if (SAFE_METHODS.has(request.method) || request.headers.cookie === undefined) return;
  const site = request.headers['sec-fetch-site'];
  const origin = request.headers.origin;
  const foreignSite = site !== undefined && site !== 'same-origin' && site !== 'none';
  const foreignOrigin =
    origin !== undefined && (!URL.canParse(origin) || new URL(origin).host !== request.host);
  if (foreignSite || foreignOrigin) throw new AppError({ code: 'PLATFORM_ORIGIN_REFUSED', status: 403 });
}

/** Every route must say who may call it: a route that forgot would be open. */
function requireAllow(app: App): void {
  app.addHook('onRoute', (route) => {
    if (
      route.url.startsWith('/api/') &&
      !route.url.startsWith(API_DOCS) &&
      route.config?.allow === undefined
    ) {
      throw new Error(`route ${String(route.method)} ${route.url} does not say who may call it`);
    }
  });
}

function guardRequests(app: App, options: AppOptions): void {
  app.decorateRequest('actor');
  app.decorateRequest('transact');
  app.decorateRequest('findRefusedCaller', function findRefusedCaller(this: FastifyRequest) {
    return options.authenticate(this, { refused: true });
  });
  app.addHook('onRequest', async (request, reply) => {
    reply.header('x-trace-id', request.id);
    assertSameOrigin(request);
  });
  // Signed bodies are verified as they came, so the caller is known only after the body was read.
  app.addHook('preValidation', async (request) => {
    const allow = request.routeOptions.config.allow ?? 'public';
    request.actor = (await options.authenticate(request, { refused: false })) ?? ANONYMOUS;
    assertAllowed(request.actor, allow);
    request.transact = requestTransact(options.database, request, request.actor);
  });
}

/** Spans name the route, never what was asked: addresses and errors hold names and identifiers. */
function instrumentation(): FastifyOtelInstrumentation {
  return new FastifyOtelInstrumentation({
    recordExceptions: false,
    requestHook: (span, request) => span.setAttribute('url.path', request.routeOptions.url ?? '/'),
  });
}

/** A body has to arrive within this; uploads may take as long as they move. */
const BODY_SECONDS = 30;

/** Closes connections that trickle a body in, to hold them open. */
function limitBodyTime(app: App): void {
  app.addHook('onRequest', async ({ raw, headers, routeOptions }) => {
    const hasBody = headers['content-length'] !== undefined || headers['transfer-encoding'] !== undefined;
    if (!hasBody || routeOptions.config.streams === true) return;
    const timer = setTimeout(() => raw.complete || raw.destroy(), BODY_SECONDS * 1000);
    raw.once('close', () => clearTimeout(timer));
  });
}

/** The HTTP application without any room: guards, limits, headers, problems, document. */
export async function createApp(options: AppOptions): Promise<App> {
  const { config, log } = options;
  const handleProblem = problemHandler(options.describeRule);
  const app = Fastify({
    loggerInstance: log,
    frameworkErrors: (error, request, reply) => void handleProblem(error, request, reply),
    clientErrorHandler: refuseConnection,
    logController: new LogController({ disableRequestLogging: true }),
    trustProxy: config.trustProxy,
    bodyLimit: BODY_LIMIT_BYTES,
    genReqId: traceIdOf,
    routerOptions: { maxParamLength: 200 },
    requestTimeout: 0,
    keepAliveTimeout: 65_000,
    forceCloseConnections: 'idle',
  }).withTypeProvider<TypeBoxTypeProvider>() as unknown as App;
  const compilers = schemaCompilers();
  app.setValidatorCompiler(compilers.validator);
  app.setErrorHandler(handleProblem);
  requireAllow(app);
  await app.register(helmet, {
    contentSecurityPolicy: CONTENT_SECURITY_POLICY,
    hsts: config.publicUrl.startsWith('https:'),
  });
  await app.register(cookie);
  await app.register(rateLimit, {
    max: RATE_LIMIT_PER_MINUTE,
    // Whoever watches the server has to be answered, however busy it is.
    allowList: (request) => request.url.startsWith('/health/') || request.url === '/metrics',
    timeWindow: '1 minute',
    errorResponseBuilder: (_request, limit) =>
      new AppError({
        code: 'PLATFORM_RATE_LIMITED',
        status: 429,
        params: { seconds: Math.ceil(limit.ttl / 1000) },
      }),
  });
  if (config.otlpEndpoint !== undefined) await app.register(instrumentation().plugin());
  await documentApi(app, config);
  limitBodyTime(app);
  guardRequests(app, options);
  return app;
}
