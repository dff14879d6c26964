import type { CellWorkspace } from './cell-workspace.ts';
import { OUT_NULL, OUT_WORKSPACE } from './output-grid.ts';
import type { OutputGrid } from './output-grid.ts';

const CHUNK_BYTES = 256 * 1024;
const TAB = 9;
const LF = 10;
const BACKSLASH = 0x5c;
/** Below this, a loop beats a native copy. */
const LOOP_BYTES = 40;

/** Letter after the backslash for bytes that COPY text escapes, else 0. */
const ESCAPES = new Uint8Array(256);
for (const [byte, letter] of [
  [8, 'b'],
  [9, 't'],
  [10, 'n'],
  [11, 'v'],
  [12, 'f'],
  [13, 'r'],
  [BACKSLASH, '\\'],
] as const) {
  ESCAPES[byte] = letter.charCodeAt(0);
}

/**
 * PostgreSQL's COPY text format (tab, newline, \N, backslash escapes, UTF-8). Chunks of 256 KiB and more,
 * each ending with a whole row; their memory is given away.
 */
export class CopyEncoder {
  #chunk: Buffer = Buffer.allocUnsafeSlow(CHUNK_BYTES);
  #used = 0;
  #full: Buffer[] = [];

  /** Appends one row of the grid. */
  appendRow(row: number, grid: OutputGrid, source: Buffer, work: CellWorkspace): void {
    const { columns, from, to } = grid;
    const first = row * columns;
    const last = first + columns;
    this.#reserve(rowBound(grid, first, last));
    const chunk = this.#chunk;
    let at = this.#used;
    for (let cell = first; cell < last; cell++) {
      let start = from[cell]!;
      let end = to[cell]!;
      if (start === OUT_NULL) {
        chunk[at] = BACKSLASH;
        chunk[at + 1] = 0x4e;
        at += 2;
      } else {
        let bytes = source;
        if (start >= OUT_WORKSPACE) {
          start -= OUT_WORKSPACE;
          bytes = work.bytes;
        }
        if (end < 0) {
          end = -end;
          at = escapeInto(chunk, at, bytes, start, end);
        } else if (end - start > LOOP_BYTES) {
          bytes.copy(chunk, at, start, end);
          at += end - start;
        } else {
          while (start < end) chunk[at++] = bytes[start++]!;
        }
      }
      chunk[at++] = TAB;
    }
    chunk[at - 1] = LF;
    this.#used = at;
  }

  /** What is ready: full chunks only, or with `all` everything. */
  take(all: boolean): Buffer[] {
    if (all) this.#flush(0);
    const ready = this.#full;
    this.#full = [];
    return ready;
  }

  #reserve(size: number): void {
    if (this.#used + size > this.#chunk.length) this.#flush(size);
  }

  #flush(needed: number): void {
    if (this.#used > 0) this.#full.push(this.#chunk.subarray(0, this.#used));
    this.#chunk = Buffer.allocUnsafeSlow(Math.max(CHUNK_BYTES, needed));
    this.#used = 0;
  }
}

/** Bytes that a row takes at most. */
function rowBound(grid: OutputGrid, first: number, last: number): number {
  let bound = 0;
  for (let cell = first; cell < last; cell++) {
    const from = grid.from[cell]!;
    const end = grid.to[cell]!;
    const start = from >= OUT_WORKSPACE ? from - OUT_WORKSPACE : from;
    if (from === OUT_NULL) bound += 3;
    else bound += end < 0 ? 2 * (-end - start) + 1 : end - start + 1;
  }
  return bound;
}

function escapeInto(chunk: Buffer, to: number, bytes: Buffer, from: number, end: number): number {
  let at = to;
  for (let i = from; i < end; i++) {
    const byte = bytes[i]!;
    const letter = ESCAPES[byte]!;
    if (letter === 0) chunk[at++] = byte;
    else {
      chunk[at++] = BACKSLASH;
      chunk[at++] = letter;
    }
  }
  return at;
}
