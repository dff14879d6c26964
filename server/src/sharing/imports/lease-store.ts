/** Who may write to an import at work: one worker at a time, even if another was taken for dead and goes on. */
import type { ImportReport } from '@tandem/tabular';
import type { Tx } from '../../platform/database/transaction.ts';
import { asJsonb } from './as-jsonb.ts';
import type { ImportProblem, ImportRun, ImportState, LoadProgress } from './import-run.ts';
import { getImport } from './import-store.ts';
import { splitHashes } from './value-sketches.ts';

/** Workers in a row that may end without having committed anything; with the queue's delays, some twenty minutes of loading. */
const MAX_FAILURES = { inspecting: 3, loading: 8 };
/** A worker that gave no sign for so long is taken for dead. It gives one every second. */
const SILENT_SECONDS = 15;

/** Thrown by a worker that finds another at work; everything it did since its last commit is undone. */
export class LeaseLost extends Error {}

/** The number under which a worker writes. */
export interface Lease {
  importId: string;
  attempt: number;
}

export type Taken =
  | { kind: 'yours'; run: ImportRun; lease: Lease }
  /** Another worker gave a sign of life a moment ago. */
  | { kind: 'busy' }
  /** Too many workers ended here. */
  | { kind: 'hopeless'; failures: number; problem: ImportProblem | null; lease: Lease }
  /** Nothing to do in this state. */
  | { kind: 'none'; run: ImportRun };

/** Takes an import that stands in `state` for a worker. @throws AppError IMPORT_NOT_FOUND */
export async function takeLease(tx: Tx, importId: string, state: 'inspecting' | 'loading'): Promise<Taken> {
  const result = await tx.client.query<{ attempt: number; failures: number; problem: ImportProblem | null }>(
    `update imports.import set attempt = attempt + 1, failures = failures + 1, alive_at = clock_timestamp()
     where id = $1 and state = $2 and (alive_at is null or alive_at < clock_timestamp() - make_interval(secs => $3))
     returning attempt, failures, problem`,
    [importId, state, SILENT_SECONDS],
  );
  const taken = result.rows[0];
  const run = await getImport(tx, importId);
  if (!taken) return run.state === state ? { kind: 'busy' } : { kind: 'none', run };
  const lease = { importId, attempt: taken.attempt };
  const failures = taken.failures - 1;
  return failures >= MAX_FAILURES[state]
    ? { kind: 'hopeless', failures, problem: taken.problem, lease }
    : { kind: 'yours', run, lease };
}

/** A sign of life, with how far it is. @returns the state, undefined when the lease is lost. */
export async function renewLease(
  tx: Tx,
  lease: Lease,
  progress: LoadProgress | undefined,
): Promise<ImportState | undefined> {
  const result = await tx.client.query<{ state: ImportState }>(
    `update imports.import set alive_at = clock_timestamp(), progress = coalesce($3, progress)
     where id = $1 and attempt = $2 returning state`,
    [lease.importId, lease.attempt, progress === undefined ? null : JSON.stringify(progress)],
  );
  return result.rows[0]?.state;
}

/**
 * Rows up to `committedRow` are in the table, in this transaction. Called last in it.
 * @throws LeaseLost when another worker took over: nothing of this transaction may stay.
 */
export async function saveCommitted(
  tx: Tx,
  lease: Lease,
  done: { progress: LoadProgress; committedRow: number },
): Promise<void> {
  const result = await tx.client.query(
    `update imports.import set progress = $3, committed_row = greatest(committed_row, $4), alive_at = clock_timestamp(), failures = 1,
       problem = null
     where id = $1 and attempt = $2 and state in ('loading', 'cancelling')`,
    [lease.importId, lease.attempt, JSON.stringify(done.progress), done.committedRow],
  );
  if (result.rowCount !== 1) throw new LeaseLost();
}

export async function markLoaded(
  tx: Tx,
  lease: Lease,
  outcome: { report: ImportReport; progress: LoadProgress; rejectHash: string | null },
): Promise<void> {
  const { report, progress, rejectHash } = outcome;
  const { columns, hashes } = splitHashes(report.columns);
  const result = await tx.client.query(
    `update imports.import set state = 'loaded', report = $3, progress = $4, reject_hash = $5, finished_at = $6, loaded_hashes = $7,
       problem = null, alive_at = null, version = version + 1 where id = $1 and attempt = $2 and state = 'loading'`,
    [
      ...[lease.importId, lease.attempt, asJsonb({ ...report, columns })],
      ...[JSON.stringify(progress), rejectHash, tx.now, JSON.stringify(hashes)],
    ],
  );
  if (result.rowCount !== 1) throw new LeaseLost();
}

/** Ends an import that is being inspected or loaded, unless another worker took over. */
export async function markEnded(
  tx: Tx,
  lease: Lease,
  end: { state: 'failed' | 'cancelled'; problem: ImportProblem | null },
): Promise<void> {
  await tx.client.query(
    `update imports.import set state = $3, problem = $4, finished_at = $5, alive_at = null, version = version + 1
     where id = $1 and attempt = $2 and state in ('inspecting', 'loading', 'cancelling')`,
    [
      lease.importId,
      lease.attempt,
      end.state,
      end.problem === null ? null : JSON.stringify(end.problem),
      tx.now,
    ],
  );
}

/** Gives the import back to the queue. A server that stops is no failure of the import. */
export async function handBack(
  tx: Tx,
  lease: Lease,
  because: { stopping: boolean; problem: ImportProblem | null },
): Promise<void> {
  await tx.client.query(
    `update imports.import set alive_at = null, failures = failures - $3, problem = $4
     where id = $1 and attempt = $2 and state in ('inspecting', 'loading')`,
    [
      lease.importId,
      lease.attempt,
      because.stopping ? 1 : 0,
      because.problem === null ? null : JSON.stringify(because.problem),
    ],
  );
}

/** Nobody works on it any more, or only who holds `lease`: what was asked for comes true. */
export async function endCancelled(tx: Tx, importId: string, lease?: Lease): Promise<void> {
  await tx.client.query(
    `update imports.import set state = 'cancelled', finished_at = $3, alive_at = null, version = version + 1
     where id = $1 and state = 'cancelling'
       and (attempt = $4 or alive_at is null or alive_at < clock_timestamp() - make_interval(secs => $2))`,
    [importId, SILENT_SECONDS, tx.now, lease?.attempt ?? null],
  );
}

/** Imports that wait for a worker, and of which queue and worker have not been heard for so long. Marks them as queued now. */
export async function takeForgotten(
  tx: Tx,
  silentMinutes: number,
): Promise<{ id: string; state: ImportState }[]> {
  const result = await tx.client.query<{ id: string; state: ImportState }>(
    `update imports.import set queued_at = clock_timestamp()
     where state in ('inspecting', 'loading', 'cancelling')
       and coalesce(greatest(alive_at, queued_at), created_at) < clock_timestamp() - make_interval(mins => $1)
     returning id, state`,
    [silentMinutes],
  );
  return result.rows;
}
