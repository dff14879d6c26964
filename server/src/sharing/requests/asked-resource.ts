import type { Tx } from '../../platform/database/transaction.ts';
import { findPublishedResource, type PublishedResource } from '../catalogue/index.ts';
import { requestError } from './errors.ts';
import type { Mode } from './scope.ts';

type Grade = 1 | 2 | 3 | 4;

/** A published entry as a request sees it. */
export interface RequestableResource {
  id: string;
  title: string;
  version: number;
  shareClass: 'unconditional' | 'conditional';
  providerId: string;
  providerName: string;
  providerShortName: string;
  items: {
    name: string;
    key: boolean;
    type: string;
    recognized: string | null;
    kind: string;
    grade: Grade;
    personal: boolean;
  }[];
  modes: Mode[];
}

/** Modes of the exchange that an entry's modes allow: who may ask may have it verified, a file is a batch. */
function offeredModes(modes: PublishedResource['modes']): Mode[] {
  const offers: Record<Mode, boolean> = {
    query: modes.includes('query'),
    verify: modes.includes('verify') || modes.includes('query'),
    batch: modes.includes('batch') || modes.includes('file'),
  };
  return (['query', 'verify', 'batch'] as const).filter((mode) => offers[mode]);
}

type CatalogueItem = PublishedResource['items'][number];

/** Names that say what kind of personal value an item holds, where no identifier was recognized. */
const KINDS_BY_NAME: readonly (readonly [RegExp, string])[] = [
  [/姓名|负责人$|法定代表人$|经营者$/, 'personName'],
  [/住所|地址|住址/, 'address'],
  [/电话|手机/, 'phone'],
  [/银行.*(账|卡)号/, 'bankCard'],
  [/身份证|证件号/, 'residentId'],
];

function kindOf(item: CatalogueItem): string {
  return item.recognized ?? KINDS_BY_NAME.find(([pattern]) => pattern.test(item.name))?.[1] ?? 'text';
}

/** GB/T 43697 levels as the four grades masking knows: core and important data are masked as the highest. */
function gradeOf(item: CatalogueItem): Grade {
  return item.level === 'general' ? ((item.grade ?? 1) as Grade) : 4;
}

type Absent = 'REQUEST_RESOURCE_NOT_FOUND' | 'REQUEST_RESOURCE_WITHDRAWN';

async function publishedOrRefused(
  tx: Tx,
  id: string,
  absent: Absent = 'REQUEST_RESOURCE_NOT_FOUND',
): Promise<PublishedResource> {
  const entry = await findPublishedResource(tx, id);
  if (!entry) throw requestError(absent);
  return entry;
}

/**
 * The entry, fit to be asked for. @throws AppError REQUEST_RESOURCE_NOT_FOUND when it is not published,
 * REQUEST_RESOURCE_WITHHELD (Art 14) when it may not be shared.
 */
export async function getRequestableResource(
  tx: Tx,
  id: string,
  absent?: Absent,
): Promise<RequestableResource> {
  const entry = await publishedOrRefused(tx, id, absent);
  if (entry.shareClass === 'withheld') {
    throw requestError('REQUEST_RESOURCE_WITHHELD', {
      rule: '14.share-class',
      params: { title: entry.title },
    });
  }
  const { title, version, shareClass, providerId, providerName, providerShortName } = entry;
  const items = entry.items.map((item) => ({
    name: item.name,
    key: item.key,
    type: item.type,
    recognized: item.recognized ?? null,
    kind: kindOf(item),
    grade: gradeOf(item),
    personal: item.personal,
  }));
  return {
    id,
    title,
    version,
    shareClass,
    providerId,
    providerName,
    providerShortName,
    items,
    modes: offeredModes(entry.modes),
  };
}

/** The same of an entry that was announced when it was asked for: gone is withdrawn. @throws AppError REQUEST_RESOURCE_WITHDRAWN */
export async function getAskedResource(tx: Tx, id: string): Promise<RequestableResource> {
  return getRequestableResource(tx, id, 'REQUEST_RESOURCE_WITHDRAWN');
}

/** A withheld entry with its stated basis. @throws AppError REQUEST_RESOURCE_NOT_WITHHELD */
export async function getWithheldResource(
  tx: Tx,
  id: string,
): Promise<{ id: string; title: string; basis: string; providerId: string; providerName: string }> {
  const { title, shareClass, withheld, providerId, providerShortName } = await publishedOrRefused(tx, id);
  if (shareClass !== 'withheld')
    throw requestError('REQUEST_RESOURCE_NOT_WITHHELD', { rule: '14.share-class' });
  const basis = withheld ? `《${withheld.law}》${withheld.article}：${withheld.reason}` : '';
  return { id, title, basis, providerId, providerName: providerShortName };
}
