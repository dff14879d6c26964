import type { MessageSet } from './index.ts';

export const catalogueMessages = {
  CATALOGUE_RESOURCE_NOT_FOUND: {
    zh: '没有这个目录条目，或您无权查看',
    en: 'No such entry, or not yours to see',
  },
  CATALOGUE_DRAFT_NOT_FOUND: {
    zh: '没有在办的编目事项，或您无权查看',
    en: 'No change under way, or not yours to see',
  },
  CATALOGUE_VERSION_NOT_FOUND: { zh: '没有这个版本', en: 'No such version' },
  CATALOGUE_UPDATE_NOT_FOUND: {
    zh: '该条目没有在办的法定更新',
    en: 'No statutory update of this entry is under way',
  },
  CATALOGUE_ASSESSMENT_NOT_FOUND: { zh: '没有这份评估', en: 'No such assessment' },
  CATALOGUE_PAPER_NOT_STORED: {
    zh: '评估材料存于部门档案，平台只有其摘要',
    en: 'The paper is kept in the department’s archive; only its hash is here',
  },
  CATALOGUE_IMPORT_NOT_FOUND: { zh: '没有这个已识别的表格文件', en: 'No such inspected table file' },
  CATALOGUE_DRAFT_LOCKED: { zh: '该事项不能修改或放弃', en: 'This change cannot be edited or given up' },
  'CATALOGUE_DRAFT_LOCKED.detail': {
    zh: '法定更新和撤销事项须办结，不能放弃。',
    en: 'A statutory update or a withdrawal is carried through, not given up.',
  },
  CATALOGUE_STATE_WRONG: {
    zh: '当前状态下不能办理此操作',
    en: 'This cannot be done where the change stands now',
  },
  'CATALOGUE_STATE_WRONG.detail': {
    zh: '请刷新页面，查看最新状态。',
    en: 'Reload the page to see where it stands.',
  },
  CATALOGUE_REVISION_OPEN: { zh: '该条目已有在办的变更', en: 'A change to this entry is already under way' },
  CATALOGUE_WITHDRAWN: { zh: '该条目已撤销', en: 'This entry has been withdrawn' },
  CATALOGUE_INCOMPLETE: { zh: '目录条目尚不完整', en: 'The entry is not complete yet' },
  'CATALOGUE_INCOMPLETE.detail': {
    zh: '请逐项补齐下列内容后再提交。',
    en: 'Complete the following, then file it again.',
  },
  CATALOGUE_CONDITION_ADDED: { zh: '不得自行增设共享条件', en: 'No conditions may be added' },
  'CATALOGUE_CONDITION_ADDED.detail': {
    zh: '只有有条件共享可以列明条件，只有不予共享可以列明理由和依据。',
    en: 'Only a conditional entry lists conditions; only a withheld one lists reason and basis.',
  },
  CATALOGUE_COLLECTED_TWICE: {
    zh: '「{{provider}}」已有《{{title}}》，{{itemCount}} 项中 {{sameItems}} 项相同',
    en: '“{{provider}}” already has “{{title}}”: {{sameItems}} of {{itemCount}} items are the same',
  },
  'CATALOGUE_COLLECTED_TWICE.detail': {
    zh: '请改为申请共享；确需重复采集的，说明理由，主管部门审核时可见。',
    en: 'Ask to share it instead; if it must be collected again, state the reason, which the authority will see.',
  },
  CATALOGUE_ASSESSMENT_MISSING: { zh: '编目前的评估尚未完成', en: 'Assessments are still missing' },
  CATALOGUE_ASSESSMENT_FAILED: { zh: '有评估结论为不通过', en: 'An assessment was not passed' },
  CATALOGUE_ASSESSED_LATER: { zh: '评估日期不能晚于今天', en: 'An assessment cannot be dated after today' },
  CATALOGUE_NOT_PROVIDER: {
    zh: '只有提供部门可以编制和变更自己的目录',
    en: 'Only the providing department compiles its entries',
  },
  CATALOGUE_NOT_AUTHORITY: {
    zh: '只有同级主管部门可以审核',
    en: 'Only the authority of the same level reviews',
  },
  CATALOGUE_AUTHORITY_MISSING: {
    zh: '本地区尚未设置政务数据共享主管部门',
    en: 'No competent authority is set up for this area',
  },
  CATALOGUE_UNCHANGED: { zh: '内容没有变化', en: 'Nothing has changed' },
  CATALOGUE_EXTENSION_DECIDED: {
    zh: '延期只能申请一次，且须先申请后决定',
    en: 'An extension is asked for once, and decided once',
  },
  CATALOGUE_CODE_TAKEN: { zh: '目录代码 {{code}} 已被使用', en: 'Code {{code}} is taken' },
  CATALOGUE_CLASSIFICATION_TAKEN: { zh: '同级已有「{{name}}」', en: '“{{name}}” already exists there' },
  CATALOGUE_CLASSIFICATION_UNKNOWN: { zh: '没有这个上级分类', en: 'No such parent in the classification' },
  CATALOGUE_SOURCE_NOT_IN_GROUP: {
    zh: '数源条目须在所选条目之中',
    en: 'The source must be one of the chosen entries',
  },
  CATALOGUE_SOURCE_GROUP_INVALID: {
    zh: '数源认定须涉及两个以上部门',
    en: 'Naming a source takes entries of at least two departments',
  },
  CATALOGUE_SOURCE_NAMED: { zh: '其中有条目已有数源认定', en: 'One of the entries already has a source' },
  CATALOGUE_SYNONYM_TAKEN: { zh: '该词已在同义词组中', en: 'The term is already in a group' },
  CATALOGUE_SPREADSHEET_INVALID: {
    zh: '编目表格不能识别',
    en: 'The spreadsheet cannot be read as a catalogue table',
  },
  'CATALOGUE_SPREADSHEET_INVALID.detail': {
    zh: '请下载最新模板，保留工作表名称和首行标题。',
    en: 'Download the template and keep its sheet names and header rows.',
  },
  CATALOGUE_SPREADSHEET_NO_ROWS: { zh: '没有可以导入的行', en: 'There is no row to take over' },
  CATALOGUE_TABLE_UNREADABLE: { zh: '表格文件不能读取', en: 'The table file cannot be read' },
  CATALOGUE_FIELD_REQUIRED: { zh: '须填写', en: 'Required' },
  CATALOGUE_FIELD_SHORT: { zh: '至少 {{least}} 个字', en: 'At least {{least}} characters' },
  CATALOGUE_FIELD_CODE_INVALID: { zh: '不是有效的目录代码', en: 'Not a catalogue code' },
  CATALOGUE_FIELD_GRADE_UNFIT: {
    zh: '一般数据须定 1—4 级，重要和核心数据不再分级',
    en: 'General data has a grade of 1 to 4; important and core data have none',
  },
  CATALOGUE_FIELD_TWICE: { zh: '重复', en: 'Stands here twice' },
  CATALOGUE_FIELD_COLUMN_INVALID: {
    zh: '须以字母或下划线开头，由字母、数字、下划线组成',
    en: 'Letters, digits and underscores, not beginning with a digit',
  },
  CATALOGUE_FIELD_CLASSIFICATION_UNKNOWN: {
    zh: '不在主管部门的分类标准之内',
    en: 'Not in the authority’s standard of classification',
  },
  CATALOGUE_FIELD_NOT_DECLARED: {
    zh: '须声明不含国家秘密、工作秘密',
    en: 'Declare that it holds no state or work secrets',
  },
  CATALOGUE_FIELD_CONDITION_STRAY: {
    zh: '只有有条件共享可以列明条件',
    en: 'Only a conditional entry lists conditions',
  },
  CATALOGUE_FIELD_WITHHELD_STRAY: {
    zh: '只有不予共享可以列明理由和依据',
    en: 'Only a withheld entry lists reason and basis',
  },
  CATALOGUE_FIELD_OPENNESS_STRAY: {
    zh: '只有有条件开放可以列明开放条件',
    en: 'Only conditional openness lists a condition',
  },
  CATALOGUE_FIELD_BASIS_VAGUE: {
    zh: '须写明具体内容，至少 {{least}} 个字',
    en: 'Be specific: at least {{least}} characters',
  },
  CATALOGUE_FIELD_ARTICLE_MISSING: { zh: '须写明第几条', en: 'Name the article by its number' },
  CATALOGUE_FIELD_MODES_WITHHELD: { zh: '不予共享的条目没有共享方式', en: 'A withheld entry has no modes' },
  CATALOGUE_FIELD_ASSESSMENT_MISSING: { zh: '尚无评估', en: 'Not assessed yet' },
  CATALOGUE_FIELD_ASSESSMENT_FAILED: { zh: '评估未通过', en: 'Not passed' },
  CATALOGUE_CELL_UNKNOWN_VALUE: { zh: '「{{value}}」不是可选值', en: '“{{value}}” is not one of the values' },
  CATALOGUE_CELL_NOT_NUMBER: { zh: '「{{value}}」不是数字', en: '“{{value}}” is not a number' },
  CATALOGUE_CELL_TOO_LONG: { zh: '超过 {{max}} 个字', en: 'Longer than {{max}} characters' },
  CATALOGUE_CELL_ENTRY_UNKNOWN: {
    zh: '目录工作表中没有序号「{{value}}」',
    en: 'No entry “{{value}}” on the entries sheet',
  },
  CATALOGUE_CELL_ENTRY_TWICE: {
    zh: '目录序号「{{value}}」重复',
    en: 'Entry number “{{value}}” stands twice',
  },
} as const satisfies MessageSet;
