import type { FileStore } from '../../platform/files/file-store.ts';
import type { JobContext } from '../../platform/jobs/jobs.ts';
import { attempt } from './attempt.ts';
import { loadRows } from './load-rows.ts';

export interface LoadOptions {
  files: FileStore;
  /** Rows a transaction: what a crash can cost. */
  rowsPerCommit?: number;
}

/**
 * The job that loads a file. After a crash it runs again: rows that were committed are judged and counted again,
 * but not written twice, so that report and reject file are those of an undisturbed run.
 */
export async function loadImport(importId: string, options: LoadOptions, job: JobContext): Promise<void> {
  await attempt({ importId, state: 'loading' }, job, (run, lease) =>
    loadRows({ run, lease, ...options }, job),
  );
}
