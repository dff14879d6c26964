import { createServer } from 'node:net';
import { embeddedPostgresError } from './embedded-postgres-errors.ts';

/** `preferred` when nobody listens there, else one that the system picks. */
export async function freePort(preferred: number | undefined): Promise<number> {
  for (const wanted of preferred === undefined ? [0] : [preferred, 0]) {
    const port = await tryListen(wanted);
    if (port !== undefined) return port;
  }
  throw embeddedPostgresError('EMBEDDED_POSTGRES_PORT_TAKEN', { params: { port: preferred ?? 0 } });
}

async function tryListen(wanted: number): Promise<number | undefined> {
  const server = createServer();
  const { promise, resolve } = Promise.withResolvers<number | undefined>();
  server.once('error', () => resolve(undefined));
  server.listen(wanted, '127.0.0.1', () => {
    const address = server.address();
    const port = typeof address === 'object' && address ? address.port : undefined;
    server.close(() => resolve(port));
  });
  return promise;
}
