import type { ImportPlan, ImportReport } from '@tandem/tabular';
import type { Tx } from '../../platform/database/transaction.ts';
import { decodeCursor, toPage, type Page } from '../../platform/http/paging.ts';
import { importError } from './errors.ts';
import { isCorrection, type ImportProblem, type ImportRun, type ImportState, type Inspection, type LoadProgress } from './import-run.ts';

const COLUMNS = `id, department_id as "departmentId", resource_id as "resourceId", file_hash as "fileHash",
  file_name as "fileName", file_bytes as "fileBytes", state, mode, version, inspection, plan, progress, report,
  reject_hash as "rejectHash", problem, dataset_version_id as "datasetVersionId", committed_row as "committedRow",
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

export async function insertImport(
  tx: Tx,
  input: { fileHash: string; fileName: string; fileBytes: number; resourceId: string | undefined },
): Promise<ImportRun> {
  const result = await tx.client.query<ImportRow>(
    `insert into imports.import (department_id, resource_id, file_hash, file_name, file_bytes, state, created_by, created_at)
     values ($1, $2, $3, $4, $5, 'inspecting', $6, $7) returning ${COLUMNS}`,
    [
      tx.actor.departmentId, input.resourceId ?? null, input.fileHash, input.fileName, input.fileBytes,
      tx.actor.personId, tx.now,
    ],
  );
  const row = result.rows[0];
  if (!row) throw new Error('the import was not inserted');
  return toRun(row);
}

export async function findImport(tx: Tx, id: string): Promise<ImportRun | undefined> {
  const result = await tx.client.query<ImportRow>(`select ${COLUMNS} from imports.import where id = $1`, [id]);
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
  const result = await tx.client.query<ImportRow>(`select ${COLUMNS} from imports.import where id = $1 for update`, [id]);
  if (!result.rows[0]) throw importError('IMPORT_NOT_FOUND');
  return toRun(result.rows[0]);
}

export async function listImports(
  tx: Tx,
  filter: { resourceId?: string | undefined; limit: number; cursor?: string | undefined },
): Promise<Page<ImportRun>> {
  const before = decodeCursor(filter.cursor, 1)?.[0] ?? null;
  const result = await tx.client.query<ImportRow>(
    `select ${COLUMNS} from imports.import
     where ($1::uuid is null or resource_id = $1) and ($2::uuid is null or id < $2) order by id desc limit $3`,
    [filter.resourceId ?? null, before, filter.limit + 1],
  );
  const page = toPage(result.rows, filter.limit, (row) => [row.id]);
  return { ...page, items: page.items.map(toRun) };
}

export async function saveInspection(tx: Tx, id: string, inspection: Inspection, plan: ImportPlan): Promise<void> {
  await tx.client.query(
    `update imports.import set state = 'inspected', inspection = $2, plan = $3, mode = $4, version = version + 1
     where id = $1 and state = 'inspecting'`,
    [id, JSON.stringify(inspection), JSON.stringify(plan), isCorrection(inspection) ? 'append' : 'replace'],
  );
}

export async function savePlan(
  tx: Tx,
  id: string,
  change: { plan: ImportPlan; resourceId: string | null; mode: ImportRun['mode'] },
): Promise<void> {
  await tx.client.query(
    'update imports.import set plan = $2, resource_id = $3, mode = $4, version = version + 1 where id = $1',
    [id, JSON.stringify(change.plan), change.resourceId, change.mode],
  );
}

export async function setState(tx: Tx, id: string, state: ImportState): Promise<void> {
  await tx.client.query('update imports.import set state = $2, version = version + 1 where id = $1', [id, state]);
}

/** A load starts, or goes on: what failed before is forgotten, what was committed is kept. */
export async function markLoading(tx: Tx, id: string, datasetVersionId: string): Promise<void> {
  await tx.client.query(
    `update imports.import set state = 'loading', dataset_version_id = $2, problem = null, finished_at = null,
       started_at = $3, version = version + 1 where id = $1`,
    [id, datasetVersionId, tx.now],
  );
}

/** Rows up to `committedRow` are in the table, in this transaction. @returns false once a cancel was asked for. */
export async function saveProgress(tx: Tx, id: string, progress: LoadProgress, committedRow: number): Promise<boolean> {
  const result = await tx.client.query<{ state: ImportState }>(
    `update imports.import set progress = $2, committed_row = greatest(committed_row, $3) where id = $1 returning state`,
    [id, JSON.stringify(progress), committedRow],
  );
  return result.rows[0]?.state === 'loading';
}

export async function markLoaded(
  tx: Tx,
  id: string,
  outcome: { report: ImportReport; progress: LoadProgress; rejectHash: string | null },
): Promise<void> {
  await tx.client.query(
    `update imports.import set state = 'loaded', report = $2, progress = $3, reject_hash = $4, finished_at = $5,
       version = version + 1 where id = $1`,
    [id, JSON.stringify(outcome.report), JSON.stringify(outcome.progress), outcome.rejectHash, tx.now],
  );
}

export async function markEnded(
  tx: Tx,
  id: string,
  end: { state: 'failed' | 'cancelled'; problem: ImportProblem | null },
): Promise<void> {
  await tx.client.query(
    `update imports.import set state = $2, problem = $3, finished_at = $4, version = version + 1 where id = $1`,
    [id, end.state, end.problem === null ? null : JSON.stringify(end.problem), tx.now],
  );
}
