export { dataQualityOf, type DataQuality } from './data-quality.ts';
export { columnTypesOf } from './column-types.ts';
export { dateNoLaterThanNow, findDataset } from './dataset-store.ts';
export { holdsCitizens, holdsDivisions, isKeyedAs, keyItemsOf } from './dataset.ts';
export type { Dataset, DatasetColumn, ItemType } from './dataset.ts';
export { findImportedFiles } from './import-store.ts';
export { IMPORT_ERRORS } from './errors.ts';
export { hostRows, type HostedContent } from './host-rows.ts';
export {
  openForDisclosure,
  selectRows,
  streamRows,
  type HostedRow,
  type RowCondition,
} from './hosted-rows.ts';
export { findInspectedTable, type InspectedTable } from './inspected-table.ts';
export { importJobs } from './jobs.ts';
export { importRoutes, type ImportsRoom } from './routes.ts';
export type { FindTargetResource, TargetResource, TitlesOf } from './target-resource.ts';
export { hostedTexts } from './value-text.ts';
export { forgetGuardedValues, valueProfilesOf, type ColumnValueProfile } from './value-profiles.ts';
export { compareValues, findHolders, sketchesOf } from './value-sketches.ts';
