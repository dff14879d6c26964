import { checkPlan, TabularError, targetColumns, unitOfAmounts, type ImportPlan } from '@tandem/tabular';
import { rule } from '../../foundation/statute/index.ts';
import type { EnqueueJob, JobDefinition } from '../../platform/jobs/jobs.ts';
import type { Transact, Tx } from '../../platform/database/transaction.ts';
import { assertVersion } from '../../platform/http/version.ts';
import { appendEntry } from '../../platform/ledger/index.ts';
import { assertItems, assertJoinable, assertNotEmptied, assertServable } from './assert-servable.ts';
import { withCitizens, type DatasetColumn } from './dataset.ts';
import {
  abandonVersion,
  createVersion,
  findDataset,
  getVersionTable,
  lockBase,
  markFormer,
  switchToVersion,
} from './dataset-store.ts';
import { importError } from './errors.ts';
import {
  canChangePlan,
  canLoad,
  correctionNote,
  isBound,
  type ImportRun,
  type Reading,
} from './import-run.ts';
import { INSPECT_JOB } from './start-import.ts';
import {
  findImport,
  getImport,
  hasJoined,
  lockImport,
  markDiscarded,
  markLoading,
  savePlan,
  saveReading,
  setState,
  switchGround,
} from './import-store.ts';
import { planForEntry, requireKey } from './plan-for-entry.ts';
import { READING_RULES } from './reading-rules.ts';
import {
  ownResource,
  type FindTargetResource,
  type Serving,
  type TargetResource,
} from './target-resource.ts';
import { saveValueProfile } from './value-profiles.ts';

export const LOAD_JOB: JobDefinition<{ importId: string }> = {
  name: 'imports-load',
  expireInSeconds: 4 * 3600,
  retryLimit: 20,
};

export interface PlanChange {
  importId: string;
  expectedVersion: number;
  plan: ImportPlan;
  resourceId: string | null;
  /** As it is when not given. */
  mode?: ImportRun['mode'] | undefined;
}

function assertPlan(run: ImportRun, plan: ImportPlan): void {
  try {
    checkPlan(plan, run.inspection?.columns.map((column) => column.source) ?? []);
  } catch (error) {
    if (!(error instanceof TabularError)) throw error;
    throw importError('IMPORT_PLAN_INVALID', {
      params: { ...error.params },
      rule: '18.quality',
      cause: error,
    });
  }
}

/** Corrects types, names and rules of the columns, as long as no row was loaded by them. */
export async function changePlan(
  transact: Transact,
  findResource: FindTargetResource,
  change: PlanChange,
): Promise<ImportRun> {
  return transact(async (tx) => {
    const run = await lockImport(tx, change.importId);
    assertVersion(run.version, change.expectedVersion);
    if (run.inspection === null) throw importError('IMPORT_NOT_INSPECTED');
    if (!canChangePlan(run)) throw importError('IMPORT_ALREADY_LOADING');
    assertPlan(run, change.plan);
    const resource =
      change.resourceId === null ? undefined : await ownResource(tx, findResource, change.resourceId);
    await savePlan(tx, run.id, {
      ...change,
      plan: resource ? requireKey(change.plan, resource) : change.plan,
      resourceTitle: resource?.title ?? null,
      mode: change.mode ?? run.mode,
    });
    return getImport(tx, run.id);
  });
}

/** Looks at the file once more, another way: another sheet, encoding, delimiter. Types are guessed anew. */
export async function inspectAgain(
  transact: Transact,
  enqueue: EnqueueJob,
  input: { importId: string; reading: Reading },
): Promise<ImportRun> {
  return transact(async (tx) => {
    const run = await lockImport(tx, input.importId);
    if (run.state === 'inspecting') throw importError('IMPORT_NOT_INSPECTED');
    if (!canChangePlan(run)) throw importError('IMPORT_ALREADY_LOADING');
    await saveReading(tx, run.id, input.reading);
    await enqueue(tx, INSPECT_JOB, { importId: run.id });
    return getImport(tx, run.id);
  });
}

const KEY_TYPES = new Set(['creditCode', 'residentId']);

/** Columns of the hosted table. */
function datasetColumns(
  { inspection }: ImportRun,
  plan: ImportPlan,
  resource: TargetResource,
): DatasetColumn[] {
  const sampled = new Set(
    inspection?.columns.filter(({ profile }) => profile.citizens).map(({ source }) => source),
  );
  const citizens = new Set(
    plan.columns.filter(({ source }) => sampled.has(source)).map(({ target }) => target),
  );
  const keys = new Map(resource.items.filter((item) => item.key).map((item) => [item.name, item.type]));
  const types = new Map(plan.columns.map((column) => [column.target, column.type]));
  return targetColumns(plan).map(({ name }, index): DatasetColumn => {
    const type = types.get(name) ?? 'text';
    const key = keys.has(name) || KEY_TYPES.has(type);
    const unit = type === 'money' ? unitOfAmounts(name) : undefined;
    const column = { item: name, column: `c${index + 1}`, type, key, keyType: keys.get(name) ?? null };
    return withCitizens(unit === undefined ? column : { ...column, unit }, citizens.has(name));
  });
}

export interface LoadOptions {
  findResource: FindTargetResource;
  enqueue: EnqueueJob;
}

/** Where a load goes on; undefined where it begins, also anew: rows read by other rules are dropped. */
async function begunVersion(
  tx: Tx,
  { id, datasetVersionId, baseVersionId, readingRules }: ImportRun,
): Promise<{ versionId: string; baseVersionId: string | null } | undefined> {
  if (datasetVersionId === null) return undefined;
  if (readingRules === READING_RULES) return { versionId: datasetVersionId, baseVersionId };
  await abandonVersion(tx, datasetVersionId);
  await markDiscarded(tx, id);
  return undefined;
}

/** Starts the load, or goes on after a cancel or a failure where it stood, if its rows are still read by the same rules. */
export async function startLoad(
  transact: Transact,
  options: LoadOptions,
  importId: string,
): Promise<ImportRun> {
  return transact(async (tx) => {
    const run = await lockImport(tx, importId);
    if (!canLoad(run) || run.plan === null) {
      throw importError(run.state === 'inspecting' ? 'IMPORT_NOT_INSPECTED' : 'IMPORT_NOT_RESUMABLE');
    }
    if (run.resourceId === null) throw importError('IMPORT_RESOURCE_NOT_YOURS');
    const resource = await ownResource(tx, options.findResource, run.resourceId);
    const target = (await begunVersion(tx, run)) ?? (await openVersion(tx, run, resource));
    await markLoading(tx, importId, target);
    await options.enqueue(tx, LOAD_JOB, { importId });
    return getImport(tx, importId);
  });
}

/** Corrected rows join those of the import that they come from, if it was not switched to yet; else what is served. */
async function baseOf(tx: Tx, run: ImportRun): Promise<string | null> {
  if (run.mode !== 'append' || run.resourceId === null) return null;
  const origin = run.correctionOf === null ? undefined : await findImport(tx, run.correctionOf);
  if (
    origin?.state === 'loaded' &&
    origin.resourceId === run.resourceId &&
    origin.datasetVersionId !== null
  ) {
    return origin.datasetVersionId;
  }
  return (await findDataset(tx, run.resourceId))?.versionId ?? null;
}

/**
 * Corrected rows that join are told apart by their row numbers: a file without them, or of nobody knows what, could join
 * twice. @throws AppError IMPORT_CORRECTION_UNBOUND
 */
function assertBound(run: ImportRun): void {
  const note = run.inspection === null ? undefined : correctionNote(run.inspection);
  const isCorrection = run.correctionOf !== null || note !== undefined;
  if (run.mode !== 'append' || !isCorrection) return;
  if (!isBound(run) || note?.params['rows'] !== 1)
    throw importError('IMPORT_CORRECTION_UNBOUND', { rule: rule('18.quality').id });
}

/** A version to load into, and the one whose rows come first in it. @throws AppError IMPORT_CORRECTION_TWICE */
async function openVersion(
  tx: Tx,
  run: ImportRun,
  resource: TargetResource,
): Promise<{ versionId: string; baseVersionId: string | null }> {
  if (run.plan === null || run.resourceId === null) throw importError('IMPORT_NOT_INSPECTED');
  const plan = planForEntry(run.plan, resource, run.inspection);
  const columns = datasetColumns(run, plan, resource);
  assertItems(columns, resource);
  assertBound(run);
  const baseVersionId = await baseOf(tx, run);
  if (baseVersionId !== null && (await hasJoined(tx, run.fileHash, baseVersionId)))
    throw importError('IMPORT_CORRECTION_TWICE', { rule: rule('18.quality').id });
  if (baseVersionId !== null) assertJoinable(columns, (await getVersionTable(tx, baseVersionId)).columns);
  const { resourceId, resourceTitle, mode } = run;
  await savePlan(tx, run.id, { plan, resourceId, resourceTitle, mode });
  const { providerId } = resource;
  const { versionId } = await createVersion(tx, { resourceId, providerId, columns });
  return { versionId, baseVersionId };
}

/** Asks a running load to stop; what it has committed stays, so that it can go on later. */
export async function cancelLoad(transact: Transact, importId: string): Promise<ImportRun> {
  return transact(async (tx) => {
    const run = await lockImport(tx, importId);
    if (run.state !== 'loading') throw importError('IMPORT_NOT_RUNNING');
    await setState(tx, importId, 'cancelling');
    return getImport(tx, importId);
  });
}

/** Gives a loaded, cancelled or failed import up and drops its rows. The data that is served is not touched. */
export async function discardImport(transact: Transact, importId: string): Promise<ImportRun> {
  return transact(async (tx) => {
    const run = await lockImport(tx, importId);
    if (!['loaded', 'cancelled', 'failed', 'inspected'].includes(run.state))
      throw importError('IMPORT_ALREADY_LOADING');
    if (run.datasetVersionId !== null) await abandonVersion(tx, run.datasetVersionId);
    await markDiscarded(tx, importId);
    return getImport(tx, importId);
  });
}

/**
 * Rows that go on from a version are right only while it is still the newest: served, or loaded and not served yet.
 * @throws AppError IMPORT_BASE_CHANGED
 */
async function assertBase(tx: Tx, run: ImportRun): Promise<void> {
  if (run.mode !== 'append' || run.resourceId === null) return;
  if (run.baseVersionId === null) {
    if (await findDataset(tx, run.resourceId)) throw importError('IMPORT_BASE_CHANGED');
    return;
  }
  const state = await lockBase(tx, run.resourceId, run.baseVersionId);
  if (state !== 'current' && state !== 'sealed') throw importError('IMPORT_BASE_CHANGED');
}

/** Serves the loaded rows from now on: one statement's switch; readers see all of the old or all of the new. */
export async function switchImport(
  transact: Transact,
  { findResource, onServed }: Serving,
  { importId, confirmEmpty }: { importId: string; confirmEmpty: boolean },
): Promise<ImportRun> {
  return transact(async (tx) => {
    const run = await lockImport(tx, importId);
    if (
      run.state !== 'loaded' ||
      run.datasetVersionId === null ||
      run.resourceId === null ||
      run.report === null
    ) {
      throw importError('IMPORT_NOT_LOADED');
    }
    const resource = await ownResource(tx, findResource, run.resourceId, 'announced');
    const rows = await getVersionTable(tx, run.datasetVersionId);
    assertServable(rows.columns, resource);
    await assertNotEmptied(tx, { resourceId: run.resourceId, rowCount: rows.rowCount, confirmEmpty });
    await assertBase(tx, run);
    const version = { resourceId: run.resourceId, versionId: run.datasetVersionId };
    if (!(await switchToVersion(tx, version))) throw importError('IMPORT_NOT_LOADED');
    await markFormer(tx, await switchGround(tx, importId));
    await saveValueProfile(tx, rows, resource.items);
    await setState(tx, importId, 'switched');
    await onServed(tx, run.resourceId);
    await appendEntry(tx, {
      kind: 'dataset.switched',
      subject: `resource:${run.resourceId}`,
      payload: {
        importId,
        resourceId: run.resourceId,
        datasetVersionId: run.datasetVersionId,
        rows: rows.rowCount,
        ...(run.baseVersionId === null ? {} : { added: run.report.rowsLoaded }),
      },
      owners: [run.departmentId],
    });
    return getImport(tx, importId);
  });
}
