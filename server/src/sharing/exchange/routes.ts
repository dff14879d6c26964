import type { App } from '../../platform/http/app.ts';
import type { Tx } from '../../platform/database/transaction.ts';
import type { FileStore } from '../../platform/files/file-store.ts';
import type { Platform } from '../../platform/platform.ts';
import { batchRoutes } from './batch-routes.ts';
import { callRoutes } from './call-routes.ts';
import { CompiledAgreements } from './compile-agreement.ts';
import type { FindTerms } from './govern-call.ts';
import { logRoutes } from './log-routes.ts';

export interface ExchangeRoom {
  platform: Platform;
  /**
   * Where finished files lie: a store of this room's own. In a shared one, letting a file expire would also remove
   * whatever else has the same content, for example an upload of the very file.
   */
  files: FileStore;
  findTerms: FindTerms;
  /** English titles of entries. */
  englishTitlesOf: (tx: Tx, resourceIds: readonly string[]) => Promise<ReadonlyMap<string, string>>;
  compiled: CompiledAgreements;
}

export function openExchange(
  platform: Platform,
  wiring: Pick<ExchangeRoom, 'files' | 'findTerms' | 'englishTitlesOf'>,
): ExchangeRoom {
  return { platform, ...wiring, compiled: new CompiledAgreements() };
}

export function exchangeRoutes(app: App, room: ExchangeRoom): void {
  callRoutes(app, room);
  batchRoutes(app, room);
  logRoutes(app, room);
}
