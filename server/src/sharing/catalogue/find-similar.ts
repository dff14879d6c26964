import { ruleParam } from '../../foundation/statute/index.ts';
import type { Tx } from '../../platform/database/transaction.ts';
import type { EntryContent, ShareClass } from './entry-content.ts';
import { itemNameKey } from './item-name-key.ts';
import { compareEntries, type ItemMatch } from './similarity.ts';
import { mapDesignations } from './source-store.ts';
import { preferTextIndex } from './search/find-hits.ts';
import { firstHits } from './search/first-hits.ts';
import { queryVectors, queryWords, readQuery } from './search/read-query.ts';
import { stemWords } from './search/stem-words.ts';
import type { ValueProfiles } from './value-profile.ts';

/** Value profiles of the rows behind entries, where there are any. Given by the composition root. */
export type ProfilesOf = (
  tx: Tx,
  resourceIds: readonly string[],
) => Promise<ReadonlyMap<string, ValueProfiles>>;

/** An announced entry of another department that holds much the same. */
export interface SimilarEntry {
  resourceId: string;
  code: string;
  title: string;
  titleEn: string;
  providerId: string;
  providerName: string;
  shareClass: ShareClass;
  /** The authority named its department the source of this data. */
  isSource: boolean;
  /** 0 to 1. */
  score: number;
  sameItems: number;
  itemCount: number;
  otherItemCount: number;
  titleScore: number;
  matches: ItemMatch[];
  /** Above the platform's threshold and shared at all: going on needs a reason (Art 19). */
  collectedTwice: boolean;
}

export interface SoughtEntry extends Pick<EntryContent, 'title' | 'items'> {
  /** Absent while the entry is not saved yet. */
  resourceId?: string | undefined;
  providerId: string;
  /** Of the table file it was compiled from, while no rows are loaded yet. */
  profiles?: ValueProfiles | undefined;
}

/** Below this an entry is not worth showing beside the form. */
const SHOWN_FROM = 0.3;
const SHOWN = 8;
const COMPARED = 40;
const BY_ITEMS = 2000;
const BY_TITLE = 300;
/** Of item names, the rarest lead; a name that stands in more entries than this leads nowhere. */
const TOO_FREQUENT = 20_000;

/**
 * Names to look candidates up by. An entry that shares at least half of k names must share one of any k/2 + 1
 * of them (prefix filter of set-similarity joins), so the rarest k/2 + 1 are enough to find it. The next rarest
 * are taken too while few entries have them: what shares less is worth showing as well.
 */
async function leadingKeys(tx: Tx, keys: readonly string[]): Promise<string[]> {
  const result = await tx.client.query<{ key: string; entries: number }>(
    'select key, entries from catalogue.item_frequency where key = any ($1) and entries > 0 order by entries, key',
    [keys],
  );
  const needed = Math.ceil(keys.length / 2);
  const enough = Math.max(1, keys.length - needed + 1);
  let found = 0;
  const leading = result.rows.filter(({ entries }, index) => {
    found += entries;
    return index < enough || found <= BY_ITEMS;
  });
  const useful = leading.filter(({ entries }, index) => index === 0 || entries <= TOO_FREQUENT);
  return useful.map(({ key }) => key);
}

interface Candidate {
  resource_id: string;
  provider_id: string;
  provider_name: string;
  code: string;
  title: string;
  title_en: string;
  share_class: ShareClass;
  item_count: number;
  version_id: string;
  items: EntryContent['items'];
}

async function titleVector(tx: Tx, title: string): Promise<string | null> {
  const query = readQuery(title, []);
  if (query.parts.length === 0) return null;
  return queryVectors(query, await stemWords(tx, queryWords(query))).inTitle;
}

async function listCandidates(tx: Tx, sought: SoughtEntry): Promise<Candidate[]> {
  const keys = [...new Set(sought.items.map(({ name }) => itemNameKey(name)))].filter((key) => key !== '');
  const result = await tx.client.query<Candidate>(
    `with candidate as materialized (
       (select resource_id from catalogue.search_text where item_keys && $1 limit ${BY_ITEMS})
       union
       (${firstHits({ columns: 'resource_id', test: 'matching @@ $2::tsquery', limit: BY_TITLE })})),
     nearest as (
       select d.resource_id, d.provider_id, d.provider_name, d.code, d.title, d.share_class, d.item_count,
         (select count(*) from unnest(t.item_keys) as k where k = any ($3)) as shared
       from candidate c
       join catalogue.search_document d on d.resource_id = c.resource_id
       join catalogue.search_text t on t.resource_id = c.resource_id
       where d.provider_id <> $4 and d.resource_id is distinct from $5::uuid
       order by shared desc, abs(d.item_count - cardinality($3::text[])), d.resource_id limit ${COMPARED})
     select n.resource_id, n.provider_id, n.provider_name, n.code, n.title, n.share_class, n.item_count, v.id as version_id,
       coalesce(v.content ->> 'titleEn', '') as title_en,
       (select jsonb_agg(jsonb_build_object('name', i.name, 'column', i.column_name, 'type', i.type,
          'recognized', i.recognized) order by i.position) from catalogue.item i where i.version_id = v.id) as items
     from nearest n join catalogue.resource r on r.id = n.resource_id
     join catalogue.resource_version v on v.resource_id = n.resource_id and v.number = r.published_version
     order by n.shared desc, n.resource_id`,
    [
      await leadingKeys(tx, keys),
      await titleVector(tx, sought.title),
      keys,
      sought.providerId,
      sought.resourceId ?? null,
    ],
  );
  return result.rows;
}

/**
 * Announced entries of other departments that hold much the same, likest first (Art 19): by names, types and,
 * where rows are known, what their values look like.
 */
export async function findSimilar(
  tx: Tx,
  sought: SoughtEntry,
  profilesOf: ProfilesOf,
): Promise<SimilarEntry[]> {
  if (sought.items.length === 0 && sought.title.trim() === '') return [];
  await preferTextIndex(tx);
  const candidates = await listCandidates(tx, sought);
  if (candidates.length === 0) return [];
  const ids = candidates.map((candidate) => candidate.resource_id);
  const profiles = await profilesOf(tx, [...ids, ...(sought.resourceId ? [sought.resourceId] : [])]);
  const designations = await mapDesignations(tx, ids);
  const loaded = sought.resourceId ? profiles.get(sought.resourceId) : undefined;
  const mine = { ...sought, profiles: loaded ?? sought.profiles };
  const threshold = ruleParam('19.no-recollection.threshold', 'percent') / 100;
  const leastItems = ruleParam('19.no-recollection.threshold', 'sameItems');
  const compared = candidates.map((candidate): SimilarEntry => {
    const { titleScore, ...likeness } = compareEntries(mine, {
      ...candidate,
      profiles: profiles.get(candidate.resource_id),
    });
    const twice =
      likeness.score >= threshold && likeness.sameItems >= leastItems && candidate.share_class !== 'withheld';
    return {
      resourceId: candidate.resource_id,
      code: candidate.code,
      title: candidate.title,
      titleEn: candidate.title_en,
      providerId: candidate.provider_id,
      providerName: candidate.provider_name,
      shareClass: candidate.share_class,
      isSource: designations.get(candidate.resource_id)?.departmentId === candidate.provider_id,
      otherItemCount: candidate.item_count,
      titleScore,
      ...likeness,
      collectedTwice: twice,
    };
  });
  const shown = compared.filter(({ score }) => score >= SHOWN_FROM);
  return shown
    .toSorted((a, b) => b.score - a.score || a.resourceId.localeCompare(b.resourceId))
    .slice(0, SHOWN);
}
