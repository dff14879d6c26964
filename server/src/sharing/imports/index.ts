export { findDataset } from './dataset-store.ts';
export { openForDisclosure, selectRows, streamRows, type HostedRow, type RowCondition } from './hosted-rows.ts';
export type { Dataset, DatasetColumn, ItemType } from './dataset.ts';
