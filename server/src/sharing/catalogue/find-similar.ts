import { ruleParam } from '../../foundation/statute/index.ts';
import type { Tx } from '../../platform/database/transaction.ts';
import type { EntryContent, ShareClass } from './entry-content.ts';
import { itemsByColumn, type ImportedTable } from './imported-table.ts';
import { itemNameKey, withoutBrackets } from './item-name-key.ts';
import { compareEntries, type ItemMatch, type Similarity } from './similarity.ts';
import { mapDesignations } from './source-store.ts';
import { preferTextIndex } from './search/find-hits.ts';
import { firstHits } from './search/first-hits.ts';
import { queryVectors, queryWords, readQuery } from './search/read-query.ts';
import { stemWords } from './search/stem-words.ts';
import type { SameValues, ValueProfiles } from './value-profile.ts';

/** Value profiles of the rows behind entries, where there are any. Given by the composition root. */
export type ProfilesOf = (
  tx: Tx,
  resourceIds: readonly string[],
) => Promise<ReadonlyMap<string, ValueProfiles>>;

/** A sample of an item's values; what else is in it only its room knows. */
interface ValueSketch {
  item: string;
}

/** Which rows hold the same values, told without the values. Given by the composition root. */
export interface ValueIndex {
  /** Of an own entry's rows, or of the own table file that it is compiled from. */
  sketchesOf(
    tx: Tx,
    own: { resourceId?: string | undefined; importId?: string | undefined },
  ): Promise<ValueSketch[]>;
  /** Entries of other departments with rows of the same things, likest first. */
  findHolders(tx: Tx, mine: readonly ValueSketch[], most: number): Promise<string[]>;
  compareValues(
    tx: Tx,
    mine: readonly ValueSketch[],
    resourceIds: readonly string[],
  ): Promise<ReadonlyMap<string, SameValues[]>>;
}

/** What is known of the values behind entries. */
export interface KnownValues {
  profilesOf: ProfilesOf;
  values: ValueIndex;
}

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
  /** The table file it was compiled from: says what its values look like while no rows are loaded. */
  table?: ImportedTable | undefined;
}

/** Below this an entry is not worth showing beside the form. */
const SHOWN_FROM = 0.3;
/** Unless its title is as like as this: a namesake is shown without any like item. */
const NAMESAKE_FROM = 0.85;
const SHOWN = 8;
/** Of these, so many are kept for namesakes, however like others are. */
const NAMESAKES = 3;
const COMPARED = 40;
const BY_ITEMS = 2000;
const BY_TITLE = 300;
const BY_VALUES = 20;
/** Of those found by title, so many with the nearest titles are compared, whatever their items. */
const TITLED = 20;
/** A title that lacks so many characters of the own one, before and after, may be the same name. */
const LACKING = 3;
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
  const query = readQuery(withoutBrackets(title), []);
  if (query.parts.length === 0) return null;
  return queryVectors(query, await stemWords(tx, queryWords(query))).inTitle;
}

/** Titles to look up as they are, the nearest first: the own one, without its brackets, without a few characters at its ends. */
function nearTitles(title: string): string[] {
  const characters = [...withoutBrackets(title)];
  const near = [title.trim()];
  for (let lacking = 0; lacking <= LACKING && lacking < characters.length; lacking += 1) {
    for (let before = 0; before <= lacking; before += 1)
      near.push(characters.slice(before, characters.length - lacking + before).join(''));
  }
  return near;
}

/**
 *   item names ──┐
 *   same rows ───┼─ holders first, then by item names in common ──┐
 *   title words ─┤                                                ├─ compared
 *   near titles ─┴─ the nearest titles ───────────────────────────┘
 */
async function listCandidates(tx: Tx, sought: SoughtEntry, holders: readonly string[]): Promise<Candidate[]> {
  const keys = [...new Set(sought.items.map(({ name }) => itemNameKey(name)))].filter((key) => key !== '');
  const result = await tx.client.query<Candidate>(
    `with titled as materialized (
       (${firstHits({ columns: 'resource_id', test: 'matching @@ $2::tsquery', limit: BY_TITLE })})
       union
       (select resource_id from catalogue.search_document where title = any ($7::text[]) and provider_id <> $4 limit ${BY_TITLE})),
     candidate as materialized (
       (select resource_id from catalogue.search_text where item_keys && $1 limit ${BY_ITEMS})
       union
       select resource_id from titled
       union
       select resource_id from catalogue.search_document where resource_id = any ($6) and share_class <> 'withheld'),
     known as (
       select d.resource_id, d.provider_id, d.provider_name, d.code, d.title, d.share_class, d.item_count,
         (select count(*) from unnest(t.item_keys) as k where k = any ($3)) as shared,
         case when d.share_class <> 'withheld' then array_position($6::uuid[], d.resource_id) end as holder,
         d.resource_id in (select resource_id from titled) as titled
       from candidate c
       join catalogue.search_document d on d.resource_id = c.resource_id
       join catalogue.search_text t on t.resource_id = c.resource_id
       where d.provider_id <> $4 and d.resource_id is distinct from $5::uuid),
     nearest as (
       (select * from known
        order by holder, shared desc, abs(item_count - cardinality($3::text[])), code, resource_id limit ${COMPARED + BY_VALUES})
       union
       (select * from known where titled
        order by array_position($7::text[], title), abs(char_length(title) - char_length(($7::text[])[1])), shared desc, code, resource_id
        limit ${TITLED}))
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
      holders,
      nearTitles(sought.title),
    ],
  );
  return result.rows;
}

/** The entry as it is compared, with samples of its values under the names of its items. */
async function knownOf(tx: Tx, sought: SoughtEntry, known: KnownValues) {
  const { resourceId, table } = sought;
  const items = table ? itemsByColumn(table, sought.items) : new Map<string, string>();
  const nameOf = (column: string) => items.get(column) ?? column;
  const found = await known.values.sketchesOf(tx, { resourceId, importId: table?.importId });
  return {
    profiles: table && new Map(table.columns.map(({ name, profile }) => [nameOf(name), profile])),
    sketches: found.map((sketch) => ({ ...sketch, item: nameOf(sketch.item) })),
  };
}

/** Data that is withheld cannot be shared: nobody is told what is in it, and it stands in nobody's way. */
const isShared = ({ share_class: shareClass }: Candidate) => shareClass !== 'withheld';

function similarOf(
  candidate: Candidate,
  { titleScore, ...likeness }: Similarity,
  isSource: boolean,
): SimilarEntry {
  const threshold = ruleParam('19.no-recollection.threshold', 'percent') / 100;
  const leastItems = ruleParam('19.no-recollection.threshold', 'sameItems');
  const twice = likeness.score >= threshold && likeness.sameItems >= leastItems && isShared(candidate);
  return {
    resourceId: candidate.resource_id,
    code: candidate.code,
    title: candidate.title,
    titleEn: candidate.title_en,
    providerId: candidate.provider_id,
    providerName: candidate.provider_name,
    shareClass: candidate.share_class,
    isSource,
    otherItemCount: candidate.item_count,
    titleScore,
    ...likeness,
    collectedTwice: twice,
  };
}

const byLikeness = (a: SimilarEntry, b: SimilarEntry) =>
  b.score - a.score ||
  b.titleScore - a.titleScore ||
  a.code.localeCompare(b.code) ||
  a.resourceId.localeCompare(b.resourceId);

/** The likest, the title telling at a tie; some places are for namesakes, and what asks for a reason is never left out for these. */
function chooseShown(compared: readonly SimilarEntry[]): SimilarEntry[] {
  const likest = compared.toSorted(byLikeness);
  const namesakes = likest
    .filter(({ titleScore }) => titleScore >= NAMESAKE_FROM)
    .toSorted((a, b) => b.titleScore - a.titleScore)
    .slice(0, NAMESAKES);
  const others = likest
    .filter((entry) => !namesakes.includes(entry) && entry.score >= SHOWN_FROM)
    .toSorted((a, b) => Number(b.collectedTwice) - Number(a.collectedTwice));
  return [...namesakes, ...others].slice(0, SHOWN).toSorted(byLikeness);
}

/**
 * Announced entries of other departments that hold much the same, or bear the same name, likest first (Art 19): by names,
 * types and, where rows are known, what their values look like and whether they are the same.
 */
export async function findSimilar(tx: Tx, sought: SoughtEntry, known: KnownValues): Promise<SimilarEntry[]> {
  if (sought.items.length === 0 && sought.title.trim() === '') return [];
  const { sketches, ...own } = await knownOf(tx, sought, known);
  const holders = await known.values.findHolders(tx, sketches, BY_VALUES);
  await preferTextIndex(tx);
  const candidates = await listCandidates(tx, sought, holders);
  if (candidates.length === 0) return [];
  const ids = candidates.map((candidate) => candidate.resource_id);
  const profiles = await known.profilesOf(tx, [...ids, ...(sought.resourceId ? [sought.resourceId] : [])]);
  const shared = candidates.filter(isShared).map((candidate) => candidate.resource_id);
  const values = await known.values.compareValues(tx, sketches, shared);
  const designations = await mapDesignations(tx, ids);
  const loaded = sought.resourceId ? profiles.get(sought.resourceId) : undefined;
  const mine = { ...sought, profiles: loaded ?? own.profiles };
  const compared = candidates.map((candidate): SimilarEntry => {
    const id = candidate.resource_id;
    const theirs = { ...candidate, profiles: profiles.get(id) };
    const likeness = compareEntries(mine, theirs, values.get(id));
    return similarOf(candidate, likeness, designations.get(id)?.departmentId === candidate.provider_id);
  });
  return chooseShown(compared);
}
