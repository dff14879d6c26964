import { finished, PassThrough } from 'node:stream';
import { promisify } from 'node:util';
import { importRows, TabularError, type ImportPlan, type ImportReport, type ImportStep, type Progress } from '@tandem/tabular';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import type { Tx } from '../../platform/database/transaction.ts';
import type { FileStore, StoredFile } from '../../platform/files/file-store.ts';
import { appendEntry } from '../../platform/ledger/index.ts';
import type { JobContext } from '../../platform/jobs/jobs.ts';
import type { DatasetColumn } from './dataset.ts';
import { copyCurrentRows, sealVersion } from './dataset-store.ts';
import type { ImportRun, LoadProgress } from './import-run.ts';
import { getImport, lockImport, markEnded, markLoaded, saveProgress } from './import-store.ts';
import { openTable } from './open-table.ts';

/** Rows a transaction: what a crash can cost, and how often progress is seen. */
const ROWS_PER_COMMIT = 500_000;
const MAX_REJECT_BYTES = 8 * 1024 ** 3;

const streamEnded = promisify(finished);

/** Everything about where rows of this load go. */
export interface LoadTarget {
  table: string;
  columns: readonly DatasetColumn[];
}

type RowsStep = Extract<ImportStep, { kind: 'rows' }>;

/** Thrown inside the load's transaction so that it ends without committing more than what was flushed. */
class LoadCancelled extends Error {}

/** Bytes of the reject file on their way into the store, from the first reject on. */
class RejectFile {
  readonly #stream = new PassThrough();
  readonly #stored: Promise<StoredFile | undefined>;
  #bytes = 0;

  constructor(files: FileStore) {
    this.#stored = files.put(this.#stream, { maxBytes: MAX_REJECT_BYTES });
    // Answered by `finish`; a failure before that must not count as unhandled.
    this.#stored.catch(() => undefined);
  }

  async write(chunk: Buffer): Promise<void> {
    if (chunk.length === 0) return;
    this.#bytes += chunk.length;
    if (!this.#stream.write(chunk)) await new Promise((resolve) => this.#stream.once('drain', resolve));
  }

  async finish(): Promise<string | null> {
    this.#stream.end();
    const stored = await this.#stored;
    return this.#bytes === 0 ? null : (stored?.hash ?? null);
  }

  abandon(): void {
    this.#stream.destroy(new Error('the load ended'));
  }
}

function copyStatement({ table, columns }: LoadTarget): string {
  const names = columns.map(({ column }) => pg.escapeIdentifier(column)).join(', ');
  return `copy hosted.${pg.escapeIdentifier(table)} (${names}) from stdin`;
}

/** Feeds one COPY until a step says that nothing is held back. @returns that step, or undefined at the end. */
async function copySegment(tx: Tx, target: LoadTarget, steps: AsyncIterator<ImportStep>, rejects: RejectFile): Promise<Segment> {
  const copy = tx.client.query(copyFrom(copyStatement(target)));
  const done = streamEnded(copy);
  done.catch(() => undefined);
  for (;;) {
    const next = await steps.next();
    if (next.done === true) throw new Error('the rows ended without a report');
    const step = next.value;
    if (step.kind === 'done') {
      copy.end();
      await done;
      return { report: step.report, progress: step.report };
    }
    await writeStep(copy, done, step);
    await rejects.write(step.rejects);
    if (step.flushed) {
      copy.end();
      await done;
      return { report: undefined, progress: step.progress };
    }
  }
}

interface Segment {
  /** Set with the last segment. */
  report: ImportReport | undefined;
  progress: Progress;
}

/** A copy that the database refuses ends `done`, not the wait for room. */
async function writeStep(copy: NodeJS.WritableStream, done: Promise<void>, step: RowsStep): Promise<void> {
  for (const chunk of step.copy) {
    if (!copy.write(chunk)) await Promise.race([new Promise((resolve) => copy.once('drain', resolve)), done]);
  }
}

function shownProgress(run: ImportRun, progress: Progress): LoadProgress {
  const { bytesRead, rowsRead, rowsLoaded, rowsRejected, blankRows, lastRow } = progress;
  const startedAt = run.startedAt ?? run.createdAt;
  return { bytesRead, rowsRead, rowsLoaded, rowsRejected, blankRows, lastRow, totalBytes: run.fileBytes, startedAt };
}

interface LoadSource {
  run: ImportRun;
  plan: ImportPlan;
  target: LoadTarget;
}

async function loadRows(source: LoadSource, files: FileStore, job: JobContext): Promise<void> {
  const { run, plan, target } = source;
  const table = await openTable(files, { hash: run.fileHash, name: run.fileName, sizeBytes: run.fileBytes });
  const options = { flushEveryRows: ROWS_PER_COMMIT, resumeAfterRow: run.committedRow };
  const steps = importRows(table, plan, options);
  const rejects = new RejectFile(files);
  try {
    let segment: Segment;
    let begun = false;
    do {
      job.signal.throwIfAborted();
      segment = await job.transact(async (tx) => {
        if (run.mode === 'append' && run.committedRow === 0 && !begun) await copyCurrentRows(tx, run.resourceId, target);
        begun = true;
        const copied = await copySegment(tx, target, steps, rejects);
        const goOn = await saveProgress(tx, run.id, shownProgress(run, copied.progress), copied.progress.lastRow);
        if (!goOn) throw new LoadCancelled();
        return copied;
      });
    } while (segment.report === undefined);
    await finishLoad({ run, report: segment.report, rejectHash: await rejects.finish() }, job);
  } catch (error) {
    rejects.abandon();
    throw error;
  } finally {
    await steps.return(undefined);
  }
}

async function finishLoad(
  load: { run: ImportRun; report: ImportReport; rejectHash: string | null },
  job: JobContext,
): Promise<void> {
  const { run, report, rejectHash } = load;
  await job.transact(async (tx) => {
    const locked = await lockImport(tx, run.id);
    if (locked.state !== 'loading' || locked.datasetVersionId === null) throw new LoadCancelled();
    await sealVersion(tx, locked.datasetVersionId, { rows: report.rowsLoaded, bytes: run.fileBytes });
    await markLoaded(tx, run.id, { report, progress: shownProgress(run, report), rejectHash });
    await appendEntry(tx, {
      kind: 'import.loaded',
      subject: `import:${run.id}`,
      payload: {
        importId: run.id,
        resourceId: run.resourceId,
        fileSha256: run.fileHash,
        rowsRead: report.rowsRead,
        rowsLoaded: report.rowsLoaded,
        rowsRejected: report.rowsRejected,
      },
      owners: [run.departmentId],
    });
  });
}

/**
 * The job that loads a file. After a crash it runs again: rows that were committed are judged and counted again,
 * but not written twice, so that report and reject file are those of an undisturbed run.
 */
export async function loadImport(
  importId: string,
  options: { files: FileStore; findTarget: (tx: Tx, datasetVersionId: string) => Promise<LoadTarget> },
  job: JobContext,
): Promise<void> {
  const source = await job.transact(async (tx): Promise<LoadSource | undefined> => {
    const run = await getImport(tx, importId);
    if (run.state !== 'loading' || run.plan === null || run.datasetVersionId === null) return undefined;
    return { run, plan: run.plan, target: await options.findTarget(tx, run.datasetVersionId) };
  });
  if (!source) return;
  try {
    await loadRows(source, options.files, job);
  } catch (error) {
    if (error instanceof LoadCancelled) {
      await job.transact((tx) => markEnded(tx, importId, { state: 'cancelled', problem: null }));
    } else if (error instanceof TabularError) {
      const problem = { code: error.code, params: { ...error.params } };
      await job.transact((tx) => markEnded(tx, importId, { state: 'failed', problem }));
    } else throw error;
  }
}
