import swagger from '@fastify/swagger';
import apiReference from '@scalar/fastify-api-reference';
import type { FastifySchema, RouteOptions } from 'fastify';
import type { Config } from '../config/config.ts';
import type { Allow, App } from './app.ts';

/** Where the readable page of the document is. */
export const API_DOCS = '/api/docs';

const DOCS_POLICY =
  "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; " +
  "img-src 'self' data:; font-src 'self' data:; connect-src 'self'; object-src 'none'; frame-ancestors 'none'";

const text = { type: 'string' } as const;

/** RFC 9457, as every refusal comes. */
const PROBLEM = {
  description: 'A refusal: RFC 9457 problem with a stable `code` and, where there is one, the rule behind it',
  content: {
    'application/problem+json': {
      schema: {
        type: 'object',
        required: ['type', 'title', 'status', 'code'],
        properties: {
          type: text,
          title: text,
          status: { type: 'integer' },
          detail: text,
          instance: text,
          code: text,
          traceId: text,
          rule: {
            type: 'object',
            properties: {
              id: text,
              article: { type: ['integer', 'null'] },
              kind: { enum: ['statute', 'platform'] },
              title: text,
              href: text,
            },
          },
          errors: {
            type: 'array',
            items: { type: 'object', properties: { field: text, code: text, message: text } },
          },
        },
      },
    },
  },
};

const IDEMPOTENCY_KEY = {
  ...text,
  minLength: 8,
  maxLength: 100,
  description:
    'Of the caller’s choosing: the same key with the same input does nothing again and gives the same answer',
};
const IF_MATCH = {
  ...text,
  description: 'The `ETag` of what was read; 412 when somebody else saved in between',
};

const RECEIPT = {
  'tandem-receipt': {
    ...text,
    description: 'Id of the ledger’s entry of this disclosure, or of its refusal',
  },
};

interface Documented {
  headers?: { required?: string[]; properties?: Record<string, unknown> };
  response?: Record<string, object>;
  security?: object[];
}

/** By a session, by a signature, or by either; nothing where anyone may call. */
function securityOf(allow: Allow): object[] {
  if (allow === 'public') return [];
  const programs = allow === 'signedIn' || allow === 'system' || allow.includes('systemClient');
  const people = allow !== 'system';
  return [...(people ? [{ session: [] }] : []), ...(programs ? [{ signature: [] }] : [])];
}

function withReceipts(response: Record<string, object>, discloses: boolean): Record<string, object> {
  if (!discloses) return response;
  const entries = Object.entries(response).map(([status, body]) => [status, { ...body, headers: RECEIPT }]);
  return Object.fromEntries(entries) as Record<string, object>;
}

/** What all routes have in common is added here and stands in no route. */
function documentRoute(schema: Documented, route: RouteOptions): Documented {
  const isKeyed = route.method !== 'GET' && route.method !== 'HEAD' && !route.config?.keyless;
  const edits = route.config?.edits === true;
  const { required = [], properties = {} } = schema.headers ?? {};
  const headers = {
    type: 'object',
    required: [...required, ...(edits ? ['if-match'] : [])],
    properties: {
      ...properties,
      ...(isKeyed ? { 'idempotency-key': IDEMPOTENCY_KEY } : {}),
      ...(edits ? { 'if-match': IF_MATCH } : {}),
    },
  };
  const described = Object.keys(headers.properties).length > 0 ? { headers } : {};
  return {
    ...schema,
    ...described,
    security: securityOf(route.config?.allow ?? 'public'),
    response: withReceipts({ ...schema.response, default: PROBLEM }, route.config?.discloses === true),
  };
}

/** Collects every route's schema into one OpenAPI 3.1 document, served at `/api/openapi.json`. */
export async function documentApi(app: App, config: Config): Promise<void> {
  await app.register(swagger, {
    transform: ({ schema, url, route }) => ({
      url,
      schema: url.startsWith('/api/')
        ? (documentRoute((schema ?? {}) as Documented, route) as FastifySchema)
        : schema,
    }),
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Tandem 双轮',
        version: '1',
        description:
          'Governed data sharing between government departments. Errors are RFC 9457 problems with a stable `code`; ' +
          'writes take an `Idempotency-Key` unless each call counts; edits take `If-Match`; lists page by `cursor`. ' +
          'Programs sign their requests by RFC 9421 with Ed25519. A page of a browser may say in whose name it speaks ' +
          '(`Tandem-Person`: the person’s id, and after a space that of the delegation): 409 `IDENTITY_OTHER_PERSON` once the session is another’s.',
        license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
      },
      servers: [{ url: config.publicUrl }],
      components: {
        securitySchemes: {
          session: { type: 'apiKey', in: 'cookie', name: 'tandem_session' },
          signature: {
            type: 'apiKey',
            in: 'header',
            name: 'Signature',
            description: 'RFC 9421 HTTP message signature, Ed25519, tag "tandem"',
          },
        },
      },
    },
  });
  await app.register(apiReference, {
    routePrefix: API_DOCS,
    configuration: {
      url: '/api/openapi.json',
      pageTitle: 'Tandem 双轮 API',
      withDefaultFonts: false,
      telemetry: false,
      agent: { disabled: true },
      mcp: { disabled: true },
      hideClientButton: true,
      showDeveloperTools: 'never',
    },
    hooks: {
      // The page writes its settings into an inline script of its own; nothing else may run there.
      onRequest: (_request, reply, done) => {
        reply.header('content-security-policy', DOCS_POLICY);
        done();
      },
    },
  });
  app.get('/api/openapi.json', { schema: { hide: true }, config: { allow: 'public' } }, async () =>
    app.swagger(),
  );
}
