import type { Tx } from '../../platform/database/transaction.ts';
import { lockAgreement, type AgreementRecord } from './agreement-store.ts';
import { lockRequest, type RequestRecord } from './request-store.ts';

export interface Running {
  agreement: AgreementRecord;
  request: RequestRecord;
}

/** The agreements of a resource that run, with their requests, locked. */
export async function lockRunning(tx: Tx, resourceId: string): Promise<Running[]> {
  const found = await tx.client.query<{ id: string; request_id: string }>(
    `select id, request_id from requests.agreement
     where resource_id = $1 and state in ('pending', 'inForce', 'suspended') order by request_id`,
    [resourceId],
  );
  const running: Running[] = [];
  for (const { id, request_id } of found.rows) {
    const request = await lockRequest(tx, request_id);
    running.push({ request, agreement: await lockAgreement(tx, id) });
  }
  return running;
}

const MOST_NAMED = 5;

/** Item names as one parameter of a notice. */
export function named(items: readonly string[]): string {
  return `${items.slice(0, MOST_NAMED).join('、')}${items.length > MOST_NAMED ? '…' : ''}`;
}
