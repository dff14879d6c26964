import type { Tx } from '../../platform/database/transaction.ts';
import type { Cycle, EntryContent, Format, Item, Level, Mode, ShareClass } from './entry-content.ts';
import { catalogueError } from './errors.ts';
import { findResource, type Resource } from './resource-store.ts';
import { findDesignation, type Designation } from './source-store.ts';
import { findVersion, type Version } from './version-store.ts';

/** An announced entry, as other rooms and all departments see it. */
export interface PublishedResource {
  id: string;
  code: string;
  title: string;
  titleEn: string;
  summary: string;
  version: number;
  publishedAt: string;
  providerId: string;
  providerName: string;
  providerShortName: string;
  providerCreditCode: string;
  authorityId: string;
  shareClass: ShareClass;
  conditions: EntryContent['conditions'];
  withheld: EntryContent['withheld'];
  modes: Mode[];
  cycle: Cycle;
  format: Format;
  items: Item[];
  level: Level;
  /** Null unless the level is general. */
  grade: number | null;
  personal: boolean;
  /** Art 19, when the authority named one. */
  sourceDepartment: Pick<Designation, 'departmentId' | 'departmentName' | 'resourceId' | 'subject'> | null;
}

function toPublished(
  resource: Resource,
  version: Version,
  designation: Designation | undefined,
): PublishedResource {
  const { content, grade } = version;
  const { provider } = resource;
  return {
    id: resource.id,
    code: resource.code ?? '',
    title: content.title,
    titleEn: content.titleEn,
    summary: content.summary,
    version: version.number,
    publishedAt: version.publishedAt.toISOString(),
    providerId: provider.id,
    providerName: provider.name,
    providerShortName: provider.shortName,
    providerCreditCode: provider.creditCode,
    authorityId: resource.authority.id,
    shareClass: content.shareClass ?? 'withheld',
    conditions: content.conditions,
    withheld: content.withheld,
    modes: content.modes,
    cycle: content.cycle ?? 'irregular',
    format: content.format ?? 'file',
    items: content.items,
    ...grade,
    sourceDepartment: designation
      ? {
          departmentId: designation.departmentId,
          departmentName: designation.departmentName,
          resourceId: designation.resourceId,
          subject: designation.subject,
        }
      : null,
  };
}

/** The announced version of an entry; undefined when there is none or it was withdrawn. */
export async function findPublishedResource(tx: Tx, id: string): Promise<PublishedResource | undefined> {
  const resource = await findResource(tx, id);
  if (!resource || resource.publishedVersion === null || resource.withdrawnAt !== null) return undefined;
  const version = await findVersion(tx, id, resource.publishedVersion);
  return version && toPublished(resource, version, await findDesignation(tx, id));
}

/** @throws AppError CATALOGUE_RESOURCE_NOT_FOUND when it is not announced, or no longer */
export async function getPublishedResource(tx: Tx, id: string): Promise<PublishedResource> {
  const published = await findPublishedResource(tx, id);
  if (!published) throw catalogueError('CATALOGUE_RESOURCE_NOT_FOUND');
  return published;
}
