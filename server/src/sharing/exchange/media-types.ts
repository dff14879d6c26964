import type { BatchFormat } from './batch-store.ts';

export const MEDIA_TYPES: Readonly<Record<BatchFormat, string>> = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  parquet: 'application/vnd.apache.parquet',
};
