import { planFromGuesses, type ImportPlan } from '@tandem/tabular';
import type { Tx } from '../../platform/database/transaction.ts';
import type { FileStore } from '../../platform/files/file-store.ts';
import type { JobContext } from '../../platform/jobs/jobs.ts';
import { attempt } from './attempt.ts';
import { isCorrection, type ImportRun, type Inspection } from './import-run.ts';
import { findImport, findOrigin, saveInspection } from './import-store.ts';
import { inspectFile } from './reading/read-table.ts';

/** The import whose rejects came back: the one that was named, else the newest whose file had the same columns. */
async function originOf(tx: Tx, run: ImportRun, inspection: Inspection): Promise<ImportRun | undefined> {
  if (run.correctionOf !== null) return findImport(tx, run.correctionOf);
  if (!isCorrection(inspection)) return undefined;
  return findOrigin(
    tx,
    run.departmentId,
    inspection.columns.map((column) => column.source),
  );
}

/** Corrected rows are judged as those before them; a handful of them is no ground for a new guess. */
function planFor(inspection: Inspection, origin: ImportRun | undefined): ImportPlan {
  const sources = new Set(inspection.columns.map((column) => column.source));
  const fits = origin?.plan?.columns.every((column) => sources.has(column.source)) ?? false;
  return fits && origin?.plan ? origin.plan : planFromGuesses(inspection.columns);
}

/** The job behind a new import. Safe to run again: it only ever writes a run that is still being inspected. */
export async function inspectImport(importId: string, files: FileStore, job: JobContext): Promise<void> {
  await attempt({ importId, state: 'inspecting' }, job, async (run) => {
    const file = { name: run.fileName, sizeBytes: run.fileBytes, reading: run.reading };
    const inspection = await inspectFile({ files, hash: run.fileHash, signal: job.signal }, file);
    await job.transact(async (tx) => {
      const origin = await originOf(tx, run, inspection);
      await saveInspection(tx, importId, { inspection, plan: planFor(inspection, origin), origin });
    });
  });
}
