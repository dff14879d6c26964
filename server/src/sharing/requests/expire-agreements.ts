import { addDays } from '@tandem/calendar';
import type { Transact, Tx } from '../../platform/database/transaction.ts';
import { ruleParam } from '../../foundation/statute/index.ts';
import { notify } from '../inbox/index.ts';
import { lockAgreement } from './agreement-store.ts';
import { closeAgreement, lapseAgreement } from './end-agreement.ts';
import { recordAgreementAct } from './open-agreement.ts';
import { lockRequest } from './request-store.ts';
import type { Running } from './running-agreements.ts';

async function listTermsOver(tx: Tx): Promise<{ id: string; request_id: string }[]> {
  const result = await tx.client.query<{ id: string; request_id: string }>(
    `select id, request_id from requests.agreement
     where state in ('pending', 'inForce', 'suspended') and term_to < $1 order by term_to, id limit 1000`,
    [tx.today],
  );
  return result.rows;
}

async function expire(tx: Tx, on: { id: string; request_id: string }): Promise<boolean> {
  const request = await lockRequest(tx, on.request_id);
  const agreement = await lockAgreement(tx, on.id);
  if (agreement.closedAt !== null || agreement.termTo >= tx.today) return false;
  await (agreement.state === 'pending'
    ? lapseAgreement(tx, { agreement, request }, 'termOver')
    : expireTerm(tx, { agreement, request }));
  return true;
}

async function expireTerm(tx: Tx, { agreement, request }: Running): Promise<void> {
  const expired = await closeAgreement(tx, { agreement, request, state: 'expired', cause: 'termOver' });
  await recordAgreementAct(tx, expired, {
    act: 'expire',
    from: agreement.state,
    details: { to: agreement.termTo },
  });
  await notify(tx, {
    departmentId: agreement.requesterId,
    kind: 'notice.agreement.expired',
    params: { title: agreement.resourceTitle, number: agreement.number, to: agreement.termTo },
    href: `/agreements/${agreement.id}`,
  });
}

/** Agreements past their term end, confirmed or not, one a transaction; safe to repeat. @returns how many ended */
export async function expireAgreements(transact: Transact): Promise<number> {
  const over = await transact(listTermsOver);
  let count = 0;
  for (const on of over) if (await transact((tx) => expire(tx, on))) count += 1;
  return count;
}

/** Up to which day a term must end for the reminder to renew or dispose (platform rule). */
export function renewalHorizon(today: Parameters<typeof addDays>[0]): string {
  return addDays(today, ruleParam('27.renewal', 'daysBefore'));
}
