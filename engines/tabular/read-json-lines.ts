import { BatchBuilder } from './batch-builder.ts';
import { PeekedBytes } from './byte-source.ts';
import type { ByteChunks } from './byte-source.ts';
import type { RuleCode } from './defect-rules.ts';
import { detectEncoding } from './detect-encoding.ts';
import { TabularError } from './errors.ts';
import { withDefaults } from './limits.ts';
import type { Limits } from './limits.ts';
import { nameColumns } from './row-batch.ts';
import type { RowBatch, Table, TableNote } from './row-batch.ts';
import { createTranscoder, type Encoding } from './transcode.ts';

export interface JsonLinesOptions {
  /** Columns after those of the first lines: what `findFurtherKeys` says of the same file. */
  furtherKeys?: readonly string[];
  limits?: Partial<Limits>;
}

const HEAD_BYTES = 4 * 1024 ** 2;
const LF = 10;

/**
 * Opens a file with one JSON object a line (also known as NDJSON). Numbers keep their digits; nested values
 * become JSON text; null and missing keys are empty cells. Lines that are no object, too long, too deep, or
 * have keys beyond the columns become `broken` rows. Columns are the keys of the first lines (4 MiB) in order of
 * appearance, then `furtherKeys`. Throws `TABULAR_EMPTY`, `TABULAR_ROW_UNREADABLE` (the first ones),
 * `TABULAR_TOO_MANY_HEADERS`.
 */
export async function readJsonLines(chunks: ByteChunks, options: JsonLinesOptions = {}): Promise<Table> {
  const limits = withDefaults(options.limits);
  const source = new PeekedBytes(chunks);
  const { encoding, complete, keys: first } = await firstKeys(source, limits);
  const notes: TableNote[] = [];
  const keys = [...first.union(new Set(options.furtherKeys))];
  if (keys.length === 0 && !complete) throw new TabularError('TABULAR_ROW_UNREADABLE', { row: 1 });
  if (keys.length === 0) throw new TabularError('TABULAR_EMPTY');
  if (keys.length > limits.maxColumns) {
    throw new TabularError('TABULAR_TOO_MANY_HEADERS', { columns: keys.length, max: limits.maxColumns });
  }
  const reader = new LineReader(keys, limits);
  const batches = readLines(source, createTranscoder(encoding), reader);
  return { format: 'jsonl', columns: nameColumns(keys, notes), batches, notes };
}

interface FirstKeys {
  encoding: Encoding;
  /** The file ends within the first 4 MiB. */
  complete: boolean;
  keys: Set<string>;
}

async function firstKeys(source: PeekedBytes, limits: Limits): Promise<FirstKeys> {
  const peeked = await source.peek(HEAD_BYTES);
  const { encoding } = detectEncoding(peeked.head);
  const head = peeked.head.subarray(0, HEAD_BYTES);
  const complete = peeked.complete && head.length === peeked.head.length;
  const transcoder = createTranscoder(encoding);
  const decoded = [transcoder.push(head), complete ? transcoder.end() : Buffer.alloc(0)];
  const lines = Buffer.concat(decoded).toString('utf8').split('\n');
  if (!complete && lines.length > 1) lines.pop();
  const keys = new Set<string>();
  for (const line of lines) for (const key of newKeys(line, keys, limits)) keys.add(key);
  return { encoding, complete, keys };
}

/** Keys of a line that can be read and that are not known yet. Values are not looked at, so they keep no digits. */
function newKeys(line: string, known: ReadonlySet<string>, limits: Limits): string[] {
  const keys = Object.keys(objectOf(line, (text) => JSON.parse(text)) ?? {}).filter((key) => !known.has(key));
  return keys.length === 0 || isTooDeep(line, limits.maxJsonDepth) ? [] : keys;
}

/** Keys that no line of the first 4 MiB has. */
export interface FurtherKeys {
  keys: string[];
  /** Keys that would be too many, or that nothing can be named by; rows with them are broken. At most 1,000. */
  leftOut: string[];
}

/** Of keys that a damaged file makes up, no table gets more columns than these. */
const MOST_FURTHER = 100;
const MOST_LEFT_OUT = 1000;

/** Not a text that stands where a key should. */
function isName(key: string): boolean {
  return key.length <= 1000 && key.isWellFormed() && !key.includes('\0');
}

/** Looks for keys beyond the first 4 MiB, in as many bytes as said; `readJsonLines` then takes them for columns. */
export async function findFurtherKeys(
  chunks: ByteChunks,
  options: { bytes: number; limits?: Partial<Limits> },
): Promise<FurtherKeys> {
  const limits = withDefaults(options.limits);
  const source = new PeekedBytes(chunks);
  const { encoding, complete, keys: known } = await firstKeys(source, limits);
  const most = Math.min(MOST_FURTHER, limits.maxColumns - known.size);
  const [keys, leftOut]: [string[], string[]] = [[], []];
  if (complete) return { keys, leftOut };
  const take = ({ text, tooLong }: Line) => {
    if (tooLong) return;
    for (const key of newKeys(text, known, limits)) {
      const isFurther = keys.length < most && isName(key);
      if (!isFurther && leftOut.length >= MOST_LEFT_OUT) continue;
      known.add(key);
      (isFurther ? keys : leftOut).push(key);
    }
  };
  await eachLine(source, { encoding, limits, bytes: options.bytes }, take);
  return { keys, leftOut };
}

async function eachLine(
  source: PeekedBytes,
  { encoding, limits, bytes }: { encoding: Encoding; limits: Limits; bytes: number },
  take: (line: Line) => void,
): Promise<void> {
  const transcoder = createTranscoder(encoding);
  const cutter = new LineCutter(limits.maxRowBytes);
  let seen = 0;
  for await (const chunk of source.chunks()) {
    for (const line of cutter.feed(transcoder.push(chunk))) take(line);
    seen += chunk.length;
    if (seen >= bytes) return;
  }
  for (const line of cutter.end(transcoder.end())) take(line);
}

async function* readLines(
  source: PeekedBytes,
  transcoder: ReturnType<typeof createTranscoder>,
  reader: LineReader,
): AsyncGenerator<RowBatch> {
  const { builder } = reader;
  for await (const chunk of source.chunks()) {
    builder.batch.bytesRead += chunk.length;
    for (const _ of reader.feed(transcoder.push(chunk))) {
      yield builder.batch;
      builder.clear();
    }
  }
  for (const _ of reader.end(transcoder.end())) {
    yield builder.batch;
    builder.clear();
  }
  yield builder.batch;
}

/** Of a line that is too long, `text` is its beginning. */
interface Line {
  text: string;
  tooLong: boolean;
}

/** Cuts lines out of bytes as they come. */
class LineCutter {
  readonly #maxBytes: number;
  #pieces: Buffer[] = [];
  #pending = 0;
  #skipping = false;

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  *feed(bytes: Buffer): Generator<Line> {
    let from = 0;
    for (let end = bytes.indexOf(LF); end >= 0; end = bytes.indexOf(LF, from)) {
      if (this.#skipping) this.#skipping = false;
      else yield this.#line(bytes.subarray(from, end));
      from = end + 1;
    }
    const rest = bytes.subarray(from);
    if (this.#skipping || rest.length === 0) return;
    this.#pieces.push(Buffer.from(rest));
    this.#pending += rest.length;
    if (this.#pending <= this.#maxBytes) return;
    yield this.#line(Buffer.alloc(0));
    this.#skipping = true;
  }

  /** The last bytes; a last line needs no line end. */
  *end(bytes: Buffer): Generator<Line> {
    yield* this.feed(bytes);
    if (this.#pending > 0) yield* this.feed(Buffer.of(LF));
  }

  #line(end: Buffer): Line {
    const line = this.#pieces.length === 0 ? end : Buffer.concat([...this.#pieces, end]);
    this.#pieces = [];
    this.#pending = 0;
    if (line.length <= this.#maxBytes) return { text: line.toString('utf8'), tooLong: false };
    const excerpt = line.toString('utf8', 0, Math.min(4096, this.#maxBytes)).replace(/\ufffd$/u, '');
    return { text: excerpt, tooLong: true };
  }
}

/** Parses lines, fills batches. */
class LineReader {
  readonly builder: BatchBuilder;
  readonly #places: ReadonlyMap<string, number>;
  readonly #limits: Limits;
  readonly #cutter: LineCutter;
  #rowNumber = 0;

  constructor(keys: readonly string[], limits: Limits) {
    this.builder = new BatchBuilder(keys.length);
    this.builder.beginRow();
    this.#places = new Map(keys.map((key, i) => [key, i]));
    this.#limits = limits;
    this.#cutter = new LineCutter(limits.maxRowBytes);
  }

  /** Yields each time the batch is full. */
  *feed(bytes: Buffer): Generator<void> {
    for (const line of this.#cutter.feed(bytes)) {
      this.#line(line);
      if (this.builder.full) yield;
    }
  }

  *end(bytes: Buffer): Generator<void> {
    for (const line of this.#cutter.end(bytes)) {
      this.#line(line);
      if (this.builder.full) yield;
    }
  }

  #line({ text, tooLong }: Line): void {
    this.#rowNumber++;
    if (tooLong) this.builder.addBroken(this.#rowNumber, 'TABULAR_ROW_TOO_LONG', [text]);
    else if (text.trim() === '') this.builder.batch.blankRows++;
    else this.#row(text);
  }

  #row(text: string): void {
    const { builder } = this;
    const row = isTooDeep(text, this.#limits.maxJsonDepth) ? undefined : parseLine(text);
    if (!row) {
      builder.addBroken(this.#rowNumber, 'TABULAR_BAD_JSON', [text]);
      return;
    }
    builder.beginRow();
    let problem: RuleCode | undefined;
    for (const [key, value] of Object.entries(row)) {
      const place = this.#places.get(key);
      const cell = cellOf(value);
      if (cell === undefined) continue;
      if (place === undefined) problem = 'TABULAR_UNKNOWN_FIELD';
      else if (cell.length > this.#limits.maxCellBytes) problem = 'TABULAR_CELL_TOO_LONG';
      else builder.setText(place, cell);
    }
    if (problem) builder.addBroken(this.#rowNumber, problem, this.#cells(row));
    else builder.endRow(this.#rowNumber);
  }

  #cells(row: Record<string, unknown>): string[] {
    const known = [...this.#places.keys()].map((key) =>
      Object.hasOwn(row, key) ? (cellOf(row[key]) ?? '') : '',
    );
    const others = Object.keys(row).filter((key) => !this.#places.has(key));
    return [...known, ...others.map((key) => `${key}=${cellOf(row[key]) ?? ''}`)];
  }
}

/** A number as the file writes it, whatever a double can hold. */
class ExactNumber {
  readonly source: string;
  constructor(source: string) {
    this.source = source;
  }
  toJSON(): unknown {
    return (JSON as JSON & { rawJSON(text: string): unknown }).rawJSON(this.source);
  }
}

/** Numbers whose digits `JSON.parse` may not give back. */
const DELICATE = /\d{16}|\d[.eE]\d|-0/u;

function parseLine(text: string): Record<string, unknown> | undefined {
  return objectOf(text, (line) => (DELICATE.test(line) ? JSON.parse(line, keepDigits) : JSON.parse(line)));
}

function objectOf(text: string, parse: (text: string) => unknown): Record<string, unknown> | undefined {
  let value: unknown;
  try {
    value = parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  return isObject ? (value as Record<string, unknown>) : undefined;
}

function keepDigits(this: unknown, _key: string, value: unknown, context?: { source?: string }): unknown {
  return typeof value === 'number' && context?.source !== undefined ? new ExactNumber(context.source) : value;
}

function cellOf(value: unknown): string | undefined {
  if (value === null || value === undefined) return undefined;
  if (typeof value === 'string') return value;
  if (value instanceof ExactNumber) return value.source;
  return JSON.stringify(value);
}

/** Counts brackets outside strings, so that no parser is sent into the depth. */
function isTooDeep(text: string, max: number): boolean {
  let depth = 0;
  let quoted = false;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (quoted) {
      if (code === 0x5c) i++;
      else if (code === 0x22) quoted = false;
    } else if (code === 0x22) quoted = true;
    else if (code === 0x7b || code === 0x5b) {
      if (++depth > max) return true;
    } else if (code === 0x7d || code === 0x5d) depth--;
  }
  return false;
}
