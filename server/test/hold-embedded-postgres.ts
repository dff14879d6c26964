/** A program for tests: starts PostgreSQL on the folder given, says so, and holds it until it is ended. */
import { startEmbeddedPostgres } from '../src/platform/database/embedded-postgres.ts';

const [dataDir = ''] = process.argv.slice(2);
const { port, url } = await startEmbeddedPostgres({ dataDir });
process.stdout.write(`${JSON.stringify({ port, url })}\n`);
setInterval(() => undefined, 60_000);
