import type { Tx } from '../../platform/database/transaction.ts';
import { rule } from '../../foundation/statute/index.ts';
import { findDataset, keyItemsOf, type Dataset } from '../imports/index.ts';
import { notify } from '../inbox/index.ts';
import { saveAgreement, type AgreementRecord } from './agreement-store.ts';
import { lackingItems, lackingKey } from './lacking-items.ts';
import { recordAgreementAct } from './open-agreement.ts';
import { lockRunning, named } from './running-agreements.ts';

/** Told in the history and to both parties. */
const TELLING = {
  lackData: 'notice.agreement.dataLacking',
  lackKey: 'notice.agreement.keyLacking',
  completeData: 'notice.agreement.dataComplete',
} as const;

async function tell(
  tx: Tx,
  agreement: AgreementRecord,
  { act, items }: { act: keyof typeof TELLING; items: readonly string[] },
): Promise<void> {
  await recordAgreementAct(tx, agreement, {
    act,
    details: { rule: rule('22.supply').id, items: [...items] },
  });
  const { id, number, resourceTitle: title } = agreement;
  const params = { title, number, items: named(items) };
  for (const departmentId of [agreement.requesterId, agreement.providerId])
    await notify(tx, { departmentId, kind: TELLING[act], params, href: `/agreements/${id}` });
}

const orNull = (items: string[]) => (items.length > 0 ? items : null);

/**
 * Holds the data that are served against an agreement, locked by the caller. Where they do not give what was agreed, or are
 * asked by a key that was not, calls are refused (Art 22): both parties are told, and again once they do.
 */
async function holdAgainst(tx: Tx, agreement: AgreementRecord, dataset: Dataset): Promise<AgreementRecord> {
  const { terms, lacking: lackedBefore, lackingKey: keyBefore } = agreement;
  const lacking = orNull(lackingItems(terms, dataset));
  const key = orNull(lackingKey(terms, keyItemsOf(dataset.columns)));
  if (JSON.stringify([lacking, key]) === JSON.stringify([lackedBefore, keyBefore])) return agreement;
  const saved = await saveAgreement(tx, agreement, { lacking, lackingKey: key });
  if (lacking) await tell(tx, saved, { act: 'lackData', items: lacking });
  if (key) await tell(tx, saved, { act: 'lackKey', items: key });
  if (!lacking && !key) await tell(tx, saved, { act: 'completeData', items: [] });
  return saved;
}

/** Other rows are served for an entry, in the caller's transaction. */
export async function followData(tx: Tx, resourceId: string): Promise<void> {
  const dataset = await findDataset(tx, resourceId);
  if (!dataset) return;
  for (const { agreement } of await lockRunning(tx, resourceId)) await holdAgainst(tx, agreement, dataset);
}

/** The terms of an agreement take effect. Where no data are served yet, the supply clock says so. */
export async function followTerms(tx: Tx, agreement: AgreementRecord): Promise<AgreementRecord> {
  const dataset = await findDataset(tx, agreement.resourceId);
  return dataset ? holdAgainst(tx, agreement, dataset) : agreement;
}
