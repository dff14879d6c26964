import type { FastifyReply } from 'fastify';
import { Readable } from 'node:stream';
import { Type } from 'typebox';
import { writeCsv, writeXlsx, type ExportColumn, type ExportRows } from '@tandem/tabular';

const MEDIA_TYPES = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const;

export type TableFormat = keyof typeof MEDIA_TYPES;

/** Query parameter of a list that can be had as a file. */
export const ListFormat = Type.Optional(
  Type.Enum(['json', 'csv', 'xlsx'], { description: 'As a file with `csv` or `xlsx`.' }),
);

interface TableFile {
  /** File name without its ending, ASCII. */
  name: string;
  format: TableFormat;
  columns: readonly ExportColumn[];
  rows: ExportRows;
}

/** Streams rows as a file that nobody keeps; what a spreadsheet would run as a formula is disarmed by the writers. */
export function sendTable(reply: FastifyReply, { name, format, columns, rows }: TableFile): FastifyReply {
  const write = format === 'csv' ? writeCsv : writeXlsx;
  return reply
    .type(MEDIA_TYPES[format])
    .header('content-disposition', `attachment; filename="${name}.${format}"`)
    .header('cache-control', 'no-store')
    .send(Readable.from(write(columns, rows)));
}
