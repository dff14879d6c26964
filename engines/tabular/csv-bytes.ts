import { CR, LF } from './csv-record.ts';
import type { SplitRecord } from './csv-record.ts';
import { CELL_BAD, CELL_CONTROL, CELL_NON_ASCII, CELL_SPECIAL } from './row-batch.ts';
import type { RowBatch } from './row-batch.ts';

/**
 * One entry a byte value: 0 ends a run; otherwise the low three bits are the length of the UTF-8 sequence
 * that the byte leads, the others cell flags. Sequences are valid, so continuation bytes are stepped over.
 */
export function byteKinds(stops: readonly number[], suspectReplacement: boolean): Uint8Array {
  const kinds = new Uint8Array(256).fill(1);
  for (let byte = 0; byte < 0x20; byte++) kinds[byte] = 1 | CELL_CONTROL;
  for (const byte of [9, LF, CR, 0x5c]) kinds[byte] = 1 | CELL_SPECIAL;
  for (let byte = 0xc0; byte < 0x100; byte++) {
    kinds[byte] = (byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2) | CELL_NON_ASCII;
  }
  if (suspectReplacement) kinds[0xef]! |= CELL_BAD;
  for (const byte of stops) kinds[byte] = 0;
  return kinds;
}

/** Index behind the last cell that holds more than blanks; 0 when the record is blank. */
export function lastFilled(bytes: Buffer, record: SplitRecord): number {
  let filled = record.starts.length;
  while (filled > 0 && isBlank(bytes, record.starts[filled - 1]!, record.ends[filled - 1]!)) filled--;
  return filled;
}

function isBlank(bytes: Buffer, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (bytes[at] !== 0x20) return false;
  return true;
}

/** Halves the doubled quotes of a cell in place. Safe once its record is known to be complete. */
export function undoEscapes(batch: RowBatch, cell: number, quote: number): void {
  const { bytes } = batch;
  const end = batch.ends[cell]!;
  let to = batch.starts[cell]!;
  for (let at = to; at < end; at++) {
    bytes[to++] = bytes[at]!;
    if (bytes[at] === quote) at++;
  }
  batch.ends[cell] = to;
}
