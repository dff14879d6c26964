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
  /** Columns; without them the keys of the first lines (4 MiB) in order of appearance. */
  columns?: readonly string[];
  limits?: Partial<Limits>;
}

const HEAD_BYTES = 4 * 1024 ** 2;
const LF = 10;

/**
 * Opens a file with one JSON object a line (also known as NDJSON). Numbers keep their digits; nested values
 * become JSON text; null and missing keys are empty cells. Lines that are no object, too long, too deep, or
 * have keys beyond the columns become `broken` rows. Throws `TABULAR_EMPTY`, `TABULAR_ROW_UNREADABLE`
 * (the first ones), `TABULAR_TOO_MANY_HEADERS`.
 */
export async function readJsonLines(chunks: ByteChunks, options: JsonLinesOptions = {}): Promise<Table> {
  const limits = withDefaults(options.limits);
  const source = new PeekedBytes(chunks);
  const { head, complete } = await source.peek(HEAD_BYTES);
  const { encoding } = detectEncoding(head);
  const notes: TableNote[] = [];
  const keys = options.columns ?? keysOf(head, encoding, complete);
  if (keys.length === 0 && !complete) throw new TabularError('TABULAR_ROW_UNREADABLE', { row: 1 });
  if (keys.length === 0) throw new TabularError('TABULAR_EMPTY');
  if (keys.length > limits.maxColumns) {
    throw new TabularError('TABULAR_TOO_MANY_HEADERS', { columns: keys.length, max: limits.maxColumns });
  }
  const reader = new LineReader(keys, limits);
  const batches = readLines(source, createTranscoder(encoding), reader);
  return { format: 'jsonl', columns: nameColumns(keys, notes), batches, notes };
}

function keysOf(head: Buffer, encoding: Encoding, complete: boolean): string[] {
  const transcoder = createTranscoder(encoding);
  const decoded = [transcoder.push(head), complete ? transcoder.end() : Buffer.alloc(0)];
  const lines = Buffer.concat(decoded).toString('utf8').split('\n');
  if (!complete && lines.length > 1) lines.pop();
  const keys = new Set<string>();
  for (const line of lines) {
    const row = parseLine(line);
    if (row) for (const key of Object.keys(row)) keys.add(key);
  }
  return [...keys];
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

/** Cuts lines, parses them, fills batches. */
class LineReader {
  readonly builder: BatchBuilder;
  readonly #places: ReadonlyMap<string, number>;
  readonly #limits: Limits;
  #pieces: Buffer[] = [];
  #pending = 0;
  #rowNumber = 0;
  #skipping = false;

  constructor(keys: readonly string[], limits: Limits) {
    this.builder = new BatchBuilder(keys.length);
    this.builder.beginRow();
    this.#places = new Map(keys.map((key, i) => [key, i]));
    this.#limits = limits;
  }

  /** Yields each time the batch is full. */
  *feed(bytes: Buffer): Generator<void> {
    let from = 0;
    for (let end = bytes.indexOf(LF); end >= 0; end = bytes.indexOf(LF, from)) {
      this.#line(bytes.subarray(from, end));
      from = end + 1;
      if (this.builder.full) yield;
    }
    this.#keep(bytes.subarray(from));
  }

  /** The last bytes; a last line needs no line end. */
  *end(bytes: Buffer): Generator<void> {
    yield* this.feed(bytes);
    if (this.#pending > 0) yield* this.feed(Buffer.of(LF));
  }

  #keep(rest: Buffer): void {
    if (this.#skipping || rest.length === 0) return;
    this.#pieces.push(Buffer.from(rest));
    this.#pending += rest.length;
    if (this.#pending <= this.#limits.maxRowBytes) return;
    this.#tooLong(Buffer.concat(this.#pieces));
    this.#skipping = true;
    this.#pieces = [];
    this.#pending = 0;
  }

  #line(end: Buffer): void {
    if (this.#skipping) {
      this.#skipping = false;
      return;
    }
    const line = this.#pieces.length === 0 ? end : Buffer.concat([...this.#pieces, end]);
    this.#pieces = [];
    this.#pending = 0;
    if (line.length > this.#limits.maxRowBytes) {
      this.#tooLong(line);
      return;
    }
    this.#rowNumber++;
    const text = line.toString('utf8');
    if (text.trim() === '') this.builder.batch.blankRows++;
    else this.#row(text);
  }

  #tooLong(line: Buffer): void {
    this.#rowNumber++;
    const excerpt = line
      .toString('utf8', 0, Math.min(4096, this.#limits.maxRowBytes))
      .replace(/\ufffd$/u, '');
    this.builder.addBroken(this.#rowNumber, 'TABULAR_ROW_TOO_LONG', [excerpt]);
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
  let value: unknown;
  try {
    value = DELICATE.test(text) ? JSON.parse(text, keepDigits) : JSON.parse(text);
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
