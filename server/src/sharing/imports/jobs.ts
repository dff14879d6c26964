import { getLoadTarget } from './dataset-store.ts';
import { inspectImport } from './inspect-import.ts';
import { loadImport } from './load-import.ts';
import type { ImportsRoom } from './routes.ts';
import { LOAD_JOB } from './run-import.ts';
import { INSPECT_JOB } from './start-import.ts';

/** Imports at work at once in one server process. */
const AT_ONCE = { concurrency: 3 };

export async function importJobs({ platform: { jobs, files } }: ImportsRoom): Promise<void> {
  await jobs.handle(INSPECT_JOB, ({ importId }, job) => inspectImport(importId, files, job), AT_ONCE);
  await jobs.handle(LOAD_JOB, ({ importId }, job) => loadImport(importId, { files, findTarget: getLoadTarget }, job), AT_ONCE);
}
