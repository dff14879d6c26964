import { brotliDecompressSync, gunzipSync, zstdDecompressSync } from 'node:zlib';
import type { CompressionCodec, DecodedArray, Encoding, PageHeader, SchemaElement } from 'hyparquet';
import { parquetHeader } from 'hyparquet/src/column.js';
import { readDataPage } from 'hyparquet/src/datapage.js';
import { readPlain } from 'hyparquet/src/plain.js';
import { decompressLz4, decompressLz4Raw, decompressSnappy } from 'hyparquet-compressors';
import { TabularError } from './errors.ts';
import { isThriftStruct } from './thrift-walk.ts';
import type { Levels } from './parquet-schema.ts';

/**
 * The values of one column chunk, page by page, from an untrusted file. The page decoders are hyparquet's;
 * before they run, counts, sizes and run lengths are checked here, since the decoders believe them, and every
 * page gets memory of its own, since they may look behind its end. Throws `TABULAR_PARQUET_*`.
 */
export class ParquetPages {
  readonly #element: SchemaElement;
  readonly #codec: CompressionCodec;
  readonly #maxPageBytes: number;
  readonly #levels: Levels;
  readonly #chunk: Uint8Array;
  readonly #reader: { view: DataView; offset: number };
  #dictionary: DecodedArray | undefined;
  #values: ArrayLike<unknown> = [];
  /** One byte an entry; undefined where all are at their maximum. */
  #definitions: Uint8Array | undefined;
  /** One byte an entry; undefined where nothing repeats. */
  #repetitions: Uint8Array | undefined;
  #entriesInPage = 0;
  #entry = 0;
  #value = 0;
  #entriesUnread: number;

  constructor(
    chunk: Uint8Array,
    options: {
      element: SchemaElement;
      levels: Levels;
      codec: CompressionCodec;
      entries: number;
      maxPageBytes: number;
    },
  ) {
    this.#element = options.element;
    this.#levels = options.levels;
    this.#codec = options.codec;
    this.#maxPageBytes = options.maxPageBytes;
    this.#entriesUnread = options.entries;
    this.#chunk = new Uint8Array(chunk);
    this.#reader = { view: new DataView(this.#chunk.buffer, 0, chunk.length), offset: 0 };
  }

  /** The next entry's physical value, undefined for null. An entry is a row, or an element of a row's list. */
  next(): unknown {
    // Header fields may even be of another type than expected; whatever comes of it means damage.
    while (this.#entry >= this.#entriesInPage) decoding(() => this.#nextPage());
    this.#entry++;
    return this.definition === this.#levels.definition ? this.#values[this.#value++] : undefined;
  }

  /** Of the last entry. */
  get definition(): number {
    return this.#definitions?.[this.#entry - 1] ?? this.#levels.definition;
  }

  /** Of the last entry: 0 where a row begins. */
  get repetition(): number {
    return this.#repetitions?.[this.#entry - 1] ?? 0;
  }

  /** Entries to come. */
  get left(): number {
    return this.#entriesUnread + this.#entriesInPage - this.#entry;
  }

  #nextPage(): void {
    const reader = this.#reader;
    if (!isThriftStruct(this.#chunk, reader.offset)) broken('page-header');
    const header = parquetHeader(reader);
    const size = header.compressed_page_size;
    const bounded = header.uncompressed_page_size >= 0 && header.uncompressed_page_size <= this.#maxPageBytes;
    if (!bounded)
      throw new TabularError('TABULAR_PARQUET_TOO_LARGE', { bytes: header.uncompressed_page_size });
    if (!(size >= 0 && reader.offset + size <= reader.view.byteLength)) broken('page-size');
    const raw = new Uint8Array(reader.view.buffer, reader.offset, size);
    reader.offset += size;
    if (header.type === 'DICTIONARY_PAGE') this.#readDictionary(header, raw);
    else if (header.type === 'DATA_PAGE') this.#readPage(header, raw);
    else if (header.type === 'DATA_PAGE_V2') this.#readPageV2(header, raw);
    else if (header.type !== 'INDEX_PAGE') broken('page-type');
  }

  #readDictionary(header: PageHeader, raw: Uint8Array): void {
    const count = header.dictionary_page_header?.num_values ?? -1;
    const page = decompress(raw, header.uncompressed_page_size, this.#codec);
    if (!(count >= 0 && count <= page.length)) broken('dictionary');
    const reader = { view: new DataView(page.buffer, 0, page.length), offset: 0 };
    this.#dictionary = readPlain(reader, this.#element.type!, count, this.#element.type_length);
  }

  #readPage(header: PageHeader, raw: Uint8Array): void {
    const data = header.data_page_header;
    if (!data) return broken('page-header');
    this.#beginPage(data.num_values);
    const page = decompress(raw, header.uncompressed_page_size, this.#codec);
    const { repetition, definition } = this.#levels;
    const repetitions = repetition > 0 ? sized(page, 0) : NOTHING;
    if (repetition > 0) this.#repetitions = readLevels(repetitions.bytes, repetition, data.num_values);
    const definitions = definition > 0 ? sized(page, repetitions.end) : { ...NOTHING, end: repetitions.end };
    const present = this.#define(definitions.bytes, data.num_values);
    return this.#decode(definitions.end === 0 ? page : page.slice(definitions.end), data.encoding, present);
  }

  #readPageV2(header: PageHeader, raw: Uint8Array): void {
    const data = header.data_page_header_v2;
    if (!data) return broken('page-header');
    this.#beginPage(data.num_values);
    const repeated = data.repetition_levels_byte_length;
    const levels = repeated + data.definition_levels_byte_length;
    const isSound = repeated >= 0 && levels >= repeated && levels <= raw.length;
    if (!isSound || (this.#levels.repetition === 0 && repeated !== 0)) broken('levels');
    const { repetition } = this.#levels;
    if (repetition > 0)
      this.#repetitions = readLevels(raw.subarray(0, repeated), repetition, data.num_values);
    const present = this.#define(raw.subarray(repeated, levels), data.num_values);
    const codec = data.is_compressed === false ? 'UNCOMPRESSED' : this.#codec;
    return this.#decode(
      decompress(raw.subarray(levels), header.uncompressed_page_size - levels, codec),
      data.encoding,
      present,
    );
  }

  #beginPage(entries: number): void {
    if (!(entries >= 0 && entries <= this.#entriesUnread)) broken('row-count');
    this.#entriesUnread -= entries;
    this.#entriesInPage = entries;
    this.#entry = 0;
    this.#value = 0;
    this.#definitions = undefined;
    this.#repetitions = undefined;
  }

  /** Takes the definition levels. @returns the number of values that are there */
  #define(bytes: Uint8Array, entries: number): number {
    const most = this.#levels.definition;
    if (most === 0) return entries;
    const levels = readLevels(bytes, most, entries);
    let count = 0;
    for (const level of levels) if (level === most) count++;
    if (count < entries) this.#definitions = levels;
    return count;
  }

  #decode(page: Uint8Array, encoding: Encoding, count: number): void {
    const { type, type_length: width } = this.#element;
    const indexed = encoding === 'PLAIN_DICTIONARY' || encoding === 'RLE_DICTIONARY';
    if (count === 0) {
      this.#values = [];
      return;
    }
    if (indexed) {
      if (type === 'BOOLEAN' || !(page[0]! <= 32)) broken('dictionary');
      if (page[0]! > 0) walkRuns(page.subarray(1), { width: page[0]!, values: count });
    } else if (encoding === 'RLE') {
      if (type !== 'BOOLEAN' || page.length < 4) broken('encoding');
      walkRuns(page.subarray(4), { width: 1, values: count });
    } else if (encoding === 'BYTE_STREAM_SPLIT' && count * (width ?? 1) > page.length) broken('encoding');
    const head = {
      num_values: count,
      encoding,
      definition_level_encoding: 'RLE',
      repetition_level_encoding: 'RLE',
    } as const;
    const decoder = {
      pathInSchema: [],
      type: type!,
      element: this.#element,
      schemaPath: [],
      codec: this.#codec,
      parsers: NO_PARSERS,
    };
    const { dataPage } = readDataPage(page, head, decoder);
    this.#values = indexed ? this.#lookUp(dataPage) : dataPage;
    if (this.#values.length < count) broken('row-count');
  }

  #lookUp(indexes: DecodedArray): unknown[] {
    const dictionary = this.#dictionary;
    if (!dictionary) return broken('dictionary');
    return Array.from(indexes as ArrayLike<number>, (index) =>
      index < dictionary.length ? dictionary[index] : broken('dictionary'),
    );
  }
}

/** Physical values need no parsers. */
const NO_PARSERS = {} as Parameters<typeof readDataPage>[2]['parsers'];

function broken(what: string): never {
  throw new TabularError('TABULAR_PARQUET_BROKEN', { what });
}

/** Whatever a decoder throws means damage. */
function decoding<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw error instanceof TabularError
      ? error
      : new TabularError('TABULAR_PARQUET_BROKEN', { what: 'decode' }, error);
  }
}

/** The inflated page in memory of its own, of exactly the stated size. */
function decompress(raw: Uint8Array, size: number, codec: CompressionCodec): Uint8Array<ArrayBuffer> {
  if (size < 0) broken('page-size');
  if (size === 0) return new Uint8Array(0); // codecs differ in what stands for nothing
  const page = new Uint8Array(inflateBy(raw, size, codec));
  if (page.length !== size) broken('page-size');
  return page;
}

function inflateBy(raw: Uint8Array, size: number, codec: CompressionCodec): Uint8Array {
  const native = { maxOutputLength: Math.max(size, 1) };
  switch (codec) {
    case 'UNCOMPRESSED':
      return raw;
    case 'SNAPPY':
      return decompressSnappy(raw, size);
    case 'GZIP':
      return gunzipSync(raw, native);
    case 'BROTLI':
      return brotliDecompressSync(raw, native);
    case 'ZSTD':
      return zstdDecompressSync(raw, native);
    case 'LZ4':
      return decompressLz4(raw, size);
    case 'LZ4_RAW':
      return decompressLz4Raw(raw, size);
    case 'LZO':
      return broken('codec');
  }
}

const NOTHING = { bytes: new Uint8Array(0), end: 0 };

/** Levels that begin with their size in four bytes. */
function sized(page: Uint8Array<ArrayBuffer>, at: number): { bytes: Uint8Array; end: number } {
  if (page.length < at + 4) broken('levels');
  const end = at + 4 + new DataView(page.buffer).getUint32(at, true);
  if (end > page.length) broken('levels');
  return { bytes: page.subarray(at + 4, end), end };
}

/** One byte a level. Of up to two bits none lies across two bytes, the others may. */
function readLevels(bytes: Uint8Array, most: number, entries: number): Uint8Array {
  const levels = new Uint8Array(entries);
  const width = 32 - Math.clz32(most);
  const mask = (1 << width) - 1;
  let entry = 0;
  walkRuns(bytes, { width, values: entries }, (at, count, packed) => {
    for (let i = 0; i < count && entry < entries; i++) {
      const bit = i * width;
      const from = at + (bit >> 3);
      const bits = width <= 2 ? bytes[from]! : bytes[from]! | ((bytes[from + 1] ?? 0) << 8);
      const level = (packed ? bits >> (bit & 7) : bytes[at]!) & mask;
      if (level > most) broken('levels');
      levels[entry++] = level;
    }
  });
  return levels;
}

/**
 * Walks the RLE and bit-packed hybrid until `values` are covered; throws if runs are empty, far longer than what
 * is left, or lead out of the bytes.
 */
function walkRuns(
  bytes: Uint8Array,
  { width, values }: { width: number; values: number },
  visit: (at: number, count: number, packed: boolean) => void = () => {},
): void {
  let at = 0;
  for (let seen = 0; seen < values;) {
    let header = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = bytes[at++];
      if (byte === undefined || shift > 28) return broken('runs');
      header += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) break;
    }
    const packed = header % 2 === 1;
    const count = packed ? Math.floor(header / 2) * 8 : header / 2;
    const size = packed ? (count / 8) * width : Math.ceil(width / 8);
    // Writers may fill up the last bit-packed run, but not leave off bytes that hold values.
    const needed = packed ? Math.ceil((Math.min(count, values - seen) * width) / 8) : size;
    if (count === 0 || count > values - seen + (packed ? 512 : 0) || at + needed > bytes.length)
      return broken('runs');
    visit(at, count, packed);
    at += size;
    seen += count;
  }
}
