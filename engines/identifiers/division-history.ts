/**
 * What became of a division: answers from a table of every code there has been.
 *
 *   successor '' ............... none known, or (changed) the same code under a new name
 *   successor '110101' ......... went into that division when it ended
 *   successor 'A;B' ............ was divided between them
 *   successor 'A[2001];B' ...... a part moved to A already in 2001; the rest went to B when it ended
 */
import type { DivisionLevel } from './division-code.ts';

/** One life of a code. A code that was renamed has several, none of them at the same time. */
export interface DivisionRecord {
  readonly code: string;
  readonly name: string;
  readonly level: DivisionLevel;
  /** 在用; 变更 (goes on under another name or code); 弃用. */
  readonly status: 'current' | 'changed' | 'retired';
  /** Years; the last year of one life is the first of the next. */
  readonly since: number;
  readonly until: number | null;
  readonly successor: string;
}

export interface DivisionSuccessor {
  readonly code: string;
  /** The year in which only a part moved; absent for what the division became as a whole. */
  readonly partIn?: number;
}

export type DivisionResolution =
  | {
      readonly ok: true;
      /** The life of the code that was asked about. */
      readonly asked: DivisionRecord;
      /** What it is today; several when it was divided. */
      readonly current: readonly DivisionRecord[];
      /** Today's divisions to which parts of it moved meanwhile: an address may lie there instead. */
      readonly partly: readonly DivisionRecord[];
      /** False when for some of it the table names no successor. */
      readonly complete: boolean;
    }
  | { readonly ok: false; readonly reason: 'code-unknown'; readonly code: string }
  | { readonly ok: false; readonly reason: 'not-in-force'; readonly code: string; readonly year: number }
  | { readonly ok: false; readonly reason: 'successor-unknown'; readonly asked: DivisionRecord };

export interface DivisionHistory {
  /** The life of a code in a year; of two that meet in that year the newer. */
  recordIn(code: string, year: number): DivisionRecord | undefined;
  /**
   * Today's successors of a six-digit code as it was used in `year`; without a year, of its newest life.
   * Ends also on tables whose successors run in circles.
   */
  resolve(code: string, year?: number): DivisionResolution;
}

/** Indexes a table once; the records are kept, not copied. */
export function createDivisionHistory(records: readonly DivisionRecord[]): DivisionHistory {
  const lives = new Map<string, DivisionRecord[]>();
  for (const record of records) {
    const known = lives.get(record.code);
    if (known === undefined) lives.set(record.code, [record]);
    else known.push(record);
  }
  for (const known of lives.values()) known.sort((a, b) => a.since - b.since);
  return Object.freeze({
    recordIn: (code: string, year: number) => recordIn(lives, code, year),
    resolve: (code: string, year?: number) => resolve(lives, code, year),
  });
}

/** 'A[2001];B' taken apart. */
export function parseSuccessors(text: string): DivisionSuccessor[] {
  return [...text.matchAll(/(\d{6})(?:\[(\d{4})\])?/g)].map(([, code = '', year]) =>
    year === undefined ? { code } : { code, partIn: Number(year) },
  );
}

type Lives = ReadonlyMap<string, readonly DivisionRecord[]>;

function recordIn(lives: Lives, code: string, year: number): DivisionRecord | undefined {
  return lives.get(code)?.findLast(({ since, until }) => since <= year && (until === null || until >= year));
}

function resolve(lives: Lives, code: string, year: number | undefined): DivisionResolution {
  const newest = lives.get(code)?.at(-1);
  if (newest === undefined) return { ok: false, reason: 'code-unknown', code };
  if (year === undefined) return trace(lives, newest, newest.since);
  const asked = recordIn(lives, code, year);
  return asked === undefined ? { ok: false, reason: 'not-in-force', code, year } : trace(lives, asked, year);
}

function trace(lives: Lives, asked: DivisionRecord, fromYear: number): DivisionResolution {
  const parts = newWalk(lives, null);
  const walk = newWalk(lives, parts);
  follow(walk, asked, fromYear);
  const current = [...walk.found];
  if (current.length === 0) return { ok: false, reason: 'successor-unknown', asked };
  const partly = [...parts.found].filter((record) => !walk.found.has(record));
  return { ok: true, asked, current, partly, complete: walk.complete };
}

interface Walk {
  readonly lives: Lives;
  /** The earliest year from which a record was followed, and whether it still is. */
  readonly visits: Map<DivisionRecord, { fromYear: number; open: boolean }>;
  readonly found: Set<DivisionRecord>;
  /** Where parts went; null in a walk of parts, which collects all by itself. */
  readonly parts: Walk | null;
  complete: boolean;
}

function newWalk(lives: Lives, parts: Walk | null): Walk {
  return { lives, visits: new Map(), found: new Set(), parts, complete: true };
}

/** Collects what `record` became, minding only parts that moved in `fromYear` or later. */
function follow(walk: Walk, record: DivisionRecord, fromYear: number): void {
  const visit = walk.visits.get(record);
  if (visit?.open === true) walk.complete = false;
  if (visit !== undefined && visit.fromYear <= fromYear) return;
  const opened = { fromYear, open: true };
  walk.visits.set(record, opened);
  const successors = parseSuccessors(record.successor);
  for (const { code, partIn } of successors) {
    if (partIn === undefined || partIn < fromYear) continue;
    const life = lifeFrom(walk.lives, code, partIn);
    if (life !== undefined) follow(walk.parts ?? walk, life, partIn);
  }
  if (record.status === 'current') walk.found.add(record);
  else followWhole(walk, record, successors);
  opened.open = false;
}

function followWhole(walk: Walk, record: DivisionRecord, successors: readonly DivisionSuccessor[]): void {
  const ended = record.until ?? record.since;
  const whole = successors.filter(({ partIn }) => partIn === undefined).map(({ code }) => code);
  const codes = whole.length === 0 && record.status === 'changed' ? [record.code] : whole;
  if (codes.length === 0) walk.complete = false;
  for (const code of codes) {
    const life = lifeFrom(walk.lives, code, ended);
    if (life === undefined) walk.complete = false;
    else follow(walk, life, ended);
  }
}

/** The life of a code in a year, or else the first that begins later. */
function lifeFrom(lives: Lives, code: string, year: number): DivisionRecord | undefined {
  return recordIn(lives, code, year) ?? lives.get(code)?.find(({ since }) => since > year);
}
