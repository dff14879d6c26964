import type { MessageSet } from './index.ts';

/** Why a whole file could not be read: codes of the table reader. */
export const importFileMessages = {
  TABULAR_FORMAT_UNKNOWN: {
    zh: '不是 CSV、XLSX、Parquet 或 JSON 行文件',
    en: 'Not a CSV, XLSX, Parquet or JSON lines file',
  },
  TABULAR_FORMAT_REFUSED: {
    zh: '不支持这种文件（{{kind}}）；请另存为 XLSX 或 CSV',
    en: 'This kind of file is not read ({{kind}}); save it as XLSX or CSV',
  },
  TABULAR_ENCODING_UNKNOWN: {
    zh: '文字编码不是 UTF-8、UTF-16 或 GB18030',
    en: 'The encoding is neither UTF-8, UTF-16 nor GB18030',
  },
  TABULAR_EMPTY: { zh: '文件里没有列名行', en: 'The file has no row of column names' },
  TABULAR_TOO_MANY_HEADERS: {
    zh: '列数 {{columns}} 超过上限 {{max}}',
    en: '{{columns}} columns; at most {{max}} are read',
  },
  TABULAR_ROW_UNREADABLE: {
    zh: '第 {{row}} 行损坏，无法跳过',
    en: 'Row {{row}} is damaged and can not be skipped',
  },
  TABULAR_ZIP_BROKEN: { zh: '工作簿的压缩结构已损坏', en: 'The workbook’s ZIP structure is damaged' },
  TABULAR_ZIP_BOMB: { zh: '工作簿解压后过大，已拒绝', en: 'The workbook inflates beyond the allowed size' },
  TABULAR_ZIP_TOO_MANY_ENTRIES: { zh: '工作簿内部文件过多，已拒绝', en: 'The workbook has too many parts' },
  TABULAR_ZIP_ENTRY_NAME: {
    zh: '工作簿内部文件名不合规，已拒绝',
    en: 'The workbook has parts with forbidden names',
  },
  TABULAR_XML_BROKEN: { zh: '工作簿的内容已损坏', en: 'The workbook’s content is damaged' },
  TABULAR_XML_DTD_REFUSED: {
    zh: '工作簿含有文档类型声明，已拒绝',
    en: 'The workbook has a document type declaration',
  },
  TABULAR_XML_TOO_DEEP: { zh: '工作簿的内容嵌套过深，已拒绝', en: 'The workbook is nested too deep' },
  TABULAR_XLSX_BROKEN: {
    zh: '工作簿缺少部件或自相矛盾',
    en: 'A part of the workbook is missing or contradicts another',
  },
  TABULAR_XLSX_SHEET_MISSING: { zh: '没有这张工作表', en: 'There is no such sheet' },
  TABULAR_XLSX_SHARED_STRINGS_TOO_LARGE: {
    zh: '工作簿的共享文本过多；请另存为 CSV',
    en: 'The workbook shares too many texts; save it as CSV',
  },
  TABULAR_XLSX_CELL_TOO_LONG: { zh: '单元格超过 32,767 字', en: 'A cell is longer than 32,767 characters' },
  'TABULAR_XLSX_CELL_TOO_LONG.detail': {
    zh: 'Excel 文件放不下这么长的值；请改选 CSV 或 Parquet。',
    en: 'An Excel file can’t hold a value of this length; choose CSV or Parquet.',
  },
  TABULAR_PARQUET_BROKEN: {
    zh: 'Parquet 文件已损坏，或用了不支持的特性',
    en: 'The Parquet file is damaged or uses an unsupported feature',
  },
  TABULAR_PARQUET_TOO_LARGE: { zh: 'Parquet 行组过大', en: 'A Parquet row group exceeds the bound' },
  TABULAR_PLAN_INVALID: {
    zh: '列设置与文件不符：{{column}}（{{reason}}）',
    en: 'The column plan does not fit the file: {{column}} ({{reason}})',
  },
  TABULAR_VALUE_UNWRITABLE: { zh: '有值无法写出', en: 'A value can not be written' },
} as const satisfies MessageSet;
