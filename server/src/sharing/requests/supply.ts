import type { Transact, Tx } from '../../platform/database/transaction.ts';
import { stopClock } from '../../foundation/clocks/index.ts';
import { findDataset } from '../imports/index.ts';
import { notify } from '../inbox/index.ts';
import { recordRequestAct } from './record-act.ts';
import { lockRequest, saveRequest, type RequestRecord } from './request-store.ts';

/** Ends the supply clock of a request, if it still runs. */
export async function stopSupply(tx: Tx, request: RequestRecord, outcome: string): Promise<void> {
  if (request.supplyClockId && !request.suppliedAt) await stopClock(tx, request.supplyClockId, outcome);
}

/** Resources whose granted requests still wait for data. */
async function listAwaitedResources(tx: Tx): Promise<string[]> {
  const result = await tx.client.query<{ resource_id: string }>(
    `select distinct resource_id from requests.request
     where supply_clock_id is not null and supplied_at is null and state in ('granted', 'inForce') limit 10000`,
  );
  return result.rows.map((row) => row.resource_id);
}

async function listAwaitingRequests(tx: Tx, resourceId: string): Promise<string[]> {
  const result = await tx.client.query<{ id: string }>(
    `select id from requests.request where resource_id = $1
       and supply_clock_id is not null and supplied_at is null and state in ('granted', 'inForce') order by id`,
    [resourceId],
  );
  return result.rows.map((row) => row.id);
}

async function recordSupply(tx: Tx, id: string): Promise<void> {
  const request = await lockRequest(tx, id);
  if (request.suppliedAt || !request.supplyClockId) return;
  await stopClock(tx, request.supplyClockId, 'supplied');
  const supplied = await saveRequest(tx, request, { suppliedAt: tx.now });
  await recordRequestAct(tx, supplied, { act: 'supply' });
  await notify(tx, {
    departmentId: request.requesterId,
    kind: 'notice.request.supplied',
    params: { title: request.resourceTitle },
    href: `/requests/${request.id}`,
  });
}

/**
 * The data of a resource is there: every request that waited for it is supplied (Art 22). Safe to repeat.
 */
async function noteSupply(tx: Tx, resourceId: string): Promise<void> {
  for (const id of await listAwaitingRequests(tx, resourceId)) await recordSupply(tx, id);
}

/** Finds data that came by whatever way, one resource a transaction. @returns resources that were supplied */
export async function sweepSupply(transact: Transact): Promise<number> {
  const awaited = await transact(listAwaitedResources);
  let supplied = 0;
  for (const resourceId of awaited) {
    supplied += await transact(async (tx) => {
      if (!(await findDataset(tx, resourceId))) return 0;
      await noteSupply(tx, resourceId);
      return 1;
    });
  }
  return supplied;
}
