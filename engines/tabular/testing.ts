import type { ImportPlan } from './column-plan.ts';
import { importRows } from './import-rows.ts';
import type { ImportRowsOptions } from './import-rows.ts';
import type { ImportReport } from './import-report.ts';
import { cellText, rowText } from './row-batch.ts';
import { CELL_NULL } from './row-batch.ts';
import type { BrokenRow, Table } from './row-batch.ts';

/** Everything a table gives, copied out of its batches. For tests. */
export interface Read {
  columns: string[];
  rows: string[][];
  /** Like `rows`, with null where the source says that there is no value. */
  values: (string | null)[][];
  numbers: number[];
  broken: Pick<BrokenRow, 'rowNumber' | 'rule' | 'cells'>[];
  notices: string[];
  blankRows: number;
}

export async function readAll(table: Table): Promise<Read> {
  const read: Read = {
    columns: table.columns,
    rows: [],
    values: [],
    numbers: [],
    broken: [],
    notices: [],
    blankRows: 0,
  };
  for await (const batch of table.batches) {
    for (let row = 0; row < batch.rows; row++) {
      read.rows.push(rowText(batch, row));
      read.numbers.push(batch.rowNumbers[row]!);
      const cells = table.columns.map((_, c) => row * batch.columns + c);
      read.values.push(
        cells.map((cell) => ((batch.flags[cell]! & CELL_NULL) === 0 ? cellText(batch, cell) : null)),
      );
    }
    read.broken.push(...batch.broken.map(({ rowNumber, rule, cells }) => ({ rowNumber, rule, cells })));
    read.notices.push(...batch.notices.map(({ rule }) => rule));
    read.blankRows = batch.blankRows;
  }
  return read;
}

export interface Imported {
  copy: string;
  rejects: string;
  report: ImportReport;
}

export async function importAll(
  table: Table,
  plan: ImportPlan,
  options?: ImportRowsOptions,
): Promise<Imported> {
  const copy: Buffer[] = [];
  const rejects: Buffer[] = [];
  for await (const step of importRows(table, plan, options)) {
    if (step.kind === 'done') {
      return {
        copy: Buffer.concat(copy).toString(),
        rejects: Buffer.concat(rejects).toString(),
        report: step.report,
      };
    }
    copy.push(...step.copy);
    rejects.push(step.rejects);
  }
  throw new TypeError('no report');
}

/** Cuts bytes at the given positions. */
export function* cutAt(bytes: Uint8Array, positions: readonly number[]): Generator<Uint8Array> {
  let from = 0;
  for (const position of [...positions].toSorted((a, b) => a - b)) {
    const to = Math.min(Math.max(position, from), bytes.length);
    if (to > from) yield bytes.slice(from, to);
    from = to;
  }
  if (from < bytes.length) yield bytes.slice(from);
}

export function piecesOf(bytes: Uint8Array, size: number): Uint8Array[] {
  const pieces: Uint8Array[] = [];
  for (let at = 0; at < bytes.length; at += size) pieces.push(bytes.slice(at, at + size));
  return pieces;
}

export async function bytesOf(chunks: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const all: Uint8Array[] = [];
  for await (const chunk of chunks) all.push(chunk);
  return Buffer.concat(all);
}

/** COPY text back to values; for tests of what a database would see. */
export function parseCopy(copy: string): (string | null)[][] {
  const letters: Record<string, string> = {
    b: '\b',
    t: '\t',
    n: '\n',
    v: '\v',
    f: '\f',
    r: '\r',
    '\\': '\\',
  };
  const lines = copy.split('\n').slice(0, -1);
  return lines.map((line) =>
    line
      .split('\t')
      .map((cell) =>
        cell === '\\N' ? null : cell.replace(/\\(.)/gsu, (_, letter: string) => letters[letter] ?? letter),
      ),
  );
}
