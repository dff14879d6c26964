import type { Transact, Tx } from '../../platform/database/transaction.ts';
import { startClock, stopClock } from '../../foundation/clocks/index.ts';
import { rule } from '../../foundation/statute/index.ts';
import { findPublishedResource } from '../catalogue/index.ts';
import { findDataset, isKeyedAs, type Dataset } from '../imports/index.ts';
import { notify } from '../inbox/index.ts';
import { grantedScope } from './granted-scope.ts';
import { lackingItems } from './lacking-items.ts';
import { noticeSubject } from './notice-subject.ts';
import { recordRequestAct } from './record-act.ts';
import { lockRequest, saveRequest, type RequestRecord } from './request-store.ts';

/** The data of a resource, but not rows that another key tells apart than the entry, as announced now, promises to those who ask. */
async function findSupplied(tx: Tx, resourceId: string): Promise<Dataset | undefined> {
  const dataset = await findDataset(tx, resourceId);
  const entry = dataset && (await findPublishedResource(tx, resourceId));
  return entry && !isKeyedAs(dataset.columns, entry.items) ? undefined : dataset;
}

/** Supplied is who can be given every item that was agreed, and told the agreed rows from the others (Art 22). */
function isSupplied(request: RequestRecord, served: Dataset | undefined): boolean {
  return served !== undefined && lackingItems(grantedScope(request), served).length === 0;
}

/** The supply clock of Art 22; it is over at once where the agreed data is hosted already. */
export async function startSupply(
  tx: Tx,
  request: RequestRecord,
): Promise<{ supplyClockId: string; suppliedAt: Date | null }> {
  const supplyClockId = await startClock(tx, {
    kind: 'request.supply',
    subjectId: request.id,
    subjectTitle: request.resourceTitle,
    subjectNumber: request.number,
    departmentId: request.providerId,
    counterpartId: request.requesterId,
    ruleId: rule('22.supply').id,
  });
  if (!isSupplied(request, await findSupplied(tx, request.resourceId)))
    return { supplyClockId, suppliedAt: null };
  await stopClock(tx, supplyClockId, 'hosted');
  return { supplyClockId, suppliedAt: tx.now };
}

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

async function recordSupply(tx: Tx, id: string, served: Dataset): Promise<boolean> {
  const request = await lockRequest(tx, id);
  if (request.suppliedAt || !request.supplyClockId || !isSupplied(request, served)) return false;
  await stopClock(tx, request.supplyClockId, 'supplied');
  const supplied = await saveRequest(tx, request, { suppliedAt: tx.now });
  await recordRequestAct(tx, supplied, { act: 'supply' });
  await notify(tx, {
    departmentId: request.requesterId,
    kind: 'notice.request.supplied',
    params: { ...noticeSubject(request) },
    href: `/requests/${request.id}`,
  });
  return true;
}

/** Every request that waits for what is there by now is supplied. Safe to repeat. @returns whether one was */
async function noteSupply(tx: Tx, resourceId: string): Promise<boolean> {
  const served = await findSupplied(tx, resourceId);
  if (!served) return false;
  let supplied = false;
  for (const id of await listAwaitingRequests(tx, resourceId))
    supplied = (await recordSupply(tx, id, served)) || supplied;
  return supplied;
}

/** Finds data that came by whatever way, one resource a transaction. @returns resources that were supplied */
export async function sweepSupply(transact: Transact): Promise<number> {
  let supplied = 0;
  for (const resourceId of await transact(listAwaitedResources))
    if (await transact((tx) => noteSupply(tx, resourceId))) supplied += 1;
  return supplied;
}
