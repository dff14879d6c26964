import type { Tx } from '../../platform/database/transaction.ts';
import { rule } from '../../foundation/statute/index.ts';
import { findDataset, type Dataset } from '../imports/index.ts';
import { notify } from '../inbox/index.ts';
import { saveAgreement, type AgreementRecord } from './agreement-store.ts';
import { lackingItems } from './lacking-items.ts';
import { recordAgreementAct } from './open-agreement.ts';
import { lockRunning, named } from './running-agreements.ts';

/**
 * Holds the data that are served against an agreement, locked by the caller. Where they do not give what was agreed, calls are
 * refused (Art 22): both parties are told, and again once they do.
 */
async function holdAgainst(tx: Tx, agreement: AgreementRecord, dataset: Dataset): Promise<AgreementRecord> {
  const lacking = lackingItems(agreement.terms, dataset);
  if (JSON.stringify(lacking) === JSON.stringify(agreement.lacking ?? [])) return agreement;
  const lacks = lacking.length > 0;
  const saved = await saveAgreement(tx, agreement, { lacking: lacks ? lacking : null });
  await recordAgreementAct(tx, saved, {
    act: lacks ? 'lackData' : 'completeData',
    details: { rule: rule('22.supply').id, items: lacking },
  });
  const { id, number, resourceTitle: title } = agreement;
  const kind = lacks ? 'notice.agreement.dataLacking' : 'notice.agreement.dataComplete';
  const params = { title, number, items: named(lacking) };
  for (const departmentId of [agreement.requesterId, agreement.providerId])
    await notify(tx, { departmentId, kind, params, href: `/agreements/${id}` });
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
