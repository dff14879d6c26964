import type { Tx } from '../../platform/database/transaction.ts';
import { dateNoLaterThanNow, findDataset, hostRows } from '../imports/index.ts';
import { SANDBOX, SANDBOX_COLUMNS, sandboxRows } from './sandbox.ts';

/** Hosts the rows of the sandbox, once over all servers and starts; they are never newer than the platform's present. */
export async function hostSandbox(tx: Tx): Promise<void> {
  await tx.client.query(`select pg_advisory_xact_lock(hashtextextended('exchange.sandbox', 0))`);
  if (await findDataset(tx, SANDBOX.resourceId)) return dateNoLaterThanNow(tx, SANDBOX.resourceId);
  const { resourceId, providerId } = SANDBOX;
  await hostRows(tx, { resourceId, providerId, columns: SANDBOX_COLUMNS, rows: sandboxRows() });
}
