/** How a CSV file separates things. All three are single ASCII bytes. */
export interface Dialect {
  delimiter: ',' | ';' | '\t' | '|';
  quote: '"' | "'";
  /** `cr`: lines end with a lone carriage return (old spreadsheets). `lf` covers CRLF and mixtures. */
  newline: 'lf' | 'cr';
}

export const LF = 10;
export const CR = 13;

/**
 * One record taken apart without hurry; the grid scanner uses it where its fast path gives up.
 * `open-end`: no line end before `to`. `open-quote`: a quoted cell does not end before `to`.
 * `stray-quote`: something other than a delimiter or line end follows a closing quote.
 */
export interface SplitRecord {
  state: 'complete' | 'open-end' | 'open-quote' | 'stray-quote';
  starts: number[];
  ends: number[];
  /** Whether each cell was quoted and has doubled quotes inside. */
  escaped: boolean[];
  /** Position after the record's line end; for `stray-quote` the position of what is strayed upon. */
  next: number;
}

/** Takes the record at `from` apart. At most `maxCells` cells are kept, the rest is counted as one more. */
export function splitRecord(
  bytes: Uint8Array,
  range: { from: number; to: number },
  dialect: Dialect,
  maxCells: number,
): SplitRecord {
  const record: SplitRecord = { state: 'complete', starts: [], ends: [], escaped: [], next: range.to };
  const delimiter = dialect.delimiter.charCodeAt(0);
  const quote = dialect.quote.charCodeAt(0);
  let at = range.from;
  for (;;) {
    const quoted = at < range.to && bytes[at] === quote;
    const cell = quoted ? quotedCell(bytes, at, range.to, quote) : plainCell(bytes, at, range.to, delimiter);
    if (record.starts.length <= maxCells) {
      record.starts.push(quoted ? at + 1 : at);
      record.ends.push(cell.end);
      record.escaped.push(cell.escaped);
    }
    if (cell.end < 0) return { ...record, state: 'open-quote', next: range.to };
    at = cell.after;
    if (at >= range.to) return { ...record, state: 'open-end' };
    if (bytes[at] === delimiter) {
      at++;
      continue;
    }
    const end = lineEndAt(bytes, at, range.to);
    if (end === 0) return { ...record, state: 'stray-quote', next: at };
    return { ...record, next: at + end };
  }
}

interface CellSpan {
  end: number;
  after: number;
  escaped: boolean;
}

function plainCell(bytes: Uint8Array, from: number, to: number, delimiter: number): CellSpan {
  let at = from;
  while (at < to && bytes[at] !== delimiter && lineEndAt(bytes, at, to) === 0) at++;
  return { end: at, after: at, escaped: false };
}

function quotedCell(bytes: Uint8Array, from: number, to: number, quote: number): CellSpan {
  let escaped = false;
  for (let at = from + 1; at < to; at++) {
    if (bytes[at] !== quote) continue;
    if (at + 1 < to && bytes[at + 1] === quote) {
      escaped = true;
      at++;
      continue;
    }
    return { end: at, after: at + 1, escaped };
  }
  return { end: -1, after: to, escaped };
}

/** Length of the line end at `at`: 1 for LF, 2 for CRLF, 0 for none. A CR at the very end counts as one. */
export function lineEndAt(bytes: Uint8Array, at: number, to: number): number {
  if (bytes[at] === LF) return 1;
  if (bytes[at] !== CR) return 0;
  if (at + 1 >= to) return 1;
  return bytes[at + 1] === LF ? 2 : 0;
}

/** The cells of a split record as text, doubled quotes undone. */
export function recordText(bytes: Buffer, record: SplitRecord, dialect: Dialect): string[] {
  return record.starts.map((start, i) => {
    const text = bytes.toString('utf8', start, record.ends[i]);
    return record.escaped[i] ? text.replaceAll(dialect.quote + dialect.quote, dialect.quote) : text;
  });
}
