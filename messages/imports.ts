import type { MessageSet } from './index.ts';

export const importMessages = {
  IMPORT_NOT_FOUND: { zh: '没有这次导入', en: 'No such import' },
  IMPORT_NOT_INSPECTED: { zh: '文件尚未检查完毕', en: 'The file has not been inspected yet' },
  IMPORT_ALREADY_LOADING: { zh: '导入已经开始，列设置不能再改', en: 'Rows are being loaded; the columns can no longer be changed' },
  IMPORT_NOT_RUNNING: { zh: '没有正在进行的导入', en: 'No load is running' },
  IMPORT_NOT_RESUMABLE: { zh: '当前状态不能开始或继续导入', en: 'The import can not be started or resumed in this state' },
  IMPORT_NOT_LOADED: { zh: '数据尚未导入完毕', en: 'The rows are not loaded yet' },
  IMPORT_FILE_UNUSABLE: { zh: '文件无法作为表格读取', en: 'The file can not be read as a table' },
  IMPORT_PLAN_INVALID: { zh: '列设置有误：{{column}}（{{reason}}）', en: 'The column plan is wrong: {{column}} ({{reason}})' },
  IMPORT_RESOURCE_NOT_YOURS: { zh: '只能为本部门的目录条目导入数据', en: 'Rows can only be loaded for an entry of your own department' },
  IMPORT_ITEM_MISSING: { zh: '文件缺少目录所列数据项：{{items}}', en: 'The file lacks items of the entry: {{items}}' },
  IMPORT_NO_REJECTS: { zh: '没有被退回的行', en: 'No row was rejected' },
  IMPORT_VERSION_NOT_RETIRABLE: { zh: '正在使用的版本不能停用', en: 'The version in use can not be retired' },
} as const satisfies MessageSet;
