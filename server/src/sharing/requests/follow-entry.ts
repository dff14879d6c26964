import type { Tx } from '../../platform/database/transaction.ts';
import { rule } from '../../foundation/statute/index.ts';
import { notify } from '../inbox/index.ts';
import { saveAgreement } from './agreement-store.ts';
import { getRequestableResource } from './asked-resource.ts';
import { declineVersion, findOpenVersion } from './agreement-version-store.ts';
import { closeAgreement, lapseAgreement } from './end-agreement.ts';
import { recordAgreementAct } from './open-agreement.ts';
import { findRaised } from './raise-grades.ts';
import { OPEN_STATES } from './request.ts';
import { lockRunning, named, type Running } from './running-agreements.ts';

/** What the authority announced of an entry: `withdrawn` and `withheld` end sharing it. */
export type Announcement = 'revised' | EntryEnd;
type EntryEnd = 'withdrawn' | 'withheld';

/** By law it may not be shared any more: access ends with the announcement. */
async function endForLaw(tx: Tx, { agreement, request }: Running): Promise<void> {
  const ended = await closeAgreement(tx, { agreement, request, state: 'ended', cause: 'withheld' });
  await recordAgreementAct(tx, ended, {
    act: 'endForLaw',
    from: agreement.state,
    details: { rule: rule('14.share-class').id },
  });
}

/** Applications that wait for a reply: who replies and who asked learn that there is nothing to consent to. */
async function tellApplicants(tx: Tx, resourceId: string, end: EntryEnd): Promise<void> {
  const open = await tx.client.query<{
    id: string;
    title: string;
    number: string | null;
    requester: string;
    provider: string;
  }>(
    `select id, resource_title as title, number, requester_id as requester, provider_id as provider from requests.request
     where resource_id = $1 and state = any ($2)`,
    [resourceId, [...OPEN_STATES]],
  );
  for (const { id, title, number, requester, provider } of open.rows) {
    for (const departmentId of [requester, provider]) {
      const kind =
        end === 'withheld' ? 'notice.request.resourceWithheld' : 'notice.request.resourceWithdrawn';
      await notify(tx, {
        departmentId,
        kind,
        params: { title, number: number ?? '' },
        href: `/requests/${id}`,
      });
    }
  }
}

/** The new version may grade agreed items higher: what leaves is masked by it from the next call on; both parties are told. */
async function raiseGrades(tx: Tx, resourceId: string): Promise<void> {
  const entry = await getRequestableResource(tx, resourceId);
  for (const { agreement } of await lockRunning(tx, resourceId)) {
    const { terms, raised: before, id, number, resourceTitle: title } = agreement;
    const raised = findRaised(terms, entry);
    if (JSON.stringify(raised?.items) === JSON.stringify(before?.items)) continue;
    const saved = await saveAgreement(tx, agreement, { raised });
    const items = raised?.items ?? [];
    await recordAgreementAct(tx, saved, {
      act: items.length > 0 ? 'raiseGrades' : 'restoreGrades',
      details: {
        rule: rule('37.personal-information').id,
        entryVersion: entry.version,
        items: items.map((item) => ({ ...item })),
      },
    });
    const kind = items.length > 0 ? 'notice.agreement.gradesRaised' : 'notice.agreement.gradesRestored';
    const params = { title, number, version: entry.version, items: named(items.map(({ name }) => name)) };
    for (const departmentId of [agreement.requesterId, agreement.providerId])
      await notify(tx, { departmentId, kind, params, href: `/agreements/${id}` });
  }
}

/** What an announcement means for requests and agreements of the entry, in the transaction that announces it. */
export async function followEntry(tx: Tx, resourceId: string, what: Announcement): Promise<void> {
  await (what === 'revised' ? raiseGrades(tx, resourceId) : endSharing(tx, resourceId, what));
}

/** Nobody could confirm it any more. */
async function lapseRenewal(tx: Tx, { agreement }: Running): Promise<void> {
  const open = await findOpenVersion(tx, agreement.id);
  if (!open) return;
  await declineVersion(tx, agreement.id, open.version, 'withdrawn');
  const saved = await saveAgreement(tx, agreement, {});
  await recordAgreementAct(tx, saved, {
    act: 'lapseRenewal',
    details: { version: open.version, cause: 'withdrawn' },
  });
}

/**
 * An announcement that ends the sharing of an entry. Withheld: its agreements end at once (Art 14). Withdrawn: they run to
 * their end, since nobody stops sharing arbitrarily (Art 27), and are not renewed. What waits for a confirmation lapses with
 * either. Each requester is told.
 */
async function endSharing(tx: Tx, resourceId: string, end: EntryEnd): Promise<void> {
  await tellApplicants(tx, resourceId, end);
  for (const running of await lockRunning(tx, resourceId))
    await (running.agreement.state === 'pending'
      ? lapseAgreement(tx, running, end)
      : endRunning(tx, running, end));
}

async function endRunning(tx: Tx, running: Running, end: EntryEnd): Promise<void> {
  const { id, requesterId, resourceTitle: title, number, termTo: to } = running.agreement;
  await (end === 'withheld' ? endForLaw(tx, running) : lapseRenewal(tx, running));
  await notify(tx, {
    departmentId: requesterId,
    kind: end === 'withheld' ? 'notice.agreement.resourceWithheld' : 'notice.agreement.resourceWithdrawn',
    params: { title, number, to },
    href: `/agreements/${id}`,
  });
}
