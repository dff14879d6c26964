import type { Transact } from '../../platform/database/transaction.ts';
import { appendEntry } from '../../platform/ledger/index.ts';
import { findVersionTable, listVersions, switchToVersion, type VersionView } from './dataset-store.ts';
import { importError } from './errors.ts';
import { findLoadOf } from './import-store.ts';
import type { FindTargetResource } from './target-resource.ts';
import { saveValueProfile } from './value-profiles.ts';

/** Serves a former version once more, when a newer one turns out wrong. The newer one becomes a former one. */
export async function serveVersion(
  transact: Transact,
  findResource: FindTargetResource,
  input: { resourceId: string; versionId: string },
): Promise<{ versions: VersionView[] }> {
  return transact(async (tx) => {
    const version = await findVersionTable(tx, input.versionId);
    if (
      version?.state !== 'former' ||
      version.providerId !== tx.actor.departmentId ||
      !(await switchToVersion(tx, input))
    ) {
      throw importError('IMPORT_VERSION_NOT_SERVABLE');
    }
    const load = await findLoadOf(tx, input.versionId);
    const { resourceId } = input;
    const { providerId } = version;
    const items = (await findResource(tx, resourceId))?.items ?? [];
    if (load) await saveValueProfile(tx, { resourceId, providerId, ...load, items });
    await appendEntry(tx, {
      kind: 'dataset.switched',
      subject: `resource:${input.resourceId}`,
      payload: {
        resourceId: input.resourceId,
        datasetVersionId: input.versionId,
        rows: version.rowCount,
        again: true,
      },
      owners: [version.providerId],
    });
    return { versions: await listVersions(tx, input.resourceId) };
  });
}
