import type { MessageSet } from './index.ts';

export const importMessages = {
  IMPORT_NOT_FOUND: { zh: '没有这次导入', en: 'No such import' },
  IMPORT_NOT_INSPECTED: { zh: '文件尚未检查完毕', en: 'The file has not been inspected yet' },
  IMPORT_ALREADY_LOADING: {
    zh: '导入已经开始，列设置不能再改',
    en: 'Rows are being loaded; the columns can no longer be changed',
  },
  IMPORT_NOT_RUNNING: { zh: '没有正在进行的导入', en: 'No load is running' },
  IMPORT_NOT_RESUMABLE: {
    zh: '当前状态不能开始或继续导入',
    en: 'The import can not be started or resumed in this state',
  },
  IMPORT_NOT_LOADED: { zh: '数据尚未导入完毕', en: 'The rows are not loaded yet' },
  IMPORT_RULES_CHANGED: {
    zh: '平台升级后读数规则有变，已导入的行不再沿用；请重新开始导入，将从文件第一行读起',
    en: 'Since an upgrade values are read by other rules, so the rows loaded before are not gone on from: start the load again, from the first row of the file',
  },
  IMPORT_PLAN_INVALID: {
    zh: '列设置有误：{{column}}（{{reason}}）',
    en: 'The column plan is wrong: {{column}} ({{reason}})',
  },
  'import.plan.fault.no-columns': { zh: '没有选择任何列', en: 'no column is chosen' },
  'import.plan.fault.target-repeated': { zh: '列名重复', en: 'the name is used twice' },
  'import.plan.fault.source-missing': { zh: '文件中没有这一列', en: 'the file has no such column' },
  'import.plan.fault.target-empty': { zh: '没有列名', en: 'it has no name' },
  'import.plan.fault.type-unknown': { zh: '类型不支持', en: 'the type is unknown' },
  'import.plan.fault.max-length': { zh: '长度上限应大于 0', en: 'the longest length must be above 0' },
  'import.plan.fault.transformation-unknown': { zh: '换算方式不支持', en: 'the conversion is unknown' },
  'import.plan.fault.key-missing': { zh: '主键列未列入', en: 'a column of the key is left out' },
  'import.plan.fault.rule-unknown': { zh: '没有这条规则', en: 'there is no such rule' },
  'import.plan.fault.rule-not-keepable': {
    zh: '违反这条规则的行不能保留',
    en: 'rows at fault by this rule can not be kept',
  },
  IMPORT_RESOURCE_NOT_YOURS: {
    zh: '只能为本部门的目录条目导入数据',
    en: 'Rows can only be loaded for an entry of your own department',
  },
  IMPORT_RESOURCE_WITHDRAWN: {
    zh: '该目录条目已撤销，不再导入数据',
    en: 'The entry was withdrawn: no more rows are loaded for it',
  },
  IMPORT_ITEM_MISSING: {
    zh: '文件缺少目录所列数据项：{{items}}',
    en: 'The file lacks items of the entry: {{items}}',
  },
  IMPORT_TYPE_MISMATCH: {
    zh: '列的类型与目录所载类型不符：{{items}}',
    en: 'Columns are not of the types that the entry states: {{items}}',
  },
  'IMPORT_TYPE_MISMATCH.detail': {
    zh: '请按目录类型设置列的类型，不符的值会逐行退回；若目录所载类型有误，请先修订目录。',
    en: 'Give the columns the types of the entry: values that do not fit are rejected row by row. If the entry is wrong, revise it first.',
  },
  IMPORT_PERSONAL_UNMARKED: {
    zh: '列中是公民身份号码，目录却未标明为个人信息：{{items}}',
    en: 'The columns hold citizens’ numbers, but the entry does not mark them as personal information: {{items}}',
  },
  'IMPORT_PERSONAL_UNMARKED.detail': {
    zh: '请在目录中标明个人信息并完成个人信息保护影响评估，再导入或启用。类型识别有误的，可把列的类型改为文本；值中有公民身份号码的，改类型不能免除标明。',
    en: 'Mark the items in the entry and assess the impact on personal information first. Where only the type was taken wrongly, make the column a text; its values are looked at all the same.',
  },
  IMPORT_JOIN_MISMATCH: {
    zh: '要并入的数据中，这些数据项是另一类型：{{items}}',
    en: 'In the data that the rows are to join these items are of another type: {{items}}',
  },
  'IMPORT_JOIN_MISMATCH.detail': {
    zh: '请把列的类型改为与现行数据一致，或改为全部替换。',
    en: 'Give the columns the types of the data that is served, or replace it all.',
  },
  IMPORT_NO_ROWS: {
    zh: '这一版没有数据行，切换后该条目将无数据可供',
    en: 'The version has no rows: after the switch the entry would serve nothing',
  },
  'IMPORT_NO_ROWS.detail': {
    zh: '请先查看退回的行；确需清空的，请在切换时明确声明（confirmEmpty）。',
    en: 'Look at the rejected rows first. If the table is to be emptied, say so with the switch (confirmEmpty).',
  },
  IMPORT_KEY_CHANGED: {
    zh: '这些数据行的主键与已公布目录的主键（{{items}}）不同',
    en: 'The key of these rows is not the one that the announced entry states ({{items}})',
  },
  'IMPORT_KEY_CHANGED.detail': {
    zh: '请按已公布的主键重新导入源文件；本次结果尚未切换的，先放弃再导入。目录正在修订主键的，公布后再切换。',
    en: 'Load the file again, by the key as announced; give up a result that is not served yet first. While a draft changes the key, switch after it is announced.',
  },
  IMPORT_NO_REJECTS: { zh: '没有被退回的行', en: 'No row was rejected' },
  IMPORT_BASE_CHANGED: {
    zh: '更正的行要并入的那一版数据已被替换',
    en: 'The data that the corrected rows were to join has been replaced',
  },
  'IMPORT_BASE_CHANGED.detail': {
    zh: '请放弃本次导入结果，再重新导入，更正的行会并入现行数据。',
    en: 'Give this result up and load again: the corrected rows then join the data that is served now.',
  },
  IMPORT_CORRECTION_TWICE: {
    zh: '这份更正文件的行已并入数据，不再重复并入',
    en: 'The rows of this corrected file have joined the data already; they do not join twice',
  },
  IMPORT_CORRECTION_UNBOUND: {
    zh: '更正文件没有“原行号”一列，或不知是哪次导入的退回行',
    en: 'The corrected file has no column of row numbers, or nobody knows whose rows they are',
  },
  'IMPORT_CORRECTION_UNBOUND.detail': {
    zh: '请保留退回文件的第一列“原行号”，在原导入的页面重新上传；每一退回行凭它只并入一次。',
    en: 'Keep the first column of the reject file and send it again from the page of its import: by that number each refused row joins once.',
  },
  IMPORT_KEY_REPEATED: {
    zh: '主键重复：各行的主键项合起来必须互不相同。要并入的现有数据若已有重复，请改正整份文件后全部替换',
    en: 'Rows repeat the key of the entry. Where those that stand already do, correct the whole file and replace them all',
  },
  IMPORT_VERSION_NOT_FOUND: {
    zh: '没有这一版数据，或其数据行已删除',
    en: 'No such version, or its rows are gone',
  },
  IMPORT_VERSION_NOT_SERVABLE: {
    zh: '只有曾经使用、尚未停用的版本可以恢复使用',
    en: 'Only a former version that is not retired can be served again',
  },
  IMPORT_INTERRUPTED: { zh: '导入中断，稍后自动继续', en: 'Interrupted; it goes on by itself' },
  IMPORT_GAVE_UP: {
    zh: '连续 {{times}} 次中断，已停止自动重试',
    en: 'Interrupted {{times}} times in a row; not tried again by itself',
  },
  IMPORT_OUT_OF_MEMORY: {
    zh: '读取文件所需内存超过上限',
    en: 'Reading the file takes more memory than is allowed',
  },
  IMPORT_DATABASE_REFUSED: {
    zh: '数据库拒绝了数据行（{{sqlState}}）',
    en: 'The database refused the rows ({{sqlState}})',
  },
  IMPORT_VERSION_NOT_RETIRABLE: { zh: '正在使用的版本不能停用', en: 'The version in use can not be retired' },
} as const satisfies MessageSet;
