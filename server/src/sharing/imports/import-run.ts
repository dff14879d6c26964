import type { ColumnGuess, ImportPlan, ImportReport, Progress, TableNote, TabularFormat } from '@tandem/tabular';

/**
 * inspecting → inspected → loading → loaded → switched; a load may be cancelled and resumed. `failed` says why
 * in `problem`. Everything before `switched` leaves the data that is served untouched.
 */
export type ImportState =
  | 'inspecting'
  | 'inspected'
  | 'loading'
  | 'cancelling'
  | 'loaded'
  | 'switched'
  | 'failed'
  | 'cancelled';

/** What a first look at the file found: a sample's worth of types, profiles and remarks. */
export interface Inspection {
  format: TabularFormat;
  encoding: string | null;
  delimiter: string | null;
  sheet: string | null;
  sheets: string[];
  columns: ColumnGuess[];
  notes: TableNote[];
  /** The first rows as they came; identifiers of persons masked. */
  preview: string[][];
}

/** Of a running load. `totalBytes` is the file's size; `startedAt` lets a page work out rate and time left. */
export interface LoadProgress extends Progress {
  totalBytes: number;
  startedAt: string;
}

export interface ImportProblem {
  code: string;
  params: Record<string, string | number>;
}

export interface ImportRun {
  id: string;
  departmentId: string;
  resourceId: string | null;
  fileHash: string;
  fileName: string;
  fileBytes: number;
  state: ImportState;
  /** `append`: the corrected rejects of an earlier import join the rows that are served. */
  mode: 'replace' | 'append';
  version: number;
  inspection: Inspection | null;
  plan: ImportPlan | null;
  progress: LoadProgress | null;
  report: ImportReport | null;
  rejectHash: string | null;
  problem: ImportProblem | null;
  datasetVersionId: string | null;
  committedRow: number;
  createdBy: string;
  createdAt: string;
  startedAt: string | null;
  finishedAt: string | null;
}

const LOADABLE: ReadonlySet<ImportState> = new Set(['inspected', 'cancelled', 'failed']);

/** Whether a load may start or go on from this state. A failed inspection has no plan and can not. */
export function canLoad(run: Pick<ImportRun, 'state' | 'plan'>): boolean {
  return LOADABLE.has(run.state) && run.plan !== null;
}

/** The plan can be corrected until rows are being loaded by it. */
export function canChangePlan(run: Pick<ImportRun, 'state' | 'committedRow'>): boolean {
  return LOADABLE.has(run.state) && run.committedRow === 0;
}

/** Whether the file is a corrected reject file of ours: its rows then join those that are served. */
export function isCorrection(inspection: Inspection): boolean {
  return inspection.notes.some((note) => note.code === 'TABULAR_CORRECTION');
}
