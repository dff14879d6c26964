import { inspectImport } from './inspect-import.ts';
import { loadImport } from './load-import.ts';
import { REVIVE_JOB, reviveImports } from './revive-imports.ts';
import type { ImportsRoom } from './routes.ts';
import { LOAD_JOB } from './run-import.ts';
import { INSPECT_JOB } from './start-import.ts';

/** Imports at work at once in one server process; each has a process and a connection of its own. */
const AT_ONCE = { concurrency: 3 };

export async function importJobs({ platform: { jobs, files } }: ImportsRoom): Promise<void> {
  await jobs.handle(INSPECT_JOB, ({ importId }, job) => inspectImport(importId, files, job), AT_ONCE);
  await jobs.handle(LOAD_JOB, ({ importId }, job) => loadImport(importId, { files }, job), AT_ONCE);
  await jobs.every(REVIVE_JOB, '* * * * *', async (_payload, job) => {
    const revived = await reviveImports(job.transact, jobs.enqueue);
    if (revived > 0) job.log.warn({ revived }, 'imports queued again');
  });
}
