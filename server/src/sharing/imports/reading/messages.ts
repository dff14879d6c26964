/** What the server and the process that reads a table say to each other. */
import type {
  DefectCount,
  DefectSample,
  HashKey,
  ImportPlan,
  ImportReport,
  Progress,
  StandingValues,
} from '@tandem/tabular';
import type { Inspection, Reading } from '../import-run.ts';

export interface TableFile {
  name: string;
  sizeBytes: number;
  reading: Reading;
  /** What an inspection found of a file of JSON lines. */
  furtherKeys?: readonly string[];
}

export interface LoadTask {
  kind: 'load';
  file: TableFile;
  plan: ImportPlan;
  hashKey: HashKey;
  /** Rows up to this number of the file are stored: judged and counted again, not given out again. */
  resumeAfterRow: number;
  /** Rows after which everything held back is given out. */
  flushEveryRows: number;
  /** Unique columns and keys whose values must not repeat those that stand already: the server is asked for these. */
  known: readonly (readonly string[])[];
  /** The import whose rows the numbers in the reject file are: this one, or the one that it corrects. */
  originId: string;
  /** The file brings back refused rows of that import: the server is asked for its rejects, and what of them has joined. */
  corrects: boolean;
}

export interface EstimateTask {
  kind: 'estimate';
  file: TableFile;
  plan: ImportPlan;
  rows: number;
}

export interface InspectTask {
  kind: 'inspect';
  file: TableFile;
  /** The installation's secret, for the samples of values: said here, since the reader has no environment. */
  hashKey: HashKey;
}

export type TableTask = InspectTask | LoadTask | EstimateTask;

/** What a plan would do to the first rows. */
export interface Estimate {
  rowsSampled: number;
  rowsRejected: number;
  /** By rule and column. */
  defects: DefectCount[];
  samples: DefectSample[];
}

/** Rows on their way; `copy` is COPY text, all of it together ends with a whole row. */
export interface RowsStep {
  kind: 'rows';
  copy: readonly Uint8Array[];
  rejects: readonly Uint8Array[];
  progress: Progress;
  /** Nothing is held back: everything up to `progress.lastRow` was given out. */
  flushed: boolean;
}

export type TableResult =
  | RowsStep
  | { kind: 'loaded'; report: ImportReport }
  | { kind: 'inspected'; inspection: Inspection }
  | { kind: 'estimated'; estimate: Estimate };

/** Questions of the reading process, each answered by an `answer` of the same number. */
export type Question =
  | { kind: 'next'; stream: number; of: StoredPart }
  | { kind: 'range'; offset: number; length: number }
  | { kind: 'known'; columns: readonly string[] }
  | { kind: 'joined' }
  /** Which of these codes are divisions. */
  | { kind: 'divisions'; codes: readonly string[] };

/** What can be read from the beginning: the file, or the rejects of the import that it corrects. */
export type StoredPart = 'file' | 'rejects';
/** A page of what stands already, or the codes that are known. */
export type Standing = StandingValues | readonly number[] | readonly string[];

/** How a reading ended. */
export type LastWord =
  | { kind: 'finished' }
  | { kind: 'refused'; code: string; params: Record<string, string | number> }
  | { kind: 'failed'; cause: string };

export type FromReader =
  | { kind: 'ask'; number: number; question: Question }
  /** COPY text and rejects of this many bytes each come through the pipe, in this order. */
  | { kind: 'rows'; copyBytes: number; rejectsBytes: number; progress: Progress; flushed: boolean }
  | { kind: 'result'; result: Exclude<TableResult, RowsStep> }
  | LastWord;

export type ToReader =
  /** The first word, once. */
  | { kind: 'task'; task: TableTask }
  /** How many bytes of the file come through the pipe; what stands; null at the end. */
  | { kind: 'answer'; number: number; value: number | Standing | null }
  /** One more step may be on its way. */
  | { kind: 'more' };

/** Steps that may be under way before the server has taken the first. */
export const STEPS_AHEAD = 8;
