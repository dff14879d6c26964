import type { Tx } from '../../platform/database/transaction.ts';
import { importError } from './errors.ts';

/** The catalogue's say on the entry that rows are loaded for. */
export interface TargetResource {
  providerId: string;
  title: string;
  withdrawn: boolean;
  items: readonly TargetItem[];
}

export interface TargetItem {
  name: string;
  /** Tells rows apart, and can be looked up by in the exchange. */
  key: boolean;
  /** As the catalogue describes it. */
  type: string;
  /** What its values were recognized as when the entry was compiled. */
  recognized?: string | null | undefined;
  personal: boolean;
  /** Null unless the level is general. */
  grade: number | null;
}

/** What entries are called now, where that is known; imports remember what they were called when chosen. */
export type TitlesOf = (tx: Tx, resourceIds: readonly string[]) => Promise<ReadonlyMap<string, string>>;

/**
 * An entry as its department compiles it: what rows are loaded for; or as it is announced: what they are served for. One
 * that was never announced is its draft.
 */
type EntryStand = 'compiled' | 'announced';
export type FindTargetResource = (
  tx: Tx,
  resourceId: string,
  stand: EntryStand,
) => Promise<TargetResource | undefined>;

/** What serves rows: the entry that they are for, and what follows in other rooms, in the transaction that switches to them. */
export interface Serving {
  findResource: FindTargetResource;
  onServed: (tx: Tx, resourceId: string) => Promise<void>;
}

/** An entry of the acting department. @throws AppError IMPORT_RESOURCE_NOT_YOURS, IMPORT_RESOURCE_WITHDRAWN */
export async function ownResource(
  tx: Tx,
  findResource: FindTargetResource,
  resourceId: string,
  stand: EntryStand = 'compiled',
): Promise<TargetResource> {
  const resource = await findResource(tx, resourceId, stand);
  if (!resource || resource.providerId !== tx.actor.departmentId)
    throw importError('IMPORT_RESOURCE_NOT_YOURS');
  if (resource.withdrawn) throw importError('IMPORT_RESOURCE_WITHDRAWN');
  return resource;
}
