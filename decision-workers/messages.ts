import type { CompileOptions, DecisionErrorCode, Failure } from '@tandem/decision';
import type { Portable } from './portable-value.ts';
import type { SharedColumns } from './shared-columns.ts';

/** What a thread is started with. */
export interface Start {
  /** XML; the first model is the one whose decisions are meant by name. */
  models: readonly string[];
  options: CompileOptions;
}

/** One call of `BatchPool.run`, told to each thread that works on it. */
export interface Run {
  id: number;
  decision: string;
  columns: SharedColumns;
  rows: number;
  hits: boolean;
  now: number | undefined;
}

export type ToWorker =
  | { kind: 'run'; run: Run }
  | { kind: 'decide'; id: number; from: number; to: number }
  | { kind: 'forget'; id: number };

export type ChunkOutput =
  | { kind: 'number'; values: Float64Array<ArrayBuffer> }
  | { kind: 'coded'; codes: Int32Array<ArrayBuffer>; dictionary: readonly Portable[] };

/** What a part came to. */
export interface Decided {
  output: ChunkOutput;
  hits: readonly Uint32Array<ArrayBuffer>[] | undefined;
  failures: readonly Failure[];
}

export type FromWorker =
  | { kind: 'decided'; decided: Decided }
  | { kind: 'refused'; code: DecisionErrorCode; params: Record<string, string | number> };
