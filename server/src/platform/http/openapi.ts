import swagger from '@fastify/swagger';
import apiReference from '@scalar/fastify-api-reference';
import type { Config } from '../config/config.ts';
import type { App } from './app.ts';

/** Where the readable page of the document is. */
export const API_DOCS = '/api/docs';

const DOCS_POLICY =
  "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; " +
  "img-src 'self' data:; font-src 'self' data:; connect-src 'self'; object-src 'none'; frame-ancestors 'none'";

/** Collects every route's schema into one OpenAPI 3.1 document, served at `/api/openapi.json`. */
export async function documentApi(app: App, config: Config): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Tandem 双轮',
        version: '1',
        description:
          'Governed data sharing between government departments. Errors are RFC 9457 problems with a stable `code`; ' +
          'writes take an `Idempotency-Key`; edits take `If-Match`; lists page by `cursor`. ' +
          'Programs sign their requests by RFC 9421 with Ed25519.',
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
