import { createHash } from 'node:crypto';
import { Transform } from 'node:stream';
import type { FastifyRequest } from 'fastify';
import type { App } from '../../http/app.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** SHA-256 of a signed request's body as it came; undefined without a body, or before it was read. */
    bodySha256: Buffer | undefined;
  }
}

export function isSigned(request: FastifyRequest): boolean {
  return request.headers['signature-input'] !== undefined || request.headers.signature !== undefined;
}

/** Hashes the bodies of signed requests while they are read, so that nothing is kept twice. */
export function hashSignedBodies(app: App): void {
  app.decorateRequest('bodySha256', undefined);
  app.addHook('preParsing', async (request, _reply, payload) => {
    if (!isSigned(request)) return payload;
    const hash = createHash('sha256');
    let seen = 0;
    const tap = Object.assign(
      new Transform({
        transform(chunk: Buffer, _encoding, done) {
          hash.update(chunk);
          seen += chunk.length;
          tap.receivedEncodedLength = seen;
          done(null, chunk);
        },
        flush(done) {
          if (seen > 0) request.bodySha256 = hash.digest();
          done();
        },
      }),
      { receivedEncodedLength: 0 },
    );
    payload.on('error', (error) => tap.destroy(error));
    return payload.pipe(tap);
  });
}
