import type { Tx } from '../../platform/database/transaction.ts';
import { rule } from '../../foundation/statute/index.ts';
import { notify } from '../inbox/index.ts';
import { saveAgreement } from './agreement-store.ts';
import { lackingItems } from './lacking-items.ts';
import { recordAgreementAct } from './open-agreement.ts';
import { lockRunning, named } from './running-agreements.ts';
import { servedColumns } from './supply.ts';

/**
 * Other rows are served for an entry, or it promises another key, in the caller's transaction. Where they do not give what
 * was agreed, calls are refused from now on (Art 22): both parties are told, and again once they do.
 */
export async function followData(tx: Tx, resourceId: string): Promise<void> {
  const columns = await servedColumns(tx, resourceId);
  for (const { agreement } of await lockRunning(tx, resourceId)) {
    const lacking = lackingItems(agreement.terms, columns);
    if (JSON.stringify(lacking) === JSON.stringify(agreement.lacking ?? [])) continue;
    const saved = await saveAgreement(tx, agreement, { lacking: lacking.length > 0 ? lacking : null });
    const lacks = lacking.length > 0;
    await recordAgreementAct(tx, saved, {
      act: lacks ? 'lackData' : 'completeData',
      details: { rule: rule('22.supply').id, items: lacking },
    });
    const { id, number, resourceTitle: title } = agreement;
    const kind = lacks ? 'notice.agreement.dataLacking' : 'notice.agreement.dataComplete';
    for (const departmentId of [agreement.requesterId, agreement.providerId])
      await notify(tx, {
        departmentId,
        kind,
        params: { title, number, items: named(lacking) },
        href: `/agreements/${id}`,
      });
  }
}
