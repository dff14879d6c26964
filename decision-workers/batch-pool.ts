import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { DecisionError, type BatchResult, type Columns, type CompileOptions } from '@tandem/decision';
import { BatchPoolError } from './batch-pool-error.ts';
import { MergedResult } from './merged-result.ts';
import type { FromWorker, Run, Start, ToWorker } from './messages.ts';
import { shareColumns } from './shared-columns.ts';

export interface PoolOptions extends CompileOptions {
  /** As many as there are processors by default. */
  threads?: number | undefined;
  /** What each thread may use for its objects; columns are not among them. */
  heapMb?: number | undefined;
}

export interface RunOptions {
  hits?: boolean | undefined;
  /** What `now()` and `today()` tell, in milliseconds since 1970. */
  now?: number | undefined;
}

/** Rows that a thread decides at once. A multiple of 32. */
const PART = 65_536;
const HEAP_MB = 256;
/** A thread may have ended for another reason than the rows that it was at. */
const ATTEMPTS = 2;

interface Part {
  job: Job;
  from: number;
  to: number;
  attempts: number;
}

interface Job {
  run: Run;
  left: number;
  merged: MergedResult;
  settle: PromiseWithResolvers<BatchResult>;
  isOver: boolean;
}

interface Thread {
  worker: Worker;
  part: Part | undefined;
  /** Runs whose columns it was told. */
  told: Set<number>;
  hasBegun: Promise<unknown>;
}

/**
 * Decides many cases on several threads, with the results of `compileBatch`. Columns lie in memory that the threads
 * share: those on a `SharedArrayBuffer` as they are, others copied once. At most one part of the rows is under way in
 * each thread. A thread that ends, for its memory or whatever else, is replaced, and its rows are given to another once.
 */
export class BatchPool {
  readonly #start: Start;
  readonly #threadCount: number;
  readonly #heapMb: number;
  readonly #threads = new Set<Thread>();
  readonly #jobs = new Set<Job>();
  #waiting: Part[] = [];
  #runs = 0;
  #isClosed = false;

  /** `models` as XML, the one whose decisions are meant by name first. What is wrong with them is told by `run`. */
  constructor(models: readonly string[], { threads, heapMb, ...options }: PoolOptions = {}) {
    this.#start = { models, options };
    this.#threadCount = threads ?? availableParallelism();
    this.#heapMb = heapMb ?? HEAP_MB;
  }

  /** @throws DecisionError what reading and compiling throw; COLUMN_TOO_SHORT. BatchPoolError WORKER_CRASHED, POOL_CLOSED */
  async run(
    decision: string,
    columns: Columns,
    rows: number,
    { hits = false, now }: RunOptions = {},
  ): Promise<BatchResult> {
    if (this.#isClosed) throw new BatchPoolError('POOL_CLOSED');
    this.#runs += 1;
    const run: Run = { id: this.#runs, decision, columns: shareColumns(columns), rows, hits, now };
    const job: Job = {
      run,
      left: 0,
      merged: new MergedResult(rows),
      settle: Promise.withResolvers(),
      isOver: false,
    };
    // One part at least, so that what is wrong with a model is told in any case.
    for (let from = 0; from < Math.max(rows, 1); from += PART) {
      this.#waiting.push({ job, from, to: Math.min(from + PART, rows), attempts: 0 });
      job.left += 1;
    }
    this.#jobs.add(job);
    this.#assign();
    return job.settle.promise;
  }

  /** Ends all threads; runs that are not done are refused. */
  async close(): Promise<void> {
    this.#isClosed = true;
    for (const job of this.#jobs) this.#finish(job, new BatchPoolError('POOL_CLOSED'));
    const threads = [...this.#threads];
    this.#threads.clear();
    // Ending a thread that only begins can end the process: docs/adr/0014.
    const ends = threads.map(async ({ worker, hasBegun }) => {
      await hasBegun;
      await worker.terminate();
    });
    await Promise.all(ends);
  }

  #assign(): void {
    while (this.#waiting.length > 0) {
      const idle = [...this.#threads].find(({ part }) => part === undefined);
      const thread = idle ?? (this.#threads.size < this.#threadCount ? this.#open() : undefined);
      const part = thread && this.#waiting.shift();
      if (!part) return;
      const { run } = part.job;
      thread.part = part;
      thread.worker.ref();
      if (!thread.told.has(run.id)) tell(thread, { kind: 'run', run });
      thread.told.add(run.id);
      tell(thread, { kind: 'decide', id: run.id, from: part.from, to: part.to });
    }
  }

  #open(): Thread {
    const worker = new Worker(new URL('worker.ts', import.meta.url), {
      workerData: this.#start,
      env: {},
      resourceLimits: { maxOldGenerationSizeMb: this.#heapMb },
    });
    const hasBegun = once(worker, 'online').catch(() => undefined);
    const thread: Thread = { worker, part: undefined, told: new Set(), hasBegun };
    let reason: unknown;
    worker.on('message', (message: FromWorker) => this.#hear(thread, message));
    worker.on('error', (error) => {
      reason = error;
    });
    worker.on('exit', () => this.#replace(thread, reason));
    this.#threads.add(thread);
    return thread;
  }

  #hear(thread: Thread, message: FromWorker): void {
    const { part } = thread;
    thread.part = undefined;
    // A thread that has nothing to do keeps no process alive.
    thread.worker.unref();
    if (part && !part.job.isOver) {
      const { job } = part;
      if (message.kind === 'refused') this.#finish(job, new DecisionError(message.code, message.params));
      else {
        job.merged.add(part.from, message.decided);
        job.left -= 1;
        if (job.left === 0) this.#finish(job);
      }
    }
    this.#assign();
  }

  #replace(thread: Thread, reason: unknown): void {
    if (!this.#threads.delete(thread)) return;
    const { part } = thread;
    if (part && !part.job.isOver) {
      part.attempts += 1;
      const { from, to, attempts } = part;
      if (attempts < ATTEMPTS) this.#waiting.unshift(part);
      else this.#finish(part.job, new BatchPoolError('WORKER_CRASHED', { from, to }, reason));
    }
    this.#assign();
  }

  #finish(job: Job, error?: Error): void {
    job.isOver = true;
    this.#jobs.delete(job);
    this.#waiting = this.#waiting.filter((part) => part.job !== job);
    for (const thread of this.#threads)
      if (thread.told.delete(job.run.id)) tell(thread, { kind: 'forget', id: job.run.id });
    if (error) job.settle.reject(error);
    else job.settle.resolve(job.merged.result);
  }
}

function tell({ worker }: Thread, message: ToWorker): void {
  worker.postMessage(message, []);
}
