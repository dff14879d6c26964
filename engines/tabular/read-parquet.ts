import { isUtf8 } from 'node:buffer';
import { parquetMetadataAsync } from 'hyparquet';
import type { AsyncBuffer, ColumnChunk, FileMetaData, RowGroup } from 'hyparquet';
import { BatchBuilder } from './batch-builder.ts';
import { TabularError } from './errors.ts';
import { withDefaults } from './limits.ts';
import type { Limits } from './limits.ts';
import { openColumn } from './parquet-column.ts';
import type { ParquetColumn } from './parquet-column.ts';
import { ParquetPages } from './parquet-pages.ts';
import { readSchema } from './parquet-schema.ts';
import type { ParquetNode } from './parquet-schema.ts';
import { nameColumns } from './row-batch.ts';
import type { RowBatch, Table, TableNote } from './row-batch.ts';
import { isThriftStruct } from './thrift-walk.ts';
import type { RandomAccess } from './zip-archive.ts';

export interface ParquetTable extends Table {
  format: 'parquet';
  totalRows: number;
}

const MAX_METADATA_BYTES = 64 * 1024 * 1024;
const MAX_GROUP_ROWS = 20_000_000;
const MAX_GROUP_CELLS = 100_000_000;

/**
 * Opens a Parquet file through random access. The compressed chunks of one row group and one page of
 * each leaf are in memory, so their sizes are bounded (`limits.maxRowGroupBytes`). Values come as exact text (see
 * `parquetFormat`), lists, maps and structures as JSON text. Throws `TABULAR_PARQUET_*`, `TABULAR_EMPTY`,
 * `TABULAR_TOO_MANY_HEADERS`.
 */
export async function readParquet(
  file: RandomAccess,
  options: { limits?: Partial<Limits> } = {},
): Promise<ParquetTable> {
  const limits = withDefaults(options.limits);
  const access = asyncBuffer(file);
  const metadata = await readMetadata(file, access);
  const leafCount = metadata.schema.filter((element, i) => i > 0 && !element.num_children).length;
  if (leafCount === 0) throw new TabularError('TABULAR_EMPTY');
  if (leafCount > limits.maxColumns) {
    throw new TabularError('TABULAR_TOO_MANY_HEADERS', { columns: leafCount, max: limits.maxColumns });
  }
  const fields = readSchema(metadata.schema);
  checkGroups(metadata, { count: leafCount, leaves: fields.flatMap((field) => field.leaves) }, limits);
  const notes: TableNote[] = [];
  return {
    format: 'parquet',
    columns: nameColumns(
      fields.map(({ element }) => element.name),
      notes,
    ),
    batches: readGroups(file, metadata, fields, limits),
    notes,
    totalRows: Number(metadata.num_rows),
  };
}

function asyncBuffer(file: RandomAccess): AsyncBuffer {
  return {
    byteLength: file.size,
    slice: async (start, end = file.size) => {
      const bytes = await file.read(start, end - start);
      if (bytes.length !== end - start) broken('truncated');
      const copy = new ArrayBuffer(bytes.length);
      new Uint8Array(copy).set(bytes);
      return copy;
    },
  };
}

function broken(what: string): never {
  throw new TabularError('TABULAR_PARQUET_BROKEN', { what });
}

async function readMetadata(file: RandomAccess, access: AsyncBuffer): Promise<FileMetaData> {
  if (file.size < 12) broken('truncated');
  const footer = Buffer.from(await access.slice(file.size - 8, file.size));
  if (footer.toString('latin1', 4) !== 'PAR1') broken('footer');
  const size = footer.readUInt32LE(0);
  if (size > MAX_METADATA_BYTES || size > file.size - 12) broken('metadata');
  const bytes = await file.read(file.size - 8 - size, size);
  if (!isThriftStruct(bytes, 0)) broken('metadata');
  try {
    // The marking of GeoParquet's columns trusts counts of children.
    const metadata = await parquetMetadataAsync(access, { geoparquet: false });
    if (!isComplete(metadata)) broken('metadata');
    return metadata;
  } catch (error) {
    if (error instanceof TabularError) throw error;
    throw new TabularError('TABULAR_PARQUET_BROKEN', { what: 'metadata' }, error);
  }
}

/** The metadata reader fills in what it finds; fields may be missing or of another type. */
function isComplete({ schema, row_groups: groups, num_rows: rows }: FileMetaData): boolean {
  if (!Array.isArray(schema) || !Array.isArray(groups) || typeof rows !== 'bigint') return false;
  const named = schema.every(
    ({ name, type, num_children: children }, i) =>
      typeof name === 'string' &&
      (i === 0 || type === undefined || typeof type === 'string') &&
      (children === undefined || (Number.isInteger(children) && children >= 0 && children < schema.length)),
  );
  return (
    named &&
    groups.every(
      ({ columns, num_rows: count }) =>
        Array.isArray(columns) && typeof count === 'bigint' && columns.every(isChunk),
    )
  );
}

function isChunk({ meta_data: chunk }: ColumnChunk): boolean {
  if (!chunk || typeof chunk.codec !== 'string') return false;
  const sizes = [
    chunk.num_values,
    chunk.total_compressed_size,
    chunk.total_uncompressed_size,
    chunk.data_page_offset,
  ];
  return sizes.every((size) => typeof size === 'bigint' && size >= 0n);
}

/** Sizes as stated; what decompresses beyond them is caught page by page. */
function checkGroups(
  metadata: FileMetaData,
  { count, leaves }: { count: number; leaves: readonly ParquetNode[] },
  limits: Limits,
): void {
  for (const group of metadata.row_groups) {
    const rows = Number(group.num_rows);
    if (group.columns.length !== count) broken('columns');
    let bytes = 0;
    let entries = 0;
    for (const { index, repetition } of leaves) {
      const { meta_data: chunk, file_path: path } = group.columns[index]!;
      if (path !== undefined || !chunk) broken('column-chunk');
      const isSound =
        repetition > 0 ? chunk.num_values >= group.num_rows : chunk.num_values === group.num_rows;
      if (!isSound) broken('row-count');
      bytes += Number(chunk.total_uncompressed_size);
      entries += Number(chunk.num_values);
    }
    const bounded = rows >= 0 && rows <= MAX_GROUP_ROWS && entries <= MAX_GROUP_CELLS;
    if (!bounded || bytes > limits.maxRowGroupBytes) {
      throw new TabularError('TABULAR_PARQUET_TOO_LARGE', { rows, bytes });
    }
  }
}

async function* readGroups(
  file: RandomAccess,
  metadata: FileMetaData,
  fields: readonly ParquetNode[],
  limits: Limits,
): AsyncGenerator<RowBatch> {
  const builder = new BatchBuilder(fields.length);
  const placer = new RowPlacer(builder, limits);
  let rowNumber = 0;
  for (const group of metadata.row_groups) {
    if (group.num_rows === 0n) continue; // its chunks may have no place in the file
    const columns: ParquetColumn[] = [];
    for (const field of fields) {
      const pages: ParquetPages[] = [];
      for (const leaf of field.leaves) pages.push(await openChunk(file, group, leaf, limits));
      columns.push(openColumn(field, pages, limits.maxCellBytes));
    }
    for (let row = Number(group.num_rows); row > 0; row--) {
      placer.place(columns, ++rowNumber);
      if (!builder.full) continue;
      yield builder.batch;
      builder.clear();
    }
    builder.batch.bytesRead += Number(
      group.columns.reduce((sum, { meta_data: chunk }) => sum + chunk!.total_compressed_size, 0n),
    );
  }
  yield builder.batch;
}

async function openChunk(
  file: RandomAccess,
  group: RowGroup,
  { index, element, definition, repetition }: ParquetNode,
  limits: Limits,
): Promise<ParquetPages> {
  const chunk = group.columns[index]!.meta_data!;
  const dictionary = chunk.dictionary_page_offset;
  const start = Number(
    dictionary !== undefined && dictionary > 0n && dictionary < chunk.data_page_offset
      ? dictionary
      : chunk.data_page_offset,
  );
  const size = Number(chunk.total_compressed_size);
  if (!(start >= 4 && size >= 0 && start + size <= file.size) || chunk.type !== element.type)
    broken('column-chunk');
  const bytes = await file.read(start, size);
  if (bytes.length !== size) broken('truncated');
  return new ParquetPages(bytes, {
    element,
    levels: { definition, repetition },
    codec: chunk.codec,
    entries: Number(chunk.num_values),
    maxPageBytes: limits.maxRowGroupBytes,
  });
}

class RowPlacer {
  readonly #builder: BatchBuilder;
  readonly #limits: Limits;

  constructor(builder: BatchBuilder, limits: Limits) {
    this.#builder = builder;
    this.#limits = limits;
  }

  place(columns: readonly ParquetColumn[], rowNumber: number): void {
    const builder = this.#builder;
    builder.beginRow();
    const cells = columns.map((column) => column.next());
    if (cells.some((cell) => cell !== undefined && cell.length > this.#limits.maxCellBytes)) {
      builder.addBroken(rowNumber, 'TABULAR_CELL_TOO_LONG', cells.map(excerpt));
      return;
    }
    cells.forEach((cell, c) => {
      if (cell === undefined) return;
      if (typeof cell === 'string') builder.setText(c, cell);
      else if (isUtf8(cell)) builder.setBytes(c, cell);
      else builder.setText(c, Buffer.from(cell).toString('utf8'));
    });
    builder.endRow(rowNumber);
  }
}

const EXCERPT_BYTES = 4096;

function excerpt(cell: string | Uint8Array | undefined): string {
  if (cell === undefined) return '';
  return typeof cell === 'string'
    ? cell.slice(0, EXCERPT_BYTES)
    : Buffer.from(cell.subarray(0, EXCERPT_BYTES)).toString('utf8');
}
