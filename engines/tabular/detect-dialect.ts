import { CR, LF, recordText, splitRecord } from './csv-record.ts';
import type { Dialect } from './csv-record.ts';

export interface DialectGuess {
  dialect: Dialect;
  /** Columns of most records. */
  columns: number;
  /** Records before the header (titles, remarks); 0 as a rule. */
  titleRows: number;
  /** Whether the first record after the titles names the columns. */
  header: boolean;
  /** Share of the sampled records that have `columns` columns. */
  confidence: number;
}

const DELIMITERS: readonly Dialect['delimiter'][] = [',', '\t', ';', '|'];
const SAMPLE_RECORDS = 200;

/** Guesses delimiter, quote, line ends, titles and header from a head of valid UTF-8 (64 KiB are plenty). */
export function detectDialect(head: Uint8Array): DialectGuess {
  const newline = detectNewline(head);
  const bytes = newline === 'cr' ? lineFeeds(Buffer.from(head)) : Buffer.from(head);
  let best: { dialect: Dialect; records: string[][]; columns: number; share: number } | undefined;
  for (const delimiter of DELIMITERS) {
    const quote = quotesEnclose(bytes, delimiter) ? "'" : '"';
    const dialect: Dialect = { delimiter, quote, newline };
    const records = sampleRecords(bytes, dialect);
    const { columns, share } = commonWidth(records);
    const better = best === undefined || score(columns, share) > score(best.columns, best.share);
    if (better) best = { dialect, records, columns, share };
  }
  const { dialect, records, columns, share } = best!;
  const titleRows = countTitles(records, columns);
  const header = looksLikeHeader(records.slice(titleRows));
  return { dialect, columns, titleRows, header, confidence: share };
}

/** Old Mac files: lone carriage returns become line feeds. Expects a buffer of its own. */
export function lineFeeds(bytes: Buffer): Buffer {
  for (let at = bytes.indexOf(CR); at >= 0; at = bytes.indexOf(CR, at + 1)) bytes[at] = LF;
  return bytes;
}

function detectNewline(head: Uint8Array): Dialect['newline'] {
  return head.includes(CR) && !head.includes(LF) && head.indexOf(CR) < head.length - 1 ? 'cr' : 'lf';
}

/** Apostrophes count as quotes only if cells begin and end with them all over the head. */
function quotesEnclose(bytes: Buffer, delimiter: string): boolean {
  const text = bytes.toString('utf8');
  return text.startsWith("'") && text.split(`'${delimiter}'`).length > 3;
}

function sampleRecords(bytes: Buffer, dialect: Dialect): string[][] {
  const records: string[][] = [];
  for (let from = 0; from < bytes.length && records.length < SAMPLE_RECORDS;) {
    const record = splitRecord(bytes, { from, to: bytes.length }, dialect, 4096);
    if (record.state !== 'complete' && records.length > 0) break;
    const cells = recordText(bytes, record, dialect);
    if (cells.some((cell) => cell.trim() !== '')) records.push(cells);
    from = Math.max(record.next, from + 1);
  }
  return records;
}

function commonWidth(records: readonly string[][]): { columns: number; share: number } {
  const widths = new Map<number, number>();
  for (const cells of records) widths.set(cells.length, (widths.get(cells.length) ?? 0) + 1);
  let columns = 1;
  let count = 0;
  for (const [width, times] of widths) {
    if (times > count || (times === count && width > columns)) [columns, count] = [width, times];
  }
  return { columns, share: records.length === 0 ? 0 : count / records.length };
}

/** Agreement counts most; among delimiters that agree, the one that cuts more. One column is a last resort. */
function score(columns: number, share: number): number {
  return columns === 1 ? 0.001 : share * (1 + Math.min(columns, 50) / 1000);
}

/** Leading rows with fewer than half of the common width filled are titles, if a full row follows soon. */
function countTitles(records: readonly string[][], columns: number): number {
  if (columns < 3) return 0;
  const filled = (cells: readonly string[]) => cells.filter((cell) => cell.trim() !== '').length;
  const first = records.slice(0, 20).findIndex((cells) => filled(cells) * 2 > columns);
  return Math.max(0, first);
}

const VALUE = /^[\s"']*[-+]?[\d.,/:年月日-]*\d[\d.,/:年月日%-]*[\s"']*$|^[0-9A-Z]{15,18}$|^\S+@\S+\.\S+$/u;

const isLong = (cell: string) => cell.trim().length > 80;

/** A long cell is a name that explains itself where what stands below it is short; else it is prose like the others. */
function explains(below: readonly string[]): boolean {
  const filled = below.filter((cell) => cell.trim() !== '');
  return filled.filter(isLong).length * 2 < filled.length;
}

/**
 * A header names things: all cells filled or nearly so, most of them different, none a number, date or code, while
 * the rows below may hold such. A file of text only is taken to have a header unless its first row repeats below.
 */
export function looksLikeHeader(records: readonly string[][]): boolean {
  const [first, ...rest] = records;
  if (!first) return false;
  const names = first.map((cell) => cell.trim()).filter((cell) => cell !== '');
  if (names.length === 0 || new Set(names).size * 2 <= names.length) return false;
  if (names.some((name) => VALUE.test(name))) return false;
  if (first.some((cell, c) => isLong(cell) && !explains(rest.map((cells) => cells[c] ?? '')))) return false;
  const repeats = first.some((cell, c) => cell !== '' && rest.some((cells) => cells[c] === cell));
  return !repeats;
}
