import type { Logger } from 'pino';
import type { Config } from './config/config.ts';
import type { Database } from './database/database.ts';
import type { FileStore } from './files/file-store.ts';
import type { Jobs } from './jobs/jobs.ts';

/** What the composition root hands to the rooms. */
export interface Platform {
  config: Config;
  database: Database;
  files: FileStore;
  jobs: Jobs;
  log: Logger;
}
