import { planFromGuesses, type ImportPlan } from '@tandem/tabular';
import { listKnownCodes } from '../../foundation/divisions/index.ts';
import type { Tx } from '../../platform/database/transaction.ts';
import type { FileStore } from '../../platform/files/file-store.ts';
import type { JobContext } from '../../platform/jobs/jobs.ts';
import { attempt } from './attempt.ts';
import { correctionNote, tableFileOf, type ImportRun, type Inspection } from './import-run.ts';
import { findFirstOrigin, findImport, findOrigin, saveInspection } from './import-store.ts';
import { inspectFile } from './reading/read-table.ts';
import { getSampleKey, splitHashes } from './value-sketches.ts';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * The import whose rejects came back: the one that the file itself names, or one of its corrections that was named by
 * hand; a file that names none is of the one named by hand, else of the newest whose file had the same columns.
 */
async function originOf(tx: Tx, run: ImportRun, inspection: Inspection): Promise<ImportRun | undefined> {
  const note = correctionNote(inspection);
  const written = String(note?.params['origin'] ?? '');
  const first = UUID.test(written) ? await findImport(tx, written) : undefined;
  const named = run.correctionOf === null ? undefined : await findImport(tx, run.correctionOf);
  if (first?.departmentId === run.departmentId) {
    const ofNamed = named && (await findFirstOrigin(tx, named.id));
    return ofNamed?.id === first.id ? named : first;
  }
  if (named || !note) return named;
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
    const knownDivisions = (codes: readonly string[]) => job.transact((tx) => listKnownCodes(tx, codes));
    const options = { files, hash: run.fileHash, signal: job.signal, knownDivisions };
    const hashKey = await job.transact(getSampleKey);
    const found = await inspectFile(options, { file: tableFileOf(run), hashKey });
    const { columns, hashes } = splitHashes(found.columns);
    const inspection = { ...found, columns };
    await job.transact(async (tx) => {
      const origin = await originOf(tx, run, inspection);
      await saveInspection(tx, importId, { inspection, hashes, plan: planFor(inspection, origin), origin });
    });
  });
}
