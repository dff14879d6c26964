import {
  detectFormat,
  findFurtherKeys,
  readCsv,
  readJsonLines,
  readParquet,
  readXlsx,
  type CsvOptions,
  type FurtherKeys,
  type RandomAccess,
  type Table,
  type TabularFormat,
} from '@tandem/tabular';
import type { Reading } from '../import-run.ts';
import type { TableFile } from './messages.ts';

const HEAD_BYTES = 64 * 1024;

/** The bytes of a stored file, however they come. */
export interface TableBytes extends RandomAccess {
  name: string;
  /** All bytes from the beginning. */
  stream(): AsyncIterable<Uint8Array>;
}

/** How far an inspection looks for keys of JSON lines that the first of them do not have. */
const SCANNED_BYTES = 1024 ** 3;

async function formatOf(bytes: TableBytes): Promise<TabularFormat> {
  return detectFormat(await bytes.read(0, Math.min(HEAD_BYTES, bytes.size)), bytes.name);
}

/** Of JSON lines; undefined for other formats, whose columns stand in one place. */
export async function furtherKeysOf(bytes: TableBytes): Promise<FurtherKeys | undefined> {
  if ((await formatOf(bytes)) !== 'jsonl') return undefined;
  return findFurtherKeys(bytes.stream(), { bytes: SCANNED_BYTES });
}

/**
 * Opens a file by what it is, not by what its name says. Streams: memory does not grow with the file.
 * @throws TabularError TABULAR_* for files that cannot be read as a table.
 */
export async function openTable(
  bytes: TableBytes,
  { reading, furtherKeys = [] }: Pick<TableFile, 'reading' | 'furtherKeys'>,
): Promise<Table> {
  switch (await formatOf(bytes)) {
    case 'csv':
      return readCsv(bytes.stream(), csvOptions(reading));
    case 'jsonl':
      return readJsonLines(bytes.stream(), { furtherKeys });
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
