import { brotliDecompressSync, gunzipSync, zstdDecompressSync } from 'node:zlib';
import type { CompressionCodec, DecodedArray, Encoding, PageHeader, SchemaElement } from 'hyparquet';
import { parquetHeader } from 'hyparquet/src/column.js';
import { readDataPage } from 'hyparquet/src/datapage.js';
import { readPlain } from 'hyparquet/src/plain.js';
import { decompressLz4, decompressLz4Raw, decompressSnappy } from 'hyparquet-compressors';
import { TabularError } from './errors.ts';

/**
 * The values of one column chunk, page by page, from an untrusted file. The page decoders are hyparquet's;
 * before they run, counts, sizes and run lengths are checked here, since the decoders believe them, and every
 * page gets memory of its own, since they may look behind its end. Throws `TABULAR_PARQUET_*`.
 */
export class ParquetPages {
  readonly #element: SchemaElement;
  readonly #codec: CompressionCodec;
  readonly #maxPageBytes: number;
  readonly #reader: { view: DataView; offset: number };
  #dictionary: DecodedArray | undefined;
  #values: ArrayLike<unknown> = [];
  /** One byte a row, 0 for null; undefined if the page has no nulls. */
  #present: Uint8Array | undefined;
  #rowsInPage = 0;
  #row = 0;
  #value = 0;
  #rowsLeft: number;

  constructor(
    chunk: Uint8Array,
    options: { element: SchemaElement; codec: CompressionCodec; rows: number; maxPageBytes: number },
  ) {
    this.#element = options.element;
    this.#codec = options.codec;
    this.#maxPageBytes = options.maxPageBytes;
    this.#rowsLeft = options.rows;
    const own = new Uint8Array(chunk);
    this.#reader = { view: new DataView(own.buffer, 0, own.length), offset: 0 };
  }

  /** The next row's physical value, undefined for null. */
  next(): unknown {
    // Header fields may even be of another type than expected; whatever comes of it means damage.
    while (this.#row >= this.#rowsInPage) decoding(() => this.#nextPage());
    const present = this.#present === undefined || this.#present[this.#row] === 1;
    this.#row++;
    return present ? this.#values[this.#value++] : undefined;
  }

  #nextPage(): void {
    const reader = this.#reader;
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
    if (this.#element.repetition_type === 'REQUIRED')
      return this.#decode(page, data.encoding, data.num_values);
    if (page.length < 4) broken('levels');
    const end = 4 + new DataView(page.buffer).getUint32(0, true);
    if (end > page.length) broken('levels');
    const present = this.#readLevels(page.subarray(4, end), data.num_values);
    return this.#decode(page.slice(end), data.encoding, present);
  }

  #readPageV2(header: PageHeader, raw: Uint8Array): void {
    const data = header.data_page_header_v2;
    if (!data) return broken('page-header');
    this.#beginPage(data.num_values);
    const levels = data.definition_levels_byte_length;
    if (data.repetition_levels_byte_length !== 0 || !(levels >= 0 && levels <= raw.length)) broken('levels');
    const optional = this.#element.repetition_type !== 'REQUIRED';
    const present = optional ? this.#readLevels(raw.subarray(0, levels), data.num_values) : data.num_values;
    const codec = data.is_compressed === false ? 'UNCOMPRESSED' : this.#codec;
    return this.#decode(
      decompress(raw.subarray(levels), header.uncompressed_page_size - levels, codec),
      data.encoding,
      present,
    );
  }

  #beginPage(rows: number): void {
    if (!(rows >= 0 && rows <= this.#rowsLeft)) broken('row-count');
    this.#rowsLeft -= rows;
    this.#rowsInPage = rows;
    this.#row = 0;
    this.#value = 0;
    this.#present = undefined;
  }

  /** Definition levels of a flat optional column: one bit a row. Returns the number of values present. */
  #readLevels(bytes: Uint8Array, rows: number): number {
    const present = new Uint8Array(rows);
    let row = 0;
    walkRuns(bytes, { width: 1, values: rows }, (at, count, packed) => {
      for (let i = 0; i < count && row < rows; i++)
        present[row++] = packed ? (bytes[at + (i >> 3)]! >> (i & 7)) & 1 : bytes[at]! & 1;
    });
    let count = 0;
    for (const flag of present) count += flag;
    if (count < rows) this.#present = present;
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
