import type { Database } from '../database/database.ts';
import type { App } from '../http/app.ts';

/** Probes ask every few seconds: a database that hangs is away. */
const PROBE = { text: 'select 1', query_timeout: 5000 };

/** `/health/live`: the process answers. `/health/ready`: it is not stopping and the database answers. */
export function exposeHealth(app: App, database: Database, isStopping: () => boolean): void {
  app.get('/health/live', { schema: { hide: true } }, async () => ({ status: 'live' }));
  app.get('/health/ready', { schema: { hide: true } }, async (request, reply) => {
    if (isStopping()) return reply.code(503).send({ status: 'stopping' });
    try {
      await database.pool.query(PROBE);
      return { status: 'ready' };
    } catch (error) {
      request.log.warn({ err: error }, 'not ready');
      return reply.code(503).send({ status: 'database away' });
    }
  });
}
