import {
  detectFormat,
  readCsv,
  readJsonLines,
  readParquet,
  readXlsx,
  type RandomAccess,
  type Table,
  type TabularFormat,
} from '@tandem/tabular';
import type { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import type { FileStore } from '../../platform/files/file-store.ts';

const HEAD_BYTES = 64 * 1024;

export interface SourceFile {
  hash: string;
  name: string;
  sizeBytes: number;
}

export interface OpenTableOptions {
  /** Sheet of a workbook; the first with values when not given. */
  sheet?: string | undefined;
}

async function readHead(files: FileStore, file: SourceFile): Promise<Uint8Array> {
  const end = Math.min(HEAD_BYTES, file.sizeBytes) - 1;
  return buffer(await files.read(file.hash, { start: 0, end }));
}

function randomAccess(files: FileStore, file: SourceFile): RandomAccess {
  return {
    size: file.sizeBytes,
    read: async (offset, length) => {
      const end = Math.min(offset + length, file.sizeBytes) - 1;
      return end < offset ? new Uint8Array(0) : buffer(await files.read(file.hash, { start: offset, end }));
    },
  };
}

/**
 * Opens a stored file by what it is, not by what its name says. Streams: memory does not grow with the file.
 * @throws TabularError TABULAR_* for files that cannot be read as a table.
 */
export async function openTable(files: FileStore, file: SourceFile, options: OpenTableOptions = {}): Promise<Table> {
  const format: TabularFormat = detectFormat(await readHead(files, file), file.name);
  switch (format) {
    case 'csv':
      return readCsv(await stream(files, file));
    case 'jsonl':
      return readJsonLines(await stream(files, file));
    case 'xlsx':
      return readXlsx(randomAccess(files, file), options.sheet === undefined ? {} : { sheet: options.sheet });
    case 'parquet':
      return readParquet(randomAccess(files, file));
  }
}

function stream(files: FileStore, file: SourceFile): Promise<Readable> {
  return files.read(file.hash);
}
