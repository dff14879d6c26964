/** A thread that decides parts of runs, one at a time. Compiles its models once, each decision when first asked for. */
import { parentPort, workerData } from 'node:worker_threads';
import {
  compileBatch,
  compileModel,
  DecisionError,
  PartBudget,
  readModel,
  type BatchProgram,
  type Columns,
} from '@tandem/decision';
import type { Decided, FromWorker, Run, Start, ToWorker } from './messages.ts';
import { toPortables } from './portable-value.ts';
import { readColumns } from './shared-columns.ts';

/** Of the results of one part of a run: what a thread holds with ease. */
const MOST_PARTS = 2_000_000;

const { models, options } = workerData as Start;
let compiled: ReturnType<typeof compileModel> | undefined;
const runs = new Map<number, { run: Run; columns: Columns; program?: BatchProgram }>();
const programs = new Map<string, BatchProgram>();

function programOf({ decision, now }: Run): BatchProgram {
  compiled ??= compileModel(
    models.map((xml) => readModel(xml)),
    options,
  );
  // A moment that is told is that of one run.
  if (now !== undefined) return compileBatch(compiled, decision, now);
  const program = programs.get(decision) ?? compileBatch(compiled, decision);
  programs.set(decision, program);
  return program;
}

function decide({ id, from, to }: { id: number; from: number; to: number }): void {
  const known = runs.get(id);
  if (!known) return;
  known.program ??= programOf(known.run);
  const { rows, hits: areHitsAsked } = known.run;
  const { output, hits, failures } = known.program.run(known.columns, rows, { from, to, hits: areHitsAsked });
  const portable =
    output.kind === 'number'
      ? output
      : { ...output, dictionary: toPortables(output.dictionary, new PartBudget(MOST_PARTS)) };
  const decided = { output: portable, hits, failures } as Decided;
  const arrays = [output.kind === 'number' ? output.values : output.codes, ...(hits ?? [])];
  tell({ kind: 'decided', decided }, arrays);
}

/** The arrays are handed over, not copied. */
function tell(message: FromWorker, arrays: readonly (Float64Array | Int32Array | Uint32Array)[] = []): void {
  parentPort?.postMessage(
    message,
    arrays.map(({ buffer }) => buffer as ArrayBuffer),
  );
}

parentPort?.on('message', (message: ToWorker) => {
  try {
    if (message.kind === 'forget') runs.delete(message.id);
    else if (message.kind === 'run')
      runs.set(message.run.id, { run: message.run, columns: readColumns(message.run.columns) });
    else decide(message);
  } catch (error) {
    if (!(error instanceof DecisionError)) throw error;
    tell({ kind: 'refused', code: error.code, params: { ...error.params } });
  }
});
