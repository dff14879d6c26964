import type { Tx } from '../../platform/database/transaction.ts';
import type { Cause, Draft } from './draft-store.ts';
import type { EntryContent, Item } from './entry-content.ts';
import { catalogueError } from './errors.ts';
import type { EntryGrade } from './grading.ts';

/** An announced version, as it was announced. */
export interface Version {
  id: string;
  resourceId: string;
  number: number;
  cause: Cause;
  causeBasis: string;
  content: EntryContent;
  grade: EntryGrade;
  recollectionReason: string | null;
  filedByName: string;
  consentedByName: string;
  publishedByName: string;
  publishedAt: Date;
}

interface VersionRow {
  id: string;
  resource_id: string;
  number: number;
  cause: Cause;
  cause_basis: string;
  content: Omit<EntryContent, 'items'>;
  level: EntryGrade['level'];
  grade: number | null;
  personal: boolean;
  recollection_reason: string | null;
  filed_by_name: string;
  consented_by_name: string;
  published_by_name: string;
  published_at: Date;
  items: Item[];
}

const SELECT = `select v.id, v.resource_id, v.number, v.cause, v.cause_basis, v.content, v.level, v.grade, v.personal,
    v.recollection_reason, v.filed_by_name, v.consented_by_name, v.published_by_name, v.published_at,
    (select jsonb_agg(jsonb_build_object('name', i.name, 'column', i.column_name, 'type', i.type, 'length', i.length,
        'description', i.description, 'personal', i.personal, 'level', i.level, 'grade', i.grade, 'key', i.is_key,
        'recognized', i.recognized) order by i.position)
      from catalogue.item i where i.version_id = v.id) as items
  from catalogue.resource_version v`;

/** Items with their properties in the order of the schema: jsonb keeps its own. */
function toItem(item: Item): Item {
  const { name, column, type, length, description, personal, level, grade, key, recognized } = item;
  return { name, column, type, length, description, personal, level, grade, key, recognized };
}

function toVersion(row: VersionRow): Version {
  return {
    id: row.id,
    resourceId: row.resource_id,
    number: row.number,
    cause: row.cause,
    causeBasis: row.cause_basis,
    content: { ...row.content, items: row.items.map(toItem) },
    grade: { level: row.level, grade: row.grade, personal: row.personal },
    recollectionReason: row.recollection_reason,
    filedByName: row.filed_by_name,
    consentedByName: row.consented_by_name,
    publishedByName: row.published_by_name,
    publishedAt: row.published_at,
  };
}

export async function findVersion(tx: Tx, resourceId: string, number: number): Promise<Version | undefined> {
  const result = await tx.client.query<VersionRow>({
    name: 'catalogue-version',
    text: `${SELECT} where v.resource_id = $1 and v.number = $2`,
    values: [resourceId, number],
  });
  return result.rows[0] && toVersion(result.rows[0]);
}

/** @throws AppError CATALOGUE_VERSION_NOT_FOUND */
export async function getVersion(tx: Tx, resourceId: string, number: number): Promise<Version> {
  const version = await findVersion(tx, resourceId, number);
  if (!version) throw catalogueError('CATALOGUE_VERSION_NOT_FOUND');
  return version;
}

export interface VersionLine {
  number: number;
  cause: Cause;
  causeBasis: string;
  title: string;
  itemCount: number;
  filedByName: string;
  consentedByName: string;
  publishedByName: string;
  publishedAt: string;
}

/** All versions of an entry, newest first. An entry has few: no paging. */
export async function listVersions(tx: Tx, resourceId: string): Promise<VersionLine[]> {
  const result = await tx.client.query<Omit<VersionLine, 'publishedAt'> & { publishedAt: Date }>(
    `select number, cause, cause_basis as "causeBasis", content ->> 'title' as title, item_count as "itemCount",
       filed_by_name as "filedByName", consented_by_name as "consentedByName", published_by_name as "publishedByName",
       published_at as "publishedAt"
     from catalogue.resource_version where resource_id = $1 order by number desc limit 500`,
    [resourceId],
  );
  return result.rows.map((row) => ({ ...row, publishedAt: row.publishedAt.toISOString() }));
}

/** Writes the version that is announced from a change that went its way. */
export async function insertVersion(tx: Tx, draft: Draft, grade: EntryGrade): Promise<string> {
  const { items, ...content } = draft.content;
  const result = await tx.client.query<{ id: string }>(
    `insert into catalogue.resource_version (resource_id, number, cause, cause_basis, content, level, grade, personal,
       item_count, recollection_reason, filed_by_name, consented_by_name, published_by, published_by_name, published_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15) returning id`,
    [
      draft.resourceId,
      draft.upcomingVersion,
      draft.cause,
      draft.causeBasis,
      JSON.stringify(content),
      grade.level,
      grade.grade,
      grade.personal,
      items.length,
      draft.recollectionReason,
      draft.filedByName,
      draft.consentedByName,
      tx.actor.personId,
      tx.actor.name,
      tx.now,
    ],
  );
  const id = result.rows[0]?.id ?? '';
  await tx.client.query(
    `insert into catalogue.item (version_id, position, name, column_name, type, length, description, personal, level,
       grade, is_key, recognized)
     select $1, position, name, "column", type, length, description, personal, level, grade, key, recognized
     from rows from (jsonb_to_recordset($2) as (name text, "column" text, type text, length int, description text,
       personal boolean, level text, grade int, key boolean, recognized text)) with ordinality
       as item(name, "column", type, length, description, personal, level, grade, key, recognized, position)`,
    [id, JSON.stringify(items)],
  );
  return id;
}
