export type { ByteChunks } from './byte-source.ts';
export {
  checkPlan,
  conversionsOf,
  KEEPABLE,
  sqlTypeOf,
  targetColumns,
  TRANSFORMATIONS,
} from './column-plan.ts';
export type { ColumnPlan, ColumnType, ImportPlan, TargetColumn, Transformation } from './column-plan.ts';
export { PATTERNS_EVERY_ROW, PATTERNS_STEP, VALUES_EVERY_ROW, VALUES_STEP } from './column-profile.ts';
export type { ColumnProfile, CountedText } from './column-profile.ts';
export type { KnownDivisions } from './division-values.ts';
export type { Dialect } from './csv-record.ts';
export type { DefectCount, DefectSample, RepeatedRow } from './defect-log.ts';
export { DEFECT_RULES } from './defect-rules.ts';
export type { DefectRule, RuleCode, Severity } from './defect-rules.ts';
export { detectDialect } from './detect-dialect.ts';
export type { DialectGuess } from './detect-dialect.ts';
export { detectEncoding } from './detect-encoding.ts';
export type { EncodingGuess } from './detect-encoding.ts';
export { detectFormat } from './detect-format.ts';
export type { TabularFormat } from './detect-format.ts';
export { TABULAR_ERRORS, TabularError } from './errors.ts';
export type { TabularErrorCode } from './errors.ts';
export type { ExportColumn, ExportRows, ExportType, ExportValue } from './export-values.ts';
export { guardFormula, looksLikeFormula, restoreFormula } from './formula-guard.ts';
export { COMMON_NULL_TOKENS, guessColumns, planFromGuesses } from './guess-columns.ts';
export type { ColumnGuess, GuessOptions } from './guess-columns.ts';
export type { ColumnReport, ImportReport, Progress } from './import-report.ts';
export { importRows } from './import-rows.ts';
export type { ImportRowsOptions, ImportStep } from './import-rows.ts';
export { DEFAULT_LIMITS } from './limits.ts';
export type { Limits } from './limits.ts';
export { parseBoolean } from './parse-boolean.ts';
export { formatDate, parseDate, parseDatetime } from './parse-date.ts';
export { normalIdentifier } from './parse-identifier.ts';
export { parseMoney, unitOfAmounts } from './parse-money.ts';
export type { MoneyUnit } from './parse-money.ts';
export { plainDecimal } from './parse-number.ts';
export { readCsv } from './read-csv.ts';
export type { CsvOptions, CsvTable } from './read-csv.ts';
export { findFurtherKeys, readJsonLines } from './read-json-lines.ts';
export type { FurtherKeys, JsonLinesOptions } from './read-json-lines.ts';
export { readParquet } from './read-parquet.ts';
export type { ParquetTable } from './read-parquet.ts';
export { listSheets, readXlsx } from './read-xlsx.ts';
export type { XlsxOptions, XlsxTable } from './read-xlsx.ts';
export { hasValue, rowText } from './row-batch.ts';
export type { BrokenRow, RowBatch, RowNotice, Table, TableNote } from './row-batch.ts';
export { RowImport } from './row-import.ts';
export { SMALLEST_KEPT } from './smallest-hashes.ts';
export { uniqueColumnsOf } from './unique-keys.ts';
export type { StandingValues } from './unique-keys.ts';
export type { ImportOptions } from './row-import.ts';
export type { Encoding } from './transcode.ts';
export { namesDivisions } from './type-choice.ts';
export type { TypeEvidence } from './type-choice.ts';
export type { HashKey } from './value-hash.ts';
export { writeCsv } from './write-csv.ts';
export { writeParquet } from './write-parquet.ts';
export { writeWorkbook } from './write-workbook.ts';
export type { WorkbookSheet } from './write-workbook.ts';
export { writeXlsx } from './write-xlsx.ts';
export { bytesAccess } from './zip-archive.ts';
export type { RandomAccess } from './zip-archive.ts';
