import type { Transact } from '../../platform/database/transaction.ts';
import { appendEntry } from '../../platform/ledger/index.ts';
import { assertNotEmptied, assertServable } from './assert-servable.ts';
import { findVersionTable, listVersions, switchToVersion, type VersionView } from './dataset-store.ts';
import { importError } from './errors.ts';
import { ownResource, type Serving } from './target-resource.ts';
import { saveValueProfile } from './value-profiles.ts';

/**
 * Serves a former version once more, when a newer one turns out wrong. The newer one becomes a former one. Like a switch, it
 * is refused where the rows are not what the entry, as announced now, says of them, or where it was withdrawn.
 */
export async function serveVersion(
  transact: Transact,
  { findResource, onServed }: Serving,
  input: { resourceId: string; versionId: string; confirmEmpty: boolean },
): Promise<{ versions: VersionView[] }> {
  return transact(async (tx) => {
    const version = await findVersionTable(tx, input.versionId);
    if (
      version?.state !== 'former' ||
      version.providerId !== tx.actor.departmentId ||
      version.resourceId !== input.resourceId
    ) {
      throw importError('IMPORT_VERSION_NOT_SERVABLE');
    }
    const resource = await ownResource(tx, findResource, input.resourceId, 'announced');
    assertServable(version.columns, resource);
    await assertNotEmptied(tx, { ...input, rowCount: version.rowCount });
    if (!(await switchToVersion(tx, input))) throw importError('IMPORT_VERSION_NOT_SERVABLE');
    await saveValueProfile(tx, version, resource.items);
    await onServed(tx, input.resourceId);
    await appendEntry(tx, {
      kind: 'dataset.switched',
      subject: `resource:${input.resourceId}`,
      payload: {
        resourceId: input.resourceId,
        datasetVersionId: input.versionId,
        rows: version.rowCount,
        ...(version.wasServed ? { again: true } : {}),
      },
      owners: [version.providerId],
    });
    return { versions: await listVersions(tx, input.resourceId) };
  });
}
