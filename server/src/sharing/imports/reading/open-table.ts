import {
  detectFormat,
  readCsv,
  readJsonLines,
  readParquet,
  readXlsx,
  type CsvOptions,
  type RandomAccess,
  type Table,
} from '@tandem/tabular';
import type { Reading } from '../import-run.ts';

const HEAD_BYTES = 64 * 1024;

/** The bytes of a stored file, however they come. */
export interface TableBytes extends RandomAccess {
  name: string;
  /** All bytes from the beginning. */
  stream(): AsyncIterable<Uint8Array>;
}

/**
 * Opens a file by what it is, not by what its name says. Streams: memory does not grow with the file.
 * @throws TabularError TABULAR_* for files that cannot be read as a table.
 */
export async function openTable(bytes: TableBytes, reading: Reading = {}): Promise<Table> {
  const head = await bytes.read(0, Math.min(HEAD_BYTES, bytes.size));
  switch (detectFormat(head, bytes.name)) {
    case 'csv':
      return readCsv(bytes.stream(), csvOptions(reading));
    case 'jsonl':
      return readJsonLines(bytes.stream());
    case 'xlsx': {
      const { sheet, headerRow } = reading;
      return readXlsx(bytes, {
        ...(sheet === undefined ? {} : { sheet }),
        ...(headerRow === undefined ? {} : { headerRow }),
      });
    }
    case 'parquet':
      return readParquet(bytes);
  }
}

function csvOptions({ encoding, delimiter, titleRows, header }: Reading): CsvOptions {
  return {
    ...(encoding === undefined ? {} : { encoding }),
    ...(delimiter === undefined ? {} : { dialect: { delimiter } }),
    ...(titleRows === undefined ? {} : { titleRows }),
    ...(header === undefined ? {} : { header }),
  };
}
