import { isUniqueViolation } from '../../platform/database/constraint.ts';
import type { Tx } from '../../platform/database/transaction.ts';
import { catalogueError } from './errors.ts';

/** Art 19: for data that several departments hold, which of them is the source (数源部门). */
export interface Designation {
  id: string;
  subject: string;
  departmentId: string;
  departmentName: string;
  /** The entry of the source department. */
  resourceId: string;
  resourceTitle: string;
  /** Empty without one. */
  resourceTitleEn: string;
  /** Items it is about; empty: all. */
  itemNames: string[];
  reason: string;
  designatedByName: string;
  designatedAt: string;
  receipt: string;
}

const COLUMNS = `d.id, d.subject, d.department_id as "departmentId", d.department_name as "departmentName",
  d.source_resource_id as "resourceId",
  coalesce((select s.title from catalogue.search_document s where s.resource_id = d.source_resource_id), '') as "resourceTitle",
  coalesce((select v.content ->> 'titleEn' from catalogue.resource s join catalogue.resource_version v
    on v.resource_id = s.id and v.number = s.published_version where s.id = d.source_resource_id), '') as "resourceTitleEn",
  d.item_names as "itemNames", d.reason, d.designated_by_name as "designatedByName",
  d.designated_at as "designatedAt", d.entry_id as receipt`;

type Row = Omit<Designation, 'designatedAt'> & { designatedAt: Date };
const toDesignation = (row: Row): Designation => ({ ...row, designatedAt: row.designatedAt.toISOString() });

/** The designation in force for an entry, whether it is the source or one of the others. */
export async function findDesignation(tx: Tx, resourceId: string): Promise<Designation | undefined> {
  const result = await tx.client.query<Row>(
    `select ${COLUMNS} from catalogue.designated_resource g join catalogue.source_designation d on d.id = g.designation_id
     where g.resource_id = $1 and g.ended_at is null`,
    [resourceId],
  );
  return result.rows[0] && toDesignation(result.rows[0]);
}

/** Designations in force of many entries at once, by entry. */
export async function mapDesignations(
  tx: Tx,
  resourceIds: readonly string[],
): Promise<Map<string, Designation>> {
  if (resourceIds.length === 0) return new Map();
  const result = await tx.client.query<Row & { member: string }>(
    `select g.resource_id as member, ${COLUMNS}
     from catalogue.designated_resource g join catalogue.source_designation d on d.id = g.designation_id
     where g.resource_id = any ($1) and g.ended_at is null`,
    [resourceIds],
  );
  return new Map(result.rows.map(({ member, ...row }) => [member, toDesignation(row)]));
}

export interface NewDesignation {
  authorityId: string;
  subject: string;
  departmentId: string;
  departmentName: string;
  resourceId: string;
  memberIds: readonly string[];
  itemNames: readonly string[];
  reason: string;
  receipt: string;
}

/** @throws AppError CATALOGUE_SOURCE_NAMED when a member already has a designation that is not ended first */
export async function insertDesignation(tx: Tx, input: NewDesignation): Promise<string> {
  const result = await tx.client.query<{ id: string }>(
    `insert into catalogue.source_designation (authority_id, subject, department_id, department_name, source_resource_id,
       item_names, reason, designated_by, designated_by_name, designated_at, entry_id)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) returning id`,
    [
      input.authorityId,
      input.subject,
      input.departmentId,
      input.departmentName,
      input.resourceId,
      input.itemNames,
      input.reason,
      tx.actor.personId,
      tx.actor.name,
      tx.now,
      input.receipt,
    ],
  );
  const id = result.rows[0]?.id ?? '';
  try {
    await tx.client.query(
      `insert into catalogue.designated_resource (designation_id, resource_id) select $1, unnest($2::uuid[])`,
      [id, input.memberIds],
    );
  } catch (error) {
    if (!isUniqueViolation(error, 'designated_resource_once')) throw error;
    throw catalogueError('CATALOGUE_SOURCE_NAMED', { cause: error, rule: '19.source-department' });
  }
  return id;
}

/** Ends the designations in which any of these entries stand: a new one replaces them. @returns all entries that stood in them */
export async function endDesignations(tx: Tx, resourceIds: readonly string[]): Promise<string[]> {
  const ended = await tx.client.query<{ id: string }>(
    `with ended as (
       update catalogue.designated_resource set ended_at = $2
       where ended_at is null and designation_id in
         (select designation_id from catalogue.designated_resource where resource_id = any ($1) and ended_at is null)
       returning designation_id, resource_id),
     closed as (
       update catalogue.source_designation set ended_at = $2 where id in (select designation_id from ended))
     select resource_id as id from ended`,
    [resourceIds, tx.now],
  );
  return ended.rows.map(({ id }) => id);
}

/** Shows in search which entries are the source of their data. */
export async function markSources(tx: Tx, memberIds: readonly string[], sourceId: string): Promise<void> {
  await tx.client.query(
    'update catalogue.search_document set is_source = (resource_id = $2) where resource_id = any ($1)',
    [memberIds, sourceId],
  );
}
