import type {
  ColumnGuess,
  ImportPlan,
  ImportReport,
  Progress,
  TableNote,
  TabularFormat,
} from '@tandem/tabular';

import type { TableFile } from './reading/messages.ts';

/**
 * inspecting → inspected → loading → loaded → switched; a load may be cancelled and resumed. `failed` says why
 * in `problem`. Everything before `switched` leaves the data that is served untouched.
 */
export type ImportState =
  'inspecting' | 'inspected' | 'loading' | 'cancelling' | 'loaded' | 'switched' | 'failed' | 'cancelled';

/** How a file is to be read where the guess was wrong. What is not given is found out. */
export interface Reading {
  /** Sheet of a workbook. */
  sheet?: string;
  /** Row of a sheet's header, from 1. */
  headerRow?: number;
  /** Of CSV. */
  encoding?: 'utf-8' | 'utf-16le' | 'utf-16be' | 'gb18030';
  delimiter?: ',' | ';' | '\t' | '|';
  titleRows?: number;
  header?: boolean;
}

/** What a first look at the file found: a sample's worth of types, profiles and remarks. */
export interface Inspection {
  format: TabularFormat;
  encoding: string | null;
  delimiter: string | null;
  /** Of a workbook: the row that names the columns. */
  headerRow: number | null;
  /** CSV: whether its first row was taken for column names. */
  header?: boolean;
  sheet: string | null;
  sheets: string[];
  /** Exact for small files and Parquet, else worked out from the sample's bytes; null where that says nothing. */
  rows: { count: number; exact: boolean } | null;
  columns: ColumnGuess[];
  notes: TableNote[];
  /** JSON lines: columns that the first lines do not have. */
  furtherKeys?: string[];
  /** The first rows as they came; identifiers of persons masked. */
  preview: string[][];
}

/** Of a running load. `totalBytes` is the file's size. */
export interface LoadProgress extends Progress {
  totalBytes: number;
  startedAt: string;
  /** Lately; absent before there is anything to tell. */
  rowsPerSecond?: number;
  /** After an interruption: up to this row the file is only read again, as the rows are stored already. */
  rereadToRow?: number;
}

export interface ImportProblem {
  code: string;
  params: Record<string, string | number>;
}

export interface ImportRun {
  id: string;
  departmentId: string;
  resourceId: string | null;
  resourceTitle: string | null;
  fileHash: string;
  fileName: string;
  fileBytes: number;
  state: ImportState;
  /** `append`: the corrected rejects of an earlier import join the rows that are served. */
  mode: 'replace' | 'append';
  reading: Reading;
  correctionOf: string | null;
  version: number;
  inspection: Inspection | null;
  plan: ImportPlan | null;
  progress: LoadProgress | null;
  report: ImportReport | null;
  rejectHash: string | null;
  problem: ImportProblem | null;
  datasetVersionId: string | null;
  baseVersionId: string | null;
  committedRow: number;
  /** By which its rows are read; null before a load, and for loads of before the rules were numbered. */
  readingRules: number | null;
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

/** Plan and reading can be corrected until rows are being loaded by them. */
export function canChangePlan(run: Pick<ImportRun, 'state' | 'datasetVersionId'>): boolean {
  return LOADABLE.has(run.state) && run.datasetVersionId === null;
}

/** What a corrected reject file of ours says of itself; undefined for any other file. */
export function correctionNote(inspection: Inspection): TableNote | undefined {
  return inspection.notes.find((note) => note.code === 'TABULAR_CORRECTION');
}

/** The file as a reading process is told to read it. */
export function tableFileOf(
  run: Pick<ImportRun, 'fileName' | 'fileBytes' | 'reading' | 'inspection'>,
): TableFile {
  const { fileName: name, fileBytes: sizeBytes, reading, inspection } = run;
  return { name, sizeBytes, reading, furtherKeys: inspection?.furtherKeys ?? [] };
}

/** Whether its rows bring back refused rows of another import, each once, by their numbers there. */
export function isBound(run: Pick<ImportRun, 'mode' | 'correctionOf'>): boolean {
  return run.mode === 'append' && run.correctionOf !== null;
}
