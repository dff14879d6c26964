import {
  uniqueColumnsOf,
  type HashKey,
  type ImportPlan,
  type ImportReport,
  type Progress,
} from '@tandem/tabular';
import type { Tx } from '../../platform/database/transaction.ts';
import { rule } from '../../foundation/statute/index.ts';
import type { FileStore } from '../../platform/files/file-store.ts';
import { holdContent } from '../../platform/files/hold-content.ts';
import type { JobContext } from '../../platform/jobs/jobs.ts';
import { appendEntry } from '../../platform/ledger/index.ts';
import { LoadCancelled } from './attempt.ts';
import { copySegment } from './copy-segment.ts';
import {
  copyVersionRows,
  getVersionTable,
  pageOfJoined,
  pageOfValues,
  sealVersion,
  type VersionTable,
} from './dataset-store.ts';
import { holdsCitizens } from './dataset.ts';
import { correctionNote, isBound, tableFileOf, type ImportRun, type LoadProgress } from './import-run.ts';
import { importError } from './errors.ts';
import { READING_RULES } from './reading-rules.ts';
import { findFirstOrigin } from './import-store.ts';
import { LeaseLost, markLoaded, renewLease, saveCommitted, type Lease } from './lease-store.ts';
import { RateMeter } from './rate-meter.ts';
import type { TableResult } from './reading/messages.ts';
import { readTable, type ReadTableOptions } from './reading/read-table.ts';
import { RejectFile } from './reject-file.ts';
import { getSampleKey } from './value-sketches.ts';

const ROWS_PER_COMMIT = 100_000;
/** How often a running load shows how far it is, and hears that it shall stop. */
const NEWS_EVERY_MS = 1000;

/** In place of a row number: all rows of the file are committed. */
const EVERY_ROW = Number.MAX_SAFE_INTEGER;

export interface Load {
  run: ImportRun;
  lease: Lease;
  files: FileStore;
  rowsPerCommit?: number;
}

interface LoadPlaces {
  plan: ImportPlan;
  target: VersionTable;
  /** Whose rows come first. */
  base: VersionTable | undefined;
  /** Whose refused rows these are, where they are bound to them. */
  origin: ImportRun | undefined;
}

async function placesOf(tx: Tx, run: ImportRun): Promise<LoadPlaces> {
  if (run.plan === null || run.datasetVersionId === null) throw new Error('a load without plan or version');
  const base = run.baseVersionId === null ? undefined : await getVersionTable(tx, run.baseVersionId);
  const origin =
    isBound(run) && run.correctionOf !== null ? await findFirstOrigin(tx, run.correctionOf) : undefined;
  return { plan: run.plan, target: await getVersionTable(tx, run.datasetVersionId), base, origin };
}

/** Pages one after the other, each read in a transaction of its own. */
async function* pagesFrom<At, Page>(
  first: At,
  read: (after: At) => Promise<{ page: Page; last: At | undefined }>,
): AsyncGenerator<Page> {
  for (let after: At | undefined = first; after !== undefined;) {
    const { page, last }: { page: Page; last: At | undefined } = await read(after);
    yield page;
    after = last;
  }
}

/** What stands where the rows go: values that those that join may not repeat, and refused rows that have joined. */
function standingAt(
  job: JobContext,
  { base, origin }: LoadPlaces,
): NonNullable<ReadTableOptions['standing']> {
  return {
    rejectHash: origin?.rejectHash ?? null,
    known: async function* (items) {
      const columns = items.flatMap((item) => base?.columns.find((one) => one.item === item) ?? []);
      if (base === undefined || columns.length < items.length) return;
      const place = { table: base.table, columns };
      yield* pagesFrom(0, (after) => job.transact((tx) => pageOfValues(tx, { ...place, after })));
    },
    joined: async function* () {
      if (base === undefined || origin === undefined) return;
      const place = { table: base.table, importId: origin.id };
      yield* pagesFrom(`${origin.id}:`, (after) =>
        job.transact((tx) => pageOfJoined(tx, { ...place, after })),
      );
    },
  };
}

/** Rows of a corrected file keep the numbers of the first file and may come in any order: all are committed, or none. */
function isOnePiece(run: ImportRun): boolean {
  return run.mode === 'append' || (run.inspection !== null && correctionNote(run.inspection) !== undefined);
}

/**
 * Tells every second how far the load is, in transactions of its own, and aborts it when it was cancelled or another
 * worker took over. `signal` is also aborted when the server stops.
 */
class LoadWatch {
  readonly #stop = new AbortController();
  readonly #timer: NodeJS.Timeout;
  readonly #meter = new RateMeter();
  readonly #load: Load;
  readonly signal: AbortSignal;
  #news: Progress | undefined;
  #telling: Promise<void> = Promise.resolve();

  constructor(load: Load, job: JobContext) {
    this.#load = load;
    this.signal = AbortSignal.any([job.signal, this.#stop.signal]);
    this.#timer = setInterval(() => {
      this.#telling = this.#telling.then(() => this.#tell(job));
    }, NEWS_EVERY_MS);
  }

  note(progress: Progress): void {
    this.#meter.count(progress.rowsRead);
    this.#news = progress;
  }

  shown(progress: Progress): LoadProgress {
    const { run } = this.#load;
    const { bytesRead, rowsRead, rowsLoaded, rowsRejected, blankRows, lastRow } = progress;
    const rate = this.#meter.perSecond();
    return {
      ...{ bytesRead, rowsRead, rowsLoaded, rowsRejected, blankRows, lastRow },
      totalBytes: run.fileBytes,
      startedAt: run.startedAt ?? run.createdAt,
      ...(rate === undefined ? {} : { rowsPerSecond: Math.round(rate) }),
      ...(lastRow < run.committedRow && run.committedRow < EVERY_ROW
        ? { rereadToRow: run.committedRow }
        : {}),
    };
  }

  async end(): Promise<void> {
    clearInterval(this.#timer);
    await this.#telling;
  }

  async #tell(job: JobContext): Promise<void> {
    if (this.#stop.signal.aborted) return;
    const progress = this.#news && this.shown(this.#news);
    try {
      const state = await job.transact((tx) => renewLease(tx, this.#load.lease, progress));
      if (state === 'cancelling') this.#stop.abort(new LoadCancelled());
      else if (state !== 'loading') this.#stop.abort(new LeaseLost());
    } catch (error) {
      // The load itself fails with the database; a sign that got lost is made up for by the next.
      job.log.debug({ err: error }, 'progress not told');
    }
  }
}

/** Loads, seals, records. @throws AppError IMPORT_RULES_CHANGED where it began by other reading rules; LoadCancelled, LeaseLost, TabularError, and what store and database say */
export async function loadRows(load: Load, job: JobContext): Promise<void> {
  const { run, lease, files } = load;
  if (run.readingRules !== READING_RULES)
    throw importError('IMPORT_RULES_CHANGED', { rule: rule('18.quality').id });
  const places = await job.transact((tx) => placesOf(tx, run));
  const hashKey = await job.transact(getSampleKey);
  const watch = new LoadWatch(load, job);
  const rejects = new RejectFile(files);
  const results = readRows(load, places, { job, hashKey, signal: watch.signal });
  try {
    const report = await copyAll({ ...load, places, results, rejects, watch }, job);
    const outcome = { report, progress: watch.shown(report), rejectHash: await rejects.finish() };
    watch.signal.throwIfAborted();
    await watch.end();
    await job.transact(async (tx) => {
      if (outcome.rejectHash !== null) await holdContent(tx, files, outcome.rejectHash);
      await finishLoad(tx, { run, lease, places, outcome });
    });
  } finally {
    await watch.end();
    rejects.abandon();
    await results.return(undefined);
  }
}

function readRows(
  load: Load,
  places: LoadPlaces,
  at: { job: JobContext; hashKey: HashKey; signal: AbortSignal },
): AsyncGenerator<TableResult> {
  const { run, files, rowsPerCommit = ROWS_PER_COMMIT } = load;
  const options = {
    files,
    hash: run.fileHash,
    signal: at.signal,
    standing: standingAt(at.job, places),
  };
  return readTable(options, {
    kind: 'load',
    file: tableFileOf(run),
    plan: places.plan,
    hashKey: at.hashKey,
    resumeAfterRow: run.committedRow,
    flushEveryRows: isOnePiece(run) ? EVERY_ROW : rowsPerCommit,
    known: places.base === undefined ? [] : uniqueColumnsOf(places.plan),
    originId: places.origin?.id ?? run.id,
    corrects: places.origin !== undefined,
  });
}

interface Copying extends Load {
  places: LoadPlaces;
  results: AsyncGenerator<TableResult>;
  rejects: RejectFile;
  watch: LoadWatch;
}

async function copyAll(copying: Copying, job: JobContext): Promise<ImportReport> {
  const { run, lease, places, results, rejects, watch } = copying;
  let begun = run.committedRow > 0;
  for (;;) {
    watch.signal.throwIfAborted();
    const report = await job.transact(async (tx) => {
      await tx.client.query('set local statement_timeout = 0');
      if (places.base && !begun) await copyVersionRows(tx, { from: places.base, to: places.target });
      let last: Progress | undefined;
      const onStep = ({ progress }: { progress: Progress }) => {
        last = progress;
        watch.note(progress);
      };
      const ended = await copySegment(tx, {
        ...{ target: places.target, corrects: places.origin !== undefined },
        ...{ results, rejects, onStep },
      });
      // The last step but the report is flushed: after the report there is nothing left to commit.
      const committedRow = isOnePiece(run) ? EVERY_ROW : last?.lastRow;
      if (last && committedRow) await saveCommitted(tx, lease, { progress: watch.shown(last), committedRow });
      return ended;
    });
    begun = true;
    if (report) return report;
  }
}

interface Finish {
  run: ImportRun;
  lease: Lease;
  places: LoadPlaces;
  outcome: Parameters<typeof markLoaded>[2];
}

async function finishLoad(tx: Tx, { run, lease, places, outcome }: Finish): Promise<void> {
  const { base, origin, plan } = places;
  const { report } = outcome;
  if (run.datasetVersionId === null) throw new LeaseLost();
  await tx.client.query('set local statement_timeout = 0');
  await markLoaded(tx, lease, outcome);
  await sealVersion(tx, run.datasetVersionId, {
    rows: (base?.rowCount ?? 0) + report.rowsLoaded,
    bytes: run.fileBytes,
    // Rows that join were among those refused before; the others of a corrected file are so still.
    rejected: origin
      ? Math.max(0, (base?.rowsRejected ?? 0) - report.rowsLoaded)
      : (base?.rowsRejected ?? 0) + report.rowsRejected,
    key: plan.key,
    joined: origin !== undefined,
    citizens: new Set([
      ...report.columns.filter(({ profile }) => profile.citizens).map(({ target }) => target),
      ...(base?.columns ?? []).filter(holdsCitizens).map(({ item }) => item),
    ]),
  });
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
}
