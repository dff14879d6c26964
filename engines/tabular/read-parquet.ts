import { isUtf8 } from 'node:buffer';
import { brotliDecompressSync, gunzipSync, zstdDecompressSync } from 'node:zlib';
import { parquetMetadataAsync, parquetRead } from 'hyparquet';
import type {
  AsyncBuffer,
  Compressors,
  DecodedArray,
  FileMetaData,
  ParquetParsers,
  SchemaElement,
} from 'hyparquet';
import { compressors } from 'hyparquet-compressors';
import { BatchBuilder } from './batch-builder.ts';
import { TabularError } from './errors.ts';
import { withDefaults } from './limits.ts';
import type { Limits } from './limits.ts';
import { parquetFormat } from './parquet-values.ts';
import type { ParquetFormat } from './parquet-values.ts';
import { nameColumns } from './row-batch.ts';
import type { RowBatch, Table, TableNote } from './row-batch.ts';
import type { RandomAccess } from './zip-archive.ts';

export interface ParquetTable extends Table {
  format: 'parquet';
  totalRows: number;
}

const MAX_METADATA_BYTES = 64 * 1024 * 1024;
const MAX_GROUP_ROWS = 20_000_000;
const MAX_GROUP_CELLS = 100_000_000;

/**
 * Opens a flat Parquet file through random access. One row group is in memory at a time, so its size is
 * bounded (`limits.maxRowGroupBytes`). Values come as exact text (see `parquetFormat`); nested and repeated
 * columns are refused. Throws `TABULAR_PARQUET_*`, `TABULAR_EMPTY`, `TABULAR_TOO_MANY_HEADERS`.
 */
export async function readParquet(
  file: RandomAccess,
  options: { limits?: Partial<Limits> } = {},
): Promise<ParquetTable> {
  const limits = withDefaults(options.limits);
  const access = asyncBuffer(file);
  const metadata = await readMetadata(file, access);
  const leaves = metadata.schema.slice(1);
  if (leaves.length === 0) throw new TabularError('TABULAR_EMPTY');
  if (leaves.length > limits.maxColumns) {
    throw new TabularError('TABULAR_TOO_MANY_HEADERS', { columns: leaves.length, max: limits.maxColumns });
  }
  for (const { name, num_children: children, repetition_type: repetition } of leaves) {
    if ((children ?? 0) > 0 || repetition === 'REPEATED')
      throw new TabularError('TABULAR_PARQUET_NESTED', { column: name });
  }
  checkGroups(metadata, leaves.length, limits);
  const notes: TableNote[] = [];
  return {
    format: 'parquet',
    columns: nameColumns(
      leaves.map(({ name }) => name),
      notes,
    ),
    batches: readGroups(access, metadata, leaves, limits),
    notes,
    totalRows: Number(metadata.num_rows),
  };
}

function asyncBuffer(file: RandomAccess): AsyncBuffer {
  return {
    byteLength: file.size,
    slice: async (start, end = file.size) => {
      const bytes = await file.read(start, end - start);
      if (bytes.length !== end - start)
        throw new TabularError('TABULAR_PARQUET_BROKEN', { what: 'truncated' });
      const copy = new ArrayBuffer(bytes.length);
      new Uint8Array(copy).set(bytes);
      return copy;
    },
  };
}

/** Anything the decoder throws is a damaged or unsupported file. */
async function guarded<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof TabularError) throw error;
    throw new TabularError('TABULAR_PARQUET_BROKEN', {}, error);
  }
}

async function readMetadata(file: RandomAccess, access: AsyncBuffer): Promise<FileMetaData> {
  if (file.size < 12) throw new TabularError('TABULAR_PARQUET_BROKEN', { what: 'truncated' });
  const footer = Buffer.from(await access.slice(file.size - 8, file.size));
  if (footer.toString('latin1', 4) !== 'PAR1')
    throw new TabularError('TABULAR_PARQUET_BROKEN', { what: 'footer' });
  const size = footer.readUInt32LE(0);
  if (size > MAX_METADATA_BYTES || size > file.size - 12)
    throw new TabularError('TABULAR_PARQUET_BROKEN', { what: 'metadata' });
  return guarded(() => parquetMetadataAsync(access));
}

/** Sizes as stated; what decompresses beyond them is caught page by page. */
function checkGroups(metadata: FileMetaData, columns: number, limits: Limits): void {
  for (const group of metadata.row_groups) {
    const rows = Number(group.num_rows);
    let bytes = 0;
    for (const { meta_data: chunk, file_path: path } of group.columns) {
      if (path !== undefined || !chunk)
        throw new TabularError('TABULAR_PARQUET_BROKEN', { what: 'column-chunk' });
      if (chunk.num_values !== group.num_rows)
        throw new TabularError('TABULAR_PARQUET_BROKEN', { what: 'row-count' });
      bytes += Number(chunk.total_uncompressed_size);
    }
    if (group.columns.length !== columns)
      throw new TabularError('TABULAR_PARQUET_BROKEN', { what: 'columns' });
    if (!(
      rows >= 0 &&
      rows <= MAX_GROUP_ROWS &&
      rows * columns <= MAX_GROUP_CELLS &&
      bytes <= limits.maxRowGroupBytes
    )) {
      throw new TabularError('TABULAR_PARQUET_TOO_LARGE', { rows, bytes });
    }
  }
}

/** The decoder gives physical values if the schema says nothing of logical types. */
function withoutLogicalTypes(metadata: FileMetaData): FileMetaData {
  const schema = metadata.schema.map((element): SchemaElement => {
    const { converted_type: _converted, logical_type: _logical, ...physical } = element;
    return physical;
  });
  return { ...metadata, schema };
}

const PARSERS: Partial<ParquetParsers> = { timestampFromNanoseconds: (nanos) => nanos };

function boundedCompressors(limits: Limits): Compressors {
  const max = limits.maxRowGroupBytes;
  const native = { maxOutputLength: max };
  const all: Compressors = {
    ...compressors,
    GZIP: (input) => gunzipSync(input, native),
    BROTLI: (input) => brotliDecompressSync(input, native),
    ZSTD: (input) => zstdDecompressSync(input, native),
  };
  const bounded = Object.entries(all).map(([codec, decompress]) => [
    codec,
    (input: Uint8Array, outputLength: number) => {
      if (outputLength > max) throw new TabularError('TABULAR_PARQUET_TOO_LARGE', { bytes: outputLength });
      return decompress(input, outputLength);
    },
  ]);
  return Object.fromEntries(bounded) as Compressors;
}

async function* readGroups(
  access: AsyncBuffer,
  metadata: FileMetaData,
  leaves: readonly SchemaElement[],
  limits: Limits,
): AsyncGenerator<RowBatch> {
  const physical = withoutLogicalTypes(metadata);
  const codecs = boundedCompressors(limits);
  const formats = leaves.map(parquetFormat);
  const builder = new BatchBuilder(leaves.length);
  const placer = new GroupRows(builder, formats, limits);
  let rowStart = 0;
  for (const group of metadata.row_groups) {
    const rows = Number(group.num_rows);
    const columns = await readGroup(access, physical, leaves, { rowStart, rowEnd: rowStart + rows, codecs });
    for (let row = 0; row < rows; row++) {
      placer.place(columns, row, rowStart + row + 1);
      if (!builder.full) continue;
      yield builder.batch;
      builder.clear();
    }
    rowStart += rows;
    builder.batch.bytesRead += Number(
      group.columns.reduce((sum, { meta_data: chunk }) => sum + chunk!.total_compressed_size, 0n),
    );
  }
  yield builder.batch;
}

/** One row group, column by column. */
async function readGroup(
  access: AsyncBuffer,
  metadata: FileMetaData,
  leaves: readonly SchemaElement[],
  range: { rowStart: number; rowEnd: number; codecs: Compressors },
): Promise<ColumnPieces[]> {
  const { rowStart, rowEnd, codecs } = range;
  const columns = leaves.map((): ColumnPieces => ({ pieces: [], starts: [], size: 0, at: 0 }));
  const byName = new Map(leaves.map(({ name }, i) => [name, columns[i]!]));
  await guarded(() =>
    parquetRead({
      file: access,
      metadata,
      rowStart,
      rowEnd,
      compressors: codecs,
      utf8: false,
      geoparquet: false,
      parsers: PARSERS,
      onChunk: ({ columnName, columnData }) => {
        const column = byName.get(columnName)!;
        column.starts.push(column.size);
        column.pieces.push(columnData);
        column.size += columnData.length;
      },
    }),
  );
  if (columns.some(({ size }) => size !== rowEnd - rowStart))
    throw new TabularError('TABULAR_PARQUET_BROKEN', { what: 'row-count' });
  return columns;
}

/** A column's decoded pages, read from beginning to end. */
interface ColumnPieces {
  pieces: DecodedArray[];
  starts: number[];
  size: number;
  /** Piece of the row last asked for. */
  at: number;
}

function valueAt(column: ColumnPieces, row: number): unknown {
  while (column.at + 1 < column.pieces.length && row >= column.starts[column.at + 1]!) column.at++;
  return column.pieces[column.at]![row - column.starts[column.at]!];
}

class GroupRows {
  readonly #builder: BatchBuilder;
  readonly #formats: readonly ParquetFormat[];
  readonly #limits: Limits;

  constructor(builder: BatchBuilder, formats: readonly ParquetFormat[], limits: Limits) {
    this.#builder = builder;
    this.#formats = formats;
    this.#limits = limits;
  }

  place(columns: readonly ColumnPieces[], row: number, rowNumber: number): void {
    const builder = this.#builder;
    builder.beginRow();
    let tooLong = false;
    columns.forEach((column, c) => {
      const value = valueAt(column, row);
      if (value === null || value === undefined) return;
      const cell = this.#formats[c]!(value);
      if (cell.length > this.#limits.maxCellBytes) tooLong = true;
      else if (typeof cell === 'string') builder.setText(c, cell);
      else if (isUtf8(cell)) builder.setBytes(c, cell);
      else builder.setText(c, Buffer.from(cell).toString('utf8'));
    });
    if (tooLong) builder.addBroken(rowNumber, 'TABULAR_CELL_TOO_LONG', this.#excerpts(columns, row));
    else builder.endRow(rowNumber);
  }

  #excerpts(columns: readonly ColumnPieces[], row: number): string[] {
    return columns.map((column, c) => {
      const value = valueAt(column, row);
      if (value === null || value === undefined) return '';
      const cell = this.#formats[c]!(value);
      return (typeof cell === 'string' ? cell : Buffer.from(cell.subarray(0, 4096)).toString('utf8')).slice(
        0,
        4096,
      );
    });
  }
}
