import type { Transact } from '../../platform/database/transaction.ts';
import { appendEntry } from '../../platform/ledger/index.ts';
import { dropFormerVersion, listVersions, type VersionView } from './dataset-store.ts';
import { importError } from './errors.ts';

/** Ends the time in which a former version can be read. The one that is served can not be retired. */
export async function retireVersion(
  transact: Transact,
  input: { resourceId: string; versionId: string },
): Promise<{ versions: VersionView[] }> {
  return transact(async (tx) => {
    const number = await dropFormerVersion(tx, input);
    if (number === undefined) throw importError('IMPORT_VERSION_NOT_RETIRABLE');
    await appendEntry(tx, {
      kind: 'dataset.retired',
      subject: `resource:${input.resourceId}`,
      payload: { resourceId: input.resourceId, datasetVersionId: input.versionId, number },
      owners: tx.actor.departmentId ? [tx.actor.departmentId] : [],
    });
    return { versions: await listVersions(tx, input.resourceId) };
  });
}
