import type { SchemaElement } from 'hyparquet';
import { ByteWriter, ParquetWriter } from 'hyparquet-writer';
import { exportBoolean, exportText, unwritable } from './export-values.ts';
import type { ExportColumn, ExportRows, ExportValue } from './export-values.ts';
import { parseDatetime } from './parse-date.ts';

const GROUP_ROWS = 50_000;
/** Text collected per row group before it is written early. */
const GROUP_CHARACTERS = 32 * 1024 * 1024;
const MAX_PRECISION = 38;

/**
 * Rows as Parquet (Snappy), a row group at a time: text as STRING, integer INT64, decimal with a scale as
 * DECIMAL(38, scale) else STRING, date DATE, datetime TIMESTAMP in microseconds UTC, boolean BOOLEAN; all columns
 * optional. Throws `TABULAR_VALUE_UNWRITABLE`.
 */
export async function* writeParquet(
  columns: readonly ExportColumn[],
  rows: ExportRows,
): AsyncGenerator<Uint8Array> {
  const bytes = new ByteWriter(1 << 20);
  const schema: SchemaElement[] = [
    { name: 'root', num_children: columns.length },
    ...columns.map(schemaElement),
  ];
  const writer = new ParquetWriter({ writer: bytes, schema, createdBy: 'tandem' });
  const take = (): Uint8Array => {
    const piece = bytes.getBytes().slice();
    bytes.index = 0;
    return piece;
  };
  let group: unknown[][] = columns.map(() => []);
  let characters = 0;
  const writeGroup = async (): Promise<Uint8Array> => {
    await writer.write({
      columnData: columns.map(({ name }, i) => ({ name, data: group[i]! })),
      rowGroupSize: GROUP_ROWS,
    });
    group = columns.map(() => []);
    characters = 0;
    return take();
  };
  for await (const row of rows) {
    columns.forEach((column, i) => {
      const value = parquetValue(column, row[i]);
      if (typeof value === 'string') characters += value.length;
      group[i]!.push(value);
    });
    if (group[0]!.length >= GROUP_ROWS || characters >= GROUP_CHARACTERS) yield await writeGroup();
  }
  if (group[0]!.length > 0) yield await writeGroup();
  await writer.finish();
  yield take();
}

function schemaElement(column: ExportColumn): SchemaElement {
  const { name, type, scale } = column;
  const optional = { name, repetition_type: 'OPTIONAL' } as const;
  switch (type) {
    case 'integer':
      return { ...optional, type: 'INT64' };
    case 'decimal':
      if (scale === undefined) return { ...optional, type: 'BYTE_ARRAY', converted_type: 'UTF8' };
      return {
        ...optional,
        type: 'FIXED_LEN_BYTE_ARRAY',
        type_length: 16,
        converted_type: 'DECIMAL',
        precision: MAX_PRECISION,
        scale,
      };
    case 'date':
      return { ...optional, type: 'INT32', converted_type: 'DATE' };
    case 'datetime':
      return {
        ...optional,
        type: 'INT64',
        converted_type: 'TIMESTAMP_MICROS',
        logical_type: { type: 'TIMESTAMP', isAdjustedToUTC: true, unit: 'MICROS' },
      };
    case 'boolean':
      return { ...optional, type: 'BOOLEAN' };
    case 'text':
      return { ...optional, type: 'BYTE_ARRAY', converted_type: 'UTF8' };
  }
}

function parquetValue(column: ExportColumn, value: ExportValue): unknown {
  if (value === null || value === undefined) return null;
  switch (column.type) {
    case 'integer':
      return integerValue(column, exportText(value));
    case 'decimal':
      return column.scale === undefined
        ? exportText(value)
        : decimalValue(column, exportText(value), column.scale);
    case 'date':
      return dayNumber(column, exportText(value));
    case 'datetime':
      return microseconds(column, value);
    case 'boolean':
      return exportBoolean(column, value);
    case 'text':
      return exportText(value).toWellFormed();
  }
}

function integerValue(column: ExportColumn, text: string): bigint {
  if (!/^-?\d{1,19}$/u.test(text)) unwritable(column);
  const value = BigInt(text);
  return BigInt.asIntN(64, value) === value ? value : unwritable(column);
}

/** The unscaled value; digits beyond the scale must be zeros. */
function decimalValue(column: ExportColumn, text: string, scale: number): bigint {
  const match = /^(-?)(\d+)(?:\.(\d+))?$/u.exec(text);
  if (!match) return unwritable(column);
  const fraction = (match[3] ?? '').padEnd(scale, '0');
  const digits = match[2]! + fraction.slice(0, scale);
  if (/[1-9]/u.test(fraction.slice(scale)) || digits.replace(/^0+/u, '').length > MAX_PRECISION)
    return unwritable(column);
  return BigInt(`${match[1]}${digits}`);
}

function dayNumber(column: ExportColumn, text: string): number {
  const match = /^(\d{4})-(\d{2})-(\d{2})/u.exec(text);
  if (!match) return unwritable(column);
  const date = new Date(0);
  date.setUTCFullYear(Number(match[1]), Number(match[2]) - 1, Number(match[3]));
  return date.getTime() / 86_400_000;
}

function microseconds(column: ExportColumn, value: Exclude<ExportValue, null | undefined>): bigint {
  if (value instanceof Date) return BigInt(value.getTime()) * 1000n;
  const text = String(value);
  const moment = parseDatetime(text);
  if (!moment) return unwritable(column);
  const fraction = /\.(\d{1,6})/u.exec(moment.text)?.[1] ?? '';
  return BigInt(moment.ms) * 1000n + BigInt(fraction.padEnd(6, '0'));
}
