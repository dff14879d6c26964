import type { ImportPlan, ImportReport } from '@tandem/tabular';
import type { Tx } from '../../platform/database/transaction.ts';
import { decodeCursor, toPage, type Page } from '../../platform/http/paging.ts';
import { asJsonb } from './as-jsonb.ts';
import { importError } from './errors.ts';
import { READING_RULES } from './reading-rules.ts';
import {
  correctionNote,
  type ImportRun,
  type ImportState,
  type Inspection,
  type Reading,
} from './import-run.ts';

const COLUMNS = `id, department_id as "departmentId", resource_id as "resourceId", resource_title as "resourceTitle", file_hash as "fileHash",
  file_name as "fileName", file_bytes as "fileBytes", state, mode, reading, correction_of as "correctionOf", version,
  inspection, plan, progress, report, base_version_id as "baseVersionId",
  reject_hash as "rejectHash", problem, dataset_version_id as "datasetVersionId", committed_row as "committedRow", reading_rules as "readingRules",
  created_by as "createdBy", created_at as "createdAt", started_at as "startedAt", finished_at as "finishedAt"`;

type ImportRow = Omit<ImportRun, 'createdAt' | 'startedAt' | 'finishedAt'> & {
  createdAt: Date;
  startedAt: Date | null;
  finishedAt: Date | null;
};

function toRun(row: ImportRow): ImportRun {
  return {
    ...row,
    createdAt: row.createdAt.toISOString(),
    startedAt: row.startedAt?.toISOString() ?? null,
    finishedAt: row.finishedAt?.toISOString() ?? null,
  };
}

export interface NewImport {
  fileHash: string;
  fileName: string;
  fileBytes: number;
  resourceId?: string | undefined;
  resourceTitle?: string | undefined;
  correctionOf?: string | undefined;
}

export async function insertImport(tx: Tx, input: NewImport): Promise<ImportRun> {
  const result = await tx.client.query<ImportRow>(
    `insert into imports.import (department_id, resource_id, resource_title, correction_of, file_hash, file_name, file_bytes, state,
       created_by, created_at, queued_at)
     values ($1, $2, $3, $4, $5, $6, $7, 'inspecting', $8, $9, clock_timestamp()) returning ${COLUMNS}`,
    [
      tx.actor.departmentId,
      input.resourceId ?? null,
      input.resourceTitle ?? null,
      input.correctionOf ?? null,
      input.fileHash,
      input.fileName,
      input.fileBytes,
      tx.actor.personId,
      tx.now,
    ],
  );
  const row = result.rows[0];
  if (!row) throw new Error('the import was not inserted');
  return toRun(row);
}

export async function findImport(tx: Tx, id: string): Promise<ImportRun | undefined> {
  const result = await tx.client.query<ImportRow>(`select ${COLUMNS} from imports.import where id = $1`, [
    id,
  ]);
  return result.rows[0] && toRun(result.rows[0]);
}

/** @throws AppError IMPORT_NOT_FOUND */
export async function getImport(tx: Tx, id: string): Promise<ImportRun> {
  const run = await findImport(tx, id);
  if (!run) throw importError('IMPORT_NOT_FOUND');
  return run;
}

/** The same, locked until the transaction ends. @throws AppError IMPORT_NOT_FOUND */
export async function lockImport(tx: Tx, id: string): Promise<ImportRun> {
  const result = await tx.client.query<ImportRow>(
    `select ${COLUMNS} from imports.import where id = $1 for update`,
    [id],
  );
  if (!result.rows[0]) throw importError('IMPORT_NOT_FOUND');
  return toRun(result.rows[0]);
}

export async function listImports(
  tx: Tx,
  filter: { resourceId?: string | undefined; limit: number; cursor?: string | undefined },
): Promise<Page<ImportRun>> {
  const before = decodeCursor(filter.cursor, ['uuid'])?.[0] ?? null;
  const result = await tx.client.query<ImportRow>(
    `select ${COLUMNS} from imports.import
     where ($1::uuid is null or resource_id = $1) and ($2::uuid is null or id < $2) order by id desc limit $3`,
    [filter.resourceId ?? null, before, filter.limit + 1],
  );
  const page = toPage(result.rows, filter.limit, (row) => [row.id]);
  return { ...page, items: page.items.map(toRun) };
}

export async function saveInspection(
  tx: Tx,
  id: string,
  found: {
    inspection: Inspection;
    hashes: ColumnHashes;
    plan: ImportPlan;
    origin: ImportRun | undefined;
  },
): Promise<void> {
  const { inspection, hashes, plan, origin } = found;
  const mode = origin || correctionNote(inspection) ? 'append' : 'replace';
  await tx.client.query(
    `update imports.import set state = 'inspected', inspection = $2, plan = $3, mode = $4, correction_of = $5,
       resource_id = coalesce(resource_id, $6), resource_title = coalesce(resource_title, $7), inspected_hashes = $8, problem = null, alive_at = null, version = version + 1
     where id = $1 and state = 'inspecting'`,
    [
      id,
      asJsonb(inspection),
      asJsonb(plan),
      mode,
      origin?.id ?? null,
      origin?.resourceId ?? null,
      origin?.resourceTitle ?? null,
      JSON.stringify(hashes),
    ],
  );
}

/** Looks at the file once more, in another way. What was found and planned before is kept until then. */
export async function saveReading(tx: Tx, id: string, reading: Reading): Promise<void> {
  await tx.client.query(
    `update imports.import set state = 'inspecting', reading = $2, problem = null, failures = 0,
       queued_at = clock_timestamp(), version = version + 1 where id = $1`,
    [id, JSON.stringify(reading)],
  );
}

export async function savePlan(
  tx: Tx,
  id: string,
  change: {
    plan: ImportPlan;
    resourceId: string | null;
    resourceTitle: string | null;
    mode: ImportRun['mode'];
  },
): Promise<void> {
  await tx.client.query(
    'update imports.import set plan = $2, resource_id = $3, resource_title = $4, mode = $5, version = version + 1 where id = $1',
    [id, asJsonb(change.plan), change.resourceId, change.resourceTitle, change.mode],
  );
}

export async function setState(tx: Tx, id: string, state: ImportState): Promise<void> {
  await tx.client.query('update imports.import set state = $2, version = version + 1 where id = $1', [
    id,
    state,
  ]);
}

/** A load starts, or goes on: what failed before is forgotten, what was committed is kept. */
export async function markLoading(
  tx: Tx,
  id: string,
  target: { versionId: string; baseVersionId: string | null },
): Promise<void> {
  await tx.client.query(
    `update imports.import set state = 'loading', dataset_version_id = $2, base_version_id = $3, problem = null,
       finished_at = null, started_at = $4, failures = 0, alive_at = null, queued_at = clock_timestamp(),
       reading_rules = $5, version = version + 1 where id = $1`,
    [id, target.versionId, target.baseVersionId, tx.now, READING_RULES],
  );
}

/** Back to before the load: neither rows nor what was found in them. */
export async function markDiscarded(tx: Tx, id: string): Promise<void> {
  await tx.client.query(
    `update imports.import set state = 'cancelled', dataset_version_id = null, base_version_id = null, committed_row = 0,
       progress = null, report = null, loaded_hashes = null, reject_hash = null, problem = null, version = version + 1 where id = $1`,
    [id],
  );
}

/** The newest own import with rejected rows whose file had all of these columns, for a corrected file that names none. */
export async function findOrigin(
  tx: Tx,
  departmentId: string,
  columns: readonly string[],
): Promise<ImportRun | undefined> {
  const result = await tx.client.query<ImportRow>(
    `select ${COLUMNS} from imports.import
     where department_id = $1 and reject_hash is not null and state in ('loaded', 'switched')
       and (select array_agg(guess ->> 'source' order by n) from jsonb_array_elements(inspection -> 'columns') with ordinality g (guess, n)) = $2::text[]
     order by id desc limit 1`,
    [departmentId, columns],
  );
  return result.rows[0] && toRun(result.rows[0]);
}

/** The import at the beginning of a row of corrections: the numbers in all their reject files are of its rows. */
export async function findFirstOrigin(tx: Tx, importId: string): Promise<ImportRun | undefined> {
  const result = await tx.client.query<{ id: string }>(
    `with recursive line (id, correction_of) as (
       select id, correction_of from imports.import where id = $1
       union
       select i.id, i.correction_of from imports.import i join line l on i.id = l.correction_of)
     select id from line where correction_of is null`,
    [importId],
  );
  const first = result.rows[0];
  return first && findImport(tx, first.id);
}

/** By what plan a file's rows were loaded, and what was found in its columns. */
export interface PastLoad {
  plan: ImportPlan;
  columns: readonly Pick<ImportReport['columns'][number], 'source' | 'target' | 'type' | 'profile'>[];
  /** Null of loads before these were kept. */
  hashes: ColumnHashes | null;
}

/** Samples of the values of columns, by source: see `value-sketches.ts`. */
export type ColumnHashes = Readonly<Record<string, number[]>>;

const LOADS_LOOKED_AT = 20;

/** Loads whose rows stand in a version, its own and those it goes on from (A ← B ← C): the largest, at most 20. */
export async function listLoadsOf(tx: Tx, versionId: string): Promise<PastLoad[]> {
  const result = await tx.client.query<PastLoad>(
    `with recursive ground (version_id) as (
       select $1::uuid
       union
       select i.base_version_id from imports.import i join ground g on i.dataset_version_id = g.version_id
        where i.base_version_id is not null)
     select i.plan, i.report -> 'columns' as columns, i.loaded_hashes as hashes
       from imports.import i join ground g on i.dataset_version_id = g.version_id
      where i.plan is not null and i.report is not null
      order by (i.report ->> 'rowsLoaded')::bigint desc, i.id limit ${LOADS_LOOKED_AT}`,
    [versionId],
  );
  return result.rows;
}

/** Of files whose rows stand in a version, no samples are kept of these columns, nor of what was only looked at. */
export async function dropHashes(tx: Tx, versionId: string, sources: readonly string[]): Promise<void> {
  await tx.client.query(
    `with recursive ground (version_id) as (
       select $1::uuid
       union
       select i.base_version_id from imports.import i join ground g on i.dataset_version_id = g.version_id
        where i.base_version_id is not null)
     update imports.import set inspected_hashes = null, loaded_hashes = loaded_hashes - $2::text[]
      where dataset_version_id in (select version_id from ground)
        and (inspected_hashes is not null or loaded_hashes ?| $2)`,
    [versionId, sources],
  );
}

/** What a first look saw of a file, as if it had been loaded by its plan. */
export async function findHashesOf(tx: Tx, importId: string): Promise<PastLoad | undefined> {
  const result = await tx.client.query<{
    plan: ImportPlan;
    guesses: Inspection['columns'];
    hashes: ColumnHashes | null;
  }>(
    `select plan, inspection -> 'columns' as guesses, inspected_hashes as hashes
     from imports.import where id = $1 and plan is not null and inspection is not null`,
    [importId],
  );
  const found = result.rows[0];
  if (!found) return undefined;
  const guesses = new Map(found.guesses.map((guess) => [guess.source, guess]));
  const columns = found.plan.columns.flatMap(({ source, target, type }) => {
    const guess = guesses.get(source);
    return guess ? [{ source, target, type, profile: guess.profile }] : [];
  });
  return { plan: found.plan, columns, hashes: found.hashes };
}

/**
 * Imports whose rows an import goes on from, and those that these go on from (A ← B ← C), are switched with it.
 * @returns the versions of their rows
 */
export async function switchGround(tx: Tx, importId: string): Promise<string[]> {
  const result = await tx.client.query<{ version_id: string }>(
    `with recursive ground (version_id) as (
       select base_version_id from imports.import where id = $1 and base_version_id is not null
       union
       select i.base_version_id from imports.import i join ground g on i.dataset_version_id = g.version_id
        where i.base_version_id is not null)
     update imports.import set state = 'switched', version = version + 1
      where state = 'loaded' and dataset_version_id in (select version_id from ground)
     returning dataset_version_id as version_id`,
    [importId],
  );
  return result.rows.map((row) => row.version_id);
}

/** Whether the rows of this very file stand in a version, or in one that it goes on from. */
export async function hasJoined(tx: Tx, fileHash: string, versionId: string): Promise<boolean> {
  const result = await tx.client.query(
    `with recursive ground (version_id) as (
       select $1::uuid
       union
       select i.base_version_id from imports.import i join ground g on i.dataset_version_id = g.version_id
        where i.base_version_id is not null)
     select from imports.import i join ground g on i.dataset_version_id = g.version_id where i.file_hash = $2 limit 1`,
    [versionId, fileHash],
  );
  return result.rowCount === 1;
}

/** Which of these contents are files that were imported, or their rejects. */
export async function findImportedFiles(tx: Tx, hashes: readonly string[]): Promise<string[]> {
  const result = await tx.client.query<{ hash: string }>(
    `select file_hash as hash from imports.import where file_hash = any ($1)
     union select reject_hash from imports.import where reject_hash = any ($1)`,
    [hashes],
  );
  return result.rows.map((row) => row.hash);
}
